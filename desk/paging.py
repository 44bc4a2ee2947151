"""Pages of the desk's own lists: by number, without a total."""

from dataclasses import dataclass

from django.http import Http404

from lib.digits import whole_number

# Skipped rows are read all the same.
LAST = 9999


@dataclass(frozen=True)
class Page:
    """The rows of a page, its number, and whether more follow. ``desk/pager.html`` renders the links."""

    rows: list
    number: int
    more: bool


def page_number(request):
    """The requested page number, from 1. Raises Http404 for anything else."""
    number = whole_number(request.GET.get("page", "1"))
    if not number or number > LAST:
        raise Http404("“page” must be a number from 1 upwards.")
    return number


def page_of(rows, number, size):
    """A page of rows (a queryset or a list); reads one row more, to know whether more follow."""
    found = list(rows[(number - 1) * size : number * size + 1])
    return Page(found[:size], number, len(found) > size)


def number_before(request):
    """The number in ``?before=``, for lists that continue below it; None without it.

    Raises Http404 for anything that is not a number.
    """
    text = request.GET.get("before")
    if text and whole_number(text) is None:
        raise Http404("“before” must be a number.")
    return whole_number(text)
