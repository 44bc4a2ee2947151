"""Fragments of the search's SQL, with their parameters."""

import functools

from django.db import connection

from lib.api.sql import fixed
from lib.fulltext import QUERY, STEMS, typed
from lib.names import is_short
from summits.search.typed import SHORTEST


class SQL:
    """A fragment of SQL with its parameters, in the order of their placeholders (``%s``)."""

    def __init__(self, text, *values):
        self.text, self.values = text, values

    def __add__(self, other):
        return SQL(f"{self.text} {other.text}", *self.values, *other.values)

    def __bool__(self):
        return bool(self.text)

    def format(self, template):
        """The fragment inserted into a template at ``{}``."""
        return SQL(template.format(self.text), *self.values)


def joined(pieces, between):
    """Several fragments as one."""
    pieces = [piece for piece in pieces if piece]
    return SQL(between.join(piece.text for piece in pieces), *[value for piece in pieces for value in piece.values])


def union(pieces):
    """All rows of several queries."""
    return joined(pieces, " UNION ALL ")


def fetch(sql):
    """The rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.values)
        return cursor.fetchall()


@functools.cache
def visible(model, audience):
    """The query of the ids of a model's records that an audience may see, without parameters."""
    rows = model.objects.visible_to(audience).order_by().values_list("pk")
    return SQL(fixed(*rows.query.sql_with_params(), {}))


def compiled(rows):
    """A queryset as a fragment."""
    sql, values = rows.query.sql_with_params()
    return SQL(sql, *values)


# A value that the planner does not see: it would compare it with all names of its statistics, for each statement that
# has one, which takes longer than to find them by the index.
UNSEEN = "(SELECT %s)"


def has_word(column, keys):
    """Condition: the search key in a column contains one of these keys; short keys must begin one of its words."""
    ways = []
    for key in keys:
        if len(key) < SHORTEST:
            ways.append(begins_word(column, key))
        else:
            ways.append(SQL(f"{column} LIKE {UNSEEN}", f"%{key}%"))
    return joined(ways, " OR ").format("({})") if ways else SQL("false")


def begins_word(column, key):
    """Condition: a word of the search key in a column begins with a key."""
    return SQL(f"({column} LIKE {UNSEEN} OR {column} LIKE {UNSEEN})", f"{key}%", f"% {key}%")


def is_like(column, keys):
    """Condition: the search key in a column is similar to one of these keys; short keys must occur in it."""
    ways = [
        SQL(f"{column} LIKE {UNSEEN}", f"%{key}%") if is_short(key) else SQL(f"{column} %%> {UNSEEN}", key)
        for key in keys
    ]
    return joined(ways, " OR ").format("({})") if ways else SQL("false")


def likeness(column, keys):
    """The greatest similarity of the search key in a column to one of the keys, 0 to 1."""
    ways = [SQL(f"word_similarity(%s, {column})", key) for key in keys]
    return joined(ways, ", ").format("greatest({})") if ways else SQL("0")


def worded(text, *configs):
    """A full-text query for a text, in the given configurations (by default by stems)."""
    ways = [SQL(QUERY.format(config=config), one) for config in configs or (STEMS,) for one in typed(text)]
    return joined(ways, " || ").format("({})")


def said(word, keys, *configs):
    """A full-text query for a word; words in other scripts are also searched in transliteration."""
    others = [key for key in keys if not word.isascii()]
    return joined([worded(one, *configs) for one in (word, *others)], " || ").format("({})")


def within(column, days):
    """Condition: a partial date is known and may fall into the days (first, last)."""
    first, last = days
    return SQL(f"{column} IS NOT NULL AND {column}_earliest <= %s AND {column}_latest >= %s", last, first)


def ids(column, found):
    """Condition: the column is one of these ids."""
    return SQL(f"{column} = ANY(%s::bigint[])", list(found)) if found else SQL("false")
