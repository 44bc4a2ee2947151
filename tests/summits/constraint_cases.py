"""A record that breaks each constraint of events and what hangs on them."""

from datetime import time

from summits import models as s
from summits.models.events import PAST_MIDNIGHT, TIMES_NEED_DAYS
from tests import factories as make
from tests.lib.constraint_cases import (
    BLANK,
    Case,
    actor_cases,
    changed,
    citation_cases,
    identifier_cases,
    member_cases,
    name_cases,
    twice,
)


def parallel_the_other_way():
    """A link that says again what another says from the other side."""
    one = make.link(kind="parallel_to")
    return s.EventLink(from_event=one.to_event, to_event=one.from_event, kind="parallel_to")


def linked_to_itself():
    """A link from an event to the same event."""
    event = make.event()
    return s.EventLink(from_event=event, to_event=event, kind="follows")


def resolved_twice():
    """A billing that resolves to the same post a second time."""
    post = make.appointment()
    there = make.participation(expert=post.expert, appointments=[post])
    return s.ParticipationAppointment(participation=there, appointment=post)


def reply_to_itself():
    """A position that replies to itself."""
    position = make.position()
    return changed(position, in_reply_to=position)


def position_on_topic():
    """A position's stance on a topic, not yet written."""
    return s.PositionTopic(position=make.position(), topic=make.topic())


def position_on_event():
    """A position's stance on an event, not yet written."""
    return s.PositionEvent(position=make.position(), event=make.event())


def outcome_and_event():
    """What a later event does to an outcome, not yet written."""
    return s.OutcomeEvent(outcome=make.outcome(), event=make.event())


CASES = {
    "event_name": Case(lambda: s.Event(slug="e", kind="summit", name=""), "name", BLANK),
    "event_start_time_has_day": Case(
        lambda: changed(make.event(date="2021/2022"), start_time=time(10), timezone="Europe/Oslo"),
        "start_time",
        f"A time needs a date that is known to the day. {TIMES_NEED_DAYS}",
    ),
    "event_end_time_has_day": Case(
        lambda: changed(
            make.event(date="2021-06-16/2021-07"), start_time=time(10), end_time=time(11), timezone="Europe/Oslo"
        ),
        "end_time",
        f"An end time needs the day on which it ended. {TIMES_NEED_DAYS}",
    ),
    "event_ends_after_its_start": Case(
        lambda: changed(
            make.event(date="2021-06-16/2021-06-16"), start_time=time(22), end_time=time(1), timezone="Europe/Oslo"
        ),
        "end_time",
        f"It ends (01:00) before it starts (22:00). {PAST_MIDNIGHT}",
    ),
    "event_time_has_zone": Case(lambda: changed(make.event(date="2021-06-16"), start_time="15:00")),
    "event_end_time_has_start": Case(
        lambda: changed(make.event(date="2021-06-16"), end_time="15:00", timezone="Europe/Moscow")
    ),
    "event_date_not_open": Case(lambda: changed(make.event(), date="..")),
    "eventtopic_once": twice(s.EventTopic, event=make.event, topic=make.topic),
    "panel_title": Case(lambda: changed(make.panel(), title=""), "title", BLANK),
    "panel_number_once": Case(lambda: s.Panel(event=make.panel(number=1).event, number=1, title="Again")),
    "panel_end_time_has_start": Case(lambda: changed(make.panel(), end_time="15:00")),
    "participationappointment_once": Case(resolved_twice),
    "position_summary": Case(lambda: changed(make.position(), summary=""), "summary", BLANK),
    "position_verbatim_quotes": Case(lambda: changed(make.position(), attribution="verbatim")),
    "position_panel_has_event": Case(lambda: s.Position(summary="x", panel=make.panel())),
    "position_date_not_open": Case(lambda: changed(make.position(), date="..")),
    "position_no_reply_to_itself": Case(reply_to_itself),
    "positiontopic_once": twice(s.PositionTopic, position=make.position, topic=make.topic),
    "positionevent_once": twice(s.PositionEvent, position=make.position, event=make.event),
    "outcome_title": Case(lambda: changed(make.outcome(), title=""), "title", BLANK),
    "outcome_date_not_open": Case(lambda: changed(make.outcome(), date="..")),
    "outcomeevent_once": twice(s.OutcomeEvent, outcome=make.outcome, event=make.event, relation="confirms"),
    "eventlink_not_itself": Case(linked_to_itself),
    "eventlink_once": twice(s.EventLink, from_event=make.event, to_event=make.event, kind="follows"),
    "eventlink_parallel_once": Case(parallel_the_other_way),
    **actor_cases(s.Participation, lambda: {"event": make.event()}),
    **actor_cases(s.PositionHolder, lambda: {"position": make.position()}),
    **actor_cases(s.PositionEndorser, lambda: {"position": make.position()}),
    **actor_cases(s.OutcomeParty, lambda: {"outcome": make.outcome()}),
    **member_cases(make.event, s.Event, "kind", "status", "publication"),
    **member_cases(make.panel, s.Panel, "publication"),
    **member_cases(make.participation, s.Participation, "role", "attendance", "publication"),
    **member_cases(make.position, s.Position, "kind", "attribution", "basis", "publication"),
    **member_cases(position_on_topic, s.PositionTopic, "stance"),
    **member_cases(position_on_event, s.PositionEvent, "stance"),
    **member_cases(make.outcome, s.Outcome, "kind", "status", "publication"),
    **member_cases(outcome_and_event, s.OutcomeEvent, "relation"),
    **member_cases(make.link, s.EventLink, "kind", "publication"),
    **name_cases(s.EventName, make.event),
    **citation_cases(s.EventCitation, make.event),
    **identifier_cases(s.EventIdentifier, make.event),
    **citation_cases(s.PanelCitation, make.panel),
    **citation_cases(s.ParticipationCitation, make.participation),
    **citation_cases(s.PositionCitation, make.position),
    **citation_cases(s.OutcomeCitation, make.outcome),
    **citation_cases(s.LinkCitation, make.link),
}
