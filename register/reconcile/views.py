"""The service at /api/v1/reconcile/: what it can, batches of queries, values of properties, suggestions, previews."""

import orjson
from csp.decorators import csp_replace
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_exempt
from rest_framework.exceptions import NotFound
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.response import Response

from lib.api.errors import BadParameters
from lib.api.renderers import JsonRenderer
from lib.api.views import ReadOnlyView, number_parameter, site_address
from register.reconcile import extending, kinds, matching

SUGGESTIONS = ("entity", "type", "property")
WIDTH, HEIGHT = 430, 300


def manifest(base):
    """What the service is and can."""
    here = f"{base}{reverse('reconcile')}".rstrip("/")
    suggest = {
        what: {
            "service_url": here,
            "service_path": f"/suggest/{what}/",
            **({"flyout_service_path": "/flyout/?id=${id}"} if what == "entity" else {}),
        }
        for what in SUGGESTIONS
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": "Parley",
        "identifierSpace": f"{base}/id/",
        "schemaSpace": f"{base}/api/v1/",
        "documentation": f"{base}/api/v1/docs/",
        "defaultTypes": [kinds.type_of(name) for name in kinds.TYPES],
        "view": {"url": f"{base}/id/{{{{id}}}}/"},
        "preview": {"url": f"{here}/preview/?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties/"},
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Most values",
                    "type": "number",
                    "default": extending.MOST_VALUES,
                    "help_text": "How many values of a cell are taken at most.",
                }
            ],
        },
        "batchSize": matching.MOST_QUERIES,
    }


class ReconcileView(ReadOnlyView):
    """The service itself."""

    schema = None
    renderer_classes = [JsonRenderer]
    parser_classes = [FormParser, MultiPartParser]

    def get(self, request):
        """The manifest, or the answer to ``queries`` or ``extend``."""
        return self.answer(request, request.query_params)

    def post(self, request):
        """The same with the parameters in the body of a form: batches are long."""
        return self.answer(request, {**request.query_params.dict(), **request.data.dict()})

    def answer(self, request, given):
        """The answer to a request's parameters."""
        for name in given:
            if name not in ("queries", "extend", "format"):
                raise BadParameters({name: [f"There is no parameter “{name}” here. Allowed: extend, queries."]})
        base = site_address(request)
        if "queries" in given:
            return Response(matching.answer(read("queries", given["queries"]), request.user, base))
        if "extend" in given:
            return Response(extending.extend(read("extend", given["extend"]), request.user, base))
        return Response(manifest(base))


def read(name, text):
    """A parameter that is JSON. Raises BadParameters."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadParameters({name: [f"This is not JSON: {error}."]}) from None
    if "\\u0000" in text or "\0" in text:
        raise BadParameters({name: ["It holds the character NUL, which no record has."]})
    return found


class SuggestView(ReadOnlyView):
    """Suggestions for what is being typed."""

    schema = None
    renderer_classes = [JsonRenderer]

    def get(self, request, what):
        """``prefix`` is what was typed, ``cursor`` how many suggestions came before, ``type`` of which types they are to be.

        Clients send more, as OpenRefine's box does (``lang``, ``type_strict``, …): parameters of others are passed over.
        """
        if what not in SUGGESTIONS:
            raise NotFound(f"There are suggestions of {', '.join(SUGGESTIONS)}; not of “{what}”.")
        prefix = request.query_params.get("prefix", "")
        if "\0" in prefix or len(prefix) > matching.LONGEST:
            raise BadParameters({"prefix": [f"Give a text of at most {matching.LONGEST} letters."]})
        start = number_parameter(request, "cursor", 0)
        types = [one for one in request.query_params.getlist("type") if one in kinds.TYPES]
        return Response(extending.suggested(what, prefix, request.user, site_address(request), min(start, 200), types))


class PropertiesView(ReadOnlyView):
    """The properties that a table can be extended with."""

    schema = None
    renderer_classes = [JsonRenderer]

    def get(self, request):
        """``type`` is that of the matches, ``limit`` how many properties are wanted."""
        return Response(
            extending.proposed(request.query_params.get("type", ""), number_parameter(request, "limit", 100))
        )


class FlyoutView(ReadOnlyView):
    """A record in a few words of HTML, for the pointer that rests on a suggestion."""

    schema = None
    renderer_classes = [JsonRenderer]

    def get(self, request):
        """``id`` is the record's."""
        asked = request.query_params.get("id", "")
        found = extending.shown(asked, request.user, site_address(request))
        if found is None:
            raise NotFound(f"There is no record “{asked}”.")
        return Response({"id": asked, "html": render_to_string("reconcile/record.html", _context(found))})


@method_decorator(xframe_options_exempt, name="dispatch")
@method_decorator(csp_replace({"frame-ancestors": ["*"]}), name="dispatch")
class PreviewView(ReadOnlyView):
    """A small page on a record, which clients show in a frame."""

    schema = None

    def get(self, request):
        """``id`` is the record's."""
        found = extending.shown(request.query_params.get("id", ""), request.user, site_address(request))
        if found is None:
            raise Http404("There is no such record.")
        return render(request, "reconcile/preview.html", _context(found))


def _context(found):
    record, sort, facts = found
    return {"record": record, "sort": sort, "facts": facts, "description": kinds.described(record)}
