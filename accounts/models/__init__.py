"""What accounts keep beside Django's users: failed attempts."""

from accounts.models.tries import FailedTries, Scope

__all__ = ["FailedTries", "Scope"]
