"""Find records by name in any script, allowing for typing errors."""

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from rapidfuzz import fuzz

from lib.api.sql import among
from lib.names import any_name, is_short, likeness, named_exactly, names_of, search_keys
from lib.ranking import fit, words_begin

# The most hits of a search by name that are ranked, the newest ones: nobody pages through more, and ranking a
# hundred thousand takes seconds.
MOST = 1000
# With this many exact hits, similar names are not searched for.
ENOUGH = 50


# The similarity from which a record is a namesake.
NAMESAKE = 0.75


def named(queryset, text, prefix="name_key", **also):
    """Records of ``queryset`` with a name or a further name (table ``names``) similar to ``text``, best match first.

    Each has its ``fit`` (see lib/ranking.py). ``<%`` (word similarity) uses the trigram indexes; with fewer than
    four letters it would match nearly anything, so a short text must occur in the name.
    ``also`` has other conditions by which a record fits (``start=Q``, ``words=Q``); None is ignored.
    """
    keys = search_keys(text)
    if not keys:
        return queryset.none()
    # Evaluated once here, since a list uses them both for its count and for a page.
    found = _hits(queryset.model, keys)
    for condition in filter(None, also.values()):
        found = found.union(_newest(queryset.model._base_manager.filter(condition), "pk"), all=True)
    rows = queryset.model._base_manager.filter(pk__in=found).order_by()
    hits = rows.values_list("pk", flat=True)
    fitting = queryset.filter(among("pk", hits)).annotate(fit=fit(queryset.model, keys, **also))
    return fitting.order_by("fit", likeness(text, prefix).desc(), "name_key", "pk")


def namesakes(queryset, text, most):
    """Records of ``queryset`` with a name like ``text``: [(id, name, similarity)], best first; two statements.

    The similarity, 0.75 to 1, compares letters, with words in any order: trigrams, which find the names, overrate
    a single letter in a short name. It is 1 if all words of the text are in the name.
    """
    keys = search_keys(text)
    own = list(named(queryset, text).values_list("pk", "name", "name_key")[: 5 * most])
    names = names_of(queryset.model)._base_manager.filter(record__in=[pk for pk, *_ in own])
    best = {}
    for pk, name, name_key in own + list(names.order_by("pk").values_list("record_id", "text", "key")):
        alike = max(_alike(key, name_key) for key in keys)
        if alike >= NAMESAKE and alike > best.get(pk, ("", 0))[1]:
            best[pk] = (name, alike)
    found = [(pk, name, alike) for pk, (name, alike) in best.items()]
    return sorted(found, key=lambda one: -one[2])[:most]


def _alike(key, other):
    if set(key.split()) <= set(other.split()):
        return 1
    return fuzz.token_sort_ratio(key, other) / 100


def _hits(model, keys):
    """The ids of records with a name that contains one of the search keys or, if these are few, a similar one.

    Names with all the words are searched for separately, so that newer hits do not crowd them out.
    """
    own, further = model._base_manager.all(), names_of(model)._base_manager.all()
    parts = [
        _newest(own.filter(words_begin(keys, "name_key")), "pk"),
        _newest(further.filter(words_begin(keys, "key")), "record_id"),
    ]
    for key in keys:
        exact = own.filter(name_key__contains=key)
        parts += [_newest(exact, "pk"), _newest(further.filter(key__contains=key), "record_id")]
        if not is_short(key):
            few = ~Exists(exact.order_by()[ENOUGH - 1 : ENOUGH])
            parts.append(_newest(own.filter(few, name_key__trigram_word_similar=key), "pk"))
            parts.append(_newest(further.filter(few, key__trigram_word_similar=key), "record_id"))
    return parts[0].union(*parts[1:], all=True)


def _newest(rows, column):
    # The sum prevents a plan that scans all rows by id and compares each name.
    return rows.order_by((F(column) + 0).desc()).values(column)[:MOST]


def exactly(model, keys):
    """Records with a name or further name whose search key is one of ``keys``: {key: [(slug, name)]}.

    Two statements, however many keys.
    """
    found = {}
    for key, *record in named_exactly(model._base_manager.all(), keys, "slug", "name"):
        records = found.setdefault(key, [])
        if tuple(record) not in records:
            records.append(tuple(record))
    return found


def closest(model, keys, number):
    """The records with the most similar names for each search key: {key: [(slug, name)]}, at most ``number`` each.

    Two statements, each of which uses the trigram indexes once per key. As in named(), a key of fewer than four
    letters must occur in the name.
    """
    long = [key for key in keys if not is_short(key)]
    found = {}
    for some, like in ((long, "{} %%> w.key"), (set(keys) - {*long, ""}, "{} LIKE '%%' || w.key || '%%'")):
        if some:
            with connection.cursor() as cursor:
                cursor.execute(_closest(model, like), [list(some), number])
                for key, slug, name in cursor.fetchall():
                    found.setdefault(key, []).append((slug, name))
    return found


def _closest(model, like):
    table, names = model._meta.db_table, names_of(model)._meta.db_table
    return f"""
        SELECT w.key, c.slug, c.name FROM unnest(%s::text[]) w(key) CROSS JOIN LATERAL (
            SELECT t.slug, t.name FROM (
                SELECT id, max(alike) AS alike, max(whole) AS whole FROM (
                    SELECT id, word_similarity(w.key, name_key) AS alike, similarity(w.key, name_key) AS whole
                    FROM {table} WHERE {like.format("name_key")}
                    UNION ALL
                    SELECT record_id, word_similarity(w.key, key), similarity(w.key, key)
                    FROM {names} WHERE {like.format("key")}
                ) hits GROUP BY id
            ) best JOIN {table} t ON t.id = best.id ORDER BY alike DESC, whole DESC, t.name_key, t.id LIMIT %s
        ) c"""


def like(model, text, path="pk"):
    """Condition: the record of ``model`` at ``path`` has a name similar to ``text``."""
    keys = search_keys(text)
    ways = [("contains", key) for key in keys] + [("trigram_word_similar", key) for key in keys if not is_short(key)]
    return any_name(model, ways, path)


def either(model, *conditions):
    """Condition: a record of ``model`` meets one of ``conditions``.

    Each is a subquery with its own index, joined by UNION; for an OR across tables PostgreSQL would
    read the whole table.
    """
    first, *others = (model._base_manager.filter(condition).order_by().values("pk") for condition in conditions)
    return Q(pk__in=first.union(*others, all=True))


def number_of(model, field):
    """An annotation: the number of rows of ``model`` that refer to the record by ``field``."""
    rows = model._base_manager.filter(**{field: OuterRef("pk")}).order_by()
    return Coalesce(Subquery(rows.values(field).annotate(n=Count("pk")).values("n")), 0)
