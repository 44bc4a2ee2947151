"""Match proposed records with those on record, and choose addresses for new ones.

They are matched by earlier imports of the same data set, then identifiers, then the ties named by the importer.
To a matched record of other origin (``others``) the data set only adds; it never overwrites.
"""

import sys
from dataclasses import dataclass, field

from intake.bulk.decisions import lines
from intake.bulk.proposals import USE
from intake.models import LoadedRecord
from intake.records.directory import Directory
from intake.records.format import KINDS
from intake.records.writing import batches
from lib.names import named_exactly, search_key
from lib.partialdates import known
from lib.partialdates.core import stored
from summits.models import Participation

# Of which kinds a person can say which record a key of a data set means: those with an address of their own.
DECIDED = tuple(name for name, kind in KINDS.items() if kind.id_key == "slug")


@dataclass
class Addresses:
    """The result of ``find``; keys are those of the data set, addresses the slugs or ids of records."""

    address: dict = field(default_factory=dict)  # (kind, key) → address
    others: set = field(default_factory=set)  # (kind, key) of matched records of other origin
    loaded: dict = field(default_factory=dict)  # (kind, key) → LoadedRecord
    gone: set = field(default_factory=set)  # (kind, key) of records that were deleted here
    notes: list = field(default_factory=list)


def find(dataset, proposed, decisions, look=lambda: None):
    """Match the proposed entries. Returns Addresses. A constant number of statements per kind.

    ``decisions`` are people's decisions on keys of the data set ({“experts:key”: “use:address” or “create”}).
    ``look()`` is called for each record of an earlier import and before each kind, and may raise to stop.
    """
    found = Addresses()
    for row in LoadedRecord.objects.filter(dataset=dataset).defer("earlier").iterator(2000):
        look()
        row.values = _with_one_key(row.values)
        found.loaded[row.kind, row.key] = row
    _from_earlier(found)
    for kind in KINDS.values():
        look()
        mine = [one for (name, _), one in proposed.entries.items() if name == kind.name]
        open_ = [one for one in mine if (kind.name, one.key) not in found.loaded]
        _by_decisions(found, kind, open_, decisions)
        _by_identifiers(found, kind, mine)
        for by, tie_them in (("address", _by_address), ("cited", _by_citations), ("named", _by_names)):
            tied = [
                (one, tie)
                for one in open_
                for tie in proposed.ties[kind.name, one.key]
                if tie.by == by and (kind.name, one.key) not in found.address
            ]
            if tied:
                tie_them(found, kind, tied)
        if kind.name == "participations":
            _by_who(found, kind, [one for one in open_ if (kind.name, one.key) not in found.address])
        _new(found, kind, [one for one in open_ if (kind.name, one.key) not in found.address])
    return found


def _with_one_key(value):
    """A value read from JSON with each key as one object: else tens of thousands of records have each its own keys."""
    if isinstance(value, dict):
        return {sys.intern(key): _with_one_key(inner) for key, inner in value.items()}
    return [_with_one_key(inner) for inner in value] if isinstance(value, list) else value


def _from_earlier(found):
    """Find the present addresses of records of earlier imports, which may be renamed, merged or deleted."""
    by_kind = {}
    for row in found.loaded.values():
        by_kind.setdefault(row.kind, []).append(row)
    for name, rows in by_kind.items():
        kind = KINDS[name]
        there = {}
        for batch in batches(rows, 5000):
            records = kind.model.objects.filter(public_id__in=[row.public_id for row in batch])
            there.update(records.values_list("public_id", kind.address))
        missing = [row for row in rows if row.public_id not in there]
        directory = Directory({name: {_last(row) for row in missing}}) if missing else None
        for row in rows:
            here = (name, row.key)
            if row.public_id in there:
                found.address[here] = there[row.public_id]
                if row.borrowed:
                    found.others.add(here)
            elif directory.pk(kind, _last(row)) is not None:
                # It was merged into another record.
                found.address[here] = directory.now(kind, _last(row))
                found.others.add(here)
            else:
                found.address[here] = _last(row)
                found.gone.add(here)


def _last(row):
    """The address under which a record was loaded."""
    return row.values.get("slug") or row.public_id


def _by_decisions(found, kind, entries, decisions):
    for one in entries:
        choice = decisions.get(f"{kind.name}:{one.key}", "")
        if choice.startswith(USE):
            _tie(found, kind, one, choice.removeprefix(USE))


def _by_identifiers(found, kind, entries):
    if "identifiers" not in kind.rows:
        return
    wanted = {}
    for one in entries:
        for row in one.values["identifiers"]:
            wanted.setdefault((row["scheme"], row["value"]), one)
    model = kind.rows["identifiers"].model
    for batch in batches(list(wanted), 5000):
        rows = model.objects.filter(scheme__in={s for s, _ in batch}, value__in={v for _, v in batch})
        for row in rows.select_related("record"):
            one = wanted.get((row.scheme, row.value))
            if one is None:
                continue
            address = getattr(row.record, kind.address)
            mine = found.address.get((kind.name, one.key))
            if mine is None and not _another_life(one, row.record):
                _tie(found, kind, one, address)
            elif mine != address:
                _leave(found, one, row)


def _leave(found, one, row):
    """Leave an identifier with the record that has it, and add a note for the person who imports."""
    rows = one.values["identifiers"]
    one.values["identifiers"] = [r for r in rows if (r["scheme"], r["value"]) != (row.scheme, row.value)]
    one.row_lines["identifiers"] = one.row_lines["identifiers"][: len(one.values["identifiers"])]
    born = [f" (born {life})" if life else "" for life in (one.values.get("born"), getattr(row.record, "born", None))]
    found.notes.append(
        f"{one.values['name']}{born[0]} does not get the identifier {row}: it is that of {row.record}{born[1]}."
    )


def _another_life(one, record):
    """Whether the dates of birth of an entry and a record exclude that they are one person."""
    born = one.values.get("born")
    mine, theirs = known(stored(born)), known(getattr(record, "born", None))
    return bool(mine and theirs and (mine.latest < theirs.earliest or theirs.latest < mine.earliest))


def _by_address(found, kind, tied):
    there = set(
        kind.model.objects.filter(**{f"{kind.address}__in": [one.key for one, _ in tied]}).values_list(
            kind.address, flat=True
        )
    )
    for one, _ in tied:
        if one.key in there:
            _tie(found, kind, one, one.key)


def _by_citations(found, kind, tied):
    model = kind.rows["citations"].model
    wanted = {}
    for one, tie in tied:
        wanted.setdefault(tie.value, one)
    rows = model.objects.filter(
        source__slug__in={source for source, _ in wanted}, locator__in={place for _, place in wanted}
    )
    several = {}
    for source, place, address in rows.values_list("source__slug", "locator", f"record__{kind.address}"):
        several.setdefault((source, place), set()).add(address)
    for value, addresses in several.items():
        if value in wanted and len(addresses) == 1:
            _tie(found, kind, wanted[value], *addresses)


def _by_names(found, kind, tied):
    """Match the only record of the entry's sort (and country, if any) with its name or a further name."""
    keys = {search_key(name) for one, tie in tied for name in _names(one, tie)}
    inside = ["country__slug"] if "country" in kind.keys else []
    there = {}
    for key, address, *sort in named_exactly(kind.model.objects.all(), keys, "slug", "kind", *inside):
        there.setdefault((key, *sort), set()).add(address)
    for one, tie in tied:
        country = [found.address.get((kind.name, one.values["country"]), one.values["country"])] if inside else []
        for name in _names(one, tie):
            addresses = there.get((search_key(name), one.values["kind"], *country), ())
            if len(addresses) == 1:
                _tie(found, kind, one, *addresses)
                break


def _by_who(found, kind, entries):
    """Match who takes part in a matched event already: the same person or organisation in the same role."""

    def said(one):
        return tuple(found.address.get((f"{name}s", one.values[name])) for name in ("event", "expert", "organisation"))

    tied = [one for one in entries if ("events", one.values["event"]) in found.others and one.values["panel"] is None]
    rows = Participation.objects.filter(panel=None, event__slug__in={said(one)[0] for one in tied})
    names = ("event__slug", "expert__slug", "organisation__slug", "role", kind.address)
    there = {tuple(row): address for *row, address in rows.values_list(*names)} if tied else {}
    for one in tied:
        if address := there.get((*said(one), one.values["role"])):
            _tie(found, kind, one, address)


def decided(dataset):
    """The table of decisions (CSV, line by line) that ties records of a data set as they are tied here.

    It names those that people merged into other records, and those that the data set found on record.
    """
    found = Addresses()
    rows = LoadedRecord.objects.filter(dataset=dataset, kind__in=DECIDED)
    found.loaded = {(row.kind, row.key): row for row in rows.iterator(2000)}
    _from_earlier(found)
    tied = {f"{kind}:{key}": f"{USE}{found.address[kind, key]}" for kind, key in sorted(found.others)}
    return lines(tied)


def _names(one, tie):
    return [one.values["name"], *tie.value]


def _tie(found, kind, one, address):
    found.address[kind.name, one.key] = address
    found.others.add((kind.name, one.key))


def _new(found, kind, entries):
    """Choose addresses of new records: their keys, followed by a number if taken."""
    waiting, number = {one.key: one.key for one in entries}, 1
    while waiting:
        directory = Directory({kind.name: set(waiting.values())})
        taken = {}
        number += 1
        for key, address in waiting.items():
            if directory.pk(kind, address) is not None or directory.gone(kind, address):
                taken[key] = f"{key}-{number}"
            else:
                found.address[kind.name, key] = address
        waiting = taken
