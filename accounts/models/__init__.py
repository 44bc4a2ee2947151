"""What accounts keep beside Django's users: failed attempts, second factors."""

from accounts.models.factors import RecoveryCode, SecondFactor
from accounts.models.tries import FailedTries, Scope

__all__ = ["FailedTries", "RecoveryCode", "Scope", "SecondFactor"]
