"""References to experts, organisations and topics that are not on record: proposed to a person, never created silently.

A reference is first read as a slug. If no record has it, it is searched for among all names on
record, first exactly and then by similarity; a person chooses the record that is meant, or that
a draft is to be created. All of them are searched for, however many there are, and a draft
never takes an address that is in use.
"""

from dataclasses import dataclass, field

from anyascii import anyascii
from django.db.models import F, Func, Q, Value
from django.utils.text import slugify

from intake.models import LoadedRecord
from intake.records.format import KINDS
from intake.records.reading import FileEntry
from intake.records.writing import batches
from lib.admin.search import closest, exactly
from lib.names import in_any_order, search_key

PROPOSED = ("experts", "organisations", "topics")
PERSONS = "experts"  # of people, names with the same words in another order are equal
CREATE, USE = "create", "use:"  # a choice is CREATE (a draft), or USE followed by the slug of the record that is meant
CLOSEST = 3


@dataclass
class Proposal:
    """A reference to no record: where it occurs, and the records closest to it, as [slug, name].

    ``exact`` are the slugs of the records with the same name, in any case and script, and for people in any
    order of the words.
    """

    kind: str
    key: str
    name: str
    slug: str = ""  # of the draft that would be created
    places: list = field(default_factory=list)  # "file:line", the first few
    count: int = 0
    exact: list = field(default_factory=list)
    closest: list = field(default_factory=list)
    choice: str = ""

    @property
    def choice_key(self):
        """The key under which the choice is stored."""
        return f"{self.kind}:{self.key}"

    @property
    def record(self):
        """The slug of the record that was chosen or created."""
        return self.slug if self.choice == CREATE else self.choice.removeprefix(USE)

    def data(self):
        """The proposal as a mapping for JSON."""
        names = ("kind", "key", "slug", "name", "places", "count", "exact", "closest")
        return {name: getattr(self, name) for name in names}


def unknown(entries, directory):
    """The references in ``entries`` to records that do not exist, as Proposals.

    Each has its exact matches and the slug that its draft would get.
    """
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
                proposal = found[refers.name, key] = Proposal(refers.name, key, name_of(key))
            proposal.count += 1
            if len(proposal.places) < 5:
                proposal.places.append(f"{entry.file}:{line}")
    proposals = list(found.values())
    for name in PROPOSED:
        mine = [proposal for proposal in proposals if proposal.kind == name]
        if mine:
            _find_exactly(KINDS[name], mine)
            _reserve(KINDS[name], mine, {key for kind, key in given if kind == name})
    return proposals


def _find_exactly(kind, proposals):
    orders = in_any_order if kind.name == PERSONS else lambda key: [key]
    keys = {proposal.key: orders(search_key(proposal.name)) for proposal in proposals}
    found = exactly(kind.model, {key for ways in keys.values() for key in ways} - {""})
    for proposal in proposals:
        own, *others = keys[proposal.key]
        # If both are on record, Ivan Petr is not Petr Ivan.
        hits = found.get(own) or [pair for key in others for pair in found.get(key, ())]
        proposal.closest = [list(pair) for pair in dict.fromkeys(hits)]
        proposal.exact = [slug for slug, _ in proposal.closest]


def _reserve(kind, proposals, given):
    """Set the slug of each proposal's draft: one that no record has or had, and that no other name in the files takes.

    The same name in another case or script is one draft. ``given`` are the slugs of the files' own records.
    """
    whose = {proposal.key: _same(proposal) for proposal in proposals}
    taken = given | _in_use(kind, {slug_of(proposal.key) for proposal in proposals})
    slugs, numbers = {}, {}
    for proposal in proposals:
        name = _same(proposal)
        if name not in slugs:
            slug = stem = slug_of(proposal.key)
            while slug in taken or whose.get(slug, name) != name:
                numbers[stem] = numbers.get(stem, 1) + 1
                slug = f"{stem}-{numbers[stem]}"
            taken.add(slug)
            slugs[name] = slug
        proposal.slug = slugs[name]


def _same(proposal):
    """The key by which proposals of the same name are grouped."""
    key = search_key(proposal.name)
    return (min(in_any_order(key)) if proposal.kind == PERSONS else key) or proposal.key


def _in_use(kind, stems):
    """Those of the slugs ``stems``, with or without a number behind them, that a record has or had. Three statements."""
    used = set()
    for model, column, more in (
        (kind.model, "slug", {}), (kind.former, "slug", {}), (LoadedRecord, "key", {"dataset": "", "kind": kind.name})
    ):  # fmt: skip
        stem = Func(F(column), Value(r"-\d+$"), Value(""), function="regexp_replace")
        rows = model._base_manager.filter(**more).annotate(stem=stem)
        used.update(rows.filter(Q(stem__in=stems) | Q(**{f"{column}__in": stems})).values_list(column, flat=True))
    return used


def search(proposals, tick=lambda number: None):
    """Find the closest records of proposals without exact matches. ``tick(number)`` is called as they are done."""
    for name in PROPOSED:
        mine = [proposal for proposal in proposals if proposal.kind == name and not proposal.exact]
        for batch in batches(mine, 200):
            found = closest(KINDS[name].model, {search_key(proposal.name) for proposal in batch}, CLOSEST)
            for proposal in batch:
                proposal.closest = [list(pair) for pair in found.get(search_key(proposal.name), ())]
            tick(len(batch))


def slug_of(text):
    """The slug for the draft of a reference, before it is made unique."""
    return slugify(anyascii(text))[:110].strip("-") or "unnamed"


def name_of(text):
    """The name for the draft of a reference: as written, or made from the words of a slug."""
    if text == slug_of(text):
        return " ".join(word.capitalize() for word in text.split("-"))
    return text


@dataclass
class Rules:
    """How names without a choice of their own are decided."""

    take_exact: bool = False  # a name that exactly one record has means that record; among several, a person chooses
    create_unknown: bool = False  # a name to which nothing on record comes close becomes a draft
    create_close: bool = False  # so does a name that no record has, even if something comes close

    def create(self, exact, closest):
        """Whether a name with these exact and closest records becomes a draft."""
        return not exact and (self.create_close if closest else self.create_unknown or self.create_close)


def decide(proposals, choices, rules, search=search):
    """Set the choice of each proposal: the one in ``choices`` {choice_key: choice}, or what the Rules decide.

    The closest records are looked up (``search``) before anything is created for a name.
    """
    for proposal in proposals:
        proposal.choice = choices.get(proposal.choice_key, "")
        if not proposal.choice and rules.take_exact and len(proposal.exact) == 1:
            proposal.choice = USE + proposal.exact[0]
    if unsaid := [proposal for proposal in proposals if not proposal.choice]:
        search(unsaid)
    for proposal in unsaid:
        if rules.create(proposal.exact, proposal.closest):
            proposal.choice = CREATE


def settle(proposals, entries):
    """Apply the choices. References in ``entries`` are changed in place, entries of drafts are added.

    Returns (undecided proposals, decided proposals).
    """
    chosen = [proposal for proposal in proposals if proposal.choice]
    meant = {(proposal.kind, proposal.key): proposal.record for proposal in chosen}
    if meant:
        for entry in entries:
            _replace(entry, meant)
    drafts = {}
    for proposal in chosen:
        if proposal.choice == CREATE:
            drafts.setdefault((proposal.kind, proposal.slug), []).append(proposal)
    entries += [_draft(*alike) for alike in drafts.values()]
    return [proposal for proposal in proposals if not proposal.choice], chosen


def _draft(first, *others):
    """The entry of a draft, with other spellings of its name as variants."""
    kind = KINDS[first.kind]
    file, _, line = first.places[0].rpartition(":")
    entry = FileEntry(kind, first.slug, file, int(line), new=True)
    entry.values = {name: key.left_out for name, key in kind.keys.items()} | {name: [] for name in kind.rows}
    entry.row_lines = {name: [] for name in kind.rows}
    entry.values |= {"name": first.name, "publication": "draft"}
    spellings = [other.name for other in others if other.name != first.name]
    for text in dict.fromkeys(spellings):
        row = {name: key.left_out for name, key in kind.rows["names"].keys.items()}
        entry.values["names"].append({**row, "text": text})
        entry.row_lines["names"].append(entry.line)
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
