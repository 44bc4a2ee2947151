"""Every role against every action, in the admin and the API: what happens is what the table of roles says."""

import re
import sys
import uuid
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse

from desk.kinds import KINDS
from desk.merge.engine import merge
from desk.models import Change, DuplicateDismissal, Merge
from desk.review.publishing import prepare
from desk.roles import ROLES, TABLE, groups, role_may
from desk.roles.table import permissions_of
from experts.models import Expert
from intake.bulk.importing import import_files
from intake.models import BulkImport
from lib.addresses import Publication
from lib.history import history_of
from summits.models import Event
from tests import factories as make
from tests.desk.pages import address
from tests.roles import person
from topics.models import Topic

NOBODY = "not logged in"
NO_ROLE = "no role"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    """A folder of uploads for each test."""
    settings.MEDIA_ROOT = tmp_path / "uploads"


def again(record):
    """A record as it is now; None if it is gone."""
    return type(record)._base_manager.filter(pk=record.pk).first()


def send(client, record_or_model, what, **fields):
    """Send a topic's form as a page would, whether or not the page can be seen."""
    url = address(record_or_model, what)
    mark = re.search(r'name="_opened_at_version" value="([^"]+)"', client.get(url).content.decode())
    rows = {f"{group}-{n}_FORMS": 0 for group in ("names", "citations") for n in ("TOTAL", "INITIAL")}
    values = {"slug": "a-topic", "publication": "draft", "broader": "", "definition": "", **rows, **fields}
    return client.post(url, values | ({"_opened_at_version": mark[1]} if mark else {}))


def act(client, action, *records):
    """Choose an action in a list."""
    pks = [record.pk for record in records]
    return client.post(address(type(records[0]), "changelist"), {"action": action, "_selected_action": pks})


def last(record, label):
    """The number of the last history row of a kind."""
    return history_of(type(record))._base_manager.filter(pgh_obj_id=record.pk, pgh_label=label).latest("pgh_id").pgh_id


def revert(client, record, pgh_id, name):
    """Take a change of a topic or event back."""
    url = reverse("admin:revert", args=[record._meta.app_label, name, pgh_id])
    return client.post(url, {"latest": pgh_id})


# -- each tries one action and says whether it was done -----------------------------------------


def enter(client):
    return client.get("/admin/").status_code == 200


def view(client):
    event = make.event(name="A draft in the desk", publication="draft")
    seen = [client.get(address(event)), client.get(address(Event, "changelist"))]
    return all(s.status_code == 200 and "A draft in the desk" in s.content.decode() for s in seen)


def read(client):
    event = make.event(name="A draft to read", publication="draft")
    answers = [client.get(f"/api/v1/events/{event.slug}/"), client.get(f"/events/{event.slug}/")]
    found = {answer.status_code for answer in answers}
    listed = "A draft to read" in client.get("/api/v1/events/").content.decode()
    assert (found, listed) in (({200}, True), ({404}, False))
    return listed


def history(client):
    event = make.event()
    pages = [address(event).replace("/change/", "/history/"), reverse("admin:merge_list")]
    pages.append(reverse("admin:review", args=["event", event.pk]))
    return all(client.get(page).status_code == 200 for page in pages)


def export(client):
    make.expert(name="Taken out")
    answer = client.get(reverse("bulk:export", args=["experts", "csv"]))
    return answer.status_code == 200 and "Taken out" in answer.getvalue().decode()


def add(client):
    send(client, Topic, "add", name="A topic")
    return Topic.objects.filter(name="A topic").exists()


def change(client):
    topics = [make.topic(name="Before", publication=state) for state in Publication]
    for topic in topics:
        send(client, topic, "change", name="After", slug=topic.slug, publication=topic.publication)
    names = {again(topic).name for topic in topics}
    assert len(names) == 1, "drafts and published records alike"
    return names == {"After"}


def delete(client):
    event = make.event(publication="draft")
    make.panel(event=event)
    topic = make.topic(publication="submitted")
    for record in (event, topic):
        client.post(address(record, "delete"), {"post": "yes"})
    gone = {again(record) is None for record in (event, topic)}
    assert len(gone) == 1
    return gone.pop()


def delete_public(client):
    topics = [make.topic(), make.topic()]
    panel = make.panel()
    client.post(address(panel, "delete"), {"post": "yes"})
    client.post(address(topics[0], "delete"), {"post": "yes"})
    preview = act(client, "delete_selected", topics[1])
    if preview.status_code == 302 and "/many/" in preview.url:
        plan = client.get(preview.url).context.get("preview")
        client.post(preview.url, {"mark": plan.mark if plan else ""})
    gone = {again(record) is None for record in (panel, *topics)}
    assert len(gone) == 1
    return gone.pop()


def submit(client):
    topic = make.topic(publication="draft")
    act(client, "submit", topic)
    submitted = again(topic).publication == "submitted"
    act(client, "withdraw", topic)
    assert again(topic).publication == "draft"
    client.post(reverse("admin:review_submit", args=["topic", topic.pk]))
    assert (again(topic).publication == "submitted") is submitted
    return submitted


def publish(client):
    topic, public = make.topic(publication="submitted"), make.topic()
    preview = act(client, "publish", topic)
    found = re.search(r'name="fingerprint" value="([^"]+)"', preview.content.decode())
    values = {"unit": f"topic:{topic.pk}", "fingerprint": found[1] if found else ""}
    client.post(reverse("admin:review_publish"), values)
    act(client, "withdraw", public)
    event = make.event(publication="submitted")
    seen = prepare([(Event, event.pk)]).fingerprint
    client.post(reverse("admin:review_publish"), {"unit": f"event:{event.pk}", "fingerprint": seen})
    states = [again(record).publication for record in (topic, public, event)]
    assert states in (["published", "draft", "published"], ["submitted", "published", "submitted"])
    return states[0] == "published"


def return_(client):
    topic = make.topic(publication="submitted")
    client.post(reverse("admin:review_return", args=["topic", topic.pk]), {"comment": "Define it."})
    return again(topic).publication == "draft"


def approve(client):
    topic = make.topic()
    waits = Change.objects.create(
        kind="topic", record=topic.pk, context=uuid.uuid4(), rows=[], number=1, at="2026-01-01T12:00Z"
    )
    client.post(reverse("admin:review_approve"), {"change": [waits.pk]})
    return again(waits).verdict == "approved"


def import_(client):
    file = SimpleUploadedFile("topics.csv", b"slug,name\na,A\n")
    client.post(reverse("bulk:home"), {"file": file, "kind": ""})
    return BulkImport.objects.count() == 1


def duplicates(client):
    pair = sorted([make.expert().pk, make.expert().pk])
    url = reverse("admin:duplicates_queue", args=["expert"])
    seen = client.get(url).status_code == 200
    decide = reverse("admin:duplicates_decide", args=["expert"])
    client.post(decide, {"first": pair[0], "second": pair[1], "why": "Different people."})
    assert DuplicateDismissal.objects.exists() is seen
    return seen


def take_back(client):
    topic = make.topic(name="Before")
    Topic.objects.filter(pk=topic.pk).update(name="After")
    revert(client, topic, last(topic, "update"), "topic")
    return again(topic).name == "Before"


def redact(client):
    topic = make.topic(definition="A rumour.")
    Topic.objects.filter(pk=topic.pk).update(definition="")
    url = reverse("admin:redact", args=["topics", "topic", topic.pk])
    fields = {"passage": "A rumour.", "why": "Untrue."}
    mark = re.search(r'name="agreed" value="([^"]+)"', client.post(url, {**fields, "look": "1"}).content.decode())
    client.post(url, {**fields, "redact": "1", "agreed": mark[1] if mark else "none"})
    return not history_of(Topic)._base_manager.filter(definition="A rumour.").exists()


def bring_back(client):
    topic = make.topic(publication="draft")
    topic_pk = topic.pk
    topic.delete()
    topic.pk = topic_pk
    revert(client, topic, last(topic, "delete"), "topic")
    return again(topic) is not None


def undo_import(client):
    with NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
        file.write("slug,name\nwrong,Wrong\n")
        file.flush()
        url = reverse("bulk:run", args=[import_files([(file.name, "topics.csv")]).run.pk])
    page = client.get(url)
    client.post(url, {"mark": page.context["mark"] if page.status_code == 200 else ""})
    return not Topic.objects.filter(slug="wrong").exists()


def merging(client):
    kept, gone = make.expert(), make.expert()
    url = reverse("admin:merge_preview", args=["expert", kept.pk, gone.pk])
    mark = re.search(r'name="fingerprint" value="([^"]+)"', client.get(url).content.decode())
    client.post(url, {"fingerprint": mark[1] if mark else "none"})
    return again(gone) is None


def undo_merge(client):
    kept, gone = make.expert(), make.expert()
    done = merge(KINDS["expert"], kept.pk, gone.pk)
    client.post(reverse("admin:merge_undo", args=[done.merge.pk]))
    return Merge.objects.get().undone_at is not None and Expert.objects.count() == 2


def all_imports(client):
    other = BulkImport.objects.create(user=person("Editor"), name="theirs.csv", state="checked")
    return client.get(reverse("bulk:import", args=[other.pk])).status_code == 200


def accounts(client):
    user = person()
    group = Group.objects.get_or_create(name="Reader")[0]
    client.post(
        reverse("admin:auth_user_change", args=[user.pk]),
        {"username": user.username, "groups": [group.pk], "is_active": "on"},
    )
    return user.groups.exists()


TRY = {
    **{f.__name__: f for f in (
        enter, view, read, history, export, add, change, delete, submit, duplicates, publish, take_back, redact, bring_back,
        approve, undo_merge, delete_public, all_imports, accounts,
    )},
    "import": import_,
    "undo_import": undo_import,
    "return": return_,
    "merge": merging,
}  # fmt: skip


def test_every_action_of_the_table_is_tried():
    assert set(TRY) == {action.name for action in TABLE}


@pytest.mark.parametrize("who", [NOBODY, NO_ROLE, *ROLES])
@pytest.mark.parametrize("action", [action.name for action in TABLE])
def test_a_role_may_do_what_the_table_says(client, db, who, action):
    role = who if who in ROLES else None
    if who != NOBODY:
        client.force_login(person(role))
    assert TRY[action](client) is role_may(role, action)


def test_a_superuser_may_do_everything(client, db):
    client.force_login(get_user_model().objects.create_superuser("root"))
    for name, attempt in TRY.items():
        if name not in ("undo_merge", "import", "duplicates"):  # these count what there is
            assert attempt(client), name


# -- the groups ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_the_migrations_write_what_the_table_says(db, role):
    known = [f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.select_related("content_type")]
    held = Group.objects.get(name=role).permissions.select_related("content_type")
    assert {f"{p.content_type.app_label}.{p.codename}" for p in held} == permissions_of(role, known)


def test_what_a_role_may_have_is_there_before_the_groups_are_written():
    """Else an upgrade would make a table after its permissions were given out; see desk/roles/groups.py."""
    graph = MigrationLoader(None).graph
    apps_named = {pattern.split(".")[0] for action in TABLE for pattern in action.permissions}
    tables = {
        key
        for key, migration in graph.nodes.items()
        if key[0] in apps_named and key[0] != "auth" and re.search("CreateModel|InitialTables", source(migration))
    }
    writing = [key for key, migration in graph.nodes.items() if "groups.write" in source(migration)]
    last = max(writing, key=lambda key: key[1])
    assert tables and tables <= set(graph.forwards_plan(last)), "let a new migration of the desk write the groups again"


def source(migration):
    """The text of a migration's file."""
    return Path(sys.modules[type(migration).__module__].__file__).read_text()


def test_writing_the_groups_again_mends_them_and_leaves_others_alone(db):
    from django.apps import apps

    reader, own = Group.objects.get(name="Reader"), Group.objects.create(name="Guests")
    before = set(reader.permissions.all())
    extra = Permission.objects.get(codename="add_event")
    reader.permissions.set([extra])
    own.permissions.set([extra])
    someone = person("Reader")
    groups.write(apps, None)
    assert set(reader.permissions.all()) == before and set(own.permissions.all()) == {extra}
    assert list(someone.groups.all()) == [reader] and Group.objects.count() == len(ROLES) + 1


def test_the_documentation_shows_the_table():
    text = (Path(__file__).parents[2] / "docs" / "roles.md").read_text()
    for action in TABLE:
        marks = " | ".join("✓" if role_may(role, action.name) else "" for role in ROLES)
        line = f"| {action.words} | {marks} |".replace("|  |", "| |").replace("|  |", "| |")
        assert line in text, line
    assert text.count("\n| ") == len(TABLE) + 1


def test_a_role_logs_in_at_the_desk_and_no_role_is_told_why(client, db):
    for role, status in (("Reader", 302), (None, 200)):
        user = person(role, password="a long password 1")
        answer = client.post(reverse("admin:login"), {"username": user.username, "password": "a long password 1"})
        assert answer.status_code == status
    assert "no role at the desk" in answer.content.decode()


def test_a_person_who_left_may_do_nothing(client, db):
    client.force_login(person("Administrator", is_active=False))
    assert not enter(client) and not read(client)
