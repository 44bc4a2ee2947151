"""Rows drawn from one specimen are the rows that forms and templates draw one by one."""

import re

import pytest
from django.utils.html import escape

from experts.models import AppointmentCitation, ExpertCitation
from lib.admin.forms import DeskFormSet
from summits.models import EventCitation, ParticipationCitation, PositionCitation
from tests import factories as make
from tests.desk.pages import address
from tests.roles import person

HOSTILE = """<script>"&amp;' </textarea> × Лукьянов"""
KINDS = ("event", "panel", "participation", "position", "outcome", "link", "expert", "organisation", "appointment",
         "topic", "source", "place")  # fmt: skip


def busy():
    """A world whose event and expert have several rows of each kind, unlike each other."""
    world = make.world()
    event, source = world.event, world.source
    second = make.panel(event=event, title=HOSTILE, publication="draft", date="2021-06")
    about = make.event(name=HOSTILE, date="2020")
    ours = make.appointment(expert=world.expert, post=HOSTILE, start="1999-05", end="..", note=HOSTILE)
    make.appointment(expert=world.expert, publication="draft", organisation=world.unit)
    for year in (1980, 1985, 1990):
        make.appointment(expert=world.expert, start=str(year), end=str(year + 4))
    for day in ("2020-01-02", None):
        AppointmentCitation.objects.create(record=ours, source=source, attested_on=day, locator=f"{day} {HOSTILE}")
    make.participation(event=event, organisation=world.unit, role="host", publication="draft")
    guest = make.participation(
        [ours], event=event, expert=world.expert, role="moderator", panel=second, billing=HOSTILE, order=7,
        name_as_printed="&lt;", on_behalf_of=world.organisation, attendance="planned",
    )  # fmt: skip
    for paragraph in (1, None):
        ParticipationCitation.objects.create(record=guest, source=source, paragraph=paragraph)
    said = make.position(
        [world.expert, world.unit], [world.organisation], [world.topic, world.narrow], [about], stance="opposes",
        event=event, panel=second, summary=HOSTILE, quotation="“\n<b>”", verb="says", date="2021-06-17", order=3,
        attribution="collective",
    )  # fmt: skip
    make.position(event=event, in_reply_to=said, attribution="unattributed", publication="submitted", summary="A\n\nB")
    PositionCitation.objects.create(record=said, source=source, locator=HOSTILE, field="summary")
    make.outcome([world.unit, world.expert], [about], relation="breaks", event=event, title=HOSTILE, date="2022-02/2023")
    make.link(event, about, "follows", note=HOSTILE)
    EventCitation.objects.create(record=event, source=source, field="no_longer_a_field", value=HOSTILE)
    ExpertCitation.objects.create(record=world.expert, source=source, field="name", value="")
    return world


def page(client, url):
    """The text of a page, without what differs each time, spaces between tags aside."""
    text = client.get(url).content.decode()
    text = re.sub(r'name="(csrfmiddlewaretoken|_opened_at_version)" value="[^"]+"', "", text)
    return re.sub(r">\s+<", ">\n<", text)


@pytest.mark.parametrize("role", ["Administrator", "Reviewer", "Editor", "Reader"])
@pytest.mark.parametrize("kind", KINDS)
def test_rows_look_as_if_they_were_drawn_one_by_one(client, db, monkeypatch, role, kind):
    record = getattr(busy(), kind)
    client.force_login(person(role))
    quick = page(client, address(record))
    with monkeypatch.context() as patch:
        patch.setattr(DeskFormSet, "specimen", None)
        slow = page(client, address(record))
    assert quick.splitlines() == slow.splitlines()
    assert HOSTILE not in quick


@pytest.mark.parametrize("kind, rows", [("event", 14), ("expert", 7)])
def test_no_form_is_made_for_a_row(client, db, monkeypatch, kind, rows):
    record = getattr(busy(), kind)
    client.force_login(person("Administrator"))
    made = []
    construct = DeskFormSet._construct_form
    monkeypatch.setattr(DeskFormSet, "_construct_form", lambda self, i, **kw: made.append(i) or construct(self, i, **kw))
    text = client.get(address(record)).content.decode()
    assert text.count("has_original") >= rows
    assert len(made) < rows and set(made) == {0}, made


def test_a_text_that_looks_like_a_mark_stays_as_it_is(client, db):
    event = make.event()
    texts = ["__prefix__", "{{ number }}", "n0:number:", "%s {0} \\1 \\g<0>"]
    for text in texts:
        make.position(event=event, summary=text)
    client.force_login(person("Administrator"))
    page = client.get(address(event)).content.decode()
    for text in texts:
        assert f"\n{escape(text)}</textarea>" in page
