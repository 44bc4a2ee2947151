"""Who took part in which events of a list: people, organisations and events with the ties between them, in one statement."""

from dataclasses import dataclass

from django.db import connection

from experts.models import Appointment, Expert, Organisation
from lib.api.sql import sql_of
from lib.visibility import Audience
from pages.rows import page_of
from summits.filters.common import there
from summits.models import Event, Participation

# The most of each kind that are read; a drawing shows fewer.
MOST = 40


@dataclass(frozen=True)
class Node:
    """An ``expert``, ``organisation`` or ``event`` (``of``) with the number of its ties in the whole list."""

    of: str
    id: int
    slug: str
    name: str
    number: int
    date: str = ""
    status: str = ""

    @property
    def page(self):
        """The address of its page."""
        return page_of(f"{self.of}s", self.slug)


def tied(filters):
    """What the events of a filter set tie together: ([Node], {(of, id, event's id)}, {of: how many there are in all}).

    The people and organisations with most events are read, and the events with most of these. A person is tied to
    events that they attended or may have attended; an organisation also to those where somebody represented it or
    held one of its posts.
    """
    events, values = sql_of(filters.qs, "id", "date_earliest")
    rows = there(filters.audience, filters.value("attendance"), called_off=bool(filters.value("status")))
    sat, more = sql_of(rows, "id", "event_id", "expert_id", "organisation_id", "on_behalf_of_id")
    posts, others = sql_of(Appointment.objects.visible_to(filters.audience).held(), "id", "organisation_id")
    with connection.cursor() as cursor:
        cursor.execute(_sql(events, sat, posts, filters.audience), [*values, *more, *others])
        found = cursor.fetchall()
    nodes, ties, totals = [], set(), {"expert": 0, "organisation": 0, "event": 0}
    for of, pk, other, slug, name, number, date, status in found:
        if slug is not None:
            nodes.append(Node(of, pk, slug, name, number, date or "", status or ""))
        elif other is not None:
            ties.add((of, pk, other))
        else:
            totals[of] = number
    return nodes, ties, totals


def _sql(events, sat, posts, audience):
    seen = "AND r.publication = 'published'" if audience is Audience.PUBLIC else ""
    named = [
        f"SELECT '{of}' AS of, c.id, r.slug, r.name, c.number, count(*) OVER () AS total,"
        " rank() OVER (ORDER BY c.number DESC, r.name_key, r.id) AS place"
        f" FROM counted c JOIN {model._meta.db_table} r ON r.id = c.id {seen} WHERE c.of = '{of}'"
        for of, model in (("expert", Expert), ("organisation", Organisation))
    ]
    through = Participation.appointments.through._meta.db_table
    return f"""WITH found(id, first) AS MATERIALIZED ({events}),
        sat AS MATERIALIZED (
            SELECT s.* FROM ({sat}) s(id, event, expert, organisation, on_behalf_of) JOIN found ON found.id = s.event
        ),
        posts(id, organisation) AS ({posts}),
        tie(of, id, event) AS MATERIALIZED (
            SELECT 'expert', expert, event FROM sat WHERE expert IS NOT NULL
            UNION SELECT 'organisation', organisation, event FROM sat WHERE organisation IS NOT NULL
            UNION SELECT 'organisation', on_behalf_of, event FROM sat WHERE on_behalf_of IS NOT NULL
            UNION SELECT 'organisation', posts.organisation, sat.event
            FROM sat JOIN {through} p ON p.participation_id = sat.id JOIN posts ON posts.id = p.appointment_id
        ),
        counted AS MATERIALIZED (SELECT of, id, count(*) AS number FROM tie GROUP BY 1, 2),
        who AS MATERIALIZED (
            {" UNION ALL ".join(named)}
        ),
        most AS MATERIALIZED (SELECT * FROM who WHERE place <= {MOST}),
        busiest AS MATERIALIZED (
            SELECT event AS id, count(*) AS number FROM tie JOIN most USING (of, id) GROUP BY event
        ),
        at AS MATERIALIZED (
            SELECT * FROM busiest JOIN found USING (id) ORDER BY number DESC, first DESC NULLS LAST, id DESC LIMIT {MOST}
        )
        (SELECT of, id, NULL::bigint, slug, name, number, NULL, NULL FROM most ORDER BY number DESC, place)
        UNION ALL (
            SELECT 'event', at.id, NULL, e.slug, e.name, at.number, e.date, e.status
            FROM at JOIN {Event._meta.db_table} e USING (id) ORDER BY at.first, at.id
        )
        UNION ALL SELECT tie.of, tie.id, tie.event, NULL, NULL, NULL, NULL, NULL
            FROM tie JOIN most USING (of, id) JOIN at ON at.id = event
        UNION ALL SELECT of, NULL, NULL, NULL, NULL, max(total), NULL, NULL FROM who GROUP BY of
        UNION ALL SELECT 'event', NULL, NULL, NULL, NULL, count(*), NULL, NULL FROM found"""
