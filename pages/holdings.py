"""Holdings: stances of experts to topics with the positions behind them, read in one SQL statement."""

import functools
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q
from django.utils.translation import gettext_noop

from experts.models import Expert
from lib.api.sql import among, fixed
from lib.database.prepared import rows_of
from lib.visibility import Audience, audience_of
from pages.loading import seen
from pages.rows import page_of
from summits.models import PositionTopic
from summits.models.kinds import STANCE_SIGNS, Stance

# The most stances that are read for a page: the newest.
MOST = 5000
# The placeholder for the ids of those whose stances they are.
IDS = "\x02ids"
SIDES = (Stance.SUPPORTS, Stance.OPPOSES, Stance.MIXED)


@dataclass(frozen=True)
class Holding:
    """A stance of an expert to a topic in a position."""

    expert: str
    name: str
    topic: str
    topic_name: str
    stance: str
    position: str
    summary: str
    day: object
    panel: int | None = None
    panel_title: str | None = None
    event: str | None = None
    event_name: str | None = None

    @property
    def page(self):
        """The page of the position."""
        return page_of("positions", self.position)

    @property
    def sign(self):
        """The sign of the stance."""
        return STANCE_SIGNS[self.stance]

    @property
    def year(self):
        """The first year of the position's date; None where it is unknown."""
        return self.day.year if self.day and 1 < self.day.year < 9999 else None


COLUMNS = (
    "position__holders__expert__slug", "position__holders__expert__name", "topic__slug", "topic__name", "stance",
    "position__public_id", "position__summary", "position__effective_date_earliest",
    "position__panel", "position__panel__title", "position__panel__event__slug", "position__panel__event__name",
)  # fmt: skip


def holdings(user, of, ids):
    """The visible holdings of some records, the oldest first; ``of`` is where PositionTopic has these: a foreign key."""
    return [Holding(*row) for row in rows_of(_statement(audience_of(user), of), {"ids": list(ids)})][::-1]


@functools.cache
def _statement(audience, of):
    """Always the same text, and so prepared: planning it took five times as long as what it does."""
    public = Expert.objects.all().public("position__holders__expert__") if audience is Audience.PUBLIC else Q()
    # All conditions on the holder in one filter(): a second one could match another holder of the position.
    held = PositionTopic.objects.filter(public, among(of, IDS), position__holders__expert__isnull=False)
    rows = seen(held, audience, "topic", "position")
    order = (
        "-position__effective_date_earliest",
        "-position__order",
        "-position_id",
        "topic_id",
        "-position__holders__id",
    )
    newest = rows.order_by(*order)
    return fixed(*newest.values_list(*COLUMNS)[:MOST].query.sql_with_params(), {IDS: "%(ids)s"})


def consistency(held):
    """How consistent the stances of an expert are, by topic: (number on the most frequent side, total, changes).

    Only holdings that take a side on a topic with two or more are counted. ``changes`` are holdings that differ from
    the previous one of an earlier day: [(before, after)]. None if there is nothing to compare.
    """
    most, of, changes = 0, 0, []
    for _, _, rows in by_topic(held):
        sided = [one for one in rows if one.stance in SIDES]
        if len(sided) > 1:
            of += len(sided)
            most += max(sum(1 for one in sided if one.stance == stance) for stance in SIDES)
            changes += [
                (one, other) for one, other in pairwise(sided) if one.stance != other.stance and one.day != other.day
            ]
    return (most, of, changes) if of else None


def by_topic(held):
    """Holdings by topic, that with the most holdings first: [(topic, name, holdings)]."""
    found = {}
    for one in held:
        found.setdefault((one.topic, one.topic_name), []).append(one)
    return [(*key, rows) for key, rows in sorted(found.items(), key=lambda item: -len(item[1]))]


def side(held):
    """The side that follows from holdings: a stance, or None."""
    found = {one.stance for one in held if one.stance in SIDES}
    if not found:
        return None
    return found.pop() if len(found) == 1 else Stance.MIXED.value


def on_panels(held):
    """How experts who took sides on the same panel relate to each other, by topic, newest panel first.

    [(title, event, page, [(topic, its page, how, [(stance, sign, [(name, page of the statement, "")])])])];
    ``how`` says in words whether they agree. Only topics on which two or more experts took a side are included.
    """
    found = {}
    for one in reversed(held):
        if one.panel and one.stance in SIDES:
            key = (one.panel, one.panel_title, one.event_name, page_of("events", one.event))
            found.setdefault(key, {}).setdefault((one.topic_name, page_of("topics", one.topic)), []).append(one)
    panels = []
    for (_, *panel), topics in found.items():
        rows = [(*topic, *_stand(own)) for topic, own in topics.items() if len({one.expert for one in own}) > 1]
        if rows:
            panels.append((*panel, rows))
    return panels


def _stand(own):
    """How the experts of these holdings relate to each other on a topic: (words, rows for stance.html)."""
    by_expert = {}
    for one in own:
        by_expert.setdefault(one.expert, []).append(one)
    sides = {}
    for rows in by_expert.values():
        sides.setdefault(side(rows), []).append((rows[0].name, rows[0].page, ""))
    how = gettext_noop("they agree") if len(sides) == 1 and Stance.MIXED not in sides else gettext_noop("they differ")
    return how, [(stance, STANCE_SIGNS[stance], sides[stance]) for stance in SIDES if stance in sides]
