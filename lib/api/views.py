"""The views of a resource: its list in any format, and its detail."""

import functools
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpResponsePermanentRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.metadata import SimpleMetadata
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from lib import former
from lib.api.asof import MomentError, fetch_past, find_past, parse_moment
from lib.api.browsable import BrowsableRenderer
from lib.api.cursors import CursorError
from lib.api.errors import BadParameters, Gone
from lib.api.filters import StrictFilterSet
from lib.api.formats import FORMATS, atom, formats_of
from lib.api.formats.base import FileRenderer, Shape
from lib.api.pages import EnvelopeSchema, capped, count, page
from lib.api.renderers import JsonRenderer, RawJson
from lib.api.schema import ResourceSchema
from lib.api.serializers import SQLSerializer, fetch
from lib.api.sql import fixed
from lib.database.prepared import rows_of
from lib.streaming import begun
from lib.visibility import audience_of
from lib.withheld import gone

# The placeholder in compiled look-ups for the slug or id.
_KEY = "\x02key"


def site_address(request):
    """The address of the site without a trailing slash, e.g. ``http://127.0.0.1:8000``."""
    return request.build_absolute_uri("/").rstrip("/")


@functools.cache
def _by_key(model, key, audience):
    """The statement that finds the id of a visible record by its slug or public id; its parameter is ``key``."""
    rows = model._default_manager.visible_to(audience).filter(**{key: _KEY}).order_by().values_list("pk")
    return fixed(*rows.query.sql_with_params(), {_KEY: "%(key)s::text"})


class PlainMetadata(SimpleMetadata):
    """The response to OPTIONS, without forms: nothing is written here, and a POST is only a long query."""

    def determine_actions(self, request, view):
        return {}


class ReadOnlyView(GenericAPIView):
    """Base of all API views: read-only, with caching headers that stay correct after each change."""

    schema = ResourceSchema()
    # A class, which the type stubs of DRF declare as a text.
    metadata_class: Any = PlainMetadata

    def finalize_response(self, request, response, *args, **kwargs):
        # Errors are never tables or calendars.
        if getattr(response, "exception", False) and isinstance(
            getattr(request, "accepted_renderer", None), FileRenderer
        ):
            request.accepted_renderer = JsonRenderer()
            request.accepted_media_type = JsonRenderer.media_type
        if request.method == "OPTIONS" and not isinstance(
            getattr(request, "accepted_renderer", None), BrowsableRenderer
        ):
            # OPTIONS is answered in JSON, whatever the formats of the records.
            request.accepted_renderer = JsonRenderer()
            request.accepted_media_type = JsonRenderer.media_type
        response = super().finalize_response(request, response, *args, **kwargs)
        # Clients may store the response but must revalidate it; the ETag makes that cheap.
        private = settings.PARLEY_CLOSED or request.user.is_authenticated
        response.headers.setdefault("Cache-Control", "private, no-cache" if private else "public, no-cache")
        patch_vary_headers(response, ["Cookie", "Authorization"])
        return response


class Resource(ViewSetMixin, ReadOnlyView):
    """A kind of record in the API.

    ``list_serializer`` is the serializer in lists, ``detail_serializer`` the serializer of the detail; ``filterset``
    reads the parameters. ``key`` is the field in the address: slug or public_id.
    ``calendar``, where given, writes the list and each record as iCalendar: a function
    (queryset, ordering, audience, base) → (ETag, bytes in an iterator). ``reference``, where given, makes the item of
    CSL-JSON that stands for a record: a function (record as JSON, base) → dictionary; without it the record itself is
    cited (lib/api/formats/references.py). ``linked``, ``popolo`` and ``network``, where given, are the Shapes by which
    these formats show its records (lib/api/formats/base.py). ``standing`` says in words, of a record as JSON, what
    did not take place; a feed or a reference that names the record says so (``titled`` in lib/api/formats/csv.py).
    ``beside_serializer``, where given, describes the keys that parameters of the list add to its rows (``beside`` of the
    filter set).
    In its feed, ``changed`` is the column by which the newest change stands first, and ``entry`` adds a record.
    """

    filterset: type
    list_serializer: type[SQLSerializer]
    detail_serializer: type[SQLSerializer]
    key = "slug"
    calendar: Any = None
    changed = "modified_at"
    entry = staticmethod(atom.entry)
    reference: Any = None
    linked: Shape | None = None
    popolo: Shape | None = None
    network: Shape | None = None
    standing: Any = None
    beside_serializer: type[serializers.Serializer] | None = None
    pagination_class = EnvelopeSchema
    filter_backends = ()
    lookup_url_kwarg = "key"
    # Public ids may contain dots.
    lookup_value_regex = r"[^/]+"

    def get_view_name(self):
        """The name of the page in the browsable API."""
        # For breadcrumbs the view has no request, and so no arguments.
        kind = str(self.list_serializer.Meta.model._meta.verbose_name_plural).capitalize()
        key = getattr(self, "kwargs", {}).get(self.lookup_url_kwarg)
        return f"{kind}: {key}" if key else kind

    def get_queryset(self):
        return self.list_serializer.Meta.model.objects.visible_to(self.request.user)

    def get_serializer_class(self):
        return self.detail_serializer if self.action == "retrieve" else self.list_serializer

    def get_renderers(self):
        # Methods that are not allowed have no action, and are refused whatever the format.
        files = formats_of(type(self), getattr(self, "action", None) or "list")
        return [one() for one in (JsonRenderer, BrowsableRenderer, *(file.renderer for file in files))]

    def read(self, request):
        """The filter set of a request. Raises BadParameters."""
        self.filters = self.filterset(request.query_params, request=request)
        if not self.filters.is_valid():
            raise BadParameters(self.filters.errors)
        return self.filters

    def list(self, request, *args, **kwargs):
        """The list: one page as JSON, or the whole filtered list as a file."""
        filters = self.read(request)
        if file := FORMATS.get(request.accepted_renderer.format):
            if file.answer:
                return file.answer(self, request, filters, site_address(request))
            return self.download(request, file, filters.qs, filters.sorted_by, filters.audience, self.basename)
        return Response(RawJson(self.page(request, filters)))

    def download(self, request, file, rows, ordering, audience, name):
        """A response with records as a streamed file ``name``; 304 if the format has an ETag that the client has."""
        tag, content = file.write(self.written(), rows, ordering, audience, site_address(request))
        unchanged = get_conditional_response(request, etag=quote_etag(tag)) if tag else None
        response = unchanged or StreamingHttpResponse(begun(content), content_type=file.content_type)
        if not unchanged:
            response["Content-Disposition"] = f'attachment; filename="{name}.{file.ending or file.name}"'
        if tag:
            response["ETag"] = quote_etag(tag)
        return response

    def written(self):
        """The resource as passed to formats: its class."""
        return type(self)

    def cut(self, filters, ordering=None):
        """A Page of the filtered rows, in the list's order or another. Raises BadParameters for an invalid cursor."""
        size, cursor = filters.value("page_size"), filters.value("cursor")
        try:
            return page(filters.qs, ordering, size, cursor) if ordering else filters.page(size, cursor)
        except CursorError:
            raise BadParameters(
                {"cursor": ["This is not a cursor of this list: take it from next or previous."]}
            ) from None

    def page(self, request, filters):
        """One page of the list, as JSON bytes: at most three statements."""
        cursor, cut = filters.value("cursor"), self.cut(filters)
        exact = filters.value("count") == "exact"
        if cut.total is not None:
            number, exact = capped(cut.total, exact)
        elif cursor is None and cut.next_cursor is None:
            number, exact = len(cut.ids), True
        else:
            number, exact = count(filters.qs, exact)
        rows = fetch(self.list_serializer, cut.ids, filters.audience, site_address(request))
        if more := filters.beside(cut.ids, site_address(request)):
            told = [{**row, **more.get(row.get("slug") or row["id"], {})} for row in map(orjson.loads, rows)]
            rows = [orjson.dumps(row).decode() for row in told]
        return b'{"count":%d,"count_exact":%s,"next":%s,"previous":%s,%s"results":[%s]}' % (
            number,
            b"true" if exact else b"false",
            self.address(request, cut.next_cursor),
            self.address(request, cut.previous_cursor),
            self.beside(request, filters),
            ",".join(rows).encode(),
        )

    def beside(self, request, filters):
        """Additional keys and values of a list as JSON, each followed by a comma."""
        return b""

    def address(self, request, cursor):
        """The address of the next or previous page as JSON; ``null`` without a cursor."""
        if cursor is None:
            return b"null"
        query = request.query_params.copy()
        query["cursor"] = cursor
        return orjson.dumps(f"{site_address(request)}{request.path}?{query.urlencode()}")

    def find(self, request, key):
        """The id of the record with a key, or a redirect from a former one. Raises NotFound or Gone."""
        if "\x00" not in key:
            found = rows_of(_by_key(self.list_serializer.Meta.model, self.key, audience_of(request.user)), {"key": key})
            if found:
                return found[0][0]
        model = self.list_serializer.Meta.model
        if self.key == "slug":
            try:
                now = former.present_slug(model, key, request.user)
            except former.RecordDeleted as deleted:
                raise Gone from deleted
            if now:
                return self.moved(request, now)
        if self.key == "public_id" and "\x00" not in key and hasattr(model, "former_ids"):
            # It was merged into another record.
            if (other := former.survivor(model, key, request.user)) is not None:
                return self.moved(request, other.public_id)
        if self.key == "public_id" and "\x00" not in key and gone(model, "public_id", key):
            raise Gone
        raise NotFound(f"There is no {model._meta.verbose_name} “{key}”.")

    def moved(self, request, key):
        """A permanent redirect to the same page of another record: its detail or a related list."""
        to = f"{site_address(request)}{reverse(request.resolver_match.view_name, kwargs={'key': key})}"
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{to}?{query}" if query else to)

    def retrieve(self, request, key, *args, **kwargs):
        """One record with everything that belongs to it."""
        check_parameters(request, {"format", "as_of"})
        file = FORMATS.get(request.accepted_renderer.format)
        if asked := request.query_params.get("as_of"):
            if file:
                raise BadParameters({"as_of": ["This format shows the present only: ask for format=json."]})
            return self.past(request, key, asked)
        found = self.find(request, key)
        if not isinstance(found, int):
            return found
        if file:
            rows = self.get_queryset().filter(pk=found)
            return self.download(request, file, rows, "pk", audience_of(request.user), key)
        texts = fetch(self.detail_serializer, [found], audience_of(request.user), site_address(request))
        if not texts:
            raise NotFound
        return Response(RawJson(texts[0].encode()))

    def past(self, request, key, asked):
        """The record as of an earlier time; 404 before it existed."""
        try:
            moment = parse_moment(asked)
        except MomentError as error:
            raise BadParameters({"as_of": [str(error)]}) from error
        audience = audience_of(request.user)
        model = self.list_serializer.Meta.model
        found = find_past(model, self.key, key, audience, moment) if "\x00" not in key else None
        if found is None:
            # It may have had another slug then: this one means the record that has it now, or had it before.
            found = self.find(request, key)
            if not isinstance(found, int):
                return found
        text = fetch_past(self.detail_serializer, found, audience, site_address(request), moment)
        visible = find_past(model, "pk", found, audience, moment) is not None
        if text is None or not visible:
            raise NotFound(f"There was no {model._meta.verbose_name} “{key}” at {moment:%Y-%m-%d %H:%M:%S} UTC.")
        return Response(RawJson(text.encode()))


def check_parameters(request, allowed):
    """Raise BadParameters if the request has a parameter that is not in ``allowed``."""
    unknown = [name for name in request.query_params if name not in allowed]
    if unknown:
        raise BadParameters(
            {name: [f"There is no parameter “{name}” here. Allowed: {', '.join(sorted(allowed))}."] for name in unknown}
        )


def number_parameter(request, name, default, most=None):
    """An integer parameter from 1 to ``most``, if given. Raises BadParameters."""
    text = request.query_params.get(name) or str(default)
    number = int(text[:6]) if text.isascii() and text.isdecimal() else None
    if number is None or (most and not 1 <= number <= most):
        raise BadParameters({name: [f"Give a whole number{f' from 1 to {most}' if most else ''}."]})
    return number


__all__ = ["ReadOnlyView", "Resource", "StrictFilterSet", "check_parameters", "number_parameter", "site_address"]
