"""Merges with their logs; suspected duplicates, and pairs that were dismissed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from lib.withheld import set_merged


class Merge(models.Model):
    """A merge of one record into another: who, when, which, and a log of all changes for undoing it.

    The two are named by their public ids, which never change and are never reused, so that the log survives the records.
    """

    kind = models.CharField(
        max_length=20,
        choices=[(k, k) for k in ("expert", "organisation", "event", "topic", "place", "source")],
    )
    survivor = models.CharField("public id of the survivor", max_length=60)
    absorbed = models.CharField("public id of the absorbed", max_length=60)
    survivor_words = models.CharField("survivor", max_length=500)
    absorbed_words = models.CharField("absorbed", max_length=500)
    log = models.JSONField(default=dict, help_text="The steps, as desk/merge/steps.py describes them.")
    merged_at = models.DateTimeField(db_default=Now())
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="merges")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="merges_undone"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["survivor"], name="merge_survivor")]
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"],
                condition=Q(undone_at__isnull=True),
                name="merge_absorbed_once",
                violation_error_message="This record has already been merged.",
            ),
            models.CheckConstraint(
                condition=~Q(survivor=F("absorbed")),
                name="merge_not_itself",
                violation_error_message="A record cannot be merged with itself.",
            ),
        ]

    def __str__(self):
        return f"{self.absorbed_words} → {self.survivor_words}"


# The history of a merged record is visible only while that of its survivor is.
set_merged("SELECT absorbed, survivor FROM desk_merge WHERE undone_at IS NULL")


class PairQuerySet(models.QuerySet):
    """Pairs of records."""

    def of(self, kind, *pks):
        """The pairs of a kind, or of some records of it."""
        found = self.filter(kind=kind)
        return found.filter(Q(first__in=pks) | Q(second__in=pks)) if pks else found

    def on_record(self, model):
        """The pairs of which both records exist."""
        return self.filter(*(Exists(model._base_manager.filter(pk=OuterRef(side))) for side in ("first", "second")))


class Pair(models.Model):
    """Base of tables of pairs of records of one kind.

    The records are named by kind and number, not by foreign keys (as in Review), so that decisions survive deletion and
    restoration. Queries check with ``on_record`` that both exist.
    """

    kind = models.CharField(max_length=20, help_text="Name of the records' model, e.g. expert.")
    first = models.BigIntegerField(help_text="The lower of their numbers.")
    second = models.BigIntegerField(help_text="The higher.")

    objects = PairQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["kind", "second"], name="%(class)s_second")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first", "second"],
                name="%(class)s_once",
                violation_error_message="This pair is already on record.",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="%(class)s_in_order",
                violation_error_message="Give two records, the one with the lower number first.",
            ),
        ]

    @classmethod
    def pair(cls, kind, one, other):
        """The fields of a pair in order, e.g. ``{"kind": "expert", "first": 3, "second": 8}``."""
        if one == other:
            raise ValidationError("A record cannot be a duplicate of itself.")
        return {"kind": kind, "first": min(one, other), "second": max(one, other)}

    @property
    def ids(self):
        """The two numbers, the lower first."""
        return self.first, self.second

    def other(self, pk):
        """The number of the other record."""
        return self.second if self.first == pk else self.first


class DuplicateDismissal(Pair):
    """A decision that two similar records are not duplicates: by whom, when and why."""

    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta(Pair.Meta):
        db_table = "desk_notduplicate"
        ordering = ["-id"]
        verbose_name = "decision “not a duplicate”"
        verbose_name_plural = "decisions “not a duplicate”"
        constraints = [
            *Pair.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(why=""), name="notduplicate_why", violation_error_message="Say why they are not the same."
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.first} is not {self.second}"


class DuplicateSuggestion(Pair):
    """A suspected duplicate with its reasons; derived data."""

    score = models.FloatField(help_text="How much speaks for one record: 0 to 1, for the order only.")
    reasons = models.JSONField(help_text="[{kind, words}], as desk/duplicates/finding.py writes them.")
    found_at = models.DateTimeField(db_default=Now())

    class Meta(Pair.Meta):
        db_table = "desk_suspected"
        ordering = ["-score", "id"]
        verbose_name = "suspected duplicate"

    def __str__(self):
        return f"{self.kind} {self.first} may be {self.second}"


class Scanned(models.Model):
    """A record that has been compared with all others, with its ``signature`` at the time."""

    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()
    signature = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record"], name="scanned_once")]

    def __str__(self):
        return f"{self.kind} {self.record}"
