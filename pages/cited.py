"""Serializers for the page of a source: all citations of it with their records, in one statement."""

from django.utils.translation import gettext_noop

from experts.models import Appointment, AppointmentCitation, ExpertCitation, OrganisationCitation
from experts.serializers import ExpertRef, OrganisationRef
from lib.api.fields import Label, Number, Text
from lib.api.serializers import Many, SQLSerializer
from lib.languages import gettext, translated
from pages.rows import page_of
from sources.models import PlaceCitation
from sources.serializers import PlaceRef, SourceWhole
from summits.models import (
    EventCitation,
    EventLink,
    LinkCitation,
    LinkKind,
    OutcomeCitation,
    PanelCitation,
    Participation,
    ParticipationCitation,
    PositionCitation,
    Role,
)
from summits.serializers.refs import EventRef, OutcomeRef, PanelRef, PositionRef
from topics.models import TopicCitation
from topics.serializers import TopicRef

# The most citations of one kind on the page; one more is read, to know whether there are more.
MOST = 100


class Marked(SQLSerializer):
    """A record with a mark where it is a draft."""

    publication = Text()


class CitedPosition(PositionRef, Marked):
    """A position that a source supports."""


class CitedEvent(EventRef, Marked):
    """An event that a source supports."""


class CitedPanel(PanelRef, Marked):
    """A panel that a source supports."""

    event = EventRef()


class CitedOutcome(OutcomeRef, Marked):
    """An outcome that a source supports."""

    event = EventRef()


class CitedExpert(ExpertRef, Marked):
    """An expert whom a source supports."""


class CitedOrganisation(OrganisationRef, Marked):
    """An organisation that a source supports."""


class CitedTopic(TopicRef, Marked):
    """A topic that a source supports."""


class CitedPlace(PlaceRef, Marked):
    """A place that a source supports."""


class CitedParticipation(Marked):
    """A participation that a source supports."""

    id = Text(source="public_id")
    expert = ExpertRef(allow_null=True)
    organisation = OrganisationRef(allow_null=True)
    role = Label(Role.choices)
    event = EventRef()

    class Meta:
        model = Participation


class CitedLink(Marked):
    """A link between events that a source supports."""

    from_event = EventRef()
    to_event = EventRef()
    label = Label(LinkKind.choices, source="kind")

    class Meta:
        model = EventLink


class CitedPost(Marked):
    """A post that a source supports."""

    post = Text()
    expert = ExpertRef()
    organisation = OrganisationRef()

    class Meta:
        model = Appointment


class Citing(SQLSerializer):
    """A citation as shown for its source; ``record`` is the citing record."""

    paragraph = Number(allow_null=True)
    sentence = Number(allow_null=True)
    locator = Text()
    field = Text()
    value = Text()
    note = Text()


class CitingPosition(Citing):
    """A citation of a position."""

    record = CitedPosition()

    class Meta:
        model = PositionCitation


class CitingEvent(Citing):
    """A citation of an event."""

    record = CitedEvent()

    class Meta:
        model = EventCitation


class CitingPanel(Citing):
    """A citation of a panel."""

    record = CitedPanel()

    class Meta:
        model = PanelCitation


class CitingParticipation(Citing):
    """A citation of a participation."""

    record = CitedParticipation()

    class Meta:
        model = ParticipationCitation


class CitingOutcome(Citing):
    """A citation of an outcome."""

    record = CitedOutcome()

    class Meta:
        model = OutcomeCitation


class CitingLink(Citing):
    """A citation of a link."""

    record = CitedLink()

    class Meta:
        model = LinkCitation


class CitingPost(Citing):
    """A citation of a post."""

    record = CitedPost()

    class Meta:
        model = AppointmentCitation


class CitingExpert(Citing):
    """A citation of an expert."""

    record = CitedExpert()

    class Meta:
        model = ExpertCitation


class CitingOrganisation(Citing):
    """A citation of an organisation."""

    record = CitedOrganisation()

    class Meta:
        model = OrganisationCitation


class CitingTopic(Citing):
    """A citation of a topic."""

    record = CitedTopic()

    class Meta:
        model = TopicCitation


class CitingPlace(Citing):
    """A citation of a place."""

    record = CitedPlace()

    class Meta:
        model = PlaceCitation


# The order of the index of Citation: the first are read, and not all that a source supports.
ORDER = ("paragraph", "sentence", "locator", "id")


def _citing(child, relation):
    return Many(child, relation=relation, order=ORDER, most=MOST + 1)


class SourcePage(SourceWhole):
    """A source with all records that cite it."""

    positions = _citing(CitingPosition(), "positioncitations")
    events = _citing(CitingEvent(), "eventcitations")
    panels = _citing(CitingPanel(), "panelcitations")
    participations = _citing(CitingParticipation(), "participationcitations")
    outcomes = _citing(CitingOutcome(), "outcomecitations")
    links = _citing(CitingLink(), "linkcitations")
    posts = _citing(CitingPost(), "appointmentcitations")
    experts = _citing(CitingExpert(), "expertcitations")
    organisations = _citing(CitingOrganisation(), "organisationcitations")
    topics = _citing(CitingTopic(), "topiccitations")
    places = _citing(CitingPlace(), "placecitations")

    class Meta(SourceWhole.Meta):
        pass


# The kinds in the order of the page: key of the rows, singular, plural.
KINDS = [
    ("positions", gettext_noop("position"), gettext_noop("Positions")),
    ("events", gettext_noop("event"), gettext_noop("Events")),
    ("panels", gettext_noop("panel"), gettext_noop("Panels")),
    ("participations", gettext_noop("participation"), gettext_noop("Participations")),
    ("outcomes", gettext_noop("outcome"), gettext_noop("Outcomes")),
    ("links", gettext_noop("link between events"), gettext_noop("Links between events")),
    ("posts", gettext_noop("post"), gettext_noop("Posts")),
    ("experts", gettext_noop("expert"), gettext_noop("Experts")),
    ("organisations", gettext_noop("organisation"), gettext_noop("Organisations")),
    ("topics", gettext_noop("topic"), gettext_noop("Topics")),
    ("places", gettext_noop("place"), gettext_noop("Places")),
]


def describe_citing(kind, record):
    """What a record that a source supports is called, and where it is: (words, address)."""
    if kind == "positions":
        return record["summary"], page_of("positions", record["id"])
    if kind in ("panels", "outcomes"):
        return record["title"], f"{page_of('events', record['event']['slug'])}#{record['id']}"
    if kind == "participations":
        who = record["expert"] or record["organisation"] or {"name": gettext("nobody")}
        event = record["event"]
        return (
            f"{who['name']}, {translated(record['role'])}, {event['name']}",
            f"{page_of('events', event['slug'])}#{record['id']}",
        )
    if kind == "links":
        first, other = record["from_event"], record["to_event"]
        return f"{first['name']} {translated(record['label'])} {other['name']}", page_of("events", first["slug"])
    if kind == "posts":
        words = f"{record['expert']['name']}: {record['post']}, {record['organisation']['name']}"
        return words, page_of("experts", record["expert"]["slug"])
    return record["name"], page_of(kind, record["slug"])
