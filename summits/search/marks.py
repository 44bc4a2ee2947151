"""Marks search terms in texts, as (start, end) offsets."""

import re

from django.db import connection
from rapidfuzz import fuzz

from lib.fulltext import PLAIN, STEMS
from lib.names import search_key
from summits.search.sql import SQL, joined, said
from summits.search.typed import SHORTEST

WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
# The length of an excerpt of a long text, and of its part before the first match.
EXCERPT, BEFORE = 240, 80
# The least similarity (0 to 100) of a word that may be a typing error.
NEAR = 72
# How many matching further names of a record are shown.
NAMES = 3


class Marker:
    """Marks the typed words in the texts of hits; one statement for all long texts."""

    def __init__(self, typed, people, rows):
        self.words = [word.casefold() for word in typed.words]
        self.keys = [key for keys in typed.word_keys for key in keys]
        words = {word for row in rows for text in self._long(row) for word in WORD.findall(text.lower())}
        self.stems = self._said(typed, words) if words else set()

    @staticmethod
    def _long(row):
        return [*(row[6] or ()), row[3] or ""]

    @staticmethod
    def _said(typed, words):
        """Those of some words that share a stem with a typed one in the full-text search."""
        query = joined(
            [said(word, keys, STEMS, PLAIN) for word, keys in zip(typed.words, typed.word_keys, strict=True)], " || "
        )
        found = (
            SQL("SELECT word FROM unnest(%s::text[]) word, (SELECT ", sorted(words))
            + query
            + SQL(
                " AS query) typed WHERE to_tsvector('russian', parley_words(word)) @@ query"
                " OR to_tsvector('simple', parley_words(word)) @@ query"
            )
        )
        with connection.cursor() as cursor:
            cursor.execute(found.text, found.values)
            return {word for (word,) in cursor.fetchall()}

    def of_text(self, text):
        """The marks in a text that is searched by stems."""
        return [match.span() for match in WORD.finditer(text) if match[0].lower() in self.stems]

    def of_name(self, text):
        """The marks in a name: words that contain a typed one or, if there are none, are similar."""
        words = [(match, search_key(match[0])) for match in WORD.finditer(text)]
        return [match.span() for match, key in words if key and self._has(key)] or [
            match.span() for match, key in words if key and self._like(key)
        ]

    def _has(self, key):
        return any(key.startswith(one) if len(one) < SHORTEST else one in key for one in self.keys)

    def _like(self, key):
        return min(len(key), max(map(len, self.keys), default=0)) > SHORTEST and any(
            fuzz.ratio(key, one) >= NEAR for one in self.keys
        )

    def _literally(self, text):
        """The typed words that occur literally in a text."""
        text = text.casefold()
        return {word for word in self.words if word in text}

    def texts(self, kind, title, texts, names, persons, identifier):
        """The texts of a record with matches that its title lacks: [(field, text, marks)]."""
        found, told, silent = [], self._literally(title), not self.of_name(title)
        if identifier:
            found.append(("identifiers", identifier, [(0, len(identifier))]))
        for field, some in (("names", names), ("participants", persons)):
            marked = [
                (field, text, self.of_name(text)) for text in some or () if silent or not self._literally(text) <= told
            ]
            found += [one for one in marked if one[2]][:NAMES]
        for field, text in zip(kind.texts, texts or (), strict=False):
            if marks := self.of_text(text) or (self.of_name(text) if kind.name in ("sources", "places") else []):
                found.append((field, *excerpt(text, marks)))
        return found


def excerpt(text, marks):
    """A long text around its first mark, cut between words: (text, marks in it)."""
    if len(text) <= EXCERPT:
        return text, marks
    start = max(0, marks[0][0] - BEFORE)
    if start:
        start = text.find(" ", start, marks[0][0]) + 1 or marks[0][0]
    end = min(len(text), start + EXCERPT)
    if end < len(text):
        end = max(text.rfind(" ", start, end), marks[0][1])
    before, after = "…" if start else "", "…" if end < len(text) else ""
    moved = [(a - start + len(before), b - start + len(before)) for a, b in marks if a >= start and b <= end]
    return f"{before}{text[start:end]}{after}", moved
