"""What a page shows of a record beyond the API's answer: drafts marked, addresses of places, both ends of ties."""

from lib.api.fields import Choice, Partial, Text
from lib.api.serializers import Many, SQLSerializer
from sources.serializers import PlaceWithCountry, citations
from summits.models import OutcomeEvent, OutcomeRelation, OutcomeStatus, Position, PositionEvent
from summits.models.kinds import Stance
from summits.serializers.events import EventParticipation, EventWhole, LinkIn, LinkOut
from summits.serializers.positions import OutcomeCore, PositionCore
from summits.serializers.refs import EventRef, HolderShape, LaterEvent, OutcomeRef, PanelRef


class Statement(PositionCore):
    """A position on the page of its event."""

    publication = Text()

    class Meta(PositionCore.Meta):
        others = True


class TakingPart(EventParticipation):
    """A participation on the page of its event."""

    publication = Text()
    citations = citations()

    class Meta(EventParticipation.Meta):
        others = True


class PanelThere(PanelRef):
    """A panel on the page of its event; who took part stands with the event's participations."""

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
    """What a position says of an event."""

    stance = Choice(choices=Stance)
    position = SaidElsewhere()

    class Meta:
        model = PositionEvent


class OutcomeElsewhere(OutcomeRef):
    """An outcome with its event."""

    event = EventRef()
    date = Partial(source="effective_date")


class Brought(SQLSerializer):
    """What an event does to an outcome of another one."""

    relation = Choice(choices=OutcomeRelation)
    outcome = OutcomeElsewhere()

    class Meta:
        model = OutcomeEvent


class EventPage(EventWhole):
    """An event with all that its page shows, in one statement."""

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


class OutcomeShort(OutcomeRef):
    """An outcome with its later fate, in few words."""

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
    """A discussion as the start page shows it: what it is about, what was said, what came of it."""

    summary = Text()
    panels = Many(PanelRef(), relation="panels", order=("number", "id"))
    place = PlaceWithCountry(allow_null=True)
    positions = Many(PositionCore(), relation="positions", order=("order", "id"))
    links = Many(TieToDiscussed(), relation="links_out")
