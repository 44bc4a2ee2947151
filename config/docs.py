"""The description of the API as a file, and the page that Swagger UI draws of it from our own static files."""

import functools
import threading

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

_ONE_AT_A_TIME = threading.Lock()


def description(renderer):
    """The OpenAPI description as bytes, as a renderer class writes it. Made once per process.

    drf-spectacular keeps what it does in the modules and classes that it looks at: two
    descriptions that are made at the same moment disturb each other.
    """
    with _ONE_AT_A_TIME:
        return _described(renderer, settings.PARLEY_CLOSED)


@functools.cache
def _described(renderer, closed):
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return renderer().render(schema, renderer.media_type, {})


class SchemaView(SpectacularAPIView):
    """The description, in the format that is asked for. It is the same for everybody who may read."""

    @extend_schema(exclude=True)
    def get(self, request, *args, **kwargs):
        """Answer with the description that this process has made once."""
        renderer = type(request.accepted_renderer)
        charset = f"; charset={renderer.charset}" if renderer.charset else ""
        response = HttpResponse(description(renderer), content_type=f"{renderer.media_type}{charset}")
        response["Content-Disposition"] = f'inline; filename="Parley.{renderer.format}"'
        return response


# Swagger UI sets styles on its elements as it draws; nothing else is loosened, and only here.
@method_decorator(csp_update({"style-src": ["'unsafe-inline'"]}), name="dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI with its script in a file of its own, as the content policy asks."""

    template_name = "api/docs.html"

    def options(self, request, *args, **kwargs):
        """What may be asked for; the page itself is no answer to that."""
        return HttpResponse(headers={"Allow": "GET, HEAD, OPTIONS"})
