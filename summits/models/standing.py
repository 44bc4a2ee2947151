"""Whether something took place: one mapping of an event's status and a participant's attendance.

Pages, drawing, lists and every format take the words and the STATUS of iCalendar from here. The words are
empty where an event was held and the participant was there: that is what a reader takes for granted.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from summits.models.kinds import Attendance, EventStatus

# The values of STATUS in RFC 5545, the weakest first: of two, the weaker one holds for both together.
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
    """What is to be said of an event, or of somebody at an event: in words, and as STATUS of iCalendar."""

    words: str
    calendar: str


def standing(status, attendance=Attendance.ATTENDED):
    """The Standing of an event with this status, for somebody with this attendance. KeyError for what is no member."""
    (event, state), (person, presence) = EVENTS[status], PARTICIPANTS[attendance]
    return Standing("; ".join(filter(None, [event, person])), min(state, presence, key=CALENDAR.index))


# The members under which nobody took part.
ABSENT = [member.value for member, (_, state) in PARTICIPANTS.items() if state == "CANCELLED"]
CALLED_OFF = [member.value for member, (_, state) in EVENTS.items() if state == "CANCELLED"]


def of_row(row):
    """The words for a row of the API that has the event it is of, and perhaps an attendance; "" without an event."""
    event = row.get("event")
    return standing(event["status"], row.get("attendance") or Attendance.ATTENDED).words if event else ""


def of_event(row):
    """The words for an event as the API shows it."""
    return standing(row["status"]).words


def of_link(row):
    """The words for a link: of either event that was not held, with its name."""
    events = (row["from_event"], row["to_event"])
    return "; ".join(f"{event['name']}: {of_event(event)}" for event in events if of_event(event))


def present_sql(attendance):
    """SQL condition: somebody with this attendance may have been there, if the event was not called off."""
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
