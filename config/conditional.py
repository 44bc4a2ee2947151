"""ETags and answers without a body for a client that has it already, to HEAD as to GET."""

from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag


class ConditionalMiddleware(ConditionalGetMiddleware):
    """Django's own looks at GET only; the headers of HEAD are those that GET would have (RFC 9110, 9.3.2)."""

    def process_response(self, request, response):
        """Give an answer its ETag; where the client has it already, answer 304."""
        if request.method != "HEAD":
            return super().process_response(request, response)
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)
        if etag := response.headers.get("ETag"):
            return get_conditional_response(request, etag=etag, response=response)
        return response
