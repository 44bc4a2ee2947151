"""Searching by the words of a text."""

import re

from django.contrib.postgres.search import SearchQuery


def worded(text, config):
    """The words of a person as a query of full text: ``"a phrase"``, ``or`` and ``-not`` as in a search engine.

    A hyphen that stands before no word says nothing; PostgreSQL nests one "not" for each and
    gives up at thirty.
    """
    return SearchQuery(re.sub(r"-(?![\w\"])", " ", text), config=config, search_type="websearch")
