"""Loading rows by COPY into many tables at once, each over its own connection."""

from functools import cache

import psycopg
from django.apps import apps
from django.db.models import NOT_PROVIDED, GeneratedField

BLOCK = 256 * 1024


def line(values):
    """A row in COPY's text format. The generator's texts have no tab, line break or backslash."""
    return "\t".join(["\\N" if v is None else v if type(v) is str else str(v) for v in values])


@cache
def defaults(name, columns):
    """The further NOT NULL columns of a table besides ``columns``: {column: the default of its field}."""
    (model,) = (model for model in apps.get_models() if model._meta.db_table == name)
    return {
        field.column: field.get_default()
        for field in model._meta.local_concrete_fields
        if not (field.column in columns or field.null or field.primary_key or isinstance(field, GeneratedField))
        and field.db_default is NOT_PROVIDED
    }


def statement(name, columns):
    """The COPY statement of a table, its defaults behind ``columns``."""
    columns = (*columns, *defaults(name, columns))
    quoted = ", ".join(f'"{column}"' for column in columns)
    return f"COPY {name} ({quoted}) FROM STDIN"


class Copies:
    """Open COPYs, one per table; `add` takes a row, `close` ends and commits them all.

    Rows of parents and children are generated together, so their COPYs run in parallel. Triggers are disabled in these
    sessions (history, foreign keys, derived columns): the generator writes derived values. Constraints and generated
    columns work.
    """

    def __init__(self, connect):
        self.connect = connect
        self.tables = {}
        self.counts = {}

    def table(self, name, columns):
        """Return a function that adds a row to a table; its arguments are the values of `columns`."""
        connection = self.connect()
        connection.execute("SET session_replication_role = replica")
        cursor = connection.cursor()
        opened = cursor.copy(statement(name, columns))
        stream = opened.__enter__()
        waiting, size = [], 0
        self.tables[name] = (connection, opened, stream, waiting)
        self.counts[name] = 0
        counts, width, rest = self.counts, len(columns), tuple(defaults(name, columns).values())

        def add(*values):
            nonlocal size
            if len(values) != width:
                raise ValueError(f"{name}: {len(values)} values for {width} columns")
            text = line(values + rest)
            waiting.append(text)
            counts[name] += 1
            size += len(text)
            if size > BLOCK:
                stream.write("\n".join(waiting) + "\n")
                waiting.clear()
                size = 0

        return add

    def close(self):
        """End all COPYs and commit; ids that were given count as used."""
        for name, (connection, opened, stream, waiting) in self.tables.items():
            if waiting:
                stream.write("\n".join(waiting) + "\n")
            try:
                opened.__exit__(None, None, None)
            except psycopg.Error as error:
                raise RuntimeError(f"{name}: {error}") from error
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), coalesce((SELECT max(id) FROM {name}), 1))"
            )
            connection.commit()
            connection.close()
        self.tables.clear()


class OneByOne:
    """The same for little data over one connection (or none): rows are kept, then copied table by table."""

    def __init__(self, cursor=None):
        self.cursor, self.rows, self.columns = cursor, {}, {}

    def table(self, name, columns):
        """Return a function that adds a row to a table."""
        kept = self.rows.setdefault(name, [])
        self.columns[name], rest = columns, tuple(defaults(name, columns).values())
        return lambda *values: kept.append(line(values + rest))

    @property
    def counts(self):
        """The number of rows by table."""
        return {name: len(rows) for name, rows in self.rows.items()}

    def close(self):
        """Copy what has come since the last time."""
        for name, columns in self.columns.items():
            if self.cursor:
                with self.cursor.copy(statement(name, columns)) as stream:
                    stream.write("\n".join([*self.rows[name], ""]))
        self.columns = {}
