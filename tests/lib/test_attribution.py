"""A reporting verb stands where English has it."""

import pytest

from lib.attribution import attributed


@pytest.mark.parametrize(
    ("who", "verb", "words"),
    [
        ("Robert Legvold", "according to", "According to Robert Legvold"), ("Ann, Bob", "According to", "According to Ann, Bob"),
        ("Ann", "in the words of", "In the words of Ann"), ("Ann", "as reported by", "As reported by Ann"),
        ("Ann", "per", "Per Ann"), ("Ann", "in the view of", "In the view of Ann"),
        ("Ann", "said", "Ann said"), ("Ann", "agreed to", "Ann agreed to"), ("Ann", "referred to", "Ann referred to"),
        ("Ann", "came out in favour of", "Ann came out in favour of"), ("Ann", "", "Ann"),
        ("", "said", "Not attributed to anybody (“said”)"), ("", "according to", "Not attributed to anybody (“according to”)"),
        ("", "", "Not attributed to anybody"),
    ],
)  # fmt: skip
def test_where_a_reporting_verb_stands(who, verb, words):
    assert attributed(who, verb) == words
