"""Keeping the statistics of the planner up to date."""

from django.db import connection

# The number of changed rows from which a table is analysed at once; autovacuum takes minutes.
MANY = 500


def count_anew():
    """ANALYZE the tables in which this transaction has changed many rows. Call at its end. Returns their names.

    Until a newly filled table is analysed, statements are planned as if it were empty. The pending lists of GIN
    indexes are flushed as well, since each search scans them completely.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(relname) FROM pg_stat_xact_user_tables WHERE schemaname = 'public'"
            " AND n_tup_ins + n_tup_upd + n_tup_del >= %s ORDER BY relname",
            [MANY],
        )
        names = [name for (name,) in cursor.fetchall()]
        if names:
            cursor.execute(f"ANALYZE {', '.join(names)}")
            cursor.execute(
                "SELECT gin_clean_pending_list(i.oid) FROM unnest(%s::regclass[]) tables(oid)"
                " JOIN pg_index x ON x.indrelid = tables.oid JOIN pg_class i ON i.oid = x.indexrelid"
                " JOIN pg_am m ON m.oid = i.relam WHERE m.amname = 'gin'",
                [names],
            )
    return names
