"""Conditions for incomplete records of events, used by lists, warnings and the home page."""

from django.db.models import Exists, OuterRef, Q

from experts.models import Appointment
from summits.models import (
    EventCitation,
    LinkCitation,
    OutcomeCitation,
    ParticipationAppointment,
    ParticipationCitation,
    PositionCitation,
)


def without(citations):
    """Return a function that filters for records without a citation in the given table."""
    return lambda records: records.filter(~Exists(citations.objects.filter(record=OuterRef("pk"))))


events_without_source = without(EventCitation)
participations_without_source = without(ParticipationCitation)
positions_without_source = without(PositionCitation)
outcomes_without_source = without(OutcomeCitation)
links_without_source = without(LinkCitation)


def post_on_the_day():
    """Whether the participant has an appointment that may be held when the event is."""
    return Exists(
        Appointment.objects.held().filter(
            expert=OuterRef("expert"),
            start_earliest__lte=OuterRef("event__date_latest"),
            end_latest__gte=OuterRef("event__date_earliest"),
        )
    )


def resolved():
    """Whether the billing resolves to an appointment."""
    return Exists(ParticipationAppointment.objects.filter(participation=OuterRef("pk")))


def billings_unresolved(participations):
    """Experts' billings that resolve to no appointment."""
    return participations.filter(~Q(billing=""), ~resolved(), expert__isnull=False)


def without_post_on_the_day(participations):
    """Experts without an appointment that may be held on the day of the event."""
    return participations.filter(~post_on_the_day(), expert__isnull=False, event__date__isnull=False)
