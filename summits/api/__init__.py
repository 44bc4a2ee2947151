"""The API of events, of their dependents, and of experts, whose list is filtered by them."""

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
