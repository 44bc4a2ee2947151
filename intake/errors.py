"""Errors of files that are taken in."""

from lib.jobs import JobRejected


class Unreadable(JobRejected):
    """A file, or a table in it, cannot be read; the message names it and says why."""
