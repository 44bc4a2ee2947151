"""Streaming responses."""

from itertools import islice


def begun(parts, ahead=2):
    """An iterator over ``parts`` whose first items are evaluated at once: a heading and the first data.

    An error in them is then a proper error response. A stream that fails later can only be cut off.
    """
    parts = iter(parts)
    return _resumed(list(islice(parts, ahead)), parts)


def _resumed(first, rest):
    yield from first
    yield from rest
