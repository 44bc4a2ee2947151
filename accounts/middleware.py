"""What every request passes."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from accounts.throttle import TooMany
from lib.kept import too_large


class AccountsMiddleware(LoginRequiredMiddleware):
    """Closes the pages where the installation is closed, keeps private answers private, answers failed attempts.

    The views of the API are closed by ``MayRead``: they know tokens, and answer 401 instead of leading to a form.
    """

    def __call__(self, request):
        """Answer, but not to a stranger with a large body; no cache between here and the reader keeps what only some may read."""
        if _length(request) > settings.STRANGER_MAX_BYTES and not request.user.is_authenticated:
            kind, text = too_large(request.headers.get("Accept", ""))
            response = HttpResponse(text, status=413, content_type=kind)
        else:
            response = super().__call__(request)
        # The cookie's name, not the user: for that the session would be read.
        private = settings.PARLEY_CLOSED or settings.SESSION_COOKIE_NAME in request.COOKIES
        # A form's token belongs to one reader as well.
        private = private or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        response.headers.setdefault("Cache-Control", "private, no-store" if private else "public, no-cache")
        patch_vary_headers(response, ["Cookie", "Authorization"])
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Where the installation is closed, lead strangers to the form; ``login_not_required`` exempts a view."""
        if not settings.PARLEY_CLOSED or not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def process_exception(self, request, exception):
        """The page for TooMany, with status 429; nothing for any other exception."""
        if not isinstance(exception, TooMany):
            return None
        context = {"title": "Too many failed attempts", "minutes": -(-exception.seconds // 60)}
        response = render(request, "accounts/refused.html", context, status=429)
        response.headers["Retry-After"] = str(exception.seconds)
        add_never_cache_headers(response)
        return response


def _length(request):
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() else 0
