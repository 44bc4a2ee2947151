"""References to experts, organisations and topics that are not on record: proposed, never created silently.

A reference is taken as its slug. What is no slug on record, a name for instance, is proposed
with the records that come closest; a person says which one is meant, or that a draft is to be
created.
"""

from dataclasses import dataclass, field

from anyascii import anyascii
from django.utils.text import slugify

from intake.records.format import KINDS
from intake.records.reading import Entry
from lib.admin.search import named

PROPOSED = ("experts", "organisations", "topics")
CREATE, USE = "create", "use:"  # a choice: to create a draft, or USE and the slug of the record that is meant
# Beyond so many, the closest records are not looked for: the column holds something else.
MOST_SEARCHED = 100
CLOSEST = 3


@dataclass
class Proposal:
    """A reference that leads nowhere: where it stands, and the records close to it, as (slug, name)."""

    kind: str
    key: str
    slug: str  # that a draft would get
    name: str
    places: list = field(default_factory=list)  # "file:line", the first few
    count: int = 0
    closest: list = field(default_factory=list)

    @property
    def choice_key(self):
        """Under which a choice is kept."""
        return f"{self.kind}:{self.key}"

    def data(self):
        """The proposal as JSON."""
        return {name: getattr(self, name) for name in ("kind", "key", "slug", "name", "places", "count", "closest")}


def unknown(entries, directory):
    """The references of ``entries`` that could be proposed, as Proposals without their closest records."""
    given = {(entry.kind.name, entry.key) for entry in entries}
    found = {}
    for entry in entries:
        for _, line, refers, key in entry.references():
            if refers.name not in PROPOSED or (refers.name, key) in given:
                continue
            if directory.pk(refers, key) is not None or directory.gone(refers, key):
                continue
            proposal = found.get((refers.name, key))
            if proposal is None:
                proposal = found[refers.name, key] = Proposal(refers.name, key, slug_of(key), name_of(key))
            proposal.count += 1
            if len(proposal.places) < 5:
                proposal.places.append(f"{entry.file}:{line}")
    return list(found.values())


def search(proposals):
    """Look up what comes closest to each."""
    for proposal in proposals[:MOST_SEARCHED]:
        close = named(KINDS[proposal.kind].model.objects.all(), proposal.name)
        proposal.closest = [list(pair) for pair in close.values_list("slug", "name")[:CLOSEST]]


def slug_of(text):
    """The slug of a draft for a reference."""
    return slugify(anyascii(text))[:110].strip("-") or "unnamed"


def name_of(text):
    """The name of a draft for a reference: as written, or from the words of a slug."""
    if text == slug_of(text):
        return " ".join(word.capitalize() for word in text.split("-"))
    return text


def settle(proposals, choices, entries):
    """Apply what a person chose: {choice_key: choice}.

    References in ``entries`` are changed in place; for what is to be created, entries of
    drafts are added. Returns the proposals on which nothing was chosen.
    """
    meant, open_, fresh = {}, [], []
    taken = {(entry.kind.name, entry.key) for entry in entries}
    taken |= _slugs_on_record(proposals)
    for proposal in proposals:
        choice = choices.get(proposal.choice_key)
        if not choice:
            open_.append(proposal)
        elif choice == CREATE:
            slug, number = proposal.slug, 1
            while (proposal.kind, slug) in taken:
                number += 1
                slug = f"{proposal.slug}-{number}"
            taken.add((proposal.kind, slug))
            meant[proposal.kind, proposal.key] = slug
            fresh.append(_draft(proposal, slug))
        else:
            meant[proposal.kind, proposal.key] = choice.removeprefix(USE)
    if meant:
        for entry in entries:
            _replace(entry, meant)
    entries += fresh
    return open_


def _slugs_on_record(proposals):
    """The slugs in use, now or before, that a draft of ours must not get."""
    found = set()
    for name in {proposal.kind for proposal in proposals}:
        kind, slugs = KINDS[name], [p.slug for p in proposals if p.kind == name]
        for slug in slugs[:MOST_SEARCHED]:
            for model in (kind.model, kind.former):
                rows = model.objects.filter(slug__startswith=slug).values_list("slug", flat=True)
                found.update((name, other) for other in rows[:1000])
    return found


def _draft(proposal, slug):
    kind = KINDS[proposal.kind]
    file, _, line = proposal.places[0].rpartition(":")
    entry = Entry(kind, slug, file, int(line))
    entry.values = {name: key.left_out for name, key in kind.keys.items()} | {name: [] for name in kind.rows}
    entry.row_lines = {name: [] for name in kind.rows}
    entry.values |= {"name": proposal.name, "publication": "draft"}
    return entry


def _replace(entry, meant):
    for name, key in entry.kind.keys.items():
        if key.holds == "reference":
            entry.values[name] = meant.get((key.refers.name, entry.values[name]), entry.values[name])
    for name, rows in entry.kind.rows.items():
        for part, key in rows.keys.items():
            if key.holds == "reference":
                for row in entry.values[name]:
                    row[part] = meant.get((key.refers.name, row[part]), row[part])
