"""Related events by the ORM: ties gathered kind by kind, weighed and ranked in Python."""

import math
from collections import defaultdict

from django.db.models import Q

from benchmarks.drf.refs import EventRef, ExpertRef, OrganisationRef, TopicRef
from experts.models import Expert, Organisation
from lib.visibility import Audience
from summits.models import (
    Event,
    EventLink,
    EventTopic,
    LinkCitation,
    Outcome,
    OutcomeEvent,
    Participation,
    ParticipationAppointment,
    Position,
    PositionEvent,
    PositionTopic,
)
from summits.models.kinds import LinkKind
from topics.models import Topic

PUBLIC = Audience.PUBLIC
LINKS = {"part_of": 4000, "discusses": 4000, "prepares": 3000, "reacts_to": 3000, "follows": 2000, "parallel_to": 2000}
OUTCOME = 3000
COMMON = 500
WEIGHTS = {"about": 4.0, "expert": 3.0, "organisation": 2.0, "topic": 1.0}


def _seen_at(**where):
    """Published participations on no panel or a published one, of whoever may have been there."""
    on_panel = Q(panel__isnull=True) | Q(panel__publication="published")
    there = Participation.objects.filter(on_panel, publication="published", **where)
    return there.exclude(attendance="unable").exclude(event__status="cancelled")


def _with_actor(rows):
    return rows.filter(Q(expert__publication="published") | Q(organisation__publication="published"))


def _organisations(rows):
    """(event, organisation, by whom) of participations: itself there, spoken for, or by a post.

    An organisation that took part itself brings itself, told by minus its id.
    """
    itself = rows.filter(organisation__isnull=False)
    found = {(event, one, -one) for event, one in itself.values_list("event_id", "organisation_id")}
    actors = _with_actor(rows)
    behalf = actors.filter(on_behalf_of__isnull=False).values_list(
        "event_id", "on_behalf_of_id", "expert_id", "organisation_id"
    )
    found |= {(event, one, expert or -body) for event, one, expert, body in behalf}
    posts = ParticipationAppointment.objects.filter(
        participation__in=actors, appointment__publication="published"
    ).values_list(
        "participation__event_id",
        "appointment__organisation_id",
        "participation__expert_id",
        "participation__organisation_id",
    )
    return found | {(event, one, expert or -body) for event, one, expert, body in posts}


def _organisation_ties(ids, experts):
    """{(event, organisation): by whom} of all events with one of some organisations; rather by who is no shared expert."""
    rows = _seen_at().filter(
        Q(organisation__in=ids) | Q(on_behalf_of__in=ids) | Q(resolved__appointment__organisation__in=ids)
    )
    carriers = defaultdict(set)
    for event, one, who in _organisations(rows.distinct()):
        if one in ids:
            carriers[event, one].add(who)
    return {key: min(who - experts or who) for key, who in carriers.items()}


def ties(event):
    """All ties of an event: {(kind, link or relation, direction, ref): {other event: worth as a link or by whom}}."""
    found = defaultdict(dict)
    cited = set(LinkCitation.objects.filter(source__publication="published").values_list("record_id", flat=True))
    for side, other, direction in (("from_event", "to_event_id", "out"), ("to_event", "from_event_id", "in")):
        links = EventLink.objects.filter(**{side: event}, publication="published")
        for pk, there, kind in links.values_list("pk", other, "kind"):
            found["link", kind, direction, None][there] = LINKS[kind] // (1 if pk in cited else 2)
    later = OutcomeEvent.objects.filter(outcome__publication="published")
    for ref, relation, there in (
        later.filter(event=event)
        .exclude(outcome__event=event)
        .values_list("outcome_id", "relation", "outcome__event_id")
    ):
        found["outcome", relation, "out", ref][there] = OUTCOME
    for ref, relation, there in (
        later.filter(outcome__event=event).exclude(event=event).values_list("outcome_id", "relation", "event_id")
    ):
        found["outcome", relation, "in", ref][there] = OUTCOME
    on_panel = Q(panel__isnull=True) | Q(panel__publication="published")
    positions = Position.objects.filter(on_panel, publication="published")
    mine = positions.filter(event=event)
    about = PositionEvent.objects.filter(position__in=mine)
    found["about", None, "out", None] |= dict.fromkeys(about.values_list("event_id", flat=True))
    there = positions.filter(
        pk__in=PositionEvent.objects.filter(event=event).values("position_id"), event__isnull=False
    )
    found["about", None, "in", None] |= dict.fromkeys(there.values_list("event_id", flat=True))
    topics = set(EventTopic.objects.filter(event=event).values_list("topic_id", flat=True))
    topics |= set(PositionTopic.objects.filter(position__in=mine).values_list("topic_id", flat=True))
    shared = EventTopic.objects.filter(topic__in=topics, topic__publication="published")
    for other, topic in shared.values_list("event_id", "topic_id"):
        found["topic", None, None, topic][other] = None
    experts = set(_seen_at(event=event, expert__publication="published").values_list("expert_id", flat=True))
    for other, expert in _seen_at(expert__in=experts).values_list("event_id", "expert_id"):
        found["expert", None, None, expert][other] = expert
    organisations = {organisation for _, organisation, _ in _organisations(_seen_at(event=event))}
    visible = set(
        Organisation.objects.filter(pk__in=organisations, publication="published").values_list("pk", flat=True)
    )
    for (other, organisation), who in _organisation_ties(visible, experts).items():
        found["organisation", None, None, organisation][other] = who
    others = set().union(*found.values()) - {event.pk}
    public = set(Event.objects.visible_to(PUBLIC).filter(pk__in=others).values_list("pk", flat=True))
    shown = {key: {other: by for other, by in events.items() if other in public} for key, events in found.items()}
    return {key: events for key, events in shown.items() if events}


def _reason(tie, n, things):
    kind, link, direction, ref = tie
    reason = {"kind": kind, "link": None, "relation": None, "direction": direction, "events": n, "topic": None, "expert": None,
              "organisation": None, "outcome": None}  # fmt: skip
    if kind == "link":
        reason["link"] = link
        words = LinkKind(link).label if direction == "out" else LinkKind(link).inverse
    elif kind == "outcome":
        reason |= {"relation": link, "outcome": things[kind][ref]}
        title = reason["outcome"]["title"]
        words = f"{link} its outcome “{title}”" if direction == "out" else f"it {link} the outcome “{title}”"
    elif kind == "about":
        words = "positions here are about it" if direction == "out" else "positions there are about this event"
    else:
        reason[kind] = things[kind][ref]
        shared = "no other event" if n == 1 else f"{n - 1} more"
        words = f"both have the {kind} {reason[kind]['name']} (as {'has ' if n == 1 else 'have '}{shared})"
    return {**reason, "words": words}


def nearness(event, others):
    """How far apart the event and others are: {id: logarithm of the days, and a step for each of place and country}."""
    rows = Event.objects.filter(pk__in=others).select_related("place").defer("search")
    return {other.pk: _apart(event, other) for other in rows}


def _apart(event, other):
    if not event.date or not other.date:
        return math.inf
    days = max(0, (other.date.earliest - event.date.latest).days, (event.date.earliest - other.date.latest).days)
    places = [one.place if one.place and one.place.publication == "published" else None for one in (event, other)]
    if None in places:
        return math.log(1 + days) + 2
    here, there = places
    same_land = (here.country_id or here.pk) == (there.country_id or there.pk)
    return math.log(1 + days) + (0 if here == there else 1 if same_land else 2)


def related(event, context, limit=20):
    """The list of related events."""
    found = ties(event)
    worth, shared, brought, rarest = defaultdict(int), defaultdict(float), defaultdict(float), {}
    for (kind, *_), others in found.items():
        for other, by in others.items():
            rarest[other] = min(rarest.get(other, len(others)), len(others))
            weight = WEIGHTS.get(kind, 0) / math.log(1.7182818 + len(others))
            if kind in ("link", "outcome"):
                worth[other] = max(worth[other], by)
            if kind in ("expert", "organisation"):
                brought[other, by] = max(brought[other, by], weight)
            else:
                shared[other] += weight
    for (other, _), weight in brought.items():
        shared[other] += weight
    shown = [other for other in shared if worth[other] or rarest[other] <= COMMON]
    near = nearness(event, shown)
    scores = sorted((-round(worth[o] + 1000 * shared[o] / (shared[o] + 20.0) + 1e-9, 2), near[o], -o) for o in shown)
    best = {-other: -score for score, _, other in scores[:limit]}
    by_event = defaultdict(list)
    for tie, others in found.items():
        for other in others.keys() & best.keys():
            worth_of_it = others[other] if tie[0] in ("link", "outcome") else 0
            by_event[other].append((tie, len(others), worth_of_it))
    things = {}
    for kind, model, serializer in (
        ("topic", Topic, TopicRef),
        ("expert", Expert, ExpertRef),
        ("organisation", Organisation, OrganisationRef),
    ):
        ids = {tie[3] for reasons in by_event.values() for tie, *_ in reasons if tie[0] == kind}
        rows = model.objects.filter(pk__in=ids)
        things[kind] = {row.pk: serializer(row, context=context).data for row in rows}
    ids = {tie[3] for reasons in by_event.values() for tie, *_ in reasons if tie[0] == "outcome"}
    api = context["request"].build_absolute_uri("/api/v1/outcomes/")
    things["outcome"] = {
        pk: {"url": f"{api}{public_id}/", "id": public_id, "title": title}
        for pk, public_id, title in Outcome.objects.filter(pk__in=ids).values_list("pk", "public_id", "title")
    }
    events = Event.objects.defer("search").in_bulk(best)
    results = []
    for other, score in best.items():
        reasons = sorted(by_event[other], key=lambda one: (not one[2], -one[2], one[1], one[0][0]))
        row = EventRef(events[other], context=context).data
        results.append(
            {
                **row,
                "score": score,
                "reasons": [_reason(tie, n, things) for tie, n, _ in reasons],
            }
        )
    return {"count": len(scores), "next": None, "previous": None, "results": results}
