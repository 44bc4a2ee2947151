"""From when to when a post was held, as far as is known: one rule for pages, timelines, formats and the API.

Where no end is on record, or “..” (still held), a post lasts no longer than its holder lived and its organisation
existed. That is said beside what is recorded and never replaces it: nobody wrote down when the post ended.
Who is asked for by a day did not hold it either after a successor came, where one seat has one holder.
"""

from typing import NamedTuple

from django.utils.translation import gettext_noop

from lib.languages import gettext
from lib.partialdates.core import LAST_DAY, PartialDate, from_to, to_date

DEATH, DISSOLUTION = "death", "dissolution"
UNTIL = {
    DEATH: gettext_noop("{start} to an unknown end, not after the death, {date}"),
    DISSOLUTION: gettext_noop("{start} to an unknown end, not after the dissolution, {date}"),
}


class Limit(NamedTuple):
    """What a post without a recorded end did not outlast: a date and what happened then; (None, None) for nothing."""

    date: PartialDate | None = None
    reason: str | None = None


NO_LIMIT = Limit()


def limit(end, died, dissolved):
    """The Limit of a post with this end, whose holder died and whose organisation was dissolved then (or None)."""
    if end and not end.is_open:
        return NO_LIMIT
    known = [
        Limit(date, reason)
        for date, reason in ((died, DEATH), (dissolved, DISSOLUTION))
        if date and date.latest < LAST_DAY
    ]
    return min(known, key=lambda one: one.date.latest, default=NO_LIMIT)


def limit_sql(post, expert, organisation):
    """The same as SQL: (date, reason), each NULL for nothing. The names are aliases of the three tables."""
    known = f"{post}.status = 'served' AND least({expert}.died_latest, {organisation}.end_latest) < '{LAST_DAY}'"
    open_end = f"""coalesce({post}."end", '..') = '..' AND {known}"""
    dead = f"{expert}.died_latest <= {organisation}.end_latest"
    return (
        f'CASE WHEN {open_end} THEN CASE WHEN {dead} THEN {expert}.died ELSE {organisation}."end" END END',
        f"CASE WHEN {open_end} THEN CASE WHEN {dead} THEN '{DEATH}' ELSE '{DISSOLUTION}' END END",
    )


def last_day_sql(post, expert, organisation):
    """SQL for the last day on which the post may have been held."""
    bounded = f"least({expert}.died_latest, {organisation}.end_latest)"
    return f"""CASE WHEN coalesce({post}."end", '..') = '..' THEN {bounded} ELSE {post}.end_latest END"""


# Two who hand a post over may both be in it for so many days.
HANDOVER = 31
# Of so many holdings one may contradict the others, as in real data.
DIRT = 10
# So many people must have held a seat one after another before it is taken for one that has one holder.
HOLDERS = 3
# The ranks in which somebody heads a mission, as their folded words begin: these are one seat.
HEADS = "^(ambassador extraordinary|envoy extraordinary|minister plenipotentiary|minister resident|charge d|diplomatic agent)"


def _seat(row):
    """SQL for the seat at its organisation that a post is: the head of a mission, or the post in its words."""
    return f"CASE WHEN {row}.post_order ~ '{HEADS}' THEN 'head of mission' ELSE {row}.post_order END"


# The ids of posts of which others of the seat say that they were not held from one day to another (first, last): without
# an end on record, where the next holder had certainly come before; without a beginning, where the one before came
# only afterwards. A seat has one holder where some people held it from and to known dates, and hardly ever two
# certainly at once: “Ambassador at Large” and “Professor” have several. {seen} and {dated} leave out drafts;
# {bodies} is a query of the organisations that matter.
SUCCEEDED = f"""
    WITH post AS MATERIALIZED (
        SELECT a.id, a.organisation_id AS body, {_seat("a")} AS seat, a.post_order, a.expert_id, a.start_earliest, a.start_by,
            a.end_from, a.start IS NOT NULL AS begun, coalesce(a."end", '..') <> '..' AS ended
        FROM experts_appointment a WHERE a.organisation_id IN ({{bodies}})
    ), open AS MATERIALIZED (
        SELECT a.id, a.body, a.seat FROM post a JOIN post s ON s.body = a.body AND s.seat = a.seat
        WHERE a.begun AND NOT a.ended AND s.begun AND s.start_earliest > a.start_by AND s.start_by < %s
            AND (s.expert_id <> a.expert_id OR s.post_order <> a.post_order){{seen}}
        UNION
        SELECT a.id, a.body, a.seat FROM post a JOIN post s ON s.body = a.body AND s.seat = a.seat
        WHERE a.ended AND NOT a.begun AND s.begun AND s.start_earliest > %s AND s.start_by + {HANDOVER} < a.end_from
            AND s.expert_id <> a.expert_id{{seen}}
    ), held AS MATERIALIZED (
        SELECT h.* FROM post h WHERE h.begun AND h.ended AND (h.body, h.seat) IN (SELECT body, seat FROM open){{dated}}
    ), together AS (
        SELECT x.body, x.seat, count(*) AS pairs FROM held x JOIN held y ON y.body = x.body AND y.seat = x.seat
        WHERE y.id > x.id AND y.expert_id <> x.expert_id
            AND least(x.end_from, y.end_from) - greatest(x.start_by, y.start_by) > {HANDOVER}
        GROUP BY 1, 2
    )
    SELECT id FROM open WHERE (body, seat) IN (
        SELECT h.body, h.seat FROM held h LEFT JOIN together t ON t.body = h.body AND t.seat = h.seat
        GROUP BY h.body, h.seat, t.pairs
        HAVING count(DISTINCT h.expert_id) >= {HOLDERS} AND coalesce(t.pairs, 0) * {DIRT} <= count(*))"""


def others_held(first, last, bodies, public):
    """SUCCEEDED and its values, at the organisations of ``bodies`` (SQL, values); for the public (a flag) no draft counts."""

    def seen(alias):
        return (
            f" AND {alias}.id IN (SELECT p.id FROM experts_appointment p JOIN experts_expert e ON e.id = p.expert_id"
            " WHERE p.publication = 'published' AND e.publication = 'published')"
        )

    sql = SUCCEEDED.format(seen=seen("s") if public else "", dated=seen("h") if public else "", bodies=bodies[0])
    return sql, (*bodies[1], first, last)


def period_words(start, end, until=NO_LIMIT):
    """From–to in words, with the Limit ``until``; "" where nothing is known."""
    if not (start or end):
        return ""
    left = start.words() if start else gettext("unknown start")
    if until.date:
        return gettext(UNTIL[until.reason]).format(start=left, date=until.date.words())
    return to_date(left) if end and end.is_open else from_to(left, end.words() if end else gettext("an unknown end"))
