"""Authenticates requests to the API by token."""

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import ApiToken

WORDS = (b"bearer", b"token")
# The same for unknown, revoked and expired tokens, and those of inactive accounts.
REFUSED = "This token is not valid. Tokens are made and revoked at /account/tokens/."
MALFORMED = "The header must be: Authorization: Bearer, a space, and the token."


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer <token>``, or ``Token`` instead of ``Bearer``. Other schemes are left alone."""

    def authenticate(self, request):
        """(user, token), or None without such a header. Raises AuthenticationFailed (401) for an invalid token."""
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() not in WORDS:
            return None
        if len(parts) != 2:
            raise AuthenticationFailed(MALFORMED)
        token = ApiToken.objects.of(parts[1].decode("latin-1"))
        if token is None:
            raise AuthenticationFailed(REFUSED)
        return token.user, token

    def authenticate_header(self, request):
        """The challenge of a 401."""
        return 'Bearer realm="Parley"'
