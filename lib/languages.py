"""The languages of the public pages, and words and numbers in the reader's.

Labels of choices are plain English wherever they are stored, compiled or sent (``gettext_noop``); a page says them in
its language with ``translated()``. Sentences that are made when they are asked for ask gettext, and so are English
wherever no page in another language is being made. docs/decisions/0086-languages.md.
"""

from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.formats import number_format
from django.utils.translation import gettext as django_gettext
from django.utils.translation import gettext_noop, ngettext_lazy, override

# What is counted, as it stands behind a number.
NOUNS = {
    "event": ngettext_lazy("event", "events"),
    "later event": ngettext_lazy("later event", "later events"),
    "summit": ngettext_lazy("summit", "summits"),
    "expert": ngettext_lazy("expert", "experts"),
    "person": ngettext_lazy("person", "people"),
    "organisation": ngettext_lazy("organisation", "organisations"),
    "place": ngettext_lazy("place", "places"),
    "position": ngettext_lazy("position", "positions"),
    "statement": ngettext_lazy("statement", "statements"),
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
# The same without a number, as templates say what a picture counts.
MANY = (gettext_noop("events"), gettext_noop("positions"), gettext_noop("entries"))

# Fields of records, as pages say which one a source supports or in which one something was found.
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


# The language of the page that is being made, where it is not English. (Django's own knowledge of it takes ten times as
# long to ask, and a page asks a thousand times.)
_spoken = ContextVar("spoken", default="")


@contextmanager
def speaking(code):
    """All that is said within is said in this language."""
    before = _spoken.set("" if code == settings.LANGUAGE_CODE else code)
    try:
        with override(code):
            yield
    finally:
        _spoken.reset(before)


def spoken():
    """The code of the language of the page."""
    return _spoken.get() or settings.LANGUAGE_CODE


def is_foreign():
    """Whether the page speaks another language than the records."""
    return bool(_spoken.get())


def in_english():
    """A context in which all that is said is in the language of the records; free where the page is."""
    return speaking(settings.LANGUAGE_CODE) if is_foreign() else nullcontext()


def gettext(words):
    """A sentence in the reader's language: Django's, and free where the page is English."""
    return django_gettext(words) if _spoken.get() else words


def languages():
    """The languages of the pages, that of the bare addresses first: [(code, its own name)]."""
    return [(code, LANG_INFO[code]["name_local"]) for code, _ in settings.LANGUAGES]


def translated(words):
    """A label, or several with a semicolon between, in the reader's language."""
    if not words:
        return ""
    return "; ".join(map(gettext, str(words).split("; "))) if is_foreign() else str(words)


def counted(number):
    """A number with the separators of the reader's language: 7,300 or 7 300."""
    return number_format(number, force_grouping=True)


def noun(number, name):
    """The word that stands behind a number of things; ``name`` is one of NOUNS."""
    return NOUNS[name] % number


def several(number, name):
    """So many things: ``7,300 events``."""
    return f"{counted(number)} {noun(number, name)}"


def here(path):
    """The path of a page in the language of this one."""
    return path_in(path, spoken()) if is_foreign() else path


def path_in(path, code):
    """The path of a page in another language, of its path in any: ``/events/`` → ``/ru/events/``."""
    for other, _ in settings.LANGUAGES:
        if path.startswith(f"/{other}/"):
            path = path[len(other) + 1 :]
            break
    return path if code == settings.LANGUAGE_CODE else f"/{code}{path}"
