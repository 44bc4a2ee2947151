"""Every format and the page say who said what and how, why an entry is there, and what was not held."""

import csv
import io
import itertools
import re
from html import unescape

import icalendar
import orjson
import pytest

from lib.visibility import Audience
from summits.models import Attendance, Event, EventStatus, Participation, Position
from summits.models.standing import standing
from tests import factories as f
from tests.page_reader import Page
from tests.timelines.world import position
from timelines.drawing import drawn
from timelines.entries import load
from timelines.formats import FORMATS

PAIRS = list(itertools.product(EventStatus, Attendance))


def rendered(slug, name):
    content = FORMATS[name].render(load(slug, site="http://h"))
    return content if isinstance(content, bytes) else b"".join(content)


def said(slug, ident):
    """All that each format says of one entry, by the format's name: title and text."""
    events = icalendar.Calendar.from_ical(rendered(slug, "ics")).walk("VEVENT")
    event = next(one for one in events if re.split("[_@]", str(one["uid"]))[0] == ident)
    slide = next(one for one in orjson.loads(rendered(slug, "timelinejs"))["events"] if one["unique_id"] == ident)
    text = re.sub("<[^>]+>", "\n", slide["text"]["headline"] + slide["text"]["text"])
    return {"ics": f"{event['summary']}\n{event['description']}", "timelinejs": unescape(text)}


def page(client, slug="anna"):
    return Page(client.get(f"/experts/{slug}/").content.decode()).text


def row(slug, ident):
    rows = csv.DictReader(io.StringIO(rendered(slug, "csv").decode().lstrip("\ufeff")))
    return next(one for one in rows if one["id"] == ident)


def test_who_said_it_and_how(world, client):
    Position.objects.filter(pk=world.first.pk).update(basis="inferred")
    texts = said("anna", "pos-1")
    for words in (
        "Claim number 1.", "Anna Ivanova said; verbatim, attribution inferred", "Boris Smith", "“twice”",
        "The discussion", "Missiles: supports", "The summit (event): mixed", "A report, paragraph 1, sentence 2",
    ):  # fmt: skip
        assert all(words in text for text in texts.values()), words
    assert "Anna Ivanova said; verbatim, attribution inferred" in page(client)
    assert row("anna", "pos-1")["endorsers"] == "Boris Smith"


def test_what_five_endorse_is_not_theirs(world, client):
    for text in said("boris", "pos-1").values():
        assert text.lstrip().startswith("Endorses: Claim number 1.") and "Statement, endorsed" in text
        assert "Anna Ivanova said" in text and "Endorsed by: Boris Smith" in text
    assert "Statement, endorsed" in page(client, "boris")
    titles = [one["title"] for one in drawn(load("boris").entries)["items"]]
    assert "Endorses: Claim number 1." in titles and "Claim number 1." not in titles
    assert row("boris", "pos-1")["role"] == "endorser"


def test_what_it_replies_to(world, client):
    Position.objects.filter(pk=world.first.pk).update(
        in_reply_to=position(world, 7, world.boris, summary="Is that so?")
    )
    assert all("In reply to: Is that so?" in text for text in said("anna", "pos-1").values())
    assert "In reply to Is that so?" in page(client)
    assert (row("anna", "pos-1")["in_reply_to"], row("anna", "pos-1")["in_reply_to_id"]) == ("Is that so?", "pos-7")
    (one,) = [one for one in orjson.loads(rendered("anna", "json"))["entries"] if one["id"] == "pos-1"]
    assert one["in_reply_to"] == {
        "url": "http://h/api/v1/positions/pos-7/", "id": "pos-7", "page": "http://h/positions/pos-7/", "summary": "Is that so?",
    }  # fmt: skip


@pytest.mark.parametrize("hidden", ["position", "event", "panel"])
def test_a_reply_to_what_may_not_be_seen_does_not_name_it(world, client, hidden):
    asked = position(world, 7, world.boris, summary="Is that so?")
    if hidden == "panel":
        asked.panel = f.panel(event=asked.event, publication="draft")
    if hidden == "event":
        asked.event, asked.panel = f.event(publication="draft"), None
    if hidden == "position":
        asked.publication = "draft"
    asked.save()
    Position.objects.filter(pk=world.first.pk).update(in_reply_to=asked)
    assert "Is that so?" not in "".join(
        [page(client), *said("anna", "pos-1").values(), rendered("anna", "json").decode()]
    )
    assert "Is that so?" not in client.get(world.first.event.get_absolute_url()).content.decode()
    assert [one for one in load("anna", Audience.EDITORS).entries if one.id == "pos-1"][0].in_reply_to["id"] == "pos-7"


def test_who_took_part_and_how(world):
    for text in said("anna", "part-1").values():
        for words in ("Moderator at discussion", "For The Club", "“Director of the Unit”", "Director, The Unit"):
            assert words in text


def test_why_it_is_there(world, client):
    summit = world.summit.public_id
    for words in ("Spoken about (mixed): Claim number 1.", "Topic: Missiles"):
        assert all(words in text for text in said("anna", summit).values()), words
    assert "Spoken about (mixed): Claim number 1." in page(client)
    assert (
        row("anna", summit)["because"]
        == "spoken about (mixed): Claim number 1.; spoken about (neutral): Claim number 2."
    )
    for words in ("Outcome of an event spoken about: The summit", "Outcome: treaty, signed"):
        assert all(words in text for text in said("anna", "out-1").values()) and words in page(client)
    assert all("A party to it" in text for text in said("boris", "out-1").values())
    assert all("party" not in text for text in said("anna", "out-1").values())


def test_a_reason_outside_the_filter_stands_without_its_title(world):
    from timelines.parameters import Filters

    timeline = load("anna", filters=Filters(kinds=("event", "outcome")))
    assert b"Spoken about (mixed)" in FORMATS["ics"].render(timeline)
    assert b"event spoken about: The summit" in FORMATS["ics"].render(timeline).replace(b"\r\n ", b"")


@pytest.mark.parametrize(("status", "attendance"), PAIRS)
def test_what_was_not_held_or_attended_is_said_everywhere(world, client, status, attendance):
    Event.objects.update(status=status)
    Participation.objects.update(attendance=attendance)
    events = {
        re.split("[_@]", str(e["uid"]))[0]: e
        for e in icalendar.Calendar.from_ical(rendered("anna", "ics")).walk("VEVENT")
    }
    for ident, wanted in (("part-1", standing(status, attendance)), (world.summit.public_id, standing(status))):
        entry = next(e for e in load("anna").entries if e.id == ident)
        assert entry.standing == wanted.words and row("anna", ident)["standing"] == wanted.words
        assert row("anna", ident)["event_status"] == status
        data = next(e for e in orjson.loads(rendered("anna", "json"))["entries"] if e["id"] == ident)
        assert data["standing"] == wanted.words and data["event"]["status"] == status
        assert events[ident]["status"] == wanted.calendar
        item = next(one for one in drawn([entry])["items"])
        assert item["held"] == (not wanted.words)
        for text in [*said("anna", ident).values(), item["title"]]:
            assert (f"({wanted.words})" in text) == bool(wanted.words)
        assert not wanted.words or f"({wanted.words})" in page(client)
    assert "status" not in events["pos-1"] and "status" not in events["apt-1"]
    # What was said at it, what came of it, and what is said about it.
    words = standing(status).words
    for ident in ("pos-1", "out-1"):
        assert row("anna", ident)["standing"] == words and row("anna", ident)["event_status"] == status
        entry = next(e for e in load("anna").entries if e.id == ident)
        assert drawn([entry])["items"][0]["held"] and entry.headline == entry.title
        for text in said("anna", ident).values():
            assert (f"({words})" in text) == bool(words)
    assert row("anna", "pos-1")["about_status"] == status
    assert all(f"The summit (event{words and ', ' + words}): mixed" in text for text in said("anna", "pos-1").values())
    assert f"The summit (event{words and ', ' + words})" in page(client)


def test_nothing_is_counted_where_all_is_dated(world):
    assert list(orjson.loads(rendered("boris", "timelinejs"))["title"]["text"]) == ["headline"]


def test_a_timeline_without_dates_is_no_error_in_timelinejs(world):
    Event.objects.update(date=None)
    position(world, 3, world.boris)
    data = orjson.loads(rendered("boris", "timelinejs"))
    undated = [entry for entry in load("boris").entries if entry.span() is None]
    assert len(undated) == len(load("boris").entries) == 4
    assert data["title"]["text"]["text"] == "<p>Not shown, since their date is unknown: 4</p>"
    (slide,) = data["events"]
    assert slide["text"]["headline"] == "No dated entry" and slide["start_date"]["year"] >= 2026
