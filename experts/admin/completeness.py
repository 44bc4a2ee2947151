"""Conditions for incomplete records of experts, used by lists and the home page."""

import datetime

from django.db.models import Exists, OuterRef

from experts.models import Appointment, AppointmentCitation, ExpertCitation, OrganisationCitation


def current_posts(day=None):
    """Appointments that may be held on ``day`` (today): begun, and not known to have ended."""
    return Appointment.objects.held_on(day or datetime.date.today())


def without_post(experts):
    """Living experts without a post that may be held today."""
    today = datetime.date.today()
    return experts.filter(~Exists(current_posts(today).filter(expert=OuterRef("pk"))), died__isnull=True)


def experts_without_source(experts):
    """Experts without a citation, of their own or of an appointment."""
    return experts.filter(
        ~Exists(ExpertCitation.objects.filter(record=OuterRef("pk"))),
        ~Exists(AppointmentCitation.objects.filter(record__expert=OuterRef("pk"))),
    )


def posts_out_of_time(appointments):
    """Warnings about posts outside the life of the holder or the existence of the organisation, in words."""
    for post in appointments.out_of_time().select_related("expert", "organisation").order_by("pk")[:10]:
        yield post.time_doubt()


def appointments_without_source(appointments):
    """Appointments without a citation."""
    return appointments.filter(~Exists(AppointmentCitation.objects.filter(record=OuterRef("pk"))))


def organisations_without_source(organisations):
    """Organisations without a citation."""
    return organisations.filter(~Exists(OrganisationCitation.objects.filter(record=OuterRef("pk"))))
