"""Metadata of pages for search engines, link previews, reference managers and feed readers.

Everything comes from what the page has read: the head of a page needs no statement.
"""

import functools
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import orjson
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop

from lib.api.fields import API_ROOT
from lib.api.formats import FORMATS, formats_of
from lib.api.formats.jsonld import CONTEXT
from lib.api.formats.references import meta_tags, referred
from lib.api.renderers import JsonRenderer
from lib.api.views import site_address
from lib.languages import gettext, in_english, path_in, translated
from lib.partialdates import parse
from register.kinds import kind_of

SITE = "Parley"
# The most characters of a description that search engines and link previews show.
DESCRIBED = 200
# Feeds of a record: [(list, its parameter, title)].
FEEDS = {
    "events": [("positions", "about", gettext_noop("What is said about it"))],
    "experts": [("positions", "expert", gettext_noop("Statements")), ("events", "expert", gettext_noop("Events"))],
    "organisations": [
        ("positions", "organisation", gettext_noop("Statements")),
        ("events", "organisation", gettext_noop("Events")),
    ],
    "topics": [("positions", "topic", gettext_noop("Statements")), ("events", "topic", gettext_noop("Events"))],
    "places": [("events", "place", gettext_noop("Events"))],
}
# Kinds of record that can be embedded (pages/views/embedded.py).
EMBEDDED = ("events", "experts")
# Kinds of record whose JSON-LD needs further rows.
WITH_ROWS = ("events", "positions")
# Descriptions of kinds of page, for records without a text of their own.
ABOUT = gettext_noop("Who met, who said what, on whose behalf, and what came of it, each with its source.")
# Characters that could end a script element, or begin a comment in it.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass
class Card:
    """The metadata of a page. ``address`` is canonical, ``alternates`` are (media type, address, words).

    ``embedded`` is the address of its oEmbed response, if it can be embedded.
    """

    title: str
    description: str
    address: str
    kind: str = "website"
    image: str = ""
    embedded: str = ""
    alternates: list = field(default_factory=list)
    metas: list = field(default_factory=list)
    linked: str = ""

    @property
    def languages(self):
        """The page in each language, as (code, address); empty if it has only one."""
        scheme, host, *_ = urlsplit(self.address)
        base = f"{scheme}://{host}"
        path = self.address.removeprefix(base)
        found = [(code, f"{base}{path_in(path, code)}") for code, _ in settings.LANGUAGES]
        return [*found, ("x-default", found[0][1])] if len(found) > 1 else []


# -- records ----------------------------------------------------------------------------------


def titled(record, data=None):
    """The title of a record with its year or years, unless the name has them: “Geneva summit (2021)”.

    Events that were not held have their status: “Talks (1983, cancelled)”. ``data`` is the record's row of the API, if
    the page has read it.
    """
    name = str(getattr(record, "name", "") or getattr(record, "title", "") or getattr(record, "summary", ""))
    years = _lived(record, data or {}) if hasattr(record, "born") else _years(date_of(record))
    if any(year in name for year in re.findall(r"\d{4}", years)):
        years = ""
    told = ", ".join(filter(None, [years, translated(getattr(record, "standing", ""))]))
    return f"{name} ({told})" if told else name


def date_of(record):
    """The date of a record or of its publication; None if unknown."""
    return next((day for name in ("date", "effective_date", "published") if (day := getattr(record, name, None))), None)


def _lived(record, data):
    days = [parse(data[name]) if name in data else getattr(record, name) for name in ("born", "died")]
    born, died = (_years(day) if day and not day.is_interval else "" for day in days)
    if born and died:
        return f"{born}–{died}"
    if born:
        return gettext("born {year}").format(year=born)
    return gettext("died {year}").format(year=died) if died else ""


def _years(date):
    """The year or years of a partial date with its qualifier; "" if one side is unknown."""
    if not date or date.precision == "unreadable":
        return ""
    start, end = date.sides()
    first, last = (_year(side) if side not in ("", "..") else "" for side in (start, end))
    if first and end == "..":
        return f"{first}–"
    return "" if not (first and last) else first if first == last else f"{first}–{last}"


def _year(side):
    return (
        gettext("about {date}").format(date=side[:4])
        if side.endswith("~")
        else f"{side[:4]}?"
        if side.endswith("?")
        else side[:4]
    )


def api_address(record, base):
    """The address of a record in the API."""
    kind = kind_of(type(record))
    return f"{base}{API_ROOT}/{kind.name}/{getattr(record, kind.key)}/"


@functools.cache
def _fields(serializer):
    return tuple(serializer().fields)


def row_of(record, base, data=None):
    """A record as a row of the API: ``data`` if the page has read it, else made from its columns."""
    address = api_address(record, base)
    if data and data.get("url") == address:
        return data
    kind = kind_of(type(record))
    row = dict.fromkeys(_fields(kind.resource.list_serializer))
    for column in record._meta.concrete_fields:
        if not column.is_relation and column.name in row:
            value = getattr(record, column.name)
            row[column.name] = value if value is None or isinstance(value, (str, int, float)) else str(value)
    own = {"url": address, "page": f"{base}{record.get_absolute_url()}", "id": record.public_id}
    # The key for a source's URL differs from its column.
    return row | own | ({"address": record.url} if kind.name == "sources" else {})


def description(record, lead=""):
    """A description of a record in a sentence or two, cut after a word."""
    kind = translated(record.get_kind_display()) if hasattr(record, "kind") else ""
    told = translated(getattr(record, "standing", ""))
    parts = [f"{kind} ({told})" if told else kind, lead]
    date = date_of(record)
    parts.append(date.words() if date else "")
    head = ", ".join(part for part in parts if part)
    rest = next(
        (text for name in ("quotation", "summary", "definition", "notes") if (text := getattr(record, name, ""))), ""
    )
    return _cut(". ".join(part for part in (head[:1].upper() + head[1:], rest) if part) or gettext(ABOUT))


def _cut(text):
    text = " ".join(text.split())
    return text if len(text) <= DESCRIBED else f"{text[:DESCRIBED].rpartition(' ')[0]} …"


def reference(record, base, data=None):
    """The CSL-JSON item for citing a record; for a source, the source itself."""
    with in_english():
        # Pages add only the path of a page to their rows; a citation needs the absolute address.
        row = row_of(record, base, data) | {"page": f"{base}{record.get_absolute_url()}"}
        item = referred(kind_of(type(record)).resource, row, base)
    return {name: value for name, value in item.items() if value}


def feeds(record, base):
    """The Atom feeds of a record: [(address, words)]."""
    kind = kind_of(type(record))
    key = getattr(record, kind.key)
    return [
        (f"{base}{API_ROOT}/{name}/?{parameter}={key}&format=atom", gettext(words))
        for name, parameter, words in FEEDS.get(kind.name, ())
    ]


def linked(record, base, data=None):
    """The record as JSON-LD for a script element; "" if it has none, or if the page has not read its row."""
    with in_english():
        return _linked(record, kind_of(type(record)), base, data)


def _linked(record, kind, base, data):
    row = row_of(record, base, data)
    if kind.resource.linked is None or (kind.name in WITH_ROWS and row is not data):
        return ""
    return _script({"@context": CONTEXT, **kind.resource.linked.make(row, base)})


def _script(value):
    text = orjson.dumps(value).decode()
    return "".join(_UNSAFE.get(sign, sign) for sign in text)


def of_record(request, record, data=None, lead="", more=()):
    """The Card of a record's page. ``more`` has further formats as (name, path), such as those of a timeline."""
    base, kind = site_address(request), kind_of(type(record))
    api, name = api_address(record, base), titled(record, data)
    formats = [("application/json", f"{api}?format=json", "JSON")]
    # Without a date there is no calendar.
    formats += [
        (one.renderer.media_type, f"{api}?format={one.name}", one.name)
        for one in formats_of(kind.resource, "retrieve")
        if one.name != "ics" or date_of(record)
    ]
    words = gettext("timeline, {format}")
    formats += [(_media_type(one), f"{base}{path}", words.format(format=one)) for one, path in more]
    return Card(
        title=name,
        description=description(record, lead),
        address=f"{base}{record.get_absolute_url()}",
        kind="profile" if kind.name == "experts" else "article",
        alternates=[*formats, *(("application/atom+xml", address, words) for address, words in feeds(record, base))],
        metas=meta_tags(reference(record, base, data)),
        linked=linked(record, base, data),
        image=f"{base}{reverse('picture', args=[kind.name, getattr(record, kind.key)])}",
        embedded=_oembed(base, record) if kind.name in EMBEDDED else "",
    )


def _oembed(base, record):
    return f"{base}{reverse('oembed')}?{urlencode({'url': base + record.get_absolute_url()})}"


def _own_picture(base):
    return f"{base}{reverse('own-picture')}"


# -- lists and other pages --------------------------------------------------------------------


def _media_type(name):
    return FORMATS[name].renderer.media_type if name in FORMATS else JsonRenderer.media_type


def of_list(request, listing, title, text):
    """The Card of a list: its permanent address, and its formats with the same filters."""
    base = site_address(request)
    return Card(
        title=title,
        description=_cut(text),
        image=_own_picture(base),
        address=f"{base}{request.path}{listing.permanent if listing.ok else ''}",
        alternates=[(_media_type(name), f"{base}{path}", name) for name, path in listing.formats] if listing.ok else [],
    )


def of_page(request, title, text="", parameters=(), formats=()):
    """The Card of any other page. ``parameters`` are part of its address, ``formats`` are (name, path)."""
    query = request.GET.copy()
    for name in [name for name in query if name not in parameters or not any(query.getlist(name))]:
        del query[name]
    base = site_address(request)
    return Card(
        title=title,
        description=_cut(text or gettext(ABOUT)),
        address=f"{base}{request.path}?{query.urlencode()}" if query else f"{base}{request.path}",
        alternates=[(_media_type(name), f"{base}{path}", name) for name, path in formats],
        image=_own_picture(base),
    )
