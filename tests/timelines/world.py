"""The world of the tests of timelines: two experts, a summit, and a discussion of it."""

from types import SimpleNamespace

from experts.models import Appointment, AppointmentCitation, Expert, Organisation
from sources.models import Place, Source
from summits.models import (
    Event,
    EventTopic,
    Outcome,
    OutcomeParty,
    Panel,
    Participation,
    ParticipationAppointment,
    Position,
    PositionCitation,
    PositionEndorser,
    PositionEvent,
    PositionHolder,
    PositionTopic,
)
from topics.models import Topic

TEXT = "A heading.\n\nFirst words here. Anna said it twice.\n\nBoris agreed. So it was."


def position(world, number, holder, **fields):
    """A position at the discussion, held by one expert, cited at sentence 2 of paragraph 1."""
    made = Position.objects.create(
        **{
            "public_id": f"pos-{number}",
            "event": world.discussion,
            "summary": f"Claim number {number}.",
            "order": number,
            "publication": "published",
            **fields,
        }
    )
    PositionHolder.objects.create(position=made, expert=holder, name_as_printed=holder.name)
    PositionCitation.objects.create(record=made, source=world.source, paragraph=1, sentence=2)
    return made


def make():
    """Records with all kinds of entries for the expert ``anna``; ``boris`` endorses one of her positions."""
    w = SimpleNamespace()
    public = {"publication": "published"}
    w.source = Source.objects.create(slug="report", title="A report", first_words="First words", **public)
    w.place = Place.objects.create(slug="geneva", name="Geneva", **public)
    w.wide = Topic.objects.create(slug="arms", name="Arms", **public)
    w.narrow = Topic.objects.create(slug="missiles", name="Missiles", broader=w.wide, **public)
    w.other = Topic.objects.create(slug="trade", name="Trade", **public)
    w.club = Organisation.objects.create(slug="club", name="The Club", **public)
    w.unit = Organisation.objects.create(slug="unit", name="The Unit", parent=w.club, **public)
    w.anna = Expert.objects.create(slug="anna", name="Anna Ivanova", **public)
    w.boris = Expert.objects.create(slug="boris", name="Boris Smith", **public)
    w.post = Appointment.objects.create(
        public_id="apt-1", expert=w.anna, organisation=w.unit, post="Director", start="2012", end="..", **public
    )
    w.seen_post = Appointment.objects.create(
        public_id="apt-2", expert=w.anna, organisation=w.club, post="Fellow", **public
    )
    AppointmentCitation.objects.create(record=w.seen_post, source=w.source, paragraph=1, attested_on="2021-06-16")
    w.summit = Event.objects.create(
        slug="summit", name="The summit", kind="summit", date="2021-06-16", place=w.place, **public
    )
    w.discussion = Event.objects.create(
        slug="discussion", name="The discussion", kind="discussion", date="2021-06-16", **public
    )
    EventTopic.objects.create(event=w.summit, topic=w.narrow)
    EventTopic.objects.create(event=w.discussion, topic=w.other)
    w.panel = Panel.objects.create(public_id="panel-1", event=w.discussion, title="Panel", **public)
    w.part = Participation.objects.create(
        public_id="part-1", event=w.discussion, panel=w.panel, expert=w.anna, role="moderator",
        billing="Director of the Unit", on_behalf_of=w.club, **public,
    )  # fmt: skip
    ParticipationAppointment.objects.create(participation=w.part, appointment=w.post)
    w.first = position(w, 1, w.anna, panel=w.panel, attribution="verbatim", quotation="twice", verb="said")
    PositionTopic.objects.create(position=w.first, topic=w.narrow, stance="supports")
    PositionTopic.objects.create(position=w.first, topic=w.other, stance="opposes")
    PositionEvent.objects.create(position=w.first, event=w.summit, stance="mixed")
    PositionEndorser.objects.create(position=w.first, expert=w.boris)
    w.second = position(w, 2, w.anna, date="2021-05")
    PositionEvent.objects.create(position=w.second, event=w.summit, stance="neutral")
    w.outcome = Outcome.objects.create(
        public_id="out-1", event=w.summit, title="A treaty", kind="treaty", status="signed", **public
    )
    OutcomeParty.objects.create(outcome=w.outcome, expert=w.boris)
    return w


def ids(timeline, kind=None):
    """The ids of the entries of a timeline, of one kind or of all."""
    return [entry.id for entry in timeline.entries if kind in (None, entry.kind)]


def entry(timeline, ident):
    """The entry of a timeline with an id."""
    return next(entry for entry in timeline.entries if entry.id == ident)
