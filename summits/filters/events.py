"""Query parameters of events, panels and links."""

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_noop

from experts.filters import place_of_state
from experts.models import Expert, Organisation
from lib.api.filters import (
    BY_CHANGE,
    AnyName,
    Choices,
    DatedFilterSet,
    Exact,
    FlagFilter,
    PartialDateFilter,
    Slugs,
    StrictFilterSet,
    Words,
    descendants,
)
from lib.api.sql import among, beside
from lib.fulltext import PLAIN, worded
from lib.names import any_name, search_keys
from sources.filters import Identifiers, WithinBox
from sources.models import Place
from sources.models.places import located
from summits.filters.common import (
    ANY,
    COMMON,
    DERIVED,
    FREE_TEXT,
    FullText,
    attendance_filter,
    there,
    with_posts_at,
)
from summits.models import (
    Event,
    EventLink,
    EventTopic,
    LinkKind,
    Panel,
    Position,
    PositionHolder,
    Role,
)
from summits.models.kinds import INVERSE
from topics.models import Topic

# The values of ``link``: each kind, and each inverse under its own name.
INVERSE_NAMES = {name.replace(" ", "_"): kind.value for kind, name in INVERSE.items()}
LINK_CHOICES = [(name, name) for name in dict.fromkeys([*LinkKind.values, *INVERSE_NAMES])]


def pks(references):
    """The ids of the records that a parameter names."""
    return [one.pk for one in references]


class EventText(FullText):
    """Words of the name (in any script) or the summary."""

    def apply(self, qs, value):
        found = Q(search=worded(value))
        found |= Q(search=worded(value, PLAIN))
        keys = [key for key in search_keys(value) if len(key) >= 3]
        if keys:
            # One set of ids for each index; an OR between the conditions would read all events.
            in_words = Event._base_manager.filter(found).order_by().values("pk")
            named = (
                Event._base_manager.filter(any_name(Event, [("contains", key) for key in keys])).order_by().values("pk")
            )
            found = Q(pk__in=in_words.union(named, all=True))
        return qs.filter(found)


class EventFilter(DatedFilterSet):
    """Parameters of the list of events.

    ``expert``, ``organisation``, ``role`` and ``attendance`` speak of one and the same participation;
    ``link`` and ``linked_to`` of one and the same link, read from the listed event.
    """

    orderings = {
        "-date": "-date_earliest",
        "date": "date_earliest",
        "name": "name_key",
        "-name": "-name_key",
        **BY_CHANGE,
    }
    exempt = {
        **COMMON,
        "search": DERIVED,
        "date_earliest": DERIVED,
        "date_start_by": DERIVED,
        "date_end_from": DERIVED,
        "date_latest": DERIVED,
        "start_time": "shown with the date, not searched for",
        "end_time": "shown with the date, not searched for",
        "summary": FREE_TEXT,
        "topics": "filtered by topic",
    }
    q = EventText(help_text=gettext_noop("Words of the name, in any script, or of the summary."))
    slug = Slugs(Event, method="filter_slug", help_text="These events.")
    name = AnyName(field_name="name_key", help_text=gettext_noop("Part of a name, or words of it, in any script."))
    date = PartialDateFilter(help_text="The date as written; to search in a range use date_from and date_to.")
    timezone = Exact()
    country = Slugs(Place, meant=place_of_state, field_name="place", help_text="In this country.")
    place = Slugs(Place, meant=place_of_state, help_text="At this place or one inside it.")
    within = WithinBox(
        method="filter_within",
        help_text="At places in a box of degrees: west,south,east,north. A place without coordinates has those of what it"
        " lies in. Where west is greater than east, the box crosses the 180th meridian.",
    )
    located = FlagFilter(
        method="filter_located",
        help_text="true: at a place that has coordinates, or lies in one that has; false: at any other, or none on record.",
    )
    topic = Slugs(Topic, method="filter_topic", help_text=gettext_noop("On this topic or a narrower one."))
    expert = Slugs(Expert, method="later", help_text="With this expert taking part or holding a position.")
    organisation = Slugs(
        Organisation, method="later", help_text="With this organisation, or one inside it, or somebody of theirs."
    )
    role = Choices(Role, method="later", help_text="With somebody (expert, organisation) in this role.")
    attendance = attendance_filter("With somebody (expert, organisation) of whom this is known.")
    link = Choices(LINK_CHOICES, method="later", help_text="With such a link.")
    linked_to = Slugs(Event, method="later", help_text="Linked to this event.")
    discusses = Slugs(Event, method="filter_discusses", help_text="That discuss this event.")
    identifier = Identifiers()

    class Meta:
        model = Event
        fields = []

    @property
    def narrow(self):
        """Whether few events can match: those of one person, linked to one event, or on a topic in a country."""
        few = any(self.value(name) for name in ("slug", "expert", "linked_to", "discusses"))
        return few or bool(self.value("topic") and self.value("country"))

    def later(self, queryset, name, value):
        """Applied in ``filter_queryset``, together with related parameters."""
        return queryset

    def filter_slug(self, queryset, name, value):
        return queryset.filter(pk__in=pks(value)) if value else queryset

    def filter_within(self, queryset, name, value):
        if not value:
            return queryset
        west, south, east, north = value
        over = "OR" if west > east else "AND"
        inside = f"r.latitude BETWEEN %s AND %s AND (r.longitude >= %s {over} r.longitude <= %s)"
        return queryset.filter(place__in=self._located([south, north, west, east], inside))

    def filter_located(self, queryset, name, value):
        there = Q(place__in=self._located([]))
        return queryset.filter(there) if value == "true" else queryset.exclude(there) if value else queryset

    def _located(self, values, *condition):
        return RawSQL(f"WITH RECURSIVE {located(self.audience, *condition)} SELECT id FROM located", values)

    def filter_topic(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(beside(EventTopic, "event", topic=descendants(value)))

    def filter_discusses(self, queryset, name, value):
        if not value:
            return queryset
        links = EventLink.objects.visible_to(self.audience).filter(kind=LinkKind.DISCUSSES, to_event__in=pks(value))
        return queryset.filter(pk__in=links.values("from_event_id"))

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        queryset = self._with_people(queryset)
        return self._with_links(queryset, self.value("link"), self.value("linked_to"))

    @property
    def leaves_out(self):
        """Whether the parameters ask who took part, so that events at which they did not are left out."""
        return any(self.value(name) for name in ("expert", "organisation", "role")) and not self.value("attendance")

    @property
    def asks_for_presence(self):
        """Whether a role or an attendance is asked for, so that holders of positions do not count."""
        attendance = self.value("attendance") or []
        return bool(self.value("role") or (attendance and ANY not in attendance))

    def participations(self):
        """The participations that the parameters select; by default those of everyone who was there."""
        experts, organisations, roles = self.value("expert"), self.value("organisation"), self.value("role")
        # A status that is asked for may be that of events that were called off.
        rows = there(self.audience, self.value("attendance"), called_off=bool(self.value("status")))
        if experts:
            rows = rows.filter(expert__in=pks(experts))
        if organisations:
            ids = descendants(organisations)
            rows = rows.filter(
                among("organisation_id", ids)
                | among("on_behalf_of_id", ids)
                | Q(pk__in=with_posts_at(ids, self.audience))
            )
        return rows.filter(role__in=roles) if roles else rows

    def _with_people(self, queryset):
        experts, organisations = self.value("expert"), self.value("organisation")
        if not (experts or organisations or self.asks_for_presence):
            return queryset
        found = Q(pk__in=self.participations().values("event_id"))
        if not self.asks_for_presence and bool(experts) != bool(organisations):
            said = PositionHolder.objects.filter(
                Q(expert__in=pks(experts)) if experts else among("organisation_id", descendants(organisations))
            )
            positions = Position.objects.visible_to(self.audience).filter(pk__in=said.values("position_id"))
            found |= Q(pk__in=positions.filter(event__isnull=False).values("event_id"))
        return queryset.filter(found)

    def _with_links(self, queryset, kinds, others):
        if not (kinds or others):
            return queryset
        links = EventLink.objects.visible_to(self.audience)
        out = links.filter(to_event__in=pks(others)) if others else links
        back = links.filter(from_event__in=pks(others)) if others else links
        if kinds:
            out = out.filter(kind__in=[one for one in kinds if one in LinkKind.values])
            inverse = [INVERSE_NAMES[one] for one in kinds if one in INVERSE_NAMES]
            back = back.filter(kind__in=inverse)
        return queryset.filter(Q(pk__in=out.values("from_event_id")) | Q(pk__in=back.values("to_event_id")))


class PanelFilter(StrictFilterSet):
    """Parameters of the list of panels."""

    orderings = {"-id": "-id", "id": "id", "title": "title_order", "-title": "-title_order", **BY_CHANGE}
    exempt = {
        **COMMON,
        "summary": "free text",
        "start_time": "shown with the date, not searched for",
        "end_time": "shown with the date, not searched for",
        "title_order": DERIVED,
        "date_earliest": DERIVED,
        "date_latest": DERIVED,
    }
    title = Words()
    q = Words(field_name="title", help_text=gettext_noop("Words of the title."))
    date = PartialDateFilter(help_text="Its own date as written.")
    expert = Slugs(Expert, method="later", help_text="With this expert taking part.")
    attendance = attendance_filter("With somebody (the expert) of whom this is known.")

    class Meta:
        model = Panel
        fields = []

    def later(self, queryset, name, value):
        """Applied in ``filter_queryset``: expert and attendance refer to one participation."""
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        experts, attendance = self.value("expert"), self.value("attendance")
        if not experts and (not attendance or ANY in attendance):
            return queryset
        rows = there(self.audience, attendance).filter(panel__isnull=False)
        if experts:
            rows = rows.filter(expert__in=pks(experts))
        return queryset.filter(pk__in=rows.values("panel_id"))


class LinkFilter(StrictFilterSet):
    """Parameters of the list of links."""

    orderings = {"-id": "-id", "id": "id", **BY_CHANGE}
    exempt = {**COMMON, "note": "free text"}
    from_event = Slugs(Event, help_text="From this event.")
    to_event = Slugs(Event, help_text="To this event.")
    event = Slugs(Event, method="filter_event", help_text="From or to this event.")

    class Meta:
        model = EventLink
        fields = []

    def filter_event(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(Q(from_event__in=pks(value)) | Q(to_event__in=pks(value)))
