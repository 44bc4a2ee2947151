"""Files of records that a person has uploaded, how far each has come, and what was found in it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from lib.jobs import Job


class Deleted(models.TextChoices):
    """What is done about records that files name and that were deleted here."""

    LEAVE = "leave", "stay deleted"
    BRING_BACK = "bring_back", "are brought back"
    CREATE = "create", "are created again"


class BulkState(models.TextChoices):
    """How far an uploaded file has come."""

    CHECKING = "checking", "being checked"
    CHECKED = "checked", "checked"
    IMPORTING = "importing", "being imported"
    DONE = "done", "imported"
    CANCELLED = "cancelled", "cancelled"
    FAILED = "failed", "failed"


class BulkImport(Job):
    """An uploaded file, from the check of its rows to the import.

    The worker moves it on; it writes its last state in the transaction of the import itself,
    so that the two can never disagree.
    """

    STEPS: ClassVar = {"bulk.check": BulkState.CHECKING, "bulk.import": BulkState.IMPORTING}
    ARGUMENT = "bulk_id"
    LOCK = "parley bulk import"
    UNIT = "row"
    NOTHING = "Nothing was imported."
    LESS = "Split the file into smaller ones."

    file = models.FileField(upload_to="bulk/")
    name = models.CharField(max_length=255, help_text="Of the file, as the person calls it.")
    kind = models.CharField(max_length=20, blank=True, help_text="Of the records; empty: as the file says.")
    format = models.CharField(
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text="As what it is read: the name of an importer; auto: what the worker finds it to be; empty: as tables.",
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bulk_imports")
    state = models.CharField(max_length=12, choices=BulkState, default=BulkState.CHECKING)
    uploaded_at = models.DateTimeField(db_default=Now())
    checked_at = models.DateTimeField(null=True, blank=True, help_text="The moment of what the check compared with.")
    counts = models.JSONField(default=dict, help_text="By kind: how many are created, updated and so on.")
    proposals = models.JSONField(default=list, help_text="References to what is not on record, with what is close.")
    choices = models.JSONField(default=dict, help_text="What a person decided on them: “kind:reference” → choice.")
    close = models.JSONField(default=dict, help_text="What came close to them, in words: “kind:reference” → text.")
    deleted = models.CharField(
        max_length=10, blank=True, choices=Deleted, help_text="What is done about records that were deleted here."
    )
    told = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="Of a data set: its sum in words, and notes.",
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=BulkState.values),
                name="bulkimport_state",
                violation_error_message="An import is in one of the known states.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def left_deleted(self):
        """(records that stay deleted, records left out because they refer to such)."""
        return tuple(sum(row.get(what, 0) for row in self.counts.values()) for what in ("deleted here", "left out"))


class BulkLine(models.Model):
    """One thing that a check or an import found: a record to be created or changed, one left alone, a bad row."""

    class What(models.TextChoices):
        """What a check or an import found."""

        BAD = "bad", "bad row"
        WAITING = "waiting", "row that waits"
        CREATED = "created", "created"
        CHANGED = "changed", "changed"
        KEPT = "kept", "left as it is"
        BACK = "back", "brought back"
        DOUBT = "doubt", "doubtful"

    bulk = models.ForeignKey(BulkImport, models.CASCADE, related_name="lines")
    what = models.CharField(max_length=8, choices=What)
    file = models.CharField(max_length=300)
    line = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=300, blank=True, help_text="The slug or id.")
    text = models.TextField(blank=True, help_text="Its name, or why the row is bad or left alone.")
    changes = models.JSONField(default=list, help_text="[field, old, new] in words.")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["bulk", "what", "id"], name="bulkline_of_bulk")]

    def __str__(self):
        return f"{self.what}: {self.kind} {self.key}"


class ImportRun(models.Model):
    """An import that was carried out, from the desk or by command, so that it can be undone as one step.

    What it changed stands in the history, in the rows with its ``context``.
    """

    context = models.UUIDField(unique=True, help_text="Of its rows of history.")
    at = models.DateTimeField(db_default=Now())
    files = models.TextField(help_text="Their names.")
    dataset = models.CharField(max_length=40, blank=True, help_text="The data set that was imported, if it was one.")
    counts = models.JSONField(default=dict, help_text="By kind: how many were created, updated and so on.")
    freed = models.JSONField(default=dict, help_text="By kind: addresses of deleted records that new ones were given.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: by command.",
    )
    bulk = models.OneToOneField(BulkImport, models.SET_NULL, null=True, blank=True, related_name="run")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        # Who may take changes back may undo imports (intake/bulk/undo.py).
        default_permissions = ()

    def __str__(self):
        return f"{self.pk}: {self.files}"
