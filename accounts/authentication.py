"""Who makes a request to the API: by its token."""

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import ApiToken

WORDS = (b"bearer", b"token")
# The same for a token that never was, one that was revoked or has expired, and one of an account that was closed.
REFUSED = "This token is not valid. Tokens are made and revoked at /account/tokens/."
MALFORMED = "The header must be: Authorization: Bearer, a space, and the token."


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer <token>``, or ``Token`` instead of ``Bearer``. Other schemes are left alone."""

    def authenticate(self, request):
        """(user, token), or None without such a header. Raises AuthenticationFailed (401) for a token not valid."""
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
        """What a 401 asks for."""
        return 'Bearer realm="Parley"'
