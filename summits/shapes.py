"""Events and positions in other formats: schema.org, networks."""

import datetime

from experts.models import AppointmentStatus
from experts.serializers import ExpertRow
from lib import calendars
from lib.api.formats import jsonld
from lib.api.formats.base import Shape, page_of
from lib.api.formats.network import Edge, node
from lib.api.serializers import Many
from lib.partialdates import parse
from sources.serializers import identifiers, names
from sources.shapes import place_node
from summits.models import Attribution, Basis, EventStatus, Role
from summits.models.kinds import Attendance
from summits.serializers.events import EventRow
from summits.serializers.positions import PositionRow
from summits.serializers.refs import EventRef, ParticipantShape

# A status that is not listed is left out.
STATUSES = {
    EventStatus.HELD: "EventScheduled",
    EventStatus.PLANNED: "EventScheduled",
    EventStatus.CANCELLED: "EventCancelled",
    EventStatus.POSTPONED: "EventPostponed",
}
ORGANISERS = {Role.HOST, Role.ORGANISER}
SPEAKERS = {Role.SPEAKER, Role.PANELLIST, Role.DISCUSSANT, Role.MODERATOR, Role.CHAIR}
ATTRIBUTED = {
    Attribution.VERBATIM: "word for word",
    Attribution.PARAPHRASE: "as the source renders it",
    Attribution.COLLECTIVE: "given by the source to several together",
}


class EventShape(EventRow):
    """An event with names and identifiers."""

    names = names()
    identifiers = identifiers()

    class Meta(EventRow.Meta):
        others = True


class ParticipationWithEvent(ParticipantShape):
    """A participation with its event."""

    event = EventRef()


class ExpertAt(ExpertRow):
    """An expert with the events at which they took part."""

    participations = Many(ParticipationWithEvent(), relation="participations", order=("event__date_earliest", "id"))

    class Meta(ExpertRow.Meta):
        others = True


# -- schema.org -------------------------------------------------------------------------------


def _actor(row):
    expert = row["expert"]
    return jsonld.node("Person", expert) if expert else jsonld.node("Organization", row["organisation"])


def was_there(row, status):
    """Whether somebody took part in an event of this status; nobody took part in a cancelled one."""
    if row["attendance"] == Attendance.UNABLE or status == EventStatus.CANCELLED:
        return False
    return status != EventStatus.HELD or row["attendance"] != Attendance.PLANNED


def _times(record):
    """The start and end of an event, to the minute if it has a time, else as precise as its date."""
    start, end = jsonld.period(record["date"])
    date = parse(record["date"])
    if date and record["start_time"]:
        times = calendars.moments(date, *_clocks(record), record["timezone"])
        if times:
            start, end = (moment and moment.isoformat() for moment in times)
    return start, end


def _clocks(record):
    return [value and datetime.time.fromisoformat(value) for value in (record["start_time"], record["end_time"])]


def _places(rows):
    """Places, each once, in their order."""
    return [place_node(one) for one in {one["slug"]: one for one in rows}.values()]


def event(record, base):
    """An event as an Event of schema.org.

    The rows of event pages use another key for participants, and have the places of a journey's stops.
    """
    start, end = _times(record)
    rows = record.get("participants", record.get("participations"))
    there = [row for row in rows if was_there(row, record["status"])]
    status = STATUSES.get(record["status"])
    return jsonld.node(
        "Event",
        record,
        description=record["summary"],
        keywords=record["kind"].replace("_", " "),
        startDate=start,
        endDate=end,
        eventStatus=status and f"https://schema.org/{status}",
        location=place_node(record["place"]) if record["place"] else _places(record.get("stops", ())),
        organizer=[_actor(row) for row in rows if row["role"] in ORGANISERS],
        performer=[_actor(row) for row in there if row["role"] in SPEAKERS],
        attendee=[_actor(row) for row in there if row["role"] not in ORGANISERS | SPEAKERS],
        about=[jsonld.node("DefinedTerm", topic) for topic in record["topics"]],
        **jsonld.named(record),
    )


def claim(record, base):
    """A position as a Claim of schema.org, with the certainty of its attribution."""
    how = ATTRIBUTED.get(record["attribution"], "")
    if record["basis"] == Basis.INFERRED:
        how = f"{how}; whose it is we infer"
    holders = record["holders"] if how and record["attribution"] != Attribution.UNATTRIBUTED else ()
    about = [(row["topic"], "DefinedTerm", row["stance"]) for row in record["topics"]]
    about += [(row["event"], "Event", row["stance"]) for row in record["about"]]
    return jsonld.node(
        "Claim",
        record,
        name="summary",
        text=record["quotation"],
        author=[jsonld.role("author", _actor(row), how) for row in holders],
        dateCreated=jsonld.dated(record["date"]),
        recordedAt=record.get("event") and jsonld.node("Event", record["event"]),
        about=[jsonld.role("about", jsonld.node(kind, one), stance) for one, kind, stance in about],
        appearance=[
            jsonld.without_empty(
                {
                    "@type": "CreativeWork",
                    "@id": page_of(row["source"]["url"]),
                    "name": row["source"]["title"],
                    "pagination": row["locator"] or (row["paragraph"] and f"paragraph {row['paragraph']}"),
                }
            )
            for row in record["citations"]
        ],
    )


# -- networks ---------------------------------------------------------------------------------


def _part(row, event):
    """A participant of an event, and on whose behalf: nodes and edges."""
    of, record = ("person", row["expert"]) if row["expert"] else ("organisation", row["organisation"])
    who, at = node(of, record), node("event", event)
    yield who
    yield Edge(row["id"], who.id, at.id, row["role"], row["billing"], at.date)
    if row["on_behalf_of"]:
        sender = node("organisation", row["on_behalf_of"])
        yield sender
        yield Edge(f"{row['id']}-for", sender.id, at.id, "represented", record["name"], at.date)
    if row["expert"]:
        for post in row["appointments"]:
            yield from _post(post, who)


def _post(post, who):
    """A post that somebody held: its organisation and the edge to it."""
    if post["status"] == AppointmentStatus.SERVED:
        organisation = node("organisation", post["organisation"])
        yield organisation
        when = "/".join(side or "" for side in (post["start"], post["end"])) if post["start"] or post["end"] else ""
        yield Edge(post["id"], who.id, organisation.id, "post", post["post"], when)


def event_network(record, base):
    """An event with its participants."""
    yield node("event", record)
    for row in record.get("participants") or ():
        if was_there(row, record["status"]):
            yield from _part(row, record)


def expert_network(record, base):
    """A person with their posts and the events in which they took part."""
    who = node("person", record)
    yield who
    for post in record["appointments"]:
        yield from _post(post, who)
    for row in record["participations"]:
        if was_there(row, row["event"]["status"]):
            yield node("event", row["event"])
            yield from _part(row, row["event"])


EVENT_LINKED = Shape(EventShape, event)
POSITION_LINKED = Shape(PositionRow, claim)
EVENT_NETWORK = Shape(EventRow, event_network)
EXPERT_NETWORK = Shape(ExpertAt, expert_network)
