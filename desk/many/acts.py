"""Bulk actions: who may do them, their previews, and carrying them out."""

from dataclasses import dataclass, field

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType

from desk.merge.steps import describe
from desk.models import Act
from desk.review import publishing
from desk.review.dependents import BETWEEN, KINDS
from desk.review.steps import VERDICTS, ReviewRejected, note
from lib import deleting
from lib.addresses import Publication
from lib.history import many_rows
from lib.jobs import JobRejected, in_batches
from lib.publishing import DELETE_PUBLIC, has_publication, may, may_change, may_publish

SHOWN = 50  # names that a page lists of each sort


@dataclass
class Preview:
    """The effects of an action, in words and numbers."""

    mark: str
    number: int  # of records and rows that are changed
    sums: list = field(default_factory=list)  # (number, words, the first names)
    along: list = field(
        default_factory=list
    )  # drafts that go along: (name of the kind, number, words, the first names)
    kept: list = field(default_factory=list)  # [name, why it stays]: the first SHOWN
    stay: int = 0  # how many stay
    hidden: int = 0  # rows and events that stay hidden


def words_for(model, number):
    """The name of a model for so many records."""
    return str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)


def _describe(model, pks):
    """Records in words: {id: text}; links between two records name both."""
    return describe(model, pks, owners=BETWEEN.get(model, ()))


def _log(user, model, titles, flag, message=""):
    """Write entries into Django's admin log for records {id: title}, which keep their last titles."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False).pk
    rows = [
        LogEntry(
            user_id=user.pk, content_type_id=kind, object_id=pk, object_repr=title[:200], action_flag=flag,
            change_message=message,
        )
        for pk, title in titles.items()
    ]  # fmt: skip
    LogEntry.objects.bulk_create(rows, batch_size=1000)


class Delete:
    """Deleting records with their dependents."""

    title, button, doing = "Delete", "Delete", "Deleting"

    def allowed(self, user, model):
        """Whether the user may do it with records of a model."""
        return may(user, model, "delete")

    def _plan(self, change, user, lock=False):
        made = deleting.plan(KINDS[change.kind], change.pks, user.has_perm(DELETE_PUBLIC), lock)
        lacking = [m for m in made.going if has_publication(m) and not may(user, m, "delete")]
        if lacking:
            names = " and ".join(sorted(str(m._meta.verbose_name_plural) for m in lacking))
            raise JobRejected(f"With them {names} would be deleted, which you may not. Nothing was deleted.")
        return made

    def preview(self, change, user):
        """What it would do (Preview). Raises JobRejected."""
        made = self._plan(change, user)
        return Preview(made.mark, made.number, sums=_sums(made.going), kept=_kept(made), stay=len(made.kept))

    def carry_out(self, change, user, watch):
        """Carry it out in a transaction. Returns {model: number}. Raises JobRejected."""
        made = self._plan(change, user, lock=True)
        _demand_same(change, made.mark)
        if not made.going:
            raise JobRejected("None of them can be deleted. Nothing was deleted.")
        watch.stage(self.doing, made.number)
        change.kept = _kept(made)
        titles = _describe(made.model, made.chosen)
        deleting.carry_out(made, watch)
        _log(user, made.model, titles, DELETION)
        return {model: len(pks) for model, pks in made.going.items()}


def _demand_same(change, mark):
    if mark != change.mark:
        raise JobRejected("Something has been changed since this preview was made. Look at it again.")


def _sums(rows):
    found = []
    for model, pks in rows.items():
        names = list(_describe(model, sorted(pks)[:SHOWN]).values()) if has_publication(model) else []
        found.append((len(pks), words_for(model, len(pks)), names))
    return found


def _kept(made):
    some = list(made.kept.items())[:SHOWN]
    names = _describe(made.model, [pk for pk, _ in some])
    return [[names[pk], why] for pk, why in some]


class Publish:
    """Publishing records with their dependents and the drafts that they refer to."""

    title, button, doing = "Publish", "Publish", "Publishing"

    def allowed(self, user, model):
        """Whether the user may do it with records of a model."""
        return may_publish(user) and may_change(user, model)

    def _units(self, change):
        model = KINDS[change.kind]
        there = set(model._base_manager.filter(pk__in=change.pks).values_list("pk", flat=True))
        return [(model, pk) for pk in change.pks if pk in there]

    def _plan(self, change):
        """(the PublishPlan, the drafts that are published along)."""
        units = self._units(change)
        if not units:
            raise JobRejected("None of them is on record any more.")
        made = publishing.prepare(units)
        along = {(one.model, one.pk) for one in made.named if one.model._meta.model_name not in change.left_out}
        return (made if len(along) == len(made.named) else publishing.prepare(units, along)), along

    def preview(self, change, user):
        """What it would do (Preview). Raises JobRejected."""
        made, _ = self._plan(change)
        sums = [(len(g.rows), g.words, [row["title"] for row in g.rows[:SHOWN]]) for g in made.groups]
        along = {}
        for one in made.named:
            along.setdefault(one.model, []).append(one.title)
        named = [(m._meta.model_name, len(t), words_for(m, len(t)), t[:SHOWN]) for m, t in along.items()]
        return Preview(made.fingerprint, made.number, sums=sums, along=named, hidden=len(made.left) + len(made.events))

    def carry_out(self, change, user, watch):
        """Carry it out in a transaction. Returns {model: number}. Raises JobRejected."""
        watch.stage("Looking at the records", len(change.pks))
        made, along = self._plan(change)
        watch.look()
        try:
            done = publishing.publish(self._units(change), user, along, change.mark, watch)
        except ReviewRejected as error:
            raise JobRejected(str(error)) from None
        _log(user, KINDS[change.kind], {pk: title for _, pk, title, _ in made.units}, CHANGE, CHANGED)
        return {model: len(pks) for model, pks in done.writes.items()}


CHANGED = '[{"changed": {"fields": ["Publication"]}}]'


class Move:
    """Submitting records for review, or making them drafts again."""

    def __init__(self, state, title, doing):
        self.state, self.title, self.button, self.doing = state, title, title, doing

    def allowed(self, user, model):
        """Whether the user may do it with records of a model."""
        return may_change(user, model)

    def _plan(self, change, user, lock=False):
        """(ids that are moved, ids that only a reviewer may withdraw)."""
        model = KINDS[change.kind]
        rows = model._base_manager.filter(pk__in=change.pks).exclude(publication=self.state).order_by("pk")
        if lock:
            rows = rows.select_for_update(of=("self",))
        states = dict(rows.values_list("pk", "publication"))
        public = [] if may_publish(user) else [pk for pk, s in states.items() if s == Publication.PUBLISHED]
        return [pk for pk in states if pk not in set(public)], public

    def preview(self, change, user):
        """What it would do (Preview)."""
        model = KINDS[change.kind]
        moved, public = self._plan(change, user)
        names = _describe(model, public[:SHOWN])
        kept = [[names[pk], "only a reviewer can withdraw what is published"] for pk in public[:SHOWN]]
        return Preview(
            _mark(moved), len(moved), sums=_sums({model: moved} if moved else {}), kept=kept, stay=len(public)
        )

    def carry_out(self, change, user, watch):
        """Carry it out in a transaction. Returns {model: number}. Raises JobRejected."""
        model = KINDS[change.kind]
        moved, _ = self._plan(change, user, lock=True)
        _demand_same(change, _mark(moved))
        if not moved:
            raise JobRejected("All of them are so already: nothing was changed.")
        watch.stage(self.doing, len(moved))
        many_rows()
        for batch in in_batches(moved, watch):
            model._base_manager.filter(pk__in=batch).update(publication=self.state)
        note(model, [model(pk=pk) for pk in moved], VERDICTS[self.state], user)
        _log(user, model, _describe(model, moved), CHANGE, CHANGED)
        return {model: len(moved)}


def _mark(pks):
    return deleting.digest(pks)


ACTS = {
    Act.DELETE: Delete(),
    Act.PUBLISH: Publish(),
    Act.SUBMIT: Move(Publication.SUBMITTED, "Submit for review", "Submitting"),
    Act.WITHDRAW: Move(Publication.DRAFT, "Back to draft", "Taking back to draft"),
}
