"""What is shown of a record beside its own row: prefetches within what the reader may see."""

from django.db.models import Prefetch

from experts.models import Appointment
from lib.visibility import Audience, audience_of
from sources.models import WITH_PLACE
from summits.models import (
    Event,
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

# The most that a page lists of one kind of thing; a link leads to the whole list.
SHOWN = 50


def seen(rows, user, *paths):
    """The rows whose records at ``paths`` (names of foreign keys, ``a__b``) ``user`` may see."""
    if audience_of(user) is Audience.EDITORS:
        return rows
    for path in paths:
        model = rows.model
        for name in path.split("__"):
            model = model._meta.get_field(name).related_model
        rows = rows.filter(model._default_manager.all().public(f"{path}__"))
    return rows


def citations_of(model, user):
    """A prefetch of the citations of ``model`` that ``user`` may see; each source is read once."""
    rows = model._meta.get_field("citations").related_model.objects.all()
    return Prefetch("citations", seen(rows, user, "source").prefetch_related("source"))


def posts_shown(user):
    """Appointments that ``user`` may see, with expert, organisation and citations."""
    return (
        Appointment.objects.visible_to(user)
        .select_related("expert", "organisation__parent")
        .prefetch_related(citations_of(Appointment, user))
    )


def positions_shown(user, rows=None):
    """Positions with holders, endorsers, stances, citations and their place; constant statements."""
    rows = Position.objects.visible_to(user) if rows is None else rows
    return rows.select_related("event", "panel", "in_reply_to__event", "in_reply_to__panel").prefetch_related(
        Prefetch("holders", PositionHolder.objects.visible_to(user).select_related("expert", "organisation")),
        Prefetch("endorsers", PositionEndorser.objects.visible_to(user).select_related("expert", "organisation")),
        Prefetch("position_topics", seen(PositionTopic.objects.select_related("topic"), user, "topic")),
        Prefetch("position_events", seen(PositionEvent.objects.select_related("event"), user, "event")),
        citations_of(Position, user),
    )


def participations_shown(user, rows=None):
    """Participations with the posts that their billings resolve to, and their citations."""
    rows = Participation.objects.visible_to(user) if rows is None else rows
    posts = ParticipationAppointment.objects.filter(appointment__in=Appointment.objects.visible_to(user))
    return rows.select_related("expert", "organisation", "on_behalf_of", "panel", "event").prefetch_related(
        Prefetch("resolved", posts.select_related("appointment__organisation", "appointment__expert")),
        citations_of(Participation, user),
    )


def outcomes_shown(user, rows=None):
    """Outcomes with parties, later events and citations."""
    rows = Outcome.objects.visible_to(user) if rows is None else rows
    later = seen(OutcomeEvent.objects.select_related("event"), user, "event").order_by("event__date_earliest", "id")
    return rows.select_related("event").prefetch_related(
        Prefetch("parties", OutcomeParty.objects.visible_to(user).select_related("expert", "organisation")),
        Prefetch("later_events", later),
        citations_of(Outcome, user),
    )


def event_shown(user):
    """Events with names, identifiers, topics and citations."""
    return Event.objects.select_related(*WITH_PLACE).prefetch_related(
        "names",
        "identifiers",
        Prefetch("event_topics", seen(EventTopic.objects.select_related("topic"), user, "topic")),
        citations_of(Event, user),
    )


def panels_shown(user):
    """Panels with their citations."""
    return Panel.objects.visible_to(user).prefetch_related(citations_of(Panel, user))
