"""Which posts on record a billing may mean: for warnings, and for what a row proposes."""

from collections import defaultdict

from experts.models import Appointment
from lib.names import search_key

# A shorter name proves nothing in a longer text.
SHORTEST = 3


def held_by(experts):
    """The posts that experts held, with all names of their organisations: {expert id: [appointment]}; two statements."""
    held = defaultdict(list)
    appointments = Appointment.objects.held().filter(expert__in=set(experts)).select_related("expert", "organisation")
    for one in appointments.prefetch_related("organisation__names").order_by("-start_earliest", "pk"):
        held[one.expert_id].append(one)
    return held


def meant(billing, appointments, both=False):
    """The posts that a billing may mean: those whose title or organisation, by any of its names, occurs in it.

    If both the title and the organisation of some posts occur, or with ``both``, only these are returned.
    """
    text = f" {search_key(billing)} "

    def stands(words):
        key = search_key(words)
        return len(key) >= SHORTEST and f" {key} " in text

    whole, either = [], []
    for one in appointments:
        names = [one.organisation.name, *(name.text for name in one.organisation.names.all())]
        found = stands(one.post) + any(map(stands, names))
        (whole if found == 2 else either if found else []).append(one)
    return whole if whole or both else either
