"""Plain functions that make valid, published records; each test states the facts that it depends on.

``event(date="2021-06-16")`` makes an event with that date and arbitrary other values.
Related records are made where the table needs them and none is given. ``world()`` makes
one record of every kind, each tied to the others, with every field filled.
"""

import itertools
from types import SimpleNamespace

from experts.models import (
    Appointment,
    AppointmentCitation,
    Expert,
    ExpertCitation,
    ExpertIdentifier,
    ExpertName,
    Organisation,
    OrganisationCitation,
    OrganisationIdentifier,
    OrganisationName,
    OrganisationTerritory,
)
from sources.models import Place, PlaceCitation, PlaceIdentifier, PlaceName, Source, SourceIdentifier
from summits import models as s
from topics.models import Topic, TopicCitation, TopicName

# Small enough for every number column, however long the run; a test makes far fewer records.
_numbers = itertools.cycle(range(1, 30_000))


def number():
    """A number that no other record of the test has."""
    return next(_numbers)


def _addressed(model, word, fields):
    n = number()
    return model.objects.create(**{"slug": f"{word}-{n}", "publication": "published", **fields})


def source(**fields):
    """A source."""
    return _addressed(Source, "source", {"title": "A source", **fields})


def place(**fields):
    """A place (a city, unless told)."""
    return _addressed(Place, "place", {"name": "A place", **fields})


def country(**fields):
    """A country."""
    return place(**{"kind": "country", "name": "A country", **fields})


def topic(**fields):
    """A topic; read again, so that its path is there."""
    made = _addressed(Topic, "topic", {"name": "A topic", **fields})
    made.refresh_from_db()
    return made


def organisation(**fields):
    """An organisation."""
    return _addressed(Organisation, "organisation", {"name": "An organisation", **fields})


def expert(**fields):
    """An expert."""
    return _addressed(Expert, "expert", {"name": "An Expert", **fields})


def event(**fields):
    """An event (a summit, unless told)."""
    return _addressed(s.Event, "event", {"name": "An event", "kind": "summit", **fields})


def _numbered(model, word, fields):
    made = model.objects.create(**{"public_id": f"{word}-{number()}", "publication": "published", **fields})
    made.refresh_from_db()
    return made


def appointment(**fields):
    """An appointment; its expert and organisation are made if not given."""
    fields["expert"] = fields.get("expert") or expert()
    fields["organisation"] = fields.get("organisation") or organisation()
    return _numbered(Appointment, "appointment", {"post": "Director", **fields})


def met(first, second, **fields):
    """An event at which somebody sat for each of two states."""
    made = event(**fields)
    for state in (first, second):
        participation(event=made, expert=expert(), on_behalf_of=state, role="principal")
    return made


def panel(**fields):
    """A panel; its event is made if not given, its number is free."""
    fields["event"] = fields.get("event") or event()
    fields.setdefault("number", fields["event"].panels.count() + 1)
    return _numbered(s.Panel, "panel", {"title": "A panel", **fields})


def participation(appointments=(), **fields):
    """A participation of an expert (made, unless an expert or organisation is given)."""
    fields["event"] = fields.get("event") or event()
    if not (fields.get("expert") or fields.get("organisation")):
        fields["expert"] = expert()
    made = _numbered(s.Participation, "participation", fields)
    for one in appointments:
        s.ParticipationAppointment.objects.create(participation=made, appointment=one)
    return made


def position(holders=(), endorsers=(), topics=(), about=(), stance="supports", **fields):
    """A position held and endorsed by experts or organisations, on topics and about events with one ``stance``."""
    made = _numbered(s.Position, "position", {"summary": "They claim something.", **fields})
    for one in holders:
        s.PositionHolder.objects.create(position=made, **actor(one))
    for one in endorsers:
        s.PositionEndorser.objects.create(position=made, **actor(one))
    for one in topics:
        s.PositionTopic.objects.create(position=made, topic=one, stance=stance)
    for one in about:
        s.PositionEvent.objects.create(position=made, event=one, stance=stance)
    return made


def outcome(parties=(), later=(), relation="confirms", **fields):
    """An outcome with parties (experts or organisations) and later events; its event is made if not given."""
    fields["event"] = fields.get("event") or event()
    made = _numbered(s.Outcome, "outcome", {"title": "An outcome", **fields})
    for one in parties:
        s.OutcomeParty.objects.create(outcome=made, **actor(one))
    for one in later:
        s.OutcomeEvent.objects.create(outcome=made, event=one, relation=relation)
    return made


def link(from_event=None, to_event=None, kind="discusses", **fields):
    """A link between two events (made, if not given)."""
    fields |= {"from_event": from_event or event(), "to_event": to_event or event()}
    return _numbered(s.EventLink, "link", {"kind": kind, **fields})


def on_topics(record, *topics):
    """Give an event its topics."""
    for one in topics:
        s.EventTopic.objects.create(event=record, topic=one)
    return record


def actor(record):
    """The fields of a row that names an expert or an organisation."""
    return {"organisation": record} if isinstance(record, Organisation) else {"expert": record}


def _cite(model, record, of, **fields):
    return model.objects.create(
        record=record, source=of, paragraph=2, sentence=3, locator="page 7", note="as read", **fields
    )


def world():
    """One record of every kind with every field filled, each shown by others; names are unlike each other.

    The marker of a record (``w.markers[attribute]``) is a text of it that occurs in
    no other record: where the record is hidden, the marker must be, too.
    """
    w = SimpleNamespace()
    w.source = source(
        slug="mark-source", title="Marksource", author="A. Writer", publisher="The Press", url="https://example.org/x",
        published="2021-06-17", accessed="2022-01", language="en", licence="CC0", first_words="Some years",
        notes="Kept.",
    )  # fmt: skip
    w.land = country(slug="mark-land", name="Markland")
    w.city = place(slug="mark-city", name="Markcity", country=w.land, parent=w.land)
    w.place = place(
        slug="mark-hall",
        name="Markhall",
        kind="venue",
        parent=w.city,
        country=w.land,
        address="16/1 Street",
        latitude=46.2044,
        longitude=-6.1432,
    )
    w.room = place(slug="mark-room", name="Markroom", kind="building", parent=w.place, country=w.land)
    PlaceName.objects.create(
        record=w.place, text="Зал", language="ru", script="Cyrl", kind="translation", period="2001/.."
    )
    PlaceIdentifier.objects.create(record=w.place, scheme="geonames", value="5007")
    SourceIdentifier.objects.create(record=w.source, scheme="doi", value="10.1000/182")
    _cite(PlaceCitation, w.place, w.source, field="name", value="Hall")
    w.broad = topic(slug="mark-broad", name="Markbroad")
    w.topic = topic(slug="mark-topic", name="Marktopic", broader=w.broad, definition="What it means.")
    w.narrow = topic(slug="mark-narrow", name="Marknarrow", broader=w.topic)
    TopicName.objects.create(
        record=w.topic, text="Тема", language="ru", script="Cyrl", kind="translation", period="1990"
    )
    _cite(TopicCitation, w.topic, w.source, field="name", value="topic")
    w.parent = organisation(slug="mark-parent", name="Markparent", kind="state", place=w.land)
    w.organisation = organisation(
        slug="mark-organisation", name="Markorganisation", parent=w.parent, kind="think_tank", start="1974", end="..",
        place=w.place, website="https://example.org/org", notes="Of note.",
    )  # fmt: skip
    w.unit = organisation(
        slug="mark-unit", name="Markunit", parent=w.organisation, kind="unit", predecessor=w.organisation
    )
    for one in (w.parent, w.organisation):
        OrganisationTerritory.objects.create(organisation=one, place=w.land, period="1991-12-26/..")
    OrganisationName.objects.create(
        record=w.organisation, text="Организация", language="ru", script="Cyrl", kind="translation", period="1974"
    )
    OrganisationIdentifier.objects.create(record=w.organisation, scheme="wikidata", value="Q1")
    _cite(OrganisationCitation, w.organisation, w.source, field="start", value="1974")
    w.expert = expert(
        slug="mark-expert", name="Markexpert Ivanova", born="1967", died="2024-02", notes="Known.",
        website="https://ivanova.example/",
    )  # fmt: skip
    w.endorser = expert(slug="mark-endorser", name="Markendorser Petrov")
    ExpertName.objects.create(
        record=w.expert, text="Маркова", language="ru", script="Cyrl", kind="transliteration", period="1990/.."
    )
    ExpertIdentifier.objects.create(record=w.expert, scheme="viaf", value="77")
    _cite(ExpertCitation, w.expert, w.source, field="born", value="1967")
    w.appointment = appointment(
        public_id="mark-appointment", expert=w.expert, organisation=w.organisation, post="Markpost director",
        start="2012", end="..", note="by decree", appointed="2011-12", arrived="2012-01", commission="mark-commission",
    )  # fmt: skip
    w.former = appointment(
        public_id="mark-former", expert=w.endorser, organisation=w.organisation, post="Markformer fellow", start="1990",
        end="1999",
    )  # fmt: skip
    _cite(AppointmentCitation, w.appointment, w.source, field="start", value="2012", attested_on="2021-06-16")
    w.event = event(
        slug="mark-event", name="Markevent", kind="discussion", date="2021-06-16", start_time="15:00", end_time="16:30",
        timezone="Europe/Moscow", place=w.place, summary="What happened.", website="https://example.org/event",
    )  # fmt: skip
    w.other = event(slug="mark-other", name="Markother", date="2021-06", place=w.city)
    w.third = event(slug="mark-third", name="Markthird", date="2021-09")
    for one in (w.event, w.other, w.third):
        on_topics(one, w.topic)
    s.EventName.objects.create(
        record=w.event, text="Событие", language="ru", script="Cyrl", kind="official", period="2021"
    )
    s.EventIdentifier.objects.create(record=w.event, scheme="wikidata", value="Q5008")
    _cite(s.EventCitation, w.event, w.source, field="date", value="June 16")
    w.panel = panel(
        public_id="mark-panel",
        event=w.event,
        title="Markpanel",
        number=1,
        date="2021-06-16",
        summary="One session.",
        start_time="10:00",
        end_time="11:30",
        room="Hall 2",
        track="Plenary",
    )
    _cite(s.PanelCitation, w.panel, w.source, field="title", value="Panel")
    w.participation = participation(
        public_id="mark-participation", event=w.event, panel=w.panel, expert=w.expert, role="moderator",
        billing="Markbilling", name_as_printed="M. Ivanova", on_behalf_of=w.unit, attendance="unable", order=4,
        appointments=[w.appointment],
    )  # fmt: skip
    _cite(s.ParticipationCitation, w.participation, w.source, field="billing", value="Director")
    w.host = participation(
        public_id="mark-host",
        event=w.event,
        panel=w.panel,
        organisation=w.organisation,
        role="host",
        billing="Markhost",
    )
    w.guest = participation(public_id="mark-guest", event=w.other, expert=w.expert, role="speaker", billing="Markguest")
    w.question = position(
        public_id="mark-question", event=w.event, panel=w.panel, summary="Markquestion?", kind="question", order=1,
        holders=[w.endorser],
    )  # fmt: skip
    w.position = position(
        public_id="mark-position", event=w.event, panel=w.panel, summary="Markposition claimed.", kind="proposal",
        quotation="as it was said", attribution="verbatim", basis="inferred", verb="stressed", date="2021-06-15~",
        in_reply_to=w.question, order=2, holders=[w.organisation], endorsers=[w.endorser, w.organisation],
        topics=[w.topic], about=[w.other], stance="mixed",
    )  # fmt: skip
    s.PositionHolder.objects.create(position=w.position, expert=w.expert, name_as_printed="Ivanova, M.")
    _cite(s.PositionCitation, w.position, w.source, field="summary", value="claims")
    w.reply = position(
        public_id="mark-reply", event=w.event, summary="Markreply given.", in_reply_to=w.position, order=3,
        holders=[w.expert], topics=[w.narrow],
    )  # fmt: skip
    w.outcome = outcome(
        public_id="mark-outcome", event=w.event, title="Markoutcome", kind="treaty", status="signed", date="2021-06-20",
        summary="What was agreed.", parties=[w.expert, w.organisation], later=[w.third], relation="implements",
    )  # fmt: skip
    _cite(s.OutcomeCitation, w.outcome, w.source, field="status", value="signed")
    w.link = link(w.event, w.other, "discusses", public_id="mark-link", note="Marknote out")
    w.back = link(w.third, w.event, "follows", public_id="mark-back", note="Marknote in")
    _cite(s.LinkCitation, w.link, w.source, field="kind", value="about")
    w.markers = {
        "source": "Marksource", "land": "Markland", "city": "Markcity", "place": "Markhall", "room": "Markroom",
        "broad": "Markbroad", "topic": "Marktopic", "narrow": "Marknarrow", "parent": "Markparent",
        "organisation": "Markorganisation", "unit": "Markunit", "expert": "Markexpert", "endorser": "Markendorser",
        "appointment": "Markpost", "former": "Markformer", "event": "Markevent", "other": "Markother",
        "third": "Markthird", "panel": "Markpanel", "participation": "Markbilling", "host": "Markhost", "guest": "Markguest",
        "question": "Markquestion", "position": "Markposition", "reply": "Markreply", "outcome": "Markoutcome",
        "link": "Marknote out", "back": "Marknote in",
    }  # fmt: skip
    return w
