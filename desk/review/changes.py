"""Changes to published records by users who may not publish: found in the history, approved or taken back.

Every change leaves a history row with its context (the user). The new contexts of users who may not publish are few; the
records of their rows are found by the foreign keys and stored as Change. A context becomes visible when its transaction
commits but has the time of its beginning, so each search goes back a day further than the last one, skipping contexts
that were read: it misses no change unless a transaction takes longer.
"""

import datetime
import functools

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Q as Condition
from django.db.models.functions import Now

from desk.history import restore
from desk.history.read import add_words, read_changes
from desk.merge.steps import describe
from desk.models import Change, Verdict
from desk.review.dependents import KINDS, REVIEWED, Q, beside, entered_under
from desk.review.news import put_on_file
from desk.review.steps import ReviewRejected, step
from lib.admin.narrowing import asked, of_records
from lib.admin.prepared import PreparedQuery, by_ids
from lib.history import history_of
from lib.publishing import PUBLISH, has_publication

BACK = datetime.timedelta(days=1)
ROWS = 300  # history rows stored and shown per change
PAGE = 20
CAP = 1000
BACKEND = "django.contrib.auth.backends.ModelBackend"


def refresh():
    """Search for new changes; a fixed number of statements. Returns their number."""
    trusted = get_user_model().objects.with_perm(PUBLISH, backend=BACKEND).values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT id, (metadata ->> 'user')::bigint, created_at FROM pghistory_context c
            WHERE created_at > coalesce((SELECT max(at) FROM desk_changesread), '2000-01-01') - %s
                AND (metadata ->> 'user')::bigint <> ALL (%s)
                AND NOT EXISTS (SELECT 1 FROM desk_changesread r WHERE r.context = c.id)""",
            [BACK, list(trusted)],
        )
        contexts = {context: (user, at) for context, user, at in cursor.fetchall()}
        made = _keep(_rows(list(contexts)), contexts) if contexts else 0
        # A row without a save marks the time if there has been none for long.
        cursor.execute(
            """INSERT INTO desk_changesread (context, at)
                SELECT * FROM unnest(%s::uuid[], %s::timestamptz[]) UNION ALL
                SELECT gen_random_uuid(), now()
                WHERE NOT EXISTS (SELECT 1 FROM desk_changesread WHERE at > now() - interval '1 hour')
            ON CONFLICT DO NOTHING""",
            [list(contexts), [at for _, at in contexts.values()]],
        )
        if contexts:
            cursor.execute(
                "DELETE FROM desk_changesread WHERE at < (SELECT max(at) FROM desk_changesread) - %s", [2 * BACK]
            )
    return made


def _rows(contexts):
    """The history rows of contexts that concern public records: {(kind, record, context): [(model, number)]}."""
    models, sql = _tables()
    with connection.cursor() as cursor:
        cursor.execute(sql, [contexts] * sql.count("%s"))
        found = {}
        for kind, record, context, model, number in cursor.fetchall():
            found.setdefault((kind, record, context), []).append((models[model], number))
    return found


def _keep(found, contexts):
    known = set(get_user_model().objects.filter(pk__in={u for u, _ in contexts.values()}).values_list("pk", flat=True))
    there = set(Change.objects.filter(context__in=contexts).values_list("kind", "record", "context"))
    new = [
        Change(
            kind=kind, record=record, context=context, number=len(rows),
            rows=[[model._meta.label, number] for model, number in rows[:ROWS]],
            by_id=contexts[context][0] if contexts[context][0] in known else None, at=contexts[context][1],
        )
        for (kind, record, context), rows in found.items()
        if (kind, record, context) not in there
    ]  # fmt: skip
    Change.objects.bulk_create(new, batch_size=1000, ignore_conflicts=True)
    return len(new)


@functools.cache
def _tables():
    """(models, SQL): for contexts, the published records that their history rows belong to.

    One ``%s`` (a list of contexts) per part. A row with a publication of its own counts if it was published; its record
    must have been published then and now. A row that was moved between records is found under both.
    """
    models, parts = [], []

    def left(model, column, owner):
        # Moving a row also changes the record that it left.
        history = _table(history_of(model))
        join = f"""JOIN LATERAL (SELECT b.{Q(column)} AS owner FROM {history} b
            WHERE b.pgh_obj_id = h.pgh_obj_id AND b.pgh_id < h.pgh_id ORDER BY b.pgh_id DESC LIMIT 1) w
            ON w.owner IS {"NULL" if owner else "NOT NULL"} AND w.owner IS DISTINCT FROM h.{Q(column)}"""
        return owner or "w.owner", join

    def add(kind, model, owner, join="", where=""):
        models.append(model)
        shown = " AND h.publication = 'published'" if has_publication(model) else ""
        parts.append(
            f"SELECT '{kind._meta.model_name}' AS kind, {owner} AS record, h.pgh_context_id,"
            f" {len(models) - 1} AS model, h.pgh_id, h.pgh_created_at FROM {_table(history_of(model))} h {join}"
            f" WHERE h.pgh_context_id = ANY (%s){shown}{where}"
        )

    for kind, owner in REVIEWED.items():
        alone = f" AND h.{Q(owner)} IS NULL" if owner else ""
        add(kind, kind, "h.pgh_obj_id", where=alone)
        if owner:
            add(kind, kind, *left(kind, owner, "h.pgh_obj_id"))
        for model, key in beside(kind):
            join = ""
            if owner:
                join = f"JOIN {_table(kind)} c ON c.id = h.{Q(key.column)} AND c.{Q(owner)} IS NULL"
            add(kind, model, f"h.{Q(key.column)}", join)
        for child, field in entered_under(kind).items():
            entered = child._meta.get_field(field)
            add(kind, child, f"h.{Q(entered.column)}")
            add(kind, child, *left(child, entered.column, ""))
            for model, key in beside(child):
                join = f"JOIN {_table(child)} c ON c.id = h.{Q(key.column)} AND c.publication = 'published'"
                add(kind, model, f"c.{Q(entered.column)}", join)
    public = " UNION ALL ".join(
        f"""SELECT f.* FROM f JOIN {_table(kind)} o ON o.id = f.record AND o.publication = 'published'
        WHERE f.kind = '{kind._meta.model_name}' AND 'published' = (
            SELECT b.publication FROM {_table(history_of(kind))} b
            WHERE b.pgh_obj_id = f.record AND b.pgh_created_at <= f.pgh_created_at ORDER BY b.pgh_id DESC LIMIT 1)"""
        for kind in REVIEWED
    )
    sql = f"""WITH f AS MATERIALIZED ({" UNION ALL ".join(parts)})
        SELECT kind, record, pgh_context_id, model, pgh_id FROM ({public}) p ORDER BY pgh_context_id, model, pgh_id"""
    return models, sql


def _table(model):
    return Q(model._meta.db_table)


# -- the queue ----------------------------------------------------------------------------------


def wait(kind, pk):
    """Whether a record has changes that wait for a decision."""
    return bool(_open_of(kind)([pk]))


@functools.cache
def _open_of(kind):
    """The prepared query for such a change."""
    return PreparedQuery(Change.objects.filter(by_ids("record"), kind=kind, verdict="").only("pk")[:1])


def open_changes(models, request=None):
    """The undecided changes to records of some models, oldest first; narrowed by ``request`` if given."""
    found = Change.objects.filter(verdict="", kind__in=[model._meta.model_name for model in models])
    if request is None or not asked(request):
        return found
    within = Condition(pk__in=())
    for model in models:
        within |= Condition(kind=model._meta.model_name) & of_records(model, "record", request)
    return found.filter(within)


def count(models, request=None):
    """The number of undecided changes, at most CAP + 1."""
    return open_changes(models, request).order_by()[: CAP + 1].count()


def describe_changes(found):
    """Add titles, and differences by field in ``changes``; a fixed number of statements per model."""
    keys = {(_model(label), number) for one in found for label, number in one.rows}
    read = read_changes(keys)
    add_words(read.values())
    titles = {}
    for kind in {one.kind for one in found}:
        pks = [one.record for one in found if one.kind == kind]
        titles |= {(kind, pk): words for pk, words in describe(KINDS[kind], pks).items()}
    for one in found:
        wanted = [(_model(label), number) for label, number in one.rows]
        # Rows of tables that no longer exist are left out.
        one.changes = [read[key] for key in wanted if key in read]
        one.title = titles.get((one.kind, one.record), f"{one.kind} no. {one.record} (deleted)")
        one.more = one.number - len(one.rows)
    return found


def _model(label):
    return apps.get_model(label)


def approve(pks, user):
    """Approve undecided changes. Returns how many were approved."""
    with transaction.atomic():
        found = _locked(pks)
        _decide(found, user, Verdict.APPROVED)
    return len(found)


def _locked(pks):
    return list(Change.objects.select_for_update(of=("self",)).filter(pk__in=pks, verdict="").order_by("pk"))


def _decide(found, user, verdict, comment=""):
    Change.objects.filter(pk__in=[one.pk for one in found]).update(verdict=verdict, decided_by=user, decided_at=Now())
    put_on_file([step(KINDS[one.kind], one.record, verdict, user, comment=comment, to_id=one.by_id) for one in found])


def take_back(pk, user, comment=""):
    """Take a change back, all its rows in one transaction. Raises ReviewRejected without changing anything."""
    with transaction.atomic():
        found = _locked([pk])
        if not found:
            raise ReviewRejected("Somebody has decided on this change in the meantime.")
        if found[0].number > ROWS:
            raise ReviewRejected(f"It has {found[0].number:,} rows: take them back one by one in the record’s history.")
        changes = read_changes({(_model(label), number) for label, number in found[0].rows})
        try:
            _undo(sorted(changes.values(), key=lambda one: (_depth(one.model), -one.pgh_id)))
        except restore.NotPossible as error:
            raise ReviewRejected(" ".join(error.messages)) from error
        _decide(found + _within(found[0]), user, Verdict.TAKEN_BACK, comment)


def _within(one):
    """Changes of the same save with no rows beyond those of ``one``, as for a moved row; they are decided with it."""
    rows = {tuple(row) for row in one.rows}
    others = Change.objects.select_for_update(of=("self",)).filter(context=one.context, verdict="").exclude(pk=one.pk)
    return [other for other in others if other.number <= ROWS and {tuple(row) for row in other.rows} <= rows]


def _depth(model):
    """The level of a table: higher levels are restored first, together with lower ones."""
    return 0 if REVIEWED.get(model) == "" else 1 if has_publication(model) else 2


def _undo(changes):
    """Revert history rows: deletions first, then changes, then insertions."""
    last = {}
    for one in changes:
        last[one.model, one.row["id"]] = max(one.pgh_id, last.get((one.model, one.row["id"]), 0))
    for (model, pk), number in last.items():
        if restore.latest(model, pk) != number:
            words = "It has been changed again since then: take it back step by step in the record’s history."
            raise restore.NotPossible([words])
    for label in ("delete", "update", "insert"):
        for one in changes:
            if one.label != label:
                continue
            if one.model._base_manager.filter(pk=one.row["id"]).exists() is (label == "delete"):
                continue  # restored or deleted together with its record
            try:
                restore.take_back(one, restore.latest(one.model, one.row["id"]))
            except restore.NothingLeft:
                continue
