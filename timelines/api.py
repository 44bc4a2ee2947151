"""The timeline in the REST API: ``experts/{slug}/timeline/`` in every format, with ETag and conditional GET."""

from hashlib import blake2b

from django.http import HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, PolymorphicProxySerializer, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from experts.models import Expert
from lib import former
from lib.api.browsable import BrowsableRenderer
from lib.api.errors import BadParameters, Gone
from lib.api.formats.csv import CsvRenderer
from lib.api.formats.ics import CalendarRenderer
from lib.api.renderers import JsonRenderer, RawJson
from lib.api.views import ReadOnlyView, site_address
from timelines import entries
from timelines.formats import FORMATS
from timelines.parameters import FIELDS, KINDS, WORDS, read_filters
from timelines.serializers import TimelineSerializer, TimelineSlidesSerializer


class SlidesRenderer(JsonRenderer):
    """JSON for TimelineJS."""

    format = "timelinejs"


def _parameter(name):
    many = name in ("kind", "topic")
    one = {"type": "string", "enum": list(KINDS)} if name == "kind" else {"type": "string"}
    return OpenApiParameter(
        name,
        type={"type": "array", "items": one} if many else one,
        description=WORDS[name],
        style="form" if many else None,
        explode=False if many else None,
    )


class TimelineView(ReadOnlyView):
    """The timeline of an expert: posts, participations, positions, and the events and outcomes they are about."""

    renderer_classes = [JsonRenderer, BrowsableRenderer, CsvRenderer, CalendarRenderer, SlidesRenderer]
    serializer_class = TimelineSerializer
    queryset = Expert.objects.none()
    pagination_class = None
    filter_backends = ()

    def perform_content_negotiation(self, request, force=False):
        asked = request.query_params.get("format")
        if asked and asked not in (*FORMATS, "api") and not force:
            raise BadParameters({"format": [f"“{asked}” is not one of: {', '.join(FORMATS)}."]})
        return super().perform_content_negotiation(request, force)

    @extend_schema(
        operation_id="experts_timeline",
        summary="An expert's timeline",
        tags=["experts"],
        parameters=[
            *map(_parameter, FIELDS),
            OpenApiParameter("format", type={"type": "string", "enum": list(FORMATS)}, description="Default: json."),
        ],
        responses={
            (200, "application/json"): PolymorphicProxySerializer(
                component_name="TimelineOrSlides",
                serializers=[TimelineSerializer, TimelineSlidesSerializer],
                resource_type_field_name=None,
            ),
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "text/calendar"): OpenApiTypes.STR,
            301: OpenApiResponse(description="The expert has a new address; the old one leads there."),
            304: OpenApiResponse(description="Nothing has changed since the answer with this ETag."),
        },
    )
    def get(self, request, slug):
        """The timeline as JSON, CSV, iCalendar or the JSON of TimelineJS."""
        filters, errors = read_filters(request.query_params, also=("format",))
        if errors:
            raise BadParameters(errors)
        try:
            timeline = entries.load(slug, request.user, filters, site_address(request))
        except entries.UnknownTopics as error:
            raise BadParameters({"topic": [str(error)]}) from error
        except former.RecordDeleted:
            raise Gone from None
        except entries.Moved as error:
            return self.moved(request, error.slug)
        except Expert.DoesNotExist as error:
            raise NotFound(str(error)) from error
        return self.answer(request, timeline, request.accepted_renderer.format)

    def moved(self, request, slug):
        """A permanent redirect to the expert's new address, with the same parameters."""
        query = request.META.get("QUERY_STRING", "")
        address = f"{site_address(request)}/api/v1/experts/{slug}/timeline/"
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

    def answer(self, request, timeline, name):
        """The response in the format with this name (``api``: JSON in a page for people)."""
        if name == "api":
            return Response(RawJson(FORMATS["json"].render(timeline)))
        form = FORMATS[name]
        content = form.render(timeline)
        # A stream has no body to hash before it ends, so its input is hashed.
        body = "\n".join(timeline.rows).encode() if form.streams else content
        etag = quote_etag(blake2b(body, digest_size=16, person=name.encode()).hexdigest())
        kind = StreamingHttpResponse if form.streams else HttpResponse
        response = kind(content, content_type=form.media_type)
        response["ETag"] = etag
        if name != "json":
            response["Content-Disposition"] = f'attachment; filename="{timeline.slug}.{form.ending}"'
        return get_conditional_response(request, etag=etag, response=response)
