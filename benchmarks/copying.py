"""Loading rows by COPY into many tables at once, each over its own connection."""

import psycopg

BLOCK = 256 * 1024


def line(values):
    """A row in COPY's text format. The generator's texts have no tab, line break or backslash."""
    return "\t".join(["\\N" if v is None else v if type(v) is str else str(v) for v in values])


def statement(name, columns):
    """The COPY statement of a table."""
    quoted = ", ".join(f'"{column}"' for column in columns)
    return f"COPY {name} ({quoted}) FROM STDIN"


class Copies:
    """Open COPYs, one per table; `add` takes a row, `close` ends and commits them all.

    Rows of parents and children are made together, so their COPYs run side by side.
    Triggers are off in these sessions (history, foreign keys, derived columns): the
    generator writes what triggers would derive. Constraints and generated columns work.
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
        counts, width = self.counts, len(columns)

        def add(*values):
            nonlocal size
            if len(values) != width:
                raise ValueError(f"{name}: {len(values)} values for {width} columns")
            text = line(values)
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
        self.columns[name] = columns
        return lambda *values: kept.append(line(values))

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
