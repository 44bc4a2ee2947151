"""COLT, the Country and Organization Leader Travel data set (Pardee Institute, University of Denver).

A row is the stay of one leader in one country: an event of kind “visit” with the leader, and with the host whom they
met according to the row. The file is CSV in UTF-8 or Latin-1, with commas, semicolons or tabs, or an XLSX with a sheet
“Master”. docs/importing.md lists the known columns and their origin.
"""

import csv
import datetime
import re

from anyascii import anyascii
from django.utils.text import slugify

from intake import gazetteer
from intake.bulk import tables, workbooks
from intake.datasets.documents import key
from intake.datasets.hsg import countries
from intake.datasets.hsg.common import period
from intake.datasets.rows import Importer, Proposed, RowWaits, Tie
from intake.errors import Unreadable
from intake.records.reading import UNSTORABLE

SOURCE = "colt"
NEEDED = ("LeaderCountryOrIGO", "LeaderFullName", "LeaderRole", "CountryVisited", "TripYear")
SHEET = "Master"
# The role that each LeaderRole stands for, as public users of the data read it.
ROLES = {
    "GS": "principal", "G": "principal", "S": "principal", "De Facto": "principal",  # heads of state, government, or both
    "F": "delegate", "E": "delegate", "CP": "delegate",  # ministers of foreign affairs and of finance, crown princes
    "I": "principal",  # leaders of international organisations
}  # fmt: skip
UNKNOWN = {"", "TBD", "N/A", "NA", "UNKNOWN"}
# Other activities of a stay, by the column that holds “Yes”.
DONE = {
    "PublicAddress": "a public address", "SignedAgreement": "an agreement signed",
    "CulturalSiteOrCeremony": "a cultural site or ceremony", "BusinessLeaderOrForum": "business leaders or a forum",
    "AttendedMultilatMinisterialEvent": "a multilateral event of ministers",
}  # fmt: skip
# Former states, by their territory.
FORMER = {"soviet-union": "russia", "ussr": "russia"}
# The territories with a name or states of their own in hsg.countries, by the code of ISO 3166.
BY_CODE = {code: key for key in {*countries.NAMES, *countries.STATES} if (code := gazetteer.code(countries.name(key)))}
# The most characters of a citation's note.
LONGEST_NOTE = 500
EVERY = 500


def recognises(path):
    """Whether a file has the columns of COLT."""
    if not path.is_file() or path.suffix.lower() not in (".csv", ".xlsx"):
        return False
    try:
        next(_table(path, lambda: None))
    except (Unreadable, StopIteration):
        return False
    return True


def _table(path, tick):
    """Yield (file as citations name it, line, {column: text} or the fault of the row), the headings first as a row."""
    file, rows = (_workbook if path.suffix.lower() == ".xlsx" else _csv)(path, tick)
    headings = []
    for line, cells in rows:
        if not headings:
            headings = [] if isinstance(cells, str) else [cell.strip() for cell in cells]
            if missing := [name for name in NEEDED if name not in headings]:
                raise Unreadable(f"{file} is not COLT: it has no column {', '.join(missing)}.")
            yield file, line, {}
        elif isinstance(cells, str):
            yield file, line, cells
        elif any(cell.strip() for cell in cells):
            yield (
                file,
                line,
                {name: text for name, cell in zip(headings, cells, strict=False) if (text := " ".join(cell.split()))},
            )
    if not headings:
        raise Unreadable(f"{file} is empty.")


def _csv(path, tick):
    """The rows of a CSV file; if it is not UTF-8, it is read as Windows-1252, which has all letters of Latin-1."""
    encoding = "utf-8-sig"
    try:
        with path.open("rb") as file:
            if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
                raise Unreadable(f"{path.name} is UTF-16 text: save it as “CSV UTF-8”.")
        with path.open(encoding=encoding) as file:
            while file.read(1 << 20):
                tick()
    except UnicodeDecodeError:
        encoding = "cp1252"
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror}.") from None

    def rows():
        csv.field_size_limit(tables.LONGEST_CELL)
        # Five bytes are undefined in Windows-1252 and become replacement characters.
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            delimiter = max(tables.DELIMITERS, key=file.readline().count)
            file.seek(0)
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            while True:
                line = reader.line_num + 1
                try:
                    yield line, next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise Unreadable(f"{path.name}, line {line}: from here on this is not CSV: {error}.") from None

    return path.name, rows()


def _workbook(path, tick):
    try:
        book = workbooks.load(path, tick)
    except ValueError as error:
        raise Unreadable(f"{path.name} {error}") from None
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror}.") from None
    sheet = next((one for one in book.worksheets if one.title == SHEET), book.worksheets[0])
    file = f"{path.name}, {sheet.title}"

    def rows():
        try:
            yield from tables.sheet_rows(sheet, file)
        except Unreadable as error:
            raise Unreadable(str(error)) from None
        finally:
            book.close()

    return file, rows()


def propose(path, watch):
    """The rows of a file and the records proposed for them."""
    made = Proposed()
    found = _table(path, lambda: watch.read(path.name, len(made.rows)))
    next(found)
    trips = []
    for file, line, said in found:
        trips.append(_Trip(made, file, line, said))
        if len(trips) % EVERY == 0:
            watch.read(path.name, len(trips))
    month_first = _month_first(trip.said for trip in trips)
    seen = {}
    for trip in trips:
        trip.read(month_first, seen)
        # The cells of thousands of rows take most of the memory.
        trip.said = {}
    if month_first is None:
        made.notes.append("Some dates have the month first and some the day: rows with such dates wait.")
    return made


def _month_first(rows):
    """Whether dates such as 3/4/2010 begin with the month: yes unless one cannot; None if some do and others do not."""
    parts = set()
    for said in rows:
        for name in ("TripStartDate", "TripEndDate"):
            if found := re.match(r"(\d{1,2})/(\d{1,2})/\d{4}\b", said.get(name, "")):
                first, second = map(int, found.groups())
                parts.add("day" if first > 12 else "month" if second > 12 else "")
    return None if {"day", "month"} <= parts else "day" not in parts


class _Trip:
    """One row of the data set."""

    def __init__(self, made, file, line, said):
        self.made, self.said = made, {} if isinstance(said, str) else said
        self.whole = hash(tuple(self.said.items()))
        self.id = self.said.get("TripID", "")
        passage = "; ".join(f"{name}: {text}" for name, text in self.said.items())
        self.row = made.row(f"trip {self.id or f'in line {line}'}", file, line, passage)
        if isinstance(said, str):
            self.row.reason = said
        elif UNSTORABLE.search(passage):
            self.row.reason = "It holds a character that cannot be stored."

    def get(self, name):
        """The value of a column; "" if it is unknown."""
        text = self.said.get(name, "")
        return "" if text.upper() in UNKNOWN else text

    def yes(self, name):
        """Whether a column holds “Yes”."""
        return self.get(name).lower() in ("yes", "1", "y", "true")

    def read(self, month_first, seen):
        """Propose the records of the row, or set the reason why it waits."""
        if self.row.reason:
            return
        try:
            self._once(seen)
            if not self.row.same_as:
                self._propose(month_first)
        except RowWaits as reason:
            self.row.reason = str(reason)

    def _once(self, seen):
        for name in ("LeaderFullName", "CountryVisited", "LeaderCountryOrIGO", "LeaderRole", "TripID"):
            if not self.get(name):
                raise RowWaits(f"The row has no {name}.")
        first = seen.setdefault(self.id, self)
        if first is not self:
            if first.whole != self.whole:
                raise RowWaits(f"TripID {self.id} stands twice, first in line {first.row.line}, for something else.")
            self.row.same_as = first.row.place
        elif self.get("LeaderRole") not in ROLES:
            known = ", ".join(ROLES)
            raise RowWaits(f"LeaderRole “{self.get('LeaderRole')}” is none of those that are known: {known}.")

    def _propose(self, month_first):
        made, row, leader = self.made, self.row, self.get("LeaderFullName")
        first, last, date = self._days(month_first)
        # If only the year is known, the state in the middle of it.
        self.day = first or f"{self.get('TripYear')}-07-01"
        for name in ("CountryVisited", "LeaderCountryOrIGO"):
            land = _territory(self.get(name))
            if land in countries.STATES and countries.state(land, self.day) is None:
                raise RowWaits(f"Which state “{self.get(name)}” was on {self.day} is not known.")
        source = made.shared(
            "sources", SOURCE, row, [Tie("address")], kind="dataset", language="en",
            title="Country and Organization Leader Travel (COLT)",
            publisher="Frederick S. Pardee Institute for International Futures, University of Denver",
            url="https://korbel.du.edu/pardee/content/country-organization-leader-travel",
            notes="One record per leader and country visited, numbered.",
        )  # fmt: skip
        cited = {"source": source, "locator": row.place}
        event = key("colt", self.id)
        where, place = self._where()
        citations = [{**cited, "note": self._note(first, last)}]
        if where != self.get("CountryVisited"):
            citations.append({**cited, "field": "place", "value": where[:500]})
        made.own(
            row, "events", event, kind="visit", name=f"{leader} in {where}"[:300], status="held", date=date,
            place=place, summary=self._summary(), citations=citations,
            identifiers=[{"scheme": "other", "value": f"colt:{self.id}"[:200]}],
        )  # fmt: skip
        role = self.get("LeaderRole")
        sender = (
            self._organisation() if role == "I" else _government(made, row, self.get("LeaderCountryOrIGO"), self.day)
        )
        made.own(
            row, "participations", f"{event}-leader", event=event, expert=self._leader(cited), role=ROLES[role],
            name_as_printed=leader[:300], billing=self.get("LeaderTitle")[:500], citations=[cited],
            on_behalf_of=sender,
        )  # fmt: skip
        host = _government(made, row, self.get("CountryVisited"), self.day)
        if self.yes("MetHostHoGS") and self.get("HostHOGSName") and host:
            # The row has no id of the host: a person decides on the desk who it was.
            made.own(
                row, "participations", f"{event}-host", event=event, organisation=host, role="principal",
                name_as_printed=self.get("HostHOGSName")[:300], citations=[cited],
            )  # fmt: skip
        elif host:
            row.beside.append(made.entries["organisations", host])

    def _days(self, month_first):
        """(first day, last day, partial date as text) of the stay; "" for an unknown day."""
        first, last = (self._day(name, month_first) for name in ("TripStartDate", "TripEndDate"))
        year = self.get("TripYear").removesuffix(".0")
        if not re.fullmatch(r"1[89]\d\d|20\d\d", year):
            raise RowWaits(f"TripYear “{self.said.get('TripYear', '')}” is no year.")
        self.said["TripYear"] = year
        if first and last and last < first:
            raise RowWaits(f"It ends ({last}) before it starts ({first}).")
        if first and not int(first[:4]) <= int(year) <= int((last or first)[:4]):
            raise RowWaits(f"TripYear is {year}, but it starts on {first}.")
        if not first and last:
            return "", last, period(year if last[:4] == year else last, last)
        return first, last, period(first, last or first) if first else year

    def _day(self, name, month_first):
        text = self.get(name).split("T")[0].split(" ")[0]
        if not text:
            return ""
        try:
            if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
                if month_first is None:
                    raise RowWaits(
                        f"{name} “{text}”: whether the day or the month comes first is not clear in this file."
                    )
                one, two, year = map(int, found.groups())
                return datetime.date(year, *((one, two) if month_first else (two, one))).isoformat()
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError:
            raise RowWaits(f"{name} “{self.said[name]}” is no day such as 2021-06-15.") from None

    def _where(self):
        """(place as printed, key of the place): the town, or the country if the row names several towns or none."""
        country = _country(self.made, self.row, self.get("CountryVisited"))
        city = self.get("CityVisited")
        towns = [town for town in countries.towns(city) if town.upper() not in UNKNOWN]
        place = country
        if len(towns) == 1:
            place = self.made.shared(
                "places", f"{slugify(anyascii(towns[0]))}-{country}"[:110].strip("-"), self.row, [Tie("named")],
                kind="city", name=towns[0][:300], parent=country, country=country,
                **gazetteer.town(gazetteer.code(self.get("CountryVisited")), towns[0]),
            )  # fmt: skip
        printed = self.get("CountryVisited")
        return (f"{city}, {printed}" if city and city != printed else printed), place

    def _leader(self, cited):
        """Propose the leader, identified by the data set's number or else by name and country. Returns their key."""
        number, name = self.get("LeaderID").removesuffix(".0"), self.get("LeaderFullName")
        return self.made.shared(
            "experts", key("colt", "leader", number or f"{name} {self.get('LeaderCountryOrIGO')}"), self.row, name=name[:300],
            identifiers=[{"scheme": "other", "value": f"colt:leader/{number}"[:200]}] if number else [],
            citations=[cited],
        )  # fmt: skip

    def _organisation(self):
        name = self.get("LeaderCountryOrIGO")
        return self.made.shared(
            "organisations", key("colt", "igo", name), self.row, [Tie("named")], kind="international_organisation",
            name=name[:300],
        )  # fmt: skip

    def _summary(self):
        """The other facts of the row as sentences."""
        said = []
        if self.yes("AttendedMultilatEvent") or self.get("NameMultilatEvent"):
            said.append(f"Multilateral event: {self.get('NameMultilatEvent') or 'not named'}.")
        if self.yes("MetHostHoGS"):
            said.append(f"Met the host’s head of state or government: {self.get('HostHOGSName') or 'not named'}.")
        if self.yes("MetNonhostHOGS") or self.get("NonhostHOGSNames"):
            named = self.get("NonhostHOGSNames") or "not named"
            said.append(f"Met heads of state or government of other countries: {named}.")
        if self.yes("MetIGOLeader") or self.get("IGOLeaderName"):
            said.append(f"Met leaders of international organisations: {self.get('IGOLeaderName') or 'not named'}.")
        if done := [words for name, words in DONE.items() if self.yes(name)]:
            said.append(f"On the programme: {', '.join(done)}.")
        if notes := self.get("Notes"):
            said.append(f"Notes of the data set: {notes}")
        return " ".join(said)

    def _note(self, first, last):
        """The citation's note: days that the row leaves open, its certainty, and the pages that it names."""
        said = []
        if not (first and last):
            asked = [name for name, day in (("TripStartDate", first), ("TripEndDate", last)) if not day]
            said.append(f"Not said: {' and '.join(asked)}.")
        if sure := self.get("Confidence(1-5)").removesuffix(".0"):
            said.append(f"Confidence {sure} of 5.")
        links = [text for name, text in self.said.items() if re.fullmatch(r"SourceLink\d*", name) and self.get(name)]
        note = " ".join(said)
        for number, link in enumerate(links):
            more = f" and {len(links) - number} more"
            if len(note) + len(link) + 1 + len(more) > LONGEST_NOTE:
                return f"{note}{more}".strip()
            note = f"{note} {link}".strip()
        return note


def _territory(printed):
    """The key of the territory with this name: that of the gazetteer's code, else made from the name."""
    own = slugify(anyascii(printed.replace("'", "").replace("’", "")))[:100].strip("-") or key("country", printed)
    return countries.territory(FORMER.get(own) or BY_CODE.get(gazetteer.code(printed)) or own)


def _own_name(land):
    """Whether the name and the states of the territory are in hsg.countries."""
    return land in countries.NAMES or land in countries.STATES


def _country(made, row, printed):
    land = _territory(printed)
    if _own_name(land):
        return countries.country(made, row, land)
    code = gazetteer.code(printed)
    return made.shared(
        "places", land, row, [Tie("named")], kind="country", name=printed[:300],
        identifiers=[{"scheme": "iso3166", "value": code}] if code else [], **gazetteer.country(printed),
    )  # fmt: skip


def _government(made, row, printed, day):
    """Propose the state that governed a country on a day, and its territory. Returns its key; None if there was none."""
    land = _territory(printed)
    if land in countries.STATELESS:
        return None
    if _own_name(land):
        return countries.government(made, row, land, day)
    return made.shared(
        "organisations", land, row, [Tie("named")], kind="state", name=printed[:300],
        territories=[{"place": _country(made, row, printed), "period": None}],
    )  # fmt: skip


IMPORTER = Importer(
    SOURCE, "Country and Organization Leader Travel, COLT (Pardee Institute, University of Denver)", recognises, propose
)
