"""Decisions on names: written by one import, read by the next; all at once; in the desk a page at a time."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from experts.models import Appointment, Expert, FormerExpertSlug
from intake.bulk import decisions, jobs
from intake.models import BulkImport
from tests import factories as make
from tests.page_reader import Page

HEADINGS = ["id", "expert", "organisation", "post"]


@pytest.fixture
def posts(table, db):
    """A function that writes a table of posts, one for each name."""
    make.organisation(slug="council", name="Council")
    return lambda *names: table(
        "appointments.csv", HEADINGS, *([f"a{n}", name, "council", f"Post {n}"] for n, name in enumerate(names))
    )


def run(*arguments):
    out = io.StringIO()
    call_command("import_records", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def table_of(path):
    return [(row["kind"], row["name"], row["record"]) for row in csv.DictReader(path.open(encoding="utf-8-sig"))]


# -- the commands -----------------------------------------------------------------------------


def test_what_one_import_decides_the_next_reads(posts, tmp_path):
    make.expert(slug="lavrov", name="Sergey Lavrov")
    make.expert(slug="orlova", name="Nina Orlova")
    saved = tmp_path / "decisions.csv"
    path = posts("SERGEY LAVROV", "N. Orlova", "=Bo Ek")
    with pytest.raises(CommandError) as caught:
        run(path, "--save-decisions", saved)
    text = str(caught.value)
    assert "experts “SERGEY LAVROV” (1 time). On record under this name: lavrov (Sergey Lavrov)." in text
    assert text.endswith(
        "1 of the names is on record exactly: --take-exact would take them. "
        "--create-unknown would create drafts for 1 to which nothing on record comes close. "
        "Something on record comes close to 1: --decisions says what is meant, "
        "--create-close would create drafts for it too."
    )
    assert table_of(saved) == [
        ("experts", "SERGEY LAVROV", ""),
        ("experts", "N. Orlova", ""),
        ("experts", "'=Bo Ek", ""),
    ]
    assert "lavrov (Sergey Lavrov)" in saved.read_text(encoding="utf-8-sig")

    # A person fills one in; the rules decide on the others.
    saved.write_text(
        saved.read_text(encoding="utf-8-sig").replace("N. Orlova,,", "N. Orlova,orlova,"), encoding="utf-8"
    )
    rules = ("--decisions", saved, "--take-exact", "--create-unknown", "--save-decisions", saved)
    run(path, *rules, "--dry-run")
    assert table_of(saved)[2] == ("experts", "'=Bo Ek", "(draft)") and Appointment.objects.count() == 0
    run(path, *rules)
    assert sorted(table_of(saved)) == [
        ("experts", "'=Bo Ek", "bo-ek"), ("experts", "N. Orlova", "orlova"), ("experts", "SERGEY LAVROV", "lavrov"),
    ]  # fmt: skip
    assert list(Appointment.objects.order_by("public_id").values_list("expert__slug", flat=True)) == [
        "lavrov",
        "orlova",
        "bo-ek",
    ]

    # The next file needs no rules, and creates nobody a second time.
    run(posts("N. Orlova", "=Bo Ek", "SERGEY LAVROV", "=Bo Ek"), "--decisions", saved)
    assert Expert.objects.count() == 3


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [["expert", "A", "lavrov"]],
            "decisions.csv:2: “expert” is not a kind whose names are decided. Did you mean experts?",
        ),
        ([["experts", "", "lavrov"]], "decisions.csv:2: this row has no name."),
        ([["experts", "A", "lavrow"]], "there is no “lavrow” among experts. Did you mean lavrov?"),
        ([["experts", "A", "gone"]], "“gone” among experts was deleted: write another one, or (draft)."),
        (
            [["experts", "A", "lavrov"], ["experts", "A", "(draft)"]],
            "decisions.csv:3: “A” is decided twice, differently.",
        ),
    ],
)
def test_a_faulty_decision_is_told_with_its_line(posts, table, rows, words):
    make.expert(slug="lavrov")
    make.expert(slug="gone").delete()
    path = table("decisions.csv", ["kind", "name", "record"], *rows)
    with pytest.raises(CommandError) as caught:
        run(posts("A"), "--decisions", path)
    assert words in str(caught.value) and Appointment.objects.count() == 0


def test_a_table_that_holds_no_decisions(posts, tmp_path):
    path = tmp_path / "d.csv"
    path.write_text("kind,name\n", encoding="utf-8")
    with pytest.raises(CommandError, match="“record” is missing"):
        run(posts("A"), "--decisions", path)
    with pytest.raises(CommandError, match="No such file"):
        run(posts("A"), "--decisions", tmp_path / "none.csv")
    with pytest.raises(CommandError, match="Nothing was imported, and the decisions cannot be written"):
        run(posts("A"), "--save-decisions", tmp_path / "none" / "d.csv")


def test_a_decision_follows_a_record_that_was_renamed(db, table):
    Expert.objects.filter(pk=make.expert(slug="old").pk).update(slug="new")
    assert FormerExpertSlug.objects.get().slug == "old"
    path = table("decisions.csv", ["kind", "name", "record"], ["experts", "A", "old"], ["experts", "B", ""])
    assert decisions.read_decisions(path, path.name) == ({"experts:A": "use:new"}, {}, [])


def test_the_file_keeps_what_came_close_beside_what_was_decided(posts, tmp_path):
    make.expert(slug="orlova", name="Nina Orlova")
    make.expert(slug="kokoshin", name="Andrei Kokoshin")
    saved = tmp_path / "decisions.csv"
    path = posts("N. Orlova", "Andrey Kokoshin", "Bo Ek")

    def closest():
        return {row["name"]: row["closest"] for row in csv.DictReader(saved.open(encoding="utf-8-sig"))}

    wanted = {
        "N. Orlova": "orlova (Nina Orlova)",
        "Andrey Kokoshin": "kokoshin (Andrei Kokoshin)",
        "Bo Ek": "",
    }
    with pytest.raises(CommandError):
        run(path, "--save-decisions", saved)
    assert closest() == wanted
    # What has a candidate waits for a person; a draft of what has none is no decision that is hard to take back.
    with pytest.raises(CommandError, match="Not on record: experts “N. Orlova”"):
        run(path, "--create-unknown", "--save-decisions", saved)
    assert closest() == wanted and Expert.objects.count() == 2
    assert dict(row[1:] for row in table_of(saved)) == {"N. Orlova": "", "Andrey Kokoshin": "", "Bo Ek": "(draft)"}
    text = saved.read_text(encoding="utf-8-sig").replace("N. Orlova,,", "N. Orlova,orlova,")
    saved.write_text(text, encoding="utf-8")
    run(path, "--decisions", saved, "--create-close", "--save-decisions", saved)
    assert closest() == wanted
    assert set(Expert.objects.filter(publication="draft").values_list("name", flat=True)) == {
        "Andrey Kokoshin",
        "Bo Ek",
    }
    # And once more, from the file alone; what had no candidate has its own draft now.
    run(path, "--decisions", saved, "--save-decisions", saved)
    assert closest() == wanted | {"Bo Ek": "bo-ek (Bo Ek)"}


# -- the desk ---------------------------------------------------------------------------------


@pytest.fixture
def boss(person):
    user = person(superuser=True)
    client = Client()
    client.force_login(user)
    return client, user


@pytest.fixture
def checked(boss, posts, uploaded):
    """A function that uploads a table of posts and has it checked here, without a worker."""

    def make_it(*names):
        bulk = jobs.upload(boss[1], uploaded(posts(*names)))
        jobs.run("check", bulk.pk)
        return now(bulk)

    return make_it


def now(bulk):
    return BulkImport.objects.get(pk=bulk.pk)


def choose(client, bulk, **data):
    names = {key.replace("_", "-"): value for key, value in data.items()}
    return client.post(reverse("bulk:choose", args=[bulk.pk]), names)


@pytest.mark.django_db(transaction=True)
def test_all_names_are_decided_at_once(boss, checked):
    client, _ = boss
    for n in range(30):
        make.expert(slug=f"p{n}", name=f"Anna Sedova {n}")
    bulk = checked(*(f"ANNA SEDOVA {n}" for n in range(30)), *(f"Nina Orlova {n}" for n in range(90)))
    text = Page(client.get(reverse("bulk:import", args=[bulk.pk])).content.decode()).text
    assert "Take all 30 exact matches" in text and "drafts for all 90 names" in text
    assert "Names 1 to 50 of 120" in text
    choose(
        client,
        bulk,
        exact="on",
        others="on",
        name_0="experts:ANNA SEDOVA 3",
        choice_0="create",
        name_1="experts:ANNA SEDOVA 4",
        choice_1="",
    )
    jobs.run("check", bulk.pk)
    bulk = now(bulk)
    assert bulk.proposals == [] and bulk.lines.filter(what="bad").count() == 0
    assert bulk.choices["experts:ANNA SEDOVA 3"] == "create", "what was said of a name counts before the rule"
    assert bulk.choices["experts:ANNA SEDOVA 4"] == "use:p4"
    jobs.begin_import(bulk)
    jobs.run("import", bulk.pk)
    assert now(bulk).state == "done" and Expert.objects.filter(publication="draft").count() == 91
    assert now(bulk).choices["experts:Nina Orlova 7"] == "use:nina-orlova-7"
    answer = client.get(reverse("bulk:decisions", args=[bulk.pk]))
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="decisions-')
    assert "experts,Nina Orlova 7,nina-orlova-7," in b"".join(answer.streaming_content).decode("utf-8-sig")


@pytest.mark.django_db(transaction=True)
def test_what_something_comes_close_to_waits_in_the_desk(boss, checked):
    client, _ = boss
    make.expert(slug="lavrov", name="Sergei Lavrov")
    make.expert(slug="kokoshin", name="Andrei Kokoshin")
    bulk = checked("LAVROV Sergei", "KOKOSHIN Andrey", "Bo Ek")
    page = client.get(reverse("bulk:import", args=[bulk.pk])).content.decode()
    assert 'name="close"' in page and 'name="others"' in page
    choose(client, bulk, exact="on", others="on")
    jobs.run("check", bulk.pk)
    assert now(bulk).choices == {"experts:LAVROV Sergei": "use:lavrov", "experts:Bo Ek": "create"}
    assert [proposal["key"] for proposal in now(bulk).proposals] == ["KOKOSHIN Andrey"]
    page = client.get(reverse("bulk:import", args=[bulk.pk])).content.decode()
    assert 'name="close"' in page and 'name="others"' not in page
    choose(client, bulk, close="on")
    jobs.run("check", bulk.pk)
    assert now(bulk).choices["experts:KOKOSHIN Andrey"] == "create" and now(bulk).proposals == []
    answer = client.get(reverse("bulk:decisions", args=[bulk.pk]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "KOKOSHIN Andrey,(draft),kokoshin (Andrei Kokoshin)" in text
    assert "LAVROV Sergei,lavrov,lavrov (Sergei Lavrov)" in text


@pytest.mark.django_db(transaction=True)
def test_choices_are_kept_from_page_to_page_and_belong_to_their_names(boss, checked):
    client, _ = boss
    bulk = checked(*(f"Nina Orlova {n}" for n in range(60)))
    answer = choose(
        client,
        bulk,
        keep="2",
        name_0="experts:Nina Orlova 5",
        choice_0="create",
        name_1="experts:Other",
        choice_1="create",
    )
    assert answer.headers["Location"].endswith("?names=2#proposals")
    assert now(bulk).choices == {"experts:Nina Orlova 5": "create"} and now(bulk).state == "checked"
    page = Page(client.get(reverse("bulk:import", args=[bulk.pk]) + "?names=2").content.decode()).text
    assert "Names 51 to 60 of 60; 1 decided" in page
    choose(client, bulk, keep="2", name_0="experts:Nina Orlova 5", choice_0="")
    assert now(bulk).choices == {}


@pytest.mark.django_db(transaction=True)
def test_a_file_of_decisions_is_taken_over(boss, checked, table, uploaded):
    client, _ = boss
    make.expert(slug="orlova")
    bulk = checked("Nina Orlova", "Bo Ek")
    url = reverse("bulk:decisions", args=[bulk.pk])
    wrong = client.post(
        url, {"file": uploaded(table("d.csv", ["kind", "name", "record"], ["experts", "Bo Ek", "bo"]))}, follow=True
    )
    assert "d.csv:2: there is no “bo” among experts" in wrong.content.decode() and now(bulk).state == "checked"
    other = client.post(
        url, {"file": uploaded(table("d.csv", ["kind", "name", "record"], ["experts", "X", "orlova"]))}, follow=True
    )
    assert "does not decide on any of the names" in other.content.decode()
    client.post(
        url,
        {
            "file": uploaded(
                table(
                    "d.csv",
                    ["kind", "name", "record"],
                    ["experts", "Nina Orlova", "orlova"],
                    ["experts", "X", "(draft)"],
                )
            )
        },
    )
    jobs.run("check", bulk.pk)
    assert now(bulk).choices == {"experts:Nina Orlova": "use:orlova"}
    assert [proposal["key"] for proposal in now(bulk).proposals] == ["Bo Ek"]


@pytest.mark.django_db(transaction=True)
def test_decisions_are_their_persons_own_and_drafts_need_the_right(person, posts, uploaded, table, client):
    editor = person("experts.add_appointment", "experts.change_appointment")
    bulk = jobs.upload(editor, uploaded(posts("Nina Orlova")))
    jobs.run("check", bulk.pk)
    client.force_login(person("experts.add_appointment", "experts.change_appointment"))
    assert client.get(reverse("bulk:decisions", args=[bulk.pk])).status_code == 404
    client.force_login(editor)
    draft = table("d.csv", ["kind", "name", "record"], ["experts", "Nina Orlova", "(draft)"])
    answer = client.post(reverse("bulk:decisions", args=[bulk.pk]), {"file": uploaded(draft)}, follow=True)
    assert "You may not add experts" in answer.content.decode() and now(bulk).choices == {}
    assert (
        "You may not add experts"
        in client.post(
            reverse("bulk:choose", args=[bulk.pk]),
            {"keep": "1", "name-0": "experts:Nina Orlova", "choice-0": "create"},
            follow=True,
        ).content.decode()
    )
