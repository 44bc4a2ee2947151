"""Template tags for the metadata and the citation of pages."""

import orjson
from django import template
from django.http import QueryDict

from lib.api.formats.references import bibtex, coins, in_words, ris, today
from lib.api.views import site_address
from lib.attribution import nobody
from pages import cards

register = template.Library()
HEAD = "pages/includes/card.html"


@register.simple_tag(takes_context=True)
def title_of(context, record):
    """The title of a record's page, with its year."""
    return cards.titled(record, _data(context, record))


def _data(context, record):
    """The record's row of the API, where the view has read it."""
    return context.get("p" if hasattr(record, "quotation") else "data")


def _lead(context, record):
    """A text about a record from the context of its page: posts, a place, holders."""
    if posts := context.get("lead"):
        return "; ".join(f"{post}, {organisation['name']}" for post, organisation, _ in posts)
    if hasattr(record, "quotation"):
        return (_data(context, record) or {}).get("who", "").replace(nobody(), "")
    place = context.get("place")
    return place.name if place and hasattr(record, "date") else getattr(record, "author", "")


@register.inclusion_tag(HEAD, takes_context=True)
def record_card(context, record):
    """The head of a record's page."""
    request = context["request"]
    more = context.get("downloads") or ()
    return {"card": cards.of_record(request, record, _data(context, record), _lead(context, record), more)}


@register.inclusion_tag(HEAD, takes_context=True)
def list_card(context, title, text):
    """The head of a list; the list is ``listing``."""
    return {"card": cards.of_list(context["request"], context["listing"], title, text)}


@register.inclusion_tag(HEAD, takes_context=True)
def page_card(context, title, text="", parameters="", listing=None):
    """The head of another page; ``parameters`` names those that make it another one, with blanks between.

    Those of its ``listing`` do so, too. What it shows is there in the ``formats`` of the context.
    """
    names = [*parameters.split(), *(QueryDict(listing.permanent[1:]) if listing and listing.ok else ())]
    formats = context.get("formats") or ()
    return {"card": cards.of_page(context["request"], title, text, names, formats)}


@register.simple_tag(takes_context=True)
def reference_of(context, record):
    """The citation of a record (of a source, the source itself), its feeds, and the date of access."""
    base = site_address(context["request"])
    item = cards.reference(record, base, _data(context, record))
    return {
        "title": item["title"],
        "words": in_words(item),
        "bibtex": bibtex(item).strip(),
        "ris": ris(item).strip(),
        "csl": orjson.dumps(item, option=orjson.OPT_INDENT_2).decode(),
        "coins": coins(item),
        "feeds": cards.feeds(record, base),
        "day": today(),
    }
