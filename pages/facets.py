"""Facets of filtered lists, with the number of results for each choice, and the number of records by year."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_noop

from experts.models import Appointment, Expert, Organisation, OrganisationKind, OrganisationTerritory
from lib.api.sql import sql_of
from lib.languages import gettext, translated
from lib.visibility import Audience
from pages.families import FAMILIES
from pages.pictures.histogram import histogram, known
from sources.models import Place, PlaceKind
from summits.models import EventTopic, Participation, Position, PositionHolder, PositionTopic
from summits.models.kinds import Stance
from topics.models import Topic

# Choices of a facet.
MOST = 8
DATES = ("date_from", "date_to", "date_match")


@dataclass
class Facet:
    """A parameter with its ``choices``: (words, number, query, whether it is chosen, family or None)."""

    title: str
    choices: list = field(default_factory=list)


def years(listing, dated="date", counted=None):
    """The histogram of a Listing by year, including years outside its filter; None without dates.

    One statement; none if ``counted``, [(first year, last year, number)] of the same list, is complete.
    """
    if not listing.ok:
        return None
    given = [listing.filters.value(name) for name in DATES[:2]]
    if any(given) or counted is None:
        counted = spans(listing.filters.changed(**dict.fromkeys(DATES)).qs, dated)
    low, high = (day and day.year for day in given)

    def address(first, last):
        return listing.changed(date_from=f"{first:04}", date_to=f"{last:04}", date_match="certain")

    return histogram(counted, address, (low or 1, high or 9999))


def spans(rows, dated, *columns):
    """The number of ``rows`` that must have touched the same years, [(*columns, first, last, number)], by ``dated``."""
    counted = rows.order_by().values_list(*columns, ExtractYear(f"{dated}_start_by"), ExtractYear(f"{dated}_end_from"))
    return list(counted.annotate(number=Count("pk")))


def _counted_out(listing):
    """Whether a Listing has rows, but not too many for facets, which take a second for 50,000 events."""
    return listing.ok and listing.total and listing.exact


def event_facets(listing):
    """The facets of a Listing of events and its years: ([Facet], [(first, last, number)]). One statement.

    The number of a choice is that of the list it links to; decades count events that must have touched them. Lists
    longer than COUNT_CAP (lib/api/pages.py) have no facets.
    """
    if not _counted_out(listing):
        return [], None
    kinds, spans, choices = _sorted(_event_rows(listing.filters))
    facets = [
        _kinds(listing, kinds),
        *(_named(listing, title, name, choices.get(name, ())) for name, (title, _) in NAMED.items()),
        _decades(listing, spans),
    ]
    return [facet for facet in facets if facet.choices], spans


def position_facets(listing):
    """The facets of a Listing of positions: stances, topics, people, decades."""
    if not _counted_out(listing):
        return [], None
    _, spans, choices = _sorted(_position_rows(listing.filters))
    facets = [
        _terms(listing, "stance", Stance, choices.get("stance", ())),
        *(_named(listing, NAMED[name][0], name, choices.get(name, ())) for name in ("topic", "expert")),
        _decades(listing, spans),
    ]
    return [facet for facet in facets if facet.choices], spans


def expert_facets(listing):
    """The facets of a Listing of experts: topics of their positions, organisations of their posts."""
    if not _counted_out(listing):
        return []
    filters = listing.filters
    public = filters.audience is Audience.PUBLIC
    found, values = sql_of(filters.qs, "id")
    tables, parts = [f"found(id) AS MATERIALIZED ({found})"], []
    named = [name for name in ("topic", "organisation") if filters.value(name)]
    parts += [_chosen(name, NAMED[name][1], filters.value(name)) for name in named]
    if "topic" not in named:
        said, more = sql_of(Position.objects.visible_to(filters.audience), "id")
        rows = (
            f"SELECT h.expert_id AS event, t.topic_id AS id FROM {_table(PositionTopic)} t "
            f"JOIN {_table(PositionHolder)} h ON h.position_id = t.position_id JOIN found ON found.id = h.expert_id "
            f"WHERE t.position_id IN ({said})"
        )
        parts.append(_counted("topic", Topic, rows, ("broader_id",), public))
        values += more
    # With a post or a day, both conditions and the organisation must be met by the same appointment.
    if "organisation" not in named and not any(filters.value(name) for name in ("post", "post_is", "on")):
        posts, more = sql_of(Appointment.objects.visible_to(filters.audience).held(), "expert_id", "organisation_id")
        rows = f"SELECT p.* FROM ({posts}) p(event, id) JOIN found ON found.id = p.event"
        parts.append(_counted("organisation", Organisation, rows, ("parent_id",), public))
        values += more
    if not parts:
        return []
    _, _, choices = _sorted(_asked(tables, parts, values))
    facets = [_named(listing, NAMED[name][0], name, choices.get(name, ())) for name in ("topic", "organisation")]
    return [facet for facet in facets if facet.choices]


def organisation_facets(listing):
    """The facets of a Listing of organisations: kinds, and countries of their seats and territories."""
    if not _counted_out(listing):
        return []
    filters = listing.filters
    found, values = sql_of(filters.qs, "id", "kind", "place_id")
    tables = [f"found(id, kind, place) AS MATERIALIZED ({found})"]
    parts = ["SELECT 'of', kind, '', NULL::int, NULL::int, count(*) FROM found GROUP BY 2"]
    if filters.value("country"):
        parts.append(_chosen("country", Place, filters.value("country")))
    else:
        rows = (
            "SELECT id AS event, place AS id FROM found WHERE place IS NOT NULL "
            f"UNION ALL SELECT t.organisation_id, t.place_id FROM {_table(OrganisationTerritory)} t "
            "JOIN found ON found.id = t.organisation_id"
        )
        public, only = filters.audience is Audience.PUBLIC, f" AND r.kind = '{PlaceKind.COUNTRY}'"
        parts.append(_counted("country", Place, rows, ("parent_id", "country_id"), public, only))
    _, _, choices = _sorted(_asked(tables, parts, values))
    kinds = sorted(choices["of"], key=lambda one: -one[2])
    facets = [
        _terms(listing, "kind", OrganisationKind, kinds),
        _named(listing, gettext_noop("Country"), "country", choices.get("country", ())),
    ]
    return [facet for facet in facets if facet.choices]


def _sorted(rows):
    """Rows of (parameter, value, words, first year, last year, number) as (Counter of kinds, years, choices by parameter)."""
    kinds, spans, choices = Counter(), [], {}
    for of, key, words, first, last, number in rows:
        if of == "kind":
            kinds[key] += number
            spans.append((first, last, number))
        else:
            choices.setdefault(of, []).append((key, words, number))
    return kinds, spans, choices


# -- events ---------------------------------------------------------------------------------------

NAMED = {
    "topic": (gettext_noop("Topic"), Topic),
    "expert": (gettext_noop("Person"), Expert),
    "organisation": (gettext_noop("Organisation"), Organisation),
    "country": (gettext_noop("Country"), Place),
}


def _event_rows(filters):
    """Rows of (parameter, value, words, first year, last year, number) of the filtered events.

    For a parameter that is given, they are those of the chosen records. As in the filters, a record counts for its
    ancestors as well: an event on a topic for the broader topics, an event in a town for the country.
    """
    public = filters.audience is Audience.PUBLIC
    events, values = sql_of(filters.qs, "id", "kind", "place_id", "date_start_by", "date_end_from")
    tables, parts = [f"found(id, kind, place, first, last) AS MATERIALIZED ({events})"], [KINDS]
    parts += [_chosen(name, model, filters.value(name)) for name, (_, model) in NAMED.items() if filters.value(name)]
    if not filters.value("topic"):
        rows = f"SELECT t.event_id AS event, t.topic_id AS id FROM {_table(EventTopic)} t JOIN found ON found.id = t.event_id"
        parts.append(_counted("topic", Topic, rows, ("broader_id",), public))
    if not filters.value("country"):
        rows = "SELECT id AS event, place AS id FROM found WHERE place IS NOT NULL"
        only = f" AND r.kind = '{PlaceKind.COUNTRY}'"
        parts.append(_counted("country", Place, rows, ("parent_id", "country_id"), public, only, single=True))
    people, organisations = filters.value("expert"), filters.value("organisation")
    if not (people and organisations):
        sat, more = sql_of(
            filters.participations(), "id", "event_id", "expert_id", "organisation_id", "on_behalf_of_id"
        )
        tables.append(
            f"sat AS MATERIALIZED (SELECT s.* FROM ({sat}) s(id, event, expert, organisation, on_behalf_of) "
            "JOIN found ON found.id = s.event)"
        )
        said, others = sql_of(
            Position.objects.visible_to(filters.audience).filter(event__isnull=False), "id", "event_id"
        )
        tables.append(
            f"said AS MATERIALIZED (SELECT h.expert_id AS expert, h.organisation_id AS organisation, p.event FROM ({said}) "
            f"p(id, event) JOIN found ON found.id = p.event JOIN {_table(PositionHolder)} h ON h.position_id = p.id)"
        )
        values += more + others
    holding = not filters.asks_for_presence
    if not people:
        rows = "SELECT DISTINCT event, expert AS id FROM sat WHERE expert IS NOT NULL"
        if holding and not organisations:
            rows += " UNION SELECT event, expert FROM said WHERE expert IS NOT NULL"
        parts.append(_counted("expert", Expert, rows, (), public))
    if not organisations:
        posts, more = sql_of(Appointment.objects.visible_to(filters.audience).held(), "id", "organisation_id")
        tables.append(f"posts(id, organisation) AS ({posts})")
        values += more
        rows = (
            "SELECT event, organisation AS id FROM sat WHERE organisation IS NOT NULL "
            "UNION ALL SELECT event, on_behalf_of FROM sat WHERE on_behalf_of IS NOT NULL "
            f"UNION ALL SELECT sat.event, posts.organisation FROM sat JOIN {_table(Participation.appointments.through)} r "
            "ON r.participation_id = sat.id JOIN posts ON posts.id = r.appointment_id"
        )
        if holding and not people:
            rows += " UNION ALL SELECT event, organisation FROM said WHERE organisation IS NOT NULL"
        parts.append(_counted("organisation", Organisation, rows, ("parent_id",), public))
    return _asked(tables, parts, values)


def _asked(tables, parts, values):
    # Each part begins with its own WITH, and so is a subquery; a single part in brackets would be ambiguous.
    rows = " UNION ALL ".join(f"SELECT * FROM ({part}) part" for part in parts)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {rows}", values)
        return cursor.fetchall()


def _position_rows(filters):
    """Rows of (parameter, value, words, first year, last year, number) of the filtered positions."""
    public = filters.audience is Audience.PUBLIC
    said, values = sql_of(filters.qs, "id", "effective_date_start_by", "effective_date_end_from")
    tables = [f"found(id, first, last) AS MATERIALIZED ({said})"]
    parts = [KINDS.replace("kind, ''", "'', ''")]
    parts += [_chosen(name, NAMED[name][1], filters.value(name)) for name in ("topic", "expert") if filters.value(name)]
    stances = filters.value("stance") or []
    # With a stance, the same row must have it and the topic; with an event, the stance may be to either.
    if not (filters.value("topic") or (stances and filters.value("about"))):
        table = _table(PositionTopic)
        rows = f"SELECT t.position_id AS event, t.topic_id AS id FROM {table} t JOIN found ON found.id = t.position_id"
        if stances:
            rows += f" WHERE t.stance IN ({', '.join(repr(Stance(one).value) for one in stances)})"
        parts.append(_counted("topic", Topic, rows, ("broader_id",), public))
    if not filters.value("expert"):
        rows = (
            f"SELECT h.position_id AS event, h.expert_id AS id FROM {_table(PositionHolder)} h "
            "JOIN found ON found.id = h.position_id WHERE h.expert_id IS NOT NULL"
        )
        parts.append(_counted("expert", Expert, rows, (), public))
    for stance in Stance.values:
        # The object of a stance depends on the other parameters, so the filter set itself is used.
        with_it, more = sql_of(filters.changed(stance=[stance]).qs, "id")
        parts.append(f"SELECT 'stance', '{stance}', '', NULL::int, NULL::int, (SELECT count(*) FROM ({with_it}) held)")
        values += more
    return _asked(tables, parts, values)


# (date_part() is twice as fast as extract(), which counts in decimals.)
KINDS = """SELECT 'kind', kind, '', date_part('year', first)::int, date_part('year', last)::int, count(*)
    FROM found GROUP BY 2, 4, 5"""


def _counted(name, model, rows, parents, public, only="", single=False):
    """SQL for the records of a kind with most events: ``rows`` yields (event, id), ``parents`` are the columns
    upwards; without them each row comes once. ``single``: an event has one of the records only, so that what is above
    counts by adding up.

    The public reaches nothing by way of a draft, as in lib.trees.
    """
    table, seen = _table(model), "r.publication = 'published'" if public else "true"
    above, counted = "", "SELECT id, count(*) AS number FROM own GROUP BY id"
    if parents:
        columns = ", ".join(f"(r.{parent})" for parent in parents)
        above = f""", above(start, id) AS (
            SELECT DISTINCT id, id FROM own UNION
            SELECT a.start, up.id FROM above a JOIN {table} r ON r.id = a.id AND {seen}
            CROSS JOIN LATERAL (VALUES {columns}) up(id) WHERE up.id IS NOT NULL
        )"""
        those = f"({counted}) own" if single else "own"
        how = "sum(own.number)::bigint" if single else "count(DISTINCT own.event)"
        counted = f"SELECT above.id, {how} AS number FROM {those} JOIN above ON above.start = own.id GROUP BY above.id"
    return f"""WITH RECURSIVE own(event, id) AS MATERIALIZED ({rows}){above}
        SELECT '{name}', r.slug, r.name, NULL::int, NULL::int, counted.number
        FROM ({counted}) counted JOIN {table} r ON r.id = counted.id AND {seen}{only}
        ORDER BY 6 DESC, r.name_key LIMIT {MOST}"""


def _chosen(name, model, references):
    """SQL for the records chosen by a parameter, with the number of the whole list."""
    ids = ", ".join(str(one.pk) for one in references)
    return f"""SELECT '{name}', r.slug, r.name, NULL::int, NULL::int, (SELECT count(*) FROM found)
        FROM {_table(model)} r WHERE r.id IN ({ids}) ORDER BY r.name_key"""


def _table(model):
    return model._meta.db_table


# -- what is chosen -------------------------------------------------------------------------------


def _named(listing, title, name, rows):
    """A facet of records, [(slug, words, number)]: the most frequent ones, or those that are chosen."""
    chosen = bool(listing.filters.value(name))
    return Facet(
        gettext(title),
        [
            (words, number, listing.changed(**{name: None if chosen else key}), chosen, None)
            for key, words, number in rows
        ],
    )


def _kinds(listing, kinds):
    chosen = listing.filters.value("kind") or []
    facet = Facet(gettext("Kind"))
    for family in FAMILIES:
        for kind in family.kinds:
            if kinds[kind]:
                to = None if chosen == [kind] else kind.value
                facet.choices.append(
                    (translated(kind.label), kinds[kind], listing.changed(kind=to), chosen == [kind], family)
                )
    return facet


def _terms(listing, name, terms, rows):
    """A facet of the values of an enumeration, [(value, "", number)]."""
    chosen = listing.filters.value(name) or []
    facet = Facet(translated(name.capitalize()))
    for key, _, number in rows:
        here = chosen == [key]
        if number or here:
            facet.choices.append(
                (translated(terms(key).label), number, listing.changed(**{name: None if here else key}), here, None)
            )
    return facet


def _decades(listing, spans):
    decades = Counter()
    for first, last, number in spans:
        if known(first, last):
            decades.update(dict.fromkeys(range(first - first % 10, last + 1, 10), number))
    given = [listing.query.get(name, "") for name in ("date_from", "date_to")]
    facet = Facet(gettext("Decade"))
    for start in sorted(decades, reverse=True):
        ends = [f"{start:04}", f"{start + 9:04}"]
        values = [None] * 3 if given == ends else [*ends, "certain"]
        query = listing.changed(**dict(zip(DATES, values, strict=True)))
        facet.choices.append((gettext("{year}s").format(year=start), decades[start], query, given == ends, None))
    return facet
