"""Events and what hangs on them."""

from summits.models.events import (
    Event,
    EventCitation,
    EventName,
    EventTopic,
    FormerEventSlug,
    Panel,
    PanelCitation,
)
from summits.models.kinds import (
    Attendance,
    Attribution,
    Basis,
    EventKind,
    EventStatus,
    LinkKind,
    OutcomeKind,
    OutcomeRelation,
    OutcomeStatus,
    PositionKind,
    Role,
    Stance,
)
from summits.models.links import EventLink, LinkCitation
from summits.models.outcomes import Outcome, OutcomeCitation, OutcomeEvent, OutcomeParty
from summits.models.participations import Participation, ParticipationAppointment, ParticipationCitation
from summits.models.positions import (
    Position,
    PositionCitation,
    PositionEndorser,
    PositionEvent,
    PositionHolder,
    PositionTopic,
)

__all__ = [
    "Attendance",
    "Attribution",
    "Basis",
    "Event",
    "EventCitation",
    "EventKind",
    "EventLink",
    "EventName",
    "EventStatus",
    "EventTopic",
    "FormerEventSlug",
    "LinkCitation",
    "LinkKind",
    "Outcome",
    "OutcomeCitation",
    "OutcomeEvent",
    "OutcomeKind",
    "OutcomeParty",
    "OutcomeRelation",
    "OutcomeStatus",
    "Panel",
    "PanelCitation",
    "Participation",
    "ParticipationAppointment",
    "ParticipationCitation",
    "Position",
    "PositionCitation",
    "PositionEndorser",
    "PositionEvent",
    "PositionHolder",
    "PositionKind",
    "PositionTopic",
    "Role",
    "Stance",
]
