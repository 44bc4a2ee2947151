"""Content negotiation: ``format=``, else the Accept header."""

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation

from lib.api.errors import BadParameters


class FormatFirst(DefaultContentNegotiation):
    """``format=`` takes precedence over the Accept header; an unknown format is a 400 that lists the known ones."""

    def select_renderer(self, request, renderers, format_suffix=None):
        asked = request.query_params.getlist("format")
        if asked:
            for renderer in renderers:
                if len(asked) == 1 and renderer.format == asked[0]:
                    return renderer, renderer.media_type
            known = ", ".join(renderer.format for renderer in renderers)
            raise BadParameters({"format": [f"“{', '.join(asked)}” is not one of: {known}."]})
        try:
            return super().select_renderer(request, renderers, format_suffix)
        except NotAcceptable:
            # For a client that accepts none of the formats, JSON is better than an error.
            return renderers[0], renderers[0].media_type
