"""JSON: the entries as the database made them, in one object."""

import orjson


def render(timeline):
    """``{"expert": {url, page, slug, name}, "count": n, "months": […], "journeys": […], "entries": […]}`` as bytes."""
    expert = {"url": timeline.url, "page": timeline.page, "slug": timeline.slug, "name": timeline.name}
    return b'{"expert":%s,"count":%d,"months":%s,"journeys":%s,"entries":[%s]}' % (
        orjson.dumps(expert),
        len(timeline.rows),
        orjson.dumps(timeline.months),
        orjson.dumps(timeline.journeys),
        ",".join(timeline.rows).encode(),
    )
