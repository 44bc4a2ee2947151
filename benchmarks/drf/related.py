"""Related events by the ORM: ties gathered kind by kind, weighed and ranked in Python."""

import math
from collections import defaultdict

from django.db.models import Q

from benchmarks.drf.refs import EventRef, ExpertRef, OrganisationRef, TopicRef
from experts.models import Appointment, Expert, Organisation
from lib.visibility import Viewer
from summits.models import Event, EventLink, EventTopic, Participation, ParticipationAppointment, Position, PositionEvent, PositionTopic
from summits.models.kinds import LinkKind
from topics.models import Topic

PUBLIC = Viewer.PUBLIC
WEIGHTS = {"about": 4.0, "expert": 3.0, "organisation": 2.0, "topic": 1.0}


def _seen_at(**where):
    """Published participations on no panel or a published one, whoever takes part."""
    on_panel = Q(panel__isnull=True) | Q(panel__publication="published")
    return Participation.objects.filter(on_panel, publication="published", **where)


def _with_actor(rows):
    return rows.filter(Q(expert__publication="published") | Q(organisation__publication="published"))


def _organisations(rows):
    """(event, organisation) of participations: itself there, spoken for, or by a post."""
    found = set(rows.filter(organisation__isnull=False).values_list("event_id", "organisation_id"))
    actors = _with_actor(rows)
    found |= set(actors.filter(on_behalf_of__isnull=False).values_list("event_id", "on_behalf_of_id"))
    posts = ParticipationAppointment.objects.filter(participation__in=actors, appointment__publication="published")
    return found | set(posts.values_list("participation__event_id", "appointment__organisation_id"))


def _organisation_ties(ids):
    """(event, organisation) of all events with one of some organisations."""
    found = set(_seen_at(organisation__in=ids).values_list("event_id", "organisation_id"))
    found |= set(_with_actor(_seen_at(on_behalf_of__in=ids)).values_list("event_id", "on_behalf_of_id"))
    posts = ParticipationAppointment.objects.filter(
        appointment__in=Appointment.objects.filter(organisation__in=ids, publication="published"),
        participation__in=_with_actor(_seen_at()),
    )
    return found | set(posts.values_list("participation__event_id", "appointment__organisation_id"))


def ties(event):
    """All ties of an event: {(kind, link, direction, ref): set of other events}."""
    found = defaultdict(set)
    for other, kind in EventLink.objects.filter(from_event=event, publication="published").values_list("to_event_id", "kind"):
        found["link", kind, "out", None].add(other)
    for other, kind in EventLink.objects.filter(to_event=event, publication="published").values_list("from_event_id", "kind"):
        found["link", kind, "in", None].add(other)
    on_panel = Q(panel__isnull=True) | Q(panel__publication="published")
    positions = Position.objects.filter(on_panel, publication="published")
    mine = positions.filter(event=event)
    found["about", None, "out", None] |= set(PositionEvent.objects.filter(position__in=mine).values_list("event_id", flat=True))
    there = positions.filter(pk__in=PositionEvent.objects.filter(event=event).values("position_id"), event__isnull=False)
    found["about", None, "in", None] |= set(there.values_list("event_id", flat=True))
    topics = set(EventTopic.objects.filter(event=event).values_list("topic_id", flat=True))
    topics |= set(PositionTopic.objects.filter(position__in=mine).values_list("topic_id", flat=True))
    shared = EventTopic.objects.filter(topic__in=topics, topic__publication="published")
    for other, topic in shared.values_list("event_id", "topic_id"):
        found["topic", None, None, topic].add(other)
    experts = _seen_at(event=event, expert__publication="published").values_list("expert_id", flat=True)
    for other, expert in _seen_at(expert__in=set(experts)).values_list("event_id", "expert_id"):
        found["expert", None, None, expert].add(other)
    organisations = {organisation for _, organisation in _organisations(_seen_at(event=event))}
    visible = set(Organisation.objects.filter(pk__in=organisations, publication="published").values_list("pk", flat=True))
    for other, organisation in _organisation_ties(visible):
        found["organisation", None, None, organisation].add(other)
    others = set().union(*found.values()) - {event.pk}
    public = set(Event.objects.visible_to(PUBLIC).filter(pk__in=others).values_list("pk", flat=True))
    return {key: events & public for key, events in found.items() if events & public}


def _reason(tie, n, things):
    kind, link, direction, ref = tie
    reason = {"kind": kind, "link": link, "direction": direction, "events": n, "topic": None, "expert": None, "organisation": None}
    if kind == "link":
        words = LinkKind(link).label if direction == "out" else LinkKind(link).inverse
    elif kind == "about":
        words = "positions here are about it" if direction == "out" else "positions there are about this event"
    else:
        reason[kind] = things[kind][ref]
        shared = "no other event" if n == 1 else f"{n - 1} more"
        words = f"both have the {kind} {reason[kind]['name']} (as {'has ' if n == 1 else 'have '}{shared})"
    return {**reason, "words": words}


def related(event, context, limit=20):
    """The list of related events."""
    found = ties(event)
    explicit, shared = defaultdict(int), defaultdict(float)
    for (kind, *_), others in found.items():
        for other in others:
            if kind == "link":
                explicit[other] += 1000
                shared[other] += 0
            else:
                shared[other] += WEIGHTS[kind] / math.log(1.7182818 + len(others))
    scores = sorted(((round(explicit[o] + 1000 * s / (s + 20.0) + 1e-9, 2), o) for o, s in shared.items()), reverse=True)
    best = dict((other, score) for score, other in scores[:limit])
    by_event = defaultdict(list)
    for tie, others in found.items():
        for other in others & best.keys():
            by_event[other].append((tie, len(others)))
    things = {}
    for kind, model, serializer in (("topic", Topic, TopicRef), ("expert", Expert, ExpertRef), ("organisation", Organisation, OrganisationRef)):
        ids = {tie[3] for reasons in by_event.values() for tie, _ in reasons if tie[0] == kind}
        rows = model.objects.filter(pk__in=ids)
        things[kind] = {row.pk: serializer(row, context=context).data for row in rows}
    events = Event.objects.defer("search").in_bulk(best)
    results = []
    for other, score in best.items():
        reasons = sorted(by_event[other], key=lambda pair: (pair[0][0] != "link", pair[1], pair[0][0]))
        row = EventRef(events[other], context=context).data
        results.append({**row, "score": score, "reasons": [_reason(tie, n, things) for tie, n in reasons]})
    return {"count": len(scores), "next": None, "previous": None, "results": results}
