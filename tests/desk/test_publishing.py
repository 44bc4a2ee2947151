"""Who may not publish cannot do so in any way: forms, rows on forms, lists, import, history, merging."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.many import steps
from desk.models import Review
from intake.bulk import jobs
from lib.addresses import Publication
from lib.history import history_of
from summits.models import Event, Panel, Position
from tests import factories as make
from tests.desk.pages import FormPage, address
from tests.roles import person
from topics.models import Topic


@pytest.fixture
def editor(client, db):
    """A client that is an editor."""
    client.force_login(person("Editor"))
    return client


@pytest.fixture
def reviewer(client, db):
    """A client that is a reviewer."""
    client.user = person("Reviewer")
    client.force_login(client.user)
    return client


def state(record):
    """The state of publication on record."""
    return type(record).objects.values_list("publication", flat=True).get(pk=record.pk)


@pytest.mark.parametrize("model", ["event", "expert", "organisation", "topic", "source", "place"])
def test_what_an_editor_enters_is_a_draft_whatever_the_form_says(editor, model):
    kind = type(getattr(make, model)())
    page = FormPage(editor, address(kind, "add"))
    label = "title" if model == "source" else "name"
    page.set(**{label: "Entered by an editor", "publication": "published"})
    extra = {"event": {"kind": "summit"}, "source": {"kind": "report"}}.get(model, {})
    page.set(**extra)
    page.save()
    made = kind.objects.get(**{label: "Entered by an editor"})
    assert made.publication == "draft"
    FormPage(editor, address(made)).set(publication="published").save()
    assert state(made) == "draft"


def test_rows_on_a_published_event_are_drafts_until_a_reviewer_publishes_them(editor):
    event = make.event()
    make.panel(event=event, title="There already", number=1)
    page = FormPage(editor, address(event))
    page.add("panels", number=2, title="A new panel", publication="published")
    page.row("panels", 0, title="Changed", publication="draft")
    page.save()
    assert dict(Panel.objects.values_list("title", "publication")) == {"Changed": "published", "A new panel": "draft"}
    assert state(event) == "published"


def test_an_editor_does_not_delete_rows_that_the_public_sees(editor):
    event = make.event()
    public, draft = make.position(event=event), make.position(event=event, publication="draft")
    page = FormPage(editor, address(event))
    at = {page.values[f"positions-{i}-id"][0]: i for i in range(2)}
    page.row("positions", at[str(public.pk)], DELETE="on")
    page.send()
    assert "is public" in page.errors()["positions"][0] and Position.objects.count() == 2
    page = FormPage(editor, address(event))
    page.row("positions", at[str(draft.pk)], DELETE="on").save()
    assert Position.objects.get() == public


def test_a_row_of_a_draft_is_not_made_public_by_moving_it(client, db):
    hidden, public, draft_expert = make.event(publication="draft"), make.event(), make.expert(publication="draft")
    position = make.position(event=hidden)
    part = make.participation(event=public, expert=draft_expert)
    for role, done in (("Editor", False), ("Reviewer", True)):
        client.force_login(person(role))
        page = FormPage(client, address(position)).set(event=public.pk)
        assert page.send().status_code == (302 if done else 200)
        assert Position.objects.get(pk=position.pk).event == (public if done else hidden)
        row = FormPage(client, address(public)).row("participations", 0, who=f"expert:{make.expert().pk}")
        assert row.send().status_code == (302 if done else 200)
        part.refresh_from_db()
        assert (part.expert == draft_expert) is not done
        if not done:
            assert "only a reviewer may do" in str(page.errors()) and "only a reviewer may do" in str(row.errors())
    # What the public sees already may be moved about.
    client.force_login(person("Editor"))
    FormPage(client, address(position)).set(event=make.event().pk).save()


def test_the_list_offers_publishing_to_reviewers_only_and_leaves_the_published_alone(editor):
    public, draft = make.topic(), make.topic(publication="draft")
    listed = editor.get(address(Topic, "changelist")).content.decode()
    assert 'value="submit"' in listed and 'value="publish"' not in listed
    chosen = {"_selected_action": [public.pk, draft.pk]}
    editor.post(address(Topic, "changelist"), {"action": "publish", **chosen})
    assert (state(public), state(draft)) == ("published", "draft")
    answer = editor.post(address(Topic, "changelist"), {"action": "submit", **chosen}, follow=True)
    assert (state(public), state(draft)) == ("published", "submitted")
    assert "1 topic left unchanged" in answer.content.decode()


def imported(user, text, name="topics.csv"):
    """Check a table, and import it if nothing is wrong: (state, texts of bad rows)."""
    bulk = jobs.upload(user, SimpleUploadedFile(name, text.encode()))
    jobs.run("check", bulk.pk)
    bad = [f"{line.line}: {line.text}" for line in bulk.lines.filter(what="bad")]
    if not bad:
        jobs.begin_import(bulk)
        jobs.run("import", bulk.pk)
        bulk.refresh_from_db()
    return bulk.state, bad


@pytest.mark.django_db(transaction=True)
def test_an_import_by_an_editor_neither_publishes_nor_withdraws(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make.topic(slug="public", name="Public")
    make.topic(slug="draft", name="Draft", publication="draft")
    user = person("Editor")
    table = "slug,name,publication\nnew,New,published\ndraft,Draft,published\npublic,Public,draft\nother,Other,draft\n"
    ended, bad = imported(user, table)
    assert [line.split(":")[0] for line in bad] == ["2", "3", "4"]
    assert "only a reviewer may publish" in bad[0] and "only a reviewer may withdraw it" in bad[2]
    assert Topic.objects.count() == 2
    # What is published may say so, and its other columns may change; new rows are drafts.
    ended, bad = imported(user, "slug,name,publication\npublic,Changed,published\nnew,New,\nother,Other,submitted\n")
    assert (ended, bad) == ("done", [])
    assert dict(Topic.objects.values_list("name", "publication")) == {
        "Changed": "published", "Draft": "draft", "New": "draft", "Other": "submitted",
    }  # fmt: skip
    ended, bad = imported(person("Reviewer"), table)
    assert (ended, bad) == ("done", [])
    assert dict(Topic.objects.values_list("slug", "publication"))["new"] == "published"


@pytest.mark.django_db(transaction=True)
def test_an_import_does_not_make_public_by_moving(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    hidden, public = make.event(slug="hidden", publication="draft"), make.event(slug="public")
    position = make.position(event=hidden)
    table = f"id,event\n{position.public_id},public\n"
    _, bad = imported(person("Editor"), table, "positions.csv")
    assert bad and bad[0].startswith("2: ") and "only a reviewer may publish" in bad[0]
    assert Position.objects.get().event == hidden
    assert imported(person("Reviewer"), table, "positions.csv") == ("done", [])
    assert Position.objects.get().event == public


def test_taking_back_and_bringing_back_do_not_publish(client, db):
    """For an account that may take changes back, but not publish."""
    from django.contrib.auth.models import Permission

    user = person("Editor")
    user.user_permissions.add(Permission.objects.get(codename="take_back_changes"))
    client.force_login(user)
    history = history_of(Topic)._base_manager

    def revert(label, topic):
        row = history.filter(pgh_label=label, pgh_obj_id=topic.pk).latest("pgh_id")
        return client.post(reverse("admin:revert", args=["topics", "topic", row.pgh_id]), {"latest": row.pgh_id})

    withdrawn, gone, named = make.topic(), make.topic(), make.topic(name="Before")
    Topic.objects.filter(pk=withdrawn.pk).update(publication=Publication.DRAFT)
    Topic.objects.filter(pk=gone.pk).delete()
    Topic.objects.filter(pk=named.pk).update(name="After")
    assert revert("update", withdrawn).status_code == 403 and state(withdrawn) == "draft"
    assert revert("delete", gone).status_code == 403 and not Topic.objects.filter(pk=gone.pk).exists()
    assert revert("insert", named).status_code == 403 and Topic.objects.filter(pk=named.pk).exists()
    assert revert("update", named).status_code == 302 and Topic.objects.get(pk=named.pk).name == "Before"


def test_what_a_reviewer_does_on_a_form_or_in_a_list_is_on_file(reviewer):
    event, topics = make.event(publication="draft"), [make.topic(publication="submitted") for _ in range(2)]
    make.panel(event=event, publication="draft")
    told = FormPage(reviewer, address(event)).set(publication="published").save()
    assert state(event) == "published"
    assert f'1 row that belongs to it is not public: <a href="/admin/review/publish/?unit=event:{event.pk}">' in str(
        told
    )
    # A list leads to the preview, from which they are published.
    chosen = {"action": "publish", "_selected_action": [t.pk for t in topics]}
    page = reviewer.post(address(Topic, "changelist"), chosen)
    assert {state(t) for t in topics} == {"submitted"} and page.context["plan"].number == 2
    values = {"unit": page.context["units"], "fingerprint": page.context["plan"].fingerprint}
    reviewer.post(reverse("admin:review_publish"), values)
    assert {state(t) for t in topics} == {"published"}
    reviewer.post(address(Event, "changelist"), {"action": "withdraw", "_selected_action": [event.pk]})
    steps = Review.objects.order_by("pk").values_list("kind", "record", "verdict", "by")
    assert set(steps) == {
        ("event", event.pk, "published", reviewer.user.pk), ("event", event.pk, "withdrawn", reviewer.user.pk),
        *(("topic", t.pk, "published", reviewer.user.pk) for t in topics),
    }  # fmt: skip


def test_many_are_published_at_once_in_as_many_statements_as_a_few(reviewer, monkeypatch):
    def publish(number):
        for _ in range(number):
            make.topic(publication="draft")
        first = Topic.objects.filter(publication="draft").first()
        chosen = {"action": "publish", "select_across": "1", "index": "0", "_selected_action": [first.pk]}
        page = reviewer.post(f"{address(Topic, 'changelist')}?publication__exact=draft", chosen)
        values = {"unit": page.context["units"], "fingerprint": page.context["plan"].fingerprint}
        with CaptureQueriesContext(connection) as told:
            reviewer.post(reverse("admin:review_publish"), values)
        assert not Topic.objects.filter(publication="draft").exists()
        return len(told)

    publish(1)
    assert publish(3) == publish(9)
    # What is too much for a request is told so, should a form send it after all; lists lead to the worker (test_many.py).
    monkeypatch.setattr(steps, "FEW", 2)
    topics = [make.topic(publication="draft") for _ in range(3)]
    answer = reviewer.post(reverse("admin:review_publish"), {"unit": [f"topic:{t.pk}" for t in topics]}, follow=True)
    assert "At most 2 are published at once" in answer.content.decode()
