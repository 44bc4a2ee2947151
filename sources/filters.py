"""Query parameters of sources and places, and the parameter for identifiers of all kinds of record."""

import functools
import operator
import re

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_noop

from lib.api.filters import (
    BY_CHANGE,
    AnyName,
    Exact,
    Filter,
    PartialDateFilter,
    Slugs,
    StrictFilterSet,
    Words,
    descendants,
)
from lib.api.inputs import OneField, SplitWidget
from lib.api.sql import among, beside
from sources.models import IdentifierScheme, Place, Source
from sources.models.identifiers import parse_identifier

ADDRESS = "the record's address: ask for it there"
BOOKKEEPING = "bookkeeping"
PUBLICATION = "the public sees published records only"
DERIVED = "derived from another field"


# The longest value: a scheme and its value, or a URL.
IDENTIFIER_MAX = 220


class IdentifiersWidget(SplitWidget):
    """Reads ``a,b`` and repeated parameters as one list; a comma within an identifier is kept."""

    comma = re.compile(rf",(?=\s*(?:{'|'.join(IdentifierScheme.values)}|urn|https?)\s*:)", re.IGNORECASE)


class IdentifiersField(forms.Field):
    """One or several identifiers as [(scheme, value)], each value in the notation of its scheme."""

    widget = IdentifiersWidget

    def clean(self, value):
        for one in value or []:
            if len(one) > IDENTIFIER_MAX:
                raise forms.ValidationError(f"An identifier has at most {IDENTIFIER_MAX} letters.")
        return list(dict.fromkeys(map(parse_identifier, value or [])))


class Identifiers(Filter):
    """Records with one of some identifiers in external catalogues."""

    field_class = IdentifiersField
    many = True
    schema = {"type": "string", "maxLength": IDENTIFIER_MAX, "example": "wikidata:Q9671"}

    def __init__(self):
        schemes = ", ".join(IdentifierScheme.values)
        super().__init__(
            help_text="With one of these identifiers: scheme:value (wikidata:Q9671), the value in any writing, or an"
            f" address in a catalogue (https://www.wikidata.org/wiki/Q9671). Schemes: {schemes}."
        )

    def apply(self, qs, value):
        model = qs.model._meta.get_field("identifiers").related_model
        schemes = {}
        for scheme, text in value:
            schemes.setdefault(scheme, []).append(text)
        found = (beside(model, "record", scheme=[scheme], value=texts) for scheme, texts in schemes.items())
        return qs.filter(functools.reduce(operator.or_, found))


class BoxField(OneField):
    """A box of degrees, “west,south,east,north”, as four numbers."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        parts = [part.strip() for part in text.split(",")]
        if len(parts) != 4 or not all(re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,15})?", part) for part in parts):
            raise forms.ValidationError("Give four numbers, west,south,east,north, e.g. 5.9,45.8,10.5,47.9.")
        west, south, east, north = map(float, parts)
        if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90 or south > north:
            raise forms.ValidationError(
                "Longitudes lie between -180 and 180, latitudes between -90 and 90, south first."
            )
        return west, south, east, north


class WithinBox(Filter):
    """Places within a box of degrees; if west is greater than east, the box crosses the 180th meridian."""

    field_class = BoxField
    schema = {"type": "string", "maxLength": 100, "example": "5.9,45.8,10.5,47.9"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, max_length=100, **kwargs)

    def apply(self, qs, value):
        west, south, east, north = value
        inside = Q(longitude__range=(west, east))
        if west > east:
            inside = Q(longitude__gte=west) | Q(longitude__lte=east)
        return qs.filter(inside, latitude__range=(south, north))


class SourceFilter(StrictFilterSet):
    """Parameters of the list of sources."""

    orderings = {
        "title": "title_order",
        "-title": "-title_order",
        "published": "published_earliest",
        "-published": "-published_earliest",
        **BY_CHANGE,
    }
    exempt = {
        "id": BOOKKEEPING,
        "created_at": BOOKKEEPING,
        "public_id": ADDRESS,
        "slug": ADDRESS,
        "publication": PUBLICATION,
        "archived_text": "long text: search the positions instead",
        "notes": "long text",
        "first_words": "technical: where paragraph 1 begins",
        "accessed": "says when somebody looked, not what the source is",
        "published_earliest": DERIVED,
        "accessed_earliest": DERIVED,
        "title_order": DERIVED,
        "published_latest": DERIVED,
    }
    title = Words()
    q = Words(field_name="title", help_text=gettext_noop("Words of the title."))
    address = Words(field_name="url", help_text="Part of the address where it is published.")
    published = PartialDateFilter(help_text="The date of publication, as written.")
    language = Exact()
    identifier = Identifiers()

    class Meta:
        model = Source
        fields = []


class PlaceFilter(StrictFilterSet):
    """Parameters of the list of places."""

    orderings = {"name": "name_key", "-name": "-name_key", **BY_CHANGE}
    exempt = {
        "id": BOOKKEEPING,
        "created_at": BOOKKEEPING,
        "public_id": ADDRESS,
        "slug": ADDRESS,
        "publication": PUBLICATION,
        "longitude": "asked for with “within”",
    }
    name = AnyName(field_name="name_key", help_text=gettext_noop("Part of a name, or words of it, in any script."))
    parent = Slugs(Place, method="filter_parent", help_text="Places inside this one.")
    country = Slugs(Place, method="filter_parent", help_text="Places of this country.")
    identifier = Identifiers()
    within = WithinBox(
        field_name="latitude",
        help_text="Places with coordinates in a box of degrees: west,south,east,north."
        " Where west is greater than east, it crosses the 180th meridian.",
    )

    def filter_parent(self, queryset, name, value):
        return (
            queryset.filter(among("pk", descendants(value))).exclude(pk__in=[one.pk for one in value])
            if value
            else queryset
        )

    class Meta:
        model = Place
        fields = []


__all__ = ["Identifiers", "PlaceFilter", "SourceFilter"]
