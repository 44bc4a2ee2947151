"""A relation as the API shows it."""

from django.db.models import Q, TextField, Value
from django.db.models.expressions import Func
from django.db.models.fields.json import JSONField
from rest_framework import serializers

from experts.serializers import ExpertRef, OrganisationRef
from lib.api.fields import Address, Bound, Text
from lib.api.serializers import Given, Many, Stamped
from lib.api.sql import among
from sources.serializers import PlaceWithCountry, citations
from summits.models import Event, EventKind
from summits.models.kinds import TieReason
from summits.serializers.positions import OutcomeCore
from summits.serializers.refs import EventRef, ParticipantShape
from topics.serializers import TopicRef

# Placeholders in the compiled statement for the values of a relation.
FIRST, SECOND, OUTCOMES, REASONS = "\x02first", "\x02second", "\x02outcomes", "\x02reasons"


class ReasonShape(serializers.Serializer):
    """Why an event belongs to the relation."""

    reason = serializers.ChoiceField(choices=TieReason.choices)
    words = serializers.CharField(help_text="The reason in words, with the states of that day.")
    first = serializers.CharField(help_text="The slug of the state of that day on the first side.")
    second = serializers.CharField(help_text="The slug of the state of that day on the second side.")
    visitor = serializers.CharField(allow_null=True, help_text="The slug of the state that came to the other.")
    shown_by = serializers.ListField(
        child=serializers.ChoiceField(choices=[(key, key) for key in ("first", "second", "outcomes", "citations")]),
        help_text="The keys of this record under which what shows it stands, with its sources.",
    )


class Reasons(serializers.ListField):
    """The reasons of an event, from the parameters of the statement."""

    child = ReasonShape()

    def expression(self, prefix):
        """SQL for the reasons of the row."""
        return Func(
            Value(REASONS, output_field=TextField()),
            f"{prefix}pk",
            template="(%(expressions)s::text)",
            arg_joiner=" -> ",
            output_field=JSONField(),
        )


class SideParticipant(ParticipantShape):
    """Somebody who took part for a state, with sources."""

    citations = citations()


class RelationRow(EventRef, Stamped):
    """An event in a relation: its reasons, who took part for either state, and what they agreed."""

    # The parameters of the statement besides ids, by placeholder.
    holes = {
        FIRST: "%(first)s::bigint[]",
        SECOND: "%(second)s::bigint[]",
        OUTCOMES: "%(outcomes)s::bigint[]",
        REASONS: "%(reasons)s::jsonb",
    }

    page = Address("events", page=True)
    date_earliest = Bound()
    date_latest = Bound()
    reasons = Reasons()
    place = PlaceWithCountry(allow_null=True)
    first = Many(
        SideParticipant(),
        relation="participations",
        order=("order", "id"),
        where=Q(among("pk", FIRST)),
        help_text="Who took part for the first state.",
    )
    second = Many(
        SideParticipant(),
        relation="participations",
        order=("order", "id"),
        where=Q(among("pk", SECOND)),
        help_text="Who took part for the second state.",
    )
    outcomes = Many(
        OutcomeCore(),
        relation="outcomes",
        where=Q(among("pk", OUTCOMES)),
        help_text="Outcomes of which both are parties.",
    )
    topics = Many(TopicRef(), relation="event_topics", via="topic")
    summary = Text()
    citations = citations()

    class Meta:
        model = Event


def row_of(relation):
    """The serializer of a relation's rows, with its values."""
    return Given(RelationRow, relation.values)


# -- the whole ------------------------------------------------------------------------------------


class SideShape(serializers.Serializer):
    """A side of a relation."""

    state = OrganisationRef()
    predecessors = OrganisationRef(many=True, help_text="The states that it goes on from, nearest first.")


class YearShape(serializers.Serializer):
    """What happened in a year."""

    year = serializers.IntegerField(allow_null=True, help_text="Of the first possible day. Null: date unknown.")
    events = serializers.IntegerField(help_text="How many events may have begun in it.")
    certain = serializers.IntegerField(help_text="How many of them certainly did.")
    meeting = serializers.IntegerField(help_text="How many of them both took part in.")
    visit = serializers.IntegerField(help_text="How many of them are visits of one to the other.")
    outcome = serializers.IntegerField(help_text="How many of them have an outcome of which both are parties.")


class KindShape(serializers.Serializer):
    """A kind of event and how many there are."""

    kind = serializers.ChoiceField(choices=EventKind.choices)
    events = serializers.IntegerField()


class PersonShape(serializers.Serializer):
    """Somebody who took part for a side."""

    expert = ExpertRef(allow_null=True)
    name = serializers.CharField(help_text="The name, or what a source prints where nobody is on record for it.")
    state = OrganisationRef()
    posts = serializers.ListField(child=serializers.CharField(), help_text="The posts held or billed on these days.")
    events = serializers.IntegerField(help_text="How many of the events.")
    first_day = serializers.DateField(allow_null=True, help_text="The first possible day.")
    last_day = serializers.DateField(allow_null=True, help_text="The last possible day.")


class SummaryShape(serializers.Serializer):
    """The relation as a whole, for the events that match the parameters."""

    first = SideShape()
    second = SideShape()
    years = YearShape(many=True)
    kinds = KindShape(many=True)
    reasons = serializers.DictField(child=serializers.IntegerField(), help_text="How many events for which reason.")
    outcomes = serializers.IntegerField(help_text="How many outcomes of which both are parties.")
    first_people = PersonShape(many=True)
    second_people = PersonShape(many=True)


class RelationAnswer(serializers.Serializer):
    """A page of a relation."""

    count = serializers.IntegerField(help_text="How many events.")
    count_exact = serializers.BooleanField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    relation = SummaryShape()
    results = RelationRow(many=True)


class PairShape(serializers.Serializer):
    """Two states and how many events tie them."""

    url = serializers.URLField(help_text="The relation in this API.")
    first = OrganisationRef()
    second = OrganisationRef()
    events = serializers.IntegerField()


class PairsAnswer(serializers.Serializer):
    """The pairs of states with the most events, most first."""

    results = PairShape(many=True)
