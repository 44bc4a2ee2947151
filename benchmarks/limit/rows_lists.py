"""Lists from rows, put together in Python."""


def events(connection, base, pairs):
    raise NotImplementedError


positions = experts = events
