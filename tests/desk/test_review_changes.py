"""Changes to published records by people who may not publish: found whichever way they came, approved or taken back."""

import datetime
import uuid

import pghistory
import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pghistory.models import Context

from desk.models import Change, ChangesRead, Review
from desk.review import changes
from desk.review.dependents import REVIEWED, beside, dependents
from desk.review.steps import ReviewRejected
from intake.bulk import jobs
from lib.history import history_of
from summits.models import Event, EventName, Participation, Position, PositionHolder
from tests import factories as make
from tests.desk.pages import FormPage, address
from tests.roles import person
from topics.models import Topic

URL = "/admin/review/changes/"


def found():
    """What a look at the history finds: {(kind, record): number of rows} of open changes."""
    changes.refresh()
    return {(one.kind, one.record): one.number for one in Change.objects.filter(verdict="")}


def test_a_change_is_seen_at_once_and_waits_for_approval(as_, editor, reviewer):
    event = make.event(name="Geneva", slug="geneva")
    FormPage(as_(editor), address(event)).set(name="Geneva summit").save()
    client = as_(reviewer)
    assert '<span class="number">1</span> changed after publication' in client.get("/admin/").content.decode()
    html = client.get(URL).content.decode()
    assert "<del" in html and "Geneva summit" in html and editor.username in html
    one = Change.objects.get()
    assert (one.by, one.kind, one.record) == (editor, "event", event.pk)
    client.logout()
    assert client.get("/api/v1/events/geneva/").json()["name"] == "Geneva summit"
    for who, words in ((editor, "waiting for a reviewer"), (reviewer, "waiting for approval")):
        assert words in as_(who).get(address(event)).content.decode()
    client = as_(reviewer)
    client.post(reverse("admin:review_approve"), {"change": [one.pk]})
    one.refresh_from_db()
    assert "waiting for" not in client.get(address(event)).content.decode()
    assert (one.verdict, one.decided_by) == ("approved", reviewer) and found() == {}
    assert Review.objects.get().verdict == "approved"
    assert "No published record has been changed" in client.get(URL).content.decode()


def test_what_is_taken_back_is_as_it_was(as_, editor, reviewer):
    event = make.event(name="Geneva")
    expert, other = make.expert(), make.expert()
    position = make.position(event=event, holders=[expert], topics=[make.topic()], summary="One.")
    event.names.create(text="A name")
    form = FormPage(as_(editor), address(event))
    form.set(name="Wrong").row("positions", 0, summary="Two.", holders=[f"expert:{other.pk}"])
    form.row("names", 0, DELETE="on").add("names", text="Another name", kind="variant")
    form.save()
    client = as_(reviewer)
    client.get(URL)
    one = Change.objects.get()
    assert one.number >= 6  # event, position, holder out and in, name out and in
    answer = client.post(reverse("admin:review_undo", args=[one.pk]), {"comment": "No source says so."}, follow=True)
    assert "Taken back" in answer.content.decode()
    event.refresh_from_db(), position.refresh_from_db()
    assert (event.name, position.summary) == ("Geneva", "One.")
    assert [h.expert for h in PositionHolder.objects.all()] == [expert]
    assert [n.text for n in EventName.objects.all()] == ["A name"]
    step = Review.objects.get()
    assert (step.verdict, step.to, step.comment) == ("taken_back", editor, "No source says so.")
    assert "No source says so." in as_(editor).get(address(event)).content.decode()
    assert found() == {}, "taking back is the reviewer's own change"


def test_a_change_on_which_others_have_built_is_not_taken_back(as_, editor, reviewer):
    event = make.event(name="First", summary="Stays.")
    FormPage(as_(editor), address(event)).set(name="Second").save()
    FormPage(as_(reviewer), address(event)).set(name="Third").save()
    client = as_(reviewer)
    client.get(URL)
    one = Change.objects.get()
    answer = client.post(reverse("admin:review_undo", args=[one.pk]))
    assert answer.status_code == 409 and "changed again since" in answer.content.decode()
    event.refresh_from_db(), one.refresh_from_db()
    assert event.name == "Third" and one.verdict == ""
    changes.approve([one.pk], reviewer)
    with pytest.raises(ReviewRejected, match="in the meantime"):
        changes.take_back(one.pk, reviewer)


def test_reviewers_own_changes_and_drafts_do_not_wait(as_, editor, reviewer):
    public, draft = make.event(), make.event(publication="draft")
    Event.objects.filter(pk=public.pk).update(name="In SQL, by whoever runs the server")
    FormPage(as_(reviewer), address(public)).set(name="By a reviewer").save()
    FormPage(as_(editor), address(draft)).set(name="By an editor").save()
    form = FormPage(as_(editor), address(public))
    form.add("panels", number=1, title="A new panel, a draft").save()
    assert found() == {}


def test_a_draft_that_is_published_later_was_looked_at_then(as_, editor, reviewer):
    event = make.event(publication="draft")
    FormPage(as_(editor), address(event)).set(name="Changed as a draft").save()
    history = history_of(Event)._base_manager
    history.update(pgh_created_at="2026-01-01T12:00Z")
    with pghistory.context(user=reviewer.pk):
        Event.objects.filter(pk=event.pk).update(publication="published")
    assert found() == {}


@pytest.mark.parametrize("kind", ["form", "list", "own page", "sql with a user"])
def test_each_way_is_found(as_, editor, kind):
    event = make.event()
    part = make.participation(event=event)
    if kind == "form":
        FormPage(as_(editor), address(event)).row("participations", 0, billing="Otherwise").save()
    elif kind == "own page":
        FormPage(as_(editor), address(part)).set(billing="Otherwise").save()
    elif kind == "list":
        draft = make.panel(event=event, publication="draft")
        as_(editor).post(address(type(draft), "changelist"), {"action": "submit", "_selected_action": [draft.pk]})
        assert found() == {}, "a draft row that is submitted is nothing that the public sees"
        return
    else:
        with pghistory.context(user=editor.pk):
            Participation.objects.filter(pk=part.pk).update(billing="Otherwise")
    assert found() == {("event", event.pk): 1}


@pytest.mark.django_db(transaction=True)
def test_an_import_is_found_and_approved_as_one_save(settings, tmp_path, client):
    settings.MEDIA_ROOT = tmp_path
    topics = [make.topic(slug=f"t{n}", name=f"Topic {n}") for n in range(3)]
    user, reviewer = person("Editor"), person("Reviewer")
    rows = "slug,definition\n" + "".join(f"t{n},Defined.\n" for n in range(3))
    bulk = jobs.upload(user, SimpleUploadedFile("topics.csv", rows.encode()))
    for step in ("check", "import"):
        if step == "import":
            jobs.begin_import(bulk)
        jobs.run(step, bulk.pk)
    assert found() == {("topic", t.pk): 1 for t in topics}
    client.force_login(reviewer)
    assert "Approve all 3 records of this save" in client.get(URL).content.decode()
    client.post(reverse("admin:review_approve"), {"save": str(Change.objects.first().context)})
    assert found() == {} and Change.objects.filter(verdict="approved").count() == 3


@pytest.mark.parametrize("table", [
    (kind, model)
    for kind, owner in REVIEWED.items() if not owner
    for model in [kind, *dependents(kind), *(row for row, _ in beside(kind))]
    if kind._meta.model_name != "organisation" or model._meta.model_name != "appointment"
], ids=lambda pair: f"{pair[0].__name__}-{pair[1].__name__}")  # fmt: skip
def test_every_table_of_every_kind_is_looked_at(db, editor, table):
    """A row of each table is changed by an editor: the record that it belongs to is found."""
    kind, model = table
    make.world()
    row = model._base_manager.order_by("pk").first()
    if row is None:
        field = next(f for b, f in beside(kind) if b is model)
        row = _filled(model, field)
    with pghistory.context(user=editor.pk):
        # As an update where there is a text, which no foreign key forbids.
        if column := _text_column(model):
            model._base_manager.filter(pk=row.pk).update(**{column: "Otherwise"})
        else:
            model._base_manager.filter(pk=row.pk).delete()
    assert kind._meta.model_name in {one for one, _ in found()}


def _text_column(model):
    names = ("name", "note", "notes", "title", "summary", "billing", "definition", "text")
    return next((f.name for f in model._meta.local_concrete_fields if f.name in names), None)


def _filled(model, field):
    owner = field.remote_field.model._base_manager.first()
    values = {"text": "A name", "scheme": "other", "value": "x", "source": make.source()}
    names = {f.name for f in model._meta.local_concrete_fields}
    return model._base_manager.create(**{field.name: owner}, **{k: v for k, v in values.items() if k in names})


def test_a_save_that_commits_late_is_found_all_the_same(as_, editor):
    """An import that began hours before the last look, and ended after it."""
    topic = make.topic()
    ChangesRead.objects.all().delete()
    ChangesRead.objects.create(context=uuid.uuid4(), at="2026-01-02T12:00Z")
    FormPage(as_(editor), address(topic)).set(name="Changed").save()
    Context.objects.update(created_at="2026-01-02T03:00Z")
    assert found() == {("topic", topic.pk): 1}
    # What was read is not read again, and what is long past is forgotten.
    Change.objects.all().delete()
    with CaptureQueriesContext(connection) as seen:
        assert found() == {}
    assert len(seen) == 4
    FormPage(as_(editor), address(topic)).set(name="Changed again").save()
    assert found() == {("topic", topic.pk): 1}
    assert ChangesRead.objects.earliest("at").at > timezone.now() - datetime.timedelta(days=2)


def test_only_reviewers_decide(as_, editor, reviewer):
    topic = make.topic()
    FormPage(as_(editor), address(topic)).set(name="Changed").save()
    changes.refresh()
    one = Change.objects.get()
    client = as_(editor)
    assert client.get(URL).status_code == 403
    assert client.post(reverse("admin:review_approve"), {"change": [one.pk]}).status_code == 403
    assert client.post(reverse("admin:review_undo", args=[one.pk])).status_code == 403
    one.refresh_from_db()
    assert one.verdict == ""
    client = as_(reviewer)
    assert client.get(reverse("admin:review_approve")).status_code == 405
    assert client.post(reverse("admin:review_approve"), {"save": "x"}).status_code == 404
    assert "tick what you have looked at" in client.post(reverse("admin:review_approve"), follow=True).content.decode()
    assert client.post(reverse("admin:review_undo", args=[10**9])).status_code == 404
    # Somebody who has become a reviewer may as well have looked at their own.
    editor.groups.add(Group.objects.get(name="Reviewer"))
    Change.objects.all().delete()
    assert found() == {}


def test_the_queue_costs_the_same_for_much_as_for_little(as_, editor, reviewer):
    event = make.event()
    for _ in range(8):
        make.position(event=event, holders=[make.expert()])
    topics = [make.topic() for _ in range(8)]

    def edit(number):
        form = FormPage(as_(editor), address(event)).set(name=f"Name {number}")
        for row in range(number):
            form.row("positions", row, summary=f"Summary {number}.")
        form.save()
        for topic in topics[:number]:
            FormPage(as_(editor), address(topic)).set(name=f"Name {number}").save()

    def cost():
        client = as_(reviewer)
        client.get(URL)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(URL).status_code == 200
        return len(seen)

    edit(1)
    little = cost()
    for number in (2, 5, 8):
        edit(number)
    assert cost() == little <= 20
    assert Position.objects.filter(summary="Summary 8.").count() == Topic.objects.filter(name="Name 8").count() == 8
