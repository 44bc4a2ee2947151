"""The languages of the public pages, and words and numbers in the language of the page.

Labels of choices are English wherever they are stored, compiled or sent (``gettext_noop``); a page translates them
with ``translated()``. Sentences that are made for each response use gettext, and are English unless a page in another
language is being rendered. See docs/decisions/0086-languages.md.
"""

from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.formats import number_format
from django.utils.translation import gettext as django_gettext
from django.utils.translation import gettext_noop, ngettext_lazy, npgettext_lazy, override

# Nouns after a number.
NOUNS = {
    "event": ngettext_lazy("event", "events"),
    "later event": ngettext_lazy("later event", "later events"),
    "summit": ngettext_lazy("summit", "summits"),
    "expert": ngettext_lazy("expert", "experts"),
    "person": ngettext_lazy("person", "people"),
    "organisation": ngettext_lazy("organisation", "organisations"),
    "place": ngettext_lazy("place", "places"),
    "position": ngettext_lazy("position", "positions"),
    # The kind of an event or of a position is another word in some languages.
    "statement": npgettext_lazy("said", "statement", "statements"),
    "stance": ngettext_lazy("stance", "stances"),
    "outcome": ngettext_lazy("outcome", "outcomes"),
    "source": ngettext_lazy("source", "sources"),
    "topic": ngettext_lazy("topic", "topics"),
    "speaker": ngettext_lazy("speaker", "speakers"),
    "post": ngettext_lazy("post", "posts"),
    "identifier": ngettext_lazy("identifier", "identifiers"),
    "mark": ngettext_lazy("mark", "marks"),
    "entry": ngettext_lazy("entry", "entries"),
}
# The same without a number, for captions of pictures.
MANY = (gettext_noop("events"), gettext_noop("positions"), gettext_noop("entries"))

# Names of fields, for the field that a source supports or in which something was found.
FIELDS = (
    gettext_noop("date"),
    gettext_noop("name"),
    gettext_noop("names"),
    gettext_noop("preferred label"),
    gettext_noop("title"),
    gettext_noop("place"),
    gettext_noop("kind"),
    gettext_noop("status"),
    gettext_noop("start"),
    gettext_noop("end"),
    gettext_noop("start time"),
    gettext_noop("end time"),
    gettext_noop("timezone"),
    gettext_noop("summary"),
    gettext_noop("quotation"),
    gettext_noop("definition"),
    gettext_noop("notes"),
    gettext_noop("participants"),
    gettext_noop("holders"),
    gettext_noop("role"),
    gettext_noop("billing"),
    gettext_noop("attendance"),
    gettext_noop("born"),
    gettext_noop("died"),
    gettext_noop("parent"),
    gettext_noop("predecessor"),
    gettext_noop("address"),
    gettext_noop("website"),
    gettext_noop("room"),
    gettext_noop("number"),
    gettext_noop("stance"),
    gettext_noop("verb"),
    gettext_noop("attribution"),
    gettext_noop("appointed"),
    gettext_noop("arrived"),
    gettext_noop("author"),
    gettext_noop("publisher"),
)


# The language of the page that is being rendered, unless English. (get_language() takes ten times as long, and is
# needed a thousand times for a page.)
_spoken = ContextVar("spoken", default="")


@contextmanager
def speaking(code):
    """Context manager: texts are in this language."""
    before = _spoken.set("" if code == settings.LANGUAGE_CODE else code)
    try:
        with override(code):
            yield
    finally:
        _spoken.reset(before)


def spoken():
    """The language code of the page."""
    return _spoken.get() or settings.LANGUAGE_CODE


def is_foreign():
    """Whether the page is in another language than English, that of the records."""
    return bool(_spoken.get())


def in_english():
    """Context manager: texts are in English; does nothing if the page is."""
    return speaking(settings.LANGUAGE_CODE) if is_foreign() else nullcontext()


def gettext(words):
    """Django's gettext, without its cost if the page is in English."""
    return django_gettext(words) if _spoken.get() else words


def languages():
    """The languages of the pages, the one without a prefix first: [(code, own name)]."""
    return [(code, LANG_INFO[code]["name_local"]) for code, _ in settings.LANGUAGES]


def translated(words):
    """A label, or several separated by semicolons, in the language of the page."""
    if not words:
        return ""
    return "; ".join(map(gettext, str(words).split("; "))) if is_foreign() else str(words)


def counted(number):
    """A number with the separators of the language of the page: 7,300 or 7 300."""
    # (As gettext(): a page has hundreds of numbers.)
    english = isinstance(number, int) and not is_foreign()
    return f"{number:,}" if english else number_format(number, force_grouping=True)


def noun(number, name):
    """The noun after a number; ``name`` is one of NOUNS."""
    return NOUNS[name] % number


def several(number, name):
    """A number with its noun: ``7,300 events``."""
    return f"{counted(number)} {noun(number, name)}"


def here(path):
    """The path of a page in the language of the current page."""
    return path_in(path, spoken()) if is_foreign() else path


def path_in(path, code):
    """The path of a page in another language, from its path in any language: ``/events/`` → ``/ru/events/``."""
    for other, _ in settings.LANGUAGES:
        if path.startswith(f"/{other}/"):
            path = path[len(other) + 1 :]
            break
    return path if code == settings.LANGUAGE_CODE else f"/{code}{path}"
