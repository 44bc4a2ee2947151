"""A whole event on its page in the admin: what is saved, what is refused, what it costs."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_script_prefix

from lib.admin.prepared import PreparedQuery
from summits.admin import events
from summits.models import Event, EventLink, Participation, Position
from tests import factories as f
from tests.desk.pages import FormPage, address
from tests.roles import person
from tests.summits.event_form.saved import rows, saved

pytestmark = pytest.mark.django_db


def test_a_new_event_is_a_draft_and_gets_its_address_from_its_name(page):
    page.save()
    assert (saved().slug, saved().publication) == ("geneva-discussion", "draft")


def test_a_discussion_is_entered_in_one_save(page):
    lukyanov, simes = f.expert(name="Fyodor Lukyanov"), f.expert(name="Dimitri Simes")
    club = f.organisation(name="Valdai Discussion Club")
    post = f.appointment(expert=lukyanov, organisation=club, post="Research Director")
    summit, later, topic, report = f.event(name="Geneva summit"), f.event(), f.topic(), f.source()
    page.set(on_topics=[topic.pk])
    page.add("panels", number=7, title="The summit")
    page.add(
        "participations", who=f"expert:{lukyanov.pk}", role="moderator", panel_number=7, billing="Research Director",
        posts=[post.pk], cite_source=report.pk, cite_paragraph=2, cite_sentence=1,
    )  # fmt: skip
    page.add("participations", who=f"organisation:{club.pk}", role="organiser")
    page.add(
        "positions", summary="Nothing was agreed.", verb="noted", panel_number=7, attribution="collective",
        holders=[f"expert:{lukyanov.pk}", f"organisation:{club.pk}"], endorsers=[f"expert:{simes.pk}"],
        stances=[f"{topic.pk}:opposes"], events=[f"{summit.pk}:mixed"], cite_source=report.pk, cite_paragraph=5,
    )  # fmt: skip
    page.add("positions", summary="It was a beginning.", holders=[f"expert:{simes.pk}"])
    page.add(
        "outcomes", title="A report", kind="joint_statement", actors=[f"organisation:{club.pk}"],
        later=[f"{later.pk}:confirms"], cite_source=report.pk, cite_locator="end",
    )  # fmt: skip
    page.add("links_out", kind="discusses", to_event=summit.pk, cite_source=report.pk, cite_paragraph=1)
    page.add("names", text="Обсуждение", language="ru", script="Cyrl", kind="translation")
    page.add("citations", source=report.pk, paragraph=1, field="date", value="June 16")
    page.save()

    event = saved()
    panel = event.panels.get()
    moderator, organiser = event.participations.order_by("order")
    first, second = event.positions.order_by("order")
    assert (panel.number, panel.title) == (7, "The summit")
    assert (moderator.expert, moderator.panel, moderator.order) == (lukyanov, panel, 1)
    assert list(moderator.appointments.all()) == [post]
    assert (moderator.citations.get().paragraph, moderator.citations.get().sentence) == (2, 1)
    assert (organiser.organisation, organiser.panel, organiser.order) == (club, None, 2)
    assert [h.actor for h in first.holders.all()] == [lukyanov, club]
    assert [e.actor for e in first.endorsers.all()] == [simes]
    assert [(t.topic, t.stance) for t in first.position_topics.all()] == [(topic, "opposes")]
    assert [(e.event, e.stance) for e in first.position_events.all()] == [(summit, "mixed")]
    assert (first.panel, first.order, first.citations.get().source) == (panel, 1, report)
    assert (second.order, second.citations.count()) == (2, 0)
    outcome = event.outcomes.get()
    assert [p.actor for p in outcome.parties.all()] == [club]
    assert [(e.event, e.relation) for e in outcome.later_events.all()] == [(later, "confirms")]
    assert outcome.citations.get().locator == "end"
    link = event.links_out.get()
    assert (link.kind, link.to_event, link.citations.get().paragraph) == ("discusses", summit, 1)
    assert event.names.get().text == "Обсуждение"
    assert event.citations.get().value == "June 16"
    assert [t.topic for t in event.event_topics.all()] == [topic]


def test_a_page_that_is_saved_untouched_changes_nothing(desk):
    w = f.world()
    before = rows()
    FormPage(desk, address(w.event)).save()
    assert rows() == before


def test_no_control_is_on_the_page_twice(desk):
    html = FormPage(desk, address(f.world().event)).response.content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) > 100 and len(ids) == len(set(ids))


def test_rows_are_changed_and_keep_what_the_box_does_not_show(desk):
    w = f.world()
    page = FormPage(desk, address(w.event))
    index = next(i for i in range(9) if page.values.get(f"positions-{i}-id") == [str(w.position.pk)])
    assert page.values[f"positions-{index}-stances"] == [f"{w.topic.pk}:mixed"]
    page.row(
        "positions", index, holders=[f"expert:{w.expert.pk}"], events=[], cite_paragraph=9,
        stances=[f"{w.topic.pk}:supports", f"{w.broad.pk}:opposes"],
    )  # fmt: skip
    page.save()
    assert [(h.actor, h.name_as_printed) for h in w.position.holders.all()] == [(w.expert, "Ivanova, M.")]
    stances = {t.topic: t.stance for t in w.position.position_topics.all()}
    assert stances == {w.topic: "supports", w.broad: "opposes"}
    assert not w.position.position_events.exists()
    citation = w.position.citations.get()
    assert (citation.paragraph, citation.note) == (9, "as read")


def test_emptying_the_source_removes_the_citation(desk):
    w = f.world()
    page = FormPage(desk, address(w.event))
    page.row("links_out", 0, cite_source="", cite_paragraph="", cite_sentence="", cite_locator="").save()
    assert not w.link.citations.exists()


def test_rows_are_deleted(desk):
    w = f.world()
    page = FormPage(desk, address(w.event)).row("outcomes", 0, DELETE="on")
    page.save()
    assert not w.event.outcomes.exists()


def test_a_billing_without_a_post_and_a_day_without_one_are_warned_of(page, desk):
    idle = f.expert(name="Idle Person")
    past = f.appointment(expert=f.expert(name="Past Person"), start="2001", end="2009")
    page.add("participations", who=f"expert:{idle.pk}", billing="Director of Everything")
    page.add("participations", who=f"expert:{past.expert.pk}", billing="Director", posts=[past.pk])
    said = " ".join(page.save())
    assert "Idle Person: the billing “Director of Everything” matches no post on record" in said
    assert "Past Person has no post on record for the day of the event (2021-06-16)" in said
    assert "Past Person: the billing" not in said
    rows = FormPage(desk, address(saved())).response.content.decode()
    assert rows.count("billing without its post") == 1 and rows.count("no post on record for the day") == 2


def test_a_billing_is_told_the_posts_that_it_may_mean_by_any_name_of_the_organisation(page):
    school = f.organisation(name="Moscow State Institute of International Relations")
    school.names.create(text="MGIMO", kind="short")
    person = f.expert(name="Busy Person")
    f.appointment(expert=person, organisation=school, post="Professor")
    f.appointment(expert=person, organisation=f.organisation(name="Other House"), post="Reader")
    page.add("participations", who=f"expert:{person.pk}", billing="Head of a centre, MGIMO University")
    said = " ".join(page.save())
    means = "It may mean: Professor, Moscow State Institute of International Relations (no dates)."
    assert f"no post is chosen for the billing “Head of a centre, MGIMO University”. {means}" in said
    assert "Other House" not in said and "matches no post" not in said


def test_who_has_the_post_on_the_day_is_not_warned_of(page):
    held = f.appointment(start="2012", end="..")
    page.add("participations", who=f"expert:{held.expert.pk}", billing="Director", posts=[held.pk])
    assert not any("post" in message for message in page.save())


def _statements(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def _full_rows(event, number):
    source, topic = f.source(), f.topic()
    for _ in range(number):
        held = f.appointment()
        panel = f.panel(event=event)
        one = f.participation(event=event, panel=panel, expert=held.expert, billing="x", appointments=[held])
        said = f.position(
            event=event, panel=panel, holders=[held.expert, held.organisation], endorsers=[f.expert()], topics=[topic],
            about=[f.event()], in_reply_to=f.position(),
        )  # fmt: skip
        made = f.outcome(event=event, parties=[held.organisation], later=[f.event()])
        tied, back = f.link(event, f.event()), f.link(f.event(), event)
        for record in (one, said, made, tied, event, back):
            record.citations.create(source=source, paragraph=f.number())
        event.names.create(text=f"Name {f.number()}")
        event.identifiers.create(scheme="wikidata", value=f"Q{f.number()}")


def test_the_page_takes_as_many_statements_for_three_rows_as_for_one(desk):
    small, large = f.event(date="2021-06-16", place=f.place()), f.event(date="2021-06-16", place=f.place())
    for event in (small, large):
        f.on_topics(event, f.topic())
    _full_rows(small, 1)
    _full_rows(large, 3)
    _statements(desk, address(small))  # what Django keeps for later
    counts = _statements(desk, address(small)), _statements(desk, address(large))
    assert counts[0] == counts[1]
    assert counts[0] <= 24


def test_kinds_of_row_that_an_event_has_none_of_are_not_asked_for(desk, monkeypatch):
    bare, full = f.event(), f.event(date="2021-06-16")
    _full_rows(full, 1)
    asked, read = [], PreparedQuery.__call__
    monkeypatch.setattr(
        PreparedQuery, "__call__", lambda self, ids: asked.append(self._records.model) or read(self, ids)
    )
    rows = {inline.model for inline in events.EventAdmin.inlines}
    desk.get(address(bare))
    # Links from other events have no flag.
    assert Event in asked and rows & set(asked) == {EventLink}
    desk.get(address(full))
    assert rows <= set(asked)


def test_an_event_with_hundreds_of_positions_shows_the_last_and_keeps_the_others(desk):
    event, shown = f.event(), events.SHOWN
    for n in range(1, shown + 4):
        Position.objects.create(event=event, summary=f"No. {n}.", order=n)
    page = FormPage(desk, address(event))
    assert page.values["positions-INITIAL_FORMS"] == [str(shown)] and shown >= 50
    assert page.values["positions-0-order"] == ["4"]
    assert f"?event={event.pk}" in page.response.content.decode()
    page.row("positions", shown - 1, summary="Changed.").save()
    assert event.positions.count() == shown + 3 and event.positions.get(order=shown + 3).summary == "Changed."


def test_an_event_to_which_many_lead_shows_the_first_links_and_leads_to_all(desk):
    event = f.event()
    for _ in range(events.LINKS_IN):
        f.link(f.event(), event, "follows")
    page = desk.get(address(event)).content.decode()
    assert page.count("followed by") >= events.LINKS_IN and "All of them, as a list" not in page
    last = f.link(f.event(name="The last of them"), event, "follows")
    page = desk.get(address(event)).content.decode()
    assert f"These are the first {events.LINKS_IN}." in page and "The last of them" not in page
    (url,) = re.findall(r'href="([^"]+)">All of them, as a list', page)
    listed = desk.get(url, follow=True)
    assert listed.context["cl"].result_count == events.LINKS_IN + 1
    assert last in listed.context["cl"].queryset


def test_links_from_others_lead_to_their_events(desk):
    event, other = f.event(), f.event(name="A <later> one", date="2022")
    f.link(other, event, "follows")
    page = desk.get(address(event)).content.decode()
    assert f'<a href="{address(other)}">A &lt;later&gt; one (2022)</a>' in page
    # Below a path that looks like the event's number.
    url, there = address(event), address(other)
    with override_script_prefix(f"/{event.pk}/"):
        page = desk.get(url).content.decode()
    assert f'<a href="/{event.pk}{there}">A &lt;later&gt; one (2022)</a>' in page


def _clerk(client, *permissions):
    """Somebody who may do these things with tables of events, and nothing with panels."""
    user = person(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="summits", codename__in=permissions))
    client.force_login(user)
    return client


def test_who_may_not_see_panels_leaves_rows_in_theirs(client):
    event = f.event()
    first, second = (f.panel(event=event, title=title) for title in ("Not to be seen", "Another"))
    said = f.position(event=event, panel=second, summary="Said.")
    clerk = _clerk(client, "change_event", "change_position")
    page = FormPage(clerk, address(event))
    assert "panels-TOTAL_FORMS" not in page.values and "Not to be seen" not in page.response.content.decode()
    assert page.values["positions-0-panel_number"] == ["2"]
    page.save()
    FormPage(clerk, address(event)).row("positions", 0, summary="Said otherwise.").save()
    said.refresh_from_db()
    assert (said.summary, said.panel) == ("Said otherwise.", second)
    FormPage(clerk, address(event)).row("positions", 0, panel_number="1").save()
    said.refresh_from_db()
    assert said.panel == first
    page = FormPage(clerk, address(event)).row("positions", 0, panel_number="7")
    page.send()
    assert page.errors() == {
        "positions-0-panel_number": ["This event has no panel 7 (it has: 1, 2). Enter the panel above."]
    }


def test_who_may_not_see_panels_can_add_positions(client):
    event = f.event()
    panel = f.panel(event=event)
    may_add = _clerk(client, "change_event", "view_position", "add_position")
    FormPage(may_add, address(event)).add(
        "positions", summary="New.", panel_number="1", attribution="collective"
    ).save()
    assert event.positions.get().panel == panel
    may_add = _clerk(client, "add_event", "view_event", "add_position")
    page = FormPage(may_add, address(Event, "add")).set(name="Wholly new", kind="discussion")
    page.add("positions", summary="First.", attribution="collective")
    assert page.send().status_code == 302
    assert Event.objects.get(name="Wholly new").positions.get().panel is None


def test_saving_writes_only_the_rows_that_were_touched(desk):
    event = f.event(date="2021-06-16")
    _full_rows(event, 3)
    page = FormPage(desk, address(event)).row("positions", 1, verb="stressed")
    before = rows()
    page.save()
    assert {k: v - before[k] for k, v in rows().items() if v != before[k]} == {"PositionHistory": 1}
    assert Participation.objects.filter(event=event).count() == 3
