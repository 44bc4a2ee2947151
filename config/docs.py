"""The description of the API: as a file, as pages to be read, and as the one that Swagger UI draws from our own files."""

import functools
import threading

import orjson
from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from config.described import EXAMPLES, resources
from lib.api.views import ReadOnlyView

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


@functools.cache
def _resources(closed):
    return resources(orjson.loads(description(OpenApiJsonRenderer)))


class DocsView(ReadOnlyView):
    """The description as pages that need no script: all resources, or one of them."""

    schema = None

    def get(self, request, name=None):
        """The list of resources, or the parameters, fields and examples of one."""
        found = _resources(settings.PARLEY_CLOSED)
        if name is None:
            return render(request, "api/docs.html", {"resources": found.values()})
        if name not in found:
            raise Http404("The API has no such resource.")
        return render(request, "api/docs_of.html", {"resource": found[name], "examples": EXAMPLES.get(name, ())})


# Swagger UI sets styles on its elements as it draws; nothing else is loosened, and only here.
@method_decorator(csp_update({"style-src": ["'unsafe-inline'"]}), name="dispatch")
class ConsoleView(SpectacularSwaggerSplitView):
    """Swagger UI with its script in a file of its own, as the content policy asks."""

    template_name = "api/console.html"

    def options(self, request, *args, **kwargs):
        """What may be asked for; the page itself is no answer to that."""
        return HttpResponse(headers={"Allow": "GET, HEAD, OPTIONS"})
