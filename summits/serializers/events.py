"""Events, panels, participations and links."""

from lib.api.fields import Address, Bound, Choice, Clock, Label, Partial, Text
from lib.api.serializers import Many, SQLSerializer, Stamped
from sources.serializers import PlaceWithCountry, citations, identifiers, names, public_id
from summits.models import EventLink, LinkKind
from summits.models.kinds import INVERSE
from summits.serializers.positions import OutcomeCore, PositionCore
from summits.serializers.refs import EventRef, PanelRef, ParticipantShape
from topics.serializers import TopicRef


class LinkOut(SQLSerializer):
    """A link as its first event shows it."""

    url = Address("links", key="public_id")
    id = Text(source="public_id")
    kind = Choice(choices=LinkKind)
    label = Label(LinkKind.choices, source="kind", help_text="The kind in words, read from this event.")
    event = EventRef(source="to_event")
    note = Text()

    class Meta:
        model = EventLink
        others = True


class LinkIn(LinkOut):
    """A link as its second event shows it: with the inverse name."""

    label = Label(INVERSE, source="kind", help_text="The inverse name, read from this event.")
    event = EventRef(source="from_event")


class LinkRow(Stamped):
    """A link in a list, read from its first to its second event."""

    url = Address("links", key="public_id")
    id = Text(source="public_id")
    kind = Choice(choices=LinkKind)
    label = Label(LinkKind.choices, source="kind")
    inverse_label = Label(INVERSE, source="kind")
    from_event = EventRef()
    to_event = EventRef()
    note = Text()

    class Meta:
        model = EventLink
        others = True


class LinkWhole(LinkRow):
    """A link with its citations."""

    citations = citations()


class EventRow(EventRef, Stamped):
    """An event in a list."""

    page = Address("events", page=True)
    date_earliest = Bound()
    date_latest = Bound()
    place = PlaceWithCountry(allow_null=True)
    start_time = Clock()
    end_time = Clock()
    timezone = Text()
    summary = Text()
    topics = Many(TopicRef(), relation="event_topics", via="topic")
    participants = Many(ParticipantShape(), relation="participations", order=("order", "id"))

    class Meta(EventRef.Meta):
        others = True
        left_out = ["website"]


class PanelCore(PanelRef):
    """A panel as its event shows it."""

    date = Partial(help_text="Null: the event's.")
    summary = Text()
    participations = Many(ParticipantShape(), relation="participations", order=("order", "id"))

    class Meta(PanelRef.Meta):
        others = True


class PanelRow(PanelCore, Stamped):
    """A panel in a list."""

    event = EventRef()


class PanelWhole(PanelRow):
    """A panel with what was said there."""

    positions = Many(PositionCore(), relation="positions", order=("order", "id"))
    citations = citations()


class ParticipationRow(ParticipantShape, Stamped):
    """A participation in a list."""

    event = EventRef()
    panel = PanelRef(allow_null=True)


class ParticipationWhole(ParticipationRow):
    """A participation with its citations."""

    citations = citations()


class EventParticipation(ParticipantShape):
    """A participation as the detail of its event shows it."""

    panel = PanelRef(allow_null=True)


class EventWhole(EventRef, Stamped):
    """An event with all that hangs on it; links in both directions."""

    id = public_id()
    page = Address("events", page=True)
    related = Address("events", suffix="related/", help_text="Other events tied to it, with the reasons.")
    date_earliest = Bound()
    date_latest = Bound()
    start_time = Clock()
    end_time = Clock()
    timezone = Text()
    place = PlaceWithCountry(allow_null=True)
    summary = Text()
    website = Text()
    names = names()
    identifiers = identifiers()
    topics = Many(TopicRef(), relation="event_topics", via="topic")
    panels = Many(PanelCore(), relation="panels", order=("number", "id"))
    participations = Many(EventParticipation(), relation="participations", order=("order", "id"))
    positions = Many(PositionCore(), relation="positions", order=("order", "id"))
    outcomes = Many(OutcomeCore(), relation="outcomes")
    links = Many(LinkOut(), relation="links_out")
    linked_from = Many(LinkIn(), relation="links_in")
    citations = citations()

    class Meta(EventRef.Meta):
        others = True
