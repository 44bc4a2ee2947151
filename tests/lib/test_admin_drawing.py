"""Rows drawn from one specimen are the rows that forms and templates draw one by one."""

import gc
import json
import re
import weakref

import pytest
from django import forms
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.forms.models import BaseInlineFormSet
from django.utils.html import escape

from experts.models import AppointmentCitation, ExpertCitation
from lib.admin import base, drawing, inlines
from lib.admin.autocomplete import AutocompleteSelect
from lib.admin.base import RecordAdmin
from lib.admin.boxes import lasts
from lib.admin.formsets import RecordFormSet
from summits.models import Event, EventCitation, ParticipationCitation, Position, PositionCitation
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
    make.outcome(
        [world.unit, world.expert], [about], relation="breaks", event=event, title=HOSTILE, date="2022-02/2023"
    )
    make.link(event, about, "follows", note=HOSTILE)
    EventCitation.objects.create(record=event, source=source, field="no_longer_a_field", value=HOSTILE)
    ExpertCitation.objects.create(record=world.expert, source=source, field="name", value="")
    return world


def page(client, url):
    """The text of a page, without what differs each time, spaces between tags aside."""
    text = client.get(url).content.decode()
    text = re.sub(r'name="(csrfmiddlewaretoken|_opened_at_version|_form)" value="[^"]+"', "", text)
    return re.sub(r">\s+<", ">\n<", text)


@pytest.mark.parametrize("role", ["Administrator", "Reviewer", "Editor", "Reader"])
@pytest.mark.parametrize("kind", KINDS)
def test_rows_look_as_if_they_were_drawn_one_by_one(client, db, role, kind):
    record = getattr(busy(), kind)
    client.force_login(person(role))
    quick = page(client, address(record))
    assert quick.splitlines() == slowly(client, address(record)).splitlines()
    assert HOSTILE not in quick


def slowly(client, url):
    """The page with all rows drawn form by form, and with a class of form of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "_FORMS", {})
        patch.setattr(RecordFormSet, "alike", False)
        return page(client, url)


def test_what_is_kept_of_one_page_is_right_on_the_next(client, db):
    """Rows of another event: other panels to choose from, another parent, replies to its own positions."""
    world = busy()
    other = make.event(name="Other")
    make.panel(event=other, title="Its only panel", number=7)
    make.position(event=other, summary="Said elsewhere.")
    make.participation(event=other, expert=world.expert)
    bare = make.event(name="Bare")
    client.force_login(person("Administrator"))
    for event in (world.event, other, bare, world.event):
        url = address(event)
        assert page(client, url).splitlines() == slowly(client, url).splitlines()
    said = page(client, address(other))
    assert "7. Its only panel" in said and f'name="positions-0-event" value="{other.pk}"' in said
    assert f'value="{world.event.pk}"' not in said


def test_what_is_kept_for_one_person_is_not_shown_to_another(client, db):
    """May add experts, may not; may add rows, may not; may change rows on file, may only add some."""
    event = busy().event
    allowed = {
        "all": None,
        "experts are added": ["change_event", "view_position", "change_position", "add_position", "add_expert"],
        "no expert is added": ["change_event", "view_position", "change_position", "add_position"],
        "rows are looked at": ["change_event", "view_position"],
        "rows are added": ["change_event", "view_position", "add_position"],
        "rows are changed": ["change_event", "change_position"],
        "the event is looked at": ["view_event", "view_position"],
    }
    drawn = {}
    for name, codes in [*allowed.items(), *reversed(allowed.items())]:
        user = person() if codes else person("Administrator")
        for code in codes or ():
            user.user_permissions.add(Permission.objects.get(codename=code))
        type(user).objects.filter(pk=user.pk).update(is_staff=True)
        client.force_login(user)
        text, slow = page(client, address(event)), slowly(client, address(event))
        assert text.splitlines() == slow.splitlines(), name
        drawn[name] = text
    offered = ["/admin/experts/expert/add/" in text for text in drawn.values()]
    assert offered == [True, True, False, False, False, False, False]
    new = 'id="id_positions-__prefix__-summary"'
    assert [new in text for text in drawn.values()] == [True, True, True, False, True, False, False]
    locked = r'<textarea name="positions-0-summary"[^>]* disabled'
    assert ['<input type="text" name="name"' in text for text in drawn.values()] == [True] * 6 + [False]
    assert [bool(re.search(locked, text)) for text in drawn.values()] == [False, False, False, True, True, False, True]


def test_a_choice_that_is_read_from_the_database_is_read_for_each_page():
    fields = {
        "words": forms.ChoiceField(choices=[("a", "A")]),
        "records": forms.ModelChoiceField(Event.objects.all()),
        "sought": forms.ModelChoiceField(
            Event.objects.all(), widget=AutocompleteSelect([Position._meta.get_field("event")])
        ),
        "key": forms.ModelChoiceField(Event.objects.all(), widget=forms.HiddenInput),
    }
    assert [name for name, field in fields.items() if lasts(field)] == ["words", "sought", "key"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_boxes_with_search_need_to_know_is_in_the_page_once(client, db, kind):
    record = getattr(busy(), kind)
    client.force_login(person("Administrator"))
    for _ in range(2):  # drawn; kept
        text = client.get(address(record)).content.decode()
        told = dict(re.findall(r'<script id="pick-([^"]+)" type="application/json">(.+?)</script>', text))
        assert set(re.findall(r' data-pick="([^"]+)"', text)) == set(told)
        assert text.count('<script id="pick-') == len(told) and bool(told) == (kind != "source")
        assert all(
            client.get(source["url"]).status_code == 200
            for one in told.values()
            for source in json.loads(one)["sources"]
        )
    if kind == "event":
        assert json.loads(told["summits.position.in_reply_to"])["narrow"] == {"event": "event"}
        assert [one["prefix"] for one in json.loads(told["summits.positionholder.expert.organisation.several"])["sources"]] == [
            "expert:", "organisation:"
        ]  # fmt: skip


def test_boxes_of_a_kind_need_to_know_the_same(rf, db):
    request = rf.get("/")
    request.user = person("Administrator")
    found = {}
    for one in site._registry.values():
        if isinstance(one, RecordAdmin):
            rows = [inline.get_formset(request).form for inline in one.get_inline_instances(request)]
            for form in (one.get_form(request), *rows):
                for field in form.base_fields.values():
                    if isinstance(field.widget, AutocompleteSelect) and field.widget.fields:
                        pick = field.widget
                        found.setdefault(pick.kind, []).append((pick.qualifiers, pick.default, pick.narrow))
    assert max(map(len, found.values())) > 1
    assert not {kind: same for kind, same in found.items() if any(one != same[0] for one in same)}


def test_not_more_is_kept_than_there_is_room_for(client, db, monkeypatch):
    monkeypatch.setattr(drawing, "_KEPT", {})
    monkeypatch.setattr(drawing, "_MOST_KEPT", 3)
    event = busy().event
    client.force_login(person("Administrator"))
    first = page(client, address(event))
    assert 0 < len(drawing._KEPT) <= 3
    assert page(client, address(event)) == first


@pytest.mark.parametrize(("kind", "rows"), [("event", 14), ("expert", 7)])
def test_no_form_is_made_for_a_row(client, db, monkeypatch, kind, rows):
    record = getattr(busy(), kind)
    client.force_login(person("Administrator"))
    monkeypatch.setattr(drawing, "_KEPT", {})
    monkeypatch.setattr(inlines, "_FORMSETS", {})
    made = []
    construct = BaseInlineFormSet._construct_form
    monkeypatch.setattr(
        BaseInlineFormSet, "_construct_form", lambda self, i, **kw: made.append(i) or construct(self, i, **kw)
    )
    text = client.get(address(record)).content.decode()
    assert text.count("has_original") >= rows
    # Two of each kind of row, kept: one whose boxes are shown again, one that is drawn in pieces.
    assert 0 < len(made) < rows * 2 and set(made) == {0}, made
    made.clear()
    assert client.get(address(record)).content.decode().count("has_original") >= rows
    assert not made


def test_a_text_that_looks_like_a_mark_stays_as_it_is(client, db):
    event = make.event()
    texts = ["__prefix__", "{{ number }}", "n0:number:", "%s {0} \\1 \\g<0>"]
    for text in texts:
        make.position(event=event, summary=text)
    client.force_login(person("Administrator"))
    page = client.get(address(event)).content.decode()
    for text in texts:
        assert f"\n{escape(text)}</textarea>" in page


def test_what_another_thread_clears_meanwhile_is_drawn_all_the_same(client, db, monkeypatch):
    class Cleared(dict):
        def __setitem__(self, key, value):
            """As if another thread had cleared it at once."""

    monkeypatch.setattr(drawing, "_KEPT", Cleared())
    event = busy().event
    client.force_login(person("Administrator"))
    assert page(client, address(event)).splitlines() == slowly(client, address(event)).splitlines()
    assert not drawing._KEPT


def test_no_request_is_kept_with_what_is_kept(client, db, monkeypatch):
    monkeypatch.setattr(drawing, "_KEPT", {})
    monkeypatch.setattr(inlines, "_FORMSETS", {})
    monkeypatch.setattr(base, "_FORMS", {})
    event = busy().event
    client.force_login(person("Administrator"))
    request = weakref.ref(client.get(address(event)).wsgi_request)
    gc.collect()
    assert base._FORMS and inlines._FORMSETS and drawing._KEPT and request() is None
    assert any("_detached_publishing" in vars(formset) for formset in inlines._FORMSETS.values())
