"""Save what a parser found as proposals, and find the people and states on record that they may mean.

Whom a proposal may mean is not stored but looked up each time it is shown, so that it is always about the records
as they are now.
"""

import re
from dataclasses import dataclass, field

from django.db import transaction

from experts.models import Expert, Organisation
from intake.datasets.hsg import countries
from intake.models import Decision, LoadedRecord, ProposedParticipation
from intake.records.directory import Directory
from intake.records.format import KINDS
from intake.records.writing import batches
from lib.names import named_exactly, search_key
from summits.models import Event, Role

# Offices whose holders are the principals of a side; all others belong to the delegation.
LEADERS = re.compile(
    r"\b(president|prime minister|premier|chancellor|king|queen|emperor|empress|shah|sultan|emir|amir|pope|taoiseach"
    r"|chairman of the council of ministers|general secretary|head of (?:state|government))\b",
    re.IGNORECASE,
)
NOT_LEADERS = re.compile(r"\b(vice|deputy|former|foreign|-elect|crown|assistant)\b", re.IGNORECASE)


@dataclass
class Meant:
    """The records that a proposal may mean: its event (None if deleted), people of that name, and the state."""

    event: Event | None
    people: list = field(default_factory=list)
    state: Organisation | None = None


def propose(dataset, mets):
    """Save what a parser found as proposals. Returns (number of new, of open, of decided ones).

    Proposals that are no longer found are deleted, unless a person decided on them; decided ones do not change.
    """
    addresses = dict(
        LoadedRecord.objects.filter(dataset=dataset, kind="events").values_list("key", "values__slug")
    )  # fmt: skip
    rows = {}
    for met in mets:
        slug = addresses.get(f"hsg-{met.place.replace(' ', '-')}")
        if slug:
            who = met.who
            rows.setdefault(
                (met.place, who.name[:300], who.country),
                ProposedParticipation(
                    dataset=dataset, place=met.place, event=slug, day=met.day, name_as_printed=who.name[:300],
                    office=who.office[:500], country=who.country, name=met.name[:300], told_by=met.told_by,
                    passage=who.passage,
                ),
            )  # fmt: skip
    with transaction.atomic():
        there = ProposedParticipation.objects.filter(dataset=dataset)
        known = {(one.place, one.name_as_printed, one.country): one for one in there}
        gone = [one.pk for key, one in known.items() if key not in rows and one.decision == Decision.OPEN]
        there.filter(pk__in=gone).delete()
        fresh = [one for key, one in rows.items() if key not in known]
        changed = []
        for key, one in rows.items():
            old = known.get(key)
            if old is not None and old.decision == Decision.OPEN and _said(old) != _said(one):
                one.pk, one.since = old.pk, old.since
                changed.append(one)
        if changed:
            ProposedParticipation.objects.bulk_update(changed, SAID, batch_size=500)
        for batch in batches(fresh, 1000):
            ProposedParticipation.objects.bulk_create(batch)
    decided = there.exclude(decision=Decision.OPEN).count()
    return len(fresh), there.filter(decision=Decision.OPEN).count(), decided


SAID = ["event", "day", "office", "name", "told_by", "passage"]


def _said(one):
    return [getattr(one, name) for name in SAID]


def meant(proposals):
    """The records that proposals may mean: {id: Meant}. A constant number of statements."""
    kind = KINDS["events"]
    directory = Directory({"events": {one.event for one in proposals}})
    pks = {one.pk: directory.pk(kind, one.event) for one in proposals}
    events = Event.objects.in_bulk([pk for pk in pks.values() if pk])
    named = _people({search_key(one.name) for one in proposals if one.name})
    sides = {one.pk: _state(one) for one in proposals}
    states = _states({search_key(name) for names in sides.values() for name in names})
    return {
        one.pk: Meant(
            events.get(pks[one.pk]),
            [person for person in named.get(search_key(one.name), ()) if _alive(person, one.day)] if one.name else [],
            next((states[key] for name in sides[one.pk] if (key := search_key(name)) in states), None),
        )
        for one in proposals
    }


def _people(keys):
    """The people of each name: {search key: [expert]}, in the order of lists."""
    named = named_exactly(Expert.objects.all(), keys, "pk")
    people = Expert.objects.in_bulk({pk for _, pk in named})
    found = {}
    for key, pk in named:
        found.setdefault(key, set()).add(people[pk])
    return {key: sorted(those, key=lambda person: (person.name_key, person.pk)) for key, those in found.items()}


def _alive(person, day):
    return person.born_earliest <= day <= person.died_latest


def _state(one):
    """The names of the state that governed the country on the day; none for organisations, which have no country."""
    found = countries.state(countries.territory(one.country), one.day.isoformat()) if one.country else None
    return (found.name, *found.names) if found else ()


def _states(keys):
    """The states with an unambiguous name: {search key: organisation}."""
    named = named_exactly(Organisation.objects.filter(kind="state"), keys, "pk")
    states = Organisation.objects.in_bulk({pk for _, pk in named})
    found = {}
    for key, pk in named:
        found.setdefault(key, set()).add(states[pk])
    return {key: next(iter(those)) for key, those in found.items() if len(those) == 1}


def role(proposal, side):
    """The role of somebody with this office; ``side`` says whether it is known whom they represent."""
    if not side:
        return Role.ATTENDEE
    leads = LEADERS.search(proposal.office) and not NOT_LEADERS.search(proposal.office)
    return Role.PRINCIPAL if leads else Role.DELEGATE


def why(proposal, people):
    """A sentence on how the people of a proposal were found."""
    if not proposal.name:
        return "Only a surname is printed, and the data do not tell whose."
    if proposal.told_by:
        told = f"{proposal.told_by} prints the full name, with the same office of the same country within four years"
    else:
        told = "The remark prints the full name"
    if not people:
        return f"{told}. Nobody on record has it."
    if len(people) == 1:
        return f"{told}. One person on record has it, and lived then."
    return f"{told}. {len(people)} people on record have it."
