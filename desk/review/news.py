"""Mail about reviews: to reviewers about submissions, and to submitters about the result.

The desk shows the same, so that mail is optional.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from procrastinate.contrib.django import app

from desk.merge.steps import describe
from desk.models import Review, Verdict
from desk.review.dependents import KINDS
from desk.review.queue import people
from lib import mail
from lib.admin.urls import admin_url
from lib.publishing import PUBLISH, may
from lib.worker import fresh

TOLD = (Verdict.SUBMITTED, Verdict.PUBLISHED, Verdict.RETURNED, Verdict.TAKEN_BACK)
SHOWN = 50  # records named in a mail
SUBJECTS = {
    Verdict.SUBMITTED: "submitted for review",
    Verdict.PUBLISHED: "published",
    Verdict.RETURNED: "sent back to you",
    Verdict.TAKEN_BACK: "your change was taken back",
}


def put_on_file(reviews):
    """Save steps of reviews, and queue mail to the users concerned when the transaction commits."""
    Review.objects.bulk_create(reviews, batch_size=1000)
    told = [one.pk for one in reviews if one.verdict in TOLD]
    if told and settings.PARLEY_MAIL:
        news.defer(reviews=told)


@app.task(name="review.news", retry=mail.AGAIN)
def news(*, reviews):
    """Find the users concerned by steps of one kind, and queue a mail for each."""
    fresh()
    concerned: dict[int, list[int]] = {}
    reviewers = list(_reviewers())
    for one in Review.objects.filter(pk__in=reviews).order_by("pk"):
        for user in _concerned(one, reviewers) - {one.by_id, None}:
            concerned.setdefault(user, []).append(one.pk)
    for user, pks in concerned.items():
        tell.defer(user=user, reviews=pks)


def _reviewers():
    backend = "django.contrib.auth.backends.ModelBackend"
    return get_user_model().objects.with_perm(PUBLISH, backend=backend).exclude(email="").filter(is_active=True)


def _concerned(one, reviewers):
    """The ids of the users concerned by a step."""
    if one.verdict == Verdict.SUBMITTED:
        return {user.pk for user in reviewers if may(user, KINDS[one.kind], "change")}
    if one.verdict == Verdict.PUBLISHED:
        before = Review.objects.filter(kind=one.kind, record=one.record, pk__lt=one.pk).order_by("-pk").first()
        return {before.by_id} if before and before.verdict == Verdict.SUBMITTED else set()
    return {one.to_id}


@app.task(name="review.tell", retry=mail.AGAIN)
def tell(*, user, reviews):
    """Send a user a mail about steps."""
    fresh()
    reader = get_user_model().objects.filter(pk=user, is_active=True).exclude(email="").first()
    found = list(Review.objects.filter(pk__in=reviews).order_by("pk"))
    if reader is None or not found:
        return
    titles = {}
    for kind in {one.kind for one in found}:
        pks = [one.record for one in found if one.kind == kind]
        titles |= {(kind, pk): words for pk, words in describe(KINDS[kind], pks).items()}
    # Deleted records are left out.
    found = [one for one in found if (one.kind, one.record) in titles]
    if not found:
        return
    rows = [
        {
            "title": titles[one.kind, one.record],
            "kind": KINDS[one.kind]._meta.verbose_name,
            "path": admin_url(KINDS[one.kind], "change", one.record),
            "comment": one.comment,
        }
        for one in found[:SHOWN]
    ]
    what = rows[0]["title"] if len(found) == 1 else f"{len(found)} records"
    context = {
        "rows": rows,
        "more": len(found) - len(rows),
        "who": people([found[0].by_id]).get(found[0].by_id, "Somebody"),
        "what": SUBJECTS[found[0].verdict],
        "verdict": found[0].verdict,
    }
    mail.send(reader.email, f"Parley: {what}: {SUBJECTS[found[0].verdict]}", "desk/mail/review.txt", context)
