"""Rows as data: what a closed row says is what its form would say, whoever looks, whatever its words."""

import gc
import json
import re
import weakref

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.db import connection
from django.forms.models import BaseInlineFormSet
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from experts.models import AppointmentCitation, ExpertCitation
from lib.admin import base, inlines
from lib.admin.autocomplete import AutocompleteSelect
from lib.admin.base import RecordAdmin
from summits.models import EventCitation, ParticipationCitation, PositionCitation
from tests import factories as make
from tests.desk.pages import FormPage, address
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


@pytest.fixture
def drawn(monkeypatch):
    """Gives the form of a page on which all rows are forms, drawn by Django one by one."""

    def opened(client, url):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(inlines, "_FORMSETS", {})
            patch.setattr(inlines.RecordInline, "flat", True)
            return FormPage(client, url)

    return opened


def without_marks(values):
    """Values of a form without what differs each time."""
    return {k: v for k, v in values.items() if k not in ("csrfmiddlewaretoken", "_opened_at_version", "_form")}


@pytest.mark.parametrize("role", ["Administrator", "Reviewer", "Editor"])
@pytest.mark.parametrize("kind", ["event", "expert"])
def test_an_opened_row_says_what_its_form_would_say(client, db, drawn, role, kind):
    record = getattr(busy(), kind)
    client.force_login(person(role))
    page = FormPage(client, address(record))
    assert len(page.lines) >= 5
    assert without_marks(page.values) == without_marks(drawn(client, address(record)).values)
    assert HOSTILE not in page.response.content.decode()


@pytest.mark.parametrize("role", ["Administrator", "Reader"])
@pytest.mark.parametrize("kind", KINDS)
def test_all_that_was_entered_is_in_the_page_to_be_read(client, db, role, kind):
    record = getattr(busy(), kind)
    client.force_login(person(role))
    text = client.get(address(record)).content.decode()
    assert HOSTILE not in text
    if kind in ("event", "expert"):
        assert text.count("inline-related has_original line") >= 5 and escape(HOSTILE) in text
        # Each with a page of its own, open in place for those who may change it.
        links = re.findall(r'class="inline-related has_original line"[^>]*><a href="([^"]+)"', text)
        assert len(links) == text.count("inline-related has_original line")
        assert all(client.get(link).status_code == 200 for link in links)
    assert bool(re.search(r' data-row="\d', text)) == (kind in ("event", "expert") and role == "Administrator")


def test_who_may_do_what(client, db):
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
    drawn = []
    for codes in [*allowed.values(), *reversed(allowed.values())]:
        user = person() if codes else person("Administrator")
        for code in codes or ():
            user.user_permissions.add(Permission.objects.get(codename=code))
        type(user).objects.filter(pk=user.pk).update(is_staff=True)
        client.force_login(user)
        drawn.append(client.get(address(event)).content.decode())
    half = len(allowed)

    def found(what):
        told = [what in text for text in drawn]
        assert told[:half] == told[half:][::-1], "what one person may do is not kept for the next"
        return told[:half]

    assert found("/admin/experts/expert/add/") == [True, True, False, False, False, False, False]
    assert found('id="positions-empty"') == [True, True, True, False, True, True, False]
    assert found('id="positions-0"') == [True] * half
    assert found('id="positions-0" data-row=') == [True, True, True, False, False, True, False]
    assert found('id="positions-rows"') == [True, True, True, False, False, True, False]
    assert found('<input type="text" name="name"') == [True] * 6 + [False]


def test_rows_that_were_not_opened_are_left_alone(client, db):
    world = busy()
    client.force_login(person("Administrator"))
    page = FormPage(client, address(world.event), opened=False)
    assert not [name for name in page.values if name.startswith("positions-") and not name.endswith("_FORMS")]
    group, number, pk = next(
        line for line in page.lines if line[0] == "positions" and line[2] == str(world.position.pk)
    )
    before = list(world.event.positions.exclude(pk=pk).order_by("pk").values())
    page.open(group, number, pk).row(group, number, verb="stressed").save()
    world.position.refresh_from_db()
    assert world.position.verb == "stressed"
    assert list(world.event.positions.exclude(pk=pk).order_by("pk").values()) == before


def test_a_page_that_comes_back_has_a_number_of_its_own_for_each_row(client, db):
    world = busy()
    client.force_login(person("Administrator"))
    page = FormPage(client, address(world.event), opened=False)
    lines = [line for line in page.lines if line[0] == "positions"]
    page.open(*lines[-1]).row("positions", lines[-1][1], summary="").add("positions", summary="New.", verb="")
    # Somebody else has removed the first meanwhile, so the page has one row less than the form had.
    world.event.positions.get(pk=lines[0][2]).delete()
    page.values.pop("_opened_at_version")
    page.send()
    assert page.errors() if page.response.context["adminform"].form.is_bound else True
    text = page.response.content.decode()
    ids = re.findall(r'id="(positions-\d+)"', text)
    assert len(ids) == len(set(ids)) == len(lines)
    total = int(re.search(r'name="positions-TOTAL_FORMS" value="(\d+)"', text)[1])
    assert total > max(int(one.rpartition("-")[2]) for one in ids)


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
                        found.setdefault(pick.kind, []).append((pick.qualifiers, pick.signs, pick.narrow))
    assert max(map(len, found.values())) > 1
    assert not {kind: same for kind, same in found.items() if any(one != same[0] for one in same)}


def test_no_form_is_made_for_a_closed_row(client, db, monkeypatch):
    event = busy().event
    client.force_login(person("Administrator"))
    made = []
    construct = BaseInlineFormSet._construct_form
    monkeypatch.setattr(
        BaseInlineFormSet, "_construct_form", lambda self, i, **kw: made.append(self.prefix) or construct(self, i, **kw)
    )
    page = FormPage(client, address(event))
    assert len(page.lines) >= 9
    assert made and not {prefix for prefix, *_ in page.lines} & set(made)


def test_a_text_that_looks_like_a_mark_stays_as_it_is(client, db):
    event = make.event()
    texts = ["__prefix__", "{{ number }}", "n0:number:", "%s {0} \\1 \\g<0>", "</script>"]
    for text in texts:
        make.position(event=event, summary=text, attribution="unattributed")
    client.force_login(person("Administrator"))
    page = FormPage(client, address(event))
    said = [page.values[f"positions-{number}-summary"][0] for _, number, _ in page.lines]
    assert said == texts
    for text in texts:
        assert f": {escape(text)}</a>" in page.response.content.decode()


def test_no_request_is_kept_with_what_is_kept(client, db, monkeypatch):
    monkeypatch.setattr(inlines, "_FORMSETS", {})
    monkeypatch.setattr(base, "_FORMS", {})
    event = busy().event
    client.force_login(person("Administrator"))
    request = weakref.ref(client.get(address(event)).wsgi_request)
    gc.collect()
    assert base._FORMS and inlines._FORMSETS and request() is None


def test_an_event_of_sixty_speakers_and_sixty_statements(client, db):
    event, source = make.event(date="2021-06-16", place=make.place()), make.source(title="Report of the discussion")
    topics, panel = [make.topic() for _ in range(8)], make.panel(event=event)
    for number in range(60):
        held = make.appointment()
        one = make.participation(
            event=event, panel=panel, expert=held.expert, billing="Director of the Institute", appointments=[held]
        )
        said = make.position(
            event=event, panel=panel, holders=[held.expert], topics=[topics[number % 8], topics[(number + 1) % 8]],
            summary=f"{number} The meeting was worth more than its results: it brought back the ambassadors.", verb="noted",
        )  # fmt: skip
        for record in (one, said):
            record.citations.create(source=source, paragraph=number + 1, sentence=1)
    client.force_login(person("Administrator"))
    client.get(address(event))
    with CaptureQueriesContext(connection) as captured:
        page = FormPage(client, address(event))
    assert len(page.lines) == 120
    assert len(captured) <= 20
    assert len(page.response.content) <= 150_000
