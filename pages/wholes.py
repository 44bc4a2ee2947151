"""Organisations, places, topics and positions with all that their pages show, each in one statement."""

from django.db.models import Exists, OuterRef, Q

from experts.models import Appointment, AppointmentCitation, Expert, Organisation
from experts.models.appointments import held
from experts.serializers import (
    AppointmentCitationShape,
    AppointmentRef,
    ExpertRef,
    ExpertWhole,
    OrganisationRef,
    OrganisationWhole,
    TerritoryShape,
)
from lib.api.fields import Choice, Label, Partial, Text
from lib.api.serializers import Many, OfTree, SQLSerializer
from lib.trees import above_sql, descendants_sql
from pages.loading import SHOWN
from pages.serializers import OutcomeThere
from sources.models import Place
from sources.serializers import PlaceRef, PlaceWhole
from summits.models import Event, EventLink, LinkKind, Panel, Participation, PositionEvent, Role
from summits.models.kinds import Attendance
from summits.models.participations import not_there
from summits.serializers.positions import OutcomeCore, PositionCore, PositionRow, PositionWhole
from summits.serializers.refs import EventRef, EventStance
from topics.models import Topic
from topics.serializers import TopicRef, TopicWhole

# The newest first, as lists have them; ties by number, so that the order is the same each time.
NEWEST = ("-effective_date_earliest", "-id")
# The newest participations in panels that are read for the company of an expert.
PANELS = 200
# Links whose first event comes after the second one.
LATER = (LinkKind.FOLLOWS, LinkKind.REACTS_TO)


class StatementElsewhere(PositionRow):
    """A position on another page than that of its event."""

    publication = Text()

    class Meta(PositionCore.Meta):
        others = True


# --- organisations ------------------------------------------------------------------------------


class OrganisationMarked(OrganisationRef):
    """An organisation in a list of a page, with a mark where it is a draft."""

    publication = Text()
    kind_words = Label(Organisation._meta.get_field("kind").choices, source="kind")


class HolderOfPost(ExpertRef):
    """Who holds a post, with what bounds it."""

    died = Partial()

    class Meta:
        model = Expert


class PostAtOrganisation(AppointmentRef):
    """A post on the page of its organisation."""

    expert = HolderOfPost()
    standing = Label(Appointment._meta.get_field("status").choices, source="status")
    publication = Text()
    citations = Many(
        AppointmentCitationShape(), relation="citations", order=("source_id", "paragraph", "sentence", "id")
    )

    class Meta(AppointmentRef.Meta):
        others = True


class PartThere(SQLSerializer):
    """A participation on the page of its organisation."""

    id = Text(source="public_id")
    event = EventRef()
    role = Label(Role.choices)
    attendance = Choice(choices=Attendance)
    publication = Text()

    class Meta:
        model = Participation


class OutcomeOfEvent(OutcomeThere):
    """An outcome on another page than that of its event."""

    event = EventRef()

    class Meta(OutcomeCore.Meta):
        others = True


def _posts(condition, *order):
    return Many(
        PostAtOrganisation(),
        relation="appointments",
        where=condition,
        order=(*order, "expert__name_key", "id"),
        most=SHOWN,
    )


def _parts(condition):
    order = ("-event__date_earliest", "-id")
    return Many(PartThere(), relation="participations", where=condition, order=order, most=SHOWN)


class OrganisationPage(OrganisationWhole):
    """An organisation with all that its page shows."""

    publication = Text()
    above = OfTree(Organisation, above_sql("parent"))
    descendants = OfTree(Organisation, descendants_sql)
    successors = Many(OrganisationMarked(), relation="successors", order=("start_earliest", "id"))
    parts = Many(OrganisationMarked(), relation="parts", order=("name_key", "id"), most=SHOWN)
    territories = Many(TerritoryShape(), relation="territories", order=("period_earliest", "id"))
    posts = _posts(held(), "-start_earliest")
    not_held = _posts(~held(), "-appointed_earliest")
    taking_part = _parts(~not_there())
    not_taking_part = _parts(not_there())
    outcomes = Many(
        OutcomeOfEvent(),
        relation="outcomepartys",
        via="outcome",
        order=[f"{way[0]}outcome__{way[1:]}" for way in NEWEST],
        most=SHOWN,
    )
    positions = Many(
        StatementElsewhere(),
        relation="positionholders",
        via="position",
        order=[f"{way[0]}position__{way[1:]}" for way in NEWEST],
        most=SHOWN,
    )

    class Meta(OrganisationRef.Meta):
        others = True


# --- experts ------------------------------------------------------------------------------------


class OnPanel(SQLSerializer):
    """Somebody on a panel."""

    expert = ExpertRef(allow_null=True)

    class Meta:
        model = Participation


class PanelTogether(SQLSerializer):
    """A panel with all who were on it."""

    participations = Many(OnPanel(), relation="participations", order=("expert__name_key", "id"))

    class Meta:
        model = Panel


class PartOfPanel(SQLSerializer):
    """A participation in a panel, with those who were there as well."""

    event = EventRef()
    panel = PanelTogether()

    class Meta:
        model = Participation


STATES_VALUES = Exists(AppointmentCitation.objects.exclude(value="").filter(record=OuterRef("pk")))


class ExpertPage(ExpertWhole):
    """An expert with what the page shows beside the timeline: posts are those whose sources state values, which are few."""

    publication = Text()
    appointments = Many(
        PostAtOrganisation(),
        relation="appointments",
        where=Q(STATES_VALUES),
        order=("start_earliest", "id"),
        most=SHOWN,
    )
    panels = Many(
        PartOfPanel(),
        relation="participations",
        where=Q(panel__isnull=False),
        order=("-event__date_earliest", "-event_id", "id"),
        most=PANELS,
    )

    class Meta(ExpertRef.Meta):
        others = True


# --- places -------------------------------------------------------------------------------------


class PlaceMarked(PlaceRef):
    """A place in a list of a page, with a mark where it is a draft."""

    publication = Text()
    kind_words = Label(Place._meta.get_field("kind").choices, source="kind")


class PlacePage(PlaceWhole):
    """A place with all that its page shows, but for events."""

    publication = Text()
    above = OfTree(Place, above_sql("parent"))
    descendants = OfTree(Place, descendants_sql)
    parts = Many(PlaceMarked(), relation="parts", order=("name_key", "id"), most=SHOWN)
    organisations = Many(OrganisationMarked(), relation="organisations", order=("name_key", "id"), most=SHOWN)

    class Meta(PlaceRef.Meta):
        others = True


# --- topics -------------------------------------------------------------------------------------


class TopicMarked(TopicRef):
    """A topic in a list of a page, with a mark where it is a draft."""

    publication = Text()


class TopicPage(TopicWhole):
    """A topic with all that its page shows, but for what was said on it and the events about it."""

    publication = Text()
    above = OfTree(Topic, above_sql("broader"))
    descendants = OfTree(Topic, descendants_sql)
    narrower = Many(TopicMarked(), relation="narrower", order=("name_key", "id"))

    class Meta(TopicRef.Meta):
        others = True


# --- positions ----------------------------------------------------------------------------------


class ComesLater(SQLSerializer):
    """An event that follows or reacts to another one."""

    event = EventRef(source="from_event")
    label = Label(LinkKind.choices, source="kind")

    class Meta:
        model = EventLink


class SpokenOf(EventRef):
    """An event that a position is about, with what came of it."""

    outcomes = Many(OutcomeOfEvent(), relation="outcomes", most=SHOWN)
    later = Many(
        ComesLater(),
        relation="links_in",
        where=Q(kind__in=LATER),
        order=("from_event__date_earliest", "id"),
        most=SHOWN,
    )

    class Meta:
        model = Event


class StanceTo(EventStance):
    """What a position says to an event, with what came of that."""

    event = SpokenOf()

    class Meta:
        model = PositionEvent


class PositionPage(PositionWhole):
    """A position with all that its page shows."""

    publication = Text()
    about = Many(StanceTo(), relation="position_events")
    replies = Many(StatementElsewhere(), relation="replies", order=("order", "id"), most=SHOWN)

    class Meta(PositionCore.Meta):
        others = True
