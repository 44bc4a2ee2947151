"""Merges two records: all references to the absorbed record move to the survivor, and nothing is lost.

The preview is the merge itself in a transaction that is rolled back, so that it shows exactly what will happen.
"""

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass, field

import pghistory
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, connection, transaction

from desk.merge import fields as settle
from desk.merge import rules, twins
from desk.merge.references import unique_keys
from desk.merge.rejected import MergeRejected
from desk.merge.steps import ChangeLog, describe
from desk.models import DuplicateSuggestion, Merge, Scanned
from lib.addresses import Publication
from lib.fields import content_fields
from lib.names import NameKind, says_no_more
from lib.references import companions, references
from lib.rows import check_deferred, read_rows
from lib.violations import violation_messages

# One merge at a time in a database: "PARL" and a number for this use.
LOCK = (0x5041524C, 4)


@dataclass
class MergeResult:
    """The result of a merge or its preview: its record, the steps, and how the fields were settled."""

    merge: Merge
    steps: list
    choices: list = field(default_factory=list)
    refused: MergeRejected | None = None
    fingerprint: str = ""
    twins: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


def merge(kind, survivor_id, absorbed_id, *, choices=None, user=None, expected=None):
    """Merge the absorbed into the survivor, in one transaction; returns the MergeResult.

    ``choices`` maps names of fields to ``survivor``, ``absorbed`` or (texts) ``both``, and names of Twins to the id of the
    row to keep or ``both``; others take their default. ``expected`` is the fingerprint of the confirmed preview. Raises
    MergeRejected without changing anything.
    """
    with _refusing(), transaction.atomic():
        result = _run(kind, survivor_id, absorbed_id, choices or {}, user)
        if expected and expected != result.fingerprint:
            raise MergeRejected(
                "The records or your choices have been changed since this preview was made. Look at it again."
            )
    return result


def preview(kind, survivor_id, absorbed_id, *, choices=None):
    """The result of ``merge`` without effect. A rejection that other choices can resolve is in ``refused``; others are raised."""
    choices = choices or {}
    result = _try(kind, survivor_id, absorbed_id, choices)
    if result.refused and not choices:
        # Values that fill empty fields may conflict with others: then try without them.
        kept = {choice.name: settle.SURVIVOR for choice in result.choices}
        other = _try(kind, survivor_id, absorbed_id, kept)
        return result if other.refused else other
    return result


def _try(kind, survivor_id, absorbed_id, choices):
    with _refusing(), transaction.atomic():
        run = Run(kind, *lock_pair(kind, survivor_id, absorbed_id), choices)
        try:
            with transaction.atomic():
                result = run.go(None)
                transaction.set_rollback(True)
        except (MergeRejected, DatabaseError, ValidationError) as error:
            refused = error if isinstance(error, MergeRejected) else _explained(error)
            result = MergeResult(None, run.steps.log, run.choices, refused, twins=run.twins)
        transaction.set_rollback(True)
    return result


def _run(kind, survivor_id, absorbed_id, choices, user):
    return Run(kind, *lock_pair(kind, survivor_id, absorbed_id), choices).go(user)


def one_at_a_time():
    """Lock out other merges and undoings for the rest of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", LOCK)


def lock_pair(kind, survivor_id, absorbed_id):
    """The rows of the two records, locked in the order of their ids. Raises MergeRejected if one is missing."""
    if survivor_id == absorbed_id:
        raise MergeRejected(f"This is the same {kind.words}: choose another one to merge it with.")
    one_at_a_time()
    rows = read_rows(kind.model, {"id": [survivor_id, absorbed_id]})
    for pk in (survivor_id, absorbed_id):
        if pk not in rows:
            raise MergeRejected(f"The {kind.words} with the number {pk} is no longer on record{_why_gone(kind, pk)}.")
    return rows[survivor_id], rows[absorbed_id]


def _why_gone(kind, pk):
    found = Merge.objects.filter(kind=kind.name, undone_at=None, log__absorbed=pk).first()
    return f": it was merged into “{found.survivor_words}”" if found else ""


class Run:
    """A merge in progress; the rows of both records are locked."""

    def __init__(self, kind, survivor, absorbed, choices):
        self.kind, self.survivor, self.absorbed = kind, survivor, absorbed
        self.steps = ChangeLog()
        self.found = {}  # (label of the model, id) → the row before the merge
        self.chosen = choices
        self.choices = settle.differences(kind, survivor, absorbed, choices)
        self.twins = []

    def go(self, user):
        """Carry out the merge; returns the MergeResult."""
        kind, survivor, absorbed = self.kind, self.survivor, self.absorbed
        words = describe(kind.model, [survivor["id"], absorbed["id"]])
        made = Merge.objects.create(
            kind=kind.name, survivor=survivor["public_id"], absorbed=absorbed["public_id"], merged_by=user,
            survivor_words=words[survivor["id"]][:500], absorbed_words=words[absorbed["id"]][:500],
        )  # fmt: skip
        with pghistory.context(merge=made.pk):
            self.settle_fields(words)
            if kind.name == "event":
                rules.check_part_of(survivor, absorbed)
            self.label_after = kind.model._base_manager.values_list(kind.label, flat=True).get(pk=survivor["id"])
            self.absorb(kind.model, {absorbed["id"]: survivor["id"]})
            if kind.name == "event":
                rules.check_programme(survivor["id"])
            self.keep_names()
            rules.settle_decisions(self.steps, kind, survivor["id"], absorbed["id"])
            self.remove(words)
            check_deferred()  # fails if something still refers to the absorbed record
        made.log = {
            "version": 1, "survivor": survivor["id"], "absorbed": absorbed["id"], "steps": self.steps.log,
            "choices": {choice.name: choice.chosen for choice in [*self.choices, *self.twins]},
        }  # fmt: skip
        made.save(update_fields=["log"])
        remarks = twins.remarks(kind, survivor["id"])
        return MergeResult(made, self.steps.log, self.choices, None, self.fingerprint(), self.twins, remarks)

    def fingerprint(self):
        """A digest of both records and of each row that the merge moved, changed, removed or kept."""
        pairs = {(one.model._meta.label, pk) for one in self.twins for pk in one.ids}
        touched, added = {key: self.found[key] for key in pairs}, set()
        for step in self.steps.log:
            ids = [row["id"] for row in step["rows"]] if step["op"] == "move" else [step["id"]]
            if step["op"] == "insert":
                # Its id differs each time.
                added |= {(step["model"], pk) for pk in ids}
                continue
            for pk in [*ids, *([step["kept_id"]] if "kept_id" in step else [])]:
                touched[step["model"], pk] = self.found.get((step["model"], pk), step.get("row"))
        rows = sorted([*key, row] for key, row in touched.items() if key not in added)
        steps = [step for step in self.steps.log if step["op"] != "insert"]
        done = sorted([step["op"], step["model"], step.get("field", ""), step.get("id", 0)] for step in steps)
        found = json.dumps([self.survivor, self.absorbed, rows, done], sort_keys=True, default=str)
        return hashlib.sha256(found.encode()).hexdigest()

    def settle_fields(self, words):
        """Give the survivor the chosen values."""
        kind, survivor, absorbed = self.kind, self.survivor, self.absorbed
        before, after = settle.new_values(kind, survivor, self.choices)
        cleared = settle.cleared_self_references(kind, survivor, absorbed, self.choices)
        before |= {column: survivor[column] for column in cleared}
        after |= cleared
        rules.check_country(kind, survivor, absorbed, after)
        rules.check_tree(kind, survivor, absorbed, after)
        if not kind.further_names:
            self._note_label(before, after)
        if not after:
            return
        if any(survivor[column] is not None or value is not None for column, value in after.items()):
            settle.check(kind, survivor["id"], after)
        self.steps.set(kind.model, {survivor["id"]: (before, after)}, words)

    def _note_label(self, before, after):
        """For a kind without further names, keep the other label in the notes."""
        label = after.get(self.kind.label, self.survivor[self.kind.label])
        both = {self.survivor[self.kind.label], self.absorbed[self.kind.label]}
        others = [text for text in both if not says_no_more(text, label)]
        if others:
            notes = after.get("notes", self.survivor["notes"])
            before["notes"] = self.survivor["notes"]
            after["notes"] = "\n".join(filter(None, [notes, f"Also on record as “{others.pop()}”."]))

    def absorb(self, model, pairs):
        """Repoint all references from the keys of ``pairs`` to their values, ids of rows of ``model``."""
        for reference in references(model):
            self._repoint(reference, model, pairs)

    def _repoint(self, reference, target, pairs):
        model, columns = reference.model, reference.columns
        rows = read_rows(model, {column: [*pairs, *pairs.values()] for column in columns})
        if model is target:
            # References between the two are settled as fields.
            rows = {pk: row for pk, row in rows.items() if pk not in pairs and pk not in pairs.values()}
        for pk, row in rows.items():
            self.found.setdefault((model._meta.label, pk), dict(row))

        def map_row(row):
            return {column: pairs.get(value, value) if column in columns else value for column, value in row.items()}

        mapped = {pk: map_row(row) for pk, row in rows.items()}
        words = describe(model, [pk for pk in rows if mapped[pk] != rows[pk]], reference.fields)
        why = rules.PREPARE.get(model, lambda *_: {})(self, rows, mapped, map_row)
        if why:
            words |= describe(model, [pk for pk in why if pk not in words])
            self.drop(model, {pk: rows.pop(pk) for pk in why}, why=why, words=words)
        keys = unique_keys(model, tuple(columns))
        self._make_one(model, keys, _losers(keys, rows, mapped), rows, mapped, "the same is already on record")
        found = twins.find(model, rows, mapped, self.chosen)
        self._make_one(model, (), twins.losers(found), rows, mapped, "it was chosen as the same")
        self.twins += found
        for field_, column in zip(reference.fields, columns, strict=True):
            moves = {pk: (row[column], mapped[pk][column]) for pk, row in rows.items() if row[column] in pairs}
            self.steps.move(model, field_, moves, words)

    def _make_one(self, model, keys, losers, rows, mapped, why):
        """Merge equal rows ({id that goes: id that stays}): the dependents of a row that goes move to the one that stays.

        The rows that go are logged.
        """
        if not losers:
            return
        words = describe(model, {*losers, *losers.values()})
        differs, fills = _compare(model, keys, losers, rows, mapped)
        self.absorb(model, losers)
        self.steps.delete(
            model, {pk: rows[pk] for pk in losers}, words=words, kept_id=losers, differs=differs,
            kept={pk: words[kept] for pk, kept in losers.items()},
            why=dict.fromkeys(losers, why),
        )  # fmt: skip
        self.steps.set(model, fills, words)
        if hasattr(model, "former_ids"):
            ids = {rows[pk]["public_id"]: kept for pk, kept in losers.items()}
            former = model.former_ids.rel.related_model
            self.steps.insert(
                former,
                [former(public_id=old, record_id=kept) for old, kept in ids.items()],
                [f"the address “{old}” now leads to the surviving record" for old in ids],
            )
        for pk in losers:
            del rows[pk]

    def drop(self, model, rows, **details):
        """Delete rows with their dependents, all of them logged."""
        for reference in references(model):
            below = read_rows(reference.model, {column: list(rows) for column in reference.columns})
            if below:
                about = describe(reference.model, below)
                why = dict.fromkeys(below, "it belongs to a row that is removed")
                self.drop(reference.model, below, words=about, why=why)
        self.steps.delete(model, rows, **details)

    def keep_names(self):
        """Keep the former main name of either record as a further name."""
        names = self.kind.further_names
        if not names:
            return
        label = self.kind.label
        known = [
            self.label_after,
            *names._base_manager.filter(record=self.survivor["id"]).values_list("text", flat=True),
        ]
        for text in dict.fromkeys([self.absorbed[label], self.survivor[label]]):
            if not any(says_no_more(text, name) for name in known):
                variant = names(record_id=self.survivor["id"], text=text, kind=NameKind.VARIANT)
                self.steps.insert(names, [variant], [f"variant “{text}”"])

    def remove(self, words):
        """Delete the absorbed record and redirect its address to the survivor."""
        pk, slug = self.absorbed["id"], self.absorbed["slug"]
        DuplicateSuggestion.objects.of(self.kind.name, pk).delete()
        # If the merge is undone, the record is compared again.
        Scanned.objects.filter(kind=self.kind.name, record=pk).delete()
        self.steps.delete(self.kind.model, {pk: self.absorbed}, words=words, why={pk: "it is the same as the survivor"})
        former = self.kind.former_slugs
        former.objects.filter(slug=slug).update(record_id=self.survivor["id"])
        row = former.objects.get(slug=slug)
        self.steps.inserted(former, [row.pk], [f"the address “{slug}” leads to the survivor"])


def _losers(keys, rows, mapped):
    """Rows that are equal after mapping: {id of a row that goes: id of the one that stays}.

    Published rows are preferred to others, then the survivor's own, then older ones.
    """
    together = {pk: pk for pk in rows}

    def root(pk):
        while together[pk] != pk:
            pk = together[pk]
        return pk

    for key in keys:
        seen = {}
        for pk in rows:
            value = key.of(mapped[pk])
            if value is not None:
                together[root(pk)] = root(seen.setdefault(value, pk))
    groups = {}
    for pk in rows:
        groups.setdefault(root(pk), []).append(pk)
    found = {}
    for group in groups.values():
        stays = min(
            group,
            key=lambda pk: (
                rows[pk].get("publication", Publication.PUBLISHED) != Publication.PUBLISHED,
                mapped[pk] != rows[pk],
                pk,
            ),
        )
        found |= {pk: stays for pk in group if pk != stays}
    return found


def _compare(model, keys, losers, rows, mapped):
    """Compare the other columns of equal rows.

    Returns ({id that goes: [{field, kept, logged}]}, {id that stays: (before, after)}): values for empty columns are taken
    over, other differences are reported.
    """
    same = {column for key in keys for column in key.columns}
    differs, fills = {}, {}
    for pk, kept in sorted(losers.items()):
        for one in content_fields(model):
            mine, theirs = mapped[kept][one.column], mapped[pk][one.column]
            if one.column in same or settle.is_empty(theirs) or mine == theirs:
                continue
            if settle.is_empty(mine):
                before, after = fills.setdefault(kept, ({}, {}))
                for column in [one.column, *companions(model, one)]:
                    before.setdefault(column, rows[kept][column])
                    after[column] = mapped[kept][column] = mapped[pk][column]
            else:
                told = {"field": str(one.verbose_name), "kept": _short(one, mine), "logged": _short(one, theirs)}
                differs.setdefault(pk, []).append(told)
    return differs, fills


def _short(field_, value):
    return settle.value_words(field_, value, {})[:200]


@contextmanager
def _refusing():
    """Turn what the models and the database refuse into MergeRejected."""
    try:
        yield
    except (ValidationError, DatabaseError) as error:
        raise _explained(error) from error


def _explained(error):
    if isinstance(error, ValidationError):
        errors = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        return MergeRejected("The values do not fit together: " + " ".join(sum(errors.values(), [])), errors)
    return MergeRejected(" ".join(violation_messages(error)))


__all__ = ["MergeRejected", "MergeResult", "merge", "one_at_a_time", "preview"]
