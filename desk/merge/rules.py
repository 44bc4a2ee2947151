"""The rules of the domain for merging: links, panels, trees, countries, earlier decisions."""

from desk.kinds import KINDS
from desk.merge.rejected import MergeRejected
from desk.merge.steps import describe
from desk.models import DuplicateDismissal
from lib.names import NameKind, says_no_more
from lib.rows import read_rows
from sources.models import Place, PlaceKind
from summits.models import (
    Event,
    EventLink,
    LinkKind,
    Outcome,
    OutcomeEvent,
    Panel,
    Participation,
    PositionEndorser,
    PositionHolder,
)


def prepare_links(run, rows, mapped, map_row):
    """Links between the two events are removed, since an event cannot be linked to itself: {id: why}."""
    return {
        pk: "it links the two records to each other"
        for pk in rows
        if mapped[pk]["from_event_id"] == mapped[pk]["to_event_id"]
    }


def prepare_panels(run, rows, mapped, map_row):
    """Panels keep their order; a panel whose number is taken gets the next free one."""
    taken = {row["number"] for pk, row in rows.items() if mapped[pk] == row}
    free = max((row["number"] for row in rows.values()), default=0) + 1
    changes = {}
    for pk, row in sorted(rows.items(), key=lambda item: (item[1]["number"], item[0])):
        if mapped[pk] == row:
            continue
        if row["number"] in taken:
            changes[pk] = ({"number": row["number"]}, {"number": free})
            row["number"] = mapped[pk]["number"] = free
            free += 1
        taken.add(row["number"])
    if changes:
        run.steps.set(Panel, changes, describe(Panel, changes))
    return {}


def prepare_names(run, rows, mapped, map_row):
    """The main name is not kept as a variant."""
    return {
        pk: "the record is listed under this name"
        for pk, row in rows.items()
        if row["kind"] in (NameKind.VARIANT, NameKind.ALIAS) and says_no_more(row["text"], run.label_after)
    }


def prepare_endorsers(run, rows, mapped, map_row):
    """Nobody endorses what they hold themselves."""

    def who(row):
        return row["position_id"], row["expert_id"], row["organisation_id"]

    holders = read_rows(PositionHolder, {"position_id": {row["position_id"] for row in mapped.values()}})
    held = {who(map_row(row)) for row in holders.values()}
    return {pk: "the one record holds this position itself" for pk in rows if who(mapped[pk]) in held}


def prepare_outcome_events(run, rows, mapped, map_row):
    """An event is not a later event of its own outcome."""
    own = {
        pk: row["event_id"]
        for pk, row in read_rows(Outcome, {"id": {row["outcome_id"] for row in rows.values()}}).items()
    }
    return {
        pk: "the outcome is of the same event"
        for pk, row in rows.items()
        if own[row["outcome_id"]] != row["event_id"]
        and map_row({"event_id": own[row["outcome_id"]]})["event_id"] == mapped[pk]["event_id"]
    }


def prepare_participations(run, rows, mapped, map_row):
    """An organisation does not take part on behalf of itself."""
    changes = {
        pk: ({"on_behalf_of_id": row["on_behalf_of_id"]}, {"on_behalf_of_id": None})
        for pk, row in rows.items()
        if row["organisation_id"] is not None
        and row["organisation_id"] != row["on_behalf_of_id"]
        and mapped[pk]["organisation_id"] == mapped[pk]["on_behalf_of_id"]
    }
    run.steps.set(Participation, changes, describe(Participation, changes))
    for pk in changes:
        rows[pk]["on_behalf_of_id"] = mapped[pk]["on_behalf_of_id"] = None
    return {}


# Model → function(run, rows, mapped, map_row), which makes necessary changes before the rows move, and returns the rows
# that cannot move, {id: why}. ``mapped`` has the rows as they will be, ``map_row`` maps any row with these foreign keys.
PREPARE = {
    EventLink: prepare_links,
    OutcomeEvent: prepare_outcome_events,
    Panel: prepare_panels,
    Participation: prepare_participations,
    PositionEndorser: prepare_endorsers,
    **{kind.further_names: prepare_names for kind in KINDS.values() if kind.further_names},
}


def check_tree(kind, survivor, absorbed, after):
    """Refuse a parent (or predecessor) of the survivor that would create a cycle after the merge."""
    for name in filter(None, (kind.parent, *kind.further)):
        _check_chain(kind, name, survivor, absorbed, after)


def _check_chain(kind, name, survivor, absorbed, after):
    column = f"{name}_id"
    one = {survivor["id"], absorbed["id"]}
    above = after.get(column, survivor[column])
    path = []
    while above is not None and above not in one and above not in path:
        path.append(above)
        above = kind.model._base_manager.values_list(column, flat=True).get(pk=above)
    if above is not None and above in one:
        words = describe(kind.model, path)
        inside = name == kind.parent
        way = (" inside " if inside else " before ").join(f"“{words[pk]}”" for pk in path)
        what = f"lie inside itself ({way} inside it)" if inside else f"be its own {name} ({way or 'the two are one'})"
        raise MergeRejected(
            f"The record would {what}: choose another value for “{name}”.",
            {name: ["It would lie inside itself." if inside else f"It would be its own {name}."]},
        )


def check_programme(pk):
    """Refuse panels with times if the surviving event lacks the day or time zone."""
    event = Event.objects.get(pk=pk)
    event.check_programme(event.panels.filter(start_time__isnull=False))


def check_part_of(survivor, absorbed):
    """Refuse to merge two events if one is indirectly a part of the other."""
    one = {survivor["id"], absorbed["id"]}
    rows = EventLink._base_manager.filter(kind=LinkKind.PART_OF)
    came_by, level = {}, set(one)
    while level:
        found = list(rows.filter(from_event__in=level).values_list("from_event_id", "to_event_id", "id"))
        level = set()
        for start, end, pk in found:
            if end in one and start not in one:
                _refuse_part_of(came_by, start, pk)
            if end not in one and end not in came_by:
                came_by[end] = (start, pk)
                level.add(end)


def _refuse_part_of(came_by, start, last):
    links = [last]
    while start in came_by:
        start, pk = came_by[start]
        links.insert(0, pk)
    words = describe(EventLink, links)
    way = "; ".join(f"“{words[pk].split(' – ')[0]}”" for pk in links)
    raise MergeRejected(f"The event would be part of itself: {way}. Remove one of these links first.")


def check_country(kind, survivor, absorbed, after):
    """Refuse to turn a country into another kind of place while places refer to it as their country."""
    if kind.model is not Place or after.get("kind", survivor["kind"]) == PlaceKind.COUNTRY:
        return
    inside = Place._base_manager.filter(country__in=[survivor["id"], absorbed["id"]])
    inside = inside.exclude(pk__in=[survivor["id"], absorbed["id"]])
    if inside.exists():
        raise MergeRejected(
            f"{inside.count()} places name the record as their country, such as “{inside.first()}”: "
            "choose “country” as its kind.",
            {"kind": ["Places name it as their country."]},
        )


def settle_decisions(steps, kind, survivor_id, absorbed_id):
    """Transfer “not a duplicate” decisions from the absorbed record; one about the two themselves is removed."""
    pks = DuplicateDismissal.objects.of(kind.name, absorbed_id).values_list("pk", flat=True)
    rows = read_rows(DuplicateDismissal, {"id": pks})
    steps.delete(DuplicateDismissal, rows, why=dict.fromkeys(rows, "it says of the absorbed record that it is another"))
    for row in rows.values():
        other = row["second"] if row["first"] == absorbed_id else row["first"]
        if other == survivor_id:
            continue
        pair = DuplicateDismissal.pair(kind.name, survivor_id, other)
        if not DuplicateDismissal.objects.filter(**pair).exists():
            kept = DuplicateDismissal(**pair, why=row["why"], by_id=row["by_id"], at=row["at"])
            steps.insert(DuplicateDismissal, [kept], [f"decision on number {other}"])
