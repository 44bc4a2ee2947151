"""The countries of the Office of the Historian's data sets, as places and states of Parley.

An id in the data sets is a territory throughout history; if its name changed, several ids are one territory.
Which state governed it depends on the date.
"""

import re
from dataclasses import dataclass

from anyascii import anyascii
from django.utils.text import slugify

from intake import gazetteer
from intake.datasets.rows import Tie

# Ids that mean the territory of another id.
FOLDED = {
    "turkiye": "turkey",
    "czechia": "czech-republic",
    "eswatini": "swaziland",
    "north-macedonia": "macedonia",
    "somoa": "samoa",
    "congo-kinshasa": "congo-democratic-republic",
    "korea": "korea-south",
}

# Today's usual English names of territories whose ids do not contain them.
NAMES = {
    "antigua-barbuda": "Antigua and Barbuda",
    "bosnia-herzegovina": "Bosnia and Herzegovina",
    "cape-verde": "Cape Verde",
    "congo-democratic-republic": "Democratic Republic of the Congo",
    "congo-republic": "Republic of the Congo",
    "cote-divoire": "Côte d’Ivoire",
    "gambia": "The Gambia",
    "guinea-bissau": "Guinea-Bissau",
    "holy-see": "Vatican City",
    "korea-north": "North Korea",
    "korea-south": "South Korea",
    "macedonia": "North Macedonia",
    "saint-kitts-nevis": "Saint Kitts and Nevis",
    "saint-vincent-grenadines": "Saint Vincent and the Grenadines",
    "sao-tome-and-principe": "São Tomé and Príncipe",
    "swaziland": "Eswatini",
    "timor-leste": "Timor-Leste",
    "trinidad-and-tobago": "Trinidad and Tobago",
    "turkey": "Türkiye",
    "two-sicilies": "Two Sicilies",
    "vietnam-south": "South Vietnam",
}
# Further names by which a territory is found, besides those printed in the rows.
FURTHER = {
    "burma": ("Myanmar",),
    "czech-republic": ("Czechia",),
    "macedonia": ("Macedonia",),
    "swaziland": ("Swaziland",),
    "turkey": ("Turkey",),
    "holy-see": ("Holy See", "Vatican"),
}
SMALL = {"and", "of", "the"}


@dataclass(frozen=True)
class State:
    """A state with its first and last day on the territory, "" if they do not matter here.

    ``held`` is the time for which it held the territory, as a partial date, ``after`` the key of its predecessor.
    """

    key: str
    name: str
    start: str = ""
    end: str = ""
    names: tuple = ()
    held: str = ""
    after: str = ""


# Territories that had several states in these data, in order of time, and states whose name on record differs from
# that of their territory; all others have the name of their territory. Times are those of the founding records.
STATES = {
    "russia": (
        State("russian-empire", "Russian Empire", "", "1917-03-15", held="/1917-03-15"),
        State("soviet-union", "Soviet Union", "1922-12-30", "1991-12-25", ("U.S.S.R.",), "1922-12-30/1991-12-26"),
        State(
            "russian-federation", "Russian Federation", "1991-12-26", "", ("Russia",), "1991-12-25/..", "soviet-union"
        ),
    ),
    "china": (
        State("republic-of-china", "Republic of China", "1912-01-01", "1949-09-30", held="1912-01-01/1949-09-30"),
        State("peoples-republic-of-china", "People’s Republic of China", "1949-10-01", "", ("China",), "1949-10-01/.."),
    ),
    "taiwan": (State("republic-of-china", "Republic of China", held="1945-10-25/.."),),
    "united-states": (
        State("united-states-of-america", "United States of America", names=("United States",), held="1776-07-04/.."),
    ),
    "united-kingdom": (
        State(
            "united-kingdom-state", "United Kingdom of Great Britain and Northern Ireland", names=("United Kingdom",),
            held="1801/..",
        ),
    ),
    "switzerland": (
        State("swiss-confederation", "Swiss Confederation", names=("Switzerland",), held="1848-09-12/.."),
    ),
    "belarus": (State("republic-of-belarus", "Republic of Belarus", names=("Belarus",), held="1991/.."),),
    "ukraine": (State("ukrainian-state", "Ukraine", held="1991-08-24/.."),),
    "kazakhstan": (State("republic-of-kazakhstan", "Republic of Kazakhstan", names=("Kazakhstan",)),),
    "holy-see": (State("holy-see", "Holy See", names=("Vatican City",)),),
}  # fmt: skip
# Places of travel that no state governs.
STATELESS = {"antarctica", "netherlands-antilles", "palestinian-authority", "west-bank"}


def territory(id):
    """The key of the territory with an id."""
    return FOLDED.get(id, id)


def name(key):
    """The name of a territory."""
    if key in NAMES:
        return NAMES[key]
    return " ".join(word if word in SMALL else word.capitalize() for word in key.split("-"))


def state(key, day):
    """The State that governed a territory on a day (YYYY-MM-DD); None if there was none."""
    states = STATES.get(key)
    if states is None:
        return State(key, name(key))
    for one in states:
        if (one.start or "0000") <= day <= (one.end or "9999"):
            return one
    return None


def country(proposed, row, id):
    """Propose the place of a country. Returns its key."""
    key = territory(id)
    more = FURTHER.get(key, ())
    names = [{"text": text, "language": "en", "script": "Latn", "kind": "variant"} for text in more]
    code = gazetteer.code(name(key), *more)
    return proposed.shared(
        "places", key, row, [Tie("named", more)], kind="country", name=name(key), names=names,
        identifiers=[{"scheme": "iso3166", "value": code}] if code else [], **gazetteer.country(name(key), *more),
    )  # fmt: skip


def town(proposed, row, country_key, text):
    """Propose a town in a country. Returns its key."""
    key = f"{slugify(anyascii(text))}-{country_key}"[:110].strip("-")
    code = gazetteer.code(name(country_key), *FURTHER.get(country_key, ()))
    return proposed.shared(
        "places", key, row, [Tie("named")], kind="city", name=text, parent=country_key, country=country_key,
        **gazetteer.town(code, text),
    )  # fmt: skip


def towns(locale):
    """The towns that a row names, without additions in brackets: “Halifax (Nova Scotia)” is Halifax."""
    bare = re.sub(r"\([^)]*\)?", "", locale)
    return [text for part in re.split(r"[,;]", bare) if (text := part.strip(" ."))]


def government(proposed, row, id, day):
    """Propose the state that governed a country on a day, and its territory. Returns its key; None if there was none."""
    found = state(territory(id), day)
    return _state(proposed, row, id, found) if found else None


def governed(proposed, row, id, day):
    """As government(), for a country that the row only names: the state is imported with it, but not referred to."""
    if territory(id) not in STATELESS and (key := government(proposed, row, id, day)):
        row.beside.append(proposed.entries["organisations", key])


def _state(proposed, row, id, found):
    # Details are known only for states that these data distinguish from others.
    names = [{"text": text, "language": "en", "script": "Latn", "kind": "short"} for text in found.names]
    lands = {key: one.held for key, states in STATES.items() for one in states if one.key == found.key}
    lands = lands or {territory(id): ""}
    before = next((one for one in STATES.get(territory(id), ()) if one.key == found.after), None)
    return proposed.shared(
        "organisations", found.key, row, [Tie("named", found.names)], kind="state", name=found.name, names=names,
        predecessor=_state(proposed, row, id, before) if before else None,
        territories=[{"place": country(proposed, row, key), "period": held or None} for key, held in lands.items()],
    )  # fmt: skip
