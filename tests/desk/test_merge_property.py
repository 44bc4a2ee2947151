"""For any two records: all that pointed at either points at the survivor, nothing is lost, undo restores the tables."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.kinds import KINDS
from desk.merge import engine
from desk.merge.engine import MergeRejected
from desk.merge.fields import SURVIVOR
from desk.merge.undo import undo
from experts.models import FormerAppointmentId
from lib.references import is_history
from summits.models import FormerLinkId, FormerParticipationId
from tests.desk.mergeworlds import World, dump, pointing_at, record_models

pytestmark = pytest.mark.slow

# What triggers derive from other rows may change with those.
DERIVED = ("path", "effective_date")

# Records without a slug that may say the same as another: their ids lead to that one.
FORMER_IDS = {
    "experts.Appointment": FormerAppointmentId,
    "summits.Participation": FormerParticipationId,
    "summits.EventLink": FormerLinkId,
}


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def told(row):
    return {column: value for column, value in row.items() if not column.startswith(DERIVED)}


def merged(kind, survivor, absorbed, random):
    """Merge with the defaults, or with all of the survivor's values where those do not fit together.

    Of rows that may be one, any is chosen. Each after its preview, whose fingerprint must be that of the merge.
    """
    try:
        shown = engine.preview(kind, survivor.pk, absorbed.pk)
        kept = {one.name: random.choice(list(one.options)) for one in shown.twins}
        shown = engine.preview(kind, survivor.pk, absorbed.pk, choices=kept)
        return engine.merge(kind, survivor.pk, absorbed.pk, choices=kept, expected=shown.fingerprint)
    except MergeRejected as refused:
        if "itself" in refused.message:
            return None
        shown = engine.preview(kind, survivor.pk, absorbed.pk)
        return engine.merge(
            kind, survivor.pk, absorbed.pk, choices={c.name: SURVIVOR for c in shown.choices},
            expected=shown.fingerprint,
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", KINDS)
def test_any_two_records(name):
    kind, made = KINDS[name], []

    @settings(max_examples=6, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False))
    def holds(random):
        with rolled_back():
            world = World(random)
            known = world.known[kind.model]
            survivor, absorbed = random.sample(known, 2) if len(known) > 1 else (None, None)
            if survivor is None:
                return
            if name in ("expert", "organisation"):
                world.said_twice(name, survivor, absorbed)
            world.alike(kind, survivor, absorbed)
            before = dump()
            result = merged(kind, survivor, absorbed, random)
            if result is None:
                assert dump() == before
                return
            made.append(result)
            after = dump()
            compare(kind, survivor, absorbed, before, after, result.steps)
            undo(result.merge.pk)
            assert dump() == before

    holds()
    assert len(made) >= 3
    collided = [s for r in made for s in r.steps if s["op"] == "delete" and s.get("kept_id")]
    assert collided, "no example had rows that say the same: the worlds are too tame"
    if name in ("expert", "organisation"):
        assert [s for s in collided if "chosen" in s["why"]], "no example had rows that may be one"


def compare(kind, survivor, absorbed, before, after, steps):
    label, gone = kind.model._meta.label, absorbed.pk
    logged = {(s["model"], s["id"]): s["row"] for s in steps if s["op"] == "delete"}
    written = {(s["model"], r["id"]) for s in steps if s["op"] == "move" for r in s["rows"]}
    written |= {(s["model"], s["id"]) for s in steps if s["op"] == "set"}
    added = {(s["model"], s["id"]) for s in steps if s["op"] == "insert"}
    cleared = {(s["model"], s["id"], c) for s in steps if s["op"] == "set" for c, v in s["after"].items() if v is None}
    # Nothing points at the absorbed, by the database's own list of foreign keys.
    pointed = 0
    tables = {model._meta.db_table: model for model in record_models()}
    for table, column in pointing_at(kind.model._meta.db_table):
        if table not in tables:
            continue
        name = tables[table]._meta.label
        assert not [row for row in after[name].values() if row[column] == gone], f"{table}.{column}"
        for pk, row in before[name].items():
            if row[column] not in (gone, survivor.pk) or (name == label and pk in (gone, survivor.pk)):
                continue
            pointed += 1
            assert (name, pk, column) in cleared or (name, pk) in logged or after[name][pk][column] == survivor.pk, (
                f"{table}.{column} of {pk}"
            )
    # Nothing is lost or changed that the log does not have, and nothing comes from nowhere.
    for name, rows in before.items():
        for pk, row in rows.items():
            if pk not in after[name]:
                kept = logged[name, pk]
                assert {c: v for c, v in row.items() if c in kept} == kept
            elif (name, pk) not in written:
                assert told(after[name][pk]) == told(row)
        assert set(after[name]) - set(rows) == {pk for model, pk in added if model == name}
    # A row that went because another says the same has that other on record, or what that one became in turn.
    instead = {(s["model"], s["id"]): s["kept_id"] for s in steps if s["op"] == "delete" and s.get("kept_id")}
    for step in steps:
        if step["op"] == "delete" and step.get("kept_id"):
            stays = step["kept_id"]
            while (step["model"], stays) in instead:
                stays = instead[step["model"], stays]
            assert stays in after[step["model"]]
            if model := FORMER_IDS.get(step["model"]):
                assert model.objects.get(public_id=step["row"]["public_id"]).record_id == stays
    # The names and addresses of the absorbed lead to the survivor.
    old = before[label][gone]
    kept = kind.model.objects.get(pk=survivor.pk)
    assert kind.former_slugs.objects.get(slug=old["slug"]).record_id == survivor.pk
    if kind.further_names:
        names = {getattr(kept, kind.label), *kept.names.values_list("text", flat=True)}
        assert {before[label][pk][kind.label] for pk in (gone, survivor.pk)} <= names
    if kind.parent or kind.name == "event":
        kept.full_clean(exclude=["slug"])


@pytest.mark.django_db
def test_no_foreign_key_is_left_out():
    """The engine moves what the database lists: all but histories, which have no constraint, and the desk's own."""
    from lib.references import references

    for kind in KINDS.values():
        found = {(r.model._meta.db_table, c) for r in references(kind.model) for c in r.columns}
        listed = {(t, c) for t, c in pointing_at(kind.model._meta.db_table) if not t.startswith("desk_")}
        assert found == listed
        assert not any(is_history(r.model) for r in references(kind.model))
