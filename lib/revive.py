"""Restoring deleted rows from the history, with everything that was deleted with them.

Rows that were deleted in the same transaction and referred to a row belong to it. The number of statements
depends on the number of tables, not of rows.
"""

from django.db import DatabaseError, connection
from django.db.models import CASCADE, ForeignKey

from lib.addresses import SluggedRecord, former_slugs_of
from lib.agreement import contradictions
from lib.database.planner import count_anew
from lib.history import history_of
from lib.names import search_key
from lib.references import companions, references, stored_fields
from lib.rows import Q, as_dict, put_back, read_rows, title, write_column
from lib.violations import violation_messages


class NotPossible(Exception):
    """Something cannot be restored or undone; ``messages`` say why. Nothing was changed."""

    def __init__(self, messages):
        super().__init__(messages)
        self.messages = messages


# History rows ``h`` of the same transaction as a deletion ``o``.
_TOGETHER = "h.pgh_created_at = o.pgh_created_at AND h.pgh_context_id IS NOT DISTINCT FROM o.pgh_context_id"


def deletions(model, column, values):
    """The deletions of records that last had one of ``values`` in ``column``: {value: pgh_id}."""
    table, history = Q(model._meta.db_table), Q(history_of(model)._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT had.value, last.pgh_id FROM (
                SELECT DISTINCT ON (h.{Q(column)}) h.{Q(column)} AS value, h.pgh_obj_id AS pk FROM {history} h
                WHERE h.{Q(column)} = ANY(%s) AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = h.pgh_obj_id)
                ORDER BY h.{Q(column)}, h.pgh_id DESC
            ) had CROSS JOIN LATERAL (
                SELECT l.pgh_id, l.pgh_label FROM {history} l WHERE l.pgh_obj_id = had.pk ORDER BY l.pgh_id DESC LIMIT 1
            ) last WHERE last.pgh_label = 'delete'""",
            [list(values)],
        )
        return dict(cursor.fetchall())


def together(changes):
    """Deleted rows and those deleted with them, parents first: {model: [row]}.

    ``changes`` are {model: [pgh_id of a deletion]}. A row is a history row as a dict by column. Rows that referred to
    another by a protecting key are included, since SQL can delete both in one transaction; but only if everything they
    refer to exists, since they may have been deleted with another record.
    """
    found, level, loose = {}, {}, set()
    for model, pgh_ids in changes.items():
        rows = _rows(model, "h.pgh_id = ANY(%s) ORDER BY h.pgh_id", [list(pgh_ids)])
        if rows:
            found[model] = rows
            level[model] = [row["pgh_id"] for row in rows]
    while level:
        further = {}
        for owner, pgh_ids in level.items():
            firm = {row["id"] for row in found[owner] if (owner, row["id"]) not in loose}
            for reference in references(owner):
                if not history_of(reference.model):
                    continue
                known = {row["id"] for row in found.get(reference.model, [])}
                hanging = _hanging(owner, pgh_ids, reference.model, reference.columns)
                cascading = [f.column for f in reference.fields if f.remote_field.on_delete is CASCADE]
                for row in hanging:
                    if any(row.get(column) in firm for column in cascading):
                        loose.discard((reference.model, row["id"]))
                    elif row["id"] not in known:
                        loose.add((reference.model, row["id"]))
                rows = [row for row in hanging if row["id"] not in known]
                if rows:
                    found.setdefault(reference.model, []).extend(rows)
                    further.setdefault(reference.model, []).extend(row["pgh_id"] for row in rows)
        level = further
    return _without_lost(found, loose)


def _without_lost(found, loose):
    """``found`` without its ``loose`` rows, {(model, id)}, that refer to missing rows, and without their dependents."""
    while loose:
        back = {(model, row["id"]) for model, rows in found.items() for row in rows}
        lost = set()
        for model, rows in found.items():
            some = [row for row in rows if (model, row["id"]) in loose]
            for one in _foreign_keys(model) if some else ():
                missing = _missing(one, some, back)
                lost |= {(model, row["id"]) for row in some if row.get(one.column) in missing}
        if not lost:
            break
        loose -= lost
        found = {model: [row for row in rows if (model, row["id"]) not in lost] for model, rows in found.items()}
    return {model: rows for model, rows in found.items() if rows}


def _foreign_keys(model):
    return [one for one in model._meta.local_concrete_fields if isinstance(one, ForeignKey)]


def _missing(one, rows, back):
    """The ids that a foreign key of ``rows`` refers to and that neither exist nor are in ``back``, {(model, id)}."""
    target = one.remote_field.model
    wanted = {row[one.column] for row in rows if row.get(one.column) is not None}
    wanted = {pk for pk in wanted if (target, pk) not in back}
    return wanted - set(target._base_manager.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def _hanging(owner, pgh_ids, model, columns):
    above = Q(history_of(owner)._meta.db_table)
    pointing = " OR ".join(f"h.{Q(column)} = o.pgh_obj_id" for column in columns)
    rows = _rows(
        model,
        f"h.pgh_label = 'delete' AND EXISTS (SELECT 1 FROM {above} o WHERE o.pgh_id = ANY(%s) AND {_TOGETHER}"
        f" AND ({pointing})) ORDER BY h.id",
        [pgh_ids],
    )
    return list({row["id"]: row for row in rows}.values())


def _rows(model, where, params):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(h) FROM {Q(history_of(model)._meta.db_table)} h WHERE {where}", params)
        return [as_dict(row) for (row,) in cursor.fetchall()]


def bring_back(changes):
    """Restore deleted rows, with everything that was deleted with them. Must run in a transaction.

    ``changes`` are {model: [pgh_id of a deletion]}. Returns the restored rows like together(). Raises NotPossible.
    """
    rows = together(changes)
    obstacles = _obstacles(rows)
    if obstacles:
        raise NotPossible(obstacles)
    for model, found in rows.items():
        if issubclass(model, SluggedRecord):
            free_addresses(model, [row["slug"] for row in found])
    for model, found in rows.items():
        columns = {f.column for f in stored_fields(model)}
        ordered = parents_first(model, found)
        whole = [{**{c: v for c, v in row.items() if c in columns}, **derived(model, row)} for row in ordered]
        try:
            put_back(model, whole)
        except DatabaseError as error:
            raise NotPossible(violation_messages(error, model)) from error
        if issubclass(model, SluggedRecord):
            lead_former_addresses(model, [row["id"] for row in found])
    for model, found in rows.items():
        _point_again(model, [row["pgh_id"] for row in found])
    if told := contradictions({model: [row["id"] for row in found] for model, found in rows.items()}):
        raise NotPossible(told)
    count_anew()
    return rows


def parents_first(model, rows):
    """Rows of a table sorted so that each comes after those it refers to, from which its path is derived."""
    columns = [f.column for f in model._meta.local_concrete_fields if f.remote_field and f.remote_field.model is model]
    waiting, ordered = {row["id"]: row for row in rows}, []
    while columns and waiting:
        ready = [row for row in waiting.values() if not any(row.get(column) in waiting for column in columns)]
        if not ready:
            break  # a cycle, which the database will refuse
        ordered += ready
        for row in ready:
            del waiting[row["id"]]
    return [*ordered, *waiting.values()]


def derived(model, row):
    """The columns that are derived from others and may be missing from the history."""
    found = {}
    for one in stored_fields(model):
        for column in companions(model, one):
            if column not in row:
                found[column] = search_key(row[one.column])
    return found


def _obstacles(rows):
    """The reasons why rows cannot be restored."""
    told = []
    back = {(model, row["id"]) for model, found in rows.items() for row in found}
    for model, found in rows.items():
        there = read_rows(model, {"id": [row["id"] for row in found]}, lock=False)
        told += [f"The {model._meta.verbose_name} no. {pk} is already on record again." for pk in there]
        for one in _foreign_keys(model):
            told += _gone(one, _missing(one, found, back))
        if issubclass(model, SluggedRecord):
            told += _taken(model, found)
    return list(dict.fromkeys(told))


def _gone(one, missing):
    if not missing:
        return []
    target = one.remote_field.model
    history = history_of(target)
    known = {}
    if history:
        for row in history._base_manager.filter(pgh_obj_id__in=missing, pgh_label="delete").order_by("pgh_id").values():
            known[row["pgh_obj_id"]] = title(row)
    return [
        f"The {target._meta.verbose_name} “{known.get(pk) or f'no. {pk}'}”, its {one.verbose_name}, "
        "has been deleted: bring that back first."
        for pk in sorted(missing)
    ]


def _taken(model, found):
    slugs = [row["slug"] for row in found]
    former = former_slugs_of(model).objects.filter(slug__in=slugs, record__isnull=False)
    now = {record.slug: record for record in model._base_manager.filter(slug__in=slugs)}
    led = {row.slug: row.record for row in former.select_related("record")}
    told = []
    for slug in slugs:
        if slug in now:
            told.append(f"Its address “{slug}” now leads to “{now[slug]}”: give that record another address first.")
        elif slug in led:
            told.append(f"Its address “{slug}” is a former address of “{led[slug]}” now and leads there.")
    return told


def free_addresses(model, slugs):
    """Remove the slugs of deleted records from the former ones, so that they can be used again."""
    former_slugs_of(model).objects.filter(slug__in=slugs, record__isnull=True).delete()


def lead_former_addresses(model, pks):
    """Make former addresses of the records redirect to them again, also those that TRUNCATE took away with them."""
    former, history = former_slugs_of(model)._meta.db_table, history_of(model)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {Q(former)} AS f (slug, record_id) SELECT had.slug, had.pk FROM (
                SELECT DISTINCT ON (h.slug) h.slug, h.pgh_obj_id AS pk FROM {Q(history)} h
                JOIN {Q(model._meta.db_table)} t ON t.id = h.pgh_obj_id AND t.slug <> h.slug
                WHERE h.pgh_obj_id = ANY(%s) ORDER BY h.slug, h.pgh_id DESC
            ) had WHERE NOT EXISTS (SELECT 1 FROM {Q(model._meta.db_table)} t WHERE t.slug = had.slug)
            ON CONFLICT (slug) DO UPDATE SET record_id = EXCLUDED.record_id WHERE f.record_id IS NULL""",
            [list(pks)],
        )


def _point_again(model, pgh_ids):
    """Restore references that the deletions set to null, if they are still null."""
    above = Q(history_of(model)._meta.db_table)
    for reference in references(model):
        history = history_of(reference.model)
        for one in reference.fields:
            if history is None or not one.null or one.remote_field.on_delete is CASCADE:
                continue
            table, column = Q(history._meta.db_table), Q(one.column)
            with connection.cursor() as cursor:
                cursor.execute(
                    f"""SELECT h.pgh_obj_id, p.{column} FROM {above} o
                    JOIN {table} h ON {_TOGETHER} AND h.pgh_label = 'update' AND h.{column} IS NULL
                    CROSS JOIN LATERAL (
                        SELECT b.{column} FROM {table} b WHERE b.pgh_obj_id = h.pgh_obj_id AND b.pgh_id < h.pgh_id
                        ORDER BY b.pgh_id DESC LIMIT 1) p
                    WHERE o.pgh_id = ANY(%s) AND p.{column} = o.pgh_obj_id""",
                    [list(pgh_ids)],
                )
                lost = dict(cursor.fetchall())
            if lost:
                now = read_rows(reference.model, {"id": list(lost)})
                empty = {pk: lost[pk] for pk, row in now.items() if row[one.column] is None}
                write_column(reference.model, one.column, empty)
