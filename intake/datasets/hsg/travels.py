"""Travels of the Presidents and Secretaries of State: terms of office, journeys, and their stops.

A row is one country. Adjoining or overlapping rows of one traveller are the stops of one journey; a row with
the same traveller, town and first day as another is the same stop.
"""

import datetime

from intake.datasets import markup
from intake.datasets.hsg import common, countries, people
from intake.datasets.rows import Importer, Proposed, Tie
from intake.errors import Unreadable
from lib.counts import counted

SOURCE = "hsg-travels"
FOLDERS = ("president-travels", "presidents", "secretary-travels")
POSTS = {"president": "President", "secretary": "Secretary of State"}


def recognises(path):
    """Whether a folder holds the travels."""
    return path.is_dir() and any((path / name).is_dir() for name in FOLDERS[::2])


def propose(path, watch):
    """The rows below a folder and the records proposed for them."""
    made = Proposed()
    files = [file for folder in FOLDERS for file in sorted((path / folder).glob("*.xml"))]
    if not files:
        raise Unreadable(f"{path.name} holds none of the folders {', '.join(FOLDERS)} with XML files.")
    trips = []
    for file in files:
        name = f"{file.parent.name}/{file.name}"
        root = markup.read(file, name)
        if root.tag == "presidents":
            _presidents(made, root, name)
        elif root.tag == "trips":
            trips += [_Trip(made, node, name) for node in root.all("trip")]
        else:
            raise Unreadable(f"{name} begins with <{root.tag}>; <trips> or <presidents> was expected.")
        watch.read(name, len(made.rows))
    trips = _once([trip for trip in trips if not trip.row.reason])
    for trip in trips:
        trip.stop(made)
    journeys = list(_journeys(trips))
    for stops in journeys:
        _journey(made, stops)
    _together(made, trips)
    made.notes.append(f"{counted(len(journeys), 'journey')} with {counted(len(trips), 'stop')}.")
    return made


def _source(made, row):
    notes = (
        "One record per journey and country, numbered; presidents.xml gives the terms of office. "
        "Dates are those of the stay, not of the meeting, unless the remarks say so."
    )
    return common.source(made, row, SOURCE, "Travels of the President and of the Secretary of State", notes)


# -- terms of office ------------------------------------------------------------------------------


def _presidents(made, root, file):
    nodes = root.all("president")
    ids = [node.get("id") for node in nodes]
    for node in nodes:
        who, number = node.get("id"), node.attributes.get("n", "")
        # Presidents with two separate terms have two rows.
        place = f"presidents.xml, {who}" + (f" ({number})" if ids.count(who) > 1 else "")
        row = made.row(
            place, file, node.line, f"{node.get('name')}: {node.get('took-office-date')}–{node.get('left-office-date')}"
        )
        if not who or not number:
            row.reason = "The row has no id or no number."
            continue
        person = _person(
            made, row, who, node.get("name"), place, born=node.get("birth-year"), died=node.get("death-year")
        )
        made.own(
            row, "appointments", f"hsg-president-{number}", [Tie("cited", (SOURCE, place))],
            expert=person, organisation=countries.government(made, row, "united-states", "1900-01-01"), post="President",
            start=node.get("took-office-date") or None, end=node.get("left-office-date") or _still(node),
            citations=[{"source": _source(made, row), "locator": place}],
        )  # fmt: skip


def _still(node):
    return ".." if node.attribute("still-in-office", "left-office-date") else None


def _person(made, row, who, name, place, born="", died=""):
    return made.shared(
        "experts", who, row, name=name, born=born or None, died=died or None, identifiers=people.identifiers(who),
        citations=[{"source": _source(made, row), "locator": place}],
    )  # fmt: skip


# -- trips ----------------------------------------------------------------------------------------


class _Trip:
    """One row: a traveller in one country."""

    def __init__(self, made, node, file):
        self.id, self.who, self.role = node.get("id"), node.attributes.get("who", ""), node.get("role")
        self.name, self.country = node.get("name"), node.attribute("id", "country")
        self.printed_country, self.locale, self.remarks = node.get("country"), node.get("locale"), node.get("remarks")
        self.start, self.end = node.get("start-date"), node.get("end-date")
        self.place = f"trip {self.id}"
        passage = f"{self.name}, {self.start}–{self.end}, {self.locale or '(no town)'}, {self.printed_country}: {self.remarks}"
        self.row = made.row(self.place, file, node.line, passage)
        self.row.reason = self._fault()

    def _fault(self):
        for value, what in ((self.id, "number"), (self.who, "traveller"), (self.country, "country")):
            if not value:
                return f"The row has no {what}."
        if self.role not in POSTS:
            return f"“{self.role}” is neither president nor secretary."
        try:
            self.first, self.last = (datetime.date.fromisoformat(text) for text in (self.start, self.end))
        except ValueError:
            return f"“{self.start}” to “{self.end}” are not two days such as 2021-06-15."
        return "" if self.first <= self.last else f"It ends ({self.end}) before it starts ({self.start})."

    @property
    def key(self):
        return f"hsg-trip-{self.id}"

    @property
    def order(self):
        return self.who, self.first, self.last, int(self.id) if self.id.isdigit() else 0

    @property
    def same(self):
        """The values that are equal in rows of the same stop."""
        return self.who, self.first, countries.territory(self.country), self.locale

    @property
    def territory(self):
        return countries.territory(self.country)

    def where(self):
        """The place as printed."""
        return ", ".join(part for part in (self.locale, self.printed_country) if part)

    def stop(self, made):
        """Propose its event and the traveller's participation."""
        row, source = self.row, _source(made, self.row)
        country = countries.country(made, row, self.country)
        countries.governed(made, row, self.country, self.start)
        towns, name = countries.towns(self.locale), countries.name(country)
        # It is not known when each of several towns was visited: the country is the place, the citation names them.
        town = towns[0] if len(towns) == 1 else ""
        person = _person(made, row, self.who, self.name, f"person {self.who}")
        place = countries.town(made, row, country, town) if town else country
        citations = [{"source": source, "locator": self.place}]
        if self.where() not in (name, f"{town}, {name}"):
            citations.append({"source": source, "locator": self.place, "field": "place", "value": self.where()[:500]})
        self.event = made.own(
            row, "events", self.key, kind="visit", name=f"{self.name} in {self.where()}"[:300],
            status="held", date=common.period(self.start, self.end), place=place,
            summary=self.remarks, identifiers=[{"scheme": "hsg", "value": f"trip-{self.id}"}], citations=citations,
        )  # fmt: skip
        made.own(
            row, "participations", f"{self.key}-traveller", event=self.key, expert=person, role="principal",
            billing=POSTS[self.role], name_as_printed=self.name,
            on_behalf_of=countries.government(made, row, "united-states", self.start),
            citations=[{"source": source, "locator": self.place}],
        )  # fmt: skip

    def again(self, other):
        """Record that ``other`` is the same stop: one event with two citations, each with its differing values."""
        other.row.same_as = self.place
        self.doubles = [*getattr(self, "doubles", ()), other]

    def cite_doubles(self, source):
        """Add citations of its duplicate rows to the event."""
        for other in getattr(self, "doubles", ()):
            common.cite(self.event, source, other.place)
            if (other.start, other.end) != (self.start, self.end):
                common.cite(self.event, source, other.place, "date", common.period(other.start, other.end))
            if other.remarks != self.remarks:
                common.cite(self.event, source, other.place, "summary", other.remarks[:500])
            self.event.values["identifiers"].append({"scheme": "hsg", "value": f"trip-{other.id}"})


def _once(trips):
    """The trips without those that are the same stop as another."""
    first = {}
    for trip in sorted(trips, key=lambda trip: trip.order[3]):
        other = first.setdefault(trip.same, trip)
        if other is not trip:
            other.again(trip)
    return sorted(first.values(), key=lambda trip: trip.order)


def _journeys(trips):
    """The journeys as lists of stops: rows of one traveller, each beginning no later than the day after the last end."""
    stops, until = [], None
    for trip in trips:
        if stops and (trip.who != stops[-1].who or trip.first > until + datetime.timedelta(days=1)):
            yield stops
            stops = []
        until = max(until, trip.last) if stops else trip.last
        stops.append(trip)
    if stops:
        yield stops


def _journey(made, stops):
    """Propose the journey of several stops, and their links to it."""
    for trip in stops:
        trip.cite_doubles(SOURCE)
    if len(stops) == 1:
        return
    first = stops[0]
    key = f"hsg-journey-{first.id}"
    names = list(dict.fromkeys(trip.printed_country for trip in stops))
    made.own(
        first.row, "events", key, kind="journey", name=f"Journey of {first.name}: {', '.join(names)}"[:300],
        status="held", date=common.period(first.start, max(trip.end for trip in stops)),
        citations=[{"source": SOURCE, "locator": trip.place} for trip in stops],
    )  # fmt: skip
    for trip in stops:
        made.own(trip.row, "links", f"{trip.key}-part", **{"from": trip.key, "to": key, "kind": "part_of"})


def _together(made, trips):
    """Link a stop of the President with that of the Secretary of State in the same country on the same days."""
    presidents = {}
    for trip in trips:
        if trip.role == "president":
            presidents.setdefault(trip.territory, []).append(trip)
    for trip in trips:
        if trip.role != "secretary":
            continue
        for other in presidents.get(trip.territory, ()):
            if other.first <= trip.last and trip.first <= other.last:
                made.own(
                    trip.row, "links", f"{trip.key}-with-{other.id}", kind="parallel_to",
                    note="In the same country on the same days.",
                    **{"from": trip.key, "to": other.key},
                )  # fmt: skip


IMPORTER = Importer(
    "hsg-travels",
    "Travels of the President and of the Secretary of State (US Office of the Historian)",
    recognises,
    propose,
)
