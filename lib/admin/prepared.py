"""Read records by a statement that is compiled once per process and planned once per connection.

Django compiles the statement of a queryset each time it is evaluated, which takes several times as long as
reading a page of rows with everything that a form shows. If only the ids differ, the statement can be kept.
"""

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable

from lib.api.sql import among, fixed
from lib.database.prepared import rows_of

# The placeholder for the ids.
IDS = "\x02ids"


def by_ids(column):
    """The condition (Q) that ``column`` is one of the ids passed to a PreparedQuery."""
    return among(column, IDS)


class _Records:
    """Creates instances of one model from rows, and those joined by ``select_related``.

    Django sends two signals for each instance and sets its attributes one by one, which takes three times as long.
    No code here listens to these signals; a test compares the results.
    """

    def __init__(self, info, select):
        model, columns = info["model"], info["select_fields"]
        own = model.__init__ is not Model.__init__ or model.from_db.__func__ is not Model.from_db.__func__
        if own or info.get("from_parent"):
            raise ValueError(f"A PreparedQuery does not know how {model.__name__} is made.")
        self.model = model
        self._names = [select[at][0].target.attname for at in columns]
        self._start, self._end = columns[0], columns[-1] + 1
        self._key = columns[self._names.index(model._meta.pk.attname)]
        joined = info.get("related_klass_infos", ())
        self._joined = [(_Records(other, select), other["local_setter"], other["remote_setter"]) for other in joined]

    def __call__(self, row):
        """The record in a row; None if nothing is joined."""
        if row[self._key] is None:
            return None
        record = self.model.__new__(self.model)
        record.__dict__.update(zip(self._names, row[self._start : self._end], strict=True))
        record._state = state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        for make, set_here, set_there in self._joined:
            other = make(row)
            set_here(record, other)
            if other is not None:
                set_there(other, record)
        return record


class PreparedQuery:
    """Reads the records of ``queryset``, which must have the condition ``by_ids(column)``, for any ids.

    Calling it with a list of ids returns the list that the queryset would give: records with
    their annotations, deferred fields and the records of ``select_related``; one statement.
    Everything else the queryset depends on is fixed when it is created. ``prefetch_related`` and
    ``values`` are not supported.
    """

    def __init__(self, queryset):
        if queryset._prefetch_related_lookups or queryset._iterable_class is not ModelIterable:
            raise ValueError("A PreparedQuery reads records by one statement: no prefetch_related(), no values().")
        compiler = queryset.query.clone().get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        if IDS not in params:
            raise ValueError("The query set of a PreparedQuery has a condition by_ids(column).")
        self._sql = fixed(sql, params, {IDS: "%(ids)s"})
        self._records = _Records(compiler.klass_info, compiler.select)
        self._further = list((compiler.annotation_col_map or {}).items())
        columns = [expression for expression, _, _ in compiler.select]
        self._converters = [(at, *found) for at, found in compiler.get_converters(columns).items()]

    def __call__(self, ids):
        ids = list(ids)
        return list(map(self._record, rows_of(self._sql, {"ids": ids}))) if ids else []

    def _record(self, row):
        row = list(row)
        for at, converters, expression in self._converters:
            value = row[at]
            for convert in converters:
                value = convert(value, expression, connection)
            row[at] = value
        record = self._records(row)
        for name, at in self._further:
            setattr(record, name, row[at])
        return record
