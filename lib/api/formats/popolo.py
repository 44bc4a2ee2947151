"""Popolo (https://www.popoloproject.com): people, organisations, and between them memberships and posts.

A resource offers it by ``popolo``, a Shape whose ``make`` returns pairs of (collection, object). The first is the
record itself, in the same collection for the whole list. Ids are slugs and public ids; records that are only referred
to have an id and a name. Dates are limited to those of Popolo, a year, month or day; others are in the label of a
membership, in words.
"""

from contextlib import ExitStack
from itertools import chain
from typing import ClassVar

import orjson

from lib.api.formats.base import FileRenderer, ListFormat, page_of, replayed, waiting
from lib.api.formats.jsonld import plain, without_empty

COLLECTIONS = ("persons", "organizations", "memberships", "posts")


def thing(record, name="name", **properties):
    """A record as an object with its id, name, and a link to its page."""
    return without_empty(
        {
            "id": record.get("slug") or record["id"],
            "name": record.get(name),
            **properties,
            "links": [{"url": page_of(record["url"])}],
        }
    )


def named(record):
    """The other names and the identifiers of a record, in the form of Popolo."""
    return {
        "other_names": [without_empty({"name": one["text"], "note": one["kind"]}) for one in record["names"]],
        "identifiers": [{"scheme": one["scheme"], "identifier": one["value"]} for one in record["identifiers"]],
    }


def sides(text):
    """The start and the end of a partial date, as far as Popolo can express them."""
    start, _, end = (text or "").partition("/")
    return plain(start), plain(end or start)


def parts(resource, *found):
    """The collections, in parts of bytes: that of the list first, then the records referred to."""
    records = resource.popolo.all(*found)
    head = next(records, None)
    first = head[0][0] if head else COLLECTIONS[0]
    seen = set()
    with ExitStack() as stack:
        others = {name: stack.enter_context(waiting()) for name in COLLECTIONS if name != first}
        yield b'{"%s":[' % first.encode()
        for number, ((_, own), *named) in enumerate(chain([head] if head else [], records)):
            yield (b",\n" if number else b"\n") + orjson.dumps(own)
            for name, one in named:
                if (key := (name, one["id"])) not in seen:
                    seen.add(key)
                    others[name].write((b",\n" if others[name].tell() else b"\n") + orjson.dumps(one))
        for name, file in others.items():
            yield b'\n],\n"%s":[' % name.encode()
            yield from replayed(file)
        yield b"\n]}\n"


class PopoloRenderer(FileRenderer):
    """Popolo of a whole filtered list, or of one record."""

    # Popolo has no registered media type.
    media_type, format = "application/vnd.popolo+json", "popolo"
    schema: ClassVar = {"type": "object"}


def write(*found):
    """The collections as (``""`` for no ETag, iterator of bytes)."""
    return "", parts(*found)


FORMAT = ListFormat(
    PopoloRenderer, write, offers=lambda resource: resource.popolo is not None, one=True, ending="popolo.json"
)
