"""Streams begin before they are answered, and go on as they are read."""

import pytest

from lib.streaming import begun


def test_the_first_parts_are_made_at_once_and_the_rest_when_read():
    made = []

    def parts():
        for number in range(4):
            made.append(number)
            yield number

    stream = begun(parts())
    assert made == [0, 1]
    assert list(stream) == [0, 1, 2, 3] and list(begun([])) == [] and list(begun([1])) == [1]


def test_what_fails_at_the_beginning_fails_at_once():
    def parts():
        yield "heading"
        raise ValueError("cut")

    with pytest.raises(ValueError, match="cut"):
        begun(parts())
