"""Concurrent editors of a record: the second to save is shown what the first has changed, and decides.

The form carries a signed mark with the version of the history when it was opened. On saving, with the record locked, it
is compared with the current version. If it differs, nothing is saved: the form comes back with the typed values, with
the other's changes in untouched boxes, and with a list of these changes.
See docs/decisions/0010-two-editors.md.
"""

from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import connection

from desk.history.concurrent import SentData
from desk.history.read import add_words, history_page, read_changes
from desk.history.scope import scope, union, version

SALT = "desk.two-editors"
NAME = "_opened_at_version"


def mark(admin, pk):
    """The signed mark of a record's version, for the form."""
    return signing.dumps([admin.opts.label, pk, version(admin, pk)], salt=SALT)


def read_mark(admin, pk, text):
    """The version in a mark; None if it is missing or invalid."""
    try:
        label, owner, seen = signing.loads(text or "", salt=SALT)
    except signing.BadSignature:
        return None
    return seen if label == admin.opts.label and owner == pk else None


def changed_since(admin, pk, seen):
    """The changes since version ``seen``, oldest first, in words."""
    tables = scope(admin)
    models = list(tables)
    sql, params = union(tables, pk, "h.pgh_id")
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    new = {(models[t], i) for t, i in rows if i > seen.get(models[t]._meta.label, [0, 0])[1]}
    changes = read_changes(new)
    ordered = [changes[key] for key in sorted(changes, key=lambda key: (models.index(key[0]), key[1]))]
    add_words(ordered, admin.model)
    return ordered


def guard(admin, request, pk):
    """Lock the record, and compare its version with that at which the form was opened.

    Call within the transaction that saves. Returns None if nothing has changed, else context for the page; then
    ``request.POST`` has the other's changes in untouched boxes, and the form is not saved.
    """
    if not admin.model._base_manager.select_for_update(of=("self",)).filter(pk=pk).exists():
        return None
    seen = read_mark(admin, pk, request.POST.get(NAME))
    now = version(admin, pk)
    if seen == now:
        return None
    changes = changed_since(admin, pk, seen) if seen is not None else []
    saves, _ = history_page(admin, pk)
    sent = SentData(admin, request, pk)
    told = [sent.merge_concurrent_edit(change) for change in changes]
    request.POST = sent.finish()
    new = {(change.model, change.pgh_id) for change in changes}
    theirs = [save for save in saves if new & {(change.model, change.pgh_id) for change in save.changes}]
    who = list(dict.fromkeys(save.who for save in theirs))
    said = "Not saved yet: this record was changed while you had it open. What was changed is shown above."
    request.desk_refused = {None: {NON_FIELD_ERRORS: [said]}}
    return {"meanwhile": told, "meanwhile_by": who[:5], "meanwhile_unknown": seen is None}
