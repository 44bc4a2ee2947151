"""Decide on proposed participations: accept, reject or reopen them; and the file of decisions.

A ``choice`` says how one is accepted: the slug of an expert, NEW (a draft expert with the full name) or PRINTED (the
state takes part, with the name as printed in the source).
"""

import csv
import hashlib
import itertools
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.utils import timezone

from experts.models import Expert
from intake.bulk.proposals import slug_of
from intake.datasets.met.proposing import meant, role
from intake.models import Decision, ImportRun, ProposedParticipation
from intake.records.directory import Directory
from intake.records.format import KINDS
from intake.records.loading import one_at_a_time
from lib.addresses import Publication
from lib.counts import counted
from lib.names import search_key
from lib.publishing import may, may_publish
from sources.models import Source
from summits.models import Participation, ParticipationCitation

NEW, PRINTED = "new", "printed"
COLUMNS = ["dataset", "row", "name as printed", "country", "decision", "person", "name"]
# The most rows of one step, since each is validated by the models and by the database.
MOST = 500


class Refused(ValueError):
    """The decision cannot be carried out; the message says why."""


@dataclass
class Line:
    """What accepting one proposal would do, for a preview: who takes part in what, or why it is impossible."""

    proposal: ProposedParticipation
    choice: str
    event: object = None
    person: Expert | None = None
    new: str = ""  # the name of an expert who would be created
    state: object = None
    fault: str = ""
    there: bool = False  # the participation is on record already

    @property
    def who(self):
        """Who would take part, in words."""
        if self.choice == PRINTED:
            return f"{self.state}, with “{self.proposal.name_as_printed}” as printed"
        return str(self.person) if self.person else f"{self.new} (a new draft)"


def first_choice(proposal, people):
    """The choice that is preselected for a proposal."""
    if len(people) == 1:
        return people[0].slug
    return NEW if proposal.name and not people else PRINTED


def look(proposals, choices, user=None):
    """What accepting proposals would do, as Lines; ``choices`` are {id: choice}. Nothing is written."""
    found = meant(proposals)
    slugs = {choice for choice in choices.values() if choice not in (NEW, PRINTED)}
    named = {person.slug: person for person in Expert.objects.filter(slug__in=slugs)}
    lines = []
    for one in proposals:
        on_record = found[one.pk]
        choice = choices.get(one.pk) or first_choice(one, on_record.people)
        line = Line(one, choice, on_record.event, state=on_record.state)
        if choice == NEW:
            # If this queue has just created the expert for another row, there is no second one.
            line.person = next((person for person in on_record.people if len(on_record.people) == 1), None)
            line.new = "" if line.person else one.name
        elif choice != PRINTED:
            offered = {person.slug: person for person in on_record.people}
            line.person = offered.get(choice) or named.get(choice)
        line.fault = _fault(line, user)
        lines.append(line)
    _already(lines)
    return lines


def _fault(line, user):
    if line.proposal.decision != Decision.OPEN:
        return f"Somebody has decided on it: {line.proposal.get_decision_display()}."
    if line.event is None:
        return "Its event is no longer on record."
    if line.choice == PRINTED and line.state is None:
        return "The state is not on record, so nobody can take part as printed."
    if line.choice == NEW and not (line.person or line.new):
        return "No full name is known: accept it as printed, or choose a person."
    if line.choice not in (NEW, PRINTED) and line.person is None:
        return f"There is no expert “{line.choice}” on record."
    if user is not None and not may(user, Participation, "add"):
        return "You may not add participations."
    if user is not None and line.new and not may(user, Expert, "add"):
        return "You may not add experts."
    return ""


def _already(lines):
    """Mark the lines whose people take part already. A state can have one printed name in one role."""
    pks = {line.event.pk for line in lines if line.event}
    there = set(
        Participation.objects.filter(event__in=pks).values_list("event_id", "expert_id", "organisation_id", "role")
    )
    people = {(event, expert) for event, expert, _, _ in there}
    states = {(event, state, what) for event, _, state, what in there}
    for line in lines:
        if line.fault:
            continue
        if line.choice == PRINTED:
            key = (line.event.pk, line.state.pk, role(line.proposal, line.state))
            if key in states:
                line.fault = f"{line.state} takes part in this role already: accept the person, or a draft of one."
            states.add(key)
        elif line.person:
            line.there = (line.event.pk, line.person.pk) in people


def mark(lines):
    """A hash of a preview, by which a change is noticed."""
    told = [(line.proposal.pk, line.choice, line.who if not line.fault else "", line.there) for line in lines]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def accept(pks, choices, user=None, expected=None):
    """Accept proposals (ids) in one transaction; faulty ones stay open. Returns (ImportRun or None, Lines).

    Raises Refused if the result would differ from the preview with the hash ``expected``.
    """
    with transaction.atomic():
        one_at_a_time()
        rows = ProposedParticipation.objects.select_for_update().filter(pk__in=pks).order_by("day", "pk")
        proposals = list(rows)
        lines = look(proposals, choices, user)
        if expected is not None and mark(lines) != expected:
            raise Refused("Something has been changed since this preview was made. Look at it again.")
        with pghistory.context(command="accept_met", **({"user": user.pk} if user else {})) as saved:
            made = {}
            sources = {one.slug: one for one in Source.objects.filter(slug__in={one.dataset for one in proposals})}
            for line in lines:
                if not line.fault:
                    _enter(line, sources.get(line.proposal.dataset), made, user)
        taken = [line for line in lines if not line.fault]
        entered = {"participations": sum(not line.there for line in taken), "experts": len(made)}
        run = None
        if entered["participations"]:
            run = ImportRun.objects.create(
                context=saved.id, user=user, files=f"{counted(len(taken), 'person', 'people')} met, as remarks say",
                counts={kind: {"created": number, "updated": 0} for kind, number in entered.items() if number},
            )  # fmt: skip
        for line in taken:
            _decide(line.proposal, Decision.ACCEPTED, user, run, line.person.slug if line.person else "")
    return run, lines


def _enter(line, source, made, user):
    """Create the participation of a line, and its expert if new (once for each name)."""
    proposal = line.proposal
    if line.new:
        key = search_key(line.new)
        if key not in made:
            person = Expert(slug=_free_slug(line.new), name=line.new, publication=Publication.DRAFT)
            person.full_clean()
            person.save()
            made[key] = person
        line.person = made[key]
        line.there = Participation.objects.filter(event=line.event, expert=line.person).exists()
    if line.there:
        return
    side = None if line.choice == PRINTED else line.state
    actor = {"organisation": line.state} if line.choice == PRINTED else {"expert": line.person}
    public = may_publish(user) and all(
        one.publication == Publication.PUBLISHED for one in (line.event, *actor.values(), *([side] if side else ()))
    )
    made_now = Participation(
        event=line.event, **actor, on_behalf_of=side, role=role(proposal, line.state), billing=proposal.office,
        name_as_printed=proposal.name_as_printed,
        publication=Publication.PUBLISHED if public else Publication.DRAFT,
    )  # fmt: skip
    made_now.full_clean(exclude=["public_id"])
    made_now.save()
    if source is not None:
        cited = ParticipationCitation(
            record=made_now, source=source, locator=proposal.place, note=proposal.passage[:500]
        )
        cited.full_clean()
        cited.save()


def _free_slug(name):
    """A slug for an expert of this name that no expert has or had."""
    kind, base = KINDS["experts"], slug_of(name)
    for number in itertools.count(1):
        slug = base if number == 1 else f"{base}-{number}"
        directory = Directory({"experts": {slug}})
        if directory.pk(kind, slug) is None and not directory.gone(kind, slug):
            return slug
    return base


def _decide(proposal, decision, user, run=None, person=""):
    proposal.decision, proposal.decided_by, proposal.run, proposal.person = decision, user, run, person
    proposal.decided_at = timezone.now() if decision != Decision.OPEN else None
    proposal.save(update_fields=["decision", "decided_by", "run", "person", "decided_at"])


def reject(pks, user=None):
    """Reject open proposals. Returns how many."""
    return _set(pks, Decision.OPEN, decision=Decision.REJECTED, decided_by=user, decided_at=timezone.now())


def open_again(pks):
    """Reopen rejected proposals. Returns how many."""
    return _set(pks, Decision.REJECTED, decision=Decision.OPEN, decided_by=None, decided_at=None)


def _set(pks, now, **values):
    return ProposedParticipation.objects.filter(pk__in=pks, decision=now).update(**values)


# -- the file -------------------------------------------------------------------------------------


def rows():
    """The decisions as rows of a table, headings first."""
    yield COLUMNS
    decided = ProposedParticipation.objects.exclude(decision=Decision.OPEN).order_by("dataset", "day", "pk")
    for one in decided.iterator(2000):
        person = one.person or (PRINTED if one.decision == Decision.ACCEPTED else "")
        yield [one.dataset, one.place, one.name_as_printed, one.country, one.decision, person, one.name]


def take(file):
    """Carry out the decisions of such a table. Returns (number accepted, number rejected, faults in words).

    An expert who is named in the table and not on record is created again, as a draft. Raises Refused.
    """
    reader = csv.DictReader(file)
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        raise Refused(f"The table of decisions has no column {', '.join(missing)}.")
    said = {tuple(row[name] or "" for name in COLUMNS[:4]): row for row in reader}
    if bad := sorted({row["decision"] for row in said.values()} - {Decision.ACCEPTED, Decision.REJECTED}):
        raise Refused(f"“{bad[0]}” is no decision: accepted or rejected.")
    there = {
        (one.dataset, one.place, one.name_as_printed, one.country): one
        for one in ProposedParticipation.objects.filter(decision=Decision.OPEN)
    }
    choices, rejected = {}, []
    known = set(Expert.objects.filter(slug__in={row["person"] for row in said.values()}).values_list("slug", flat=True))
    for key, row in said.items():
        if key not in there:
            continue
        if row["decision"] == Decision.REJECTED:
            rejected.append(there[key].pk)
        else:
            person = row["person"] or PRINTED
            choices[there[key].pk] = person if person in known or person == PRINTED else NEW
    _, lines = accept(list(choices), choices) if choices else (None, [])
    faults = [f"{line.proposal}: {line.fault}" for line in lines if line.fault]
    return sum(not line.fault for line in lines), reject(rejected), faults
