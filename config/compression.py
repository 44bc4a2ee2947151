"""Pages are compressed where no proxy does it."""

from django.middleware.gzip import GZipMiddleware

# What a proxy adds to a request that it passes on.
PROXIED = ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via")


class CompressedPagesMiddleware(GZipMiddleware):
    """Compresses pages for a browser that asks Parley itself; behind a proxy that is the proxy's (docs/operating.md).

    Pages only: what is long, a timeline of thousands or an export, would hold a thread for a tenth of a second.
    """

    def process_response(self, request, response):
        """The answer, compressed where it is a page and the browser takes that."""
        page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if not page or any(name in request.headers for name in PROXIED):
            return response
        return super().process_response(request, response)
