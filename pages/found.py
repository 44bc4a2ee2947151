"""Serializers for the results of the search: rows of the API of all kinds, in one statement."""

import orjson

from lib.api.fields import Partial, Text
from lib.api.serializers import Many, fetch_each
from lib.api.views import site_address
from lib.visibility import audience_of
from pages.cited import CitedExpert, CitedOrganisation, CitedOutcome, CitedPosition, CitedTopic, Marked
from pages.lines import EventLine, describe_line
from pages.places import PlaceAbove, made_place
from pages.rows import describe_event, describe_holders, page_of
from sources.serializers import PlaceRef, SourceRef
from summits.serializers.refs import EventRef, HolderShape, OutcomeRef, PositionRef


class FoundPlace(PlaceAbove, Marked):
    """A place that was found."""

    address = Text()

    class Meta(PlaceRef.Meta):
        pass


class FoundPosition(CitedPosition):
    """A position that was found."""

    verb = Text()
    date = Partial(source="effective_date")
    event = EventRef(allow_null=True)
    holders = Many(HolderShape(), relation="holders")

    class Meta(PositionRef.Meta):
        pass


class FoundOutcome(CitedOutcome):
    """An outcome that was found."""

    date = Partial(source="effective_date")

    class Meta(OutcomeRef.Meta):
        pass


class FoundSource(SourceRef, Marked):
    """A source that was found."""

    publisher = Text()
    published = Partial()


LINES = {
    "experts": CitedExpert,
    "events": EventLine,
    "organisations": CitedOrganisation,
    "topics": CitedTopic,
    "places": FoundPlace,
    "positions": FoundPosition,
    "outcomes": FoundOutcome,
    "sources": FoundSource,
}


def lines(hits, request):
    """The rows of search results with ``hit`` and ``page``: {kind: [row]}, from {kind: [Hit]}."""
    every = [hit for some in hits.values() for hit in some]
    wanted = [(serializer, [hit.pk for hit in every if hit.of == kind]) for kind, serializer in LINES.items()]
    found = fetch_each(wanted, audience_of(request.user), site_address(request)) if every else []
    texts = dict(zip(LINES, found, strict=False))
    told = {}
    for name, some in hits.items():
        if rows := [_told(hit.of, orjson.loads(texts[hit.of][hit.pk]), hit) for hit in some if hit.pk in texts[hit.of]]:
            told[name] = rows
    return told


def _told(kind, row, hit):
    row["hit"], row["page"] = hit, "" if kind == "outcomes" else page_of(kind, hit.key)
    if kind == "events":
        describe_line(row)
    elif kind == "places":
        row["place"] = made_place(row)
    elif row.get("event"):
        describe_event(row["event"])
    if kind == "outcomes":
        row["page"] = f"{row['event']['page']}#{row['id']}"
    return describe_holders(row) if kind == "positions" else row
