"""Query parameters of participations."""

from django.db.models import Q

from experts.models import Appointment, Organisation
from lib.api.filters import BY_CHANGE, Slugs, StrictFilterSet, descendants
from lib.api.sql import among
from summits.filters.common import COMMON, with_posts_at
from summits.filters.events import pks
from summits.models import Participation


class ParticipationFilter(StrictFilterSet):
    """Parameters of the list of participations."""

    orderings = {
        "-date": "-event__date_earliest",
        "date": "event__date_earliest",
        "order": "order",
        "-order": "-order",
        **BY_CHANGE,
    }
    exempt = {**COMMON}
    organisation = Slugs(
        Organisation,
        method="filter_organisation",
        help_text="Of this organisation or one inside it: itself, on its behalf, or with a post there.",
    )
    appointments = Slugs(
        Appointment, key="public_id", method="filter_appointments", help_text="Whose billing resolves to this post."
    )

    class Meta:
        model = Participation
        fields = []

    @property
    def sorted_by(self):
        """By default, the participants of a single event or panel are in the order of its list."""
        if (self.value("event") or self.value("panel")) and not self.value("ordering"):
            return "order"
        return super().sorted_by

    def filter_organisation(self, queryset, name, value):
        if not value:
            return queryset
        ids = descendants(value)
        return queryset.filter(
            among("organisation_id", ids) | among("on_behalf_of_id", ids) | Q(pk__in=with_posts_at(ids, self.audience))
        )

    def filter_appointments(self, queryset, name, value):
        if not value:
            return queryset
        rows = Participation.appointments.through.objects.filter(appointment__in=pks(value))
        return queryset.filter(pk__in=rows.values("participation_id"))
