"""How alike words and names are: one slip of the pen, regnal numbers."""

import pytest

from desk.duplicates.likeness import near, persons, words
from desk.duplicates.sql import SEARCHES


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("lukianov", "lukianov", True),
        ("lukianov", "lukinov", True),  # one missing
        ("lukianov", "lukianow", True),  # one changed
        ("lukianov", "lukainov", True),  # two exchanged
        ("lukianov", "lukinaow", False),
        ("gorbachev", "gcobachev", False),  # one changed and two exchanged
        ("lukianov", "bukianov", False),  # the first letter stays
        ("khan", "khin", False),  # too short
    ],
)
def test_words_are_near_by_one_slip(one, other, alike):
    assert near(one, other) is alike is near(other, one)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("elizabeth ii", "elizabeth i", False),
        ("george vi", "george v", False),
        ("john paul ii", "john paul", True),
        ("friedrich wilhelm iv", "friedrich wilhelm iii", False),
        ("nicholas ii", "nikholas ii", True),
        ("xi jinping", "jinping xi", True),
    ],
)
def test_a_regnal_number_is_no_initial(one, other, alike):
    assert (persons(words(one), words(other)) >= SEARCHES["expert"].alike) is alike
