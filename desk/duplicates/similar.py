"""Finds records similar to one that is being entered: by name or identifier, events also by day and place."""

from django.db import connection

from desk.duplicates.sql import SEARCHES, typed_identifiers
from desk.kinds import kind_of
from desk.models import DuplicateDismissal
from lib.admin.search import namesakes
from lib.digits import whole_number
from lib.names import is_short, search_key
from lib.partialdates.core import PartialDateError, parse
from sources.models import PlaceKind
from summits.models import Event, EventLink

MOST = 6


def similar_records(site, model, values):
    """Similar records for a form: [{id, text, detail, url, reasons}]; None for kinds that are not compared."""
    kind = kind_of(model)
    if kind is None or kind.name not in SEARCHES:
        return None
    found = close_to(kind.name, values)
    shown = kind.shown(site, [pk for pk, _ in found])
    return [{"id": pk, **shown[pk], "reasons": reasons} for pk, reasons in found if pk in shown]


def close_to(name, values):
    """[(id, [reason in words])] for the current values of a form, closest first, at most MOST.

    ``values`` (a QueryDict) has ``name``, for events ``date`` and ``place`` (an id), any number
    of ``identifier`` (scheme, blank, value), and ``besides``, the id of the record itself if it exists. Unreadable values
    and dismissed duplicates are left out.
    """
    search, text = SEARCHES[name], values.get("name", "")[:300]
    besides = whole_number(values.get("besides"))
    found = {}
    if not is_short(search_key(text)):
        records, key = search.model._default_manager.exclude(pk=besides), search_key(text)
        found = {pk: [_like_words(said, key, alike)] for pk, said, alike in namesakes(records, text, MOST)}
    if search.identifiers:
        for pk, words in _identified(search, values.getlist("identifier"), besides):
            found.setdefault(pk, []).insert(0, words)
    if name == "event":
        for pk, words in _same_day(values, besides):
            found.setdefault(pk, []).append(words)
    others = _decided(name, besides) if besides and found else ()
    left = [(pk, words) for pk, words in found.items() if pk not in others]
    return sorted(left, key=lambda item: -len(item[1]))[:MOST]


def _decided(name, pk):
    """The records that were dismissed as duplicates of this one."""
    return {row.other(pk) for row in DuplicateDismissal.objects.of(name, pk)}


def _identified(search, texts, besides):
    """Records with a typed identifier: [(id, words)]."""
    pairs = [(scheme, value.strip()) for scheme, _, value in (text[:300].partition(" ") for text in texts[:10])]
    typed = [(scheme, value) for scheme, value in pairs if scheme and value]
    if not typed:
        return []
    schemes, values = zip(*typed, strict=True)
    with connection.cursor() as cursor:
        sql = typed_identifiers(search)
        cursor.execute(sql, {"schemes": [*schemes], "values": [*values], "besides": besides or 0})
        return [(pk, f"the same identifier in {scheme}: {value}") for pk, scheme, value in cursor.fetchall()]


def _like_words(text, key, alike):
    if search_key(text) == key:
        return f"the same name: “{text}”"
    return f"all of it is in “{text}”" if alike == 1 else f"“{text}” is {alike:.0%} like it"


def _same_day(values, besides):
    """Events at the same place on the same days, if both are given: [(id, words)]."""
    place = whole_number(values.get("place"))
    try:
        date = parse(values.get("date", "")[:32])
    except PartialDateError:
        return []
    if not place or not date or (date.latest - date.earliest).days > 10:
        return []
    there = Event.objects.filter(place=place, date_earliest__lte=date.latest, date_latest__gte=date.earliest)
    there = there.exclude(pk=besides).exclude(place__kind=PlaceKind.COUNTRY)
    if besides:
        ties = EventLink.objects.filter(from_event=besides).values("to_event")
        back = EventLink.objects.filter(to_event=besides).values("from_event")
        there = there.exclude(pk__in=ties).exclude(pk__in=back)
    rows = there.exclude(date=None).order_by("date_earliest", "pk")[:MOST]
    return [(event.pk, f"at the same place on the same day ({event.date})") for event in rows]
