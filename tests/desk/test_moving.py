"""Who may not publish does not withdraw by moving a row to a draft; a move between public records is listed."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from desk.models import Change
from desk.review import changes
from intake.bulk import jobs
from lib.history import history_of
from lib.publishing import seen_by_public
from summits.models import Position
from tests import factories as make
from tests.desk.pages import FormPage, address
from tests.roles import person


def hidden(kind):
    """A draft of a kind of record."""
    return getattr(make, kind)(publication="draft")


def draft_panel(row):
    """A draft panel of the event of a row."""
    return make.panel(event=row.event, publication="draft")


# (what is moved, its box, its column in a table, what it is given that the public does not see)
MOVES = [
    ("participation", "event", "event", lambda row: hidden("event")),
    ("participation", "panel", "panel", draft_panel),
    ("participation", "who", "expert", lambda row: hidden("expert")),
    ("link", "from_event", "from", lambda row: hidden("event")),
    ("link", "to_event", "to", lambda row: hidden("event")),
    ("outcome", "event", "event", lambda row: hidden("event")),
    ("position", "event", "event", lambda row: hidden("event")),
    ("position", "panel", "panel", draft_panel),
    ("panel", "event", "event", lambda row: hidden("event")),
    ("appointment", "expert", "expert", lambda row: hidden("expert")),
    ("appointment", "organisation", "organisation", lambda row: hidden("organisation")),
]  # fmt: skip
each_move = pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move[0]}-{move[1]}")


def public(kind):
    """A row of a kind that the public sees."""
    return make.position(event=make.event()) if kind == "position" else getattr(make, kind)()


def is_seen(row):
    """Whether the public sees a row now."""
    return bool(seen_by_public(type(row), [row.pk]))


@each_move
def test_a_form_does_not_withdraw_by_moving(client, db, move):
    kind, box, _, target = move
    row = public(kind)
    draft = target(row)
    value = f"expert:{draft.pk}" if box == "who" else draft.pk
    client.force_login(person("Editor"))
    page = FormPage(client, address(row)).set(**{box: value})
    assert page.send().status_code == 200 and "only a reviewer may withdraw" in page.errors()[box][0]
    assert is_seen(row)
    client.post(address(row, "delete"), {"post": "yes"})
    assert is_seen(row), "what was not hidden is not deleted either"
    client.force_login(person("Reviewer"))
    FormPage(client, address(row)).set(**{box: value}).save()
    assert not is_seen(row)


def test_rows_on_a_form_are_not_withdrawn_by_moving(client, db):
    event = make.event()
    part, position = make.participation(event=event), make.position(event=event)
    make.panel(event=event, number=7, publication="draft")
    stranger = make.expert(publication="draft")
    rows = [
        (part, "participations", {"who": f"expert:{stranger.pk}"}),
        (part, "participations", {"panel_number": 7}),
        (position, "positions", {"panel_number": 7}),
    ]
    for row, group, values in rows:
        client.force_login(person("Editor"))
        page = FormPage(client, address(event)).row(group, 0, **values)
        assert page.send().status_code == 200
        assert "only a reviewer may withdraw" in page.errors()[f"{group}-0-{next(iter(values))}"][0]
        assert is_seen(row)
    client.force_login(person("Reviewer"))
    FormPage(client, address(event)).row("participations", 0, panel_number=7).save()
    assert not is_seen(part)


@each_move
@pytest.mark.django_db(transaction=True)
def test_an_import_does_not_withdraw_by_moving(settings, tmp_path, move):
    settings.MEDIA_ROOT = tmp_path
    kind, _, column, target = move
    row = public(kind)
    draft = target(row)
    name = getattr(draft, "slug", None) or draft.public_id

    def take(user):
        table = SimpleUploadedFile(f"{kind}s.csv", f"id,{column}\n{row.public_id},{name}\n".encode())
        bulk = jobs.upload(user, table)
        jobs.run("check", bulk.pk)
        bad = [(line.line, line.text) for line in bulk.lines.filter(what="bad")]
        if not bad:
            jobs.begin_import(bulk)
            jobs.run("import", bulk.pk)
        return bad

    ((line, text),) = take(person("Editor"))
    assert line == 2 and "only a reviewer may withdraw" in text and is_seen(row)
    assert take(person("Reviewer")) == [] and not is_seen(row)


def test_taking_back_does_not_withdraw_by_moving(client, db):
    """For an account that may take changes back, but not publish."""
    row, draft = public("participation"), hidden("event")
    home = row.event
    type(row).objects.filter(pk=row.pk).update(event=draft)
    type(row).objects.filter(pk=row.pk).update(event=home)
    user = person("Editor")
    user.user_permissions.add(Permission.objects.get(codename="take_back_changes"))
    number = history_of(type(row))._base_manager.filter(pgh_obj_id=row.pk).latest("pgh_id").pgh_id
    url = reverse("admin:revert", args=["summits", "participation", number])
    client.force_login(user)
    answer = client.post(url, {"latest": number})
    assert answer.status_code == 409 and "only a reviewer may withdraw" in answer.content.decode() and is_seen(row)
    client.force_login(person("Reviewer"))
    assert client.post(url, {"latest": number}).status_code == 302 and not is_seen(row)


# -- moves between records that the public sees ---------------------------------------------------


def found():
    """Open changes: {(kind, record): number of rows}."""
    changes.refresh()
    return {(one.kind, one.record): one.number for one in Change.objects.filter(verdict="")}


@pytest.mark.parametrize(
    "move", [("participation", "event"), ("link", "from_event"), ("outcome", "event"), ("position", "event"),
             ("panel", "event"), ("appointment", "expert")], ids=lambda move: move[0],
)  # fmt: skip
def test_a_move_between_public_records_is_listed_under_both(client, db, move):
    kind, box = move
    row = public(kind)
    owner = "expert" if box == "expert" else "event"
    left, joined = getattr(row, box), getattr(make, owner)(name="Where it went")
    client.force_login(person("Editor"))
    FormPage(client, address(row)).set(**{box: joined.pk}).save()
    assert found() == {(owner, left.pk): 1, (owner, joined.pk): 1}
    client.force_login(person("Reviewer"))
    html = client.get(reverse("admin:review_changes")).content.decode()
    for name in (left.name, "Where it went"):
        assert f"{name}</del>" in html or f"{name}</ins>" in html
    # Taking it back settles both entries.
    one = Change.objects.get(record=left.pk)
    assert client.post(reverse("admin:review_undo", args=[one.pk])).status_code == 302
    row.refresh_from_db()
    assert getattr(row, box) == left and found() == {}
    assert set(Change.objects.values_list("verdict", flat=True)) == {"taken_back"}


def test_a_position_that_leaves_its_event_or_joins_one_is_listed_under_both(client, db):
    event = make.event()
    leaving, joining = make.position(event=event), make.position()
    client.force_login(person("Editor"))
    FormPage(client, address(leaving)).set(event="").save()
    assert found() == {("event", event.pk): 1, ("position", leaving.pk): 1}
    changes.approve(Change.objects.values("pk"), person("Reviewer"))
    FormPage(client, address(joining)).set(event=event.pk).save()
    assert found() == {("event", event.pk): 1, ("position", joining.pk): 1}


def test_a_position_moved_away_rewritten_and_moved_back_is_seen_whole(client, db):
    home, other, draft = make.event(), make.event(), hidden("event")
    position = make.position(event=home, summary="As published.")
    client.force_login(person("Editor"))
    assert FormPage(client, address(position)).set(event=draft.pk).send().status_code == 200
    FormPage(client, address(position)).set(event=other.pk).save()
    FormPage(client, address(position)).set(summary="Rewritten.").save()
    FormPage(client, address(position)).set(event=home.pk).save()
    assert Position.objects.get().summary == "Rewritten."
    changes.refresh()
    listed = sorted((one.record, one.rows[0][1]) for one in Change.objects.filter(kind="event"))
    updates = history_of(Position)._base_manager.filter(pgh_label="update").order_by("pgh_id")
    away, rewritten, back = updates.values_list("pgh_id", flat=True)
    expected = [(home.pk, away), (home.pk, back), *((other.pk, number) for number in (away, rewritten, back))]
    assert listed == sorted(expected)
    client.force_login(person("Reviewer"))
    html = client.get(reverse("admin:review_changes")).content.decode()
    assert "As published." in html and "Rewritten." in html
