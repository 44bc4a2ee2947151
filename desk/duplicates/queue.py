"""Undecided suspected duplicates."""

from django.db.models import Exists, F, OuterRef

from desk.duplicates.sql import SEARCHES
from desk.models import DuplicateDismissal, DuplicateSuggestion
from lib.admin.narrowing import asked, of_records
from lib.admin.work import numbers_of


def suspicions(name, request=None):
    """The undecided pairs of a kind with both records existing, likeliest first.

    With ``request``, narrowed to pairs with a matching record.
    """
    decided = DuplicateDismissal.objects.filter(**{field: OuterRef(field) for field in ("kind", "first", "second")})
    rows = DuplicateSuggestion.objects.of(name).on_record(SEARCHES[name].model).filter(~Exists(decided))
    if request is not None and asked(request):
        model = SEARCHES[name].model
        rows = rows.filter(of_records(model, "first", request) | of_records(model, "second", request))
    return rows.order_by(F("score").desc(), "pk")


def counts(names=None, request=None):
    """The number of undecided pairs per kind, at most CAP + 1: {kind: number}; one statement.

    New or changed records are compared at night, when the queue is opened, or by ``manage.py find_duplicates``.
    """
    names = [*SEARCHES] if names is None else [*names]
    return dict(zip(names, numbers_of([suspicions(name, request) for name in names]), strict=True))


def suspected_of(name, pk):
    """The undecided pairs of a record: [(id of the other, score, reasons)], likeliest first."""
    if name not in SEARCHES:
        return []
    return [(row.other(pk), row.score, row.reasons) for row in suspicions(name).of(name, pk)[:20]]
