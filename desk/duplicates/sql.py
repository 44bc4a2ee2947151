"""The statements that find pairs which may be one record, per kind.

Every look-up goes through an index: names by trigram (``%``, a threshold that is set for the
transaction), events by place and date. Each probe returns its nearest few, so that a
statement is bounded by the number of its probes.
"""

from dataclasses import dataclass

from experts.models import Expert, Organisation
from summits.models import Event
from topics.models import Topic

NEAREST = 8

# What a record says that pairs depend on: when it changes, the record is compared again.
_NAMES = "(SELECT string_agg(n.key, ',' ORDER BY n.key) FROM {names} n WHERE n.record_id = t.id)"
_IDENTIFIERS = """(
    SELECT string_agg(i.scheme || i.value, ',' ORDER BY i.id) FROM {table}identifier i WHERE i.record_id = t.id)"""
# Events that are linked are known to be two.
_LINKED = """EXISTS (
    SELECT 1 FROM summits_eventlink l
    WHERE l.from_event_id = o.id AND l.to_event_id = t.id OR l.from_event_id = t.id AND l.to_event_id = o.id)"""


@dataclass(frozen=True)
class Search:
    """How pairs of one kind are found. ``alike`` is the least similarity of two names (0 to 1)."""

    name: str
    model: type
    alike: float
    says: tuple
    unless: str = "false"
    identifiers: bool = False
    times: bool = False

    @property
    def table(self):
        """The table of the records."""
        return self.model._meta.db_table

    @property
    def names(self):
        """The table of their further names."""
        return self.model.names.rel.related_model._meta.db_table


SEARCHES = {
    search.name: search
    for search in (
        Search("expert", Expert, 0.5, ("t.born",), identifiers=True),
        Search(
            "organisation", Organisation, 0.65, ("t.parent_id",), identifiers=True,
            unless="o.parent_id = t.id OR t.parent_id = o.id",
        ),
        Search(
            "event", Event, 0.6, ("t.date", "t.place_id"), times=True,
            unless=f"o.date_earliest > t.date_latest OR o.date_latest < t.date_earliest OR {_LINKED}",
        ),
        Search("topic", Topic, 0.6, ("t.broader_id",), unless="o.broader_id = t.id OR t.broader_id = o.id"),
    )
}  # fmt: skip


def changed(search):
    """Records that say something else than when they were compared last: (id, signature, number of all such)."""
    parts = ["t.name_key", _NAMES.format(names=search.names), *search.says]
    if search.identifiers:
        parts.append(_IDENTIFIERS.format(table=search.table))
    said = ", ".join(f"coalesce({part}::text, '')" for part in parts)
    return f"""
        SELECT now.id, now.signature, count(*) OVER () FROM (
            SELECT t.id, md5(concat_ws('|', {said})) AS signature FROM {search.table} t
        ) now LEFT JOIN desk_scanned s ON s.kind = %s AND s.record = now.id
        WHERE s.signature IS DISTINCT FROM now.signature ORDER BY now.id LIMIT %s"""


def names_of(search):
    """All names of records: (id, key, text)."""
    return f"""
        SELECT id, name_key, name FROM {search.table} WHERE id = ANY(%(ids)s)
        UNION ALL SELECT record_id, key, text FROM {search.names} WHERE record_id = ANY(%(ids)s)"""


def close_names(search):
    """Records with a name like one of the probes: (id, other id, name, other name, similarity).

    Parameters: the probes as three arrays ``ids``, ``keys``, ``texts``.
    """
    kept = f"""JOIN {search.table} t ON t.id = p.id JOIN {search.table} o ON o.id = c.id
        WHERE ({search.unless}) IS NOT TRUE"""
    return f"""
        WITH probe(id, key, text) AS (SELECT * FROM unnest(%(ids)s::bigint[], %(keys)s::text[], %(texts)s::text[]))
        SELECT p.id, c.id, p.text, c.text, c.alike FROM probe p CROSS JOIN LATERAL (
            SELECT o.id, o.name AS text, similarity(o.name_key, p.key) AS alike
            FROM {search.table} o WHERE o.name_key %% p.key AND o.id <> p.id ORDER BY 3 DESC, 1 LIMIT {NEAREST}
        ) c {kept}
        UNION ALL
        SELECT p.id, c.id, p.text, c.text, c.alike FROM probe p CROSS JOIN LATERAL (
            SELECT n.record_id AS id, n.text, similarity(n.key, p.key) AS alike
            FROM {search.names} n WHERE n.key %% p.key AND n.record_id <> p.id ORDER BY 3 DESC, 1 LIMIT {NEAREST}
        ) c {kept}"""


def same_identifiers(search):
    """Records with the same identifier, written differently: (id, other id, scheme, value, other value).

    In the same letters no two records can have it.
    """
    plain = "lower(regexp_replace(i.value, '^.*[/=:]|[^A-Za-z0-9]', '', 'g'))"
    return f"""
        WITH plain AS MATERIALIZED (
            SELECT i.record_id, i.scheme, i.value, {plain} AS key
            FROM {search.table}identifier i WHERE i.scheme <> 'other'
        )
        SELECT mine.record_id, other.record_id, mine.scheme, mine.value, other.value
        FROM plain mine JOIN plain other ON other.scheme = mine.scheme AND other.key = mine.key
        WHERE mine.record_id = ANY(%(ids)s) AND other.record_id <> mine.record_id AND mine.key <> ''"""


# Events at the same place on the same days, both known to within ten days: (id, other id, place, date, other date).
SAME_TIME_AND_PLACE = f"""
    SELECT t.id, c.id, p.name, t.date, c.date FROM summits_event t CROSS JOIN LATERAL (
        SELECT o.id, o.date FROM summits_event o
        WHERE o.place_id = t.place_id AND o.id <> t.id AND o.date_latest - o.date_earliest <= 10
            AND o.date_earliest <= t.date_latest AND o.date_latest >= t.date_earliest AND NOT {_LINKED}
        ORDER BY o.date_earliest, o.id LIMIT {NEAREST}
    ) c JOIN sources_place p ON p.id = t.place_id
    WHERE t.id = ANY(%(ids)s) AND t.date_latest - t.date_earliest <= 10"""

# Births that cannot be the same day: (id, other id, born, other born) of given pairs.
OTHER_BIRTHS = """
    SELECT a.id, b.id, a.born, b.born FROM unnest(%(firsts)s::bigint[], %(seconds)s::bigint[]) pair(first, second)
    JOIN experts_expert a ON a.id = pair.first JOIN experts_expert b ON b.id = pair.second
    WHERE a.born IS NOT NULL AND b.born IS NOT NULL
        AND NOT ((parley_date_bounds(a.born))[1] <= (parley_date_bounds(b.born))[4]
            AND (parley_date_bounds(b.born))[1] <= (parley_date_bounds(a.born))[4])"""
