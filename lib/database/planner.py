"""What the planner of the database knows about the tables."""

from django.db import connection

# Changed rows of a table from which it is counted anew at once; the server itself counts within minutes.
MANY = 500


def count_anew():
    """ANALYZE the tables in which this transaction has changed much. At its end, inside it; returns their names.

    Until a table that was just filled is counted, statements are planned as if it were empty. What waits to be put
    into the indexes for words and names is put there: until then each search reads it from end to end.
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
