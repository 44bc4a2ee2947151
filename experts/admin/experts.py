"""Experts in the admin."""

import datetime

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject, Least

from experts.admin.appointments import AppointmentInline
from experts.admin.completeness import experts_without_source, posts_out_of_time, without_post
from experts.models import Appointment, Expert, ExpertCitation, ExpertIdentifier, ExpertName, Organisation
from lib.admin import parts
from lib.admin.base import RecordAdmin
from lib.admin.filters import lacks, when
from lib.admin.forms import SluggedForm
from lib.admin.inlines import CitationInline, IdentifierInline, NameInline
from sources.models import with_several


class ExpertNameInline(NameInline):
    """Further names of an expert."""

    model = ExpertName


class ExpertIdentifierInline(IdentifierInline):
    """Identifiers of an expert in external catalogues."""

    model = ExpertIdentifier


class ExpertCitationInline(CitationInline):
    """Sources for an expert."""

    model = ExpertCitation


def with_posts(experts):
    """Experts with ``latest_post`` (a list with at most one post, the latest held) and ``event_count`` (summits/part.py)."""
    posts = Appointment.objects.held().filter(expert=OuterRef("pk")).order_by("-end_latest", "-start_earliest", "-pk")
    # Not joined: an expert may have twenty posts, of which only one is needed.
    employer = Organisation._base_manager.filter(pk=OuterRef("organisation"))
    last = Least(F("end_latest"), OuterRef("died_latest"), Subquery(employer.values("end_latest")))
    row = JSONObject(post=F("post"), organisation=Subquery(employer.values("name")), end=last)
    latest = ArraySubquery(posts.values(row=row)[:1])
    return experts.annotate(latest_post=latest, **parts.merged("counts", Expert))


def post_words(expert):
    """The latest post in words, ``formerly …`` where it has ended; "" without one."""
    if not expert.latest_post:
        return ""
    post = expert.latest_post[0]
    words = f"{post['post']}, {post['organisation']}"
    return f"formerly {words}" if datetime.date.fromisoformat(post["end"]) < datetime.date.today() else words


@admin.register(Expert)
class ExpertAdmin(RecordAdmin):
    """Any person on record."""

    form = SluggedForm
    prefilled_by = "name"
    warn_of_namesakes = True
    fieldsets = [(None, {"fields": ["name", "slug", ("born", "died"), "website", "notes", "publication"]})]
    inlines = [AppointmentInline, ExpertNameInline, ExpertIdentifierInline, ExpertCitationInline]
    list_display = ["name", "latest", "events", "born", "died", "state", "on_site"]
    list_filter = [
        "publication",
        when("born_earliest", "died_latest"),
        lacks(
            post=("a current post", without_post),
            source=("a source", experts_without_source),
            single=("one identifier per catalogue", with_several),
        ),
    ]

    def warnings(self, record, form, change):
        """Namesakes; posts outside of the life."""
        yield from super().warnings(record, form, change)
        yield from posts_out_of_time(Appointment.objects.filter(expert=record))

    def listed(self, queryset):
        """With post and number of events."""
        return with_posts(queryset)

    @admin.display(description="latest post")
    def latest(self, expert):
        """The latest post."""
        return post_words(expert)

    @admin.display(description="events", ordering="event_count")
    def events(self, expert):
        """The number of events at which they are named."""
        return expert.event_count

    def choices(self, queryset):
        """With post and number of events."""
        return with_posts(queryset.only("name", "born"))

    def choice(self, expert):
        """Name; latest post and organisation, number of events."""
        number = f"{expert.event_count} event{'' if expert.event_count == 1 else 's'}"
        born = f"born {expert.born}" if expert.born else ""
        return expert.name, " · ".join(filter(None, [post_words(expert), born, number]))
