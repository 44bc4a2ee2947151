"""Reads the history of a record: saves, newest first, with their changes; a constant number of statements."""

import datetime
import json
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import connection

from desk.history.scope import Q, scope, union
from desk.history.words import Names, differences
from lib.history import history_of
from lib.rows import as_dict

# Saves per page; listed changes per save.
SAVES, CHANGES = 25, 300
WORDS = {"insert": "entered", "update": "changed", "delete": "deleted"}


@dataclass
class RowChange:
    """A history row: its table, and the row before (None: it did not exist) and after."""

    model: type
    pgh_id: int
    label: str
    before: dict | None
    after: dict | None
    title: str = ""
    differences: list = field(default_factory=list)
    offered: bool = False  # whether the user may take it back

    @property
    def row(self):
        """The row as it was last."""
        return self.after or self.before

    @property
    def kind(self):
        """What it is, in words."""
        return self.model._meta.verbose_name

    @property
    def done(self):
        """What was done, in words."""
        return WORDS[self.label]

    @property
    def app(self):
        """The app of its table, for addresses."""
        return self.model._meta.app_label

    @property
    def name(self):
        """The name of its table's model, for addresses."""
        return self.model._meta.model_name

    @property
    def key(self):
        """The identity of the change, stored in the context of its reversal."""
        return f"{self.app}/{self.name}/{self.pgh_id}"


@dataclass
class Save:
    """The changes of one transaction, by one user or program."""

    at: datetime.datetime
    context: dict | None
    role: str
    changes: list = field(default_factory=list)
    who: str = ""
    where: str = ""
    more: int = 0


def history_page(admin, pk, before=None):
    """(saves, moment at which the next page starts or None) of record ``pk``; with ``before`` only older ones."""
    tables = scope(admin)
    models = list(tables)
    sql, params = union(tables, pk, "h.pgh_id, h.pgh_created_at, h.pgh_context_id, h.db_role")
    older = "WHERE pgh_created_at < %s" if before else ""
    statement = f"""
        WITH s AS ({sql}), m AS (
            SELECT DISTINCT pgh_created_at AS at FROM s {older} ORDER BY at DESC LIMIT {SAVES + 1}
        ) SELECT t, s.pgh_id, pgh_created_at, pgh_context_id, db_role, c.metadata
        FROM s JOIN m ON m.at = s.pgh_created_at LEFT JOIN pghistory_context c ON c.id = pgh_context_id
        ORDER BY pgh_created_at DESC, pgh_context_id, t, s.pgh_id"""
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, *([before] if before else [])])
        rows = cursor.fetchall()
    moments = list(dict.fromkeys(row[2] for row in rows))
    more = len(moments) > SAVES
    rows = [row for row in rows if row[2] in set(moments[:SAVES])]
    saves, listed = _grouped(rows)
    changes = read_changes({(models[t], pgh_id) for t, pgh_id in listed})
    for one in saves.values():
        keys = one.changes
        one.more = max(len(keys) - CHANGES, 0)
        one.changes = [changes[models[t], pgh_id] for t, pgh_id in keys[:CHANGES]]
    add_words(changes.values(), admin.model)
    attribute(saves.values())
    return list(saves.values()), moments[SAVES - 1] if more else None


def _grouped(rows):
    saves, listed = {}, []
    for t, pgh_id, at, context, role, metadata in rows:
        metadata = json.loads(metadata) if isinstance(metadata, str) else metadata
        one = saves.setdefault((at, context, role), Save(at, metadata, role))
        one.changes.append((t, pgh_id))
        if len(one.changes) <= CHANGES:
            listed.append((t, pgh_id))
    return saves, listed


def read_changes(keys):
    """Changes by (model, id of the history row): one statement for all tables."""
    ids = {}
    for model, pgh_id in keys:
        ids.setdefault(model, []).append(pgh_id)
    models = list(ids)
    parts, params = [], []
    for number, model in enumerate(models):
        table = Q(history_of(model)._meta.db_table)
        parts.append(
            f"SELECT {number}, h.pgh_id, h.pgh_label, to_jsonb(h), (SELECT to_jsonb(p) FROM {table} p"
            " WHERE p.pgh_obj_id = h.pgh_obj_id AND p.pgh_id < h.pgh_id ORDER BY p.pgh_id DESC LIMIT 1)"
            f" FROM {table} h WHERE h.pgh_id = ANY(%s)"
        )
        params.append(ids[model])
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        rows = cursor.fetchall()
    found = {}
    for number, pgh_id, label, row, earlier in rows:
        row, earlier = as_dict(row), as_dict(earlier)
        before, after = {"insert": (None, row), "update": (earlier, row), "delete": (row, None)}[label]
        found[models[number], pgh_id] = RowChange(models[number], pgh_id, label, before, after)
    return found


def add_words(changes, about=None):
    """Fill in titles and differences of changes; ``about`` is the model of the page, whose record is not named again."""
    names = Names()
    for one in changes:
        names.want(one.model, one.before)
        names.want(one.model, one.after)
    names.load()
    for one in changes:
        one.title = names.row(one.model, one.row, {about} if about and one.model is not about else ())
        one.differences = differences(one.model, one.before, one.after, names)


def attribute(saves):
    """Fill in who saved and from where; one statement."""
    users = {s.context["user"] for s in saves if s.context and s.context.get("user")}
    known = {u.pk: u.get_full_name() or u.get_username() for u in get_user_model().objects.filter(pk__in=users)}
    for one in saves:
        said = one.context or {}
        if said.get("user"):
            one.who = known.get(said["user"], f"user no. {said['user']} (account deleted)")
        elif said.get("command"):
            one.who = f"the command {said['command']}"
        else:
            one.who = f"the database role {one.role}"
        one.where = said.get("url") or ("" if said else "by SQL, outside of Parley")
        if said.get("merge"):
            one.where = f"merge no. {said['merge']}"
        if said.get("import_undone"):
            one.where = f"undoing of import no. {said['import_undone']}"
        if said.get("merge_undone"):
            one.where = f"undoing of merge no. {said['merge_undone']}"
