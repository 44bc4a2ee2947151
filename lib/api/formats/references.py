"""References for reference managers: BibTeX, RIS and CSL-JSON, of a list or of one record.

A reference is an item of CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html); the other two
formats are made from it. For a source it refers to the source itself (``Resource.reference``), for other records to
the record in Parley. Dates stay partial.
"""

import datetime
import re
from typing import ClassVar
from urllib.parse import urlencode

import orjson

from lib.api.formats.base import FileRenderer, ListFormat
from lib.api.formats.chunks import chunks
from lib.api.formats.csv import titled, words_for
from lib.api.serializers import fetch
from lib.partialdates.core import PartialDateError, parse

SITE = "Parley"
# type in CSL-JSON → (entry of BibTeX, field for the publisher there, type in RIS, type in Zotero)
TYPES = {
    "report": ("techreport", "institution", "RPRT", "report"),
    "dataset": ("misc", "publisher", "DATA", "dataset"),
    "document": ("misc", "publisher", "GEN", "document"),
    "treaty": ("misc", "publisher", "GEN", "document"),
    "article-newspaper": ("article", "journal", "NEWS", "newspaperArticle"),
    "book": ("book", "publisher", "BOOK", "book"),
    "webpage": ("misc", "publisher", "ELEC", "webpage"),
    "manuscript": ("unpublished", "note", "MANSCPT", "manuscript"),
}
SPECIAL = re.compile(r"[\\{}$&#_%~^]")
ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def csl_date(text):
    """A partial date or None in CSL-JSON: the known parts and ``circa``, or else its words."""
    if not text:
        return None
    try:
        date = parse(text)
    except PartialDateError:
        return {"literal": text}
    sides = [side.rstrip("~?") for side in date.text.split("/")]
    if not all(re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", side) for side in sides):
        return {"literal": date.words()}
    parts = {"date-parts": [[int(part) for part in side.split("-")] for side in sides]}
    return parts | ({"circa": True} if "~" in text or "?" in text else {})


def authors(text):
    """The authors of a source, which are separated by semicolons; a name may contain a comma."""
    return [name for name in (part.strip() for part in text.split(";")) if name]


def today():
    """The current date, on which a record is accessed."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def in_parley(record, base):
    """The reference to a record in Parley, accessed today."""
    key = record.get("slug") or record["id"]
    return {
        "id": key,
        "type": "webpage",
        "title": words_for(record),
        "container-title": SITE,
        "URL": record.get("page") or record["url"],
        "accessed": csl_date(today()),
    }


def referred(resource, record, base):
    """The reference to a record of a resource, with a remark if it did not take place."""
    item = (resource.reference or in_parley)(record, base)
    return {**item, "title": titled(resource, record)} if resource.standing else item


def references(resource, rows, ordering, audience, base):
    """Yield the references to all records of a queryset, in order; one statement for each chunk."""
    for ids in chunks(rows, ordering):
        for record in map(orjson.loads, fetch(resource.list_serializer, ids, audience, base)):
            item = referred(resource, record, base)
            yield {name: value for name, value in item.items() if value}


# -- BibTeX -----------------------------------------------------------------------------------


def bibtex(item):
    """An entry of BibTeX, in UTF-8; its key is the record's slug or id."""
    entry, publisher, *_ = TYPES[item["type"]]
    fields = {"title": f"{{{_tex(item['title'])}}}"}
    if "author" in item:
        # In braces, since it may be an institution, or several people in one text.
        fields["author"] = " and ".join(f"{{{_tex(one['literal'])}}}" for one in item["author"])
    if where := item.get("container-title") or item.get("publisher"):
        fields[publisher] = _tex(where)
    issued = item.get("issued", {})
    if parts := issued.get("date-parts"):
        fields["year"] = "--".join(dict.fromkeys(f"{side[0]:04}" for side in parts))
        fields["date"] = "/".join(_iso(side) for side in parts) + ("~" if issued.get("circa") else "")
    elif "literal" in issued:
        fields["date"] = _tex(issued["literal"])
    if "URL" in item:
        fields["url"] = item["URL"].replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    if "accessed" in item:
        fields["urldate"] = "/".join(_iso(side) for side in item["accessed"].get("date-parts", []))
    if "language" in item:
        fields["langid"] = _tex(item["language"])
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{entry}{{{item['id']},", *lines, "}", "", ""])


def _tex(text):
    return SPECIAL.sub(lambda found: ESCAPED.get(found[0], f"\\{found[0]}"), " ".join(text.split()))


def _iso(parts):
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


# -- RIS --------------------------------------------------------------------------------------


def ris(item):
    """A record of RIS: lines of a tag and a value, each ended by CR LF."""
    lines = [("TY", TYPES[item["type"]][2]), ("ID", item["id"]), ("TI", item["title"])]
    lines += [("AU", one["literal"]) for one in item.get("author", [])]
    lines += [("T2", item.get("container-title")), ("PB", item.get("publisher"))]
    issued = item.get("issued", {})
    if parts := issued.get("date-parts"):
        lines += [("PY", f"{parts[0][0]:04}"), ("DA", _slashes(parts[0]))]
    elif "literal" in issued:
        lines.append(("N1", f"Published {issued['literal']}"))
    lines += [("UR", item.get("URL")), ("LA", item.get("language"))]
    if parts := item.get("accessed", {}).get("date-parts"):
        lines.append(("Y2", _slashes(parts[0])))
    lines.append(("ER", ""))
    told = [f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value is not None]
    return "\r\n".join([*told, "", ""])


def _slashes(parts):
    """YYYY/MM/DD, with an unknown month or day left empty."""
    return "/".join([*_iso(parts).split("-"), "", ""][:3])


# -- within a page ----------------------------------------------------------------------------


def _issued(item):
    """The date of publication with hyphens; "" unless it is a single date."""
    parts = item.get("issued", {}).get("date-parts", [])
    return _iso(parts[0]) if len(parts) == 1 else ""


def coins(item):
    """The ContextObject (Z39.88-2004) that reference managers read from the title of an empty element."""
    authors = [one["literal"] for one in item.get("author", [])]
    told = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", TYPES[item["type"]][3]),
        ("rft.title", item["title"]),
        ("rft.source", item.get("container-title")),
        ("rft.publisher", item.get("publisher")),
        ("rft.date", _issued(item)),
        # Readers split a name at a comma, so one that has a comma is given as that of a corporate author.
        *(("rft.aucorp" if "," in author else "rft.au", author) for author in authors),
        ("rft.language", item.get("language")),
        ("rft.identifier", item.get("URL")),
    ]
    return urlencode([(name, value) for name, value in told if value])


def meta_tags(item):
    """The item as meta elements for Google Scholar and reference managers: [(name, content)]."""
    kind = item["type"]
    where = "citation_journal_title" if kind == "article-newspaper" else "citation_publisher"
    where = "citation_technical_report_institution" if kind == "report" else where
    told = [
        ("citation_title", item["title"]),
        *(("citation_author", one["literal"]) for one in item.get("author", [])),
        (where, item.get("container-title") or item.get("publisher")),
        ("citation_publication_date", _issued(item).replace("-", "/")),
        ("citation_language", item.get("language")),
        ("citation_public_url", item.get("URL")),
    ]
    return [(name, value) for name, value in told if value]


def in_words(item):
    """An item as a citation in a text, without the date of access."""
    issued = item.get("issued", {})
    when = issued.get("literal") or " to ".join(parse(_iso(side)).words() for side in issued.get("date-parts", []))
    when = f"about {when}" if issued.get("circa") else when
    parts = [one["literal"] for one in item.get("author", [])]
    parts += [f"“{item['title']}”", item.get("container-title") or item.get("publisher"), when, item.get("URL")]
    return ", ".join(part for part in parts if part)


# -- the formats ------------------------------------------------------------------------------


class BibtexRenderer(FileRenderer):
    """BibTeX of a whole filtered list, or of one record."""

    media_type, format = "application/x-bibtex", "bib"


class RisRenderer(FileRenderer):
    """RIS of a whole filtered list, or of one record."""

    media_type, format = "application/x-research-info-systems", "ris"


class CslRenderer(FileRenderer):
    """CSL-JSON of a whole filtered list, or of one record: an array of items."""

    media_type, format = "application/vnd.citationstyles.csl+json", "csl"
    schema: ClassVar = {"type": "array", "items": {"type": "object"}}


def _text(write):
    return lambda *found: ("", (write(item).encode() for item in references(*found)))


def _array(*found):
    items = references(*found)
    first = next(items, None)
    yield b"[" + (orjson.dumps(first) if first else b"")
    for item in items:
        yield b",\n" + orjson.dumps(item)
    yield b"]\n"


def _records(resource):
    """Whether the rows of a resource are records with addresses of their own."""
    return bool({"slug", "id"} & set(resource.list_serializer._declared_fields))


BIBTEX = ListFormat(BibtexRenderer, _text(bibtex), offers=_records, one=True)
RIS = ListFormat(RisRenderer, _text(ris), offers=_records, one=True)
CSL = ListFormat(CslRenderer, lambda *found: ("", _array(*found)), offers=_records, one=True, ending="json")
