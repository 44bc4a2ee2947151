"""Experts, organisations and appointments as the API shows them."""

from django.db.models import Case, DateField, F, Q, Value, When
from django.db.models.functions import Cast, Least, NullIf
from rest_framework import serializers

from experts.models import Appointment, AppointmentStatus, Expert, Organisation, OrganisationKind, OrganisationTerritory
from experts.models.appointments import AppointmentCitation, held
from lib.api.fields import Address, Bound, Choice, Partial, Text
from lib.api.serializers import Many, SQLSerializer, Stamped
from lib.partialdates.core import LAST_DAY
from sources.serializers import (
    CitationShape,
    PlaceRef,
    PlaceWithCountry,
    citations,
    identifiers,
    names,
    public_id,
)


class ExpertRef(SQLSerializer):
    """An expert in a few words."""

    url = Address("experts")
    slug = Text()
    name = Text()

    class Meta:
        model = Expert


class OrganisationRef(SQLSerializer):
    """An organisation in a few words."""

    url = Address("organisations")
    slug = Text()
    name = Text()

    class Meta:
        model = Organisation


class OrganisationInside(OrganisationRef):
    """An organisation with its parent."""

    parent = OrganisationRef(allow_null=True)


class AppointmentCitationShape(CitationShape):
    """A citation of an appointment, with the day on which it attests the post."""

    attested_on = Partial()

    class Meta:
        model = AppointmentCitation


class AppointmentRef(SQLSerializer):
    """A post, its organisation and its dates."""

    url = Address("appointments", key="public_id")
    id = Text(source="public_id")
    post = Text()
    organisation = OrganisationInside()
    status = Choice(choices=AppointmentStatus, help_text=Appointment._meta.get_field("status").help_text)
    start = Partial()
    end = Partial(help_text="Partial date as recorded; “..”: still held when it was recorded; null: not known.")

    class Meta:
        model = Appointment


class LastDay(Bound):
    """The last day on which a post may have been held; null without a bound."""

    def expression(self, prefix):
        """SQL by the rule of experts/periods.py."""
        bounded = Least(*(F(prefix + column) for column in ("expert__died_latest", "organisation__end_latest")))
        unended = When(Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end": ".."}), then=bounded)
        never = When(~held(prefix), then=Value(None))
        last = Case(never, unended, default=F(f"{prefix}end_latest"), output_field=DateField())
        return NullIf(last, Cast(Value(LAST_DAY.isoformat()), DateField()))


class AppointmentRow(AppointmentRef, Stamped):
    """An appointment in a list."""

    expert = ExpertRef()
    start_earliest = Bound()
    end_latest = LastDay(
        help_text="The last day on which it may have been held: without an end on record, that of the holder's life "
        "or the organisation's time. Null: nothing bounds it."
    )
    note = Text()

    class Meta(AppointmentRef.Meta):
        others = True


class AppointmentWhole(AppointmentRow):
    """An appointment with its citations."""

    citations = Many(
        AppointmentCitationShape(), relation="citations", order=("source_id", "paragraph", "sentence", "id")
    )


class ExpertRow(ExpertRef, Stamped):
    """An expert in a list, with the posts on record."""

    page = Address("experts", page=True)
    timeline = Address("experts", suffix="timeline/", help_text="Posts, participations and positions by date.")
    born = Partial()
    died = Partial()
    appointments = Many(AppointmentRef(), relation="appointments", order=("-start_earliest", "id"))

    class Meta(ExpertRef.Meta):
        others = True
        left_out = ["website", "notes"]


class ExpertWhole(ExpertRow):
    """An expert with all that hangs on the record; see also the timeline."""

    id = public_id()
    website = Text()
    notes = Text(help_text="A short biography, and what else there is to say.")
    names = names()
    identifiers = identifiers()
    citations = citations()


class OrganisationRow(OrganisationRef, Stamped):
    """An organisation in a list."""

    page = Address("organisations", page=True)
    kind = Choice(choices=OrganisationKind)
    parent = OrganisationRef(allow_null=True)
    predecessor = OrganisationRef(allow_null=True)
    start = Partial(help_text="Partial date of the founding.")
    end = Partial(help_text="Partial date of the end; “..”: it still exists.")
    place = PlaceWithCountry(allow_null=True)
    website = Text()

    class Meta(OrganisationRef.Meta):
        others = True
        left_out = ["notes"]


class TerritoryShape(SQLSerializer):
    """A place that a state held, and when."""

    place = PlaceRef()
    period = Partial()

    class Meta:
        model = OrganisationTerritory


class OrganisationWhole(OrganisationRow):
    """An organisation with all that hangs on it."""

    id = public_id()
    notes = Text()
    names = names()
    identifiers = identifiers()
    territories = Many(TerritoryShape(), relation="territories")
    parts = Many(OrganisationRef(), relation="parts", order=("name_key", "id"))
    citations = citations()


# --- what parameters add to the rows of lists (``beside`` of the filter sets) -------------------------------------------

HELD = [("possible", "as far as the dates tell"), ("certain", "whatever the dates leave open")]


class AppointmentHeld(serializers.Serializer):
    """A post, with how certainly it was held on the requested day (``on``)."""

    held = serializers.ChoiceField(choices=HELD)


class MatchedOrganisation(serializers.Serializer):
    """The organisation of a matching post."""

    url = serializers.URLField()
    slug = serializers.CharField()
    name = serializers.CharField()


class MatchedPost(serializers.Serializer):
    """A post that matches the parameters."""

    url = serializers.URLField()
    id = serializers.CharField()
    post = serializers.CharField()
    organisation = MatchedOrganisation()
    start = serializers.CharField(allow_null=True, help_text="Partial date.")
    end = serializers.CharField(allow_null=True, help_text="Partial date; “..”: still held when it was recorded.")
    held = serializers.ChoiceField(
        choices=HELD, allow_null=True, help_text="How surely on the day that is asked for; null where none is."
    )


class ExpertMatched(serializers.Serializer):
    """An expert with matching posts, for the parameters ``on``, ``post``, ``post_is`` and ``organisation``."""

    matched = MatchedPost(many=True)
