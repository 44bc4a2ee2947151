"""Details from rows, put together in Python."""


def event(connection, base, slug):
    raise NotImplementedError


related = timeline = event
