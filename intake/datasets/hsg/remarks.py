"""Parse the remarks of a trip for whom the traveller met: deterministic, a pure function of the text.

Found are names after an office (“Russian Foreign Minister Sergey Lavrov”, “Presidents Rabin and Assad”), or
after “met with”. Left out are the traveller's own side (“accompanied President Bush”), people who were buried or
honoured, and offices without a name. Nothing is guessed: a surname stays a surname.
"""

import re
from dataclasses import dataclass

from intake.datasets.hsg.countries import NAMES, name, territory
from intake.datasets.hsg.nations import ADJECTIVES, COUNTRY_OF, WITHOUT_STATE
from intake.datasets.hsg.offices import (
    BODIES,
    HONORIFICS,
    INNER,
    INTERNATIONAL,
    NAME,
    NOT_NAMES,
    OF_A_STATE,
    OFFICE,
    OWN_OFFICES,
    PARTICLE,
    PLURALS,
    UPPER,
    WORD,
)
from lib.passages import sentences

COUNTRIES = {name(key) for key in ADJECTIVES} | set(NAMES.values()) | {
    "Great Britain", "Britain", "Soviet Union", "Russia", "Turkey", "Holland", "Zaire", "Czechia", "Macedonia", "UAE", "UK",
    "Yugoslavia", "West Germany", "East Germany", "Congo", "Ivory Coast", "Burma", "Korea", "Bosnia", "Vatican",
}  # fmt: skip
COUNTRY_KEYS = {name(key): key for key in ADJECTIVES} | {
    "Great Britain": "united-kingdom", "Britain": "united-kingdom", "Soviet Union": "russia", "Turkey": "turkey",
    "Holland": "netherlands", "West Germany": "germany", "Macedonia": "macedonia", "UAE": "united-arab-emirates",
}  # fmt: skip

HONOURED = re.compile(
    r"\b(?:funerals?|burial|memorial|services?|ceremon(?:y|ies)|death|passing|tomb|grave|mausoleum|statue|tribute|family|widow"
    r"|requiem|birthplace|assassination|memory)\s+(?:\w+\s+){0,2}?(?:of|for|honoring|to|at)\s+(?:the\s+)?"
    r"(?:(?:late|former)\s+|His Highness\s+|[A-Z][\w.]+\s+){0,3}$"
    r"|\blate\s+(?:[A-Z]\w+\s+)?$"
)
OWN = re.compile(
    r"(?:\b[Aa]ccompan(?:ied|ied by|ying)|\b[Pp]receded|\b[Oo]n behalf of|\b[Rr]epresented)\s+(?:the\s+)?(?:U\.S\.\s+)?$"
)
LED_BY = re.compile(r"\bU\.S\. [Dd]elegation (?:\w+ )?by\s+$")
JOINED_OWN = re.compile(r"\b[Jj]oined\s+(?:the\s+)?$")
TITLED = re.compile(rf"(?P<office>{OFFICE})\s+(?P<name>{NAME})")
_OF = rf"(?:\s+(?:of\s+{WORD}(?:\s{WORD})?|\([^)]*\)))?"
PLURAL = re.compile(
    rf"(?P<office>{'|'.join(sorted(PLURALS, key=len, reverse=True))})\s+"
    rf"(?P<names>{NAME}{_OF}(?:(?:,\s+and\s+|,\s+|\s+and\s+){NAME}{_OF})*)"
)
MET = re.compile(
    rf"\b(?:[Mm]et|[Mm]eetings?|[Tt]alks|[Cc]onferred|[Cc]onsulted|[Dd]iscussions?)\s+(?:\w+\s+)?with\s+(?P<name>{NAME})"
)
BETWEEN = re.compile(rf"^\s+(?:of\s+(?:the\s+)?|\()(?P<country>{WORD}(?:\s+{WORD})*)")


@dataclass(frozen=True)
class Counterpart:
    """A person named in a remark: the name and office as printed, the id of the country, and the sentence."""

    name: str
    office: str
    country: str
    passage: str

    @property
    def full(self):
        """Whether more than a surname is printed: two words besides honorifics, particles and numbers."""
        words = [word for word in self.name.split() if word not in HONORIFICS]
        return sum(not re.fullmatch(rf"(?i:{PARTICLE})|[IVX]+", word) or "-" in word for word in words) > 1


def counterparts(remarks, country, own=()):
    """The Counterparts in the remarks of a trip to a country (its id), in the order of the text.

    ``own`` are surnames of the traveller's own side, as in “meeting of Presidents Clinton and Yeltsin”.
    """
    found = {}
    whose = WITHOUT_STATE.get(country, territory(country))
    for sentence in sentences(_tidy(remarks)):
        for _, one in sorted(_in_sentence(sentence, whose, set(own)), key=lambda pair: pair[0]):
            found.setdefault((one.name, one.country), one)
    return list(found.values())


def _tidy(text):
    """A text with one blank between two words, also where an office and a name have none."""
    return re.sub(r"(President|Minister)(?=[A-Z][a-z])", r"\1 ", " ".join(text.split()))


def _in_sentence(sentence, country, own):
    taken = []
    for match in PLURAL.finditer(sentence):
        if _left_out(sentence[: match.start()]):
            continue
        whose = _whose(sentence[: match.start()]) or country
        for part in re.finditer(rf"({NAME})(?:\s+of\s+({WORD}(?:\s{WORD})?)|\s*\(([^)]*)\))?", match["names"]):
            text = _cut(part[1])
            if text and not _own(text, own):
                there = _country(part[2] or part[3] or "") or whose
                yield match.start("names") + part.start(), Counterpart(text, PLURALS[match["office"]], there, sentence)
                taken.append(match.span())
    last = None  # (country before the office, end of the name, rank) of the previous match
    end = 0  # of the name of the previous counterpart
    for match in TITLED.finditer(sentence):
        if _inside(match, taken):
            continue
        taken.append(match.span())
        office, text = " ".join(match["office"].split()), _cut(match["name"])
        if not text or _left_out(sentence[: match.start()]):
            continue
        ahead = sentence[: match.start()]
        before = _whose(ahead)
        body = "" if before else (BODIES.search(ahead) or [""])[0].strip()
        after = BETWEEN.match(sentence[match.start("name") + len(text) :])
        there = before or (_country(after["country"]) if after else "")
        # “Met with Prime Minister Sharif, National Security Adviser Aziz”: one of a list is of the same side.
        listed = end and ahead[end:].strip() in {",", "and", ", and"} and "Envoy" not in office
        ours = not there and not body and _of_own_side(ahead, text, own, "" if listed else office, country)
        if before == "united-states" or ours:
            last = None
            continue
        # “Palestinian Authority President Abbas and Prime Minister Fayyad”: a lower office of the same country.
        if not there and not body and last and ahead[last[1] :].strip() == "and" and _rank(office) < last[2]:
            there = last[0]
        if not there and not body and not INTERNATIONAL.fullmatch(office):
            there = country
        end = match.start("name") + len(text)
        last = (before, end, _rank(office)) if before else None
        yield match.start(), Counterpart(text, f"{body} {office}".strip(), there, sentence)
    for match in MET.finditer(sentence):
        text = match["name"]
        if _inside(match, taken, "name") or text != _cut(text) or len(text.split()) < 2:
            continue
        if (
            text.startswith(("His ", "Her ", "Their "))
            or set(text.split()) & set(COUNTRY_OF)
            or any(land in text for land in COUNTRIES)
            or text.isupper()
        ):
            continue
        yield match.start("name"), Counterpart(text, "", country, sentence)


def _inside(match, taken, group=0):
    start, end = match.span(group)
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _cut(text):
    """A name without surrounding words that are not part of it; "" if nothing is left."""
    text = text.removeprefix("Dr. ")
    words, number = [], len(text.split())
    for place, word in enumerate(text.split(), 1):
        if not words and word in HONORIFICS and len(text.split()) > 1:
            words.append(word)
            continue
        bare = re.sub(r"[’'](?:s)?$", "", word)
        if (bare.rstrip(".") in NOT_NAMES or bare in NOT_NAMES) and not (words and bare in INNER):
            break
        # “President Havel, Polish …”, but Prime Minister Bill English.
        if bare in COUNTRY_OF and (not words or place < number):
            break
        words.append(bare)
        if bare != word:
            break
    while words and (re.fullmatch(PARTICLE, words[-1]) and not re.search(rf"[{UPPER}]", words[-1])):
        words.pop()
    if words and all(word in HONORIFICS for word in words):
        return ""
    text = " ".join(words).rstrip(",;")
    if not re.search(rf"[{UPPER}]\w", text) or text in COUNTRIES:
        return ""
    return text.rstrip(".") if not re.search(rf"(?:\b[{UPPER}]|Jr|Sr)\.$", text) else text


def _left_out(before):
    """Whether the words before an office mean that its holder is of the own side, or honoured after death."""
    plain = _without_whose(before)
    return bool(HONOURED.search(plain) or (OWN.search(plain) and plain.strip() == before.strip()))


def _of_own_side(ahead, text, own, office, country):
    if (JOINED_OWN.search(ahead) or LED_BY.search(ahead)) and office in ("President", "Vice President"):
        return True
    # The Holy See has a Secretary of State, too.
    return _own(text, own) or bool(country != "holy-see" and OWN_OFFICES.fullmatch(office))


def _rank(office):
    """The rank of an office, used to tell which country the next one belongs to."""
    if re.search(r"King|Queen|Emperor|Emir|Amir|Sultan|Pope|Prince|President|General Secretary", office):
        return 3
    return 2 if re.search(r"Prime Minister|Premier|Chancellor", office) else 1


def _own(text, own):
    return text.split()[-1] in own


def _whose(before):
    """The id of the country named directly before an office; "" if there is none."""
    words = before.split()
    while words and words[-1] in OF_A_STATE:
        words.pop()
    for number in (3, 2, 1):
        said = " ".join(words[-number:])
        if len(words) >= number and (key := _country(said)):
            return key
    return ""


def _without_whose(before):
    words = before.split()
    for number in (3, 2, 1):
        if len(words) >= number and _country(" ".join(words[-number:])):
            return " ".join(words[:-number]) + " "
    return before


def _country(text):
    text = re.sub(r"[’']s?$", "", text.strip())
    key = COUNTRY_OF.get(text) or COUNTRY_KEYS.get(text, "")
    return territory(key) if key else ""
