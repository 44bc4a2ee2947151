"""The steps of an uploaded file: its check and its import, carried out by the worker (lib/jobs.py)."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from intake.bulk import decisions
from intake.bulk.access import forbidden
from intake.bulk.importing import import_files
from intake.bulk.proposals import CREATE, PROPOSED
from intake.bulk.reading import kinds_in
from intake.bulk.results import lines
from intake.bulk.tables import is_workbook
from intake.bulk.workbooks import check_size
from intake.datasets import uploads
from intake.datasets.importing import import_dataset
from intake.datasets.register import REGISTER
from intake.datasets.ties import DECIDED
from intake.errors import Unreadable
from intake.models import BulkImport, BulkLine, BulkState, Deleted
from intake.records.format import KIND_OF, KINDS
from intake.records.writing import batches
from lib.jobs import JobRejected as ImportRejected
from lib.jobs import Watch, ask, next_step
from lib.jobs import run as run_step
from lib.publishing import TAKE_BACK, may_publish

MOST_DECISIONS = 5 * 1024 * 1024  # read while the person waits
SHOWN = 5  # faults of a file of decisions that a message lists


def upload(user, file, kind="", format=""):
    """Store an uploaded file and queue its check. Returns the BulkImport; raises ImportRejected.

    ``format`` is the name of an importer of data sets, ``tables``, or empty to detect it from the content.
    """
    if file.size > settings.BULK_MAX_BYTES:
        most = settings.BULK_MAX_BYTES // (1024 * 1024)
        raise ImportRejected(
            f"The file has {file.size / 1024 / 1024:.0f} MB; at most {most} MB are accepted. Split it."
        )
    bulk = BulkImport(user=user, name=file.name[:255], kind=kind)
    bulk.file.save(file.name[-80:], File(file), save=False)
    try:
        bulk.format = _format(bulk.file.path, bulk.name, kind, format)
        if bulk.format not in REGISTER and (not bulk.format or is_workbook(bulk.name)):
            _look(user, bulk.file.path, bulk.name, kind)
        with transaction.atomic():
            bulk.save()
            ask(bulk, "bulk.check")
    except BaseException:
        bulk.file.delete(save=False)
        raise
    return bulk


def _format(path, name, kind, wanted):
    """How to read a file: the name of an importer, AUTO if the worker has to detect it, or empty for tables."""
    if kind or wanted == "tables":
        return ""
    if wanted:
        return wanted
    # A CSV is examined at once, so that a table that the person may not import is refused while they wait.
    if uploads.ending(path) == ".csv":
        with uploads.read_as(path, name, uploads.AUTO, Watch()) as (importer, _):
            return importer.name if importer else ""
    return uploads.AUTO


def _look(user, path, name, kind):
    """Raise ImportRejected for faults that show without reading the whole file.

    Workbooks are opened by the worker only: even a small one can take minutes to read.
    """
    try:
        if is_workbook(name):
            check_size(path)
            kinds = [KINDS[kind]] if kind else []
        else:
            kinds = kinds_in(path, name, kind)
    except Unreadable as error:
        raise ImportRejected(str(error)) from None
    except ValueError as error:
        raise ImportRejected(f"{name} {error}") from None
    if names := forbidden(user, kinds):
        raise ImportRejected(f"You may not add and change {' and '.join(names)}. An administrator can allow it.")


AT_REST = (BulkState.CHECKED, BulkState.FAILED, BulkState.CANCELLED)


def check_again(bulk, choices, deleted=None):
    """Queue another check of the file, with a person's choices on proposals. Raises ImportRejected.

    ``deleted`` (one of Deleted) is their choice on records that were deleted here; None keeps the previous one.
    """
    _may_choose(bulk, choices)
    if deleted == Deleted.BRING_BACK and not bulk.user.has_perm(TAKE_BACK):
        raise ImportRejected("You may not bring deleted records back. A reviewer can.")
    more = {} if deleted is None else {"deleted": deleted}
    _next(bulk, AT_REST, "check", choices=choices, **more)


def read_again(bulk, format):
    """Queue another check of the file, read in another format. Raises ImportRejected."""
    if format not in ("", "tables", *REGISTER):
        raise ImportRejected("There is no such format.")
    _next(bulk, AT_REST, "check", format="" if format == "tables" else format or uploads.AUTO, choices={})


def keep_choices(bulk, choices):
    """Save the choices made so far, without another check. Raises ImportRejected."""
    _may_choose(bulk, choices)
    with transaction.atomic():
        found = BulkImport.objects.select_for_update().get(pk=bulk.pk)
        if found.state not in AT_REST:
            raise ImportRejected(f"This cannot be done now: the file is {found.get_state_display()}.")
        found.choices = choices
        found.save(update_fields=["choices"])


def take_decisions(bulk, file):
    """Apply the decisions in a file to the names of this upload, and queue another check. Raises ImportRejected."""
    if is_workbook(file.name):
        raise ImportRejected("Decisions are read as CSV only: save the table as “CSV UTF-8”.")
    if file.size > MOST_DECISIONS:
        raise ImportRejected(
            f"{file.name} is too big for decisions: at most {MOST_DECISIONS // 1024 // 1024} MB are accepted. Split it."
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.csv"
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        choices, _, problems = decisions.read_decisions(path, file.name, DECIDED if bulk.format else PROPOSED)
    if problems:
        more = f" And {len(problems) - SHOWN} more." if len(problems) > SHOWN else ""
        raise ImportRejected("Nothing was taken over. " + " ".join(map(str, problems[:SHOWN])) + more)
    known = {f"{proposal['kind']}:{proposal['key']}" for proposal in bulk.proposals} | set(bulk.choices)
    # A data set has no open proposals: the decisions say who its people are.
    mine = {key: choice for key, choice in choices.items() if key in known or bulk.format}
    if not mine:
        raise ImportRejected(f"{file.name} does not decide on any of the names that are open here.")
    check_again(bulk, bulk.choices | mine)


def _may_choose(bulk, choices):
    kinds = {key.partition(":")[0] for key, choice in choices.items() if choice == CREATE}
    if names := forbidden(bulk.user, [KINDS[name] for name in PROPOSED if name in kinds]):
        raise ImportRejected(f"You may not add {' and '.join(names)}. An administrator can allow it.")


def begin_import(bulk):
    """Queue the import of a checked file. Raises ImportRejected."""
    if bulk.lines.filter(what=BulkLine.What.BAD).exists():
        raise ImportRejected("There are bad rows: correct them and upload the file again. Nothing was imported.")
    _next(bulk, (BulkState.CHECKED,), "import")


def remove(bulk):
    """Delete an upload and its file. Raises ImportRejected while it is being processed."""
    with transaction.atomic():
        found = BulkImport.objects.select_for_update().get(pk=bulk.pk)
        if found.under_way:
            raise ImportRejected("The worker is processing it: cancel first.")
        file = found.file
        found.delete()
        transaction.on_commit(lambda: file.storage.delete(file.name))


def _next(bulk, states, step, **values):
    next_step(bulk, states, f"bulk.{step}", **values)


# -- in the worker ----------------------------------------------------------------------------


def run(step, bulk_id, stopping=lambda: False):
    """Carry out a step of an import, ``check`` or ``import``. See lib/jobs.py."""
    run_step(BulkImport, f"bulk.{step}", bulk_id, _check if step == "check" else _import, stopping)


def _files(bulk):
    return [(bulk.file.path, bulk.name)]


def _user(bulk):
    """The person with their present permissions."""
    return type(bulk.user).objects.get(pk=bulk.user_id)


def _allowed(bulk, result):
    """Raise ImportRejected if the person has lost a permission since the upload; the worker may do anything."""
    kinds = {entry.kind.name for entry in result.entries}
    kinds |= {KIND_OF[model].name for model in result.revived if model in KIND_OF}
    user = _user(bulk)
    names = forbidden(user, [KINDS[name] for name in KINDS if name in kinds]) if user.is_active else ["anything"]
    if bulk.deleted == Deleted.BRING_BACK and not user.has_perm(TAKE_BACK):
        raise ImportRejected(f"{user} may not bring deleted records back. Nothing was imported.")
    if names:
        raise ImportRejected(f"{user} may not add and change {' and '.join(names)}. Nothing was imported.")


def _check(bulk, watch):
    with uploads.read_as(bulk.file.path, bulk.name, bulk.format, watch) as (importer, path):
        bulk.format = importer.name if importer else ""
        if importer:
            outcome = import_dataset(
                importer, path, decisions=bulk.choices, may_publish=may_publish(_user(bulk)), dry_run=True, watch=watch
            )
            result = uploads.result_of(outcome)
        else:
            result = _check_tables(bulk, watch)
    _allowed(bulk, result)
    watch.stage("Noting what was found", len(result.entries))
    with transaction.atomic():
        _keep(bulk, result, watch)
        bulk.checked_at = result.moment
        bulk.end(BulkState.CHECKED)


def _check_tables(bulk, watch):
    return import_files(
        _files(bulk),
        bulk.kind,
        dry_run=True,
        choices=bulk.choices,
        watch=watch,
        may_publish=may_publish(_user(bulk)),
        deleted=bulk.deleted,
    )


def _import(bulk, watch):
    def finish(result):
        _allowed(bulk, result)
        _keep(bulk, result, watch)
        if not bulk.format:
            # From now on the name means the draft that was created for it.
            bulk.choices = decisions.made(bulk.choices, result)
        bulk.end(BulkState.DONE)

    context = {"user": bulk.user_id, "bulk_import": bulk.pk}
    with uploads.read_as(bulk.file.path, bulk.name, bulk.format, watch) as (importer, path):
        if importer:
            import_dataset(
                importer,
                path,
                decisions=bulk.choices,
                may_publish=may_publish(_user(bulk)),
                watch=watch,
                context=context,
                finish=lambda outcome: finish(uploads.result_of(outcome)),
            )
            return
    result = import_files(
        _files(bulk),
        bulk.kind,
        choices=bulk.choices,
        seen_at=bulk.checked_at,
        context=context,
        watch=watch,
        finish=finish,
        may_publish=may_publish(_user(bulk)),
        deleted=bulk.deleted,
    )
    if not result.written:
        # Something changed here since the check.
        with transaction.atomic():
            _keep(bulk, result, watch)
            bulk.end(BulkState.CHECKED)


def _keep(bulk, result, watch):
    """Save the result, replacing that of the previous check.

    The watch may look as long as the row of the import itself is not changed, which it changes over another connection.
    """
    bulk.lines.all().delete()
    for batch in batches([*lines(result)], 1000):
        watch.look()
        for line in batch:
            line.bulk = bulk
        BulkLine.objects.bulk_create(batch)
    bulk.counts, bulk.told = result.report.counts, result.told
    bulk.proposals = [proposal.data() for proposal in result.proposals]
    # The closest records are kept after a name is decided, for the file of decisions.
    bulk.close = decisions.close_to(result.settled) | bulk.close | decisions.close_to(result.proposals)
    bulk.rows_total = bulk.rows_done = len(result.entries)
