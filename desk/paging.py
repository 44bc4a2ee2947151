"""Pages of the desk's own lists: a number in the address, no count of what there is in all."""

from dataclasses import dataclass

from django.http import Http404

from lib.digits import whole_number

# Nobody goes further; and what is skipped is read all the same.
LAST = 9999


@dataclass(frozen=True)
class Page:
    """The rows of one page, its number, and whether there are more behind it. ``desk/pager.html`` draws the links."""

    rows: list
    number: int
    more: bool


def page_number(request):
    """The number of the page that is asked for, from 1. Raises Http404 for anything else."""
    number = whole_number(request.GET.get("page", "1"))
    if not number or number > LAST:
        raise Http404("“page” must be a number from 1 upwards.")
    return number


def page_of(rows, number, size):
    """One page of rows (a queryset or a list); one row more is read, to know whether there are more."""
    found = list(rows[(number - 1) * size : number * size + 1])
    return Page(found[:size], number, len(found) > size)


def number_before(request):
    """The number that ``?before=`` gives, for lists that go on below it; None without it.

    Raises Http404 for anything that is not a number.
    """
    text = request.GET.get("before")
    if text and whole_number(text) is None:
        raise Http404("“before” must be a number.")
    return whole_number(text)
