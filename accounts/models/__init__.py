"""What accounts keep beside Django's users: failed attempts, second factors, API tokens."""

from accounts.models.factors import RecoveryCode, SecondFactor
from accounts.models.tokens import ApiToken
from accounts.models.tries import FailedTries, Scope

__all__ = ["ApiToken", "FailedTries", "RecoveryCode", "Scope", "SecondFactor"]
