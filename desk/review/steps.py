"""The steps of a review: submitting, returning, taking back to draft; each is put on file."""

import functools

import pghistory
from django.db import transaction
from django.db.models import Q

from desk.models import Review, Verdict
from desk.review.dependents import entered_under
from desk.review.news import put_on_file
from desk.review.queue import submitter
from lib.addresses import Publication
from lib.admin.prepared import PreparedQuery, by_ids

# What it means that a record comes to a state of publication.
VERDICTS = {
    Publication.DRAFT: Verdict.WITHDRAWN,
    Publication.SUBMITTED: Verdict.SUBMITTED,
    Publication.PUBLISHED: Verdict.PUBLISHED,
}


class ReviewRejected(Exception):
    """A step that cannot be done; the message says why. Nothing was changed."""


def step(model, pk, verdict, user, **more):
    """A Review, not written yet: what ``user`` did with a record."""
    return Review(kind=model._meta.model_name, record=pk, verdict=verdict, by=user, **more)


def note(model, records, verdict, user, **more):
    """Put on file what ``user`` did with records of a model; one statement."""
    put_on_file([step(model, record.pk, verdict, user, **more) for record in records])


def last(model, pk):
    """The last step in the review of a record, or None."""
    return next(iter(_last(model._meta.model_name)([pk])), None)


@functools.cache
def _last(kind):
    """What reads the last step of a record of a kind."""
    steps = Review.objects.filter(by_ids("record"), kind=kind).select_related("by", "to")
    return PreparedQuery(steps.order_by("-pk")[:1])


def submit(model, pk, user):
    """Submit a draft for review; of a published record what was added and is a draft yet. Returns their number."""
    with transaction.atomic(), pghistory.context(review=Verdict.SUBMITTED.value):
        record = _locked(model, pk)
        if record.publication == Publication.SUBMITTED:
            raise ReviewRejected("It has already been submitted.")
        if record.publication == Publication.DRAFT:
            number = _move(model, Q(pk=pk), Publication.DRAFT, Publication.SUBMITTED)
        else:
            number = _move_hanging(model, pk, Publication.DRAFT, Publication.SUBMITTED)
            if not number:
                raise ReviewRejected(
                    "It is published and nothing has been added since then: there is nothing to submit."
                )
        note(model, [record], Verdict.SUBMITTED, user, along=number if record.publication == "published" else 0)
    return number


def take_back(model, pk, user):
    """Make a submitted record, or what was submitted of a published one, a draft again."""
    _back(model, pk, user, Verdict.WITHDRAWN)


def give_back(model, pk, user, comment):
    """Return what was submitted, with a comment, to the person who submitted it."""
    if not comment.strip():
        raise ReviewRejected("Say what is to be done: a record is returned with a comment.")
    _back(model, pk, user, Verdict.RETURNED, comment.strip())


def _back(model, pk, user, verdict, comment=""):
    with transaction.atomic(), pghistory.context(review=verdict.value):
        record = _locked(model, pk)
        to = submitter(model, pk) if verdict == Verdict.RETURNED else None
        if record.publication == Publication.SUBMITTED:
            number = _move(model, Q(pk=pk), Publication.SUBMITTED, Publication.DRAFT)
        elif record.publication == Publication.PUBLISHED:
            number = _move_hanging(model, pk, Publication.SUBMITTED, Publication.DRAFT)
        else:
            number = 0
        if not number:
            raise ReviewRejected(
                "It is not submitted: somebody has taken it back, returned it or published it in the meantime."
            )
        note(model, [record], verdict, user, comment=comment, to_id=to)


def _locked(model, pk):
    record = model._base_manager.select_for_update(of=("self",)).filter(pk=pk).first()
    if record is None:
        raise ReviewRejected("It is no longer on record.")
    return record


def _move(model, condition, now, then):
    return model._base_manager.filter(condition, publication=now).update(publication=then)


def _move_hanging(model, pk, now, then):
    number = 0
    for child, name in entered_under(model).items():
        number += _move(child, Q(**{name: pk}), now, then)
    return number


def unpublished_on(model, pk):
    """How many rows that hang on a record, and were entered under it, are not published."""
    return sum(
        child._base_manager.filter(**{name: pk}).exclude(publication=Publication.PUBLISHED).count()
        for child, name in entered_under(model).items()
    )
