"""Short serializers: records of this app as other records show them."""

from experts.serializers import AppointmentRef, ExpertRef, OrganisationRef
from lib.api.fields import Address, Choice, Number, Partial, Text
from lib.api.serializers import Many, SQLSerializer
from summits.models import (
    Event,
    EventKind,
    EventStatus,
    Outcome,
    OutcomeEvent,
    OutcomeParty,
    OutcomeRelation,
    Panel,
    Participation,
    Position,
    PositionEndorser,
    PositionEvent,
    PositionHolder,
    PositionTopic,
    Role,
    Stance,
)
from summits.models.kinds import Attendance
from topics.serializers import TopicRef


class EventRef(SQLSerializer):
    """An event in a few words."""

    url = Address("events")
    slug = Text()
    name = Text()
    kind = Choice(choices=EventKind)
    date = Partial()
    status = Choice(choices=EventStatus, help_text="Whether it was held.")

    class Meta:
        model = Event


class PanelRef(SQLSerializer):
    """A panel in a few words."""

    url = Address("panels", key="public_id")
    id = Text(source="public_id")
    title = Text()
    number = Number()

    class Meta:
        model = Panel


class PositionRef(SQLSerializer):
    """A position in a few words."""

    url = Address("positions", key="public_id")
    id = Text(source="public_id")
    summary = Text()

    class Meta:
        model = Position


class OutcomeRef(SQLSerializer):
    """An outcome in a few words."""

    url = Address("outcomes", key="public_id")
    id = Text(source="public_id")
    title = Text()

    class Meta:
        model = Outcome


class ParticipantShape(SQLSerializer):
    """A participation as its event shows it."""

    url = Address("participations", key="public_id")
    id = Text(source="public_id")
    expert = ExpertRef(allow_null=True)
    organisation = OrganisationRef(allow_null=True)
    role = Choice(choices=Role)
    billing = Text(help_text="The post as printed.")
    name_as_printed = Text()
    appointments = Many(AppointmentRef(), relation="resolved", via="appointment")
    on_behalf_of = OrganisationRef(allow_null=True)
    attendance = Choice(choices=Attendance)
    order = Number()

    class Meta:
        model = Participation
        others = True


class HolderShape(SQLSerializer):
    """Who holds a position, and the name printed there."""

    expert = ExpertRef(allow_null=True)
    organisation = OrganisationRef(allow_null=True)
    name_as_printed = Text()

    class Meta:
        model = PositionHolder


class EndorserShape(SQLSerializer):
    """Who agreed with a position."""

    expert = ExpertRef(allow_null=True)
    organisation = OrganisationRef(allow_null=True)

    class Meta:
        model = PositionEndorser


class PartyShape(SQLSerializer):
    """A party to an outcome."""

    expert = ExpertRef(allow_null=True)
    organisation = OrganisationRef(allow_null=True)

    class Meta:
        model = OutcomeParty


class TopicStance(SQLSerializer):
    """What a position says to a topic."""

    topic = TopicRef()
    stance = Choice(choices=Stance)

    class Meta:
        model = PositionTopic


class EventStance(SQLSerializer):
    """What a position says to an event."""

    event = EventRef()
    stance = Choice(choices=Stance)

    class Meta:
        model = PositionEvent


class LaterEvent(SQLSerializer):
    """What a later event does to an outcome."""

    event = EventRef()
    relation = Choice(choices=OutcomeRelation)

    class Meta:
        model = OutcomeEvent
