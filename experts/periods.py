"""The period of a post: one rule for pages, timelines, formats and the API.

Without a recorded end, or with “..” (still held), a post lasts no longer than its holder lived and its organisation
existed. This limit is shown beside the recorded dates and never replaces them. For a query about a day, such a post also
ends when a successor comes, if the seat has one holder.
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
    """The limit of a post without a recorded end: a date and its reason; (None, None) without a limit."""

    date: PartialDate | None = None
    reason: str | None = None


NO_LIMIT = Limit()


def limit(end, died, dissolved):
    """The Limit of a post with this end, given when its holder died and its organisation was dissolved (or None)."""
    if end and not end.is_open:
        return NO_LIMIT
    known = [
        Limit(date, reason)
        for date, reason in ((died, DEATH), (dissolved, DISSOLUTION))
        if date and date.latest < LAST_DAY
    ]
    return min(known, key=lambda one: one.date.latest, default=NO_LIMIT)


def limit_sql(post, expert, organisation):
    """The same as SQL: (date, reason), NULL without a limit. The arguments are aliases of the three tables."""
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


# For how many days a predecessor and a successor may overlap.
HANDOVER = 31
# One in so many holdings may contradict the others, as in real data.
DIRT = 10
# A seat counts as having one holder if so many people have held it one after another.
HOLDERS = 3
# The ranks of heads of mission, by the beginnings of their folded words: these are one seat.
HEADS = "^(ambassador extraordinary|envoy extraordinary|minister plenipotentiary|minister resident|charge d|diplomatic agent)"


def _seat(row):
    """SQL for the seat of a post within its organisation: head of mission, or the words of the post."""
    return f"CASE WHEN {row}.post_order ~ '{HEADS}' THEN 'head of mission' ELSE {row}.post_order END"


# The ids of posts that were not held between two days (first, last) because others held the seat: posts without a
# recorded end whose successor had certainly come before, and posts without a beginning whose predecessor came only
# afterwards. A seat has one holder if people held it between known dates and hardly ever two at once: “Ambassador at
# Large” and “Professor” have several. {seen} and {dated} leave out drafts; {bodies} is a query of the organisations.
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
    """SUCCEEDED and its values, for the organisations of ``bodies`` (SQL, values); ``public`` leaves out drafts."""

    def seen(alias):
        return (
            f" AND {alias}.id IN (SELECT p.id FROM experts_appointment p JOIN experts_expert e ON e.id = p.expert_id"
            " WHERE p.publication = 'published' AND e.publication = 'published')"
        )

    sql = SUCCEEDED.format(seen=seen("s") if public else "", dated=seen("h") if public else "", bodies=bodies[0])
    return sql, (*bodies[1], first, last)


def period_words(start, end, until=NO_LIMIT):
    """The period in words, with the Limit ``until``; "" if nothing is known."""
    if not (start or end):
        return ""
    left = start.words() if start else gettext("unknown start")
    if until.date:
        return gettext(UNTIL[until.reason]).format(start=left, date=until.date.words())
    return to_date(left) if end and end.is_open else from_to(left, end.words() if end else gettext("an unknown end"))
