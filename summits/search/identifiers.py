"""Identifiers in the search: those that equal or begin with the text, of all kinds of record."""

import re

from lib.ranking import EXACT, START
from sources.models.identifiers import RULES, plain
from summits.search.kinds import SEARCHED
from summits.search.sql import SQL, fetch, joined, visible

IDENTIFIERS = "identifiers"


def may_begin(text):
    """Whether a text looks like the beginning of an identifier: no blank, and a digit or punctuation."""
    return bool(re.fullmatch(r"\S*[\d:/.-]\S*", text.strip()))


def rows_of_identifiers(typed, audience, first, number, cap):
    """(number of hits, at most ``cap`` + 1; [(kind of record, id, key, identifier, fit, name of the record)])."""
    begins = _beginnings(typed.text)
    parts = []
    for kind in SEARCHED.values():
        if table := kind.beside("identifiers"):
            alike = joined([SQL("(i.scheme = ANY(%s) AND i.value LIKE %s)", *one) for one in begins], " OR ")
            found = alike.format(
                f"SELECT '{kind.name}' AS kind, t.id, t.{kind.key} AS key, i.scheme, i.value, t.{kind.title} AS title"
                f" FROM {table} i JOIN {kind.table} t ON t.id = i.record_id WHERE ({{}}) AND t.id IN ("
            )
            parts.append(found + visible(kind.model, audience) + SQL(")"))
    exact = joined([SQL("(%s, %s)", *pair) for pair in typed.identifiers], ", ")
    fit = exact.format(f"CASE WHEN (scheme, value) IN ({{}}) THEN {EXACT} ELSE {START} END AS fit")
    every = joined([part.format("({})") for part in parts], " UNION ALL ")
    whole = every.format(f"WITH every AS MATERIALIZED (SELECT * FROM ({{}}) e LIMIT {cap + 1})")
    whole = whole + SQL("SELECT (SELECT count(*) FROM every), c.* FROM (SELECT 1) one LEFT JOIN (SELECT kind, id, key,")
    whole = whole + SQL("scheme || ':' || value AS identifier,") + fit
    whole = whole + SQL(
        ", title FROM every ORDER BY fit, scheme, value, kind, id LIMIT %s OFFSET %s) c ON true"
        " ORDER BY c.fit, c.identifier, c.kind, c.id",
        number, first,
    )  # fmt: skip
    rows = fetch(whole)
    return rows[0][0], [row[1:] for row in rows if row[1] is not None]


def _beginnings(text):
    """[(schemes, LIKE pattern)] of identifiers that begin with a text, as each scheme writes them."""
    named, _, rest = text.strip().partition(":")
    schemes, value = ([named.lower()], rest) if named.lower() in RULES and rest.strip() else (RULES, text)
    ways = {}
    for scheme in schemes:
        ways.setdefault(RULES[scheme].tidy(plain(scheme, value)), []).append(scheme)
    return [(names, re.sub(r"([%_\\])", r"\\\1", way) + "%") for way, names in ways.items() if way]
