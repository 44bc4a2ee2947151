"""Parses the text of a search, once for all kinds of record."""

import datetime
import re
from functools import cached_property
from itertools import islice, product

from lib.names import search_key, search_keys
from lib.partialdates.typed import date_in
from sources.models.identifiers import RULES, IdentifierScheme, plain

LONGEST = 200
MOST_WORDS = 8
# Words that do not identify a record.
EMPTY = frozenset("a an and at by for from in of on or the to with".split())
YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
# Shorter words match at the beginning of words only.
SHORTEST = 3
# At most so many names may replace a word.
FEW = 3


def words_of(text):
    """The words of a text that may identify a record."""
    typed = re.split(r"[\W_]+", re.sub("['’ʼ`]", "", text))
    return [word for word in typed if search_key(word) and word.lower() not in EMPTY][:MOST_WORDS]


class SearchText:
    """A search: its words, search keys, and the date and identifiers that it may contain."""

    def __init__(self, text):
        self.text = text[:LONGEST]
        self.words = words_of(self.text)
        self.called = []
        self.in_year = []

    def say_as(self, called):
        """Set ``called``: the search keys of the text with further names replaced by main names.

        The argument has the search keys of these names for each word: “Genf 2021” becomes “geneva 2021”. A word with many
        names is not replaced. ``in_year`` gets the keys with the year instead of a month or day, since names have the
        year at most: “june 2021 Genf” becomes “geneva 2021”.
        """
        ways = [
            sorted(names) if 0 < len(names) <= FEW else keys[:1]
            for names, keys in zip(called, self.word_keys, strict=True)
        ]
        if any(map(len, called)):
            said = map(" ".join, islice(product(*ways), FEW * FEW))
            self.called = [key for key in said if key not in self.keys]
        if self.dated and self.dated[2]:
            first, _, others = self.dated
            rest = [way for word, way in zip(self.words, ways, strict=True) if word in others]
            self.in_year = [f"{' '.join(key)} {first.year}" for key in islice(product(*rest), FEW * FEW)]

    @cached_property
    def keys(self):
        """The search keys of the whole text, with and without stop words."""
        return list(dict.fromkeys([*search_keys(self.text), *search_keys(" ".join(self.words))]))

    @cached_property
    def whole(self):
        """The search keys to which a name may be similar."""
        return search_keys(self.text)

    @cached_property
    def word_keys(self):
        """The search keys of each word."""
        return [search_keys(word) for word in self.words]

    @cached_property
    def dated(self):
        """(first day, last day, other words) if the text has a month or day, else None."""
        date, rest = date_in(self.text)
        return (date.earliest, date.latest, words_of(rest)) if date else None

    @cached_property
    def identifiers(self):
        """The (scheme, value) pairs that the text may be, alone, with its scheme, or as a URL."""
        found = [(IdentifierScheme.OTHER.value, self.text.strip())]
        for scheme, rule in RULES.items():
            value = plain(scheme, self.text)
            if scheme != IdentifierScheme.OTHER and re.fullmatch(rule.pattern, value):
                found.append((scheme, value))
        return found


def year_of(word):
    """(first day, last day) of a year; None if the word is no year."""
    year = search_key(word)
    if not YEAR.fullmatch(year):
        return None
    return datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31)
