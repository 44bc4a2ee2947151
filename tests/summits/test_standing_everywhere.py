"""What did not take place is said to be so wherever a record is named: feeds, references, the search."""

import json
from xml.etree import ElementTree

import pytest

from summits.models import Attendance, EventStatus
from summits.models.standing import standing
from tests import factories as make

ATOM = "{http://www.w3.org/2005/Atom}"
KINDS = ["events", "panels", "participations", "positions", "outcomes", "links"]


def titles(client, kind):
    """The titles of the feed of a kind, and those of its references."""
    feed = ElementTree.fromstring(client.get(f"/api/v1/{kind}/?format=atom").content)
    found = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    items = client.get(f"/api/v1/{kind}/?format=csl")
    return found, [item["title"] for item in json.loads(items.getvalue())]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "attendance"),
    [*((status, Attendance.ATTENDED) for status in EventStatus), *((EventStatus.HELD, one) for one in Attendance)],
)
def test_feeds_references_and_the_search_say_what_was_not_held(client, status, attendance):
    event = make.event(slug="talks", name="Zztalks", status=status)
    make.panel(event=event)
    make.participation(event=event, expert=make.expert(), attendance=attendance)
    make.position(event=event, summary="A claim on zztalks")
    make.outcome(event=event, title="Paper of zztalks")
    make.link(from_event=event, to_event=make.event(slug="after", name="After", status="held"))
    held = standing(status).words
    for kind in KINDS:
        told = standing(status, attendance).words if kind == "participations" else held
        told = f"Zztalks: {held}" if kind == "links" and held else told
        for title in (one for found in titles(client, kind) for one in found if one != "After"):
            assert title.endswith(f" ({told})") if told else "(planned)" not in title, (kind, title)
    hits = client.get("/api/v1/search/?q=zztalks").json()["results"]
    assert {hit["kind"]: hit["standing"] for hit in hits} == dict.fromkeys(("events", "positions", "outcomes"), held)
    page = client.get("/search/?q=zztalks").content.decode()
    assert page.count(f"({held})") == (3 if held else 0)


@pytest.mark.django_db
def test_a_post_that_was_not_held_is_named_so(client):
    make.appointment(post="Ambassador", status="nominated")
    assert titles(client, "appointments") == (["Ambassador (nominated, not appointed)"],) * 2
