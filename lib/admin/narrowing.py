"""Filters shared by lists of records and the counts of the home page: who entered a record, its import, its source.

``lib`` has "mine"; parts of the desk add theirs (lib/admin/parts.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Q
from django.utils.http import urlencode

from lib.admin import parts
from lib.history import entered_by

LONGEST = 200  # characters of a typed value


@dataclass(frozen=True)
class Narrowing:
    """A query parameter that filters records by a typed value.

    ``narrow(records, typed)`` returns the queryset; for a value that does not exist it raises ValueError with a message.
    """

    parameter: str
    title: str
    hint: str
    narrow: Callable


def typed(parameters, name):
    """The value of a query parameter."""
    return parameters.get(name, "").replace("\0", "").strip()[:LONGEST]


def asked(request):
    """The filters of a page as query parameters: {name: value}."""
    names = [MineFilter.parameter_name, *(one.parameter for one in parts.gathered("narrowings"))]
    return {name: value for name in names if (value := typed(request.GET, name))}


def link(address, request):
    """A URL of the desk with the filters of the page."""
    query = urlencode(asked(request))
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def context(request):
    """The context of ``desk/narrow.html`` and of links to pages (``kept``: their query string)."""
    within = asked(request)
    found = [{"asked": one, "value": within.get(one.parameter, "")} for one in parts.gathered("narrowings")]
    kept = urlencode(within)
    return {
        "narrowings": found,
        "narrowed": bool(within),
        "mine": "mine" in within,
        "kept": f"{kept}&" if kept else "",
    }


def of_records(model, name, request):
    """The condition that the column ``name`` has the id of a record of ``model`` that passes the filters of the page."""
    if not asked(request):
        return Q()
    return Q(**{f"{name}__in": narrowed(model._base_manager.all(), request).order_by().values("pk")})


def narrowed(records, request):
    """Those of ``records`` that pass the request's filters; none if a value does not exist."""
    if request.GET.get(MineFilter.parameter_name) == "1":
        records = entered_by(records, request.user)
    for one in parts.gathered("narrowings"):
        if value := typed(request.GET, one.parameter):
            try:
                records = one.narrow(records, value)
            except ValueError:
                return records.none()
    return records


class MineFilter(admin.SimpleListFilter):
    """Records entered by the current user."""

    title = "who entered it"
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("1", "Me")]

    def queryset(self, request, queryset):
        return entered_by(queryset, request.user) if self.value() == "1" else queryset


class TypedFilter(admin.SimpleListFilter):
    """A filter with a text box, which needs no query to be rendered."""

    template = "admin/filter_typed.html"
    hint = ""
    problem = ""

    def lookups(self, request, model_admin):
        return []

    def has_output(self):
        return True

    def value(self):
        return (super().value() or "").replace("\0", "").strip()[:LONGEST] or None

    def choices(self, changelist):
        others = changelist.filter_params.items()
        self.others = [(key, value) for key, values in others if key != self.parameter_name for value in values]
        if changelist.query:
            self.others.append(("q", changelist.query))
        return super().choices(changelist)


def filter_of(narrowing):
    """The list filter of a Narrowing."""

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        try:
            return narrowing.narrow(queryset, self.value())
        except ValueError as error:
            self.problem = str(error)
            return queryset.none()

    about = {"parameter_name": narrowing.parameter, "title": narrowing.title, "hint": narrowing.hint}
    return type("Narrowed", (TypedFilter,), {**about, "queryset": queryset})


def filters():
    """The filters of every list of records."""
    return [*map(filter_of, parts.gathered("narrowings")), MineFilter]
