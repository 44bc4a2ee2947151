"""The SQL for comparing records, and the rules that exclude pairs."""

from collections.abc import Callable
from dataclasses import dataclass

from experts.models import Expert, Organisation, OrganisationKind
from lib.names import names_of
from summits.models import Event, EventKind
from topics.models import Topic

# How many events at the same place on the same day are considered for each.
NEAREST = 8
# Part of each signature: a new way of comparing compares all records again.
WAY = "7"

# The values that the comparison uses: when they change, the record is compared again.
_NAMES = "(SELECT string_agg(n.key, ',' ORDER BY n.key) FROM {names} n WHERE n.record_id = t.id)"
_IDENTIFIERS = """(
    SELECT string_agg(i.scheme || i.value, ',' ORDER BY i.id) FROM {table}identifier i WHERE i.record_id = t.id)"""


def _not_inside(one, mine, other, theirs, alike):
    """A part is not the whole; nor are parts of two different wholes the same.

    A state and its embassy have similar names: organisations of different kinds need the same name.
    """
    (above, kind), (their_above, their_kind) = mine, theirs
    if kind != their_kind and OrganisationKind.OTHER not in (kind, their_kind) and alike < SAME:
        return False
    return above != other and their_above != one and (above is None or their_above is None or above == their_above)


def _not_below(one, mine, other, theirs, alike):
    return mine[0] != other and theirs[0] != one


def _dates_meet(one, mine, other, theirs, alike):
    """The dates overlap; consecutive visits, and a journey and its stops, are different events."""
    (start, end, kind), (their_start, their_end, their_kind) = sorted((mine, theirs))
    if kind != their_kind and APART & {kind, their_kind} and EventKind.OTHER not in (kind, their_kind) and alike < SAME:
        return False
    return their_start <= end and not start < end == their_start < their_end


# Names with this similarity differ only in script or spelling.
SAME = 0.97
# Kinds of event that never duplicate an event of another kind.
APART = {EventKind.JOURNEY, EventKind.SERIES, EventKind.PRESS_CONFERENCE}


@dataclass(frozen=True)
class Search:
    """How pairs of one kind are found.

    ``alike`` is the least similarity of two names (0 to 1), ``says`` further SQL for the signature; ``facts`` are the
    columns for ``may_be_one(id, facts, other id, other facts, similarity of the names)``.
    """

    name: str
    model: type
    alike: float
    says: tuple
    facts: tuple = ()
    may_be_one: Callable = lambda *_: True
    persons: bool = False
    identifiers: bool = False
    times: bool = False

    @property
    def table(self):
        """The table of the records."""
        return self.model._meta.db_table

    @property
    def names(self):
        """The table of their further names."""
        return names_of(self.model)._meta.db_table


SEARCHES = {
    search.name: search
    for search in (
        Search("expert", Expert, 0.5, ("t.born", "t.died"), persons=True, identifiers=True),
        Search(
            "organisation", Organisation, 0.75, ("t.parent_id", "t.kind"), ("t.parent_id", "t.kind"), _not_inside,
            identifiers=True,
        ),
        Search(
            "event", Event, 0.7, ("t.date", "t.place_id", "t.kind"), ("t.date_earliest", "t.date_latest", "t.kind"),
            _dates_meet,
            identifiers=True, times=True,
        ),
        Search("topic", Topic, 0.75, ("t.broader_id",), ("t.broader_id",), _not_below),
    )
}  # fmt: skip


def _signature(search):
    parts = ["t.name_key", _NAMES.format(names=search.names), *search.says]
    if search.identifiers:
        parts.append(_IDENTIFIERS.format(table=search.table))
    said = ", ".join(f"coalesce({part}::text, '')" for part in parts)
    return f"md5(concat_ws('|', '{WAY}', {said}))"


def changed(search):
    """The number of records that have changed since they were compared. Parameter: the kind's name."""
    return f"""
        SELECT count(*) FROM {search.table} t LEFT JOIN desk_scanned s ON s.kind = %s AND s.record = t.id
        WHERE s.signature IS DISTINCT FROM {_signature(search)}"""


def records(search):
    """All records: (id, signature, key, name, facts...)."""
    facts = "".join(f", {fact}" for fact in search.facts)
    return f"SELECT t.id, {_signature(search)}, t.name_key, t.name{facts} FROM {search.table} t ORDER BY t.id"


def further_names(search):
    """All further names: (record, key, name)."""
    return f"SELECT n.record_id, n.key, n.text FROM {search.names} n ORDER BY n.id"


def apart(search):
    """Pairs that are known to be different, in both orders: linked events."""
    if search.name != "event":
        return "SELECT 1, 1 WHERE false"
    return """
        SELECT from_event_id, to_event_id FROM summits_eventlink
        UNION SELECT to_event_id, from_event_id FROM summits_eventlink"""


def plain_identifier(column):
    """SQL for an identifier without URL and punctuation: Q4271 and .../wiki/q4271 are equal."""
    return f"lower(regexp_replace({column}, '^.*[/=:]|[^A-Za-z0-9]', '', 'g'))"


def typed_identifiers(search):
    """Records with one of some identifiers: (id, scheme, value). Parameters: ``schemes`` and ``values``, arrays."""
    return f"""
        SELECT i.record_id, i.scheme, i.value FROM unnest(%(schemes)s::text[], %(values)s::text[]) typed(scheme, value)
        JOIN {search.table}identifier i
            ON i.scheme = typed.scheme AND {plain_identifier("i.value")} = {plain_identifier("typed.value")}
        WHERE i.scheme <> 'other' AND i.record_id <> %(besides)s AND {plain_identifier("typed.value")} <> ''
        ORDER BY i.id LIMIT {NEAREST}"""


def same_identifiers(search):
    """Records with the same identifier, written differently: (id, other id, scheme, value, other value).

    A constraint excludes identical identifiers.
    """
    return f"""
        WITH plain AS MATERIALIZED (
            SELECT i.record_id, i.scheme, i.value, {plain_identifier("i.value")} AS key
            FROM {search.table}identifier i WHERE i.scheme <> 'other'
        )
        SELECT mine.record_id, other.record_id, mine.scheme, mine.value, other.value
        FROM plain mine JOIN plain other ON other.scheme = mine.scheme AND other.key = mine.key
        WHERE mine.record_id = ANY(%(ids)s) AND other.record_id <> mine.record_id AND mine.key <> ''"""


# Unlinked events at the same place (but not merely in the same country) on the same days, both known to within ten days:
# (id, other id, place, date, other date).
SAME_TIME_AND_PLACE = f"""
    SELECT t.id, c.id, p.name, t.date, c.date FROM summits_event t CROSS JOIN LATERAL (
        SELECT o.id, o.date FROM summits_event o
        WHERE o.place_id = t.place_id AND o.id <> t.id AND o.date_latest - o.date_earliest <= 10
            AND o.date_earliest <= t.date_latest AND o.date_latest >= t.date_earliest
            AND NOT EXISTS (
                SELECT 1 FROM summits_eventlink l
                WHERE l.from_event_id = o.id AND l.to_event_id = t.id
                    OR l.from_event_id = t.id AND l.to_event_id = o.id)
        ORDER BY o.date_earliest, o.id LIMIT {NEAREST}
    ) c JOIN sources_place p ON p.id = t.place_id AND p.kind <> 'country'
    WHERE t.id = ANY(%(ids)s) AND t.date_latest - t.date_earliest <= 10"""

# Events of exactly the same people, at least two, on the same days, both known to within ten days:
# (id, other id, number of people, date, other date), whatever the subject and place. Participants are not part of the
# signature, since reading a million participations takes seconds; a change of participants alone is therefore noticed
# when the event is compared for another reason.
SAME_PEOPLE = f"""
    SELECT t.id, c.id, cardinality(mine.people), t.date, c.date FROM summits_event t
    JOIN LATERAL (
        SELECT array_agg(DISTINCT p.expert_id ORDER BY p.expert_id) AS people FROM summits_participation p
        WHERE p.event_id = t.id AND p.expert_id IS NOT NULL
    ) mine ON cardinality(mine.people) > 1
    CROSS JOIN LATERAL (
        SELECT o.id, o.date FROM summits_event o
        WHERE o.id <> t.id AND o.date_latest - o.date_earliest <= 10
            AND o.id IN (SELECT q.event_id FROM summits_participation q WHERE q.expert_id = mine.people[1])
            AND o.date_earliest <= t.date_latest AND o.date_latest >= t.date_earliest
            AND mine.people = (
                SELECT array_agg(DISTINCT p.expert_id ORDER BY p.expert_id) FROM summits_participation p
                WHERE p.event_id = o.id AND p.expert_id IS NOT NULL)
            AND NOT EXISTS (
                SELECT 1 FROM summits_eventlink l
                WHERE l.from_event_id = o.id AND l.to_event_id = t.id
                    OR l.from_event_id = t.id AND l.to_event_id = o.id)
        ORDER BY o.date_earliest, o.id LIMIT {NEAREST}
    ) c
    WHERE t.id = ANY(%(ids)s) AND t.date_latest - t.date_earliest <= 10"""

# Events with a citation of the same place in a source (not of a whole source), on the same days, both known to within ten
# days: (id, other id, source, paragraph, sentence, locator). Citations are not part of the signature either.
SAME_CITATION = f"""
    SELECT t.id, c.id, s.title, c.paragraph, c.sentence, c.locator FROM summits_event t CROSS JOIN LATERAL (
        SELECT DISTINCT ON (o.id) o.id, theirs.source_id, theirs.paragraph, theirs.sentence, theirs.locator
        FROM summits_eventcitation mine
        JOIN summits_eventcitation theirs ON theirs.source_id = mine.source_id
            AND theirs.paragraph IS NOT DISTINCT FROM mine.paragraph
            AND theirs.sentence IS NOT DISTINCT FROM mine.sentence AND theirs.locator = mine.locator
        JOIN summits_event o ON o.id = theirs.record_id
        WHERE mine.record_id = t.id AND (mine.paragraph IS NOT NULL OR mine.locator <> '')
            AND o.id <> t.id AND o.date_latest - o.date_earliest <= 10
            AND o.date_earliest <= t.date_latest AND o.date_latest >= t.date_earliest
            AND NOT EXISTS (
                SELECT 1 FROM summits_eventlink l
                WHERE l.from_event_id = o.id AND l.to_event_id = t.id
                    OR l.from_event_id = t.id AND l.to_event_id = o.id)
        ORDER BY o.id, theirs.id LIMIT {NEAREST}
    ) c JOIN sources_source s ON s.id = c.source_id
    WHERE t.id = ANY(%(ids)s) AND t.date_latest - t.date_earliest <= 10"""

# The lives of given pairs, if both births are known or the lives exclude each other:
# (id, id, born, other born, whether the births can be one, whether they are years apart or one died before the other was born).
# Sources may differ by a year or two.
LIVES = """
    SELECT * FROM (
        SELECT a.id, b.id, a.born AS born, b.born AS other,
            one.bounds[1] <= two.bounds[4] AND two.bounds[1] <= one.bounds[4] AS meet,
            coalesce(greatest(one.bounds[1] - two.bounds[4], two.bounds[1] - one.bounds[4]) > 730, false)
                OR coalesce(a.died_latest < two.bounds[1] OR b.died_latest < one.bounds[1], false) AS apart
        FROM unnest(%(firsts)s::bigint[], %(seconds)s::bigint[]) pair(first, second)
        JOIN experts_expert a ON a.id = pair.first JOIN experts_expert b ON b.id = pair.second
        CROSS JOIN LATERAL (SELECT CASE WHEN a.born IS NOT NULL THEN parley_date_bounds(a.born) END AS bounds) one
        CROSS JOIN LATERAL (SELECT CASE WHEN b.born IS NOT NULL THEN parley_date_bounds(b.born) END AS bounds) two
    ) lives WHERE apart OR born IS NOT NULL AND other IS NOT NULL"""

# Those of given pairs of events that both have principals: (id, id, names of the shared principals).
PRINCIPALS = """
    SELECT pair.first, pair.second, ARRAY(
        SELECT DISTINCT x.name FROM summits_participation p JOIN experts_expert x ON x.id = p.expert_id
        WHERE p.event_id = pair.first AND p.role = 'principal' AND x.id IN (
            SELECT q.expert_id FROM summits_participation q WHERE q.event_id = pair.second AND q.role = 'principal')
        ORDER BY x.name)
    FROM unnest(%(firsts)s::bigint[], %(seconds)s::bigint[]) pair(first, second)
    WHERE EXISTS (SELECT FROM summits_participation p
            WHERE p.event_id = pair.first AND p.role = 'principal' AND p.expert_id IS NOT NULL)
        AND EXISTS (SELECT FROM summits_participation p
            WHERE p.event_id = pair.second AND p.role = 'principal' AND p.expert_id IS NOT NULL)"""
