"""Organisations in the admin."""

from django.contrib import admin

from experts.admin.completeness import organisations_without_source, posts_out_of_time
from experts.models import (
    Appointment,
    Organisation,
    OrganisationCitation,
    OrganisationIdentifier,
    OrganisationName,
    OrganisationTerritory,
)
from lib.admin.base import RecordAdmin
from lib.admin.filters import lacks, when
from lib.admin.forms import SluggedForm
from lib.admin.inlines import CitationInline, IdentifierInline, NameInline, RecordInline
from lib.admin.labels import word
from lib.admin.search import named
from lib.ranking import abbreviated
from sources.admin import whereabouts
from sources.models import WITH_PLACE, with_several


class OrganisationNameInline(NameInline):
    """Further names of an organisation."""

    model = OrganisationName


class TerritoryInline(RecordInline):
    """The places that a state held."""

    model = OrganisationTerritory
    flat = True
    verbose_name = "territory"
    verbose_name_plural = "territories"
    fieldsets = [(None, {"fields": ["place", "period"]})]


class OrganisationIdentifierInline(IdentifierInline):
    """Identifiers of an organisation in external catalogues."""

    model = OrganisationIdentifier


class OrganisationCitationInline(CitationInline):
    """Sources for an organisation."""

    model = OrganisationCitation


ABOVE = "parent__parent__parent__parent"


def above_words(organisation):
    """The organisations above it that were read with ``select_related(ABOVE)``, nearest first."""
    names, above = [], organisation
    for _ in range(4):
        if not above.parent_id:
            break
        above = above.parent
        names.append(above.name)
    return ", ".join(names)


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    """Institutions, ministries, states, periodicals, alliances."""

    form = SluggedForm
    prefilled_by = "name"
    warn_of_namesakes = True
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("name", "kind"),
                    "slug",
                    "parent",
                    "predecessor",
                    ("start", "end"),
                    "place",
                    "website",
                    "notes",
                    "publication",
                ]
            },
        ),
    ]
    inlines = [OrganisationNameInline, TerritoryInline, OrganisationIdentifierInline, OrganisationCitationInline]
    list_display = ["name", "kind", "inside", "where", "start", "end", "state", "on_site"]
    list_filter = [
        "kind",
        "publication",
        when("start_earliest", "end_latest"),
        lacks(
            source=("a source", organisations_without_source),
            single=("one identifier per catalogue", with_several),
        ),
    ]
    list_select_related = [ABOVE, *WITH_PLACE]

    def search(self, queryset, text):
        """By its names, or by the initials of one of them."""
        return named(queryset, text, start=abbreviated(Organisation, text))

    @admin.display(description="seat", ordering="place__name_key")
    def where(self, organisation):
        """The place with its city and country."""
        return whereabouts(organisation.place)

    @admin.display(description="inside")
    def inside(self, organisation):
        """Its parent organisation."""
        return above_words(organisation)

    def warnings(self, record, form, change):
        """Namesakes; posts before its foundation or after its dissolution."""
        yield from super().warnings(record, form, change)
        if {"start", "end"} & set(form.changed_data):
            yield from posts_out_of_time(Appointment.objects.filter(organisation=record))

    def choices(self, queryset):
        """The queryset with the parents that a choice shows."""
        above = [f"{ABOVE[: 8 * level - 2]}__name" for level in range(1, 5)]
        return queryset.select_related(ABOVE).only("name", "kind", "start", "end", *above)

    def choice(self, organisation):
        """Name; kind, parents, dates."""
        above = above_words(organisation)
        dates = "–".join(str(d or "") for d in (organisation.start, organisation.end) if d) if organisation.end else ""
        return organisation.name, " · ".join(
            filter(None, [word(organisation, "kind"), f"in {above}" if above else "", dates])
        )
