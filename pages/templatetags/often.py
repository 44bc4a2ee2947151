"""Fragments that occur hundreds of times on a page, made in Python, which is several times faster than templates."""

import html

from django import template
from django.utils.safestring import SafeString

from lib.languages import gettext, translated
from pages.templatetags.records import in_words

register = template.Library()

# The sign of the stance is the style sheet's.
STANCE = '<li class="{0}"><b>{2}</b> {1}</li>\n'
CELL = '<a class="{0}" href="{1}" aria-label="{2} {3}">{2}</a>\n'
PASSAGE = '<details class="cited"><summary>{}</summary>\n<blockquote class="passage"{}>{}</blockquote></details>\n'


def _escaped(value):
    return value if isinstance(value, SafeString) else html.escape(str(value))


def filled(text, *values, **named):
    """What format_html() gives for texts; Django's asks of each whether it is yet to be translated, for twice the time."""
    return SafeString(text.format(*map(_escaped, values), **{name: _escaped(value) for name, value in named.items()}))


def joined(between, text, rows):
    """The same for each of ``rows``, sequences of values, with ``between`` (HTML) between them."""
    return SafeString(between.join(filled(text, *row) for row in rows))


@register.simple_tag
def links(rows):
    """The pages of ``rows``, {"page", "name"}, by name, with a comma between."""
    return joined(", ", '<a href="{}">{}</a>', ((row["page"], row["name"]) for row in rows))


@register.simple_tag
def stances(*lists):
    """Items of a list, one for each stance of [(stance, sign, [(words, page, note)])] (pages.rows.grouped_stances)."""
    return joined(
        "", STANCE, ((stance, _named(rows), translated(stance)) for rows in lists for stance, _, rows in rows)
    )


def _named(rows):
    return joined(", ", '<a href="{}">{}</a>{}', ((page, words, note and f" ({note})") for words, page, note in rows))


@register.simple_tag
def cells(taken):
    """What stands in a field of a table (pages.pictures.matrix.cells)."""
    if not taken:
        return ""
    return joined("", CELL, ((one["stance"], one["page"], one["count"], translated(one["stance"])) for one in taken))


@register.simple_tag
def cited(citation, bare=False):
    """A citation of pages.rows.with_passages: the place, which opens the passage, and the source unless ``bare``."""
    place, passage, page = citation["place"], citation["passage"], citation["page"]
    if passage:
        language = filled(' lang="{}"', citation["language"]) if citation["language"] else ""
        first = filled(PASSAGE, place or gettext("the passage"), language, passage)
    else:
        first = filled("{}{}\n", place, "," if place and not bare else "")
    source = "" if bare else filled('<a href="{}">{}</a>', page, citation["source"]["title"])
    note = filled('\n<span class="note">{}</span>', citation["note"]) if citation["note"] else ""
    return filled("{}{}{}{}", first, source, _stated(citation), note)


def _stated(citation):
    """Which field a citation supports, the value that its source states, and what it attests."""
    stated, field, value, attested = "", citation.get("field"), citation.get("value"), citation.get("attested_on")
    if value:
        stated = ": " + gettext("states {field} “{value}”").format(field=translated(field), value=value)
    elif field:
        stated = " (" + gettext("for {field}").format(field=translated(field)) + ")"
    if attested:
        stated += "; " + gettext("attests {date}").format(date=in_words(attested))
    return stated
