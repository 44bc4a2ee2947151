"""From when to when a post was held, as far as is known: one rule for pages, timelines, formats and the API.

Where no end is on record, or “..” (still held), a post lasts no longer than its holder lived and its organisation
existed. That is said beside what is recorded and never replaces it: nobody wrote down when the post ended.
"""

from typing import NamedTuple

from lib.partialdates.core import LAST_DAY, PartialDate

DEATH, DISSOLUTION = "death", "dissolution"


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
    known = f"least({expert}.died_latest, {organisation}.end_latest) < '{LAST_DAY}'"
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


def period_words(start, end, until=NO_LIMIT):
    """From–to in words, with the Limit ``until``; "" where nothing is known."""
    if not (start or end):
        return ""
    left = start.words() if start else "unknown start"
    if until.date:
        return f"{left} to an unknown end, not after the {until.reason}, {until.date.words()}"
    return f"{left} to date" if end and end.is_open else f"{left} to {end.words() if end else 'an unknown end'}"
