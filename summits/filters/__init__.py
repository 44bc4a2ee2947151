"""Query parameters of events and what hangs on them."""

from summits.filters.events import EventFilter, LinkFilter, PanelFilter
from summits.filters.experts import ActiveExpertFilter
from summits.filters.participations import ParticipationFilter
from summits.filters.positions import OutcomeFilter, PositionFilter

__all__ = [
    "ActiveExpertFilter",
    "EventFilter",
    "LinkFilter",
    "OutcomeFilter",
    "PanelFilter",
    "ParticipationFilter",
    "PositionFilter",
]
