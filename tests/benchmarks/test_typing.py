"""The report of benchmarks/typing.py is entered by the keyboard, arrives whole, and takes no longer than it did."""

import datetime
import json
import os
from pathlib import Path

import pytest

from benchmarks import typing
from summits.models import Event
from tests import factories as make
from tests.browser.sessions import log_in
from tests.desk.pages import researcher

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
RESULTS = Path(typing.__file__).parent / "results"
# What a picture begins with, where that is not in view.
PICTURED = {"event": ".field-name", "people": "#participations-group"}
PICTURES = Path(typing.__file__).parent.parent / "docs" / "pictures"


def on_record():
    """What stands in the record before: the place, topics, two of the four speakers with their posts."""
    make.place(name="Geneva", slug="geneva")
    for name in sorted({one[4] for one in typing.STATEMENTS}):
        make.topic(name=name)
    for name, known, _, (organisation, post) in typing.SPEAKERS:
        if known:
            held = make.organisation(name=organisation)
            make.appointment(expert=make.expert(name=name), organisation=held, post=post, start="2015", end="..")


def test_the_report_is_entered(page):
    on_record()
    researcher(username="anna", password="enter-the-record")
    desk = log_in(page, "anna")
    desk.goto("/admin/")
    record = os.environ.get("PARLEY_RECORD")
    desk.set_viewport_size({"width": 1280, "height": 800})

    def picture(name):
        if record:
            if name in PICTURED:
                desk.locator(PICTURED[name]).evaluate("one => one.scrollIntoView()")
            desk.screenshot(path=PICTURES / f"entering-{name}.png")

    parts = typing.enter(desk, picture)
    print("\n" + typing.table(parts))  # noqa: T201 - what `make typing` is run for

    event = Event.objects.get()
    people = event.participations.order_by("order")
    who = [(one.expert.name, one.billing, one.resolved.get().appointment.post) for one in people]
    assert who == [(name, billing, post) for name, _, billing, (_, post) in typing.SPEAKERS]
    said = [
        (one.holders.get().expert.name, one.verb, one.summary, one.position_topics.get().topic.name,
         one.position_topics.get().stance, one.citations.get().paragraph, one.citations.get().sentence)
        for one in event.positions.order_by("order")
    ]  # fmt: skip
    names = {found: next(one[0] for one in typing.SPEAKERS if found in one[0].lower()) for found in
             {one[0] for one in typing.STATEMENTS}}  # fmt: skip
    assert said == [
        (names[speaker], verb, summary, topic, stance, paragraph, sentence)
        for speaker, verb, summary, _, topic, stance, paragraph, sentence in typing.STATEMENTS
    ]
    found = typing.result(parts)
    # Some seconds more than measured on 2026-11-29.
    mean = found["mean_seconds"]
    assert found["total"]["minutes"] < 7.5 and mean["further statement"] <= 22
    assert mean["speaker on record"] < 24 and mean["new speaker"] < 24
    if record:
        day = datetime.date.today().isoformat()
        (RESULTS / f"{day}-typing.json").write_text(json.dumps(found, indent=1) + "\n")
