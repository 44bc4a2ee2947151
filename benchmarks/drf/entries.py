"""Serializers of the entries of a timeline: one for each kind of entry."""

from rest_framework import serializers

from benchmarks.drf.fields import PartialDateSerializerField
from benchmarks.drf.records import CitationSerializer
from benchmarks.drf.refs import (
    AppointmentRef,
    EventRef,
    OrganisationInside,
    OrganisationRef,
    PublicSerializer,
    TopicRef,
    address,
)
from experts.models import Appointment
from lib.visibility import Audience
from sources.models import Place
from summits.models import (
    Event,
    Outcome,
    Participation,
    Position,
)

PUBLIC = Audience.PUBLIC
NOTHING = dict.fromkeys(
    [
        "kind",
        "id",
        "slug",
        "url",
        "page",
        "title",
        "text",
        "date",
        "start",
        "end",
        "ends_by",
        "ends_by_reason",
        "attested",
        "role",
        "status",
        "standing",
        "name_as_printed",
        "organisation",
        "event",
        "place",
        "appointments",
        "topics",
        "about",
        "holders",
        "endorsers",
        "in_reply_to",
        "position_kind",
        "attribution",
        "basis",
        "verb",
        "quotation",
        "reasons",
        "citations",
        "recorded",
    ]
) | {
    "attested": [],
    "appointments": [],
    "topics": [],
    "about": [],
    "holders": [],
    "endorsers": [],
    "reasons": [],
    "citations": [],
    "draft": False,
}


class PlaceName(PublicSerializer):
    url = address("places")

    class Meta:
        model = Place
        fields = ["url", "slug", "name"]


class Recorded(serializers.DateTimeField):
    """When the record was entered, as the database writes it."""

    def to_representation(self, value):
        text = value.strftime("%Y-%m-%dT%H:%M:%S.%f").rstrip("0").rstrip(".")
        return f"{text}+00:00"


class CitationWithWords(CitationSerializer):
    words = serializers.CharField(source="place_words")
    passage = serializers.SerializerMethodField()

    def get_passage(self, citation):
        return citation.passage() or None if citation.source.archived_text and citation.paragraph else None


class EntrySerializer(serializers.ModelSerializer):
    """What all entries have; what does not apply is null or empty."""

    kind = ""
    id = serializers.CharField(source="public_id")
    page = serializers.SerializerMethodField()
    citations = CitationWithWords(many=True)
    recorded = Recorded(source="created_at")

    def to_representation(self, record):
        return NOTHING | super().to_representation(record) | {"kind": self.kind}

    def absolute(self, path):
        return self.context["request"].build_absolute_uri(path)


COMMON = ["id", "url", "page", "title", "text", "citations", "recorded"]


class AppointmentEntry(EntrySerializer):
    kind = "appointment"
    url = address("appointments", "public_id")
    title, attested = serializers.SerializerMethodField(), serializers.SerializerMethodField()
    text, role = serializers.CharField(source="note"), serializers.CharField(source="post")
    start, end = PartialDateSerializerField(), PartialDateSerializerField()
    ends_by = PartialDateSerializerField(source="until.date")
    ends_by_reason = serializers.CharField(source="until.reason")
    organisation = OrganisationInside()

    class Meta:
        model = Appointment
        fields = [*COMMON, "start", "end", "ends_by", "ends_by_reason", "attested", "role", "status", "organisation"]

    def get_page(self, row):
        return self.absolute(f"/experts/{self.context['slug']}/#appointment-{row.public_id}")

    def get_title(self, row):
        return f"{row.post}, {row.organisation.name}"

    def get_attested(self, row):
        return sorted({str(one.attested_on) for one in row.citations.all() if one.attested_on})


class PostSerializer(AppointmentRef):
    organisation = OrganisationRef()

    class Meta(AppointmentRef.Meta):
        fields = ["url", "id", "post", "organisation"]


class TopicsField(serializers.Field):
    """The topics of an event, without a stance."""

    def __init__(self):
        super().__init__(source="*", read_only=True)

    def to_representation(self, record):
        event = record if isinstance(record, Event) else record.event
        if event.status == "cancelled" or getattr(record, "attendance", "") == "unable":
            return []
        rows = [row.topic for row in event.event_topics.all()]
        return [{**topic, "stance": None} for topic in TopicRef(rows, many=True, context=self.context).data]


class ParticipationEntry(EntrySerializer):
    kind = "participation"
    url = address("participations", "public_id")
    title, text = serializers.CharField(source="event.name"), serializers.CharField(source="billing")
    date, appointments = serializers.SerializerMethodField(), serializers.SerializerMethodField()
    status, standing = serializers.CharField(source="attendance"), serializers.CharField()
    organisation, event = OrganisationRef(source="on_behalf_of"), EventRef()
    place, topics = PlaceName(source="event.place"), TopicsField()

    class Meta:
        model = Participation
        fields = [
            *COMMON,
            "date",
            "role",
            "status",
            "standing",
            "name_as_printed",
            "organisation",
            "event",
            "place",
            "appointments",
            "topics",
        ]

    def get_page(self, row):
        return self.absolute(f"/events/{row.event.slug}/#{row.public_id}")

    def get_date(self, row):
        found = row.panel.date if row.panel and row.panel.date else row.event.date
        return str(found) if found else None

    def get_appointments(self, row):
        posts = [one.appointment for one in row.resolved.all()]
        return PostSerializer(posts, many=True, context=self.context).data


class PositionEntry(EntrySerializer):
    kind = "position"
    url = address("positions", "public_id")
    title, text = serializers.SerializerMethodField(), serializers.CharField(source="summary")
    date, event = PartialDateSerializerField(source="effective_date"), EventRef()
    standing = serializers.CharField(source="event.standing", default=None)
    role, topics = serializers.SerializerMethodField(), serializers.SerializerMethodField()
    about, holders = serializers.SerializerMethodField(), serializers.SerializerMethodField()
    endorsers, in_reply_to = serializers.SerializerMethodField(), serializers.SerializerMethodField()
    position_kind = serializers.CharField(source="kind")

    class Meta:
        model = Position
        fields = [*COMMON, "date", "role", "standing", "event", "topics", "about", "holders", "endorsers", "in_reply_to", "position_kind", "attribution",
                  "basis", "verb", "quotation"]  # fmt: skip

    def get_page(self, row):
        return self.absolute(f"/positions/{row.public_id}/")

    def get_title(self, row):
        return row.summary if len(row.summary) <= 90 else f"{row.summary[:87]}…"

    def get_role(self, row):
        return "holder" if row.pk in self.context["held"] else "endorser"

    def get_topics(self, row):
        return [
            {**TopicRef(one.topic, context=self.context).data, "stance": one.stance}
            for one in row.position_topics.all()
        ]

    def get_about(self, row):
        found = []
        for one in row.position_events.all():
            event = EventRef(one.event, context=self.context).data
            found.append({key: event[key] for key in ("url", "slug", "name", "status")} | {"stance": one.stance})
        return found

    def get_holders(self, row):
        return [
            {
                "expert": one.expert.slug if one.expert else None,
                "organisation": one.organisation.slug if one.organisation else None,
                "name": one.actor.name,
                "name_as_printed": one.name_as_printed,
            }
            for one in row.holders.all()
        ]

    def get_in_reply_to(self, row):
        replied = row.in_reply_to
        if not replied or any(
            one and one.publication != "published" for one in (replied, replied.event, replied.panel)
        ):
            return None
        url = self.absolute(f"/api/v1/positions/{replied.public_id}/")
        page = self.absolute(f"/positions/{replied.public_id}/")
        return {"url": url, "id": replied.public_id, "page": page, "summary": replied.summary}

    def get_endorsers(self, row):
        return [
            {
                "expert": one.expert.slug if one.expert else None,
                "organisation": one.organisation.slug if one.organisation else None,
                "name": one.actor.name,
            }
            for one in row.endorsers.all()
        ]


class EventEntry(EntrySerializer):
    kind = "event"
    url = address("events")
    title, text = serializers.CharField(source="name"), serializers.CharField(source="summary")
    date, role = PartialDateSerializerField(), serializers.CharField(source="kind")
    event, place, topics = EventRef(source="*"), PlaceName(), serializers.SerializerMethodField()
    reasons, standing = serializers.SerializerMethodField(), serializers.CharField()

    class Meta:
        model = Event
        fields = [*COMMON, "slug", "date", "role", "status", "standing", "event", "place", "topics", "reasons"]

    def get_page(self, row):
        return self.absolute(f"/events/{row.slug}/")

    def get_reasons(self, row):
        return self.context["reasons"][row.pk]

    def get_topics(self, row):
        said = self.context["said"][row.pk]
        rows = [one.topic for one in row.event_topics.all() if any(path.startswith(one.topic.path) for path in said)]
        return [{**topic, "stance": None} for topic in TopicRef(rows, many=True, context=self.context).data]


class OutcomeEntry(EntrySerializer):
    kind = "outcome"
    url = address("outcomes", "public_id")
    text, role = serializers.CharField(source="summary"), serializers.CharField(source="kind")
    date = PartialDateSerializerField(source="effective_date")
    event, reasons = EventRef(), serializers.SerializerMethodField()
    standing = serializers.CharField(source="event.standing")

    class Meta:
        model = Outcome
        fields = [*COMMON, "date", "role", "status", "standing", "event", "reasons"]

    def get_page(self, row):
        return self.absolute(f"/events/{row.event.slug}/#{row.public_id}")

    def get_reasons(self, row):
        found = [{"relation": "party", "id": None, "stance": None}] if row.pk in self.context["party"] else []
        if row.event_id in self.context["reasons"]:
            found.append({"relation": "outcome of", "id": row.event.slug, "stance": None})
        return found
