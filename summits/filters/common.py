"""Shared by the filter sets of this app."""

from django.db.models import Q

from experts.models import Appointment
from lib.api.filters import Choices, Filter
from lib.api.inputs import OneField
from lib.api.sql import among
from lib.fulltext import worded
from summits.models import Attendance, Participation
from summits.models.standing import ABSENT, CALLED_OFF

ADDRESS = "the record's address: ask for it there"
BOOKKEEPING = "bookkeeping"
DERIVED = "derived from another field"
FREE_TEXT = "free text: searched by q"
COMMON = {
    "id": BOOKKEEPING,
    "created_at": BOOKKEEPING,
    "public_id": ADDRESS,
    "publication": "the public sees published records only",
}


def with_posts_at(organisations, audience):
    """Ids of participations whose billing resolves to a post, visible to the audience, at one of ``organisations`` (ids)."""
    posts = Appointment.objects.visible_to(audience).held().filter(among("organisation_id", organisations))
    rows = Participation.appointments.through.objects.filter(appointment__in=posts.values("pk"))
    return rows.values("participation_id")


# The value of ``attendance`` for everyone named, whether or not they were there.
ANY = "any"


def attendance_filter(words):
    """The ``attendance`` parameter of a list; pass its value to ``there``."""
    return Choices(
        [*Attendance.choices, (ANY, "any")],
        method="later",
        help_text=f"{words} Without it those who may have been there: not who was unable to attend, and nobody at an "
        "event that was cancelled; any: all who are named.",
    )


def there(audience, attendance, called_off=False):
    """The participations, visible to the audience, with this ``attendance`` (values of the parameter, or none).

    With ``called_off``, participations at events that were called off are included.
    """
    rows = Participation.objects.visible_to(audience)
    if ANY in (attendance or []):
        return rows
    rows = rows.filter(attendance__in=attendance) if attendance else rows.exclude(attendance__in=ABSENT)
    # "Attended" is the default, and does not hold for an event that was called off.
    return rows if called_off else rows.filter(Q(attendance__in=ABSENT) | ~Q(event__status__in=CALLED_OFF))


class FullText(Filter):
    """Words of the text: ``"a phrase"``, ``or`` and ``-not`` as in a search engine."""

    field_class = OneField

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def apply(self, qs, value):
        return qs.filter(search=worded(value))
