"""Records by a statement that is put together once per process and planned once per connection.

Django puts a query set's statement together anew each time it is asked, which for a table with
all that a form shows of it takes several times as long as to read a page of its rows. Where only
the ids differ from one time to the next, the statement can be kept.
"""

from copy import copy
from types import SimpleNamespace

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.query import ModelIterable

from lib.api.sql import among, fixed
from lib.database.prepared import rows_of

# Stands in the statement for the ids that are asked for.
IDS = "\x02ids"


def asked(column):
    """The condition (Q) that ``column`` is one of the ids that a Reader is asked for."""
    return among(column, IDS)


class Reader:
    """Reads the records of ``queryset``, which has the condition ``asked(column)``, for any ids.

    Calling it with a list of ids gives a list of what the query set would give: records with
    their annotations, deferred fields and the records of ``select_related``; one statement.
    What else the query set depends on is fixed when it is made. ``prefetch_related`` and
    ``values`` are not for it.
    """

    def __init__(self, queryset):
        if queryset._prefetch_related_lookups or queryset._iterable_class is not ModelIterable:
            raise ValueError("A Reader reads records by one statement: no prefetch_related(), no values().")
        self._compiler = queryset.query.clone().get_compiler(DEFAULT_DB_ALIAS)
        sql, params = self._compiler.as_sql()
        if IDS not in params:
            raise ValueError("The query set of a Reader has a condition asked(column).")
        self._sql = fixed(sql, params, {IDS: "%(ids)s"})
        self._model = queryset.model
        # The connection of the thread that made this: not to be kept open by it, nor used by others.
        self._compiler.connection = None

    def __call__(self, ids):
        ids = list(ids)
        if not ids:
            return []
        rows = rows_of(self._sql, {"ids": ids})
        # Django's own way from rows to records; only where the rows come from is another.
        compiler = copy(self._compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.execute_sql = lambda **how: [rows]
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        source = SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, model=self._model, _known_related_objects={})
        return list(ModelIterable(source))
