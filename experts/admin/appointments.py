"""Appointments: their own page, and the rows on an expert's."""

from django.contrib import admin
from django.db.models import F, Q

from experts.admin.completeness import appointments_without_source, posts_out_of_time
from experts.models import Appointment, AppointmentCitation, Expert, Organisation
from experts.periods import NO_LIMIT, limit, period_words
from lib.admin.base import RecordAdmin
from lib.admin.filters import lacks, when
from lib.admin.forms import CitedForm
from lib.admin.inlines import CitationInline, RecordInline
from lib.admin.search import either, like
from lib.names import occurs, search_key


def period(appointment, until):
    """The period in words, with the Limit ``until``; the status of a post that was not held; or ""."""
    if appointment.standing:
        return " ".join(filter(None, [appointment.standing, appointment.appointed and appointment.appointed.words()]))
    start = appointment.start.words() if appointment.start else ""
    if until.date and (start or appointment.end):
        return period_words(appointment.start, appointment.end, until)
    if not appointment.end:
        return f"from {start}" if start else ""
    if str(appointment.end) == "..":
        return f"{start or '?'} to date"
    return f"{start or '?'} to {appointment.end.words()}"


class AppointmentRowForm(CitedForm):
    """An appointment on the expert's page, with its first citation."""

    carry = {"cite_source": "copy"}
    CITED = ("source", "paragraph", "sentence", "locator", "attested_on")

    cite_attested_on = AppointmentCitation._meta.get_field("attested_on").formfield(label="Attested on")

    def _values(self, cleaned):
        return {**super()._values(cleaned), "attested_on": cleaned.get("cite_attested_on")}

    def row_title(self):
        """Post, organisation, period."""
        appointment = self.instance
        organisation = self.labels.get(Organisation, appointment.organisation_id)[0]
        until = NO_LIMIT
        if appointment.pk:
            until = limit(appointment.end, appointment.expert_died, appointment.organisation_end)
        return ", ".join(filter(None, [appointment.post, organisation, period(appointment, until)]))


class AppointmentInline(RecordInline):
    """The posts of an expert."""

    model = Appointment
    form = AppointmentRowForm
    open_link = True
    line = "{post}, {organisation}"

    def rows(self):
        """With the columns that limit a post without a recorded end."""
        return super().rows().annotate(expert_died=F("expert__died"), organisation_end=F("organisation__end"))

    fieldsets = [
        (None, {"fields": ["organisation", "post", "start", "end"]}),
        (None, {"fields": ["cite_source", "cite_paragraph", "cite_sentence", "cite_attested_on"]}),
        (
            "More: whether it was held, appointment, arrival, note, other place in the source, publication",
            {"fields": ["status", "appointed", "arrived", "commission", "note", "cite_locator", "publication"]},
        ),
    ]


class AppointmentCitationInline(CitationInline):
    """Sources for an appointment, with the day on which they attest it."""

    model = AppointmentCitation
    fieldsets = [
        (None, {"fields": ["source", "paragraph", "sentence", "locator", "attested_on", "field", "value", "note"]}),
    ]


@admin.register(Appointment)
class AppointmentAdmin(RecordAdmin):
    """Posts that experts hold at organisations."""

    prefilled_by = "post"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "expert",
                    "organisation",
                    ("post", "status"),
                    ("appointed", "arrived"),
                    ("start", "end"),
                    "commission",
                    "note",
                    "publication",
                ]
            },
        ),
    ]
    inlines = [AppointmentCitationInline]
    list_display = ["post", "expert", "organisation", "status", "start", "end", "state", "on_site"]
    list_select_related = ["expert", "organisation"]
    list_filter = [
        "status",
        "publication",
        "organisation__kind",
        when("start_earliest", "end_latest"),
        lacks(source=("a source", appointments_without_source)),
    ]

    def search(self, queryset, text):
        """Every word in the expert's name, the organisation's or the post."""
        for word in search_key(text).split():
            queryset = queryset.filter(
                either(
                    Appointment,
                    like(Expert, word, "expert"),
                    like(Organisation, word, "organisation"),
                    Q(occurs("post", word)),
                )
            )
        return queryset.order_by("-start_earliest", "pk")

    def warnings(self, record, form, change):
        """Posts outside the life of the holder or the existence of the organisation."""
        yield from super().warnings(record, form, change)
        yield from posts_out_of_time(Appointment.objects.filter(pk=record.pk))

    def choices(self, queryset):
        """The queryset with the expert and organisation that a choice shows."""
        shown = (
            "post",
            "status",
            "appointed",
            "start",
            "end",
            "expert__name",
            "expert__died",
            "organisation__name",
            "organisation__end",
        )
        return queryset.select_related("expert", "organisation").only(*shown)

    def choice(self, appointment):
        """Expert and post; organisation and period."""
        detail = [appointment.organisation.name, period(appointment, appointment.until)]
        return f"{appointment.expert.name}: {appointment.post}", " · ".join(filter(None, detail))


__all__ = ["AppointmentAdmin", "AppointmentInline", "period"]
