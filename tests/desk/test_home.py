"""The home page of the admin."""

import datetime
import re

import pghistory
import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desk.home import HOME as HOME_KINDS
from desk.models import FormDraft
from intake.models import BulkImport, BulkLine, ProposedParticipation, QueuedRow
from summits.models import Event
from tests import factories as f
from tests.desk.pages import FormPage, address, listed, researcher
from tests.roles import person

pytestmark = pytest.mark.django_db
HOME = "/admin/"


@pytest.fixture
def desk(client):
    client.force_login(researcher())
    return client


def test_an_empty_database_is_greeted_with_first_steps(desk):
    html = desk.get(HOME).content.decode()
    assert "First steps" in html and "What is missing" not in html
    assert html.index("New event") < html.index("First steps")


def test_the_record_entered_last_stands_first_with_who_entered_it(desk):
    f.event(name="Older")
    FormPage(desk, address(Event, "add")).set(name="Newer", kind="summit").save()
    first, second = desk.get(HOME).context["last"][:2]
    assert (first["record"].name, first["who"]) == ("Newer", "researcher")
    assert (second["record"].name, second["who"]) == ("Older", "")


def test_what_a_command_entered_names_the_command(desk):
    with pghistory.context(command="load_records"):
        f.event()
    assert desk.get(HOME).context["last"][0]["who"] == "load_records"


def test_drafts_are_listed_and_counted(desk):
    f.event(name="In the making", publication="draft")
    f.event(name="Handed in", publication="submitted")
    f.event(name="Public")
    f.expert(publication="draft")
    drafts = desk.get(HOME).context["drafts"]
    assert [row["record"].name for row in drafts["events"]] == ["Handed in", "In the making"]
    assert [row["words"] for row in drafts["counts"]] == ["1 event draft", "1 event submitted", "1 expert draft"]


def test_each_number_leads_to_the_list_of_exactly_these(desk):
    w = f.world()
    past = f.expert(name="Without a post")
    f.participation(event=w.event, expert=past, billing="Unknown post")
    f.appointment()
    f.outcome()
    f.link()
    f.expert(name="Dmitry Suslov"), f.expert(name="Dmitri Suslov"), f.topic(name="Space"), f.topic(name="Space")
    f.organisation(name="Valdai Club"), f.organisation(name="Valdai Club")
    f.event(name="Talks", date="2021"), f.event(name="Talks", date="2021")
    call_command("find_duplicates")
    upload = BulkImport.objects.create(user=get_user_model().objects.get(), name="x.csv", state="checked")
    BulkLine.objects.create(bulk=upload, what="bad", line=3, kind="expert", text="no slug")
    BulkLine.objects.create(bulk=upload, what="created", line=4, kind="expert", text="good")
    QueuedRow.objects.create(dataset="hsg-travels", place="trip 1", file="x.xml", reason="no day")
    ProposedParticipation.objects.create(
        dataset="hsg-travels", place="trip 1", event="x", day="2021-06-16", name_as_printed="Alba", passage="Met Alba."
    )
    gaps = desk.get(HOME).context["gaps"]
    assert len(gaps) == 16
    for gap in gaps:
        assert listed(desk.get(gap.url)) == gap.count > 0, gap.words


def test_bad_rows_are_dealt_with_by_a_new_upload_or_by_removing_the_old(desk, client):
    me, other = get_user_model().objects.get(), get_user_model().objects.create_user("other")
    for user, name in ((me, "a.csv"), (me, "b.csv"), (other, "a.csv")):
        upload = BulkImport.objects.create(user=user, name=name, state="checked")
        BulkLine.objects.create(bulk=upload, what="bad", line=2, text=f"bad in {name} of {user}")

    def bad():
        [gap] = [gap for gap in desk.get(HOME).context["gaps"] if gap.words == "bad rows of uploaded tables"]
        page = desk.get(gap.url)
        assert gap.count == listed(page)
        return [line.text for line in page.context["lines"]]

    assert bad() == ["bad in a.csv of other", "bad in b.csv of researcher", "bad in a.csv of researcher"]
    again = BulkImport.objects.create(user=me, name="a.csv", state="checking")
    assert bad() == ["bad in a.csv of other", "bad in b.csv of researcher"]
    BulkImport.objects.filter(name="b.csv").delete()
    again.delete()
    assert bad() == ["bad in a.csv of other", "bad in a.csv of researcher"]
    me.is_superuser = False
    me.save()
    me.user_permissions.add(*Permission.objects.filter(codename__in=["add_expert", "change_expert", "enter_desk"]))
    assert bad() == ["bad in a.csv of researcher"], "others' uploads take a permission"


def test_the_column_leads_to_what_a_person_may_do_and_to_nothing_else(desk, client):
    page = desk.get(HOME)
    tools = [(item["name"], item["url"]) for item in page.context["desk_tools"]]
    queues = [(queue.words, queue.url) for queue in page.context["desk_queues"]]
    assert tools == [("Merges", reverse("admin:merge_list")), ("Changes of many", reverse("admin:many_list"))]
    assert queues == [
        ("Possible duplicates", reverse("admin:duplicates")), ("To review", reverse("admin:review_queue")),
        ("Changed since", reverse("admin:review_changes")),
        ("Events in draft", address(Event, "changelist") + "?publication__exact=draft"),
        ("Bad rows", reverse("bulk:bad")), ("Rows that wait", reverse("bulk:waiting")), ("People met", reverse("bulk:met")),
    ]  # fmt: skip
    for _, url in (*tools, *queues):
        assert f'href="{url}"' in page.content.decode()
        assert desk.get(url, follow=True).status_code == 200
    person = get_user_model().objects.create_user("guest", is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="view_expert"))
    client.force_login(person)
    page = client.get(HOME)
    assert page.context["desk_tools"] == page.context["desk_queues"] == []
    assert client.get(reverse("admin:queues")).json() == {}


def test_the_numbers_of_the_queues_are_asked_for_by_themselves(desk):
    QueuedRow.objects.create(dataset="hsg-travels", place="trip 1", file="x.xml", reason="no day")
    f.event(publication="draft"), f.event(publication="draft"), f.event(publication="submitted")
    urls = {queue.words: queue.url for queue in desk.get(HOME).context["desk_queues"]}
    desk.get(urls["Rows that wait"])
    with CaptureQueriesContext(connection) as statements:
        found = desk.get(reverse("admin:queues")).json()
    assert {words: found[url] for words, url in urls.items() if found[url]} == {
        "To review": "1", "Events in draft": "2", "Rows that wait": "1",
    }  # fmt: skip
    assert len(statements) <= 12


def test_going_on_leads_to_what_was_typed_last_else_to_what_was_changed_last(desk):
    go_on = reverse("admin:go_on")
    assert desk.get(go_on).headers["Location"] == HOME
    first, second = f.event(), f.event()
    LogEntry.objects.log_actions(get_user_model().objects.get().pk, [first], CHANGE, single_object=True)
    assert desk.get(go_on).headers["Location"] == address(first)
    draft(second)
    assert desk.get(go_on).headers["Location"] == address(second)


def test_what_is_complete_counts_nothing(desk):
    w = f.world()
    counts = {gap.words: gap.count for gap in desk.get(HOME).context["gaps"]}
    assert counts["billings that match no post"] == 1  # mark-guest
    f.s.ParticipationAppointment.objects.create(participation=w.guest, appointment=w.appointment)
    for record in (w.reply, w.question):
        record.citations.create(source=w.source)
    counts = {gap.words: gap.count for gap in desk.get(HOME).context["gaps"]}
    assert counts["billings that match no post"] == counts["positions without a source"] == 0


def test_numbers_agree_with_what_they_count(desk):
    f.world()
    gaps = desk.get(HOME).context["gaps"]
    billings = next(gap for gap in gaps if gap.words == "billings that match no post")
    assert (billings.number, billings.counted) == ("1", "billing that matches no post")
    many = next(gap for gap in gaps if gap.count != 1)
    assert many.counted == many.words
    assert "billing that matches no post" in desk.get(HOME).content.decode()


def test_the_home_page_takes_few_statements_however_much_there_is(desk):
    f.world()
    desk.get(HOME)
    with CaptureQueriesContext(connection) as little:
        desk.get(HOME)
    for _ in range(5):
        f.position(event=f.event(publication="draft"), holders=[f.appointment().expert])
        f.participation(billing="x")
        f.link()
        f.outcome()
        f.panel()
    with CaptureQueriesContext(connection) as much:
        desk.get(HOME)
    # One for each kind of record that is named, of which there are eleven.
    assert max(len(little), len(much)) <= 16 + len(HOME_KINDS)


def test_a_person_sees_only_the_kinds_that_they_may_see(client):
    person = get_user_model().objects.create_user("reader", password="x" * 12, is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="view_expert"))
    client.force_login(person)
    f.event(name="Not for this person")
    f.expert(name="For this person")
    answer = client.get(HOME)
    html = answer.content.decode()
    assert "For this person" in html and "Not for this person" not in html
    assert [gap.words for gap in answer.context["gaps"]] == ["experts without a current post"]
    assert "New event" not in html


def test_the_admin_keeps_to_the_strict_policy(desk):
    w = f.world()
    for url in (HOME, address(w.event), address(Event, "changelist"), address(Event, "add"), reverse("admin:login")):
        answer = desk.get(url, follow=True)
        html = answer.content.decode()
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", html), url
        assert not re.search(r"<style|\sstyle=|\son\w+=", html), url


def headings(html):
    """The names of the tables under each heading below the panels: {heading: [names]}."""
    found = {}
    for section in html.split('<h2 class="tables"')[1:]:
        heading = re.search(r">([^<]+)</h2>", section)[1]
        found[heading] = re.findall(r'<th scope="row"[^>]*>\s*<a [^>]+>([^<]+)</a>', section)
    return found


def test_the_tables_of_records_stand_first_and_nothing_of_machinery_is_among_them(desk):
    tables = headings(desk.get(HOME).content.decode())
    assert list(tables) == ["Records", "Administration"]
    assert tables["Records"][:3] == ["Events", "Positions", "Links"]
    assert tables["Records"].index("Experts") < tables["Records"].index("Appointments")
    machinery = {"Groups", "Users", "API tokens", "Failed log-ins", "Second factors", "Procrastinate jobs"}
    assert machinery == set(tables["Administration"])


def test_the_tables_of_machinery_are_shown_to_those_who_may_see_them(client):
    client.force_login(person("Editor"))
    html = client.get(HOME).content.decode()
    assert list(headings(html)) == ["Records"] and "Administration" not in html
    clerk = get_user_model().objects.create_user("clerk", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="view_failedtries"))
    client.force_login(clerk)
    assert [*headings(client.get(HOME).content.decode())] == ["Administration"]


def draft(record, user=None, **fields):
    """What somebody typed and did not save; ``record`` is a model for a new record."""
    values = {"kind": record._meta.model_name, "record": None if isinstance(record, type) else record.pk}
    user = user or get_user_model().objects.get(username="researcher")
    fields = {"values": {"name": ["x"]}, "boxes": 1, **values, **fields}
    return FormDraft.objects.create(user=user, token=f"t{FormDraft.objects.count()}", **fields)


def resumed(client):
    """What “Go on where you stopped” leads to: (forms with a draft, records changed last), as addresses."""
    resume = client.get(HOME).context["resume"]
    return [row["url"] for row in resume["drafts"]], [row["url"] for row in resume["changed"]]


def test_what_was_typed_and_not_saved_stands_first_and_leads_to_the_form_that_offers_it(desk):
    event, other = f.event(name="Geneva summit"), f.event()
    draft(event, boxes=3), draft(Event), draft(event, boxes=2), draft(other, user=person("Editor"))
    draft(other, updated_at=timezone.now() - datetime.timedelta(days=31))
    assert resumed(desk) == ([address(event), address(Event, "add")], [])
    html = desk.get(HOME).content.decode()
    assert html.index("New event") < html.index('id="resume"') < html.index("What is missing")
    assert "Geneva summit</a>" in html and "2 boxes" in html and "New event</a>" in html
    for url in resumed(desk)[0]:
        assert "You typed this on" in desk.get(url).content.decode()


def test_the_records_that_this_person_changed_last_are_links_once_each(desk, client):
    first, second, others = f.event(name="First"), f.expert(name="Second"), f.event(name="Third")
    for record in (first, second, first):
        page = FormPage(desk, address(record))
        page.set(name=page.values["name"][0] + " again").save()
    assert resumed(desk) == ([], [address(first), address(second)])
    html = desk.get(HOME).content.decode()
    assert "First again again</a>" in html, "as it is called now"
    draft(first)
    assert resumed(desk) == ([address(first)], [address(second)])
    second.delete()
    assert resumed(desk) == ([address(first)], [])
    client.force_login(person("Editor"))
    page = FormPage(client, address(others))
    page.set(name="Mine").save()
    assert resumed(client) == ([], [address(others)])


def test_nobody_goes_on_with_what_they_may_no_longer_open(client):
    event, expert = f.event(), f.expert()
    reader = get_user_model().objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_expert"))
    draft(event, user=reader), draft(expert, user=reader)
    for record in (event, expert):
        LogEntry.objects.log_actions(reader.pk, [record], CHANGE, single_object=True)
    client.force_login(reader)
    assert resumed(client) == ([], [address(expert)])


def test_going_on_takes_as_many_statements_for_many_records_as_for_one(desk):
    user = get_user_model().objects.get()

    def work():
        position = f.position(event=f.event(), holders=[f.appointment().expert])
        for record in (position, position.event, f.place(country=f.place())):
            draft(record)
            LogEntry.objects.log_actions(user.pk, [record], CHANGE, single_object=True)

    work()
    desk.get(HOME)
    with CaptureQueriesContext(connection) as little:
        desk.get(HOME)
    for _ in range(5):
        work()
    with CaptureQueriesContext(connection) as much:
        desk.get(HOME)
    assert len(little) == len(much)
