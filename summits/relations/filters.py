"""The query parameters of a relation."""

from django.utils.translation import gettext_noop

from lib.api.filters import Choices, Setting
from lib.api.inputs import OneChoiceField
from lib.api.sql import among
from summits.filters import EventFilter
from summits.models.kinds import TieReason

TOGETHER = [("together", "together"), ("apart", "apart")]


class RelationFilter(EventFilter):
    """Parameters of a relation: those of the list of events, and why an event belongs to it.

    ``relation`` is the Relation whose events are listed; without one the list is empty.
    """

    reason = Choices(
        TieReason,
        method="later",
        help_text=gettext_noop(
            "meeting: both took part; visit: one came to the other; outcome: both are parties of one."
        ),
    )
    predecessors = Setting(
        field_class=lambda **kwargs: OneChoiceField(TOGETHER, **kwargs),
        schema={"type": "string", "enum": ["together", "apart"], "default": "together"},
        help_text="together: with the states that these go on from (Russia and the Soviet Union); apart: without.",
    )

    def __init__(self, *args, relation=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.relation = relation

    @property
    def narrow(self):
        """Two states have few events together."""
        return True

    def filter_queryset(self, queryset):
        ids = self.relation.ids(self.value("reason") or ()) if self.relation else []
        return super().filter_queryset(queryset.filter(among("pk", ids)))
