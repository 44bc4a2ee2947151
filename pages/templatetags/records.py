"""Template tags for records: dates in words, stances, citations, the address to cite."""

import datetime
import re

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_noop

from experts.periods import NO_LIMIT, period_words
from lib.addresses import Publication
from lib.languages import gettext, is_foreign, languages, path_in, spoken, translated
from lib.names import NameKind
from lib.partialdates import parse
from lib.templatetags.words import ENGLISH
from lib.visibility import may_see
from pages.rows import page_of

register = template.Library()

SHAPES = {"appointment": "▬", "participation": "●", "event": "◆", "outcome": "■", "position": "▲"}


PRECISION = {"month": gettext_noop("known to the month"), "year": gettext_noop("known to the year")}


@register.simple_tag
def page(name, key):
    """The address of a record's page, as ``{% url %}`` puts it together in ten times as long; ``name`` is that of the list."""
    return page_of(name, key)


@register.filter
def in_words(date):
    """A partial date, or its text, in words; an unknown one says so."""
    return parse(date).words() if date else gettext("date unknown")


@register.filter
def precision(date):
    """A remark that only the month or year of a date is known, if in_words() does not say so; else ""."""
    date = parse(date)
    if not date or date.qualifier:
        return ""
    return translated(PRECISION.get(date.precision, ""))


# Kinds of names by which a record is called in another language, the best first; the others are not what it is called.
CALLED = (NameKind.OFFICIAL, NameKind.TRANSLATION, NameKind.VARIANT, NameKind.TRANSLITERATION)


@register.simple_tag
def headed(record, names):
    """The name of a record as the head of its page: first that in the page's language, where one is on record, then its own.

    ``names`` are its further names, rows of the API.
    """
    own = [row for row in names or () if row["language"] == spoken() and row["kind"] in CALLED]
    if not own or not is_foreign():
        return format_html("<span{}>{}</span>", ENGLISH, record.name) if is_foreign() else record.name
    first = min(own, key=lambda row: CALLED.index(row["kind"]))
    return format_html('{} <span class="own-name"{}>{}</span>', first["text"], ENGLISH, record.name)


@register.filter
def name_kind(value):
    """The label of a kind of further name."""
    return translated(NameKind(value).label)


@register.filter
def shape(kind):
    """The shape of a kind of timeline entry."""
    return SHAPES.get(kind, "")


@register.filter
def from_to(record):
    """The period of a post or an organisation (or of its row in the API), in words; "" where nothing is known."""
    if isinstance(record, dict):
        return period_words(parse(record["start"]), parse(record["end"]))
    return period_words(record.start, record.end, getattr(record, "until", NO_LIMIT))


@register.filter
def seen_by(record, user):
    """The record, or None if ``user`` may not see it."""
    return record if may_see(record, user) else None


@register.filter
def above(place, user):
    """The city and the country of a place, as far as ``user`` may see them."""
    return place.lies_in(user)


@register.filter
def lies_in(place, user):
    """The names of the city and the country of a place, as far as ``user`` may see them, each with a comma before it."""
    return "".join(f", {above.name}" for above in place.lies_in(user))


@register.simple_tag
def marked(text, marks):
    """A text with some of its places, [(start, end)], marked."""
    parts, end = [], 0
    for start, stop in marks:
        parts += [(text[end:start], text[start:stop])]
        end = stop
    return format_html_join("", "{}<mark>{}</mark>", parts) + format_html("{}", text[end:])


@register.simple_tag
def draft(record):
    """A mark for a record, or its row in the API, that is not public yet."""
    publication = record["publication"] if isinstance(record, dict) else record.publication
    if publication == Publication.PUBLISHED:
        return ""
    return format_html('<span class="draft">{}</span>', translated(Publication(publication).label))


@register.simple_tag
def presence(words):
    """What is to be said of somebody's presence, behind the name, in parentheses; nothing where nothing is."""
    return format_html(" <strong>({})</strong>", translated(words)) if words else ""


@register.simple_tag(takes_context=True)
def full_address(context, record=None):
    """The permanent address of a record (or of the page): scheme, host, path."""
    request = context["request"]
    return request.build_absolute_uri(record.get_absolute_url() if record is not None else request.path)


@register.simple_tag(takes_context=True)
def id_address(context, record):
    """The address of a record by its public id: scheme, host, path."""
    return context["request"].build_absolute_uri(reverse("by-id", args=[record.public_id]))


@register.tag
def compact(parser, token):
    """``{% compact %}…{% endcompact %}``: collapses white space that contains a line break into one line break."""
    nodes = parser.parse(("endcompact",))
    parser.delete_first_token()
    return Compact(nodes)


class Compact(template.Node):
    """See compact(). Preformatted text is not changed; not for pages with a textarea."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        parts = re.split(r"(<pre\b.*?</pre>)", self.nodelist.render(context), flags=re.DOTALL)
        parts[::2] = (re.sub(r"\s*\n\s*", "\n", part) for part in parts[::2])
        return mark_safe("".join(parts))  # noqa: S308 (rendered, and so escaped, already)


@register.simple_tag
def today():
    """The current date in words, for the date of access."""
    return parse(datetime.datetime.now(datetime.UTC).date()).words()


# Parameters of pages besides those of lists.
PARAMETERS = ("expert", "first", "from", "group", "kind", "month", "page", "q", "second", "to", "topic", "year")
# Pages in English only, or for programs.
ONE_LANGUAGE = ("/account/sign-on/", "/admin/", "/api/", "/id/")


@register.simple_tag(takes_context=True)
def other_languages(context):
    """The same page in each other language: [(code, its own name, address)]."""
    request = context.get("request")
    if len(settings.LANGUAGES) < 2 or request is None or request.path.startswith(ONE_LANGUAGE):
        return []
    if request.method == "POST":
        # A refused form of an account, whose address may have no page.
        return []
    query = request.GET.copy()
    listing = context.get("listing")
    known = {*PARAMETERS, *(listing.filters.base_filters if listing else ())}
    # Parameters that other sites add to links are dropped here.
    for name in [name for name in query if name not in known]:
        del query[name]
    return [
        (code, name, path_in(request.path, code) + (f"?{query.urlencode()}" if query else ""))
        for code, name in languages()
        if code != spoken()
    ]


@register.simple_tag(takes_context=True)
def here(context, name):
    """``aria-current`` for the navigation's link to the section that the page belongs to."""
    path, section = context["request"].path if "request" in context else "", reverse(name)
    if not path.startswith(section):
        return ""
    return format_html(' aria-current="{}"', "page" if path == section else "true")
