"""The steps of a review, put on file."""

from desk.models import Review, Verdict
from lib.addresses import Publication

# What it means that a record comes to a state of publication.
VERDICTS = {
    Publication.DRAFT: Verdict.WITHDRAWN,
    Publication.SUBMITTED: Verdict.SUBMITTED,
    Publication.PUBLISHED: Verdict.PUBLISHED,
}


def note(model, records, verdict, user, comment="", along=0):
    """Put on file what ``user`` did with records of a model; one statement."""
    Review.objects.bulk_create(
        Review(
            kind=model._meta.model_name, record=record.pk, verdict=verdict, comment=comment, along=along, by=user
        )
        for record in records
    )
