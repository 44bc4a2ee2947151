"""Suggests corrections for words that are on no record."""

import re
from collections import Counter

from rapidfuzz.distance import OSA

from lib.fulltext import PLAIN, STEMS
from lib.names import names_of, occurs, search_key, search_keys
from sources.models import Place
from summits.models import Event, Outcome, Position
from summits.search.kinds import NAMED, VECTORS
from summits.search.marks import WORD
from summits.search.sql import SQL, compiled, fetch, has_word, is_like, likeness, union, visible, worded

# Shorter words are similar to too many others.
SHORTEST = 4
# The least similarity of a correction, 0 to 1: one letter of four, or two of seven, may differ.
ALIKE = 0.7
# How many of the most similar names of each kind are considered.
NAMES = 12


def corrected(typed, people, audience):
    """The text with each word that is on no record replaced by the most similar word of a name; None if unchanged."""
    doubtful = [
        number
        for number, word in enumerate(typed.words)
        if not people.known(number) and len(search_key(word)) >= SHORTEST and not re.search(r"\d", word)
    ]
    if not doubtful or (len(typed.words) == 1 and _is_known_as(typed)):
        return None
    missing = [number for number, known in zip(doubtful, _said(typed, doubtful, audience), strict=True) if not known]
    text = typed.text
    for number in missing:
        if better := _likest(typed.words[number], audience):
            text = re.sub(rf"(?<!\w){re.escape(typed.words[number])}(?!\w)", lambda _, better=better: better, text)
    return text if text != typed.text else None


def _is_known_as(typed):
    return bool(re.search(r"[-:/.]", typed.text.strip()))


def _said(typed, numbers, audience):
    """For each of some words, whether it occurs in an event, position, outcome, source or address of a place."""
    tests = []
    for number in numbers:
        word, keys = typed.words[number], typed.word_keys[number]
        query = worded(word, STEMS, PLAIN)
        ways = [query.format("SELECT 1 FROM summits_event t WHERE t.search @@ {}") + _seen(Event, audience)]
        ways.append(
            has_word("t.name_key", keys).format("SELECT 1 FROM summits_event t WHERE {}") + _seen(Event, audience)
        )
        for name, model in (("positions", Position), ("outcomes", Outcome)):
            said = query.format(f"SELECT 1 FROM {model._meta.db_table} t WHERE {VECTORS[name]} @@ {{}}")
            ways.append(said + _seen(model, audience))
        ways.append(
            SQL(
                "SELECT 1 FROM sources_source t WHERE position(parley_folded(%s) IN"
                " parley_folded(concat_ws(' ', t.title, t.author, t.publisher, t.url))) > 0",
                word,
            )
        )
        at = compiled(Place._base_manager.filter(occurs("address", word, joined=False)).order_by().values_list("pk"))
        ways.append(at.format("SELECT 1 FROM sources_place t WHERE t.id IN ({})") + _seen(Place, audience))
        tests.append(union(ways).format("EXISTS ({})"))
    sql = SQL("SELECT ")
    for place, test in enumerate(tests):
        sql = sql + SQL(", " if place else "") + test
    return fetch(sql)[0]


def _seen(model, audience):
    return SQL(" AND t.id IN (") + visible(model, audience) + SQL(")")


def _likest(typed, audience):
    """The word of a name that is likest to a typed one; of equals one in its script, in most names. None if none is like it."""
    keys = search_keys(typed)
    # A short word with two swapped letters keeps too few trigrams.
    swapped = [key[:at] + key[at + 1] + key[at] + key[at + 2 :] for key in keys for at in range(len(key) - 1)]
    names = _names(keys, is_like, audience) or _names(swapped, has_word, audience)
    number = Counter(word for name in names for word in WORD.findall(name))
    best = max(
        (
            (
                max(OSA.normalized_similarity(key, search_key(word)) for key in keys),
                word.isascii() == typed.isascii(),
                count,
                word,
            )
            for word, count in number.items()
            if search_key(word)
        ),
        default=(0, True, 0, ""),
    )
    return best[-1] if best[0] >= ALIKE else None


def _names(keys, way, audience):
    """The names that match one of some search keys, the most similar of each kind."""
    parts = []
    for model in (*NAMED, Event):
        table, names = model._meta.db_table, names_of(model)._meta.db_table
        for column, text, start in (
            ("t.name_key", "t.name", f"{table} t"),
            ("n.key", "n.text", f"{names} n JOIN {table} t ON t.id = n.record_id"),
        ):
            rows = way(column, keys).format(f"SELECT {text} AS name FROM {start} WHERE {{}}") + _seen(model, audience)
            order = likeness(column, keys).format(f" ORDER BY {{}} DESC LIMIT {NAMES}")
            parts.append((rows + order).format("({})"))
    return [name for (name,) in fetch(union(parts))]
