"""The admin page of an event, where a whole discussion is entered."""

import functools

from django.contrib import admin
from django.db.models import Case, IntegerField, Q, When
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from experts.admin.appointments import period
from lib.admin.base import RecordAdmin
from lib.admin.cards import addresses
from lib.admin.filters import lacks, when
from lib.admin.inlines import CitationInline, IdentifierInline, NameInline, RecordInline
from lib.admin.labels import word
from lib.admin.prepared import PreparedQuery, by_ids
from lib.admin.search import number_of
from lib.digits import whole_number
from lib.names import search_key
from lib.partialdates.ranges import may_touch
from lib.partialdates.typed import date_in
from sources.admin import whereabouts
from sources.models import WITH_PLACE, Place, with_several
from summits.admin import completeness, forms, participants, proposals
from summits.admin.billings import held_by, meant
from summits.models import (
    Event,
    EventCitation,
    EventIdentifier,
    EventLink,
    EventName,
    LinkKind,
    Outcome,
    Panel,
    Participation,
    Position,
)


class EventNameInline(NameInline):
    """Further names of an event."""

    model = EventName


class EventIdentifierInline(IdentifierInline):
    """Identifiers of an event in external catalogues."""

    model = EventIdentifier


class EventCitationInline(CitationInline):
    """Sources for an event."""

    model = EventCitation


class PanelInline(RecordInline):
    """The sessions of an event."""

    model = Panel
    formset = forms.PanelFormSet
    flat = True
    open_link = True
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "number",
                    "title",
                    "date",
                    ("start_time", "end_time"),
                    ("room", "track"),
                    "summary",
                    "publication",
                ]
            },
        )
    ]


# Of its panel a row shows the number.
PANEL_LEFT_OUT = [
    f"panel__{name}"
    for name in ("public_id", "created_at", "summary", "date", "start_time", "end_time", "room", "track")
]


# How many participants and positions of an event are in its page, so that the largest opens as quickly as others.
SHOWN = 60


class ParticipationInline(RecordInline):
    """Who takes part."""

    model = Participation
    form = participants.ParticipationForm
    formset = participants.ParticipationFormSet
    verbose_name = "participant"
    open_link = True
    line = "{who}{new_person}, {role}, {billing}"
    shown = SHOWN
    fieldsets = [
        (None, {"fields": ["who", "role", "panel_number", "order"]}),
        (None, {"fields": ["billing", "posts"]}),
        (None, {"fields": ["cite_source", "cite_paragraph", "cite_sentence"]}),
        ("New with this row: person, post, organisation", {"fields": participants.NEW}),
        (
            "More: name as printed, on behalf of, attendance, publication",
            {"fields": ["name_as_printed", "on_behalf_of", "attendance", "cite_locator", "publication"]},
        ),
    ]

    def rows(self):
        """In the order of the list, with what the warnings need."""
        rows = super().rows().select_related("panel").defer(*PANEL_LEFT_OUT)
        return rows.annotate(on_the_day=completeness.post_on_the_day()).order_by("order", "id")


class PositionInline(RecordInline):
    """What was said."""

    model = Position
    form = forms.PositionForm
    formset = forms.InPanelFormSet
    first_box = "summary"
    line = "{order}. {holders} {verb}: {summary}"
    narrowed = {"in_reply_to": {"event": "event"}}
    open_link = True
    shown = SHOWN
    fieldsets = [
        (None, {"fields": ["summary", "stances"]}),
        (None, {"fields": ["verb", "holders", "kind", "events"]}),
        (None, {"fields": ["cite_source", "cite_paragraph", "cite_sentence", "order", "panel_number"]}),
        (
            "More: attribution, quotation, endorsers, reply, date, publication",
            {
                "fields": [
                    "attribution",
                    "basis",
                    "quotation",
                    "endorsers",
                    "in_reply_to",
                    "date",
                    "cite_locator",
                    "publication",
                ]
            },
        ),
    ]

    def rows(self):
        """In the order of the source."""
        return super().rows().select_related("panel").defer(*PANEL_LEFT_OUT).order_by("order", "id")


class OutcomeInline(RecordInline):
    """What came of it."""

    model = Outcome
    form = forms.OutcomeForm
    open_link = True
    line = "{kind}: {title} ({status})"
    shown = 100
    last_first = ("-id",)
    fieldsets = [
        (None, {"fields": ["kind", "title", "status", "date"]}),
        (None, {"fields": ["summary", "actors", "later"]}),
        (None, {"fields": ["cite_source", "cite_paragraph", "cite_sentence", "cite_locator", "publication"]}),
    ]

    def rows(self):
        """In the order of entry."""
        return super().rows().order_by("id")


class LinkInline(RecordInline):
    """Ties from this event to others."""

    model = EventLink
    form = forms.LinkForm
    fk_name = "from_event"
    verbose_name_plural = "links to other events"
    open_link = True
    line = "{kind} {to_event}"
    shown = 100
    last_first = ("-id",)
    fieldsets = [
        (None, {"fields": ["kind", "to_event", "note"]}),
        (None, {"fields": ["cite_source", "cite_paragraph", "cite_sentence", "cite_locator", "publication"]}),
    ]


class EventCountry(admin.SimpleListFilter):
    """Events in a country."""

    title = "country"
    parameter_name = "country"

    def lookups(self, request, model_admin):
        return Place.objects.filter(kind="country").order_by("name_key").values_list("slug", "name")[:300]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(Q(place__country__slug=self.value()) | Q(place__slug=self.value()))


LINKS_IN = 100  # links from other events that an event's page shows


@functools.cache
def _links_in():
    """The prepared query for the links to an event, with the events that they come from."""
    links = EventLink._default_manager.filter(by_ids("to_event_id")).select_related("from_event")
    return PreparedQuery(links.only("kind", "from_event__name", "from_event__date").order_by("id")[: LINKS_IN + 1])


def event_words(event):
    """Date and kind, for boxes."""
    date = event.date.words() if event.date else "date unknown"
    state = "" if event.publication == "published" else event.publication
    return " · ".join(filter(None, [date, word(event, "kind"), state]))


@admin.register(Event)
class EventAdmin(RecordAdmin):
    """Anything dated and diplomatic."""

    form = forms.EventForm
    prefilled_by = "name"
    warn_of_namesakes = True
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "publication",
                    "name",
                    "slug",
                    ("kind", "status"),
                    "date",
                    ("start_time", "end_time", "timezone"),
                    "place",
                    "on_topics",
                    "summary",
                    "website",
                ]
            },
        ),
        ("Linked from other events", {"fields": ["linked_from"]}),
    ]
    readonly_fields = ["linked_from"]
    inlines = [
        PanelInline,
        ParticipationInline,
        PositionInline,
        OutcomeInline,
        LinkInline,
        EventNameInline,
        EventIdentifierInline,
        EventCitationInline,
    ]
    list_display = ["name", "date", "kind", "state", "where", "status", "position_count", "on_site"]
    list_select_related = list(WITH_PLACE)
    list_filter = [
        "publication",
        "kind",
        "status",
        EventCountry,
        when("date_earliest", "date_latest"),
        lacks(
            source=("a source", completeness.events_without_source),
            date=("a date", lambda events: events.filter(date__isnull=True)),
            place=("a place", lambda events: events.filter(place__isnull=True)),
            single=("one identifier per catalogue", with_several),
        ),
    ]
    ordering = ["-date_earliest", "-id"]

    def get_fieldsets(self, request, obj=None):
        """The links from other events are shown only for an event on record."""
        return self.fieldsets if obj else self.fieldsets[:1]

    @admin.display(description="place", ordering="place__name_key")
    def where(self, event):
        """The place with its city and country."""
        return whereabouts(event.place)

    def get_urls(self):
        """Those of a record, and that which reads a billing."""
        view = self.admin_site.admin_view(self.printed_view)
        return [path("printed/", view, name="summits_event_printed"), *super().get_urls()]

    def printed_view(self, request):
        """JSON: what a printed billing (``term``) may mean at an event of ``date``; with ``expert``, which of their posts."""
        if not self.has_change_permission(request) and not self.has_add_permission(request):
            return JsonResponse({"results": []}, status=403)
        text, date = request.GET.get("term", "")[:900], request.GET.get("date", "")[:60]
        if expert := whole_number(request.GET.get("expert")):
            return JsonResponse({"results": proposals.posts_for(expert, text, date)})
        return JsonResponse({"results": proposals.proposals(self.admin_site, text, date)})

    @admin.display(description="links")
    def linked_from(self, event):
        """The links from other events, read from this one."""
        links = _links_in()([event.pk]) if event.pk else []
        if not links:
            return "none"
        address = addresses(self.model)
        rows = [
            (LinkKind(link.kind).inverse, address(link.from_event_id), link.from_event) for link in links[:LINKS_IN]
        ]
        more = ""
        if len(links) > LINKS_IN:
            all_links = f"{reverse('admin:summits_eventlink_changelist')}?to_event={event.pk}"
            more = format_html(
                '<li>These are the first {}. <a href="{}">All of them, as a list</a></li>', LINKS_IN, all_links
            )
        return format_html(
            '<ul class="plain">{}{}</ul>', format_html_join("", '<li>{} <a href="{}">{}</a></li>', rows), more
        )

    def _create_formsets(self, request, obj, change):
        """Rows may name panels and new people that are entered on the same page."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        panels = next((f for f in formsets if isinstance(f, forms.PanelFormSet)), None)
        people = next((f for f in formsets if isinstance(f, participants.ParticipationFormSet)), None)
        for formset in formsets:
            formset.panels, formset.participants = panels, people
        return formsets, inlines

    def warnings(self, record, form, change):
        """Namesakes; participants whose billing or post is doubtful."""
        yield from super().warnings(record, form, change)
        yield from participant_warnings(Participation.objects.filter(event=record))

    def listed(self, queryset):
        """With the number of positions."""
        return queryset.annotate(position_count=number_of(Position, "event"))

    @admin.display(description="positions", ordering="position_count")
    def position_count(self, event):
        """The number of positions."""
        return event.position_count

    def search(self, queryset, text):
        """By name, by a month or day (``2021-06``, ``16 June 2021``), or by both: those that begin in it first."""
        date, words = date_in(text)
        if not date:
            return super().search(queryset, text)
        then = queryset.filter(
            may_touch("date_earliest", "date_latest", date.earliest, date.latest), date__isnull=False
        )
        if search_key(words):
            return super().search(then, words)
        begins = Case(When(date_earliest__gte=date.earliest, then=0), default=1, output_field=IntegerField())
        return then.order_by(begins, "date_earliest", "date_latest", "pk")

    def choices(self, queryset):
        """What is shown of them."""
        return queryset.only("name", "date", "kind", "publication")

    def choice(self, event):
        """Name; date and kind."""
        return event.name, event_words(event)


def participant_warnings(participations):
    """Warnings about participants, in words; at most four statements."""
    unresolved = list(completeness.billings_unresolved(participations).select_related("expert")[:20])
    posts = held_by(one.expert_id for one in unresolved) if unresolved else {}
    for one in unresolved:
        if may := meant(one.billing, posts.get(one.expert_id, ())):
            words = "; ".join(
                f"{post.post}, {post.organisation} ({period(post, post.until) or 'no dates'})" for post in may[:5]
            )
            yield f"{one.expert}: no post is chosen for the billing “{one.billing}”. It may mean: {words}."
        else:
            yield f"{one.expert}: the billing “{one.billing}” matches no post on record. Choose the post, or add it."
    for one in completeness.without_post_on_the_day(participations).select_related("expert", "event")[:20]:
        yield f"{one.expert} has no post on record for the day of the event ({one.event.date})."
