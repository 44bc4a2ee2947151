"""Answers that are sent while they are made."""

from itertools import islice


def begun(parts, ahead=2):
    """An iterator over ``parts``, of which the first ones are made at once: a heading, and what is read first.

    What cannot be read is then answered as the error it is. A stream that fails later can only be cut off.
    """
    parts = iter(parts)
    return _resumed(list(islice(parts, ahead)), parts)


def _resumed(first, rest):
    yield from first
    yield from rest
