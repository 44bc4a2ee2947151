"""Loading rows by COPY into many tables at once, each over its own connection."""

import psycopg

BLOCK = 256 * 1024


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
        quoted = ", ".join(f'"{column}"' for column in columns)
        opened = cursor.copy(f"COPY {name} ({quoted}) FROM STDIN")
        stream = opened.__enter__()
        waiting, size = [], 0
        self.tables[name] = (connection, opened, stream, waiting)
        self.counts[name] = 0
        counts, width = self.counts, len(columns)

        def add(*values):
            nonlocal size
            if len(values) != width:
                raise ValueError(f"{name}: {len(values)} values for {width} columns")
            line = "\t".join(["\\N" if v is None else v if type(v) is str else str(v) for v in values])
            waiting.append(line)
            counts[name] += 1
            size += len(line)
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
