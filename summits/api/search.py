"""The search over everything in the API."""

from django import forms
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from lib.api.browsable import BrowsableRenderer
from lib.api.errors import BadParameters
from lib.api.fields import API_ROOT
from lib.api.inputs import ChoicesField, NumberField, OneField, SizeField
from lib.api.pages import PAGE_SIZE_MAX
from lib.api.renderers import JsonRenderer
from lib.api.views import ReadOnlyView, check_parameters, site_address
from lib.ranking import EXACT, LIKE, START, WORDS
from summits.search import CAP, IDENTIFIERS, LONGEST, MOST, SEARCHED, search

PAGE_SIZE = 20
FITS = {EXACT: "exact", START: "start", WORDS: "words", LIKE: "like"}
KINDS = [(name, name) for name in (*SEARCHED, IDENTIFIERS)]
FIELDS = ["names", "identifiers", "participants", "summary", "quotation", "address", "author", "publisher", "url"]


class SearchParameters(forms.Form):
    """The parameters of the search."""

    q = OneField(max_length=LONGEST)
    kind = ChoicesField(KINDS, required=False)
    page = NumberField(required=False)
    page_size = SizeField(required=False)

    def clean_page_size(self):
        """The default is twenty."""
        return self.cleaned_data["page_size"] if self.data.get("page_size") else PAGE_SIZE

    def clean(self):
        """Refuse pages beyond MOST hits."""
        data = super().clean()
        data["page"] = 1 if data.get("page") is None else data["page"]
        if "page" not in self.errors and not 1 <= data["page"] <= MOST // data.get("page_size", PAGE_SIZE):
            self.add_error("page", f"Give a whole number from 1 on; the first {MOST:,} can be read.")
        return data


class TextSerializer(serializers.Serializer):
    """A text of a record that matches the search."""

    field = serializers.ChoiceField(choices=[(name, name) for name in FIELDS])
    text = serializers.CharField(help_text="As it stands on the record; a long one is cut around the first mark.")
    marks = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(min_value=0), min_length=2, max_length=2),
        help_text="Where it has what was searched for: [start, end] in characters of the text, the end not included.",
    )


class HitSerializer(serializers.Serializer):
    """A record that was found."""

    kind = serializers.ChoiceField(choices=KINDS)
    of = serializers.ChoiceField(
        choices=[(name, name) for name in SEARCHED],
        help_text="The kind of the record: of an identifier that which has it.",
    )
    url = serializers.URLField(help_text="The record in the API.")
    key = serializers.CharField(help_text="The slug or the id in its address.")
    title = serializers.CharField(
        help_text="Its name or title; of a position its summary; of an identifier its scheme and value."
    )
    marks = TextSerializer().fields["marks"]
    date = serializers.CharField(allow_null=True, help_text="Partial date of what is dated.")
    standing = serializers.CharField(
        allow_blank=True, help_text="That it, or the event that it is of, was not held, in words. Empty: it was."
    )
    fit = serializers.ChoiceField(
        choices=[(name, name) for name in FITS.values()],
        help_text="A name (or an identifier) is what was searched for, begins with it, has its words; or something else does.",
    )
    texts = TextSerializer(many=True, help_text="Where else it has what was searched for.")


class SearchAnswer(serializers.Serializer):
    """What was found, the best first."""

    q = serializers.CharField(help_text="What was asked for.")
    searched = serializers.CharField(help_text="What was searched for: q, or did_you_mean.")
    did_you_mean = serializers.CharField(
        allow_null=True, help_text="q with the likest word of a name for each word that is on no record."
    )
    count = serializers.IntegerField(help_text="How many records of the kinds that were asked for.")
    count_exact = serializers.BooleanField(help_text=f"Whether it is the exact number: of a kind {CAP:,} are counted.")
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="How many of each kind, of all kinds.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = HitSerializer(many=True)


def _integer(name, most, default, words):
    return OpenApiParameter(
        name, {"type": "integer", "minimum": 1, "maximum": most, "default": default}, description=words
    )


class SearchView(ReadOnlyView):
    """Everything on record by words: names in any script, statements, dates, identifiers; with typing errors."""

    renderer_classes = [JsonRenderer, BrowsableRenderer]
    serializer_class = SearchAnswer
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        operation_id="search",
        summary="Search over everything",
        tags=["search"],
        parameters=[
            OpenApiParameter(
                "q",
                {"type": "string", "minLength": 1, "maxLength": LONGEST},
                required=True,
                description="What to search for.",
            ),
            OpenApiParameter(
                "kind",
                {"type": "array", "items": {"type": "string", "enum": [name for name, _ in KINDS]}},
                description="Records of these kinds only. All kinds are counted. Identifiers come only where they are asked "
                "for, and are counted where q looks like one: each "
                "leads to the record that has it; all other kinds are searched by them too.",
                style="form",
                explode=False,
            ),
            _integer("page", MOST, 1, f"Which page; the first {MOST:,} hits can be read."),
            _integer("page_size", PAGE_SIZE_MAX, PAGE_SIZE, "How many hits to a page."),
        ],
    )
    def get(self, request):
        """The hits of all kinds in one order, and how many there are of each kind."""
        form = SearchParameters(request.query_params)
        errors = dict(form.errors)
        try:
            check_parameters(request, {*form.fields, "format"})
        except BadParameters as unknown:
            errors |= unknown.detail
        if errors:
            raise BadParameters(errors)
        asked = form.cleaned_data
        page, size, kinds = asked["page"], asked["page_size"], tuple(asked["kind"] or SEARCHED)
        start = (page - 1) * size
        # A page of all kinds in one order may consist of one kind.
        if len(kinds) == 1:
            found = search(request.user, asked["q"], kinds, start, size)
            hits = found.merged(0, size)
        else:
            found = search(request.user, asked["q"], kinds, 0, start + size)
            hits = found.merged(start, size)
        count = sum(found.counts[kind] for kind in kinds)
        base = site_address(request)
        more = start + size < min(count, MOST) and (page + 1) * size <= MOST
        return Response(
            {
                "q": asked["q"],
                "searched": found.searched,
                "did_you_mean": found.corrected,
                "count": count,
                "count_exact": found.capped.isdisjoint(kinds),
                "counts": found.counts,
                "next": self._page(request, page + 1) if more else None,
                "previous": self._page(request, page - 1) if page > 1 else None,
                "results": [_hit(hit, base) for hit in hits],
            }
        )

    @staticmethod
    def _page(request, number):
        query = request.query_params.copy()
        query["page"] = number
        return f"{site_address(request)}{request.path}?{query.urlencode()}"


def _hit(hit, base):
    return {
        "kind": hit.kind,
        "of": hit.of,
        "url": f"{base}{API_ROOT}/{hit.of}/{hit.key}/",
        "key": hit.key,
        "title": hit.title,
        "marks": hit.marks,
        "date": hit.date,
        "standing": hit.standing,
        "fit": FITS[hit.fit],
        "texts": [{"field": field, "text": text, "marks": marks} for field, text, marks in hit.texts],
    }
