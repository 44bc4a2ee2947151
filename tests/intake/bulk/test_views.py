"""The pages of import and export: who may, what they say, what they send."""

import csv
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from experts.models import Expert
from intake.bulk import jobs
from intake.models import BulkImport, BulkLine

RIGHTS = ("experts.add_expert", "experts.change_expert")
POSTS = ("choose", "begin", "cancel", "remove")


@pytest.fixture
def visitor(client, person):
    """A function that logs a person in and returns (client, person)."""

    def enter(*permissions, **more):
        user = person(*permissions, **more)
        fresh = Client()
        fresh.force_login(user)
        return fresh, user

    return enter


@pytest.fixture
def upload(table, uploaded):
    """A function that uploads a table of two experts as a person."""
    return lambda user: jobs.upload(
        user, uploaded(table("experts.csv", ["slug", "name"], ["ada", "Ada"], ["bo", "Bo"]))
    )


def test_only_staff(client, visitor, db):
    for url in (
        reverse("bulk:home"),
        reverse("bulk:import", args=[1]),
        reverse("bulk:export", args=["experts", "csv"]),
    ):
        assert client.get(url).headers["Location"].startswith("/admin/login/")
        reader, _ = visitor(staff=False)
        assert reader.get(url).headers["Location"].startswith("/admin/login/")


def test_staff_without_rights_may_do_nothing(visitor, uploaded, table):
    idle, _ = visitor()
    page = idle.get(reverse("bulk:home"))
    assert "You may not import or export" in page.content.decode() and "Upload and check" not in page.content.decode()
    answer = idle.post(reverse("bulk:home"), {"file": uploaded(table("experts.csv", ["slug"], ["a"]))})
    assert answer.status_code == 403 and not BulkImport.objects.exists()
    assert idle.get(reverse("bulk:export", args=["experts", "csv"])).status_code == 403
    assert idle.get(reverse("bulk:export", args=["all", "xlsx"])).status_code == 403


def test_an_upload_leads_to_its_page(visitor, uploaded, table):
    editor, user = visitor(*RIGHTS)
    answer = editor.post(
        reverse("bulk:home"), {"file": uploaded(table("experts.csv", ["slug", "name"], ["a", "A"])), "kind": ""}
    )
    bulk = BulkImport.objects.get()
    assert answer.headers["Location"] == reverse("bulk:import", args=[bulk.pk]) and bulk.user == user
    text = editor.get(answer.headers["Location"]).content.decode()
    assert "Waiting for the worker" in text and "No worker is running" in text
    assert '<meta http-equiv="refresh"' in text, "it goes on without a script"
    now = editor.get(reverse("bulk:state", args=[bulk.pk])).json()
    assert now == {
        "state": "checking",
        "under_way": True,
        "stage": "Waiting for the worker",
        "done": 0,
        "total": 0,
        "worker": False,
    }


@pytest.mark.parametrize(
    ("name", "rows", "words"),
    [
        ("experts.csv", [["slug", "nmae"]], None),
        ("things.csv", [["slug", "name"]], "which kind of record is this"),
        ("experts.pdf", [["slug"]], "neither CSV nor XLSX"),
        ("topics.csv", [["slug", "name"]], "You may not add and change topics"),
    ],
)
def test_an_upload_that_is_refused_says_why(visitor, uploaded, table, name, rows, words):
    editor, _ = visitor(*RIGHTS)
    answer = editor.post(reverse("bulk:home"), {"file": uploaded(table(name, *rows))})
    assert BulkImport.objects.exists() == (words is None)
    if words:
        assert words in answer.content.decode()


def test_the_limit_of_uploads(visitor, uploaded, table, settings):
    editor, _ = visitor(*RIGHTS)
    settings.BULK_MAX_BYTES = 1024 * 1024
    answer = editor.post(reverse("bulk:home"), {"file": uploaded(table("experts.csv", ["slug"], ["a" * 1_200_000]))})
    assert "The file has 1 MB; at most 1 MB are accepted" in answer.content.decode()
    assert "Choose a file." in editor.post(reverse("bulk:home"), {}).content.decode()


def test_a_form_from_elsewhere_is_refused(visitor, upload):
    _, user = visitor(*RIGHTS)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    bulk = upload(user)
    for name in POSTS:
        assert strict.post(reverse(f"bulk:{name}", args=[bulk.pk])).status_code == 403
    assert strict.post(reverse("bulk:home"), {}).status_code == 403
    assert BulkImport.objects.get().state == "checking"


def test_an_upload_is_its_persons_own(visitor, upload):
    editor, user = visitor(*RIGHTS)
    other, _ = visitor(*RIGHTS)
    boss, _ = visitor(superuser=True)
    bulk = upload(user)
    for name in ("import", "state"):
        assert editor.get(reverse(f"bulk:{name}", args=[bulk.pk])).status_code == 200
        assert other.get(reverse(f"bulk:{name}", args=[bulk.pk])).status_code == 404
        assert boss.get(reverse(f"bulk:{name}", args=[bulk.pk])).status_code == 200
    for name in POSTS:
        assert other.post(reverse(f"bulk:{name}", args=[bulk.pk])).status_code == 404
        assert editor.get(reverse(f"bulk:{name}", args=[bulk.pk])).status_code == 405, "nothing is done by a link"
    link = f'href="{reverse("bulk:import", args=[bulk.pk])}"'
    assert link in editor.get(reverse("bulk:home")).content.decode()
    assert link not in other.get(reverse("bulk:home")).content.decode()


def test_lines_are_shown_in_pages_with_links_to_records(visitor, upload, django_assert_num_queries):
    editor, user = visitor(*RIGHTS)
    bulk = upload(user)
    Expert.objects.create(slug="ada", name="Ada")
    lines = [
        BulkLine(bulk=bulk, what="created", file="f", line=n, kind="experts", key=f"e{n}", text=f"E {n}")
        for n in range(60)
    ]
    lines.append(
        BulkLine(
            bulk=bulk,
            what="changed",
            file="f",
            line=1,
            kind="experts",
            key="ada",
            text="Ada",
            changes=[["name", "A<b>", "Ada"]],
        )
    )
    BulkLine.objects.bulk_create(lines)
    BulkImport.objects.update(state="done", counts={"experts": {"unchanged": 7}})
    url = reverse("bulk:import", args=[bulk.pk])
    with django_assert_num_queries(9):
        text = editor.get(url).content.decode()
    assert "E 49" in text and "E 50" not in text and "Page 1 of 2" in text and "already the same" in text
    assert "E 59" in editor.get(f"{url}?show=created&page=2").content.decode()
    text = editor.get(f"{url}?show=changed").content.decode()
    assert "A&lt;b&gt;" in text, "what a file holds is shown, not run"
    assert f'href="/admin/experts/expert/{Expert.objects.get().pk}/change/"' in text


def test_a_whole_kind_and_a_selection_are_exported(visitor):
    Expert.objects.create(slug="ada", name="=Ada")
    Expert.objects.create(slug="bo", name="Bo")
    editor, _ = visitor("experts.view_expert")
    answer = editor.get(reverse("bulk:export", args=["experts", "csv"]))
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="experts-')
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(row["slug"], row["name"]) for row in rows] == [("ada", "'=Ada"), ("bo", "Bo")]
    chosen = {"action": "export_xlsx", "_selected_action": [Expert.objects.get(slug="bo").pk]}
    answer = editor.post(reverse("admin:experts_expert_changelist"), chosen)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert [row[0].value for row in book["experts"].iter_rows()] == ["slug", "bo"]
    answer = editor.get(reverse("bulk:export", args=["all", "xlsx"]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.sheetnames == ["experts"], "only what the person may see"
    assert editor.get(reverse("bulk:export", args=["topics", "csv"])).status_code == 403
    for name, form in (("nothing", "csv"), ("experts", "pdf"), ("all", "csv")):
        assert editor.get(reverse("bulk:export", args=[name, form])).status_code == 404


def test_a_row_with_two_faults_is_one_bad_row(visitor, upload):
    editor, user = visitor(*RIGHTS)
    bulk = upload(user)
    BulkLine.objects.bulk_create(
        BulkLine(bulk=bulk, what="bad", file="f", line=2, text=text) for text in ("One", "Two")
    )
    BulkImport.objects.update(state="checked")
    text = editor.get(reverse("bulk:import", args=[bulk.pk])).content.decode()
    assert "1 row is bad" in text and '<span class="number">2</span> faults' in text
