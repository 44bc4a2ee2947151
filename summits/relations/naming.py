"""The two states that a text names: “Russia United States”, “СССР – США”, “USSR and US”."""

import re

from django.db import connection

from experts.models import Organisation
from experts.models.organisations import OrganisationName
from lib.names import search_key
from lib.visibility import Audience, audience_of
from summits.relations.finding import State

# Words that may precede a name or separate two; a text of more than MOST words is not tried.
BEFORE = frozenset("the and with vs versus i s".split())
MOST = 12


def named(text, viewer):
    """The pair of states (State, State) if a text consists of their names or initials, else None.

    One statement, or none for a single word or a long text. If the text can be divided in two ways, the first state with
    the longer name wins.
    """
    # U.S.S.R. is USSR.
    text = re.sub(r"\b(?:\w\.){2,}", lambda match: match[0].replace(".", "") + " ", text)
    words = search_key(text).split()
    if not 2 <= len(words) <= MOST:
        return None
    ways = _ways(words)
    found = _states({key for way in ways for key in way}, audience_of(viewer))
    for first, second in ways:
        if first in found and second in found and found[first].pk != found[second].pk:
            return found[first], found[second]
    return None


def _ways(words):
    """The ways to divide words in two: [(search key, search key)], the longest first part first."""
    cuts = range(len(words) - 1, 0, -1)
    return [(left, right) for cut in cuts for left in _bare(words[:cut]) for right in _bare(words[cut:])]


def _bare(words):
    """The search keys of some words: as they are, and without the words that precede a name."""
    keys = [" ".join(words)]
    while len(words) > 1 and words[0] in BEFORE:
        words = words[1:]
        keys.append(" ".join(words))
    return keys


def _states(keys, audience):
    """The states that these keys name unambiguously: {key: State}; a whole name takes precedence over initials."""
    table, names = Organisation._meta.db_table, OrganisationName._meta.db_table
    seen = " AND o.publication = 'published'" if audience is Audience.PUBLIC else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT DISTINCT key, initials, o.id, o.slug, o.name FROM (
                SELECT name_key AS key, false AS initials, id FROM {table} WHERE name_key = ANY(%(keys)s)
                UNION ALL SELECT parley_initials(name_key), true, id FROM {table} WHERE parley_initials(name_key) = ANY(%(keys)s)
                UNION ALL SELECT key, false, record_id FROM {names} WHERE key = ANY(%(keys)s)
                UNION ALL SELECT parley_initials(key), true, record_id FROM {names} WHERE parley_initials(key) = ANY(%(keys)s)
            ) known JOIN {table} o ON o.id = known.id WHERE o.kind = 'state'{seen} ORDER BY key, initials, o.id""",
            {"keys": sorted(keys)},
        )
        found = {}
        for key, initials, *state in cursor.fetchall():
            found.setdefault((key, initials), []).append(State(*state))
    told = {}
    for (key, initials), states in sorted(found.items()):
        if len({one.pk for one in states}) == 1 and not (initials and (key, False) in found):
            told[key] = states[0]
    return told
