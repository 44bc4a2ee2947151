"""What is doubtful about records that were just written: what the forms of the desk say when such records are saved."""

from django.db.models import Q

from experts.models import Appointment
from intake.records.format import KINDS
from intake.records.report import Doubt
from sources.models import with_several


def doubts(written):
    """Doubts about the records ``written`` ({kind: {pk: FileEntry}}), in the order of the kinds; two statements a kind at most.

    A post is looked at with what it hangs on: a death may make it doubtful that was on record before.
    """
    found = [*_identifiers(written), *_out_of_time(written)]
    return sorted(found, key=lambda doubt: (list(KINDS).index(doubt.kind), doubt.where))


def _identifiers(written):
    for name, entries in written.items():
        kind = KINDS[name]
        if "identifiers" in kind.rows and entries:
            model = kind.rows["identifiers"].model
            records = with_several(kind.model.objects.filter(pk__in=list(entries)))
            for record in records.prefetch_related("identifiers"):
                for text in model.several(record):
                    yield Doubt.of(entries[record.pk], text)


def _out_of_time(written):
    posts, experts, organisations = (written.get(name, {}) for name in ("appointments", "experts", "organisations"))
    if not (posts or experts or organisations):
        return
    rows = Appointment.objects.filter(
        Q(pk__in=list(posts)) | Q(expert__in=list(experts)) | Q(organisation__in=list(organisations))
    )
    for post in rows.out_of_time().select_related("expert", "organisation").order_by("pk"):
        entry = posts.get(post.pk) or experts.get(post.expert_id) or organisations[post.organisation_id]
        yield Doubt.of(entry, post.time_doubt())
