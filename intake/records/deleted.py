"""Records that files name and that were deleted here: left alone, brought back, or created anew."""

from dataclasses import dataclass, field

from django.db import transaction

from intake.models import Deleted
from intake.records.format import KINDS
from intake.records.report import Problem
from lib.publishing import has_publication, seen_by_public
from lib.revive import NotPossible, bring_back, deletions, free_addresses


@dataclass
class Settled:
    """What was done about deleted records."""

    revived: dict = field(default_factory=dict)  # model → rows of what came back
    freed: dict = field(default_factory=dict)  # kind → addresses of deleted records that new ones get
    problems: list = field(default_factory=list)


def settle(choice, entries, directory, may_publish=True):
    """Do what was chosen (one of Deleted, or "") about deleted records. Inside a transaction. Returns a Settled.

    Brings back the records that the entries are about or refer to, with what was deleted with
    them; or marks the entries as new and frees their addresses. Where anything came back, the
    directory has to be made anew.
    """
    gone = directory.all_gone()
    if choice == Deleted.CREATE:
        return Settled(freed=_create(entries, gone))
    if choice != Deleted.BRING_BACK or not gone:
        return Settled()
    changes = {}
    for name, kind in KINDS.items():
        if name in gone and (found := deletions(kind.model, kind.address, gone[name])):
            changes[kind.model] = sorted(set(found.values()))
    file = entries[0].file if entries else ""
    try:
        with transaction.atomic():
            rows = bring_back(changes)
    except NotPossible as refused:
        faults = [Problem(file, 0, "", "", f"Nothing was brought back. {message}") for message in refused.messages]
        return Settled(problems=faults)
    return Settled(rows, problems=[] if may_publish else _published(rows, file))


def _create(entries, gone):
    slugs = {}
    for entry in entries:
        entry.new = entry.key in gone.get(entry.kind.name, ())
        if entry.new and entry.kind.former:
            slugs.setdefault(entry.kind.name, []).append(entry.key)
    for name, keys in slugs.items():
        free_addresses(KINDS[name].model, keys)
    return slugs


def _published(rows, file):
    """Who may not publish does not bring back what the public would see."""
    problems = []
    for model, found in rows.items():
        if not has_publication(model):
            continue
        seen = seen_by_public(model, [row["id"] for row in found])
        for row in found:
            if row["id"] in seen:
                name = row.get("slug") or row["public_id"]
                words = f"{model._meta.verbose_name} {name} was public: only a reviewer may bring it back."
                problems.append(Problem(file, 0, "", "", words))
    return problems


def describe_revived(rows):
    """What came back, in words: “12 experts, 3 appointments”; "" for nothing."""
    records = {model: len(found) for model, found in rows.items() if has_publication(model)}
    return ", ".join(
        f"{number:,} {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"
        for model, number in records.items()
    )


def advice(report):
    """What to say where records stay deleted; "" where none does."""
    return in_words(report.total("deleted here"), report.total("left out"))


def in_words(records, rows):
    """Say that records stay deleted and others are left out; "" where none is."""
    said = []
    if records == 1:
        said.append("1 record of the files was deleted here and is not created again")
    elif records:
        said.append(f"{records:,} records of the files were deleted here and are not created again")
    if rows == 1:
        said.append("1 is left out, because what it refers to was deleted here")
    elif rows:
        said.append(f"{rows:,} are left out, because what they refer to was deleted here")
    return f"{'; '.join(said)}." if said else ""
