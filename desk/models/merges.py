"""Merges with their logs; suspected duplicates, and pairs that a person said are none."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from experts.models import Expert, Organisation
from lib.withheld import set_merged
from summits.models import Event
from topics.models import Topic


class Merge(models.Model):
    """One record taken up into another: who, when, which, and all that changed, enough to undo it.

    The two are named by their public ids, which never change and are never given again,
    so that the log outlives whatever happens to the records.
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


# The past of a record that was merged is shown only as long as that of its survivor is.
set_merged("SELECT absorbed, survivor FROM desk_merge WHERE undone_at IS NULL")


PAIRED = {"expert": Expert, "organisation": Organisation, "event": Event, "topic": Topic}


def pair_constraints(name):
    """Constraints of a table of pairs: exactly one pair, the lower id first, each pair once."""
    any_pair = Q()
    for kind in PAIRED:
        others = [k for k in PAIRED if k != kind]
        given = {f"{kind}_first__isnull": False, f"{kind}_second__isnull": False}
        given |= {f"{k}_{side}__isnull": True for k in others for side in ("first", "second")}
        any_pair |= Q(**given, **{f"{kind}_first__lt": F(f"{kind}_second")})
    once = [
        models.UniqueConstraint(
            fields=[f"{kind}_first", f"{kind}_second"],
            condition=Q(**{f"{kind}_first__isnull": False}),
            name=f"{name}_{kind}_once",
            violation_error_message="This pair is already on record.",
        )
        for kind in PAIRED
    ]
    pair = models.CheckConstraint(
        condition=any_pair,
        name=f"{name}_one_pair",
        violation_error_message="Give two records of one kind, the one with the lower number first.",
    )
    return [pair, *once]


class Pair(models.Model):
    """Base of tables of pairs of records of one kind; the first has the lower id."""

    KINDS = PAIRED

    class Meta:
        abstract = True

    @classmethod
    def pair(cls, kind, one, other):
        """The columns of a pair of ids in their order, e.g. ``{"expert_first_id": 3, "expert_second_id": 8}``."""
        if one == other:
            raise ValidationError("A record cannot be a duplicate of itself.")
        return {f"{kind}_first_id": min(one, other), f"{kind}_second_id": max(one, other)}

    @property
    def kind(self):
        """The name of the kind of its records."""
        return next(kind for kind in PAIRED if getattr(self, f"{kind}_first_id"))

    @property
    def ids(self):
        """The two ids, the lower first."""
        return getattr(self, f"{self.kind}_first_id"), getattr(self, f"{self.kind}_second_id")


def _side(model):
    return models.ForeignKey(model, models.CASCADE, null=True, blank=True, related_name="+")


def _loose(model):
    return models.ForeignKey(model, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False)


class NotDuplicate(Pair):
    """Two records that look like one and are not: who said so, when and why."""

    expert_first, expert_second = _side(Expert), _side(Expert)
    organisation_first, organisation_second = _side(Organisation), _side(Organisation)
    event_first, event_second = _side(Event), _side(Event)
    topic_first, topic_second = _side(Topic), _side(Topic)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        verbose_name = "decision “not a duplicate”"
        verbose_name_plural = "decisions “not a duplicate”"
        constraints = [
            *pair_constraints("notduplicate"),
            models.CheckConstraint(
                condition=~Q(why=""), name="notduplicate_why", violation_error_message="Say why they are not the same."
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.ids[0]} is not {self.ids[1]}"


class Suspected(Pair):
    """A pair that may be one record, with the reasons: derived, and found again at any time.

    Its foreign keys are not enforced, so that it never stands in the way of a change to
    the records; reading it joins them, and rows without their records fall out.
    """

    expert_first, expert_second = _loose(Expert), _loose(Expert)
    organisation_first, organisation_second = _loose(Organisation), _loose(Organisation)
    event_first, event_second = _loose(Event), _loose(Event)
    topic_first, topic_second = _loose(Topic), _loose(Topic)
    score = models.FloatField(help_text="How much speaks for one record: 0 to 1, for the order only.")
    reasons = models.JSONField(help_text="[{kind, words}], as desk/duplicates/finding.py writes them.")
    found_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-score", "id"]
        verbose_name = "suspected duplicate"
        constraints = pair_constraints("suspected")

    def __str__(self):
        return f"{self.kind} {self.ids[0]} may be {self.ids[1]}"


class Scanned(models.Model):
    """That a record was compared with all others, and what it said then (``signature``)."""

    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()
    signature = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record"], name="scanned_once")]

    def __str__(self):
        return f"{self.kind} {self.record}"
