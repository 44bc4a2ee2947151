"""The pages of topics: what they mean, what stands around them, and what was said on them."""

from django.shortcuts import render

from lib.trees import ancestors
from pages.addresses import record_page
from pages.holdings import holdings
from pages.loading import SHOWN, citations_of, positions_shown
from pages.pictures.matrix import matrix
from pages.pictures.over_time import over_time
from pages.rows import page_of
from sources.disagreements import mark_disagreements
from sources.models import WITH_PLACE
from summits.models import Event, Position
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
    return render(request, "pages/topics.html", {"steps": list(_walk(below, None)), "count": len(rows)})


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
    record = Topic.objects.prefetch_related("names", citations_of(Topic, user)).get(pk=record.pk)
    mark_disagreements([record], user)
    said = Position.objects.visible_to(user).on_topic(record, user=user)
    within = Topic.objects.within(record, user).values("pk")
    held = holdings(user, topic__in=within)
    people = {}
    for one in held:
        people.setdefault((one.name, page_of("experts", one.expert)), []).append(one)
    # The same as a list: [(name, page, holdings)], who said most first.
    people = sorted(((*key, rows) for key, rows in people.items()), key=lambda item: (-len(item[2]), item[0]))
    events = Event.objects.visible_to(user).about_topic(record, user).select_related(*WITH_PLACE)
    context = {
        "topic": record,
        "names": record.names.all(),
        "above": list(reversed(ancestors(Topic, "broader", [record.pk], user).get(record.pk, []))),
        "narrower": Topic.objects.visible_to(user).filter(broader=record).order_by("name_key", "id"),
        "experts": [(name, page, len({one.position for one in rows})) for name, page, rows in people[:MOST]],
        "matrix": matrix(_entries(held)),
        "table": over_time(people),
        "events": events.order_by("-date_earliest", "-id")[:SHOWN],
        "positions": positions_shown(user, said).order_by("-effective_date_earliest", "-id")[:SHOWN],
        "shown": SHOWN,
        "citations": record.citations.all(),
        "disagreements": record.disagreements,
    }
    return render(request, "pages/topic.html", context)


def _entries(held):
    """What the matrix of experts and narrower topics is made of."""
    for one in held:
        expert = (one.expert, one.name, page_of("experts", one.expert))
        yield expert, (one.topic, one.topic_name, page_of("topics", one.topic)), one.stance, one.page
