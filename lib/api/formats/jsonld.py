"""JSON-LD with schema.org, of a list or of one record.

A resource offers it by ``linked``, a Shape whose ``make`` returns the node of a record. A date is in ISO 8601 as far
as it is known (``2021-06``); an approximate or uncertain one keeps its mark and has the Library of Congress's type
for EDTF.
"""

import re
from typing import ClassVar

import orjson

from lib.api.formats.base import FileRenderer, ListFormat, page_of
from lib.partialdates.core import PartialDateError, parse

CONTEXT = "https://schema.org"
EDTF = "http://id.loc.gov/datatypes/edtf"
_PLAIN = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def plain(text):
    """The text of a partial date if it is a certain year, month or day, else None."""
    return text if text and _PLAIN.fullmatch(text) else None


def _side(text):
    if text in ("", ".."):
        return None
    return plain(text) or {"@type": EDTF, "@value": text}


def dated(text):
    """A partial date as the value of a property; None if unknown."""
    if not text:
        return None
    return plain(text) or (None if text == ".." else {"@type": EDTF, "@value": text})


def period(text):
    """The start and end of a partial date as values of properties; a single date has only a start."""
    try:
        date = parse(text) if text else None
    except PartialDateError:
        date = None
    if date is None:
        return None, None
    start, end = date.sides()
    return _side(start), (_side(end) if date.is_interval else None)


def without_empty(node):
    """A node without empty properties."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def node(kind, record, name="name", **properties):
    """A record as a node of JSON-LD: type, its page as ``@id``, name, and further properties."""
    return without_empty({"@type": kind, "@id": page_of(record["url"]), "name": record.get(name), **properties})


def named(record):
    """The further names and the identifiers of a record, as properties."""
    names, identifiers = record.get("names") or (), record.get("identifiers") or ()
    return {
        "alternateName": [
            {"@value": one["text"], "@language": one["language"]} if one["language"] else one["text"] for one in names
        ],
        "sameAs": [one["uri"] for one in identifiers if one["uri"]],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": one["scheme"], "value": one["value"]} for one in identifiers
        ],
    }


def role(property, value, words, **properties):
    """A schema.org Role, which adds a name and other properties to the value of a property."""
    return without_empty({"@type": "Role", "roleName": words, **properties, property: value})


def parts(resource, *found):
    """The nodes as one graph, in parts of bytes."""
    yield b'{"@context":"%s","@graph":[' % CONTEXT.encode()
    for number, one in enumerate(resource.linked.all(*found)):
        yield (b",\n" if number else b"\n") + orjson.dumps(one)
    yield b"\n]}\n"


class JsonLdRenderer(FileRenderer):
    """JSON-LD of a whole filtered list, or of one record."""

    media_type, format = "application/ld+json", "jsonld"
    schema: ClassVar = {"type": "object"}


def write(*found):
    """The graph as (``""`` for no ETag, iterator of bytes)."""
    return "", parts(*found)


FORMAT = ListFormat(JsonLdRenderer, write, offers=lambda resource: resource.linked is not None, one=True)
