"""Lines of events and positions in lists of other pages, newest first, in two statements."""

import orjson
from django.db.models import Value

from lib.api.fields import Text
from lib.api.serializers import fetch_each
from lib.api.views import site_address
from lib.visibility import audience_of
from pages.loading import SHOWN
from pages.places import PlaceAbove, made_place
from pages.rows import describe_event, describe_position
from pages.wholes import StatementElsewhere
from summits.serializers.refs import EventRef


class EventLine(EventRef):
    """An event in a list of a page."""

    publication = Text()
    place = PlaceAbove(allow_null=True)


def describe_line(event):
    """Add to a row of EventLine what its template needs. Returns the row."""
    event["place"] = made_place(event["place"])
    return describe_event(event)


def newest(events, positions, request):
    """The newest visible rows of two querysets, of events and of positions: ([event], [position])."""
    user = request.user
    seen = [
        events.visible_to(user).order_by("-date_earliest", "-id"),
        positions.visible_to(user).order_by("-effective_date_earliest", "-id"),
    ]
    first, other = (rows.values_list(Value(number), "pk")[:SHOWN] for number, rows in enumerate(seen))
    ids = ([], [])
    for number, pk in first.union(other, all=True):
        ids[number].append(pk)
    return lines(*ids, request)


def lines(events, positions, request):
    """Events and positions by their ids, in this order: ([event], [position]), in one statement."""
    wanted = [(EventLine, events), (StatementElsewhere, positions)]
    found = fetch_each(wanted, audience_of(request.user), site_address(request)) if events or positions else ({}, {})
    told = []
    for describe, (_, ids), texts in zip((describe_line, describe_position), wanted, found, strict=True):
        told.append([describe(orjson.loads(texts[pk])) for pk in ids if pk in texts])
    return told
