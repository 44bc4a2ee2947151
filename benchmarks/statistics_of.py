"""What the database did for a request, by pg_stat_statements; and the plans of those statements."""

# Opening a connection and bounding a transaction ask nothing, nor is what the worker beside the server asks for its queue.
SETUP = ("SET ", "SHOW ", "SELECT set_config", "RESET ", "LISTEN", "UNLISTEN", "BEGIN", "COMMIT")
WORKER = ("procrastinate", "intake_bulkimport")


class Statements:
    """Counts statements in Parley's database; the view is read from another one, so it does not count itself."""

    def __init__(self, database):
        self.connection = database.connect("postgres")
        self.connection.autocommit = True

    def of(self, act):
        """(number of statements, milliseconds in the database, their texts) while `act` runs."""
        self.connection.execute("SELECT pg_stat_statements_reset()")
        act()
        rows = self.connection.execute(
            "SELECT calls, total_exec_time + total_plan_time, query FROM pg_stat_statements s"
            " JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = 'parley'"
        ).fetchall()
        rows = [row for row in rows if not row[2].startswith(SETUP) and not any(name in row[2] for name in WORKER)]
        return sum(row[0] for row in rows), sum(row[1] for row in rows), [row[2] for row in rows]
