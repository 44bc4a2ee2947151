"""Removing a passage, or all former texts of a field, from the history of a record permanently.

A mark replaces the texts in all history rows, and so in ``as_of=``, and in the logs of merges. The record itself is not
changed: it must not contain the passage any more.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q as Where

from desk.history.scope import Q, scope
from desk.history.words import Names, compared
from desk.models import Merge, Redaction
from lib.history import history_of
from lib.names import search_key
from lib.references import companions
from lib.revive import NotPossible
from lib.rows import as_dict, read_rows

MARK = "[redacted]"
# Shorter passages occur in too many texts.
SHORTEST = 3


@dataclass
class Occurrence:
    """A text of the history that will change: its row and field, and the text afterwards."""

    model: type
    row: dict
    field: models.Field
    after: str
    title: str = ""

    @property
    def before(self):
        """The value in the history row."""
        return self.row[self.field.column]

    @property
    def kind(self):
        """The kind of record, in words."""
        return self.model._meta.verbose_name


@dataclass
class RedactionPlan:
    """The places that will change; ``standing`` are the places, in words, where the record still has the text."""

    places: list = field(default_factory=list)
    standing: list = field(default_factory=list)

    @property
    def fingerprint(self):
        """Changes with the places of the plan."""
        return f"{len(self.places)}-{max((place.row['pgh_id'] for place in self.places), default=0)}"


def texts(model):
    """The free-text fields of a model."""
    free = (models.CharField, models.TextField)
    return [
        f
        for f in compared(model)
        if isinstance(f, free) and f.editable and not f.choices and not isinstance(f, models.SlugField)
    ]


def fields(admin):
    """The free-text fields in a record's history: {name for a form: (model, field)}, the record's own first."""
    return {f"{model._meta.label_lower}.{f.name}": (model, f) for model in scope(admin) for f in texts(model)}


def plan(admin, pk, passage="", only=""):
    """The RedactionPlan for the history of record ``pk``.

    ``passage`` in all texts, or in those of one field (``only``, a key of ``fields``); without a passage, all former
    texts of this field. Raises NotPossible.
    """
    written = _written(passage)
    if not written and not only:
        raise NotPossible(["Give the passage, or choose the field whose former texts are all to be removed."])
    if written and len(passage.strip()) < SHORTEST:
        raise NotPossible([f"The passage is too short: give at least {SHORTEST} characters, so that only it is meant."])
    if any(text in MARK for text in written):
        raise NotPossible([f"This is part of the mark “{MARK}” itself: give a longer passage."])
    chosen = defaultdict(list)
    for name, (model, one) in fields(admin).items():
        if not only or name == only:
            chosen[model].append(one)
    found, names = RedactionPlan(), Names()
    for model, wanted in chosen.items():
        rows = _history(model, scope(admin)[model], pk, wanted, written)
        now = read_rows(model, {"id": sorted({row["id"] for row in rows})}, lock=True)
        for row in rows:
            names.want(model, row)
            for one in wanted:
                text = row[one.column] or ""
                after = _without(text, written) if written else MARK
                stays = not written and row["id"] in now and now[row["id"]][one.column] == text
                if text and after != text and not stays:
                    found.places.append(Occurrence(model, row, one, _fitting(one, after)))
        for row in _present(model, scope(admin)[model], pk, wanted, written) if written else ():
            names.want(model, row)
            found.standing.append((model, row))
    names.load()
    for place in found.places:
        place.title = names.row(place.model, place.row)
    found.standing = [f"{model._meta.verbose_name} “{names.row(model, row)}”" for model, row in found.standing]
    return found


def redact(admin, pk, user, why, passage="", only="", expected=None):
    """Carry out a redaction in one transaction; returns the Redaction. Raises NotPossible without changing anything.

    ``expected`` is the fingerprint of the confirmed plan.
    """
    with transaction.atomic():
        found = plan(admin, pk, passage, only)
        if found.standing:
            raise NotPossible([f"It is still on record: {'; '.join(found.standing[:5])}. Change that first."])
        if not found.places:
            raise NotPossible(["It occurs nowhere in this history."])
        if expected is not None and expected != found.fingerprint:
            raise NotPossible(["The history has changed since this list was made. Look at it again."])
        rows = defaultdict(dict)
        for place in found.places:
            new = rows[place.model, place.row["pgh_id"]]
            new[place.field.column] = place.after
            # The search key of a name contains it, too.
            new |= dict.fromkeys(companions(place.model, place.field), search_key(place.after))
        for (model, pgh_id), new in rows.items():
            history_of(model)._base_manager.filter(pgh_id=pgh_id).update(**new)
        _clean_merges(admin.model, pk, _written(passage) or [place.before for place in found.places])
        what = f"{'a passage' if passage else 'all former texts'} in {_named(found.places)}"
        made = Redaction(
            kind=admin.model._meta.model_name, record=pk, what=what[:200], why=why, places=len(found.places), by=user
        )
        made.full_clean()
        made.save()
    return made


def _written(passage):
    """The forms in which a passage may be stored: browsers send CRLF for newlines."""
    plain = passage.strip().replace("\r\n", "\n")
    return list(dict.fromkeys(text for text in (plain.replace("\n", "\r\n"), plain) if text))


def _without(text, written):
    for one in written:
        text = text.replace(one, MARK)
    return text


def _fitting(one, text):
    """The text cut to the field's length, since the mark may be longer than the passage."""
    return text[: one.max_length] if one.max_length else text


def _holding(wanted, alias, written):
    """(SQL condition, its values): one of the fields contains the passage; without a passage, any text."""
    if not written:
        return " OR ".join(f"{alias}.{Q(f.column)} <> ''" for f in wanted), []
    parts = [f"position(%s in {alias}.{Q(f.column)}) > 0" for f in wanted for _ in written]
    return " OR ".join(parts), [text for _ in wanted for text in written]


def _history(model, condition, pk, wanted, written):
    """The matching history rows, as dicts."""
    holds, values = _holding(wanted, "h", written)
    table = Q(history_of(model)._meta.db_table)
    sql = f"SELECT to_jsonb(h) FROM {table} h WHERE {condition} AND ({holds}) ORDER BY h.pgh_id"
    return _rows(sql, [pk] * condition.count("%s") + values)


def _present(model, condition, pk, wanted, written):
    """The matching current rows of the record and its dependents, as dicts."""
    holds, values = _holding(wanted, "t", written)
    table, history = Q(model._meta.db_table), Q(history_of(model)._meta.db_table)
    sql = f"""SELECT to_jsonb(t) FROM {table} t
        WHERE t.id IN (SELECT h.pgh_obj_id FROM {history} h WHERE {condition}) AND ({holds}) ORDER BY t.id"""
    return _rows(sql, [pk] * condition.count("%s") + values)


def _rows(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [as_dict(row) for (row,) in cursor.fetchall()]


def _clean_merges(model, pk, gone):
    """Remove the texts from the logs of the record's merges, from which undoing would restore them."""
    ids = history_of(model)._base_manager.filter(pgh_obj_id=pk).values_list("public_id", flat=True).distinct()
    for merge in Merge.objects.select_for_update().filter(Where(survivor__in=ids) | Where(absorbed__in=ids)):
        merge.survivor_words, merge.absorbed_words = (
            _without(t, gone) for t in (merge.survivor_words, merge.absorbed_words)
        )
        for step in merge.log.get("steps", []):
            _clean_step(step, gone)
        merge.save(update_fields=["log", "survivor_words", "absorbed_words"])


def _clean_step(step, gone):
    """Remove the texts from a step: from free-text columns and from its words."""
    model = apps.get_model(step["model"])
    for part in ("row", "before", "after"):
        row = step.get(part) or {}
        for one in texts(model):
            after = _without(row.get(one.column) or "", gone)
            if after and after != row[one.column]:
                row[one.column] = _fitting(one, after)
                row |= {column: search_key(after) for column in companions(model, one) if column in row}
    for told in (step, *step.get("rows", ())):
        if isinstance(told.get("words"), str):
            told["words"] = _without(told["words"], gone)


def _named(places):
    """The fields of places, in words."""
    return ", ".join(dict.fromkeys(f"{place.kind}: {place.field.verbose_name}" for place in places))
