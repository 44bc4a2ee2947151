"""What waits for review: who submitted it and when is read from the history, so that no way of submitting is missed."""

import datetime
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.exceptions import EmptyResultSet
from django.db import connection

from desk.merge.steps import describe
from desk.models import Review, Verdict
from desk.paging import Page
from desk.review.dependents import KINDS, REVIEWED, Q, dependents, entered_under
from lib.admin.narrowing import asked, narrowed
from lib.history import history_of
from lib.publishing import may_change

PAGE = 25
CAP = 1000  # counted no further
SHOWN = 20  # returned records on the home page


@dataclass
class Waiting:
    """A record in the queue: itself submitted (``own``), or published with ``added`` rows that are submitted."""

    model: type
    pk: int
    at: datetime.datetime | None
    user: int | None
    own: bool
    added: int
    who: str = ""
    title: str = ""
    hangs: int = 0

    @property
    def key(self):
        """What a form sends for it."""
        return f"{self.model._meta.model_name}:{self.pk}"

    @property
    def name(self):
        """The name of its model, for addresses."""
        return self.model._meta.model_name

    @property
    def kind(self):
        """What it is, in words."""
        return self.model._meta.verbose_name


def _since(model):
    """SQL: when and by whom row ``r`` of a table came to be submitted."""
    history = Q(history_of(model)._meta.db_table)
    return f"""LEFT JOIN LATERAL (
        SELECT h.pgh_created_at AS at, (c.metadata ->> 'user')::bigint AS usr
        FROM {history} h LEFT JOIN pghistory_context c ON c.id = h.pgh_context_id
        WHERE h.pgh_obj_id = r.id AND h.pgh_id > coalesce((
            SELECT b.pgh_id FROM {history} b WHERE b.pgh_obj_id = r.id AND b.publication <> 'submitted'
            ORDER BY b.pgh_id DESC LIMIT 1), 0)
        ORDER BY h.pgh_id LIMIT 1) s ON true"""


def _parts(models, request, since=True):
    """SQL of all that is submitted: (kind, id, when, user, whether itself), one row per row that is submitted, with its values.

    Of records that the request asks for, if it narrows them.
    """
    columns, join = ("s.at, s.usr", _since) if since else ("NULL::timestamptz, NULL::bigint", lambda model: "")
    for model in models:
        table, name = Q(model._meta.db_table), model._meta.model_name
        within, values = _within(model, request)
        alone = f" AND r.{Q(REVIEWED[model])} IS NULL" if REVIEWED[model] else ""
        itself = f"SELECT '{name}' AS kind, r.id, {columns}, true AS own FROM {table} r {join(model)}"
        yield f"{itself} WHERE r.publication = 'submitted'{alone}{within.format('r')}", values
        for child, field in entered_under(model).items():
            key = Q(child._meta.get_field(field).column)
            added = (
                f"SELECT '{name}', r.{key}, {columns}, false FROM {Q(child._meta.db_table)} r"
                f" JOIN {table} o ON o.id = r.{key} AND o.publication = 'published' {join(child)}"
            )
            yield f"{added} WHERE r.publication = 'submitted'{within.format('o')}", values


def _within(model, request):
    """(SQL that a record – ``{}`` – is one of those asked for, its values)."""
    if request is None or not asked(request):
        return "", ()
    try:
        sql, values = narrowed(model._base_manager.all(), request).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return " AND false", ()
    return f" AND {{}}.id IN ({sql.replace('{', '{{').replace('}', '}}')})", values


def _all(models, request, since=True):
    """The parts as one SQL, and its values."""
    parts = list(_parts(models, request, since))
    return " UNION ALL ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def kinds_for(user):
    """The kinds in the queue that a user may review: those that they may change."""
    return [model for model in REVIEWED if may_change(user, model)]


def count(models, request=None):
    """How many records wait, at most CAP + 1; one statement. With ``request`` narrowed as it asks."""
    if not models:
        return 0
    rows, values = _all(models, request, since=False)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT DISTINCT kind, id FROM ({rows}) q LIMIT {CAP + 1}) w", values)
        return cursor.fetchone()[0]


def waiting(models, page=1, request=None):
    """A Page of the records that wait, oldest first; a fixed number of statements. With ``request`` narrowed as it asks."""
    if not models:
        return Page([], page, False)
    rows, values = _all(models, request)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT kind, id, min(at), (array_agg(usr ORDER BY at))[1], bool_or(own),
                    count(*) FILTER (WHERE NOT own)
                FROM ({rows}) q GROUP BY kind, id ORDER BY 3 NULLS FIRST, 1, 2 LIMIT %s OFFSET %s""",
            [*values, PAGE + 1, (page - 1) * PAGE],
        )
        found = [Waiting(KINDS[kind], *rest) for kind, *rest in cursor.fetchall()]
    more, found = len(found) > PAGE, found[:PAGE]
    name(found)
    _count_hanging(found)
    return Page(found, page, more)


def name(found):
    """Fill in title and who of records that wait: one statement per kind, one for the people."""
    known = people(one.user for one in found)
    for model in {one.model for one in found}:
        titles = describe(model, [one.pk for one in found if one.model is model])
        for one in found:
            if one.model is model:
                one.title = titles.get(one.pk, "")
                one.who = known.get(one.user, "")


def people(pks):
    """The names of users: {id: name}; one statement."""
    users = get_user_model().objects.filter(pk__in={pk for pk in pks if pk})
    return {user.pk: user.get_full_name() or user.get_username() for user in users}


def _count_hanging(found):
    for model in {one.model for one in found}:
        pks = [one.pk for one in found if one.model is model]
        parts, params = [], []
        for child, keys in dependents(model).items():
            for key in keys:
                column = Q(child._meta.get_field(key).column)
                table = Q(child._meta.db_table)
                parts.append(f"SELECT {column} AS id FROM {table} WHERE {column} = ANY(%s)")
                params.append(pks)
        if not parts:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, count(*) FROM ({' UNION ALL '.join(parts)}) q GROUP BY id", params)
            counts = dict(cursor.fetchall())
        for one in found:
            if one.model is model:
                one.hangs = counts.get(one.pk, 0)


def submitter(model, pk):
    """The id of the user who submitted a record, or what was added to it; None where that is not known."""
    step = Review.objects.filter(kind=model._meta.model_name, record=pk).order_by("-pk").first()
    if step and step.verdict == Verdict.SUBMITTED:
        return step.by_id
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT s.usr FROM {Q(model._meta.db_table)} r {_since(model)} WHERE r.id = %s", [pk])
        row = cursor.fetchone()
    # The account may be gone.
    return row[0] if row and get_user_model().objects.filter(pk=row[0]).exists() else None


def returned_to(user):
    """What was returned to a user and not submitted again since: Reviews, with ``title`` and ``model``."""
    return _with_titles(list(Review.objects.raw(RETURNED, [user.pk, SHOWN])))


RETURNED = """
    SELECT v.* FROM desk_review v
    WHERE v.to_id = %s AND v.verdict = 'returned'
      AND NOT EXISTS (SELECT 1 FROM desk_review l WHERE l.kind = v.kind AND l.record = v.record AND l.id > v.id)
    ORDER BY v.id DESC LIMIT %s"""


def _with_titles(found):
    for kind in {one.kind for one in found}:
        pks = [one.record for one in found if one.kind == kind]
        titles = describe(KINDS[kind], pks)
        states = dict(KINDS[kind]._base_manager.filter(pk__in=pks).values_list("pk", "publication"))
        for one in found:
            if one.kind == kind:
                one.model, one.title, one.state = KINDS[kind], titles.get(one.record), states.get(one.record)
    known = people(one.by_id for one in found)
    for one in found:
        one.who = known.get(one.by_id, "")
    # Deleted ones have nothing left to be done.
    return [one for one in found if one.title]


__all__ = ["PAGE", "count", "kinds_for", "people", "returned_to", "submitter", "waiting"]
