"""An uploaded file from step to step: its check and its import, carried out by the worker.

A step runs in one transaction. How far it is, and whether a person wants it stopped, goes
over a second connection, since nobody sees what a transaction has not committed. The import
writes its last state within its own transaction: it is done together with its records or not
at all, and a step that is taken up again after a worker died begins anew from nothing.
"""

import logging
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import Error, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from intake.bulk import decisions
from intake.bulk.access import forbidden
from intake.bulk.importing import Watch, import_files
from intake.bulk.proposals import CREATE, PROPOSED
from intake.bulk.reading import kinds_in
from intake.bulk.reporting import Cancelled, Interrupted, Reporter, alone_with
from intake.bulk.results import lines
from intake.bulk.tables import Unreadable, is_workbook
from intake.bulk.workbooks import check_size
from intake.datasets import markup, uploads
from intake.datasets.importing import import_dataset
from intake.datasets.register import REGISTER
from intake.models import BulkImport, BulkLine, BulkState, Deleted
from intake.records.format import KIND_OF, KINDS
from intake.records.writing import batches
from lib.publishing import TAKE_BACK, may_publish

logger = logging.getLogger(__name__)
MOST_DECISIONS = 5 * 1024 * 1024  # read while the person waits
SHOWN = 5  # faults of a file of decisions that a message names


class ImportRejected(Exception):
    """What a person asked for cannot be done; the message says why."""


def upload(user, file, kind="", format=""):
    """Keep an uploaded file and ask the worker to check it. Returns the BulkImport; raises ImportRejected.

    ``format`` is the name of an importer of data sets, ``tables``, or empty: what it looks like, by what it holds.
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
            _ask("check", bulk)
    except BaseException:
        bulk.file.delete(save=False)
        raise
    return bulk


def _format(path, name, kind, wanted):
    """As what a file is read: the name of an importer, AUTO where the worker is to look, or empty for tables."""
    if kind or wanted == "tables":
        return ""
    if wanted:
        return wanted
    # A CSV is looked at at once, so that a table of somebody who may not import it is refused while they wait.
    if uploads.ending(path) == ".csv":
        with uploads.read_as(path, name, uploads.AUTO, Watch()) as (importer, _):
            return importer.name if importer else ""
    return uploads.AUTO


def _look(user, path, name, kind):
    """Refuse at once what can be seen without reading the file: raises ImportRejected.

    Workbooks are opened by the worker only: a small one can hold what takes minutes.
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
    """Ask the worker to check the file once more, with what a person chose on proposals. Raises ImportRejected.

    ``deleted`` (one of Deleted) is what they chose on records that were deleted here; None: as before.
    """
    _may_choose(bulk, choices)
    if deleted == Deleted.BRING_BACK and not bulk.user.has_perm(TAKE_BACK):
        raise ImportRejected("You may not bring deleted records back. A reviewer can.")
    more = {} if deleted is None else {"deleted": deleted}
    _next(bulk, AT_REST, "check", choices=choices, **more)


def read_again(bulk, format):
    """Ask the worker to check the file once more, read as something else. Raises ImportRejected."""
    if format not in ("", "tables", *REGISTER):
        raise ImportRejected("There is no such format.")
    _next(bulk, AT_REST, "check", format="" if format == "tables" else format or uploads.AUTO, choices={})


def keep_choices(bulk, choices):
    """Keep what a person chose so far, without a check. Raises ImportRejected."""
    _may_choose(bulk, choices)
    with transaction.atomic():
        found = BulkImport.objects.select_for_update().get(pk=bulk.pk)
        if found.state not in AT_REST:
            raise ImportRejected(f"This cannot be done now: the file is {found.get_state_display()}.")
        found.choices = choices
        found.save(update_fields=["choices"])


def take_decisions(bulk, file):
    """Take a file of decisions over, as far as it is about names of this upload, and check again. Raises ImportRejected."""
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
        choices, _, problems = decisions.read_decisions(path, file.name)
    if problems:
        more = f" And {len(problems) - SHOWN} more." if len(problems) > SHOWN else ""
        raise ImportRejected("Nothing was taken over. " + " ".join(map(str, problems[:SHOWN])) + more)
    known = {f"{proposal['kind']}:{proposal['key']}" for proposal in bulk.proposals} | set(bulk.choices)
    # A data set asks about nobody: decisions say who its people are.
    mine = {key: choice for key, choice in choices.items() if key in known or bulk.format}
    if not mine:
        raise ImportRejected(f"{file.name} does not decide on any of the names that are open here.")
    check_again(bulk, bulk.choices | mine)


def _may_choose(bulk, choices):
    kinds = {key.partition(":")[0] for key, choice in choices.items() if choice == CREATE}
    if names := forbidden(bulk.user, [KINDS[name] for name in PROPOSED if name in kinds]):
        raise ImportRejected(f"You may not add {' and '.join(names)}. An administrator can allow it.")


def begin_import(bulk):
    """Ask the worker to import a file that was checked. Raises ImportRejected."""
    if bulk.lines.filter(what=BulkLine.What.BAD).exists():
        raise ImportRejected("There are bad rows: correct them and upload the file again. Nothing was imported.")
    _next(bulk, (BulkState.CHECKED,), "import")


def cancel(bulk):
    """Stop what is under way; at once if no worker has begun, else as soon as it looks."""
    with transaction.atomic():
        found = BulkImport.objects.select_for_update().get(pk=bulk.pk)
        if found.under_way and found.started_at is None:
            _end(found, BulkState.CANCELLED)
        elif found.under_way:
            found.stop = True
            found.save(update_fields=["stop"])


def remove(bulk):
    """Forget an upload and its file. Raises ImportRejected while something is under way."""
    with transaction.atomic():
        found = BulkImport.objects.select_for_update().get(pk=bulk.pk)
        if found.under_way:
            raise ImportRejected("The worker is processing it: cancel first.")
        file = found.file
        found.delete()
        transaction.on_commit(lambda: file.storage.delete(file.name))


def _next(bulk, states, step, **values):
    """Put the next step of an import into the queue, if it is in one of ``states``."""
    with transaction.atomic():
        found = BulkImport.objects.select_for_update().get(pk=bulk.pk)
        if found.state not in states:
            raise ImportRejected(f"This cannot be done now: the file is {found.get_state_display()}.")
        for name, value in values.items():
            setattr(found, name, value)
        found.state = BulkState.CHECKING if step == "check" else BulkState.IMPORTING
        found.started_at = found.ended_at = None
        found.stop, found.error, found.stage, found.rows_done, found.attempts = False, "", "", 0, 0
        found.save()
        _ask(step, found)


def _ask(step, bulk):
    # By its name: the tasks import this module.
    app.configure_task(f"bulk.{step}").defer(bulk_id=bulk.pk)


# -- in the worker ----------------------------------------------------------------------------


def run(step, bulk_id, stopping=lambda: False):
    """Carry out a step (``check`` or ``import``) of an import. ``stopping`` says that the worker must end.

    Raises Interrupted then, and where the database went away, with all rolled back: the step is
    to be taken up again.
    """
    try:
        _carry_out(step, bulk_id, stopping)
    except Error as error:
        # Wherever it was: before it began, while it said how it ended.
        if connection.is_usable():
            raise
        connection.close()
        raise Interrupted from error


def _carry_out(step, bulk_id, stopping):
    state = BulkState.CHECKING if step == "check" else BulkState.IMPORTING
    with alone_with(bulk_id) as alone:
        bulk = BulkImport.objects.select_related("user").filter(pk=bulk_id, state=state).first()
        if bulk is None:
            return  # cancelled meanwhile, or done
        if not alone:
            raise Interrupted  # another worker is at it after all, or what it began is still being undone
        bulk.started_at, bulk.attempts = timezone.now(), bulk.attempts + 1
        begun = {"started_at": bulk.started_at, "attempts": bulk.attempts}
        BulkImport.objects.filter(pk=bulk.pk).update(**begun, rows_done=0, stage="")
        with Reporter(bulk, stopping) as watch:
            try:
                (_check if step == "check" else _import)(bulk, watch)
            except Cancelled:
                _end(bulk, BulkState.CANCELLED)
            except Interrupted:
                raise
            except (Unreadable, markup.Unreadable, ImportRejected) as error:
                _end(bulk, BulkState.FAILED, error=str(error))
            except Error as error:
                if not connection.is_usable():
                    raise
                logger.exception("The %s of file %s failed", step, bulk.pk)
                _end(bulk, BulkState.FAILED, error=f"The database reported: {str(error).strip()} Nothing was imported.")
            except Exception as error:
                logger.exception("The %s of file %s failed", step, bulk.pk)
                text = f"An error in Parley ({type(error).__name__}: {error}). Nothing was imported."
                _end(bulk, BulkState.FAILED, error=text)


def give_up(step, bulk_id):
    """Show a step as failed at which the worker has died again and again."""
    state = BulkState.CHECKING if step == "check" else BulkState.IMPORTING
    bulk = BulkImport.objects.filter(pk=bulk_id, state=state).first()
    if bulk:
        text = "The worker was stopped each time it came to this file; the machine may not have enough memory for it."
        _end(bulk, BulkState.FAILED, error=f"{text} Split the file into smaller ones. Nothing was imported.")


def show_forgotten():
    """Show as failed what is under way though no task for it is in the queue; it should not come to that."""
    for state, task in ((BulkState.CHECKING, "bulk.check"), (BulkState.IMPORTING, "bulk.import")):
        # The imports first: an upload that arrives meanwhile must not look as if it had no task.
        for pk in list(BulkImport.objects.filter(state=state).order_by("pk").values_list("pk", flat=True)):
            with transaction.atomic():
                # The lock that the next step of an import takes too; who holds it now is not forgotten.
                rows = BulkImport.objects.select_for_update(skip_locked=True).filter(pk=pk, state=state)
                tasks = ProcrastinateJob.objects.filter(task_name=task, status__in=["todo", "doing"], args__bulk_id=pk)
                if (bulk := rows.first()) is not None and not tasks.exists():
                    _end(bulk, BulkState.FAILED, error="It was lost from the queue. Nothing was imported: try again.")


def _files(bulk):
    return [(bulk.file.path, bulk.name)]


def _user(bulk):
    """The person as they are now, with the permissions that they have now."""
    return type(bulk.user).objects.get(pk=bulk.user_id)


def _allowed(bulk, result):
    """The person may have lost a permission since the upload; the worker itself may do anything."""
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
        _keep(bulk, result)
        bulk.checked_at = result.moment
        _end(bulk, BulkState.CHECKED)


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
        watch.look()
        _keep(bulk, result)
        if not bulk.format:
            # What a draft was created for means that record from now on.
            bulk.choices = decisions.made(bulk.choices, result)
        _end(bulk, BulkState.DONE)

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
            _keep(bulk, result)
            _end(bulk, BulkState.CHECKED)


def _keep(bulk, result):
    """Write what was found; it takes the place of what was found before."""
    bulk.lines.all().delete()
    for batch in batches([*lines(result)], 1000):
        for line in batch:
            line.bulk = bulk
        BulkLine.objects.bulk_create(batch)
    bulk.counts, bulk.told = result.report.counts, result.told
    bulk.proposals = [proposal.data() for proposal in result.proposals]
    # What came close stays known when the name is decided: the file of decisions says it.
    bulk.close = decisions.close_to(result.settled) | bulk.close | decisions.close_to(result.proposals)
    bulk.rows_total = bulk.rows_done = len(result.entries)


def _end(bulk, state, error=""):
    bulk.state, bulk.error, bulk.stage, bulk.stop, bulk.ended_at = state, error, "", False, timezone.now()
    bulk.save()
