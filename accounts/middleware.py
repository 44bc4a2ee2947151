"""Middleware for accounts."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from accounts.throttle import TooMany
from lib.kept import too_large
from lib.languages import gettext


class AccountsMiddleware(LoginRequiredMiddleware):
    """Requires log-in on closed installations, prevents caching of private responses, answers TooMany.

    The API is closed by ``MayRead`` instead, which accepts tokens and answers 401.
    """

    def __call__(self, request):
        """Refuse large bodies from strangers; mark responses as private if not everybody may see them."""
        if _length(request) > settings.STRANGER_MAX_BYTES and not request.user.is_authenticated:
            kind, text = too_large(request.headers.get("Accept", ""))
            response = HttpResponse(text, status=413, content_type=kind)
        else:
            response = super().__call__(request)
        # Tests the cookie and not the user, since reading the user would load the session.
        private = settings.PARLEY_CLOSED or settings.SESSION_COOKIE_NAME in request.COOKIES
        # A form's CSRF token belongs to one reader, too.
        private = private or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        response.headers.setdefault("Cache-Control", "private, no-store" if private else "public, no-cache")
        patch_vary_headers(response, ["Cookie", "Authorization"])
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        """On a closed installation, redirect strangers to the log-in; ``login_not_required`` exempts a view."""
        if not settings.PARLEY_CLOSED or not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def process_exception(self, request, exception):
        """The page for TooMany, with status 429; None for other exceptions."""
        if not isinstance(exception, TooMany):
            return None
        context = {"title": gettext("Too many failed attempts"), "minutes": -(-exception.seconds // 60)}
        response = render(request, "accounts/refused.html", context, status=429)
        response.headers["Retry-After"] = str(exception.seconds)
        add_never_cache_headers(response)
        return response


def _length(request):
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() else 0
