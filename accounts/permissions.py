"""Whether reading needs an account."""

from django.conf import settings
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission

CLOSED = (
    "Reading needs an account here. Send a token (Authorization: Bearer …, made at /account/tokens/) "
    "or log in at /account/login/."
)


class MayRead(BasePermission):
    """Everybody may read; with PARLEY_CLOSED only accounts, by session or token."""

    def has_permission(self, request, view):
        """True; raises NotAuthenticated (401) for strangers on a closed installation."""
        if settings.PARLEY_CLOSED and not request.user.is_authenticated:
            raise NotAuthenticated(CLOSED)
        return True
