"""Publishing records with all that hangs on them: what will become public, and doing it, in one transaction."""

import hashlib
import json
from dataclasses import dataclass, field

import pghistory
from django.db import connection, transaction
from django.db.models import Q

from desk.merge.steps import describe
from desk.models import Verdict
from desk.review.dependents import BETWEEN, KINDS, beside, dependents, unpublished_named
from desk.review.dependents import Q as SQL
from desk.review.news import put_on_file
from desk.review.steps import ReviewRejected, step
from lib.addresses import Publication
from lib.digits import whole_number
from lib.history import history_of, many_rows
from lib.jobs import Watch, in_batches
from summits.models import Event

# How deep what is named names further drafts: a post, its organisation, what that stands in.
DEEPEST = 10


@dataclass
class PublishedGroup:
    """Records of one kind that become public: ``rows`` are [{title, state}]."""

    model: type
    rows: list = field(default_factory=list)

    @property
    def words(self):
        """What the record is, in words, e.g. ``event``."""
        return self.model._meta.verbose_name if len(self.rows) == 1 else self.model._meta.verbose_name_plural


@dataclass
class Named:
    """A draft that the published records name; ``chosen``: it is to be published with them."""

    model: type
    pk: int
    title: str
    state: str
    chosen: bool

    @property
    def kind(self):
        """What it is, in words."""
        return self.model._meta.verbose_name

    @property
    def key(self):
        """What the form sends for it."""
        return f"{self.model._meta.model_name}:{self.pk}"


@dataclass
class PublishPlan:
    """What publishing would do."""

    units: list  # (model, pk, title, state)
    groups: list = field(default_factory=list)
    named: list = field(default_factory=list)
    events: list = field(default_factory=list)  # drafts that are named and stay so: (pk, title, state)
    left: list = field(default_factory=list)  # what hangs on them and stays hidden, in words
    writes: dict = field(default_factory=dict)  # {model: [id]} of what is set to published
    along: dict = field(default_factory=dict)  # {(model, pk of a unit): number of rows that hang on it}
    fingerprint: str = ""

    @property
    def number(self):
        """How many records become public, chosen drafts included."""
        return sum(len(group.rows) for group in self.groups) + sum(one.chosen for one in self.named)


def read_key(text):
    """(model, id) of a text such as ``event:7``; None for any other text."""
    kind, _, number = text.partition(":")
    pk = whole_number(number)
    return (KINDS[kind], pk) if kind in KINDS and pk is not None else None


def prepare(units, along=None):
    """What publishing ``units`` ([(model, id)]) would do. ``along``: named drafts that go too; None: all of them.

    Raises ReviewRejected where a record is no longer there. A constant number of statements per
    kind of record, whatever the number of rows.
    """
    states = {}
    for model in dict.fromkeys(model for model, _ in units):
        pks = [pk for m, pk in units if m is model]
        for pk, state in model._base_manager.filter(pk__in=pks).values_list("pk", "publication"):
            states[model, pk] = state
    if len(states) < len(set(units)):
        raise ReviewRejected(
            "A record that was chosen is no longer there: it has been deleted or merged in the meantime."
        )
    hung, owners = _hung(states)
    rows = _by_model([*states, *hung])
    named = _named(rows, {*states, *hung})
    chosen = {key for key in named if key[0] is not Event and (along is None or key in along)}
    public = {*states, *chosen}
    left = [key for key in hung if not _both_public(key, owners[key], public)]
    plan = PublishPlan(units=[], along=_along(hung, owners, states, left))
    titles = {}
    for model, pks in _by_model([*states, *hung, *named]).items():
        titles |= {
            (model, pk): words
            for pk, words in describe(model, pks, _owners_of(model, units), BETWEEN.get(model, ())).items()
        }
    plan.units = [(model, pk, titles[model, pk], state) for (model, pk), state in states.items()]
    groups = {}
    for key, state in {**states, **hung}.items():
        # Of a record that is public already, only what is not so yet becomes public.
        if key in left or (state == Publication.PUBLISHED and _is_public_now(key, owners, states)):
            continue
        groups.setdefault(key[0], []).append({"title": titles[key], "state": state})
        if state != Publication.PUBLISHED:
            plan.writes.setdefault(key[0], []).append(key[1])
    for key in chosen:
        plan.writes.setdefault(key[0], []).append(key[1])
    plan.groups = [PublishedGroup(model, found) for model, found in groups.items()]
    plan.named = [Named(*key, titles[key], state, key in chosen) for key, state in named.items() if key[0] is not Event]
    plan.events = [(pk, titles[m, pk], state) for (m, pk), state in named.items() if m is Event]
    plan.left = [titles[key] for key in left]
    plan.fingerprint = _fingerprint(states, hung, named)
    return plan


def _hung(states):
    """({(model, id): state} of all that hangs on records, {key: {foreign key: (model, id, its state)}})."""
    found, owners = {}, {}
    for unit in dict.fromkeys(model for model, _ in states):
        pks = [pk for model, pk in states if model is unit]
        for model, names in dependents(unit).items():
            condition = Q()
            for name in names:
                condition |= Q(**{f"{name}__in": pks})
            ends = BETWEEN.get(model, names)
            columns = [c for name in ends for c in (f"{name}_id", f"{name}__publication")]
            for pk, state, *values in (
                model._base_manager.filter(condition).order_by("pk").values_list("pk", "publication", *columns)
            ):
                if (model, pk) in states:
                    continue
                found[model, pk] = state
                owners[model, pk] = {
                    name: (model._meta.get_field(name).remote_field.model, values[2 * i], values[2 * i + 1])
                    for i, name in enumerate(ends)
                }
    return found, owners


def _owners_of(model, units):
    """The foreign keys that need no mention where one record is published, since all rows hang on it."""
    names = dependents(units[0][0]).get(model, ()) if len(set(units)) == 1 else ()
    return [model._meta.get_field(name) for name in names]


def _both_public(key, ends, public):
    """Whether what hangs between two records has both of them public, then."""
    if key[0] not in BETWEEN:
        return True
    return all(state == Publication.PUBLISHED or (model, pk) in public for model, pk, state in ends.values())


def _is_public_now(key, owners, states):
    """Whether a published record is seen by the public already."""
    if key in states:
        return True
    return all(state in (Publication.PUBLISHED, None) for _, _, state in owners[key].values())


def _along(hung, owners, states, left):
    counts = dict.fromkeys(states, 0)
    for key in hung:
        if key in left:
            continue
        for model, pk, _ in owners[key].values():
            if (model, pk) in counts:
                counts[model, pk] += 1
                break
    return counts


def _named(rows, known):
    """Drafts that records name, and those that these name in turn: {(model, id): state}."""
    found, asked = {}, rows
    for _ in range(DEEPEST):
        new = {
            model: pks
            for model, ids in unpublished_named(asked).items()
            if (pks := {pk for pk in ids if (model, pk) not in found and (model, pk) not in known})
        }
        for model, pks in new.items():
            for pk, state in model._base_manager.filter(pk__in=pks).order_by("pk").values_list("pk", "publication"):
                found[model, pk] = state
        # What a named event names is no concern of this one.
        asked = {model: pks for model, pks in new.items() if model is not Event}
        if not asked:
            break
    return found


def _by_model(keys):
    found = {}
    for model, pk in keys:
        found.setdefault(model, []).append(pk)
    return found


def _fingerprint(states, hung, named):
    """A digest of what a preview found: the records, their states, how far their histories and their rows' go."""
    parts, params = [], []
    for model, pks in _by_model([*states, *hung]).items():
        for table, column in [(model, "pgh_obj_id"), *((row, key.column) for row, key in beside(model))]:
            if history := history_of(table):
                name = SQL(history._meta.db_table)
                parts.append(f"SELECT count(*), max(pgh_id) FROM {name} WHERE {SQL(column)} = ANY (%s)")
                params.append(pks)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        last = cursor.fetchall()
    found = [[m._meta.label, pk, state] for part in (states, hung, named) for (m, pk), state in part.items()]
    return hashlib.sha256(json.dumps([found, last]).encode()).hexdigest()


def publish(units, user, along, expected, watch=None):
    """Publish ``units`` ([(model, id)]) with what hangs on them and the named drafts ``along``, in one transaction.

    ``expected`` is the fingerprint of the Plan that a person agreed to. Returns the Plan that
    was carried out. Raises ReviewRejected: nothing is changed then. ``watch`` (lib.jobs.Watch) is told how far it is.
    """
    watch = watch or Watch()
    with transaction.atomic(), pghistory.context(review=Verdict.PUBLISHED.value):
        for model, pks in _by_model(sorted(units, key=lambda unit: (unit[0]._meta.label, unit[1]))).items():
            list(model._base_manager.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
        plan = prepare(units, along)
        if plan.fingerprint != expected:
            raise ReviewRejected("Something has been changed since this preview was made. Look at it again.")
        if not plan.writes:
            raise ReviewRejected("All of it is already public.")
        watch.stage("Publishing", sum(map(len, plan.writes.values())))
        many_rows()
        for model, pks in plan.writes.items():
            for batch in in_batches(pks, watch):
                model._base_manager.filter(pk__in=batch).update(publication=Publication.PUBLISHED)
        done = [step(*unit, Verdict.PUBLISHED, user, along=number) for unit, number in plan.along.items()]
        done += [step(one.model, one.pk, Verdict.PUBLISHED, user) for one in plan.named if one.chosen]
        put_on_file(done)
    return plan
