"""Full-text search by stems, ignoring accents, apostrophes and hyphens."""

import functools
import operator
import re

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Replace

from lib.names import Folded, spelt

# PostgreSQL's Russian configuration stems ASCII words as English and all others as Russian.
STEMS = "russian"
# Without stemming.
PLAIN = "simple"


class WordsOf(Func):
    """The folded words of a text. Words with an apostrophe are also split, so that “Orsay” finds “d’Orsay”."""

    function = "parley_words"
    arity = 1
    output_field = models.TextField()


def vector(field, weight, config=STEMS):
    """The search vector of a field, for a stored column that is searched with ``worded``."""
    return SearchVector(WordsOf(field), weight=weight, config=config)


def worded(text, config=STEMS):
    """A typed text as a full-text query, with ``"a phrase"``, ``or`` and ``-not`` as in a search engine.

    A hyphen within a word is a blank, as in the stored texts, and one that is not before a word is
    ignored; PostgreSQL would nest a "not" for each and fail at thirty. Umlauts match their
    written-out forms and vice versa.
    """
    ways = [
        SearchQuery(Replace(Folded(Value(one)), Value("¬"), Value("-")), config=config, search_type="websearch")
        for one in typed(text)
    ]
    return functools.reduce(operator.or_, ways)


def typed(text):
    """The texts that ``worded`` and QUERY pass to the database, one for each spelling.

    Possessives are removed, and ¬ stands for "not" until hyphens are replaced. Each text excludes
    an unwanted word in all its spellings.
    """
    text = re.sub(r"(?<=\w)['’ʼ]s\b", "", re.sub(f"[¬{_GAP}]", " ", text))
    text = re.sub(r"(?<!\S)-(?=[\w\"“])", "¬", text)
    wanted = _GAP.join(_UNWANTED.split(text))
    unwanted = [" ".join(_ways(one)) for one in _UNWANTED.findall(text)]
    return ["".join(map("".join, zip(one.split(_GAP), [*unwanted, ""], strict=True))) for one in _ways(wanted)]


def _ways(text):
    """The distinct spellings of a text, ignoring case, the typed one first."""
    return list({way.lower(): way for way in reversed(spelt(text))}.values())[::-1]


# An excluded word or phrase, and its placeholder while the rest is respelt.
_UNWANTED = re.compile(r"¬(?:[\"“][^\"”]*[\"”]?|\S+)")
_GAP = "\x1f"

# The query in SQL for one of the texts from ``typed``; they are combined by ``||``.
QUERY = "websearch_to_tsquery('{config}', replace(parley_folded(%s), '¬', '-'))"
