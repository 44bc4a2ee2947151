"""The exception for a merge, or its undoing, that is impossible."""


class MergeRejected(Exception):
    """``message`` says why; ``errors`` {field: [messages]} belong to fields; ``details`` lists obstacles."""

    def __init__(self, message, errors=None, details=()):
        super().__init__(message)
        self.message = message
        self.errors = errors or {}
        self.details = list(details)
