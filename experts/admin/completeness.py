"""What the records of experts lack; the same conditions for lists and the home page."""

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
    """Experts that no citation supports, nor one of their appointments."""
    return experts.filter(
        ~Exists(ExpertCitation.objects.filter(record=OuterRef("pk"))),
        ~Exists(AppointmentCitation.objects.filter(record__expert=OuterRef("pk"))),
    )


def posts_out_of_time(appointments):
    """What is doubtful about the dates of posts, in words: held before a birth or after a death, at what was not there."""
    for post in appointments.out_of_time().select_related("expert", "organisation").order_by("pk")[:10]:
        yield post.time_doubt()


def appointments_without_source(appointments):
    """Appointments that no citation supports."""
    return appointments.filter(~Exists(AppointmentCitation.objects.filter(record=OuterRef("pk"))))


def organisations_without_source(organisations):
    """Organisations that no citation supports."""
    return organisations.filter(~Exists(OrganisationCitation.objects.filter(record=OuterRef("pk"))))
