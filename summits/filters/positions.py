"""Query parameters of positions and outcomes."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_noop

from experts.models import Appointment, Expert, Organisation
from lib.api.filters import (
    BY_CHANGE,
    Choices,
    DatedFilterSet,
    NumberFilter,
    PartialDateFilter,
    Slugs,
    Words,
    descendants,
)
from lib.api.sql import among, beside
from lib.visibility import Audience
from summits.filters.common import COMMON, DERIVED, FREE_TEXT, FullText
from summits.filters.events import pks
from summits.models import (
    Event,
    Outcome,
    OutcomeEvent,
    OutcomeParty,
    Panel,
    Position,
    PositionEndorser,
    PositionEvent,
    PositionHolder,
    PositionTopic,
    Stance,
)
from topics.models import Topic

EFFECTIVE = {
    "effective_date": "filtered by date_from and date_to",
    "effective_date_earliest": DERIVED,
    "effective_date_start_by": DERIVED,
    "effective_date_end_from": DERIVED,
    "effective_date_latest": DERIVED,
}


class PositionFilter(DatedFilterSet):
    """Parameters of the list of positions.

    ``stance`` speaks of the stance to the ``topic`` or to the event in ``about``; with
    neither, to any topic or event.
    """

    orderings = {
        "-date": "-effective_date_earliest",
        "date": "effective_date_earliest",
        "order": "order",
        "-order": "-order",
        **BY_CHANGE,
    }
    exempt = {
        **COMMON,
        **EFFECTIVE,
        "search": DERIVED,
        "summary": FREE_TEXT,
        "quotation": FREE_TEXT,
        "topics": "filtered by topic",
        "about_events": "filtered by about",
    }
    q = FullText(help_text=gettext_noop("Words of the summary or the quotation."))
    verb = Words(help_text="Words of the reporting verb.")
    expert = Slugs(Expert, method="filter_expert", help_text=gettext_noop("Held by this expert, alone or with others."))
    endorsed_by = Slugs(Expert, method="filter_endorsed", help_text="Endorsed by this expert.")
    organisation = Slugs(
        Organisation,
        method="filter_organisation",
        help_text="Held by this organisation, or by somebody with a post there (or inside it) at the time.",
    )
    event = Slugs(Event, help_text="At this event.")
    panel = Slugs(Panel, key="public_id", help_text="On this panel.")
    about = Slugs(Event, method="later", help_text="About this event.")
    topic = Slugs(Topic, method="later", help_text=gettext_noop("On this topic or a narrower one."))
    stance = Choices(
        Stance,
        method="later",
        help_text=gettext_noop("With this stance to the topic or the event asked for; with neither, to any."),
    )
    date = PartialDateFilter(help_text="Its own date as written; to search in a range use date_from and date_to.")
    order = NumberFilter(help_text="Its place in the order of the source.")

    class Meta:
        model = Position
        fields = []

    def later(self, queryset, name, value):
        """Applied in ``filter_queryset``, together with the stance."""
        return queryset

    def filter_expert(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(beside(PositionHolder, "position", expert=pks(value)))

    def filter_endorsed(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(beside(PositionEndorser, "position", expert=pks(value)))

    def filter_organisation(self, queryset, name, value):
        if not value:
            return queryset
        ids = descendants(value)
        at_the_time = (
            Appointment.objects.visible_to(self.audience)
            .held()
            .filter(
                among("organisation_id", ids),
                expert=OuterRef("expert"),
                start_earliest__lte=OuterRef("position__effective_date_latest"),
                end_latest__gte=OuterRef("position__effective_date_earliest"),
            )
        )
        holders = PositionHolder.objects.filter(among("organisation_id", ids) | Q(Exists(at_the_time)))
        return queryset.filter(pk__in=holders.values("position_id"))

    @property
    def narrow(self):
        """Whether few positions can match: those of one person or one event."""
        return any(self.value(name) for name in ("expert", "endorsed_by", "event", "panel", "about", "in_reply_to"))

    @property
    def sorted_by(self):
        """By default, the positions of a single event or panel are in the order of the source."""
        if (self.value("event") or self.value("panel")) and not self.value("ordering"):
            return "order"
        return super().sorted_by

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        topics, events, stances = self.value("topic"), self.value("about"), self.value("stance")
        on_topic = {"topic": descendants(topics)} if topics else {}
        on_event = {"event": pks(events)} if events else {}
        if stances and bool(topics) != bool(events):
            # A topic (or event) and the stance to it are in one row.
            rows = PositionTopic if topics else PositionEvent
            return queryset.filter(beside(rows, "position", **on_topic, **on_event, stance=stances))
        if topics:
            queryset = queryset.filter(beside(PositionTopic, "position", **on_topic))
        if events:
            queryset = queryset.filter(beside(PositionEvent, "position", **on_event))
        if stances:
            # The public does not see stances to hidden records; topics and events named in the parameters are visible.
            hidden = self.audience is Audience.PUBLIC and not topics
            to_topic = beside(PositionTopic, "position", "topic" if hidden else None, **on_topic, stance=stances)
            to_event = beside(PositionEvent, "position", "event" if hidden else None, **on_event, stance=stances)
            queryset = queryset.filter(to_topic | to_event)
        return queryset


class OutcomeFilter(DatedFilterSet):
    """Parameters of the list of outcomes."""

    orderings = {
        "-date": "-effective_date_earliest",
        "date": "effective_date_earliest",
        "title": "title_order",
        "-title": "-title_order",
        **BY_CHANGE,
    }
    exempt = {**COMMON, **EFFECTIVE, "summary": "free text", "title_order": DERIVED}
    title = Words()
    q = Words(field_name="title", help_text=gettext_noop("Words of the title."))
    event = Slugs(Event, help_text="Of this event.")
    date = PartialDateFilter(help_text="Its own date as written.")
    expert = Slugs(Expert, method="filter_party", help_text="With this expert as a party.")
    organisation = Slugs(
        Organisation, method="filter_party", help_text="With this organisation, or one in it, as a party."
    )
    later_event = Slugs(Event, method="filter_later", help_text="Confirmed, implemented or broken by this event.")

    class Meta:
        model = Outcome
        fields = []

    def filter_party(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(beside(OutcomeParty, "outcome", **{name: descendants(value)}))

    def filter_later(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(beside(OutcomeEvent, "outcome", event=pks(value)))
