"""Events and what hangs on them in the API, and experts, whose list is filtered by it."""

from summits.api.resources import (
    EventResource,
    ExpertResource,
    LinkResource,
    OutcomeResource,
    PanelResource,
    ParticipationResource,
    PositionResource,
)

__all__ = [
    "EventResource",
    "ExpertResource",
    "LinkResource",
    "OutcomeResource",
    "PanelResource",
    "ParticipationResource",
    "PositionResource",
]
