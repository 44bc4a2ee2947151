"""Pages of the desk's lists: which is asked for, and whether there are more."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from desk.paging import Page, number_before, page_number, page_of


def asked(**query):
    return RequestFactory().get("/", query)


def test_a_page_has_its_rows_and_says_whether_more_follow():
    rows = list(range(7))
    assert page_of(rows, 1, 3) == Page([0, 1, 2], 1, True)
    assert page_of(rows, 3, 3) == Page([6], 3, False)
    assert page_of(rows[:6], 2, 3) == Page([3, 4, 5], 2, False)
    assert page_of(rows, 4, 3) == Page([], 4, False)


def test_the_number_of_a_page():
    assert (page_number(asked()), page_number(asked(page="12"))) == (1, 12)
    for text in ("", "0", "-1", "1.5", "x", "²", "10000", "9" * 30):
        with pytest.raises(Http404, match="“page”"):
            page_number(asked(page=text))


def test_the_number_before_which_a_list_goes_on():
    assert (number_before(asked()), number_before(asked(before="")), number_before(asked(before="7"))) == (
        None,
        None,
        7,
    )
    for text in ("-1", "x", "9" * 30):
        with pytest.raises(Http404, match="“before”"):
            number_before(asked(before=text))
