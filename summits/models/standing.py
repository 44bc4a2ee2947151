"""Whether something took place, from an event's status and a participant's attendance.

Pages, drawings, lists and formats take the words and the STATUS of iCalendar from here. The words are empty if the
event was held and the participant attended, which readers take for granted.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from summits.models.kinds import Attendance, EventStatus

# The values of STATUS in RFC 5545, the weakest first; the weaker of two applies to both together.
CALENDAR = ("CANCELLED", "TENTATIVE", "CONFIRMED")
EVENTS = {
    EventStatus.HELD: ("", "CONFIRMED"),
    EventStatus.PLANNED: (gettext_noop("planned"), "TENTATIVE"),
    EventStatus.CANCELLED: (gettext_noop("cancelled"), "CANCELLED"),
    EventStatus.POSTPONED: (gettext_noop("postponed, not held yet"), "TENTATIVE"),
    EventStatus.UNKNOWN: (gettext_noop("not known whether it was held"), "TENTATIVE"),
}
PARTICIPANTS = {
    Attendance.ATTENDED: ("", "CONFIRMED"),
    Attendance.PLANNED: (gettext_noop("announced, attendance not known"), "TENTATIVE"),
    Attendance.UNABLE: (gettext_noop("unable to attend"), "CANCELLED"),
}


@dataclass(frozen=True)
class Standing:
    """The standing of an event, or of somebody at an event: in words, and as STATUS of iCalendar."""

    words: str
    calendar: str


def standing(status, attendance=Attendance.ATTENDED):
    """The Standing of an event with this status, for a participant with this attendance. KeyError for unknown values."""
    (event, state), (person, presence) = EVENTS[status], PARTICIPANTS[attendance]
    return Standing("; ".join(filter(None, [event, person])), min(state, presence, key=CALENDAR.index))


# Nobody took part in events with these statuses.
ABSENT = [member.value for member, (_, state) in PARTICIPANTS.items() if state == "CANCELLED"]
CALLED_OFF = [member.value for member, (_, state) in EVENTS.items() if state == "CANCELLED"]


def of_row(row):
    """The words for a row of the API with an event and perhaps an attendance; "" without an event."""
    event = row.get("event")
    return standing(event["status"], row.get("attendance") or Attendance.ATTENDED).words if event else ""


def of_event(row):
    """The words for an event in the form of the API."""
    return standing(row["status"]).words


def of_link(row):
    """The words for a link: each of its events that was not held, by name."""
    events = (row["from_event"], row["to_event"])
    return "; ".join(f"{event['name']}: {of_event(event)}" for event in events if of_event(event))


def present_sql(attendance):
    """SQL condition: a participant with this attendance may have been there, unless the event was called off."""
    return f"{attendance} NOT IN ({_quoted(ABSENT)})"


def not_called_off_sql(status):
    """SQL condition: the event with this status was not called off."""
    return f"{status} NOT IN ({_quoted(CALLED_OFF)})"


def _quoted(values):
    return ", ".join(f"'{value}'" for value in values)


def words_sql(status, attendance=None):
    """SQL for the words: ``status`` and ``attendance`` are SQL of the two columns."""
    if attendance is None:
        found = {member.value: standing(member).words for member in EventStatus}
        key = status
    else:
        pairs = ((one, other) for one in EventStatus for other in Attendance)
        found = {f"{one.value} {other.value}": standing(one, other).words for one, other in pairs}
        key = f"{status} || ' ' || {attendance}"
    cases = " ".join(f"WHEN '{value}' THEN '{words}'" for value, words in found.items())
    return f"CASE {key} {cases} END"
