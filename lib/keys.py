"""Search keys that are written anew, by migrations."""

import pgtrigger

from lib.names import search_key


def write_again(app, **fields):
    """A function for ``RunPython``: the search keys of rows with “&”, which is read as “and” from now on.

    ``fields`` names for each model of ``app`` the field that its key is of. The rows say nothing
    new, so nothing is added to the history.
    """

    def write(apps, schema_editor):
        for model, field in fields.items():
            rows = apps.get_model(app, model)._base_manager
            with pgtrigger.ignore():
                for pk, text in list(rows.filter(**{f"{field}__contains": "&"}).values_list("pk", field)):
                    rows.filter(pk=pk).update(**{"name_key" if field == "name" else "key": search_key(text)})

    return write
