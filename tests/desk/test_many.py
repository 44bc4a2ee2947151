"""Many records of a list in one step: deleted, published, submitted, taken back; by the worker where they are many."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import lib.jobs
from desk.many import steps
from desk.models import MassChange, Review
from experts.models import Appointment, Expert
from lib.history import history_of
from lib.jobs import Interrupted, run
from summits.models import Event, Panel, Position
from tests import factories as make
from tests.desk.pages import address
from tests.roles import person
from topics.models import Topic


@pytest.fixture
def client_of(client, db):
    """A function that logs a role in: client_of("Reviewer") → client."""

    def log_in(role):
        client.user = person(role)
        client.force_login(client.user)
        return client

    return log_in


def choose(client, action, records, query=""):
    """The address to which an action of a list leads, with these or, with a query, with all that it shows."""
    chosen = {"action": action, "_selected_action": [r.pk for r in records[:1] if query] or [r.pk for r in records]}
    more = {"select_across": "1", "index": "0"} if query else {}
    answer = client.post(f"{address(type(records[0]), 'changelist')}{query}", {**chosen, **more})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def agree(client, url, **values):
    """Agree to a preview."""
    mark = client.get(url).context["preview"].mark
    return client.post(url, {"mark": mark, **values}, follow=True)


def test_a_filtered_list_is_deleted_in_one_step_and_comes_back_in_one(client_of):
    client = client_of("Administrator")
    previews = []
    for number in (3, 9):
        events = [make.event(name=f"Draft {n}", publication="draft") for n in range(number)]
        for event in events:
            make.panel(event=event)
            make.position(event=event, publication="draft")
        url = choose(client, "delete_selected", events, "?publication__exact=draft")
        client.get(url)
        with CaptureQueriesContext(connection) as told:
            page = client.get(url)
        assert page.context["preview"].sums[0][0] == number
        previews.append(len(told))
        agree(client, url)
        assert not Event.objects.filter(publication="draft").exists()
    assert previews[0] == previews[1]
    change = MassChange.objects.latest("pk")
    assert change.state == "done" and [9, "events"] in change.counts and [9, "panels"] in change.counts
    assert min(LogEntry.objects.values_list("object_repr", flat=True)).startswith("Draft 0")
    last = history_of(Event).objects.latest("pgh_id")
    assert (last.pgh_label, last.pgh_context.metadata["user"]) == ("delete", client.user.pk)
    undo = reverse("admin:many_undo", args=[change.pk])
    page = client.post(undo, {"mark": client.get(undo).context["mark"]}, follow=True)
    assert "it is as it was before" in page.content.decode()
    assert sorted(e.pk for e in events) == sorted(
        Event.objects.filter(publication="draft").values_list("pk", flat=True)
    )
    assert Panel.objects.count() == Position.objects.count() == 9
    assert "It was done by" in client.get(url).content.decode() and client.get(undo).status_code == 302


def test_what_others_need_stays_with_its_reason_and_what_goes_itself_is_no_hindrance(client_of):
    client = client_of("Administrator")
    free, needed, with_post = (make.expert(name=n, publication="draft") for n in ("Free", "Needed", "With a post"))
    post = make.appointment(expert=with_post, publication="draft")
    make.position(holders=[needed])
    url = choose(client, "delete_selected", [free, needed, with_post])
    text = client.get(url).content.decode()
    assert "Stays as it is (2)" in text and "needed by 1 position" in text and "needed by 1 appointment" in text
    agree(client, url)
    assert {e.name for e in Expert.objects.all()} >= {"Needed", "With a post"}
    assert not Expert.objects.filter(name="Free").exists()
    assert [name for name, _ in MassChange.objects.get().kept] == ["Needed", "With a post"]
    # A topic goes with those below it where all of them are chosen, else it stays.
    upper = make.topic(name="Upper")
    lower = make.topic(name="Lower", broader=upper)
    assert "needed by 1 topic" in client.get(choose(client, "delete_selected", [upper])).content.decode()
    agree(client, choose(client, "delete_selected", [upper, lower]))
    assert not Topic.objects.filter(pk__in=[upper.pk, lower.pk]).exists()
    assert Appointment.objects.get() == post


def test_rights_are_asked_when_it_is_done_and_nothing_is_done_that_was_not_shown(client_of, client):
    editor = client_of("Editor")
    public, draft = make.topic(name="Public"), make.topic(name="Draft", publication="draft")
    url = choose(editor, "delete_selected", [public, draft])
    assert "the public sees it" in editor.get(url).content.decode()
    mark = editor.get(url).context["preview"].mark
    draft.name = "Changed meanwhile"
    draft.save()
    answer = editor.post(url, {"mark": mark})
    assert answer.status_code == 409 and "Something has been changed" in answer.content.decode()
    assert Topic.objects.count() == 2
    agree(editor, url)
    assert list(Topic.objects.values_list("name", flat=True)) == ["Public"]
    # Again, and undoing without the right to.
    assert editor.post(url, {"mark": mark}).status_code == 409
    assert editor.get(reverse("admin:many_undo", args=[MassChange.objects.get().pk])).status_code == 403
    client.force_login(person("Editor"))
    assert client.get(url).status_code == 404
    client.force_login(person("Reader"))
    answer = client.post(address(Topic, "changelist"), {"action": "delete_selected", "_selected_action": [public.pk]})
    assert "/many/" not in getattr(answer, "url", "") and Topic.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_are_the_workers_with_progress_to_be_stopped_taken_up_and_undone(client_of, monkeypatch):
    monkeypatch.setattr(steps, "FEW", 2)
    monkeypatch.setattr(lib.jobs, "SECONDS", 0)
    client = client_of("Administrator")
    topics = [make.topic(name=f"Topic {n}", publication="draft") for n in range(3)]
    url = choose(client, "delete_selected", topics)
    page = agree(client, url).content.decode()
    change = MassChange.objects.get()
    assert change.state == "running" and "Waiting for the worker" in page and Topic.objects.count() == 3
    client.post(reverse("admin:many_cancel", args=[change.pk]))
    assert "Cancelled: nothing was changed" in client.get(url).content.decode()
    agree(client, url)
    # The worker ends in the middle; the next one begins anew, is stopped by a person, and a third does it.
    with pytest.raises(Interrupted):
        run(MassChange, "many.carry_out", change.pk, steps.carry_out, lambda: True)
    assert Topic.objects.count() == 3 and MassChange.objects.get().state == "running"
    seen = []

    def stop():
        # From outside: what the step itself writes is not there yet.
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("SELECT stage FROM desk_masschange")
                seen.extend(cursor.fetchone())
                if seen[-1] == "Deleting":
                    cursor.execute("UPDATE desk_masschange SET stop = true")
        finally:
            other.close()
        return False

    run(MassChange, "many.carry_out", change.pk, steps.carry_out, stop)
    assert MassChange.objects.get().state == "cancelled" and Topic.objects.count() == 3
    assert "Looking at the records" in seen and MassChange.objects.get().attempts == 2
    agree(client, url)
    run(MassChange, "many.carry_out", change.pk, steps.carry_out)
    assert MassChange.objects.get().state == "done" and not Topic.objects.exists()
    undo = reverse("admin:many_undo", args=[change.pk])
    client.post(undo, {"mark": client.get(undo).context["mark"]})
    assert MassChange.objects.get().state == "undoing" and not Topic.objects.exists()
    run(MassChange, "many.undo", change.pk, steps.undo)
    assert MassChange.objects.get().state == "undone", MassChange.objects.get().error
    assert Topic.objects.count() == 3
    assert MassChange.objects.get().undone_by == client.user


@pytest.mark.django_db(transaction=True)
def test_many_are_published_submitted_and_taken_back_and_undone(client_of, monkeypatch):
    monkeypatch.setattr(steps, "FEW", 1)
    client = client_of("Reviewer")
    posts = [make.appointment(expert=make.expert(publication="draft"), publication="draft") for _ in range(2)]

    def carry_out(action, **values):
        url = choose(client, action, posts)
        agree(client, url, **values)
        change = MassChange.objects.latest("pk")
        run(MassChange, "many.carry_out", change.pk, steps.carry_out)
        assert MassChange.objects.get(pk=change.pk).state == "done", MassChange.objects.get(pk=change.pk).error
        return change

    def states():
        return {(p.publication, p.expert.publication) for p in Appointment.objects.select_related("expert")}

    carry_out("submit")
    assert states() == {("submitted", "draft")}
    # Who they are is left as it is, then goes along.
    first = carry_out("publish", named=["expert", "organisation"], along=["organisation"])
    assert states() == {("published", "draft")}
    carry_out("withdraw")
    assert states() == {("draft", "draft")}
    second = carry_out("publish", named=["expert"], along=["expert"])
    assert states() == {("published", "published")}
    verdicts = (
        Review.objects.filter(kind="appointment", record=posts[0].pk).order_by("pk").values_list("verdict", flat=True)
    )
    assert list(verdicts) == ["submitted", "published", "withdrawn", "published"]
    undo = reverse("admin:many_undo", args=[second.pk])
    client.post(undo, {"mark": client.get(undo).context["mark"]})
    run(MassChange, "many.undo", second.pk, steps.undo)
    assert states() == {("draft", "draft")}
    # The first was followed by others: told, and nothing of these is overwritten.
    undo = reverse("admin:many_undo", args=[first.pk])
    assert client.get(undo).status_code == 200
    listed = client.get(reverse("admin:many_list")).content.decode()
    assert listed.count("Publish: 2 appointments") == 2 and "undone" in listed
