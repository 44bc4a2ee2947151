"""Events and what hangs on them in the API."""

from summits.api.resources import (
    EventResource,
    LinkResource,
    OutcomeResource,
    PanelResource,
    ParticipationResource,
    PositionResource,
)

__all__ = [
    "EventResource",
    "LinkResource",
    "OutcomeResource",
    "PanelResource",
    "ParticipationResource",
    "PositionResource",
]
