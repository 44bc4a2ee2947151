"""What every request passes."""

from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from accounts.throttle import TooMany


class AccountsMiddleware:
    """Answers too many failed attempts, wherever they were counted, with a page and status 429."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """The page for TooMany; nothing for any other exception."""
        if not isinstance(exception, TooMany):
            return None
        context = {"title": "Too many failed attempts", "minutes": -(-exception.seconds // 60)}
        response = render(request, "accounts/refused.html", context, status=429)
        response.headers["Retry-After"] = str(exception.seconds)
        add_never_cache_headers(response)
        return response
