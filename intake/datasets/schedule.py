"""Conference programmes of frab and pretalx, schedule.json or schedule.xml: an event with its panels and speakers.

Both forms are first read into the same objects. The conference is a row, and so is each talk.
"""

import contextlib
import datetime
import zoneinfo

from intake.datasets import documents, markup
from intake.datasets.documents import objects, text, without_markup
from intake.datasets.rows import Importer, Proposed, Tie
from intake.errors import Unreadable
from lib.digits import plain

# The key of a talk for the reason why it cannot be imported.
FAULT = "parley:fault"
NO_ZONE = "The programme names no time zone that is known, so the times of its talks are not taken in."


def recognises(path):
    """Whether a file is such a programme."""
    try:
        return path.is_file() and path.suffix.lower() in (".json", ".xml") and bool(_read(path))
    except Unreadable:
        return False


def _read(path):
    """(conference, talks) in a file, as objects of the JSON form. Raises Unreadable."""
    if path.suffix.lower() == ".xml":
        root = markup.read(path, path.name)
        if root.tag != "schedule" or not root.all("conference"):
            raise Unreadable(f"{path.name} begins with <{root.tag}> or has no <conference>; <schedule> was expected.")
        return _of_xml(root)
    schedule = documents.read(path, path.name).get("schedule")
    conference = schedule.get("conference") if isinstance(schedule, dict) else None
    if not isinstance(conference, dict):
        raise Unreadable(f"{path.name} has no “schedule” with a “conference”.")
    talks = []
    for day in objects(conference.get("days")):
        rooms = day.get("rooms")
        for room, held in rooms.items() if isinstance(rooms, dict) else ():
            talks += [{"room": room, "day": day.get("date"), "line": 0, **talk} for talk in objects(held)]
    return {"url": schedule.get("base_url"), **conference}, talks


def _of_xml(root):
    head = root.all("conference")[0]
    conference = {child.tag: child.text for child in head.children}
    conference.setdefault("url", conference.get("base_url"))
    talks = []
    for day in root.all("day"):
        for room in day.all("room"):
            for node in room.all("event"):
                talk = {child.tag: child.text for child in node.children if child.tag != "persons"}
                persons = [
                    {"id": one.attributes.get("id"), "public_name": one.text} for one in node.all("persons", "person")
                ]
                talks.append(
                    {
                        "room": room.attributes.get("name"), "day": day.attributes.get("date"), **talk, "line": node.line,
                        "id": node.attributes.get("id"), "guid": node.attributes.get("guid"), "persons": persons,
                    }
                )  # fmt: skip
    return conference, talks


def propose(path, watch):
    """The rows of a programme and the records proposed for them."""
    conference, talks = _read(path)
    return Programme(path, conference).propose(talks, watch)


class Programme:
    """The records of a programme, from objects of the JSON form of frab."""

    def __init__(self, path, conference):
        self.made = Proposed()
        self.file, self.conference, self.title = path.name, conference, _words(conference.get("title"))
        self.made.part = documents.key(_words(conference.get("acronym")) or self.title or path.stem, longest=30)
        self.key = documents.key("schedule", self.made.part)
        zone = _words(conference.get("time_zone_name"))
        # Programmes are published before the conference takes place.
        self.ahead = (_day(_words(conference.get("start"))) or datetime.date.min) > datetime.date.today()
        self.zone = zone if zone in zoneinfo.available_timezones() else ""

    def propose(self, talks, watch):
        """Propose the conference and its talks. Returns the Proposed."""
        row = self.made.row("conference", self.file, 1, _words(self.conference.get("title")))
        row.reason = documents.unstorable(
            {name: _words(value) for name, value in self.conference.items()}
        ) or self._event(row)
        if not self.zone and talks:
            self.made.notes.append(NO_ZONE)
        seen = {}
        timed = [(_start(talk, self.zone), number, talk) for number, talk in enumerate(talks, 1)]
        # Programmes are ordered by room: panels are numbered by time.
        for place, (start, number, talk) in enumerate(sorted(timed, key=lambda one: (str(one[0] or "9"), one[1])), 1):
            id_ = _words(talk.get("guid")) or _words(talk.get("id"))
            row_ = self.made.row(
                f"talk {_words(talk.get('id')) or id_ or number}", self.file, talk["line"] or number, _passage(talk)
            )
            row_.reason = documents.unstorable(talk) or self._fault(row, id_, talk)
            if not row_.reason and id_ in seen:
                if seen[id_][1] == talk:
                    row_.same_as = seen[id_][0].place
                else:
                    row_.reason = f"This id stands twice, first for {seen[id_][0].place}."
            elif not row_.reason:
                seen[id_] = row_, talk
                self._talk(row_, id_, talk, start, place)
            watch.read(self.file, number)
        return self.made

    def _event(self, row):
        """Propose the event. Returns the reason if that is impossible, else ""."""
        title, first, last = (_words(self.conference.get(name)) for name in ("title", "start", "end"))
        days = [_day(words) for words in (first, last or first)]
        if not title:
            return "The conference has no title."
        if None in days or days[1] < days[0]:
            return f"“{first}” to “{last}” are not the days of a conference."
        self.made.own(
            row, "events", self.key, kind="conference", name=title[:300], status="planned" if self.ahead else "held",
            date=str(days[0]) if days[0] == days[1] else f"{days[0]}/{days[1]}", timezone=self.zone,
            website=_address(self.conference.get("url")), summary=_words(self.conference.get("subtitle")),
            identifiers=[{"scheme": "other", "value": f"schedule:{self.made.part}"}], citations=self._cite(row),
        )  # fmt: skip
        return ""

    def _cite(self, row, locator=""):
        source = self.made.shared(
            "sources", documents.key("programme", self.made.part), row, [Tie("address")], kind="dataset",
            title=f"Programme of {self.title or self.made.part}"[:500], url=_address(self.conference.get("url")),
        )  # fmt: skip
        return [{"source": source, "locator": locator}]

    def _fault(self, row, id_, talk):
        title = _words(talk.get("title"))
        if talk.get(FAULT):
            return _words(talk[FAULT])
        if row.reason:
            return f"The conference waits itself: {row.reason}"
        if not id_:
            return "The talk has no id."
        if not title or len(title) > 300:
            return "The talk has no title." if not title else "Its title has more than 300 letters."
        if not _start(talk, self.zone) and (words := _not_read(talk)):
            return f"“{words}” is not a time such as 10:00, nor a date with a time."
        if _words(talk.get("duration")) and _length(talk) is None:
            return f"“{_words(talk.get('duration'))}” is not a duration such as 01:30."
        return ""

    def _talk(self, row, id_, talk, start, place):
        length = _length(talk) or datetime.timedelta()
        end = start + length if start and length else None
        first, last = _day(_words(talk.get("day"))), _day(_words(talk.get("last_day")))
        date = str(start.date() if start else first) if start or first else None
        if not start and first and last and last > first:
            date = f"{first}/{last}"
        if end and end.date() != start.date():
            date = f"{start.date()}/{end.date()}"
        parts = [_words(talk.get(name)) for name in ("subtitle", "abstract", "description")]
        panel = self._id("talk", id_)
        self.made.own(
            row, "panels", panel, event=self.key, title=_words(talk["title"]), number=place, date=date,
            start_time=f"{start:%H:%M}" if start and self.zone else None, end_time=f"{end:%H:%M}" if end and self.zone else None,
            room=_words(talk.get("room"))[:200], track=_words(talk.get("track"))[:200],
            summary="\n\n".join(dict.fromkeys(filter(None, parts))), citations=self._cite(row, row.place),
        )  # fmt: skip
        # Only the first import sets the order of panels: later ones come after the existing ones.
        row.entries[-1].given -= {"number"}
        for order, one in enumerate(objects(talk.get("persons")), 1):
            name = _words(one.get("public_name")) or _words(one.get("name")) or _words(one.get("full_public_name"))
            if not name:
                continue
            known = _words(one.get("code")) or _words(one.get("id")) or name
            expert = self.made.shared(
                "experts", self._id("person", known), row, name=name[:300], notes=_words(one.get("biography")),
                identifiers=[{"scheme": "other", "value": f"schedule:{self.made.part}/person/{known}"[:200]}],
                citations=self._cite(row, row.place),
            )  # fmt: skip
            key = self._id("talk", id_, "by", known)
            if ("participations", key) not in self.made.entries:
                self.made.own(
                    row, "participations", key, event=self.key, panel=panel, expert=expert, role="speaker", order=order,
                    attendance="planned" if self.ahead else "attended",
                    name_as_printed=name[:300], citations=self._cite(row, row.place),
                )  # fmt: skip

    def _id(self, *parts):
        return documents.key(self.made.part, *parts)


def _words(value):
    """A text without HTML, or the first of a text in several languages."""
    if isinstance(value, dict):
        value = next(iter(value.values()), "")
    return without_markup(text(value))


def _address(value):
    url = _words(value)
    return url if url.startswith(("http://", "https://")) and len(url) <= 1000 else ""


def _read_as(kind, words):
    """A date, time or datetime (``kind``) as ISO 8601 writes it, in digits of any script; None if it is none."""
    try:
        return kind.fromisoformat(plain(words))
    except ValueError:
        return None


def _day(words):
    return _read_as(datetime.date, words[:10])


def _start(talk, zone):
    """The start of a talk in the time of ``zone`` ("": as printed), or None."""
    moment = _read_as(datetime.datetime, _words(talk.get("date")))
    if moment and zone and moment.tzinfo:
        with contextlib.suppress(OverflowError):  # in the year 1 or 9999
            moment = moment.astimezone(zoneinfo.ZoneInfo(zone))
    if moment:
        return moment.replace(tzinfo=None)
    day, time = _day(_words(talk.get("day"))), _read_as(datetime.time, _words(talk.get("start")))
    return datetime.datetime.combine(day, time) if day and time else None


def _not_read(talk):
    """What a talk says of its beginning that cannot be read; "" if all can."""
    said = ((datetime.datetime, "date"), (datetime.time, "start"))
    words = ((kind, _words(talk.get(name))) for kind, name in said)
    return next((text for kind, text in words if text and _read_as(kind, text) is None), "")


def _length(talk):
    """The duration of a talk, from "01:30" or, with days, "1:00:00"; None if it is missing or malformed."""
    try:
        *days, hours, minutes = (int(part) for part in plain(_words(talk.get("duration"))).split(":"))
        return datetime.timedelta(days=sum(days), hours=hours, minutes=minutes)
    except (ValueError, OverflowError):
        return None


def _passage(talk):
    names = ", ".join(_words(one.get("public_name")) or _words(one.get("name")) for one in objects(talk.get("persons")))
    said = (_words(talk.get(name)) for name in ("date", "start", "duration", "room", "title"))
    return "; ".join(filter(None, [*said, names]))


IMPORTER = Importer(
    "schedule", "a conference programme of frab or pretalx (schedule.json, schedule.xml)", recognises, propose
)
