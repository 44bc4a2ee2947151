"""A relation as a whole: its years, kinds, reasons and people, for the events that match the parameters."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection

from experts.models import Appointment, Expert
from lib.api.fields import API_ROOT
from lib.partialdates.core import FIRST_DAY, LAST_DAY
from summits.models import Event, Participation
from summits.models.kinds import TieReason
from summits.relations.sql import seen


def _people_sql(audience):
    posts, experts = (seen(rows, audience, *columns) for rows, columns in _NAMED)
    return f"""
        SELECT s.side, x.slug, coalesce(x.name, p.name_as_printed), s.state,
            array_agg(DISTINCT coalesce(held.post, p.billing)) FILTER (WHERE coalesce(held.post, p.billing) <> ''),
            count(DISTINCT p.event_id) AS number, min(e.date_earliest), max(e.date_latest)
        FROM unnest(%s::int[], %s::bigint[], %s::bigint[]) AS s(side, state, id)
        JOIN {Participation._meta.db_table} p ON p.id = s.id
        JOIN {Event._meta.db_table} e ON e.id = p.event_id
        LEFT JOIN ({experts}) x ON x.id = p.expert_id
        LEFT JOIN LATERAL (
            SELECT a.post FROM {Participation.appointments.through._meta.db_table} r
            JOIN ({posts}) a ON a.id = r.appointment_id WHERE r.participation_id = p.id ORDER BY r.id LIMIT 1
        ) held ON true
        WHERE p.event_id IN ({{ids}}) AND (x.id IS NOT NULL OR p.name_as_printed <> '')
        GROUP BY s.side, x.id, x.slug, coalesce(x.name, p.name_as_printed), s.state
        ORDER BY number DESC, min(e.date_earliest), 3"""


_NAMED = ((Appointment.objects, ("id", "post")), (Expert.objects, ("id", "slug", "name")))


@dataclass(frozen=True)
class Person:
    """Somebody who took part for a state; ``slug`` is "" for a printed ``name`` without a person on record."""

    slug: str
    name: str
    state: int
    posts: tuple
    events: int
    first_day: object
    last_day: object


class Summary:
    """The figures of a relation; two statements.

    ``rows`` are the events of ``filters`` (a RelationFilter) as (id, kind, first possible day, last possible first day),
    ``people`` the Persons of both sides, those with the most events first.
    """

    def __init__(self, relation, filters):
        self.relation = relation
        events = filters.qs.order_by("date_earliest", "pk")
        self.rows = list(events.values_list("pk", "kind", "date_earliest", "date_start_by"))
        self.people = self._people(filters)

    def _people(self, filters):
        """Who took part, by person (or printed name) and state."""
        try:
            ids, values = filters.qs.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            return [], []
        found = [], []
        with connection.cursor() as cursor:
            cursor.execute(_people_sql(self.relation.audience).replace("{ids}", ids), [*self._seats(), *values])
            for side, slug, name, state, posts, number, first, last in cursor.fetchall():
                days = (None if first == FIRST_DAY else first), (None if last == LAST_DAY else last)
                found[side - 1].append(Person(slug or "", name, state, tuple(posts or ()), number, *days))
        return found

    def _seats(self):
        """The participations for the sides as three arrays: side, state, id."""
        rows = [(side, state, pk) for side, state, ids in self.relation.seats for pk in ids]
        return [list(column) for column in zip(*rows, strict=True)] or [[], [], []]

    def years(self):
        """{year of the first possible day: Counter of events, certain and the reasons}; None (unknown) last."""
        found = {}
        for pk, _, first, by in self.rows:
            year = None if first == FIRST_DAY else first.year
            counts = found.setdefault(year, Counter())
            counts["events"] += 1
            counts["certain"] += year is not None and by.year == year
            counts.update(reason.value for reason in TieReason if self.relation.events[pk].has(reason))
        return dict(sorted(found.items(), key=lambda item: (item[0] is None, item[0])))

    def kinds(self):
        """The number of events of each kind, most first."""
        return Counter(kind for _, kind, _, _ in self.rows).most_common()

    def reasons(self):
        """The number of events for each reason."""
        tied = [self.relation.events[pk] for pk, *_ in self.rows]
        return {reason.value: sum(one.has(reason) for one in tied) for reason in TieReason}

    def outcomes(self):
        """The ids of the outcomes to which both are parties."""
        return {outcome for pk, *_ in self.rows for outcome in self.relation.events[pk].outcomes}

    def as_json(self, base):
        """As the API gives it (SummaryShape); ``base`` is the address of the site."""
        first, second = self.relation.sides
        columns = ("events", "certain", *(reason.value for reason in TieReason))
        return {
            "first": _side(first, base),
            "second": _side(second, base),
            "years": [
                {"year": year, **{column: counts[column] for column in columns}}
                for year, counts in self.years().items()
            ],
            "kinds": [{"kind": kind, "events": number} for kind, number in self.kinds()],
            "reasons": self.reasons(),
            "outcomes": len(self.outcomes()),
            "first_people": [self._person(one, base) for one in self.people[0]],
            "second_people": [self._person(one, base) for one in self.people[1]],
        }

    def _person(self, one, base):
        url = f"{base}{API_ROOT}/experts/{one.slug}/"
        return {
            "expert": {"url": url, "slug": one.slug, "name": one.name} if one.slug else None,
            "name": one.name,
            "state": state_as_json(self.relation.names[one.state], base),
            "posts": list(one.posts),
            "events": one.events,
            "first_day": one.first_day,
            "last_day": one.last_day,
        }


def state_as_json(state, base):
    """A state as other records show it (OrganisationRef)."""
    return {"url": f"{base}{API_ROOT}/organisations/{state.slug}/", "slug": state.slug, "name": state.name}


def _side(side, base):
    return {
        "state": state_as_json(side.state, base),
        "predecessors": [state_as_json(one, base) for one in side.predecessors],
    }
