"""The relation of two states: the states, their ties, and the pairs of states with the most events."""

from dataclasses import dataclass, field
from functools import cached_property

import orjson
from django.utils.translation import gettext_noop

from experts.models import Organisation
from lib.database.prepared import rows_of
from lib.languages import gettext
from lib.visibility import Audience, audience_of
from summits.models.kinds import TieReason
from summits.relations.sql import ties

# evidence that one state came to the other.
HOW = {"host": gettext_noop("which was host"), "place": gettext_noop("in its territory")}


class NoState(LookupError):
    """There is no state with this slug that the viewer may see."""


@dataclass(frozen=True)
class State:
    """A state as a relation shows it."""

    pk: int
    slug: str
    name: str

    def get_absolute_url(self):
        """The address of the page of the relation."""
        return f"/organisations/{self.slug}/"


@dataclass(frozen=True)
class Side:
    """One side of a relation: the requested state and its predecessors, nearest first."""

    state: State
    predecessors: tuple = ()

    @property
    def states(self):
        """All states of the side, the current one first."""
        return (self.state, *self.predecessors)


@dataclass
class Tied:
    """What ties two states at one event: ``reasons`` as the API gives them, and the outcomes of both."""

    reasons: list = field(default_factory=list)
    outcomes: list = field(default_factory=list)

    def has(self, reason):
        """Whether this is one of the reasons."""
        return any(one["reason"] == reason for one in self.reasons)


def sides(first, second, viewer, together=True):
    """The two sides of a relation by the slugs of their states; one statement. Raises NoState with the slug.

    ``together`` adds the predecessors of each that ``viewer`` may see. If one state is a predecessor of the other, the
    chains stop there.
    """
    seen = " AND o.publication = 'published'" if audience_of(viewer) is Audience.PUBLIC else ""
    table = Organisation._meta.db_table
    rows = rows_of(
        f"""SELECT side, id, slug, name FROM (
            WITH RECURSIVE chain(side, step, id, slug, name, predecessor) AS (
                SELECT given.side, 0, o.id, o.slug, o.name, o.predecessor_id
                FROM unnest(%(slugs)s::text[]) WITH ORDINALITY AS given(slug, side)
                JOIN {table} o ON o.slug = given.slug WHERE o.kind = 'state'{seen}
                UNION ALL
                SELECT chain.side, step + 1, o.id, o.slug, o.name, o.predecessor_id
                FROM chain JOIN {table} o ON o.id = chain.predecessor WHERE o.kind = 'state'{seen}
            ) SELECT * FROM chain
        ) found ORDER BY side, step""",
        {"slugs": [first, second]},
    )
    chains = [[State(*row) for side, *row in rows if side == number] for number in (1, 2)]
    for slug, chain in zip((first, second), chains, strict=True):
        if not chain:
            raise NoState(slug)
    found = []
    for own, other in (chains, reversed(chains)):
        apart = own if together else own[:1]
        stop = next((place for place, one in enumerate(apart) if one.pk == other[0].pk), len(apart))
        found.append(Side(apart[0], tuple(apart[1:stop])))
    return found


class Relation:
    """The ties of two sides by event, as a viewer may see them; one statement.

    ``events`` is {id of an event: Tied}, ``seats`` has the participations for them as (side, 1 or 2, state, ids).
    """

    def __init__(self, first, second, viewer):
        self.sides = (first, second)
        self.audience = audience_of(viewer)
        self.events, self.seats = {}, []
        self._read()

    @cached_property
    def names(self):
        """The states of both sides by id."""
        return {one.pk: one for side in self.sides for one in side.states}

    def _read(self):
        numbers, states = [], []
        for number, side in enumerate(self.sides, 1):
            numbers += [number] * len(side.states)
            states += [one.pk for one in side.states]
        rows = rows_of(
            f"""SELECT * FROM (
                WITH RECURSIVE {ties(self.audience)}
                SELECT event, reason, first, second, visitor, array_agg(DISTINCT how ORDER BY how) AS how,
                    array_agg(DISTINCT outcome) FILTER (WHERE outcome IS NOT NULL) AS outcomes
                FROM ties GROUP BY event, reason, first, second, visitor
                UNION ALL
                SELECT NULL, 'seats', side, state, NULL, NULL, array_agg(DISTINCT id)
                FROM seated WHERE event IN (SELECT event FROM ties) GROUP BY side, state
            ) found ORDER BY event, reason, first, second, visitor""",
            {"sides": numbers, "states": states},
        )
        for event, reason, first, second, visitor, how, outcomes in rows:
            if reason == "seats":
                self.seats.append((first, second, outcomes))
                continue
            tied = self.events.setdefault(event, Tied())
            tied.outcomes += outcomes or []
            tied.reasons.append(self._reason(reason, self.names[first], self.names[second], visitor, how))

    @staticmethod
    def _reason(reason, first, second, visitor, how):
        """A reason as the API gives it, with the keys of the row that hold its evidence and sources."""
        told = {"reason": reason, "first": first.slug, "second": second.slug, "visitor": None}
        if reason == TieReason.VISIT:
            guest, host = (first, second) if visitor == 1 else (second, first)
            ways = gettext(" and ").join(gettext(HOW[one]) for one in how)
            words = gettext("{guest} came to {host}, {how}").format(guest=guest.name, host=host.name, how=ways)
            shown = ["first" if visitor == 1 else "second"]
            shown += ["second" if visitor == 1 else "first"] * ("host" in how) + ["citations"] * ("place" in how)
            return {**told, "visitor": guest.slug, "words": words, "shown_by": shown}
        if reason == TieReason.OUTCOME:
            words = gettext("{first} and {second} are parties of an outcome").format(
                first=first.name, second=second.name
            )
            return {**told, "words": words, "shown_by": ["outcomes"]}
        words = gettext("{first} and {second} took part").format(first=first.name, second=second.name)
        return {**told, "words": words, "shown_by": ["first", "second"]}

    def ids(self, reasons=()):
        """The ids of its events: all, or those for one of these reasons."""
        return [pk for pk, tied in self.events.items() if not reasons or any(tied.has(one) for one in reasons)]

    @property
    def values(self):
        """The values that the serializer of its rows needs besides their ids."""
        return {
            "first": self._seated(1),
            "second": self._seated(2),
            "outcomes": [pk for tied in self.events.values() for pk in tied.outcomes],
            "reasons": orjson.dumps({str(pk): tied.reasons for pk, tied in self.events.items()}).decode(),
        }

    def _seated(self, number):
        return [pk for side, _, ids in self.seats if side == number for pk in ids]


def pairs(viewer, limit, slug=""):
    """The pairs of states with most events together, predecessors counted with them: [(State, State, number)]; one statement.

    ``slug`` leaves those of one state.
    """
    of_one = "WHERE (SELECT s.side FROM states s JOIN experts_organisation o ON o.id = s.state WHERE o.slug = %(slug)s) IN (a, b)"
    rows = rows_of(
        f"""SELECT * FROM (
            WITH RECURSIVE {ties(audience_of(viewer), every=True)},
            counted AS (
                SELECT a, b, count(DISTINCT event) AS number FROM ties {of_one if slug else ""} GROUP BY a, b
                ORDER BY number DESC, a, b LIMIT %(limit)s::int
            )
            SELECT x.id, x.slug, x.name, y.id, y.slug, y.name, number FROM counted
            JOIN experts_organisation x ON x.id = a JOIN experts_organisation y ON y.id = b
            ORDER BY number DESC, x.name_key, y.name_key
        ) found""",
        {"limit": limit, **({"slug": slug} if slug else {})},
    )
    return [(State(*row[:3]), State(*row[3:6]), row[6]) for row in rows]
