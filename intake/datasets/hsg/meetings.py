"""Whom the travellers met on all trips: each remark is parsed, and surnames are resolved from the data alone.

A surname is resolved to a person whom the data name in full, with the same office of the same country within a few
years, if nobody else of that surname is possible. Otherwise it stays as printed.
"""

import datetime
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from intake.datasets import markup
from intake.datasets.hsg.remarks import HONORIFICS, Counterpart, counterparts
from lib.names import search_key

# A full name resolves a surname within this time of it: later, the next holder may have the same name.
NEAR = datetime.timedelta(days=4 * 365)
# Countries where the family name comes first.
FAMILY_FIRST = {
    "burma", "cambodia", "china", "ethiopia", "eritrea", "hungary", "indonesia", "japan", "korea-north", "korea-south", "laos",
    "malaysia", "mongolia", "singapore", "taiwan", "thailand", "vietnam",
}  # fmt: skip


@dataclass(frozen=True)
class Met:
    """A counterpart of a trip: the row ("trip 4115"), its day, who was met, and the full name if known."""

    place: str
    day: datetime.date
    who: Counterpart
    name: str = ""  # in full, as printed here or elsewhere; "" if only a surname is known
    told_by: str = ""  # the row that prints the full name, if it is another one


def read(travels, visits=None):
    """The counterparts in all remarks below the folder of the travels, in the order of the files, as Mets.

    The visitors in ``visits``, a folder of visits, help to resolve surnames. Raises Unreadable.
    """
    terms = _terms(travels)
    found = []
    for file in sorted(travels.glob("*-travels/*.xml")):
        for node in markup.read(file, f"{file.parent.name}/{file.name}").all("trip"):
            day = _day(node.get("start-date"))
            if day is not None:
                own = {name for name, first, last in terms if first <= day <= last} | {node.get("name").split()[-1]}
                for who in counterparts(node.get("remarks"), node.attribute("id", "country"), own):
                    found.append(Met(f"trip {node.get('id')}", day, who))
    return resolve(found, list(_visitors(visits)) if visits else [])


def _terms(travels):
    """The surnames of the Presidents with the first and last day of their terms."""
    file = travels / "presidents" / "presidents.xml"
    found = []
    for node in markup.read(file, file.name).all("president") if file.exists() else ():
        first, last = _day(node.get("took-office-date")), _day(node.get("left-office-date"))
        if first:
            found.append((node.get("name").split()[-1], first, last or datetime.date.max))
    return found


def _visitors(visits):
    for file in sorted(visits.rglob("*.xml")):
        for node in markup.read(file, file.name).all("visit"):
            day = _day(node.get("start-date"))
            if day is not None:
                for who in counterparts(f"Met with {node.get('visitor')}.", node.attribute("id", "from")):
                    yield Met(f"visit {node.get('id')}", day, who)


def _day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def resolve(mets, more=()):
    """The Mets with full names, as far as these or ``more`` Mets resolve them."""
    told = defaultdict(list)
    for met in [*mets, *more]:
        if met.who.full:
            for surname in _surnames(met.who):
                told[met.who.country, surname].append(met)
    return [_with_name(met, told) for met in mets]


def _with_name(met, told):
    who = met.who
    if who.full:
        return Met(met.place, met.day, who, who.name)
    near = [
        one
        for one in told.get((who.country, search_key(_bare(who.name))), ())
        if abs(one.day - met.day) <= NEAR and _office(one.who) == _office(who)
    ]
    people = _people(near)
    if len(people) != 1:
        return met
    name = Counter(one.who.name for one in near).most_common(1)[0][0]
    source = min((one for one in near if one.who.name == name), key=lambda one: abs(one.day - met.day))
    return Met(met.place, met.day, who, name, source.place)


def _bare(name):
    """A name without leading honorifics."""
    words = name.split()
    while len(words) > 1 and words[0] in HONORIFICS:
        words.pop(0)
    return " ".join(words)


def _surnames(who):
    """The possible surnames in a full name: its last words, and its first where the family name comes first."""
    words = _bare(who.name).split()
    ends = [" ".join(words[-number:]) for number in range(1, len(words))]
    if who.country in FAMILY_FIRST:
        ends += [words[0]]
    return {search_key(end) for end in ends}


def _office(who):
    """An office for comparison: former and acting holders count as holders."""
    plain = who.office.lower().replace("minster", "minister")
    plain = re.sub(r"\b(?:former|acting|interim|deputy|federal|first|-elect|-designate)\b", "", plain)
    plain = re.sub(
        r"minister (?:of|for) (?:foreign|external) (?:affairs|relations).*|foreign secretary|secretary of foreign.*",
        "foreign minister",
        plain,
    )
    return " ".join(re.sub(r"[^a-z ]", " ", plain).split())


def _people(mets):
    """The different people among Mets of one surname, told apart by given names that do not begin alike."""
    given = []
    for met in mets:
        key = search_key(_bare(met.who.name))
        if not any(_alike(key, other) for other in given):
            given.append(key)
    return given


def _alike(one, other):
    first, second = one.split(), other.split()
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    if first[-1] != second[-1] or len(first[0]) < 2 or len(second[0]) < 2:
        return first[-1] == second[-1] and first[0][0] == second[0][0] and min(len(first[0]), len(second[0])) == 1
    return first[0][:3] == second[0][:3]


def same_person(one, other):
    """Whether two full names with the same surname can be one person's, ignoring spellings and middle names."""
    return _alike(search_key(one), search_key(other)) or search_key(one)[:4] == search_key(other)[:4]
