"""The pages of topics: what they mean, what stands around them, and what was said on them."""

from django.shortcuts import render
from django.urls import reverse

from lib.api.sql import among
from pages.addresses import record_page
from pages.differences import mark_differences
from pages.holdings import holdings, on_panels
from pages.lines import newest
from pages.listing import formats_at
from pages.loading import SHOWN
from pages.pictures.matrix import matrix
from pages.pictures.over_time import over_time
from pages.rows import page_of, whole, with_passages
from pages.wholes import TopicPage
from summits.models import Event, EventTopic, Position, PositionTopic
from topics.models import Topic

MOST = 15


def topics(request):
    """All topics as a tree."""
    rows = list(Topic.objects.visible_to(request.user).order_by("name_key", "id"))
    known = {topic.pk for topic in rows}
    below = {}
    for topic in rows:
        # Below a topic that may not be seen it stands at the top.
        below.setdefault(topic.broader_id if topic.broader_id in known else None, []).append(topic)
    context = {"steps": list(_walk(below, None)), "count": len(rows), "formats": formats_at(reverse("topics-list"))}
    return render(request, "pages/topics.html", context)


def _walk(below, above):
    """The tree as steps for the template: ("open", None), ("topic", topic), …, ("end", None), ("close", None)."""
    children = below.get(above, [])
    if not children:
        return
    yield "open", None
    for topic in children:
        yield "topic", topic
        yield from _walk(below, topic.pk)
        yield "end", None
    yield "close", None


@record_page(lambda: Topic.objects)
def topic(request, record):
    """A topic with its broader and narrower ones, and the events, positions and experts on it or below it."""
    user = request.user
    data = whole(TopicPage, record.pk, request)
    for one in [*data["above"], *data["narrower"]]:
        one["page"] = page_of("topics", one["slug"])
    held = holdings(user, "topic", data["descendants"])
    events, positions = _newest(data["descendants"], request)
    with_passages([data, positions], user)
    mark_differences([(Topic, [data]), (Position, positions)], user, record)
    people = {}
    for one in held:
        people.setdefault((one.name, page_of("experts", one.expert)), []).append(one)
    # The same as a list: [(name, page, holdings)], who said most first.
    people = sorted(((*key, rows) for key, rows in people.items()), key=lambda item: (-len(item[2]), item[0]))
    context = {
        "topic": record,
        "data": data,
        "above": data["above"][::-1],
        "experts": [(name, page, len({one.position for one in rows})) for name, page, rows in people[:MOST]],
        "matrix": matrix(_entries(held)),
        "table": over_time(people),
        "panels": on_panels(held),
        "events": events,
        "positions": positions,
        "shown": SHOWN,
    }
    return render(request, "pages/topic.html", context)


def _newest(topics, request):
    """The newest events about one of some topics, and the newest positions on one."""
    about = EventTopic.objects.filter(among("topic", topics)).values("event")
    on = PositionTopic.objects.filter(among("topic", topics)).values("position")
    return newest(Event.objects.filter(pk__in=about), Position.objects.filter(pk__in=on), request)


def _entries(held):
    """What the matrix of experts and narrower topics is made of."""
    for one in held:
        expert = (one.expert, one.name, page_of("experts", one.expert))
        yield expert, (one.topic, one.topic_name, page_of("topics", one.topic)), one.stance, one.page
