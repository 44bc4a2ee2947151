"""Reads a printed billing as person, post and organisation, with the records that may be meant.

For example ``Fyodor Lukyanov, Research Director of the Valdai Club``. The results are proposals in the box of the
participant's row; the editor chooses.
"""

import re
from typing import NamedTuple

from experts.models import Expert, Organisation
from experts.models.organisations import OrganisationKind
from lib.admin.search import namesakes
from lib.names import named_exactly, search_key, search_keys

# Separates a name from the post behind it; also in desk/people.js.
_AFTER_NAME = re.compile(r"\s*[,;:(]\s*|\s+[–—-]\s+")
_TITLES = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|sir|dame|lord|lady|amb|ambassador|sen|senator|gen|general)\.?\s+)+",
    re.IGNORECASE,
)
# May separate a post from its organisation, or an organisation from its parent; the likeliest first.
_JOINTS = [
    r"\s+at\s+(?:the\s+)?",
    r"\s+(?:of|for|in|with)\s+the\s+",
    r",\s+(?:the\s+)?|\s+[–—]\s+(?:the\s+)?",
    r"\s+(?:of|for|in|with)\s+",
]
_JOINT = re.compile("|".join(f"({way})" for way in _JOINTS), re.IGNORECASE)
_OWNED = re.compile(r"[’']s\s+(?=[A-Z])")
# A second post begins behind “and”: “… University and Director of …”.
_SECOND = re.compile(r"\s+and\s+(?:\S+\s+){1,5}?(?:of|at|for|in)\s")
# Words that identify an institution that is not on record, with its kind.
_INSTITUTIONS = {
    "university": "university", "college": "university", "school": "university", "academy": "university",
    "ministry": "ministry", "club": "club", "party": "party", "institute": "institute", "center": "institute",
    "centre": "institute", "foundation": "institute", "council": "institute", "forum": "institute",
    "association": "institute", "society": "institute", "initiative": "institute", "program": "unit",
    "programme": "unit", "project": "unit", "department": "unit", "faculty": "unit", "division": "unit",
    "laboratory": "unit", "bureau": "unit", "office": "unit", "agency": "government", "company": "company",
}  # fmt: skip
# How many readings of post and organisation, and how many people, are considered.
WAYS, PEOPLE, CUTS = 3, 4, 6
# The likeness of a name that has all printed words among others.
ALL_WORDS = 0.99


class Way(NamedTuple):
    """One way to read a billing: a post at an organisation on record, or at a new one, perhaps inside one on record."""

    post: str
    organisation: object  # the organisation of the post, or the parent of the new one; None: no parent
    new: str = ""  # the name of an organisation that is not on record
    likeness: float = 1  # likeness of the organisation's name to the printed text

    @property
    def kind(self):
        """The kind of a new organisation, guessed from its name."""
        found = [_INSTITUTIONS[word] for word in search_key(self.new).split() if word in _INSTITUTIONS]
        return found[0] if found else OrganisationKind.UNIT if self.organisation else OrganisationKind.INSTITUTE


def split(text):
    """The name and the billing behind it: ``("Fyodor Lukyanov", "Research Director of the Valdai Club")``."""
    text = " ".join(text.split())
    match = _AFTER_NAME.search(text)
    if not match:
        return text, ""
    billing = text[match.end() :].strip(" ,;.")
    return text[: match.start()].strip(), billing.removesuffix(")") if "(" in match[0] else billing


def without_title(name):
    """A name without titles: ``Dr. Ada Lindqvist`` is Ada Lindqvist."""
    return _TITLES.sub("", name) or name


def people(name):
    """Experts who may be meant: [(id, the name on record, likeness from 0.75 to 1)], best first."""
    return namesakes(Expert.objects.all(), without_title(name), PEOPLE)


def ways(billing):
    """The readings of a billing: [Way], the likeliest first, at most three; none if it names no organisation."""
    second = _SECOND.search(billing)
    first = _owner_behind(billing[: second.start()] if second else billing)
    cuts = [(m.start(), m.end(), m.lastindex) for m in _JOINT.finditer(first)][:CUTS]
    # A post stands before the first cut: “of the Institute” alone names none.
    cuts = [cut for cut in cuts if cut[0] > 0]
    if not cuts:
        return []
    ends = [cut[0] for cut in cuts[1:]] + [len(first)]
    # [(post, name, parent)], by the position of the name, longer names first.
    read = [
        (first[:start], first[end:stop].strip(" ,"), first[cuts[at + 1][1] :].strip(" ,") if stop < len(first) else "")
        for place, (start, end, _) in enumerate(cuts)
        for at, stop in reversed(list(enumerate(ends)))
        if at >= place
    ]
    found = _known(read) or _alike(cuts, first)
    new = _new(cuts, first)
    if not any(way.likeness == 1 for way in found):
        found.append(new)
    return found[:WAYS]


def _owner_behind(text):
    """“of the Wilson Center’s Kennan Institute” as “of the Kennan Institute, Wilson Center”."""
    match = _OWNED.search(text)
    if not match:
        return text
    before, owned = text[: match.start()], text[match.end() :]
    joints = list(_JOINT.finditer(before))
    if not joints:
        return f"{owned} of {before}"
    return f"{before[: joints[-1].end()]}{owned}, {before[joints[-1].end() :]}"


def _known(read):
    """Readings with an organisation on record under exactly this name; complete readings come first."""
    keys = {key for _, name, inside in read for text in (name, inside) for key in search_keys(text)}
    by_key = {}
    for key, pk in named_exactly(Organisation.objects.all(), keys, "pk"):
        by_key.setdefault(key, pk)
    records = Organisation.objects.select_related("parent__parent__parent").in_bulk(set(by_key.values()))

    def known(text):
        return next((records[by_key[key]] for key in search_keys(text) if key in by_key), None)

    whole, part = [], []
    for post, name, inside in read:
        there, around = known(name), known(inside) if inside else None
        if there and (not inside or around in _above(there)):
            whole.append(Way(post, there))
        elif there:
            part.append(Way(post, there))
        elif around and _names_institution(name):
            whole.append(Way(post, around, name))
    return [*whole, *part]


def _above(organisation):
    found = []
    while organisation := organisation.parent if len(found) < 3 else None:
        found.append(organisation)
    return found


def _alike(cuts, text):
    """Readings with an organisation on record with a name like the printed one."""
    found = {}
    for start, end, _ in sorted(cuts, key=lambda cut: cut[2])[:WAYS]:
        for pk, _, likeness in namesakes(Organisation.objects.all(), text[end:], 2):
            found.setdefault(pk, (text[:start], min(likeness, ALL_WORDS)))
    records = Organisation.objects.select_related("parent").in_bulk(found)
    return [Way(post, records[pk], "", likeness) for pk, (post, likeness) in found.items()]


def _new(cuts, text):
    """The reading if no organisation is on record: split at the likeliest separator, at the first of equals."""
    start, end, _ = min(cuts, key=lambda cut: (not _names_institution(text[cut[1] :]), cut[2]))
    return Way(text[:start], None, text[end:])


def _names_institution(text):
    # “Centre of Research” is one, “Research of the Centre” is none.
    return not _INSTITUTIONS.keys().isdisjoint(search_key(_JOINT.split(text, maxsplit=1)[0]).split())
