"""By what the lists of records and the numbers of the home page are narrowed: who entered a record, by which import, its source.

``lib`` knows "mine"; parts of the desk add theirs (lib/admin/parts.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Q
from django.utils.http import urlencode

from lib.admin import parts
from lib.history import entered_by

LONGEST = 200  # of what is typed


@dataclass(frozen=True)
class Narrowing:
    """A parameter that narrows records to those that go with what is typed.

    ``narrow(records, typed)`` gives the queryset; where nothing is called so, it raises ValueError with words for the person.
    """

    parameter: str
    title: str
    hint: str
    narrow: Callable


def typed(parameters, name):
    """What stands in a parameter of an address."""
    return parameters.get(name, "").replace("\0", "").strip()[:LONGEST]


def asked(request):
    """What a page is narrowed to, as parameters of an address: {name: value}."""
    names = [MineFilter.parameter_name, *(one.parameter for one in parts.gathered("narrowings"))]
    return {name: value for name in names if (value := typed(request.GET, name))}


def link(address, request):
    """An address of the desk, narrowed as the page is."""
    query = urlencode(asked(request))
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def context(request):
    """What ``desk/narrow.html`` draws, and the links of pages (``kept``: what their addresses go on with)."""
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
    """The condition that the column ``name`` has the number of a record of ``model`` that is asked for."""
    if not asked(request):
        return Q()
    return Q(**{f"{name}__in": narrowed(model._base_manager.all(), request).order_by().values("pk")})


def narrowed(records, request):
    """Those of ``records`` that the request's parameters ask for; none where nothing is called as they say."""
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
    """Records that the person who asks has entered."""

    title = "who entered it"
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("1", "Me")]

    def queryset(self, request, queryset):
        return entered_by(queryset, request.user) if self.value() == "1" else queryset


class TypedFilter(admin.SimpleListFilter):
    """A filter with a box for what is typed; reads nothing to be built."""

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
    """The filter of a list that a Narrowing makes."""

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
    """The filters that every list of records has."""
    return [*map(filter_of, parts.gathered("narrowings")), MineFilter]
