"""Recomputing search keys in migrations."""

import pgtrigger

from lib.names import search_key


def write_again(app, **fields):
    """A function for ``RunPython`` that recomputes the search keys of texts with “&”, which now means “and”.

    ``fields`` has for each model of ``app`` the source field of its search key. The content of the rows
    does not change, so no history is written.
    """

    def write(apps, schema_editor):
        for model, field in fields.items():
            rows = apps.get_model(app, model)._base_manager
            with pgtrigger.ignore():
                for pk, text in list(rows.filter(**{f"{field}__contains": "&"}).values_list("pk", field)):
                    rows.filter(pk=pk).update(**{"name_key" if field == "name" else "key": search_key(text)})

    return write
