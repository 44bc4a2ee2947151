"""A merge, or the undoing of one, that cannot be: why, in words for the person who asked."""


class MergeRejected(Exception):
    """``message`` says why; ``errors`` {field: [messages]} belong to fields; ``details`` lists what is in the way."""

    def __init__(self, message, errors=None, details=()):
        super().__init__(message)
        self.message = message
        self.errors = errors or {}
        self.details = list(details)
