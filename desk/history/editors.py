"""Two editors of one record: the second to save is told what the first has changed, and decides.

The form carries a signed mark of how far the history went when it was opened. While
saving, with the record locked, it is compared with how far it goes now. If it went on,
nothing is saved: the form comes back with what was typed, with what the other changed in
boxes that were left alone, and with a list of all that the other changed.
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
    """The signed mark of a record's state, for the form."""
    return signing.dumps([admin.opts.label, pk, version(admin, pk)], salt=SALT)


def read_mark(admin, pk, text):
    """The version that a form was opened at; None where the mark is missing or not ours."""
    try:
        label, owner, seen = signing.loads(text or "", salt=SALT)
    except signing.BadSignature:
        return None
    return seen if label == admin.opts.label and owner == pk else None


def changed_since(admin, pk, seen):
    """The changes that were made since ``seen``, oldest first, in words."""
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
    """Compare, with the record locked, what a form was opened at with what is on record now.

    Call inside the transaction that saves. Returns None where nothing has changed, else
    what the page tells; then ``request.POST`` has what the other changed in boxes that
    were left alone, and the form will not be saved.
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
