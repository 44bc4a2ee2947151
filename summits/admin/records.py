"""The admin pages of the dependents of events: panels, participations, positions, outcomes, links."""

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce

from experts.models import Expert, Organisation
from lib.admin.autocomplete import OneOfField
from lib.admin.base import RecordAdmin
from lib.admin.filters import lacks, when
from lib.admin.forms import RecordForm
from lib.admin.inlines import CitationInline, RecordInline
from lib.admin.search import either, like
from lib.fulltext import worded
from lib.names import occurs, search_key, words_occur
from summits.admin import completeness
from summits.admin.events import event_words, participant_warnings
from summits.admin.forms import ACTORS, actor_form
from summits.models import (
    Event,
    EventLink,
    LinkCitation,
    Outcome,
    OutcomeCitation,
    OutcomeEvent,
    OutcomeParty,
    Panel,
    PanelCitation,
    Participation,
    ParticipationAppointment,
    ParticipationCitation,
    Position,
    PositionCitation,
    PositionEndorser,
    PositionEvent,
    PositionHolder,
    PositionTopic,
)


def cards(model, fields, **more):
    """An inline class of flat rows with these ``fields``."""
    attributes = {"model": model, "flat": True, "fieldsets": [(None, {"fields": fields})], **more}
    return type(f"{model.__name__}RecordInline", (RecordInline,), attributes)


def citation_cards(model):
    """An inline class of citations."""
    return type(f"{model.__name__}RecordInline", (CitationInline,), {"model": model})


def actor_cards(model, fields, **more):
    """An inline class of rows that name an expert or an organisation."""
    return cards(model, fields, form=actor_form(model), **more)


def actor_names(rows, owner):
    """The names of experts and organisations in the rows beside a record, as an array."""
    found = rows.objects.filter(**{owner: OuterRef("pk")}).order_by("id")
    return ArraySubquery(found.values(name=Coalesce("expert__name", "organisation__name")))


# How many people (and organisations) with a similar name a search for positions considers.
HOLDERS = 500


@admin.register(Panel)
class PanelAdmin(RecordAdmin):
    """Sessions of events."""

    prefilled_by = "title"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "event",
                    ("number", "title"),
                    "date",
                    ("start_time", "end_time"),
                    ("room", "track"),
                    "summary",
                    "publication",
                ]
            },
        )
    ]
    inlines = [citation_cards(PanelCitation)]
    list_display = ["title", "number", "event", "state", "on_site"]
    list_select_related = ["event"]
    list_filter = ["publication", when("event__date_earliest", "event__date_latest")]

    def search(self, queryset, text):
        """By title, or by the event's name."""
        key = search_key(text)
        if not key:
            return queryset.none()
        return queryset.filter(either(Panel, words_occur("title", text), like(Event, key, "event")))

    def choices(self, queryset):
        """The queryset with the event that a choice shows."""
        shown = ("number", "title", *(f"event__{name}" for name in ("name", "date", "kind", "publication")))
        return queryset.select_related("event").only(*shown)

    def choice(self, panel):
        """Number and title; the event."""
        return f"{panel.number}. {panel.title}", f"{panel.event.name} · {event_words(panel.event)}"


class ParticipationPageForm(RecordForm):
    """Who takes part, in one box."""

    filled = ("expert", "organisation")
    stands_for = {"expert": "who", "organisation": "who"}
    who = OneOfField(Participation, ACTORS, label="Who")


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
    """Who took part in what."""

    form = ParticipationPageForm
    narrowed = {"panel": {"event": "event"}}
    fieldsets = [
        (None, {"fields": ["event", "panel", "who", ("role", "attendance", "order")]}),
        (None, {"fields": ["billing", "name_as_printed", "on_behalf_of", "publication"]}),
    ]
    inlines = [
        cards(
            ParticipationAppointment,
            ["appointment"],
            verbose_name="post that the billing means",
            verbose_name_plural="posts that the billing means",
        ),
        citation_cards(ParticipationCitation),
    ]
    list_display = ["actor", "role", "event", "billing", "attendance", "state", "on_site"]
    list_select_related = ["expert", "organisation", "event"]
    list_filter = [
        "role",
        "attendance",
        "publication",
        when("event__date_earliest", "event__date_latest"),
        lacks(
            post=("a post for its billing", completeness.billings_unresolved),
            day=("a post on the day", completeness.without_post_on_the_day),
            source=("a source", completeness.participations_without_source),
        ),
    ]

    def search(self, queryset, text):
        """Every word in the participant's name, the event's or the billing."""
        words = [word for word in text.split() if search_key(word)]
        if not words:
            return queryset.none()
        for word in words:
            queryset = queryset.filter(
                either(
                    Participation,
                    like(Expert, word, "expert"),
                    like(Organisation, word, "organisation"),
                    like(Event, word, "event"),
                    Q(occurs("billing", word)),
                )
            )
        return queryset.order_by("-event__date_earliest", "order", "pk")

    def warnings(self, record, form, change):
        """A doubtful billing or post."""
        yield from participant_warnings(Participation.objects.filter(pk=record.pk))


@admin.register(Position)
class PositionAdmin(RecordAdmin):
    """What is held, by whom."""

    prefilled_by = "summary"
    narrowed = {"panel": {"event": "event"}, "in_reply_to": {"event": "event"}}
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "event",
                    "panel",
                    ("kind", "order"),
                    "summary",
                    "quotation",
                    ("attribution", "basis", "verb"),
                    "in_reply_to",
                    "date",
                    "publication",
                ]
            },
        ),
    ]
    inlines = [
        actor_cards(PositionHolder, ["who", "name_as_printed"], verbose_name="holder"),
        actor_cards(PositionEndorser, ["who"], verbose_name="endorser"),
        cards(PositionTopic, ["topic", "stance"], verbose_name="topic"),
        cards(
            PositionEvent,
            ["event", "stance"],
            verbose_name="event that it is about",
            verbose_name_plural="events that it is about",
        ),
        citation_cards(PositionCitation),
    ]
    list_display = ["__str__", "held_by", "kind", "event", "dated", "state", "on_site"]
    list_select_related = ["event"]
    list_filter = [
        "kind",
        "attribution",
        "basis",
        "publication",
        when("effective_date_earliest", "effective_date_latest"),
        lacks(
            source=("a source", completeness.positions_without_source),
            holder=("a holder", lambda positions: positions.filter(holders__isnull=True)),
            topic=("a topic", lambda positions: positions.filter(position_topics__isnull=True)),
        ),
    ]
    ordering = ["-effective_date_earliest", "-id"]

    def listed(self, queryset):
        """With the names of the holders."""
        return queryset.annotate(holder_names=actor_names(PositionHolder, "position"))

    @admin.display(description="held by")
    def held_by(self, position):
        """The holders."""
        return ", ".join(position.holder_names)

    @admin.display(description="date", ordering="effective_date_earliest")
    def dated(self, position):
        """Its own date or its event's."""
        return position.effective_date

    def search(self, queryset, text):
        """By the words of summary and quotation, or by a holder's name in any script."""
        holders = PositionHolder.objects.all()
        key = search_key(text)
        if not key:
            return queryset.none()
        words = Q(search=worded(text))
        # Asked first: if nobody has such a name, the planner can search the words alone, by date or by word.
        by_name = [
            Q(pk__in=holders.filter(**{f"{field}__in": found}).values("position"))
            for field, model in (("expert", Expert), ("organisation", Organisation))
            if (found := list(model.objects.filter(like(model, key)).values_list("pk", flat=True)[:HOLDERS]))
        ]
        if not by_name:
            return queryset.filter(words)
        return queryset.filter(either(Position, words, *by_name))

    def choices(self, queryset):
        """The queryset with the holders and the event that a choice shows."""
        shown = queryset.select_related("event").only("summary", "order", "event__name")
        return shown.annotate(holder_names=actor_names(PositionHolder, "position"))

    def choice(self, position):
        """Summary; holders, place in the order, event."""
        event = f"no. {position.order} at {position.event.name}" if position.event_id else ""
        return str(position), " · ".join(filter(None, [", ".join(position.holder_names), event]))


@admin.register(Outcome)
class OutcomeAdmin(RecordAdmin):
    """What events produced."""

    prefilled_by = "title"
    fieldsets = [(None, {"fields": ["event", "title", ("kind", "status"), "date", "summary", "publication"]})]
    inlines = [
        actor_cards(OutcomeParty, ["who"], verbose_name="party", verbose_name_plural="parties"),
        cards(OutcomeEvent, ["event", "relation"], verbose_name="later event"),
        citation_cards(OutcomeCitation),
    ]
    list_display = ["title", "kind", "status", "event", "dated", "state", "on_site"]
    list_select_related = ["event"]
    list_filter = [
        "kind",
        "status",
        "publication",
        when("effective_date_earliest", "effective_date_latest"),
        lacks(source=("a source", completeness.outcomes_without_source)),
    ]

    @admin.display(description="date", ordering="effective_date_earliest")
    def dated(self, outcome):
        """Its own date or its event's."""
        return outcome.effective_date

    def search(self, queryset, text):
        """By title or summary, or by the event's name."""
        key = search_key(text)
        if not key:
            return queryset.none()
        words = words_occur("title", text) | words_occur("summary", text)
        return queryset.filter(either(Outcome, words, like(Event, key, "event")))


@admin.register(EventLink)
class EventLinkAdmin(RecordAdmin):
    """How events stand to each other."""

    fieldsets = [(None, {"fields": ["from_event", "kind", "to_event", "note", "publication"]})]
    inlines = [citation_cards(LinkCitation)]
    list_display = ["from_event", "kind", "to_event", "note", "state"]
    list_display_links = ["from_event"]
    list_select_related = ["from_event", "to_event"]
    list_filter = [
        "kind",
        "publication",
        when("from_event__date_earliest", "from_event__date_latest"),
        lacks(source=("a source", completeness.links_without_source)),
    ]

    def search(self, queryset, text):
        """By the name of either event."""
        key = search_key(text)
        if not key:
            return queryset.none()
        return queryset.filter(either(EventLink, like(Event, key, "from_event"), like(Event, key, "to_event")))
