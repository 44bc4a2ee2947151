"""Searching by the words of a text: by their stems, without accents, apostrophes and hyphens."""

import functools
import operator
import re

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Replace

from lib.names import Folded, spelt

# PostgreSQL's configuration for Russian takes words in ASCII for English and all others for Russian.
STEMS = "russian"
# Takes each word as it is.
PLAIN = "simple"


class WordsOf(Func):
    """The folded words of a text; those with an apostrophe also in their parts, so that “Orsay” finds “d’Orsay”."""

    function = "parley_words"
    arity = 1
    output_field = models.TextField()


def vector(field, weight, config=STEMS):
    """The words of a field, for a stored column that ``worded`` is asked of."""
    return SearchVector(WordsOf(field), weight=weight, config=config)


def worded(text, config=STEMS):
    """The words of a person as a query of full text: ``"a phrase"``, ``or`` and ``-not`` as in a search engine.

    A hyphen within a word is a blank, as in the stored texts, and one that stands before no word
    says nothing; PostgreSQL nests one "not" for each and gives up at thirty. Umlauts find what has them
    written out, and the other way round.
    """
    ways = [
        SearchQuery(Replace(Folded(Value(one)), Value("¬"), Value("-")), config=config, search_type="websearch")
        for one in typed(text)
    ]
    return functools.reduce(operator.or_, ways)


def typed(text):
    """What ``worded`` and QUERY hand to the database, one text for each way to spell it.

    They are without possessives, and with ¬ for "not" until the hyphens have gone. What is not
    wanted is so in all its spellings, in each of the texts.
    """
    text = re.sub(r"(?<=\w)['’ʼ]s\b", "", re.sub(f"[¬{_GAP}]", " ", text))
    text = re.sub(r"(?<!\S)-(?=[\w\"“])", "¬", text)
    wanted = _GAP.join(_UNWANTED.split(text))
    unwanted = [" ".join(_ways(one)) for one in _UNWANTED.findall(text)]
    return ["".join(map("".join, zip(one.split(_GAP), [*unwanted, ""], strict=True))) for one in _ways(wanted)]


def _ways(text):
    """The spellings of a text, once each whatever the case; its own is as it was typed."""
    return list({way.lower(): way for way in reversed(spelt(text))}.values())[::-1]


# A word or a phrase that is not wanted; what stands for it while the rest is spelt otherwise.
_UNWANTED = re.compile(r"¬(?:[\"“][^\"”]*[\"”]?|\S+)")
_GAP = "\x1f"

# The same query in SQL, of one of the texts that ``typed`` gives; they are joined by ``||``.
QUERY = "websearch_to_tsquery('{config}', replace(parley_folded(%s), '¬', '-'))"
