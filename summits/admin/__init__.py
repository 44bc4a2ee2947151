"""Events, and what hangs on them, in the admin."""

from summits.admin.events import EventAdmin
from summits.admin.records import EventLinkAdmin, OutcomeAdmin, PanelAdmin, ParticipationAdmin, PositionAdmin

__all__ = ["EventAdmin", "EventLinkAdmin", "OutcomeAdmin", "PanelAdmin", "ParticipationAdmin", "PositionAdmin"]
