"""Searching by the words of a text: by their stems, without accents, apostrophes and hyphens."""

import re

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Replace

from lib.names import Folded

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
    says nothing; PostgreSQL nests one "not" for each and gives up at thirty.
    """
    return SearchQuery(
        Replace(Folded(Value(typed(text))), Value("¬"), Value("-")), config=config, search_type="websearch"
    )


def typed(text):
    """What ``worded`` and QUERY hand to the database: without possessives, and with ¬ for "not" until the hyphens have gone."""
    text = re.sub(r"(?<=\w)['’ʼ]s\b", "", text.replace("¬", " "))
    return re.sub(r"(?<!\S)-(?=[\w\"“])", "¬", text)


# The same query in SQL, of the parameter that ``typed`` gave.
QUERY = "websearch_to_tsquery('{config}', replace(parley_folded(%s), '¬', '-'))"
