"""Serializers of events, positions and experts, and the prefetches that they need."""

from django.db.models import Prefetch, Q
from rest_framework import serializers

from benchmarks.drf.fields import PartialDateSerializerField
from benchmarks.drf.refs import (
    AppointmentRef,
    BoundField,
    CitationSerializer,
    EventRef,
    ExpertRef,
    OrganisationRef,
    PageField,
    PanelRef,
    ParticipantSerializer,
    PlaceWithCountry,
    PositionRef,
    Through,
    TopicRef,
    address,
)
from experts.models import Appointment, Expert
from lib.visibility import Audience
from summits.models import (
    Event,
    EventIdentifier,
    EventLink,
    EventName,
    EventTopic,
    Outcome,
    OutcomeEvent,
    OutcomeParty,
    Panel,
    Participation,
    ParticipationAppointment,
    Position,
    PositionEndorser,
    PositionEvent,
    PositionHolder,
    PositionTopic,
)

PUBLIC = Audience.PUBLIC


class EventRowSerializer(serializers.ModelSerializer):
    url = address("events")
    page = PageField("events")
    date = PartialDateSerializerField()
    date_earliest, date_latest = BoundField(), BoundField()
    place = PlaceWithCountry()
    topics = Through(source="event_topics", many=True, to=TopicRef, name="topic")
    participants = ParticipantSerializer(source="participations", many=True)

    class Meta:
        model = Event
        fields = [
            "url", "slug", "name", "kind", "date", "page", "status", "date_earliest", "date_latest", "place", "start_time",
            "end_time", "timezone", "summary", "topics", "participants",
        ]  # fmt: skip


class HolderSerializer(serializers.ModelSerializer):
    expert, organisation = ExpertRef(), OrganisationRef()

    class Meta:
        model = PositionHolder
        fields = ["expert", "organisation", "name_as_printed"]


class EndorserSerializer(HolderSerializer):
    class Meta:
        model = PositionEndorser
        fields = ["expert", "organisation"]


class PartySerializer(HolderSerializer):
    class Meta:
        model = OutcomeParty
        fields = ["expert", "organisation"]


class TopicStanceSerializer(serializers.ModelSerializer):
    topic = TopicRef()

    class Meta:
        model = PositionTopic
        fields = ["topic", "stance"]


class EventStanceSerializer(serializers.ModelSerializer):
    event = EventRef()

    class Meta:
        model = PositionEvent
        fields = ["event", "stance"]


class PositionCoreSerializer(serializers.ModelSerializer):
    url = address("positions", "public_id")
    id = serializers.CharField(source="public_id")
    date = PartialDateSerializerField(source="effective_date")
    panel = PanelRef()
    holders, endorsers = HolderSerializer(many=True), EndorserSerializer(many=True)
    topics = TopicStanceSerializer(source="position_topics", many=True)
    about = EventStanceSerializer(source="position_events", many=True)
    in_reply_to = PositionRef()
    citations = CitationSerializer(many=True)

    class Meta:
        model = Position
        fields = [
            "url", "id", "kind", "summary", "quotation", "attribution", "basis", "verb", "date", "order", "panel",
            "holders", "endorsers", "topics", "about", "in_reply_to", "citations",
        ]  # fmt: skip


class PositionRowSerializer(PositionCoreSerializer):
    page = PageField("positions", "public_id")
    event = EventRef()
    date_earliest = BoundField(source="effective_date_earliest")
    date_latest = BoundField(source="effective_date_latest")

    class Meta(PositionCoreSerializer.Meta):
        fields = [*PositionCoreSerializer.Meta.fields, "page", "event", "date_earliest", "date_latest"]


class LaterEventSerializer(serializers.ModelSerializer):
    event = EventRef()

    class Meta:
        model = OutcomeEvent
        fields = ["event", "relation"]


class OutcomeSerializer(serializers.ModelSerializer):
    url = address("outcomes", "public_id")
    id = serializers.CharField(source="public_id")
    date = PartialDateSerializerField(source="effective_date")
    parties, later_events = PartySerializer(many=True), LaterEventSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Outcome
        fields = ["url", "id", "kind", "title", "summary", "status", "date", "parties", "later_events", "citations"]


class LinkOutSerializer(serializers.ModelSerializer):
    url = address("links", "public_id")
    id = serializers.CharField(source="public_id")
    label = serializers.CharField(source="get_kind_display")
    event = EventRef(source="to_event")

    class Meta:
        model = EventLink
        fields = ["url", "id", "kind", "label", "event", "note"]


class LinkInSerializer(LinkOutSerializer):
    label = serializers.SerializerMethodField()
    event = EventRef(source="from_event")

    def get_label(self, link):
        from summits.models import LinkKind

        return LinkKind(link.kind).inverse


class NameSerializer(serializers.ModelSerializer):
    period = PartialDateSerializerField()

    class Meta:
        model = EventName
        fields = ["text", "language", "script", "kind", "period"]


class IdentifierSerializer(serializers.ModelSerializer):
    class Meta:
        model = EventIdentifier
        fields = ["scheme", "value", "uri"]


class PanelSerializer(serializers.ModelSerializer):
    url = address("panels", "public_id")
    id = serializers.CharField(source="public_id")
    date = PartialDateSerializerField()
    participations = ParticipantSerializer(many=True)

    class Meta:
        model = Panel
        fields = ["url", "id", "title", "number", "date", "summary", "participations"]


class EventParticipationSerializer(ParticipantSerializer):
    panel = PanelRef()

    class Meta(ParticipantSerializer.Meta):
        fields = [*ParticipantSerializer.Meta.fields, "panel"]


class EventWholeSerializer(EventRowSerializer):
    related = serializers.HyperlinkedIdentityField(view_name="events-related", lookup_field="slug")
    id = serializers.CharField(source="public_id")
    names = NameSerializer(many=True)
    identifiers = IdentifierSerializer(many=True)
    panels = PanelSerializer(many=True)
    participations = EventParticipationSerializer(many=True)
    positions = PositionCoreSerializer(many=True)
    outcomes = OutcomeSerializer(many=True)
    links = LinkOutSerializer(source="links_out", many=True)
    linked_from = LinkInSerializer(source="links_in", many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Event
        fields = [
            "url", "slug", "name", "kind", "date", "id", "page", "related", "status", "date_earliest", "date_latest", "start_time",
            "end_time", "timezone", "place", "summary", "website", "names", "identifiers", "topics", "panels", "participations", "positions",
            "outcomes", "links", "linked_from", "citations",
        ]  # fmt: skip

    def get_field_names(self, declared_fields, info):
        declared_fields.pop("participants", None)
        return super().get_field_names(declared_fields, info)


class ExpertRowSerializer(serializers.ModelSerializer):
    url = address("experts")
    page = PageField("experts")
    timeline = serializers.HyperlinkedIdentityField(view_name="experts-timeline", lookup_field="slug")
    born, died = PartialDateSerializerField(), PartialDateSerializerField()
    appointments = AppointmentRef(many=True)

    class Meta:
        model = Expert
        fields = ["url", "slug", "name", "page", "timeline", "born", "died", "appointments"]


# -- prefetches -------------------------------------------------------------------------------


def topics():
    """The public topics of events."""
    rows = EventTopic.objects.filter(topic__publication="published").select_related("topic").order_by("id")
    return Prefetch("event_topics", rows)


def participations():
    """The public participations with all that they show."""
    resolved = ParticipationAppointment.objects.filter(
        appointment__in=Appointment.objects.visible_to(PUBLIC)
    ).select_related("appointment__organisation__parent")
    rows = Participation.objects.visible_to(PUBLIC).select_related("expert", "organisation", "on_behalf_of", "panel")
    return Prefetch(
        "participations", rows.prefetch_related(Prefetch("resolved", resolved.order_by("id"))).order_by("order", "id")
    )


def citations(model):
    """The public citations of a kind of record."""
    rows = model._meta.get_field("citations").related_model.objects.filter(source__publication="published")
    return Prefetch("citations", rows.select_related("source").order_by("source_id", "paragraph", "sentence", "id"))


def actors(name, model):
    """The public experts and organisations of a record."""
    seen = Q(expert__publication="published") | Q(organisation__publication="published")
    return Prefetch(name, model.objects.filter(seen).select_related("expert", "organisation").order_by("id"))


def on_positions():
    """What positions show."""
    about = PositionEvent.objects.filter(event__publication="published").select_related("event").defer("event__search")
    said = PositionTopic.objects.filter(topic__publication="published").select_related("topic")
    return [
        actors("holders", PositionHolder),
        actors("endorsers", PositionEndorser),
        Prefetch("position_topics", said.order_by("id")),
        Prefetch("position_events", about.order_by("id")),
        citations(Position),
    ]


def positions():
    """Public positions, ready for their serializer."""
    rows = Position.objects.visible_to(PUBLIC).select_related(
        "panel", "event", "in_reply_to__event", "in_reply_to__panel"
    )
    heavy = ("search", "event__search", "in_reply_to__search", "in_reply_to__event__search")
    return rows.defer(*heavy).prefetch_related(*on_positions())


def events():
    """Public events, ready for the list."""
    rows = Event.objects.visible_to(PUBLIC).select_related("place__country").defer("search")
    return rows.prefetch_related(topics(), participations())


def whole_events():
    """Public events, ready for the detail."""
    outcomes = Outcome.objects.visible_to(PUBLIC).order_by("id").prefetch_related(
        actors("parties", OutcomeParty),
        Prefetch(
            "later_events",
            OutcomeEvent.objects.filter(event__publication="published").select_related("event").defer("event__search").order_by("id"),
        ),
        citations(Outcome),
    )  # fmt: skip
    out = EventLink.objects.visible_to(PUBLIC).select_related("to_event").defer("to_event__search").order_by("id")
    back = EventLink.objects.visible_to(PUBLIC).select_related("from_event").defer("from_event__search").order_by("id")
    panels = Panel.objects.visible_to(PUBLIC).order_by("number", "id").prefetch_related(participations())
    rows = Event.objects.visible_to(PUBLIC).select_related("place__country").defer("search")
    return rows.prefetch_related(
        topics(),
        participations(),
        Prefetch("names", EventName.objects.order_by("id")),
        "identifiers",
        Prefetch("panels", panels),
        Prefetch("positions", positions().order_by("order", "id")),
        Prefetch("outcomes", outcomes),
        Prefetch("links_out", out),
        Prefetch("links_in", back),
        citations(Event),
    )


def experts():
    """Public experts, ready for the list."""
    posts = (
        Appointment.objects.visible_to(PUBLIC).select_related("organisation__parent").order_by("-start_earliest", "id")
    )
    return Expert.objects.visible_to(PUBLIC).prefetch_related(Prefetch("appointments", posts))
