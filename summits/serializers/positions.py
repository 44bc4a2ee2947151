"""Positions and outcomes."""

from lib.api.fields import Address, Bound, Choice, Number, Partial, Text
from lib.api.serializers import Many, SQLSerializer, Stamped
from sources.serializers import citations
from summits.models import Attribution, Basis, Outcome, OutcomeKind, OutcomeStatus, Position, PositionKind
from summits.serializers.refs import (
    EndorserShape,
    EventRef,
    EventStance,
    HolderShape,
    LaterEvent,
    PanelRef,
    PartyShape,
    PositionRef,
    TopicStance,
)


class PositionCore(SQLSerializer):
    """A position as its event shows it."""

    url = Address("positions", key="public_id")
    id = Text(source="public_id")
    kind = Choice(choices=PositionKind)
    summary = Text()
    quotation = Text(help_text="Exact words of the source.")
    attribution = Choice(choices=Attribution)
    basis = Choice(choices=Basis)
    verb = Text(help_text="The reporting verb as printed.")
    date = Partial(source="effective_date", help_text="Its own partial date or, without one, its event's.")
    order = Number(help_text="Its place in the order of the source.")
    panel = PanelRef(allow_null=True)
    holders = Many(HolderShape(), relation="holders")
    endorsers = Many(EndorserShape(), relation="endorsers")
    topics = Many(TopicStance(), relation="position_topics")
    about = Many(EventStance(), relation="position_events")
    in_reply_to = PositionRef(allow_null=True)
    citations = citations()

    class Meta:
        model = Position
        others = True


class PositionRow(PositionCore, Stamped):
    """A position in a list."""

    page = Address("positions", key="public_id", page=True)
    event = EventRef(allow_null=True)
    date_earliest = Bound(source="effective_date_earliest")
    date_latest = Bound(source="effective_date_latest")


class PositionWhole(PositionRow):
    """A position with what hangs on it."""

    own_date = Partial(source="date", help_text="Null: it has its event's.")
    replies = Many(PositionRef(), relation="replies", order=("order", "id"))


class OutcomeCore(SQLSerializer):
    """An outcome as its event shows it."""

    url = Address("outcomes", key="public_id")
    id = Text(source="public_id")
    kind = Choice(choices=OutcomeKind)
    title = Text()
    summary = Text()
    status = Choice(choices=OutcomeStatus)
    date = Partial(source="effective_date", help_text="Its own partial date or, without one, its event's.")
    parties = Many(PartyShape(), relation="parties")
    later_events = Many(LaterEvent(), relation="later_events")
    citations = citations()

    class Meta:
        model = Outcome
        others = True


class OutcomeRow(OutcomeCore, Stamped):
    """An outcome in a list."""

    event = EventRef()
    date_earliest = Bound(source="effective_date_earliest")
    date_latest = Bound(source="effective_date_latest")


class OutcomeWhole(OutcomeRow):
    """An outcome with what hangs on it."""

    own_date = Partial(source="date", help_text="Null: it has its event's.")
