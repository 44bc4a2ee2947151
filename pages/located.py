"""The places of the events of a list, for a map, in one statement."""

from dataclasses import dataclass

from django.db import connection

from lib.api.sql import sql_of
from lib.visibility import Audience
from sources.models.places import Place, PlaceKind, located
from summits.models.standing import CALLED_OFF

# The event was somewhere within it: a mark in its centre would be too precise.
VAGUE = (PlaceKind.COUNTRY, PlaceKind.REGION)


@dataclass
class Spot:
    """A place on a map, with the ``number`` of events, of which ``off`` were called off; ``alone`` if it contains no other."""

    slug: str
    name: str
    country: str
    latitude: float
    longitude: float
    number: int
    off: int
    vague: bool
    alone: bool


def spots(events, audience):
    """The places with coordinates of a queryset of events, most frequent first: ([Spot], number of events without one).

    Events at a place without coordinates count for the place that contains it.
    """
    public = audience is Audience.PUBLIC
    sql, values = sql_of(events, "pk", "place_id", "status")
    table, seen = Place._meta.db_table, "AND r.publication = 'published'" if public else ""
    off = ", ".join(f"'{status}'" for status in CALLED_OFF)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE {located(audience)},
                found(id, place, status) AS MATERIALIZED ({sql}),
                counted(at, number, off) AS (
                    SELECT located.at, count(*), count(*) FILTER (WHERE status IN ({off}))
                    FROM found LEFT JOIN located ON located.id = found.place GROUP BY 1
                )
            SELECT p.slug, p.name, r.name, p.latitude, p.longitude, number, off, p.kind, EXISTS (
                SELECT FROM {table} b WHERE b.parent_id = p.id
                AND (b.latitude IS NOT NULL OR EXISTS (SELECT FROM {table} c WHERE c.parent_id = b.id))
            )
            FROM counted LEFT JOIN {table} p ON p.id = at LEFT JOIN {table} r ON r.id = p.country_id {seen}
            ORDER BY number DESC, p.name_key, p.id""",
            values,
        )
        rows = cursor.fetchall()
    found = [
        Spot(slug, name, country or "", latitude, longitude, number, off, kind in VAGUE, not (kind in VAGUE or parts))
        for slug, name, country, latitude, longitude, number, off, kind, parts in rows
        if slug
    ]
    return found, sum(row[5] for row in rows if not row[0])
