"""Building blocks for the SQL of the sources of entries.

A timeline is one statement: each source is a SELECT with the same columns, and the database returns the entries as JSON
in their final order.
Named parameters: ``expert`` (id), ``site`` (scheme and host, or ""), ``first``,
``last`` (days), ``topics`` (ids of those asked for).
"""

from dataclasses import dataclass, field

from rest_framework import serializers

from lib.visibility import Audience
from sources.models.places import around_sql
from timelines.serializers import EntrySerializer


def _nothing(declared):
    """SQL for the value of a key that a source does not set."""
    if isinstance(declared, serializers.ListSerializer | serializers.ListField):
        return "'[]'::json"
    if isinstance(declared, serializers.Serializer):
        return "NULL::json"
    return "false" if isinstance(declared, serializers.BooleanField) else "NULL::text"


COLUMNS = {name: _nothing(declared) for name, declared in EntrySerializer().fields.items()}

# Placeholder in a citation for the passage of an attached text, which Python inserts.
ATTACHED = '"passage":true'
NO_PASSAGE = '"passage":null'


@dataclass(frozen=True)
class Select:
    """The SELECT of a source: ``columns`` by key of the entry, all else as SQL text.

    Entries are sorted by ``day`` and ``until`` (NULL: unknown, last), within a day by ``place`` and ``ident``. ``low`` and
    ``high`` are the bounds for the filter by date; ``on_topic`` is the condition for the filter by topic (None: never).
    """

    columns: dict
    tables: str
    where: list
    day: str
    until: str
    low: str
    high: str
    place: str = "0"
    ident: str = "0"
    on_topic: str | None = None
    group: list = field(default_factory=list)


@dataclass(frozen=True)
class Scope:
    """The audience and filters that determine the text of the statement (not its values)."""

    audience: Audience
    first: bool = False
    last: bool = False
    topics: bool = False

    def published(self, *aliases):
        """Conditions: the rows of these tables are public (none for staff, who see drafts)."""
        if self.audience is Audience.EDITORS:
            return []
        return [f"{alias}.publication = 'published'" for alias in aliases]

    def published_if_any(self, key, alias):
        """Condition: the row at ``key`` (LEFT JOIN as ``alias``) is public, or there is none."""
        return [] if self.audience is Audience.EDITORS else [f"({key} IS NULL OR {alias}.publication = 'published')"]

    def actors(self, row):
        """Joins of a row's expert or organisation as x and o, and the condition that it is visible."""
        joins = (
            f"LEFT JOIN experts_expert x ON x.id = {row}.expert_id"
            f" LEFT JOIN experts_organisation o ON o.id = {row}.organisation_id"
        )
        seen = "true" if self.audience is Audience.EDITORS else "'published' IN (x.publication, o.publication)"
        return joins, seen


def select(source, scope):
    """The SQL of a source's SELECT within a scope; None if no entry can match."""
    where = list(source.where)
    if scope.topics:
        if source.on_topic is None:
            return None
        where.append(source.on_topic)
    if scope.last:
        where.append(f"{source.low} <= %(last)s::date")
    if scope.first:
        where.append(f"{source.high} >= %(first)s::date")
    unknown = set(source.columns) - set(COLUMNS)
    if unknown:
        raise ValueError(f"An entry has no key {', '.join(sorted(unknown))}: see timelines/serializers.py.")
    filled = {name: source.columns.get(name, nothing) for name, nothing in COLUMNS.items()}
    columns = ", ".join(f'{value} AS "{name}"' for name, value in filled.items())
    written = f"coalesce({filled['date']}, {filled['start']})"
    year = f"to_char(nullif({source.day}, '0001-01-01'::date), 'YYYY')"
    month = f"coalesce(substring({written} FROM '^[0-9]{{4}}-[0-9]{{2}}'), {year})"
    return (
        f"SELECT {source.day} AS day, {source.until} AS until, {source.place} AS place, {source.ident} AS ident, "
        f"{month} AS month, {filled['journey']} AS journey, {filled['id']} AS id, "
        f"entry.body FROM {source.tables} CROSS JOIN LATERAL (SELECT row_to_json(e)::text AS body FROM "
        f"(SELECT {columns}) e) entry WHERE {' AND '.join(where)}"
    )


def listed(columns, tables, where, order):
    """A JSON list of objects from a subquery; ``columns`` maps keys to SQL."""
    keys = ", ".join(f'{sql} AS "{key}"' for key, sql in columns.items())
    conditions = " AND ".join(where) or "true"
    return (
        f"coalesce((SELECT json_agg(l) FROM (SELECT {keys} FROM {tables} WHERE {conditions} ORDER BY {order}) l), "
        "'[]'::json)"
    )


def one(columns, unless_null):
    """A JSON object, or null where ``unless_null`` is; ``columns`` maps keys to SQL."""
    return f"CASE WHEN {unless_null} IS NOT NULL THEN {together(columns)} END"


def together(columns):
    """A JSON object; ``columns`` maps keys to SQL."""
    keys = ", ".join(f'{sql} AS "{key}"' for key, sql in columns.items())
    return f"(SELECT row_to_json(j) FROM (SELECT {keys}) j)"


def page(kind, address, anchor=None):
    """SQL for the absolute URL of a record's page; ``address`` and ``anchor`` are SQL."""
    tail = f" || '#' || {anchor}" if anchor else ""
    return f"%(site)s::text || '/{kind}/' || {address} || '/'{tail}"


def api(kind, address):
    """SQL for the absolute URL of a record in the API."""
    return f"%(site)s::text || '/api/v1/{kind}/' || {address} || '/'"


def named(resource, alias, /, **more):
    """A record with slug and name as a nested object, null if the joined row is; ``more`` are further keys."""
    columns = {"url": api(resource, f"{alias}.slug"), "slug": f"{alias}.slug", "name": f"{alias}.name"}
    return one({**columns, **more}, f"{alias}.id")


def event(alias="e"):
    """An event as a nested object."""
    return named("events", alias, kind=f"{alias}.kind", date=f"{alias}.date", status=f"{alias}.status")


def place(alias, scope):
    """A place as a nested object, with its city and country."""
    country = [f"c.id = {alias}.country_id", *scope.published("c")]
    within = {
        "within": around_sql(alias, scope.published),
        "country": f"SELECT c.id, c.slug, c.name FROM sources_place c WHERE {' AND '.join(country)}",
    }
    return named(
        "places", alias, **{key: f"(SELECT {named('places', 'w')} FROM ({rows}) w)" for key, rows in within.items()}
    )


def topics_of_event(key, scope, *conditions):
    """The topics of the event with this id, without a stance; ``conditions`` on the topic as t."""
    return listed(
        {"url": api("topics", "t.slug"), "slug": "t.slug", "name": "t.name", "stance": "NULL::text"},
        "summits_eventtopic r JOIN topics_topic t ON t.id = r.topic_id",
        [f"r.event_id = {key}", *scope.published("t"), *conditions],
        "r.id",
    )


def event_on_topic(key):
    """Condition: the event with this id has one of the wanted topics."""
    return (
        f"EXISTS (SELECT 1 FROM summits_eventtopic w WHERE w.event_id = {key}"
        " AND w.topic_id IN (SELECT id FROM wanted))"
    )


def spoken_of(alias, scope):
    """Condition: the positions about the event of the row d of ``discussed`` are on this topic or a narrower one."""
    seen = " AND ".join(["said.id = v.topic_id", *scope.published("said")])
    return (
        f"EXISTS (SELECT 1 FROM summits_positiontopic v JOIN topics_topic said ON {seen}"
        f" WHERE v.position_id = ANY (d.positions) AND starts_with(said.path, {alias}.path))"
    )


def own_stops(scope):
    """The WITH clause of the stops of the expert's journeys: (event_id, journey as JSON), one row per event.

    A journey belongs to those who took part in it or in all its stops; people whom a traveller met were at one stop only.
    """
    seen = " AND ".join(["true", *scope.published("pt")])
    journey = " AND ".join(["j.id = p.to_event_id", "j.kind = 'journey'", *scope.published("j")])
    stop = " AND ".join(["s.id = o.from_event_id", *scope.published("s")])
    return f"""own_stops AS MATERIALIZED (
        WITH mine AS MATERIALIZED (
            SELECT DISTINCT pt.event_id FROM summits_participation pt WHERE pt.expert_id = %(expert)s::bigint AND {seen}
        ), parts AS MATERIALIZED (
            SELECT l.from_event_id, l.to_event_id FROM summits_eventlink l
            WHERE l.kind = 'part_of' AND l.from_event_id IN (SELECT event_id FROM mine)
        ), journeys AS MATERIALIZED (
            SELECT j.id, {event("j")} AS journey
            FROM (SELECT DISTINCT to_event_id FROM parts) p JOIN summits_event j ON {journey}
            WHERE j.id IN (SELECT event_id FROM mine) OR NOT EXISTS (
                SELECT FROM (
                    SELECT o.from_event_id FROM summits_eventlink o WHERE o.to_event_id = j.id AND o.kind = 'part_of'
                        AND o.from_event_id NOT IN (SELECT event_id FROM mine) OFFSET 0
                ) o JOIN summits_event s ON {stop})
        )
        SELECT DISTINCT ON (p.from_event_id) p.from_event_id AS event_id, j.journey
        FROM parts p JOIN journeys j ON j.id = p.to_event_id ORDER BY p.from_event_id, j.id
    )"""


def citations(table, record, scope):
    """The citations of a record, with the place in words, and a passage if the text is attached.

    The words follow Citation.place_words(); a test compares the two.
    """
    words = "concat_ws(', ', 'paragraph ' || c.paragraph, 'sentence ' || c.sentence, nullif(c.locator, ''))"
    return listed(
        {
            "source": together({"url": api("sources", "s.slug"), "slug": "s.slug", "title": "s.title"}),
            "paragraph": "c.paragraph",
            "sentence": "c.sentence",
            "locator": "c.locator",
            "words": words,
            "field": "c.field",
            "value": "c.value",
            "note": "c.note",
            # octet_length() does not decompress a stored text.
            "passage": "CASE WHEN c.paragraph IS NOT NULL AND octet_length(s.archived_text) > 0 THEN true END",
        },
        f"{table} c JOIN sources_source s ON s.id = c.source_id",
        [f"c.record_id = {record}", *scope.published("s")],
        "c.source_id, c.paragraph, c.sentence, c.id",
    )
