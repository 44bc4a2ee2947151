"""Reads the parameters of a timeline, for page, API and command."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop

from lib.api.inputs import ChoicesField, DayField, SlugsField
from lib.languages import gettext

# The kinds of entries with their words, in the order of entries of the same day.
KINDS = {
    "appointment": gettext_noop("posts"),
    "participation": gettext_noop("participations"),
    "event": gettext_noop("events spoken about"),
    "outcome": gettext_noop("outcomes"),
    "position": gettext_noop("positions"),
}
FIELDS = {
    "from": DayField(required=False),
    "to": DayField(last=True, required=False),
    "kind": ChoicesField(KINDS.items(), required=False),
    "topic": SlugsField(required=False),
}
WORDS = {
    "from": "Not before this day (or month, or year), as far as the dates tell.",
    "to": "Not after this day (or month, or year), as far as the dates tell.",
    "kind": "Entries of these kinds.",
    "topic": "Entries on one of these topics or a narrower one. Posts and outcomes are on no topic.",
}


@dataclass(frozen=True)
class Filters:
    """The filters of a timeline. Without any, the whole timeline.

    ``first`` and ``last`` are days (inclusive); an entry matches if its date does not exclude it. ``kinds`` and ``topics``
    (slugs) each mean "one of these"; a topic includes its narrower ones.
    """

    first: datetime.date | None = None
    last: datetime.date | None = None
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def read_filters(query, also=(), strict=True):
    """Read the parameters of a request (a QueryDict), except those in ``also``, which the caller reads.

    Unknown parameters are errors if ``strict`` (the API), else ignored (a page: ``utm_source``, ``fbclid``).

    Returns (Filters, errors); ``errors`` maps a parameter to a list of messages and
    is empty if all is well. Empty values mean nothing asked for, as a form sends them.
    """
    errors, cleaned = {}, {}
    for name in query:
        if strict and name not in FIELDS and name not in also:
            errors[name] = [f"There is no parameter “{name}” here. Allowed: {', '.join(sorted((*FIELDS, *also)))}."]
    for name, field in FIELDS.items():
        try:
            cleaned[name] = field.clean(field.widget.value_from_datadict(query, {}, name))
        except ValidationError as error:
            errors[name] = list(error.messages)
    first, last = cleaned.get("from"), cleaned.get("to")
    if first and last and first > last:
        errors["to"] = [gettext("to ({last}) is before from ({first}).").format(last=last, first=first)]
    kinds, topics = cleaned.get("kind") or [], cleaned.get("topic") or []
    return Filters(first, last, tuple(kinds), tuple(topics)), errors
