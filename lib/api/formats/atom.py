"""Atom (RFC 4287): the changes in a filtered list, newest first, in pages (RFC 5005).

The feed of removals has deleted entries (RFC 6721).
"""

from xml.etree import ElementTree

import orjson
from django.http import HttpResponse

from lib.api.formats.base import FileRenderer, ListFormat, writable
from lib.api.formats.csv import titled, words_for
from lib.api.serializers import Stamped, fetch

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
# For an empty list, since a feed must have a time of its last update.
NEVER = "1970-01-01T00:00:00+00:00"
# The keys of a record that may serve as a summary.
_TEXTS = ("summary", "definition", "note")

ElementTree.register_namespace("", ATOM)
ElementTree.register_namespace("at", TOMBSTONES)


def add(parent, name, text=None, **attributes):
    """Add an element of Atom."""
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text is not None:
        element.text = writable(text)
    return element


def entry(feed, record, public_id, base, title):
    """Add a record of a list to a feed."""
    element = add(feed, "entry")
    add(element, "id", f"{base}/id/{public_id}/")
    add(element, "title", title or public_id)
    add(element, "updated", record["modified"])
    if record["created"]:
        add(element, "published", record["created"])
    page = record.get("page")
    add(element, "link", rel="alternate", href=page or record["url"], type="text/html" if page else "application/json")
    if page:
        add(element, "link", rel="alternate", href=record["url"], type="application/json")
    if isinstance(record.get("kind"), str):
        add(element, "category", term=record["kind"])
    facts = [record.get("date") or "", *(record.get(name) or "" for name in _TEXTS)]
    if text := "\n".join(fact for fact in facts if fact and fact != words_for(record)):
        add(element, "summary", text)


def removal(feed, record, public_id, base, title):
    """Add a deleted entry to a feed."""
    element = ElementTree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry")
    element.set("ref", f"{base}/id/{public_id}/")
    element.set("when", record["at"])
    into = record["merged_into"]
    words = f"merged into {into['url']}" if into else record["change"]
    ElementTree.SubElement(element, f"{{{TOMBSTONES}}}comment").text = f"{record['url']}: {words}"
    add(element, "link", rel="related", href=into["url"] if into else record["url"])


def answer(view, request, filters, base):
    """One page of the feed of a list, as a response."""
    resource = view.written()
    cut = view.cut(filters, f"-{resource.changed}")
    records = [orjson.loads(text) for text in fetch(resource.list_serializer, cut.ids, filters.audience, base)]
    rows = resource.list_serializer.Meta.model.objects.filter(pk__in=cut.ids)
    ids = dict(rows.values_list("pk", "public_id"))
    query = request.query_params.copy()
    for name in ("cursor", "ordering", "count"):
        query.pop(name, None)
    here = f"{base}{request.path}?{query.urlencode()}"

    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    add(feed, "id", here)
    add(feed, "title", f"Parley: {view.get_view_name().lower()}")
    add(feed, "updated", (records[0].get("modified") or records[0]["at"]) if records else NEVER)
    add(add(feed, "author"), "name", "Parley")
    add(feed, "link", rel="self", href=f"{base}{request.get_full_path()}", type=AtomRenderer.media_type)
    narrowed = query.copy()
    narrowed.pop("format", None)
    plain = f"{base}{request.path}?{narrowed.urlencode()}".rstrip("?")
    add(feed, "link", rel="alternate", href=plain, type="application/json")
    for rel, cursor in (("next", cut.next_cursor), ("previous", cut.previous_cursor)):
        if cursor:
            query["cursor"] = cursor
            add(feed, "link", rel=rel, href=f"{base}{request.path}?{query.urlencode()}", type=AtomRenderer.media_type)
    for pk, record in zip((pk for pk in cut.ids if pk in ids), records, strict=False):
        resource.entry(feed, record, ids[pk], base, titled(resource, record))
    content = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, content_type=FORMAT.content_type)


class AtomRenderer(FileRenderer):
    """Atom: one page of the changes in a filtered list."""

    media_type = "application/atom+xml"
    format = "atom"


def offers(resource):
    """Whether the rows of a resource have a time of change or removal."""
    return resource.changed != "modified_at" or issubclass(resource.list_serializer, Stamped)


FORMAT = ListFormat(AtomRenderer, answer=answer, offers=offers)
