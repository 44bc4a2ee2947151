"""Serializers of records as others show them, and the base that hides what is not public."""

from rest_framework import serializers

from benchmarks.drf.fields import PartialDateSerializerField
from experts.models import Appointment, Expert, Organisation
from lib.partialdates.core import FIRST_DAY, LAST_DAY
from sources.models import Place, Source
from summits.models import Event, Panel, Participation, Position
from topics.models import Topic


def address(resource, lookup="slug"):
    """The address of a record in the API."""
    return serializers.HyperlinkedIdentityField(view_name=f"{resource}-detail", lookup_field=lookup)


class PublicSerializer(serializers.ModelSerializer):
    """A related record, null where it is not public."""

    def to_representation(self, instance):
        return super().to_representation(instance) if instance.publication == "published" else None


class PageField(serializers.Field):
    """The record's page for people."""

    def __init__(self, kind, attribute="slug"):
        self.kind, self.attribute = kind, attribute
        super().__init__(source="*", read_only=True)

    def to_representation(self, value):
        path = f"/{self.kind}/{getattr(value, self.attribute)}/"
        return self.context["request"].build_absolute_uri(path)


class BoundField(serializers.DateField):
    """A bound of a partial date; null where there is none."""

    def to_representation(self, value):
        return None if value in (FIRST_DAY, LAST_DAY) else super().to_representation(value)


class TopicRef(PublicSerializer):
    url = address("topics")

    class Meta:
        model = Topic
        fields = ["url", "slug", "name"]


class ExpertRef(PublicSerializer):
    url = address("experts")

    class Meta:
        model = Expert
        fields = ["url", "slug", "name"]


class OrganisationRef(PublicSerializer):
    url = address("organisations")

    class Meta:
        model = Organisation
        fields = ["url", "slug", "name"]


class OrganisationInside(OrganisationRef):
    parent = OrganisationRef()

    class Meta(OrganisationRef.Meta):
        fields = ["url", "slug", "name", "parent"]


class SourceRef(PublicSerializer):
    url = address("sources")

    class Meta:
        model = Source
        fields = ["url", "slug", "title"]


class PlaceRef(PublicSerializer):
    url = address("places")

    class Meta:
        model = Place
        fields = ["url", "slug", "name", "kind"]


class PlaceWithCountry(PlaceRef):
    country = PlaceRef()

    class Meta(PlaceRef.Meta):
        fields = ["url", "slug", "name", "kind", "country"]


class EventRef(PublicSerializer):
    url = address("events")
    date = PartialDateSerializerField()

    class Meta:
        model = Event
        fields = ["url", "slug", "name", "kind", "date", "status"]


class PanelRef(PublicSerializer):
    url = address("panels", "public_id")
    id = serializers.CharField(source="public_id")

    class Meta:
        model = Panel
        fields = ["url", "id", "title", "number"]


class PositionRef(serializers.ModelSerializer):
    url = address("positions", "public_id")
    id = serializers.CharField(source="public_id")

    class Meta:
        model = Position
        fields = ["url", "id", "summary"]

    def to_representation(self, position):
        public = position.publication == "published"
        public = public and (position.event is None or position.event.publication == "published")
        public = public and (position.panel is None or position.panel.publication == "published")
        return super().to_representation(position) if public else None


class AppointmentRef(serializers.ModelSerializer):
    url = address("appointments", "public_id")
    id = serializers.CharField(source="public_id")
    organisation = OrganisationInside()
    start = PartialDateSerializerField()
    end = PartialDateSerializerField()

    class Meta:
        model = Appointment
        fields = ["url", "id", "post", "organisation", "start", "end"]


class Through(serializers.Serializer):
    """A row of a through table, shown as the record that it leads to."""

    def __init__(self, *args, to, name, **kwargs):
        self.name = name
        super().__init__(*args, **kwargs)
        self.fields["to"] = to(source=name)

    def to_representation(self, row):
        return super().to_representation(row)["to"]


class ParticipantSerializer(serializers.ModelSerializer):
    url = address("participations", "public_id")
    id = serializers.CharField(source="public_id")
    expert = ExpertRef()
    organisation = OrganisationRef()
    appointments = Through(source="resolved", many=True, to=AppointmentRef, name="appointment")
    on_behalf_of = OrganisationRef()

    class Meta:
        model = Participation
        fields = [
            "url", "id", "expert", "organisation", "role", "billing", "name_as_printed", "appointments", "on_behalf_of",
            "attendance", "order",
        ]  # fmt: skip


class CitationSerializer(serializers.Serializer):
    source = SourceRef()
    paragraph = serializers.IntegerField()
    sentence = serializers.IntegerField()
    locator = serializers.CharField()
    field = serializers.CharField()
    value = serializers.CharField()
    note = serializers.CharField()
