"""Principal officers and chiefs of mission: people and the posts that they held in the Department of State.

A row is a person, a post, or a list of posts with one commission. Ids of posts are the publisher's; some occur
twice, so the person is part of the key. Posts that were not held – failed nominations, declined appointments –
are recorded with that status.
"""

import re
from collections import Counter

from intake.datasets import markup
from intake.datasets.hsg import common, countries, people
from intake.datasets.rows import Importer, Proposed, Tie
from intake.errors import Unreadable
from lib.partialdates.written import read

SOURCE = "hsg-pocom"
FOLDERS = ("people", "positions-principals", "missions-countries", "missions-orgs", "concurrent-appointments")
DEPARTMENT = "us-department-of-state"
LONGEST = 500  # characters of a note

# Offices outside the Department, by the position that leads them; all other positions are the Department's.
OFFICES = {
    "administrator-aid": "Agency for International Development",
    "administrator-economic-cooperation-administration": "Economic Cooperation Administration",
    "administrator-technical-cooperation-administration": "Technical Cooperation Administration",
    "director-foreign-operations-administration": "Foreign Operations Administration",
    "director-intl-cooperation-administration": "International Cooperation Administration",
    "director-mutual-security-agency": "Mutual Security Agency",
    "director-us-arms-control-disarmament-agency": "United States Arms Control and Disarmament Agency",
    "director-usia": "United States Information Agency",
    "secretary-of-foreign-affairs-continental-congress": "Department of Foreign Affairs of the Continental Congress",
    "us-trade-representative": "Office of the United States Trade Representative",
}
# The dates of a post, with words for them.
DATES = {"appointed": "Appointed", "arrived": "Arrived", "started": "Began", "ended": "Ended"}
# Words in a note that mean that a date is not exact, with the mark for it.
ABOUT = re.compile(
    r"\b(about|approximately|on or (soon|shortly) (after|before)|on or (after|before)|soon after|shortly)\b",
    re.IGNORECASE,
)
PROBABLY = re.compile(r"\b(probably|possibly)\b", re.IGNORECASE)
# Words in the note of a post that was not held, with the status; the first match counts.
STANDINGS = (
    (re.compile(r"took (the )?oath|proceeded to post", re.IGNORECASE), "appointed"),
    (
        re.compile(r"declined( (this|the|his|an?( recess)?))? (appointment|nomination|commission)", re.IGNORECASE),
        "declined",
    ),
    (re.compile(r"during a recess", re.IGNORECASE), "appointed"),
    (re.compile(r"not commissioned|nominat|nominaion|elected on", re.IGNORECASE), "nominated"),
)
NOT_HELD = re.compile(
    r"not commissioned|declined|did not (take oath|serve|proceed|assume|enter)"
    r"|nomination\b.*\b(withdrawn|not acted|rejected|returned|tabled)",
    re.IGNORECASE,
)
ACTING = re.compile(r"\bacting\b", re.IGNORECASE)
# The day of a nomination in a note.
NOMINATED = re.compile(
    r"\b(?:nominat(?:ions?|ed)|elected)(?: of| on)?,? ((?:[A-Z][a-z]+\.? )(?:\d{1,2}, )?\d{4})", re.IGNORECASE
)


def recognises(path):
    """Whether a folder holds the principal officers and chiefs of mission."""
    return path.is_dir() and (path / "people").is_dir() and any((path / name).is_dir() for name in FOLDERS[1:4])


def propose(path, watch):
    """The rows below a folder and the records proposed for them."""
    made = Proposed()
    files = {name: sorted((path / name).rglob("*.xml")) for name in (*FOLDERS, "roles-country-chiefs")}
    if not files["people"]:
        raise Unreadable(f"{path.name} holds no folder “people” with XML files.")
    done = 0

    def roots(folder):
        nonlocal done
        for file in files[folder]:
            name = f"{folder}/{file.relative_to(path / folder)}"
            yield name, markup.read(file, name)
            done += 1
            if done % 100 == 0:
                watch.read(name, len(made.rows))

    persons = list(roots("people"))
    ids = {root.get("id") for _, root in persons}
    for name, root in persons:
        _person(made, root, name, ids)
    roles = {root.get("id"): root.get("names", "singular") for _, root in roots("roles-country-chiefs")}
    posts = []
    for folder in ("positions-principals", "missions-countries", "missions-orgs"):
        for name, root in roots(folder):
            posts += _posts(root, name, roles)
    times = Counter(post.id for post in posts)
    known = {}
    for post in posts:
        post.propose(made, ids, times[post.id] > 1, known)
    by_id = {}
    for post in posts:
        by_id.setdefault(post.id, []).append(post)
    for name, root in roots("concurrent-appointments"):
        _concurrent(made, root, name, by_id)
    return made


def _source(made, row):
    notes = "Appointments of the Department of State, each with an id such as secr-2021-blin; dates may be partial or empty."
    return common.source(made, row, SOURCE, "Principal officers and chiefs of mission", notes)


def _person(made, root, file, ids):
    who = root.get("id")
    surname, forename = root.get("persName", "surname"), root.get("persName", "forename")
    name = " ".join(part for part in (forename, surname, root.get("persName", "genName")) if part)
    born, died = root.get("birth"), root.get("death")
    row = made.row(f"person {who}", file, root.line, f"{name}, {born or '?'}–{died or '?'}")
    if not who or not surname:
        row.reason = "The person has no id or no surname."
        return
    further = dict.fromkeys(node.text for node in root.all("persName", "altname") if node.text and node.text != name)
    former = [node.text for node in root.all("old-ids", "old-id") if node.text not in ids]
    homes = ", ".join(node.text.upper() for node in root.all("residence", "state-id"))
    said = (("Career", root.get("career-type")), ("Residence", homes))
    made.own(
        row, "experts", who, name=name[:300], born=born or None, died=died or None,
        notes="; ".join(f"{word}: {text}" for word, text in said if text),
        names=[{"text": text[:300], "language": "en", "script": "Latn", "kind": "variant"} for text in further],
        identifiers=people.identifiers(who, *former), citations=[{"source": _source(made, row), "locator": row.place}],
    )  # fmt: skip


def _posts(root, file, roles):
    """The posts of a file, in order."""
    chiefs = root.tag != "principal-position"
    lists = ("chiefs", "other-nominees", "other-appointees") if chiefs else ("principals", "other-appointees")
    for part in lists:
        for node in root.all(part, "chief" if chiefs else "principal"):
            yield _Post(root, node, file, roles, held=part in ("chiefs", "principals"))


class _Post:
    """One row: a person in a post at a mission or in an office."""

    def __init__(self, root, node, file, roles, held):
        self.root, self.node, self.file, self.held = root, node, file, held
        self.id, self.who, role = node.get("id"), node.get("person-id"), node.get("role-title-id")
        self.title = roles.get(role) or root.get("names", "singular") or role
        self.note = node.get("note")
        self.status = self._status(held)
        self.entry = None

    def propose(self, made, ids, twice, known):
        """Propose its appointment, or set the reason why it waits.

        ``ids`` are those of people in the data; ``twice`` means that another row has the same id; ``known`` has the
        posts proposed so far, by their content.
        """
        dates = {name: self.node.get(name, "date") for name in ("appointed", "arrived", "started", "ended")}
        said = "; ".join(
            f"{name} {' '.join(part for part in (self.node.get(name, 'note'), date) if part)}"
            for name, date in dates.items()
            if date or self.node.get(name, "note")
        )
        what = ", ".join([self.who, self.title, self.root.get("territory-id") or self.root.get("id")])
        passage = ". ".join(part for part in (what, said, self.note) if part)
        self.row = row = made.row(self.id or "(no id)", self.file, self.node.line, passage)
        row.reason = self._fault(ids)
        if row.reason:
            return
        try:
            appointed, arrived, start, end = (self._date(name, dates[name]) for name in DATES)
        except ValueError as error:
            row.reason = str(error)
            return
        if self.status != "served":
            start = end = None
            appointed = appointed or self._nominated()
        source = _source(made, row)
        citations = [{"source": source, "locator": self.id}]
        note = self._note(dates)
        if len(note) > LONGEST:
            citations.append({"source": source, "locator": self.id, "field": "note", "value": self.note[:LONGEST]})
            note = note[: LONGEST - 2].rsplit(" ", 1)[0] + " …"
        organisation, post = self._organisation(made, row), self.title[:300]
        what = (start, end) if self.status == "served" else (self.status, appointed)
        same = known.setdefault((self.who, organisation, post, *what), self)
        if same is not self:
            # Another list has the same row: one appointment with both as its sources.
            row.same_as, self.entry = same.row.place, same.entry
            if self.id != same.id:
                common.cite(self.entry, source, self.id)
            return
        key = f"hsg-{self.id}-{self.who}"[:60] if twice else f"hsg-{self.id}"
        if ("appointments", key) in made.entries:
            key = f"hsg-{self.id}-{dates['started'] or dates['appointed'] or self.node.line}"
        self.entry = made.own(
            row, "appointments", key, [] if twice else [Tie("cited", (SOURCE, self.id))],
            expert=self.who, organisation=organisation, post=post, status=self.status, appointed=appointed, arrived=arrived,
            start=start, end=end, note=note, citations=citations,
        )  # fmt: skip

    def _fault(self, ids):
        if not self.id or not self.who:
            return "The row has no id or no person."
        if self.who not in ids:
            return f"There is no person “{self.who}” in the data."
        if self.status == "appointed" and not self.node.get("appointed", "date") and ACTING.search(self.note):
            return f"Led the office without being appointed to the post: {self.note}"
        return ""

    def _status(self, held):
        """The status of the appointment. ``held`` means that the row is in a list of those who held the post."""
        ended = held and self.node.get("ended", "date")
        if self.node.get("started", "date") or ended or (held and not NOT_HELD.search(self.note)):
            return "served"
        return next((status for words, status in STANDINGS if words.search(self.note)), "appointed")

    def _nominated(self):
        """The day of the nomination in the note, or None."""
        found = NOMINATED.search(self.note)
        try:
            return str(read(found.group(1).replace(".", ""))) if found else None
        except ValueError:
            return None

    def _date(self, name, text):
        """A date of the post, with a mark if its note says that it is not exact; None if it has none."""
        if not text:
            return None
        words = self.node.get(name, "note")
        mark = "?" if PROBABLY.search(words) else "~" if ABOUT.search(words) else ""
        return common.period(text + mark, text + mark)

    def _note(self, dates):
        """The text for what has no field: notes of dates, the state of accreditation, the note of the post."""
        parts = []
        for name, word in DATES.items():
            words = self.node.get(name, "note").rstrip(".")
            # A post that was not held has no field for the end of the commission.
            if words or (name == "ended" and dates[name] and self.status != "served"):
                parts.append(f"{word}: {' '.join(part for part in (words, dates[name]) if part)}.")
        to = re.sub(r"-\d{4}$", "", self.node.get("contemporary-territory-id"))
        here = self.root.get("territory-id")
        if to and here and countries.territory(to) != countries.territory(here):
            parts.append(f"Accredited to {countries.name(to)}.")
        return " ".join([*parts, self.note]).strip()

    def _organisation(self, made, row):
        """Propose the organisation: the mission, an office outside the Department, or the Department. Returns its key."""
        department = made.shared(
            "organisations", DEPARTMENT, row, [Tie("address"), Tie("named", ("Department of State",))],
            kind="ministry", name="US Department of State",
            parent=countries.government(made, row, "united-states", "2000-01-01"),
        )  # fmt: skip
        territory, position = self.root.get("territory-id"), self.root.get("id")
        if territory:
            # Here “korea” is the kingdom; in the travels it is the present state.
            key = territory if territory == "korea" else countries.territory(territory)
            name, key = f"US mission to {countries.name(key)}", f"us-mission-to-{key}"
        elif self.root.tag == "org-mission":
            title = self.root.get("names", "singular")
            found = re.search(r" (?:to|on) (?:the )?(?:Council of the )?([^,]+)", title)
            body = found and found.group(1)
            if not body:
                return department
            name, key = f"US mission to the {body}", f"us-mission-{position}"
        elif position in OFFICES:
            name, key = OFFICES[position], f"us-office-{position}"
            return made.shared(
                "organisations", key, row, [Tie("named")], kind="government", name=name,
                parent=countries.government(made, row, "united-states", "2000-01-01"),
            )  # fmt: skip
        else:
            return department
        return made.shared(
            "organisations", key[:110], row, [Tie("named")], kind="unit", name=name[:300], parent=department
        )


def _concurrent(made, root, file, by_id):
    """Add the id of a commission to each of its posts, and the place of residence to their citations."""
    ids = [node.text for node in root.all("chief-id")]
    town = root.get("resident-at", "locale-id").rpartition("_")[0].replace("-", " ").replace("_", " ").title()
    row = made.row(
        f"concurrent {root.get('id')}",
        file,
        root.line,
        f"{root.get('person-id')}: {', '.join(ids)}, resident at {town or '?'}",
    )
    posts = [post for one in ids for post in by_id.get(one, ()) if post.who == root.get("person-id")]
    held = {id(post.entry): post for post in posts if post.entry is not None}
    lost = sorted(set(ids) - {post.id for post in posts})
    if lost:
        row.reason = f"There is no post {', '.join(lost)} of {root.get('person-id')} in the data."
    elif not held:
        row.reason = "None of its posts is on record: they wait themselves."
    if row.reason:
        return
    for post in held.values():
        post.entry.values["commission"] = root.get("id")
        where = f"Resident at {town}." if town else ""
        common.cite(post.entry, _source(made, row), row.place, "commission", note=where)
        row.entries.append(post.entry)


IMPORTER = Importer(
    SOURCE, "Principal officers and chiefs of mission (US Office of the Historian)", recognises, propose
)
