"""Twins: rows of the two records that may mean the same; a person decides whether to keep one or both."""

from dataclasses import dataclass
from itertools import combinations

from desk.kinds import KINDS
from desk.merge.fields import is_empty, value_words
from desk.merge.rejected import MergeRejected
from desk.merge.steps import describe
from experts.models import Appointment, OrganisationTerritory
from lib.fields import content_fields
from lib.names import same_letters
from lib.partialdates import parse
from sources.models import Citation
from sources.stated import spans_agree
from summits.models import Outcome, Panel, Participation

BOTH = "both"


@dataclass(frozen=True)
class Likeness:
    """The condition under which two rows of a table are twins.

    ``equal`` columns are equal, ``agree`` columns equal or empty in one; ``text`` is equal except for case, blanks,
    punctuation and accents; ``dates`` contain each other or are unknown (of two, the first is the start, the second the
    end). ``words`` name them. Twins that are only ``told`` are not merged here, since one would lose its address.
    """

    words: str
    equal: tuple
    text: str = ""
    dates: tuple = ()
    agree: tuple = ()
    told: bool = False

    def holds(self, one, other):
        """Whether two rows ({column: value}) with the same ``equal`` columns are twins."""
        return (
            all(one[column] == other[column] or not (one[column] and other[column]) for column in self.agree)
            and (not self.text or same_letters(one[self.text], other[self.text]))
            and all(_agree(one[column], other[column]) for column in self.dates)
            and (len(self.dates) < 2 or _in_order([one, other], *self.dates))
        )


ALIKE = {
    Appointment: Likeness(
        "the same post", ("expert_id", "organisation_id", "status"), "post", ("start", "end"), ("appointed",)
    ),
    OrganisationTerritory: Likeness("the same territory", ("organisation_id", "place_id"), dates=("period",)),
    Participation: Likeness("the same participation", ("event_id", "panel_id", "expert_id", "organisation_id")),
    Panel: Likeness("the same panel", ("event_id",), "title", ("date",), told=True),
    Outcome: Likeness("the same outcome", ("event_id",), "title", ("date",), told=True),
    **dict.fromkeys(
        Citation.__subclasses__(),
        Likeness("the same citation", ("record_id", "source_id", "paragraph", "sentence", "field", "value"), "locator"),
    ),
    **{
        kind.further_names: Likeness(
            "the same name", ("record_id", "kind"), "text", ("period",), ("language", "script")
        )
        for kind in KINDS.values()
        if kind.further_names
    },
}  # fmt: skip


@dataclass
class Twins:
    """Two rows that may be one: ``options`` {choice: words}, and the one that is ``chosen``."""

    name: str
    model: type
    ids: tuple
    title: str
    options: dict
    chosen: str = BOTH
    told: bool = False


def find(model, rows, mapped, choices):
    """The Twins among rows ({id: row}, before and after mapping), one from each record.

    ``choices`` maps their names to choices. Raises MergeRejected for an invalid choice.
    """
    alike = ALIKE.get(model)
    if not alike:
        return []
    groups = {}
    for pk in sorted(rows):
        now, then = ([row[pk][column] for column in alike.equal] for row in (rows, mapped))
        groups.setdefault(tuple(then), []).append((pk, now != then))
    pairs = [
        (one, other)
        for group in groups.values()
        for (one, moves), (other, other_moves) in combinations(group, 2)
        if moves != other_moves and alike.holds(mapped[one], mapped[other])
    ]
    words = describe(model, {pk for pair in pairs for pk in pair})
    known = _named(model, mapped, pairs)
    found = []
    for pair in pairs:
        name = f"twins-{model._meta.model_name}-{pair[0]}-{pair[1]}"
        kept = {str(pk): _words(model, words[pk], mapped, pk, pair, known) for pk in pair}
        one = Twins(
            name, model, pair, f"Is this {alike.words} twice?", {BOTH: "No, keep both", **kept}, told=alike.told
        )
        one.chosen = BOTH if alike.told else choices.get(name) or BOTH
        if one.chosen not in one.options:
            raise MergeRejected(f"“{one.chosen}” is not one of the choices: {', '.join(one.options)}.")
        found.append(one)
    return found


def losers(twins):
    """The choices as {id of a row that goes: id of the one that stays}.

    A row that goes cannot absorb another, and one that absorbs another cannot go: choices for several pairs may
    contradict each other. A contradicting choice is reset to “both”.
    """
    gone = {}
    for one in twins:
        if one.chosen == BOTH:
            continue
        kept = int(one.chosen)
        goes = next(pk for pk in one.ids if pk != kept)
        if goes in gone or goes in gone.values() or kept in gone:
            one.chosen = BOTH
        else:
            gone[goes] = kept
    return gone


def _agree(one, other):
    """Whether two partial dates agree: equal, one inside the other, or one unknown."""
    if not one or not other or one == other:
        return True
    if ".." in (one, other):
        return False
    a, b = parse(one), parse(other)
    return spans_agree([(a.earliest, a.latest)], [(b.earliest, b.latest)])


def _in_order(rows, start, end):
    """Whether the latest start is not after the earliest end."""
    starts = [parse(row[start]).earliest for row in rows if row[start]]
    ends = [parse(row[end]).latest for row in rows if row[end] and row[end] != ".."]
    return not starts or not ends or max(starts) <= min(ends)


def _differing(model, mapped, pair):
    """The fields in which two rows differ, in the model's order."""
    return [f for f in content_fields(model) if mapped[pair[0]][f.column] != mapped[pair[1]][f.column]]


def _named(model, mapped, pairs):
    """The records in which pairs of rows differ: {model: {id: record}}, one statement for each foreign key."""
    wanted = {}
    for pair in pairs:
        for field in _differing(model, mapped, pair):
            if field.many_to_one:
                wanted.setdefault(field.related_model, set()).update(mapped[pk][field.column] for pk in pair)
    return {target: target._base_manager.in_bulk(pks - {None}) for target, pks in wanted.items()}


def _words(model, words, mapped, pk, pair, known):
    """One of two rows in words, with the fields in which they differ."""
    differs = []
    for field in _differing(model, mapped, pair):
        value = mapped[pk][field.column]
        said = "nothing" if is_empty(value) else value_words(field, value, known)
        differs.append(f"{field.verbose_name}: {said}")
    return f"{words} ({'; '.join(differs)})" if differs else words


def remarks(kind, survivor_id):
    """Hints about the merged record: texts."""
    if not hasattr(kind.model, "identifiers"):
        return []
    found = {}
    for one in kind.model.identifiers.rel.related_model._base_manager.filter(record=survivor_id).order_by("pk"):
        found.setdefault(one.scheme, []).append(one)
    return [
        f"It has {len(some)} identifiers of one catalogue, {some[0].get_scheme_display()}: "
        f"{', '.join(one.value for one in some)}. They may name different things: remove the one that is wrong."
        for scheme, some in found.items()
        if len(some) > 1 and scheme != "other"
    ]
