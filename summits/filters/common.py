"""What the filter sets of this app share."""

from experts.models import Appointment
from lib.api.filters import Filter, OneField, among
from lib.fulltext import worded
from summits.models import Participation

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
    """Ids of participations whose billing resolves to a post, seen by the audience, at one of ``organisations`` (ids)."""
    posts = Appointment.objects.visible_to(audience).filter(among("organisation_id", organisations))
    rows = Participation.appointments.through.objects.filter(appointment__in=posts.values("pk"))
    return rows.values("participation_id")


class FullText(Filter):
    """Words of the text: ``"a phrase"``, ``or`` and ``-not`` as in a search engine."""

    field_class = OneField

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def apply(self, qs, value):
        return qs.filter(search=worded(value))
