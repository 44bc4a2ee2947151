"""The start page: the record at a glance, and one discussion as a way through it."""

import datetime

import orjson
from django.db.models import Count, F, Value
from django.db.models.functions import ExtractDay, ExtractMonth
from django.shortcuts import render

from experts.models import Expert, Organisation
from lib.api.serializers import fetch
from lib.api.views import site_address
from lib.languages import noun
from lib.visibility import audience_of
from pages.families import FAMILY
from pages.pictures.score import score
from pages.pictures.years import years
from pages.rows import describe_position, page_of
from pages.serializers import DiscussionThere
from sources.models import WITH_PLACE, Source
from summits.models import Event, LinkKind, Outcome, Position

# What is tried in the search: a place, a name in its own script, a topic, an organisation, a year.
EXAMPLES = ["Reykjavik", "Лукьянов", "strategic stability", "MGIMO", "1987"]
LATEST = 6
# Days after today in which an anniversary is looked for.
AHEAD = 10
# The discussion that is shown is one of those that the newest of so many statements are from.
RECENT = 400
VOICES = 3


def home(request):
    """What is on record, in six statements."""
    user = request.user
    events = Event.objects.visible_to(user)
    today = datetime.datetime.now(datetime.UTC).date()
    latest = events.filter(date__isnull=False).select_related(*WITH_PLACE).order_by("-date_earliest", "-id")
    context = {
        "examples": EXAMPLES,
        "tally": _tally(user),
        "years": years(events),
        "today": today,
        "days": _days(events, today),
        "discussion": _discussion(request),
        "latest": [(event, FAMILY[event.kind]) for event in latest[:LATEST]],
    }
    return render(request, "pages/home.html", context)


def _tally(user):
    """How many records of each kind there are: [(name of the list, words, number)]."""
    kinds = [
        ("events", "event", Event), ("experts", "person", Expert), ("organisations", "organisation", Organisation),
        ("positions", "position", Position), ("", "outcome", Outcome), ("sources", "source", Source),
    ]  # fmt: skip
    first, *others = (
        model.objects.visible_to(user).order_by().annotate(of=Value(words)).values("of").annotate(number=Count("pk"))
        for _, words, model in kinds
    )
    numbers = {row["of"]: row["number"] for row in first.union(*others, all=True)}
    return [(name, noun(numbers[words], words), numbers[words]) for name, words, _ in kinds if words in numbers]


def _days(events, today):
    """What happened on this day of earlier years or, failing that, on the next ones: [(event, whether it is this day)]."""
    ahead = [today + datetime.timedelta(days=number) for number in range(AHEAD + 1)]
    order = {day.month * 100 + day.day: number for number, day in enumerate(ahead)}
    on_days = events.alias(on=ExtractMonth("date_earliest") * 100 + ExtractDay("date_earliest")).filter(on__in=order)
    found = on_days.filter(date_earliest=F("date_latest"), date_earliest__lte=today)

    def distance(event):
        return order[event.date_earliest.month * 100 + event.date_earliest.day]

    rows = sorted(found.order_by("-date_earliest", "id")[:200], key=distance)
    on_this_day = [event for event in rows if not distance(event)]
    return {"today": on_this_day[:5], "ahead": [] if on_this_day else rows[:4]}


def _discussion(request):
    """The discussion that most of the newest statements are from, with the summit, the statements and what came of it."""
    user = request.user
    audience = audience_of(user)
    newest = Position.objects.visible_to(user).filter(event__isnull=False)
    newest = newest.order_by("-effective_date_earliest", "-id")[:RECENT]
    most = (
        Position.objects.filter(pk__in=newest.values("pk"), event__in=Event.objects.visible_to(user))
        .order_by()
        .values("event")
        .annotate(number=Count("pk"))
        .order_by("-number", "-event")
        .values_list("event", flat=True)
    )
    texts = fetch(DiscussionThere, most[:1], audience, site_address(request))
    if not texts:
        return None
    data = orjson.loads(texts[0])
    positions = [describe_position(position) for position in data["positions"]]
    links = [link["event"] for link in data["links"] if link["kind"] == LinkKind.DISCUSSES]
    summit = max(links, key=lambda event: len(event["outcomes"]), default=None)
    page = page_of("events", data["slug"])
    if summit:
        summit["page"] = page_of("events", summit["slug"])
    # One voice each of those who take sides.
    voices = {}
    for position in positions:
        if position["actors"] and position["stance"] in ("supports", "opposes", "mixed"):
            voices.setdefault(position["who"], position)
    sided = sorted(voices.values(), key=lambda one: len(one["actors"]))
    return {
        "data": data,
        "page": page,
        "summit": summit,
        "positions": positions,
        "score": score(positions),
        "voices": sided[:VOICES],
        "outcomes": summit["outcomes"][:3] if summit else [],
    }
