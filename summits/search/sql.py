"""Pieces of the statements of the search: text with places for values, and the values."""

import functools

from lib.api.sql import fixed
from lib.fulltext import QUERY, STEMS, typed
from lib.names import is_short
from summits.search.typed import SHORTEST


class SQL:
    """A piece of SQL with its values, in the order of their places (``%s``)."""

    def __init__(self, text, *values):
        self.text, self.values = text, values

    def __add__(self, other):
        return SQL(f"{self.text} {other.text}", *self.values, *other.values)

    def __bool__(self):
        return bool(self.text)

    def format(self, template):
        """The piece within a text that has ``{}`` for it."""
        return SQL(template.format(self.text), *self.values)


def joined(pieces, between):
    """Several pieces as one."""
    pieces = [piece for piece in pieces if piece]
    return SQL(between.join(piece.text for piece in pieces), *[value for piece in pieces for value in piece.values])


def union(pieces):
    """All rows of several queries."""
    return joined(pieces, " UNION ALL ")


@functools.cache
def visible(model, audience):
    """The query of the ids of a model's records that an audience may see, as a fixed text."""
    rows = model.objects.visible_to(audience).order_by().values_list("pk")
    return SQL(fixed(*rows.query.sql_with_params(), {}))


def compiled(rows):
    """A queryset as a piece."""
    sql, values = rows.query.sql_with_params()
    return SQL(sql, *values)


def has_word(column, keys):
    """Condition: the search key in a column has one of these in it; short ones begin one of its words."""
    ways = []
    for key in keys:
        if len(key) < SHORTEST:
            ways.append(SQL(f"{column} LIKE %s OR {column} LIKE %s", f"{key}%", f"% {key}%"))
        else:
            ways.append(SQL(f"{column} LIKE %s", f"%{key}%"))
    return joined(ways, " OR ").format("({})") if ways else SQL("false")


def is_like(column, keys):
    """Condition: the search key in a column is like one of these; below four letters it must have it in it."""
    ways = [SQL(f"{column} LIKE %s", f"%{key}%") if is_short(key) else SQL(f"{column} %%> %s", key) for key in keys]
    return joined(ways, " OR ").format("({})") if ways else SQL("false")


def likeness(column, keys):
    """How like one of the keys the search key in a column is, 0 to 1."""
    ways = [SQL(f"word_similarity(%s, {column})", key) for key in keys]
    return joined(ways, ", ").format("greatest({})") if ways else SQL("0")


def worded(text, *configs):
    """A text as a query of full text, by stems and, where asked, as it is."""
    ways = [SQL(QUERY.format(config=config), one) for config in configs or (STEMS,) for one in typed(text)]
    return joined(ways, " || ").format("({})")


def said(word, keys, *configs):
    """A word as a query of full text; one in other letters also as it is written in Latin ones."""
    others = [key for key in keys if not word.isascii()]
    return joined([worded(one, *configs) for one in (word, *others)], " || ").format("({})")


def within(column, days):
    """Condition: a partial date, known and by its bounds, may fall on one of some days (first, last)."""
    first, last = days
    return SQL(f"{column} IS NOT NULL AND {column}_earliest <= %s AND {column}_latest >= %s", last, first)


def ids(column, found):
    """Condition: the column is one of these ids."""
    return SQL(f"{column} = ANY(%s::bigint[])", list(found)) if found else SQL("false")
