"""The tree of topics; a topic's own page stands in summits/views/, with what was said on it."""

from django.shortcuts import render

from topics.models import Topic


def topics(request):
    """All topics as a tree."""
    rows = list(Topic.objects.visible_to(request.user).order_by("name_key", "id"))
    known = {topic.pk for topic in rows}
    below = {}
    for topic in rows:
        # Below a topic that may not be seen it stands at the top.
        below.setdefault(topic.broader_id if topic.broader_id in known else None, []).append(topic)
    return render(request, "topics/topics.html", {"steps": list(_walk(below, None)), "count": len(rows)})


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
