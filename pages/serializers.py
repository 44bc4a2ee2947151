"""Serializers of pages, with more than the API's: marks for drafts, addresses of places, both ends of links."""

from django.db.models import Q

from experts.serializers import AppointmentRef, ExpertRef, OrganisationRef
from lib.api.fields import Choice, Number, Partial, Text
from lib.api.serializers import Many, SQLSerializer
from lib.api.sql import among
from pages.places import PlaceAbove
from sources.serializers import PlaceWithCountry, citations
from summits.models import (
    Event,
    EventLink,
    LinkKind,
    OutcomeEvent,
    OutcomeKind,
    OutcomeRelation,
    OutcomeStatus,
    Participation,
    Position,
    PositionEvent,
    Role,
)
from summits.models.kinds import Stance
from summits.relations.serializers import FIRST, OUTCOMES, SECOND, Reasons, RelationRow
from summits.serializers.events import EventParticipation, EventWhole, LinkIn, LinkOut
from summits.serializers.positions import OutcomeCore, PositionCore
from summits.serializers.refs import EventRef, HolderShape, LaterEvent, OutcomeRef, PanelRef, TopicStance


class Statement(PositionCore):
    """A position on the page of its event."""

    publication = Text()

    class Meta(PositionCore.Meta):
        others = True


class OrganisationThere(OrganisationRef):
    """An organisation with its kind: states have relations."""

    kind = Text()


class PostingThere(OrganisationThere):
    """The organisation of a post, with the one it stands in."""

    parent = OrganisationThere(allow_null=True)


class PostThere(AppointmentRef):
    """A post on the page of an event."""

    organisation = PostingThere()


class TakingPart(EventParticipation):
    """A participation on the page of its event."""

    publication = Text()
    organisation = OrganisationThere(allow_null=True)
    on_behalf_of = OrganisationThere(allow_null=True)
    appointments = Many(PostThere(), relation="resolved", via="appointment")
    citations = citations()

    class Meta(EventParticipation.Meta):
        others = True


class PanelThere(PanelRef):
    """A panel on the page of its event; its people are among the event's participations."""

    date = Partial()
    summary = Text()
    publication = Text()
    citations = citations()

    class Meta(PanelRef.Meta):
        others = True


class OutcomeThere(OutcomeCore):
    """An outcome on the page of its event."""

    publication = Text()
    later_events = Many(LaterEvent(), relation="later_events", order=("event__date_earliest", "id"))

    class Meta(OutcomeCore.Meta):
        others = True


class TieOut(LinkOut):
    """A link on the page of its first event."""

    publication = Text()
    citations = citations()

    class Meta(LinkOut.Meta):
        others = True


class TieIn(LinkIn):
    """A link on the page of its second event."""

    publication = Text()
    citations = citations()

    class Meta(LinkIn.Meta):
        others = True


class SaidElsewhere(SQLSerializer):
    """A position about an event, as that event's page shows it."""

    id = Text(source="public_id")
    summary = Text()
    verb = Text()
    attribution = Text()
    basis = Text()
    holders = Many(HolderShape(), relation="holders")
    event = EventRef(allow_null=True)
    panel = PanelRef(allow_null=True)

    class Meta:
        model = Position


class AboutIt(SQLSerializer):
    """The stance of a position to an event."""

    stance = Choice(choices=Stance)
    position = SaidElsewhere()

    class Meta:
        model = PositionEvent


class OutcomeElsewhere(OutcomeRef):
    """An outcome with its event."""

    event = EventRef()
    date = Partial(source="effective_date")


class Brought(SQLSerializer):
    """The effect of an event on an outcome of another one."""

    relation = Choice(choices=OutcomeRelation)
    outcome = OutcomeElsewhere()

    class Meta:
        model = OutcomeEvent


class EventPage(EventWhole):
    """An event with everything that its page shows, in one statement."""

    publication = Text()
    panels = Many(PanelThere(), relation="panels", order=("number", "id"))
    participations = Many(TakingPart(), relation="participations", order=("order", "id"))
    positions = Many(Statement(), relation="positions", order=("order", "id"))
    outcomes = Many(OutcomeThere(), relation="outcomes")
    links = Many(TieOut(), relation="links_out", order=("kind", "to_event__date_earliest", "id"))
    linked_from = Many(TieIn(), relation="links_in", order=("kind", "from_event__date_earliest", "id"))
    about = Many(
        AboutIt(),
        relation="position_events",
        order=("position__event__date_earliest", "position__event_id", "position__order", "position_id"),
    )
    brought = Many(Brought(), relation="outcome_events", order=("outcome__effective_date_earliest", "id"))

    class Meta(EventWhole.Meta):
        others = True


class EventStop(SQLSerializer):
    """A part of an event that has no place or no people of its own: where it was, and who was there."""

    place = PlaceAbove(allow_null=True)
    participations = Many(TakingPart(), relation="participations", order=("order", "id"))

    class Meta:
        model = Event


class OutcomeShort(OutcomeRef):
    """An outcome with its later status, in short."""

    status = Choice(choices=OutcomeStatus)
    later_events = Many(LaterEvent(), relation="later_events", order=("event__date_earliest", "id"))


class Discussed(EventRef):
    """A discussed event with its outcomes."""

    summary = Text()
    outcomes = Many(OutcomeShort(), relation="outcomes")


class TieToDiscussed(LinkOut):
    """A link to an event that is discussed."""

    event = Discussed(source="to_event")

    class Meta(LinkOut.Meta):
        others = True


class DiscussionThere(EventRef):
    """A discussion on the start page: its subject, statements and outcomes."""

    summary = Text()
    panels = Many(PanelRef(), relation="panels", order=("number", "id"))
    place = PlaceWithCountry(allow_null=True)
    positions = Many(PositionCore(), relation="positions", order=("order", "id"))
    links = Many(TieToDiscussed(), relation="links_out")


class SatThere(SQLSerializer):
    """Somebody who took part for a state, as the page of a relation shows it."""

    expert = ExpertRef(allow_null=True)
    organisation = OrganisationRef(allow_null=True)
    role = Choice(choices=Role)
    billing = Text()
    name_as_printed = Text()
    appointments = Many(AppointmentRef(), relation="resolved", via="appointment")

    class Meta:
        model = Participation


class SaidThere(SaidElsewhere):
    """A position taken where an event was discussed."""

    topics = Many(TopicStance(), relation="position_topics")


class Discussing(EventRef):
    """An event that discusses another one, with what was said there."""

    positions = Many(SaidThere(), relation="positions", order=("order", "id"))


class DiscussedBy(SQLSerializer):
    """The link of a discussion to the event that it discusses."""

    event = Discussing(source="from_event")

    class Meta:
        model = EventLink


class OutcomeOfBoth(OutcomeShort):
    """An outcome of which two states are parties."""

    kind = Choice(choices=OutcomeKind)
    date = Partial(source="effective_date")
    publication = Text()


class EventOfBoth(EventRef):
    """An event on the page of a relation: representatives of both states, outcomes, statements about it."""

    holes = RelationRow.holes
    id = Number(source="pk")
    publication = Text()
    place = PlaceWithCountry(allow_null=True)
    reasons = Reasons()
    first = Many(SatThere(), relation="participations", order=("order", "id"), where=Q(among("pk", FIRST)))
    second = Many(SatThere(), relation="participations", order=("order", "id"), where=Q(among("pk", SECOND)))
    outcomes = Many(
        OutcomeOfBoth(), relation="outcomes", order=("effective_date_earliest", "id"), where=Q(among("pk", OUTCOMES))
    )
    about = Many(AboutIt(), relation="position_events", order=("position__order", "position_id"))
    discussions = Many(DiscussedBy(), relation="links_in", where=Q(kind=LinkKind.DISCUSSES))
