"""A look at all that the database holds of ours."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

from lib.stamps import REMOVALS


def every_row():
    """{table: sorted hashes of its rows} of every table of our apps and of the history, what was loaded included.

    Left out is what triggers note of changes (lib/stamps.py): undoing them is one more change.
    """
    labels = [config.label for config in apps.get_app_configs() if Path(config.path).parent == Path(settings.BASE_DIR)]
    prefixes = tuple(f"{label}_" for label in [*labels, "pghistory"])
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(prefixes) and table != REMOVALS:
                without = "- 'first_public_at' - 'modified_at'"
                cursor.execute(f'SELECT md5((to_jsonb(t) {without})::text) FROM "{table}" t ORDER BY 1')
                rows[table] = [row[0] for row in cursor.fetchall()]
    assert {"summits_event", "summits_eventhistory", "intake_loadedrecord", "pghistory_context"} <= set(rows)
    return rows
