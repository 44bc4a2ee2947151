"""What did not take place is said to be so wherever a record is named: feeds, references, the search."""

import datetime
import json
from xml.etree import ElementTree

import pytest

from pages.pictures.meetings import meetings
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
@pytest.mark.parametrize("status", EventStatus)
def test_the_head_of_a_page_its_citations_and_drawings_say_what_was_not_held(client, status):
    event = make.event(slug="talks", name="Zztalks", status=status, date="2021-06-16")
    held, after = standing(status).words, make.event(slug="after", name="After", status="held", date="2021-06-17")
    for one in (event, make.event(name="Other", date="2021-06-18")):
        make.link(from_event=one, to_event=after, kind="prepares")
    claim = make.position(event=event, summary="A claim on zztalks")
    page = client.get("/events/talks/").content.decode()
    named = f"Zztalks (2021, {held})" if held else "Zztalks (2021)"
    assert f"<title>{named} · Parley</title>" in page and f'property="og:title" content="{named}"' in page
    assert f'name="description" content="Summit{held and f" ({held})"}, 16 June 2021"' in page
    told = f"Zztalks ({held})" if held else "Zztalks"
    assert f'name="citation_title" content="{told}"' in page
    assert [
        word for word in (f"title = {{{{{told}}}}}", f"TI  - {told}", f"“{told}”, Parley") if word not in page
    ] == []
    cited = client.get(f"/positions/{claim.public_id}/").content.decode()
    assert f"“A claim on zztalks{held and f' ({held})'}”, Parley" in cited
    # The drawing of what came before and after.
    drawn = client.get("/events/after/").content.decode()
    assert f'aria-label="{told}: prepared by, 16 June 2021"' in drawn and f'dy="5">{told}</text>' in drawn


@pytest.mark.parametrize("status", EventStatus)
def test_nobody_met_where_a_meeting_was_called_off(status):
    rows = [
        {"date": f"20{year}", "name": "Talks", "kind": "summit", "page": "", "both": True, "status": one,
         "standing": standing(one).words}
        for year, one in ((19, status), (21, EventStatus.HELD))
    ]  # fmt: skip
    drawn = meetings(rows, [("A", [person()]), ("B", [person()])], None)
    assert len(drawn["ties"]) == (1 if status == EventStatus.CANCELLED else 2)
    assert {mark["words"] for mark in drawn["marks"]} == {
        ", ".join(filter(None, ["Talks", "2019", standing(status).words])), "Talks, 2021"
    }  # fmt: skip


def person():
    """Somebody of a side, as the page of a relation has them."""
    day = datetime.date(2019, 1, 1)
    return {
        "post": "President",
        "name": "A",
        "page": "",
        "start": day,
        "end": day,
        "when": "",
        "rough": False,
        "number": 1,
    }


@pytest.mark.django_db
def test_a_post_that_was_not_held_is_named_so(client):
    make.appointment(post="Ambassador", status="nominated")
    assert titles(client, "appointments") == (["Ambassador (nominated, not appointed)"],) * 2
