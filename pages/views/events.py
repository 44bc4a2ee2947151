"""The pages of events."""

from datetime import time

import orjson
from django.shortcuts import render

from experts.models import AppointmentStatus
from lib.api.serializers import fetch
from lib.api.views import site_address
from lib.languages import gettext
from lib.partialdates import parse
from lib.visibility import audience_of, may_see
from pages import said
from pages.addresses import record_page
from pages.differences import mark_differences
from pages.facets import event_facets, years
from pages.families import FAMILY
from pages.listing import Listing
from pages.pictures.axis import before_and_after
from pages.pictures.matrix import matrix
from pages.pictures.score import score
from pages.places import made_place
from pages.rows import (
    actor,
    catalogued,
    describe_event,
    describe_outcome,
    describe_position,
    earliest,
    one_source,
    page_of,
    with_passages,
)
from pages.serializers import EventPage, EventStop
from sources.models import WITH_PLACE
from summits.filters import EventFilter
from summits.models import Event, EventLink, LinkKind, Outcome, Panel, Participation, Position, Role
from summits.models.kinds import STANCE_SIGNS, Stance
from summits.models.standing import CALENDAR, standing
from summits.related import related_rows
from summits.relations.sql import SIDES

# Roles of those whom the head of a page names; organisers and hosts have a line of their own.
ORGANISING = (Role.ORGANISER, Role.HOST)
NAMED = 8
# Rows of an event whose sources may differ.
DIFFERING = [
    (Panel, "panels"),
    (Participation, "participations"),
    (Position, "positions"),
    (Outcome, "outcomes"),
    (EventLink, "links"),
    (EventLink, "linked_from"),
]


def events(request):
    """The list of events, the newest first."""
    listing = Listing(
        request,
        EventFilter,
        Event.objects.select_related(*WITH_PLACE),
        ["q", "kind", "date_from", "date_to"],
    )
    # Years stand as headings where the list is in the order of dates.
    by_year = listing.ok and listing.filters.sorted_by.lstrip("-") == "date_earliest"
    facets, counted = event_facets(listing)
    context = {
        "listing": listing,
        "facets": facets,
        "years": years(listing, counted=counted),
        "rows": [(event, FAMILY[event.kind], _year(event) if by_year else "") for event in listing.rows],
    }
    return render(request, "pages/events.html", context, status=listing.status)


def _year(event):
    """The year under which an event stands in a list in the order of dates."""
    known = event.date and 1 < event.date_earliest.year < 9999
    return (
        str(event.date_earliest.year)
        if known
        else gettext("Beginning unknown")
        if event.date
        else gettext("Date unknown")
    )


@record_page(lambda: Event.objects.select_related(*WITH_PLACE))
def event(request, record):
    """An event with all that hangs on it, and what leads to and from it; ``group`` arranges what was said.

    Its rows are those of the API, read in one statement (pages/serializers.py).
    """
    user = request.user
    audience = audience_of(user)
    data = orjson.loads(fetch(EventPage, [record.pk], audience, site_address(request))[0])
    positions = [describe_position(position) for position in data["positions"]]
    with_passages(data, user)
    mark_differences([(Event, [data]), *((model, data[name]) for model, name in DIFFERING)], user, record)
    people = _people(data)
    stops = _stops(data, audience, request) if not (record.place_id and people) else []
    places = {one["place"]["slug"]: made_place(one["place"]) for one in stops if one["place"]}
    # For its JSON-LD: a journey has the places of its stops.
    data["stops"] = [one["place"] for one in stops if one["place"]]
    there, facing = [one for one in people if one["role"] not in ORGANISING], _facing(people)
    _give_posts(positions, people)
    links = _links(data)
    elsewhere = [row for row in data["about"] if (row["position"]["event"] or {}).get("slug") != record.slug]
    total, tied = related_rows(record.pk, audience, "", limit=10)
    group = request.GET.get("group")
    if group not in said.GROUPS:
        group = "panel"
    context = {
        "event": record,
        "data": data,
        "place": record.place if may_see(record.place, user) else None,
        "stops": list(places.values()),
        "attending": [] if facing else there or _travellers(stops),
        "family": FAMILY[record.kind],
        "standing": record.standing,
        "panels": _panels(data, record, people),
        "people": there,
        "organising": [one for one in people if one["role"] in ORGANISING],
        "named": NAMED,
        "facing": facing,
        "relation": _states(people),
        "positions": positions,
        "group": group,
        "groups": said.GROUPS.items(),
        "source": one_source(positions),
        "by_panel": said.by_panel(positions, data["panels"]) if group == "panel" else [],
        "by_speaker": said.by_speaker(positions) if group == "speaker" else [],
        "by_topic": said.by_topic(positions) if group == "topic" else [],
        "score": score(positions),
        "matrix": matrix(_stances(positions, group)),
        "outcomes": _outcomes(data),
        "identifiers": catalogued(data),
        "brought": [{**row, "page": page_of("events", row["outcome"]["event"]["slug"])} for row in data["brought"]],
        "links": links,
        "discusses": [event for kind, _, _, event, _ in links if kind == LinkKind.DISCUSSES],
        "axis": before_and_after(data["date"], [(event, words) for _, words, _, event, _ in links]),
        "about": _by_event(elsewhere),
        "about_count": len(elsewhere),
        "about_stances": _counted(elsewhere),
        "related": [{**row, "standing": standing(row["status"]).words, "family": FAMILY[row["kind"]]} for row in tied],
        "related_total": total,
    }
    return render(request, "pages/event.html", context)


def _stops(data, audience, request):
    """The parts of an event in the order of their dates, such as the stops of a journey."""
    parts = [link["event"]["slug"] for link in data["linked_from"] if link["kind"] == LinkKind.PART_OF]
    if not parts:
        return []
    rows = Event.objects.filter(slug__in=parts).order_by("date_earliest", "id")
    return [
        orjson.loads(text)
        for text in fetch(EventStop, list(rows.values_list("pk", flat=True)), audience, site_address(request))
    ]


def _travellers(stops):
    """The people who took part in every one of these events."""
    people = [{one["slug"]: one for one in _people(stop) if one["expert"] and not one["absent"]} for stop in stops]
    everywhere = set.intersection(*(set(one) for one in people)) if people else set()
    return [one for slug, one in people[0].items() if slug in everywhere] if everywhere else []


def _people(data):
    """Who took part, each once: participations with their panels, {id of the panel: what is to be said of their presence}."""
    found = {}
    for row in data["participations"]:
        one = found.setdefault(
            (row["expert"] or row["organisation"])["url"] + row["role"],
            row | actor(row) | {"panels": {}, "standings": []},
        )
        one["standings"].append(standing("held", row["attendance"]))
        if row["panel"]:
            one["panels"][row["panel"]["id"]] = one["standings"][-1].words
        # Who was unable to be on one panel may have been on another.
        best = max(one["standings"], key=lambda found: CALENDAR.index(found.calendar))
        one["presence"], one["absent"] = best.words, best.calendar == "CANCELLED"
        one["posts"] = [_post(post) for post in one["appointments"]]
        if one["on_behalf_of"]:
            one["on_behalf_of"]["page"] = page_of("organisations", one["on_behalf_of"]["slug"])
    return list(found.values())


def _panels(data, record, people):
    """Panels with who was on them: [(panel, setting in words, [(person, what is to be said of their presence)])]."""
    found = []
    for row in data["panels"]:
        panel = Panel(event=record, date=parse(row["date"]), room=row["room"], track=row["track"])
        panel.start_time, panel.end_time = (
            row[name] and time.fromisoformat(row[name]) for name in ("start_time", "end_time")
        )
        there = [(one, one["panels"][row["id"]]) for one in people if row["id"] in one["panels"]]
        found.append((row, " · ".join(panel.setting), there))
    return found


def _outcomes(data):
    """Outcomes with their parties, and what became of them."""
    return [describe_outcome(outcome) for outcome in data["outcomes"]]


def _post(post):
    organisation = post["organisation"]
    parent = organisation["parent"]
    served = post["status"] == AppointmentStatus.SERVED
    return post | {
        "standing": "" if served else AppointmentStatus(post["status"]).label,
        "page": page_of("organisations", organisation["slug"]),
        "parent_page": parent and page_of("organisations", parent["slug"]),
    }


def _facing(people):
    """The two principals who face each other; none where there are more or fewer."""
    two = [one for one in people if one["role"] == Role.PRINCIPAL and one["expert"] and not one["absent"]]
    return two if len(two) == 2 else []


def _states(people):
    """The two states for which people sat there, by slug: [(slug, name)]; none where there are more or fewer."""
    found = {}
    for one in people:
        if one["role"] in SIDES and not one["absent"]:
            for body in [one["on_behalf_of"]] if one["on_behalf_of"] else [one["organisation"], *_bodies(one["posts"])]:
                if body and body["kind"] == "state":
                    found[body["slug"]] = body["name"]
    return sorted(found.items()) if len(found) == 2 else []


def _bodies(posts):
    return [body for post in posts for body in (post["organisation"], post["organisation"]["parent"])]


def _give_posts(positions, people):
    """Give each statement the post of that day of the one who holds it alone."""
    held = {one["slug"]: one for one in people}
    for position in positions:
        if len(position["actors"]) == 1:
            position["speaker"] = held.get(position["actors"][0]["slug"])


def _stances(positions, group):
    """What the matrix is made of; where statements stand by topic, cells lead to the topic's."""
    for position in positions:
        for row in position["topics"]:
            topic = row["topic"]
            page = f"#on-{topic['slug']}" if group == "topic" else f"#{position['id']}"
            for one in position["actors"]:
                yield (
                    (one["slug"], one["name"], one["page"]),
                    (topic["slug"], topic["name"], page_of("topics", topic["slug"])),
                    row["stance"],
                    page,
                )


def _links(data):
    """Links in words, read from this event: [(kind, words, link, other event, its family)], this event's own first."""
    rows = [(link["kind"], link) for link in data["links"]] + [("", link) for link in data["linked_from"]]
    found = []
    for kind, link in rows:
        other = link["event"]
        describe_event(other)
        found.append((kind, link["label"], link, other, FAMILY[other["kind"]]))
    return found


def _by_event(rows):
    """Positions about an event, by where they were taken: [(event or None, panel or None, [(stance, sign, position)])]."""
    groups = {}
    for row in rows:
        position = describe_position(row["position"])
        where, panel = position["event"], position["panel"]
        key = (where and where["slug"], panel and panel["id"])
        if where:
            describe_event(where)
        groups.setdefault(key, (where, panel, []))[2].append((row["stance"], STANCE_SIGNS[row["stance"]], position))
    return sorted(groups.values(), key=lambda one: (one[0] is None, str(one[0] and earliest(one[0]))))


def _counted(rows):
    """How often each stance was taken: [(stance, sign, number)]."""
    counts = {stance: sum(1 for row in rows if row["stance"] == stance) for stance in Stance.values}
    return [(stance, STANCE_SIGNS[stance], number) for stance, number in counts.items() if number]
