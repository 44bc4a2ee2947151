"""Taking one change back, and bringing deleted records back with all that went with them."""

from contextlib import nullcontext
from dataclasses import dataclass, field

import pghistory
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import CASCADE, Exists, ForeignKey, OuterRef, ProtectedError

from desk.history.read import as_dict, read_changes
from desk.history.scope import Q, history_of
from desk.history.words import Names, compared
from desk.merge.references import companions, references, stored_fields
from desk.merge.steps import put_back, read, write_column
from lib.addresses import AddressedRecord
from lib.admin.refusals import explain, still_used
from lib.names import search_key
from lib.publishing import as_public_as_before


class NotPossible(Exception):
    """A change that cannot be taken back: ``messages`` say why, in words. Nothing was changed."""

    def __init__(self, messages):
        super().__init__(messages)
        self.messages = messages


class NothingLeft(NotPossible):
    """A change of which nothing is left: the record already says what it said before."""


@dataclass
class Plan:
    """What taking a change back would do: ``rows`` field by field, or records that go or come back."""

    change: object
    rows: list = field(default_factory=list)
    records: list = field(default_factory=list)
    latest: int = 0

    @property
    def conflicts(self):
        """The fields that were changed again later."""
        return [row for row in self.rows if row["conflict"]]


def find(model, pgh_id):
    """One change by the number of its history row; None if there is none."""
    return read_changes({(model, pgh_id)}).get((model, pgh_id))


def latest(model, pk):
    """The number of the last history row of a row."""
    return history_of(model)._base_manager.filter(pgh_obj_id=pk).order_by("-pgh_id").values_list("pgh_id", flat=True).first()


def plan(change):
    """What taking ``change`` back would do. Raises NotPossible."""
    pk = change.row["id"]
    found = Plan(change, latest=latest(change.model, pk))
    now = read(change.model, {"id": [pk]}, lock=False).get(pk)
    if change.label == "delete":
        found.records = _titles(_together(change))
        return found
    if now is None:
        raise NotPossible(["It has been deleted since: bring it back first."])
    if change.label == "insert":
        found.records = _titles(_below(change.model, pk))
        return found
    names = Names()
    for row in (now, change.before, change.after):
        names.want(change.model, row)
    names.load()
    for one in compared(change.model):
        old, new, current = (row.get(one.column) for row in (change.before, change.after, now))
        if old != new and current != old and one.column in now and one.column in change.before:
            found.rows.append(
                {
                    "field": one, "label": str(one.verbose_name), "now": names.value(one, current),
                    "then": names.value(one, old), "conflict": current != new,
                }
            )  # fmt: skip
    if not found.rows:
        raise NothingLeft(["Nothing is left to take back: all fields already say what they said before this change."])
    return found


def _titles(rows):
    """Rows ({model: [row]}) in words: [{kind, title}]."""
    names = Names()
    for model, found in rows.items():
        for row in found:
            names.want(model, row)
    names.load()
    return [
        {"kind": model._meta.verbose_name, "title": names.row(model, row, set(rows) - {model})}
        for model, found in rows.items()
        for row in found
    ]


def _below(model, pk):
    """A row that is on record and all that would be deleted with it."""
    found = {model: list(read(model, {"id": [pk]}, lock=False).values())}
    level = {model: [pk]}
    while level:
        further = {}
        for owner, pks in level.items():
            for reference in references(owner):
                columns = [f.column for f in reference.fields if f.remote_field.on_delete is CASCADE]
                known = {row["id"] for row in found.get(reference.model, [])}
                rows = read(reference.model, dict.fromkeys(columns, pks), lock=False) if columns else {}
                rows = {i: row for i, row in rows.items() if i not in known}
                if rows:
                    found.setdefault(reference.model, []).extend(rows.values())
                    further.setdefault(reference.model, []).extend(rows)
        level = further
    return found


def take_back(change, expected, user=None):
    """Take a change back in one transaction; ``expected`` is the ``latest`` of the plan agreed to. Raises NotPossible.

    Where a ``user`` is given who may not publish, no row is made public or hidden by what it hangs on.
    """
    with _refusing(change.model), transaction.atomic():
        pk = change.row["id"]
        record = change.model._base_manager.select_for_update(of=("self",)).filter(pk=pk).first()
        if latest(change.model, pk) != expected:
            raise NotPossible(["It has been changed since this preview was made: look at it again."])
        found = plan(change)
        with pghistory.context(reverted=change.key):
            if change.label == "delete":
                bring_back(change)
            elif change.label == "insert":
                record.delete()
            else:
                with as_public_as_before(user, record) if user else nullcontext():
                    _set_back(record, change, found)
        _check_constraints()


def _set_back(record, change, found):
    missing = []
    for row in found.rows:
        one, value = row["field"], change.before[row["field"].column]
        if isinstance(one, ForeignKey) and value is not None:
            if not one.remote_field.model._base_manager.filter(pk=value).exists():
                missing.append(f"{row['label']}: {row['then']} is not on record: bring it back first.")
        setattr(record, one.attname, one.to_python(value) if not isinstance(one, ForeignKey) else value)
        if isinstance(one, ForeignKey):
            record._state.fields_cache.pop(one.name, None)
    if missing:
        raise NotPossible(missing)
    record.full_clean()
    record.save()


# -- deleted records -------------------------------------------------------------------------


def _together(change):
    """The rows that were deleted with a row, in the same transaction, from the top down: {model: [row]}."""
    found = {change.model: [change.before]}
    level = {change.model: [change.before["id"]]}
    while level:
        further = {}
        for owner, pks in level.items():
            for reference in references(owner):
                columns = [f.column for f in reference.fields if f.remote_field.on_delete is CASCADE]
                if not columns or not history_of(reference.model):
                    continue
                known = {row["id"] for row in found.get(reference.model, [])}
                rows = [r for r in _deleted(change, reference.model, columns, pks) if r["id"] not in known]
                if rows:
                    found.setdefault(reference.model, []).extend(rows)
                    further.setdefault(reference.model, []).extend(r["id"] for r in rows)
        level = further
    return found


def _moment(change):
    """SQL and its parameters: history rows ``h`` of the same transaction as ``change``."""
    table = Q(history_of(change.model)._meta.db_table)
    sql = (
        f"(h.pgh_created_at, coalesce(h.pgh_context_id::text, '')) ="
        f" (SELECT pgh_created_at, coalesce(pgh_context_id::text, '') FROM {table} WHERE pgh_id = %s)"
    )
    return sql, change.pgh_id


def _deleted(change, model, columns, pks):
    same, pgh_id = _moment(change)
    pointing = " OR ".join(f"h.{Q(column)} = ANY(%s)" for column in columns)
    table = Q(history_of(model)._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT to_jsonb(h) FROM {table} h WHERE h.pgh_label = 'delete' AND ({pointing}) AND {same} ORDER BY h.id",
            [*[list(pks)] * len(columns), pgh_id],
        )
        return [as_dict(row) for (row,) in cursor.fetchall()]


def bring_back(change):
    """Enter a deleted row again, as it was, with all that was deleted with it. Inside a transaction. Raises NotPossible."""
    rows = _together(change)
    obstacles = _obstacles(rows)
    if obstacles:
        raise NotPossible(obstacles)
    for model, found in rows.items():
        if issubclass(model, AddressedRecord):
            _free_addresses(model, found)
    for model, found in rows.items():
        columns = {f.column for f in stored_fields(model)}
        whole = [{**{c: v for c, v in row.items() if c in columns}, **_derived(model, row)} for row in found]
        with _refusing(model):
            put_back(model, whole)
            if issubclass(model, AddressedRecord):
                _lead_former_addresses(model, found)
    _point_again(change, rows)
    _check_constraints()


def _derived(model, row):
    """The columns that follow from others and that the history may leave out."""
    found = {}
    for one in stored_fields(model):
        for column in companions(model, one):
            if column not in row:
                found[column] = search_key(row[one.column])
    return found


def _obstacles(rows):
    """Why rows cannot come back, in words."""
    told = []
    back = {(model, row["id"]) for model, found in rows.items() for row in found}
    for model, found in rows.items():
        there = read(model, {"id": [row["id"] for row in found]}, lock=False)
        told += [f"The {model._meta.verbose_name} no. {pk} is on record again already." for pk in there]
        for one in model._meta.local_concrete_fields:
            if isinstance(one, ForeignKey):
                told += _gone(model, one, found, back)
        if issubclass(model, AddressedRecord):
            told += _taken(model, found)
    return list(dict.fromkeys(told))


def _gone(model, one, found, back):
    target = one.remote_field.model
    wanted = {row[one.column] for row in found if row.get(one.column) is not None}
    wanted = {pk for pk in wanted if (target, pk) not in back}
    missing = wanted - set(target._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
    if not missing:
        return []
    history = history_of(target)
    known = {}
    if history:
        for row in history._base_manager.filter(pgh_obj_id__in=missing, pgh_label="delete").order_by("pgh_id").values():
            known[row["pgh_obj_id"]] = row.get("name") or row.get("title") or row.get("post") or row.get("summary")
    return [
        f"The {target._meta.verbose_name} “{known.get(pk) or f'no. {pk}'}”, which it names as {one.verbose_name}, "
        "has been deleted: bring that back first."
        for pk in sorted(missing)
    ]


def _taken(model, found):
    told = []
    former = model.former_slugs.rel.related_model
    for row in found:
        now = model._base_manager.filter(slug=row["slug"]).first()
        led = former.objects.filter(slug=row["slug"], record__isnull=False).select_related("record").first()
        if now or led:
            told.append(
                f"Its address “{row['slug']}” now leads to “{now}”: give that record another address first."
                if now
                else f"Its address “{row['slug']}” is a former address of “{led.record}” now and leads there."
            )
    return told


def _free_addresses(model, found):
    """The address of a deleted record is kept for nobody: take it out of the former ones, so that it can be used again."""
    former = model.former_slugs.rel.related_model
    former.objects.filter(slug__in=[row["slug"] for row in found], record__isnull=True).delete()


def _lead_former_addresses(model, found):
    """Addresses that the record had before lead to it again."""
    former, history = model.former_slugs.rel.related_model, history_of(model)
    for row in found:
        had = history._base_manager.filter(pgh_obj_id=row["id"]).exclude(slug=row["slug"]).values("slug")
        former.objects.filter(slug__in=had, record__isnull=True).update(record_id=row["id"])


def _point_again(change, rows):
    """References that the deletion emptied (SET NULL) point at the rows again, where they are still empty."""
    same, pgh_id = _moment(change)
    for model, found in rows.items():
        pks = [row["id"] for row in found]
        for reference in references(model):
            history = history_of(reference.model)
            for one in reference.fields:
                if history is None or not one.null or one.remote_field.on_delete is CASCADE:
                    continue
                table, column = Q(history._meta.db_table), Q(one.column)
                with connection.cursor() as cursor:
                    cursor.execute(
                        f"""SELECT h.pgh_obj_id, p.{column} FROM {table} h JOIN LATERAL (
                            SELECT b.{column} FROM {table} b WHERE b.pgh_obj_id = h.pgh_obj_id AND b.pgh_id < h.pgh_id
                            ORDER BY b.pgh_id DESC LIMIT 1) p ON true
                        WHERE h.pgh_label = 'update' AND h.{column} IS NULL AND p.{column} = ANY(%s) AND {same}""",
                        [pks, pgh_id],
                    )
                    lost = dict(cursor.fetchall())
                now = read(reference.model, {"id": list(lost)})
                empty = {pk: lost[pk] for pk, row in now.items() if row[one.column] is None}
                write_column(reference.model, one.column, empty)


def deleted(model, before=None, number=50):
    """Records of a kind that were deleted and are not on record again: [(history row, context)], newest first."""
    rows = history_of(model)._base_manager.filter(pgh_label="delete")
    there = model._base_manager.filter(pk=OuterRef("pgh_obj_id"))
    newer = rows.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"))
    found = rows.filter(~Exists(there), ~Exists(newer))
    if before:
        found = found.filter(pgh_id__lt=before)
    return list(found.select_related("pgh_context").order_by("-pgh_id")[:number])


def _check_constraints():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


class _refusing:
    """Turn what models and database refuse into NotPossible."""

    def __init__(self, model):
        self.model = model

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, ProtectedError):
            raise NotPossible([still_used(error)]) from error
        if isinstance(error, ValidationError):
            errors = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
            told = [m if name == NON_FIELD_ERRORS else f"{name}: {m}" for name, ms in errors.items() for m in ms]
            raise NotPossible(told) from error
        if isinstance(error, DatabaseError):
            raise NotPossible(sum(explain(error, self.model).values(), [])) from error
        return False


__all__ = ["NotPossible", "NothingLeft", "Plan", "bring_back", "deleted", "find", "plan", "take_back"]
