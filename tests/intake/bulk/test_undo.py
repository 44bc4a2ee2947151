"""An import undone as one step: exactly, unless something was changed since, which is never overwritten."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.models import DuplicateDismissal
from experts.models import Appointment, Expert, ExpertName, FormerExpertSlug, Organisation
from intake.bulk import jobs, undo
from intake.bulk.exports import csv_lines
from intake.bulk.proposals import Rules
from intake.models import ImportRun
from intake.records.format import KINDS
from lib.history import history_of
from lib.revive import NotPossible
from summits.models import Event, Participation, Position
from tests import factories as make
from tests.intake.tables import every_row
from topics.models import Topic

# The history tells imports from later changes by transaction.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("loaded")]
HEADINGS = ["slug", "name", "born", "names"]


@pytest.fixture
def imported(take, table):
    """A function that imports tables of experts (and others) and returns the number of the import."""

    def run(*rows, others=(), **more):
        paths = [table("experts.csv", HEADINGS, *rows)] if rows else []
        result = take(*paths, *others, **more)
        assert result.written, result.problems
        return result.run.pk

    return run


def records():
    """All rows of records, without history, contexts, and what is noted of imports; of former addresses where they lead."""
    notes = ("pghistory_", "intake_importrun")
    found = {
        table: rows for table, rows in every_row().items() if "history" not in table and not table.startswith(notes)
    }
    for kind in KINDS.values():
        if kind.former:
            found[kind.former._meta.db_table] = sorted(kind.former.objects.values_list("slug", "record_id"))
    return found


CHANGES = [["ada-berg", "Ada Lind", "1911", "A. Lind, kind=short"], ["bo-ek", "Bo Ek", "1950", "Б. Эк"]]


def test_all_is_as_it_was_before(imported, table):
    posts = table(
        "appointments.csv",
        ["id", "expert", "organisation", "post"],
        ["apt-berg", "bo-ek", "council", "Head"],
        ["apt-2", "New Man", "A Board", "Clerk"],
    )
    said = table(
        "positions.csv", ["id", "summary", "topics", "holders"], ["pos-answer", "Narrow nets.", "ice", "bo-ek"]
    )
    before = records()
    pk = imported(*CHANGES, others=(posts, said), rules=Rules(create_unknown=True))
    assert records() != before and Expert.objects.count() == 3
    run, told = undo.undo(pk)
    assert records() == before
    assert run.undone_at and told.number == 0
    assert ("experts", 2) in [(name, number) for name, number, _ in told.going]
    # The same file may be imported again: addresses and ids are as free as before.
    again = imported(*CHANGES, others=(posts, said), rules=Rules(create_unknown=True))
    assert Appointment.objects.get(public_id="apt-2").expert.slug == "new-man"
    undo.undo(again)
    assert records() == before
    with pytest.raises(NotPossible, match="was already undone on"):
        undo.undo(pk)


def test_every_kind_and_every_list_is_put_back(take, tmp_path):
    """A table of each kind in which every text is another one and every list is empty."""
    paths = []
    for name, kind in KINDS.items():
        path = tmp_path / f"{name}.csv"
        headings, *rows = csv.reader(io.StringIO("".join(csv_lines(kind)).removeprefix("\ufeff")))
        lists = [headings.index(column) for column in kind.rows if (name, column) not in NEEDED]
        texts = [
            headings.index(column) for column, key in kind.keys.items() if key.holds == "text" and column not in CODED
        ]
        for row in rows:
            for place in lists:
                row[place] = ""
            for place in texts:
                row[place] += " X"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headings, *rows])
        paths.append(path)
    before = records()
    result = take(*paths)
    assert result.written, result.problems
    changed = {table for table, rows in records().items() if rows != before[table]}
    assert {"summits_eventtopic", "summits_eventcitation", "experts_expertname", "summits_outcomeparty"} <= changed
    undo.undo(result.run.pk)
    assert records() == before


# A position without holders says nothing; and what has a form of its own.
NEEDED = {("positions", "holders"), ("positions", "endorsers")}
CODED = {"country", "url", "website", "language", "timezone", "licence"}


def test_records_that_an_import_emptied_are_full_again(imported):
    people = [make.expert(slug=f"p{n}", name=f"P {n}", notes="Stays", born="1950") for n in range(150)]
    before = records()
    pk = imported(*([person.slug, "X", "", ""] for person in people))
    assert Expert.objects.filter(born__isnull=False).count() == 0
    with CaptureQueriesContext(connection) as many:
        undo.undo(pk)
    assert records() == before
    with CaptureQueriesContext(connection) as few:
        undo.undo(imported(["p1", "X", "", ""]))
    assert len(many) <= len(few), "statements do not grow with the rows"


def test_what_was_brought_back_or_made_anew_is_deleted_again(imported):
    Expert.objects.filter(pk=make.expert(slug="gone", name="Gone").pk).delete()
    before = records()
    for choice in ("bring_back", "create"):
        undo.undo(imported(["gone", "Back", "1950", ""], deleted=choice))
        assert records() == before
    assert FormerExpertSlug.objects.get(slug="gone").record_id is None


def test_history_says_what_was_undone(imported, person):
    user = person(superuser=True)
    pk = imported(*CHANGES)
    undo.undo(pk, user)
    row = history_of(Expert).objects.select_related("pgh_context").filter(pgh_label="update").latest("pgh_id")
    assert row.pgh_context.metadata["import_undone"] == pk and row.pgh_context.metadata["user"] == user.pk
    client = Client()
    client.force_login(user)
    text = client.get(reverse("admin:experts_expert_history", args=[Expert.objects.get().pk])).content.decode()
    assert f"undoing of import no. {pk}" in text


# -- what was changed afterwards --------------------------------------------------------------


def test_a_field_that_was_changed_again_is_kept_and_the_others_are_set_back(imported):
    pk = imported(["ada-berg", "Ada Lind", "1911", "Ada Lind the younger"])
    Expert.objects.filter(slug="ada-berg").update(born="1912", notes="By a colleague")
    with pytest.raises(NotPossible) as caught:
        undo.undo(pk)
    assert caught.value.messages[1:] == ["expert “Ada Lind”: changed again afterwards: born"]
    assert Expert.objects.get().name == "Ada Lind", "nothing was changed"
    undo.undo(pk, keep=True)
    ada = Expert.objects.get()
    assert (ada.name, ada.name_key, str(ada.born), ada.notes) == ("Ada Berg", "ada berg", "1912", "By a colleague")
    assert [name.text for name in ada.names.all()] == ["Ада Берг"]


def test_a_change_of_another_field_is_in_nobodys_way(imported):
    pk = imported(["ada-berg", "Ada Lind", "", "Ада Берг, language=ru, script=Cyrl, kind=translation"])
    Expert.objects.filter(slug="ada-berg").update(notes="By a colleague")
    undo.undo(pk)
    assert (Expert.objects.get().name, Expert.objects.get().notes) == ("Ada Berg", "By a colleague")


def test_a_created_record_that_was_edited_or_is_used_stays_with_what_it_needs(imported, table):
    posts = table(
        "appointments.csv",
        ["id", "expert", "organisation", "post"],
        ["apt-2", "bo-ek", "A Board", "Clerk"],
        ["apt-3", "cy", "B Board", "Clerk"],
    )
    rows = [["bo-ek", "Bo Ek", "", "Бо"], ["cy", "Cy", "", ""], ["di", "Di", "", "D."], ["ed", "Ed", "", ""]]
    pk = imported(*rows, others=(posts,), rules=Rules(create_unknown=True))
    Appointment.objects.filter(public_id="apt-2").update(note="Checked")
    make.participation(event=Event.objects.get(slug="gale"), expert=Expert.objects.get(slug="di"))
    with pytest.raises(NotPossible) as caught:
        undo.undo(pk)
    text = "\n".join(caught.value.messages)
    assert "it was changed afterwards" in text and "a participation refers to it that came afterwards" in text
    undo.undo(pk, keep=True)
    assert set(Expert.objects.values_list("slug", flat=True)) == {"ada-berg", "bo-ek", "di"}
    assert set(Organisation.objects.values_list("slug", flat=True)) == {"council", "a-board"}
    assert set(ExpertName.objects.values_list("text", flat=True)) == {"Ада Берг", "Бо", "D."}, (
        "lists stay with their records"
    )


def test_a_record_that_a_later_editor_left_pointing_elsewhere(imported, table):
    posts = table("appointments.csv", ["id", "expert"], ["apt-berg", "bo-ek"])
    pk = imported(["bo-ek", "Bo Ek", "", ""], ["cy", "Cy", "", ""], others=(posts,))
    Appointment.objects.filter(public_id="apt-berg").update(expert=Expert.objects.get(slug="cy"))
    undo.undo(pk, keep=True)
    assert Appointment.objects.get(public_id="apt-berg").expert.slug == "cy"
    assert not Expert.objects.filter(slug="bo-ek").exists()


def test_what_was_deleted_afterwards_stays_deleted(imported, table):
    other = make.organisation(slug="board", name="Board")
    Appointment.objects.update(organisation=other)
    posts = table("appointments.csv", ["id", "organisation"], ["apt-berg", "council"])
    pk = imported(*CHANGES, others=(posts,))
    Expert.objects.get(slug="bo-ek").delete()
    other.delete()
    with pytest.raises(NotPossible, match="the organisation that it named has been deleted"):
        undo.undo(pk)
    undo.undo(pk, keep=True)
    assert Appointment.objects.get().organisation.slug == "council"
    assert list(Expert.objects.values_list("slug", "name")) == [("ada-berg", "Ada Berg")]


def test_a_name_that_was_entered_again_meanwhile(imported):
    pk = imported(["ada-berg", "Ada Berg", "", ""])
    assert ExpertName.objects.count() == 0
    ExpertName.objects.create(record=Expert.objects.get(), text="Ада Берг", language="ru", kind="translation")
    with pytest.raises(
        NotPossible, match="expert name “Ада Берг”: one like it was entered afterwards|one like it was entered"
    ):
        undo.undo(pk)
    undo.undo(pk, keep=True)
    assert ExpertName.objects.count() == 1


def test_a_decision_about_a_draft_does_not_stand_in_the_way(imported):
    pk = imported(["bo-ek", "Bo Ek", "", ""])
    pair = DuplicateDismissal.pair("expert", *Expert.objects.values_list("pk", flat=True))
    DuplicateDismissal.objects.create(why="Two people", **pair)
    undo.undo(pk)
    assert Expert.objects.count() == 1


# -- the command ------------------------------------------------------------------------------


def run(*arguments):
    out = io.StringIO()
    call_command("undo_import", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_command_lists_looks_and_undoes(imported):
    pk = imported(*CHANGES)
    before = records()
    assert f"{pk}  " in run() and "by command  experts.csv" in run()
    text = run(pk, "--dry-run")
    assert "deleted again: " in text and "1 expert" in text and "A dry run: nothing was written." in text
    assert records() == before and not ImportRun.objects.get().undone_at
    Expert.objects.filter(slug="bo-ek").update(notes="Changed")
    with pytest.raises(CommandError, match="expert “Bo Ek”: it was changed afterwards(.|\n)*--keep-changed"):
        run(pk)
    assert f"Import no. {pk} (experts.csv) was undone." in run(pk, "--keep-changed")
    assert set(Expert.objects.values_list("name", flat=True)) == {"Ada Berg", "Bo Ek"}
    assert ", undone " in run()
    for arguments in ((pk,), (pk, "--dry-run")):
        with pytest.raises(CommandError, match="was already undone on"):
            run(*arguments)
    with pytest.raises(CommandError, match="no import no. 99999"):
        run(99999)


def test_an_import_that_wrote_nothing_is_not_noted(take, table):
    assert take(table("experts.csv", ["slug", "name"], ["ada-berg", "Ada Berg"])).written
    take(table("experts.csv", ["slug", "name"], ["new", "New"]), dry_run=True)
    assert not ImportRun.objects.exists()


# -- the desk ---------------------------------------------------------------------------------

RIGHTS = (
    "desk.take_back_changes",
    *(f"experts.{act}_{model}" for act in ("add", "change", "delete") for model in ("expert", "expertname")),
)


@pytest.fixture
def visitor(person):
    """A function that logs a person in and returns (client, person)."""

    def enter(*permissions, **more):
        user = person(*permissions, **more)
        client = Client()
        client.force_login(user)
        return client, user

    return enter


def press(client, pk, **data):
    """Look at the preview and press the button."""
    page = client.get(reverse("bulk:run", args=[pk]))
    return client.post(reverse("bulk:run", args=[pk]), {"mark": page.context["mark"], **data}, follow=True)


def test_a_preview_and_a_button(visitor, imported):
    client, user = visitor(superuser=True)
    pk = imported(*CHANGES)
    home = client.get(reverse("bulk:home")).content.decode()
    assert f'href="{reverse("bulk:run", args=[pk])}"' in home
    text = client.get(reverse("bulk:run", args=[pk])).content.decode()
    assert "This is what undoing would do" in text and "Bo Ek" in text and "Ada Lind" in text
    assert "The import of experts.csv was undone." in press(client, pk).content.decode()
    assert Expert.objects.get().name == "Ada Berg" and ImportRun.objects.get().undone_by == user


def test_an_upload_says_that_it_was_undone(visitor, table, uploaded):
    client, user = visitor(superuser=True)
    bulk = jobs.upload(user, uploaded(table("experts.csv", HEADINGS, *CHANGES)))
    jobs.run("check", bulk.pk)
    jobs.begin_import(bulk)
    jobs.run("import", bulk.pk)
    page = reverse("bulk:import", args=[bulk.pk])
    link = reverse("bulk:run", args=[ImportRun.objects.get(bulk=bulk).pk])
    assert f'<a href="{link}">Undo this import …</a>' in client.get(page).content.decode()
    press(client, ImportRun.objects.get().pk)
    assert "It was undone" in client.get(page).content.decode()
    assert '<span class="bulk-state">undone</span>' in client.get(reverse("bulk:home")).content.decode()
    jobs.remove(bulk)
    assert ImportRun.objects.get().bulk is None, "what was carried out stays known"


def test_a_preview_that_is_no_longer_true_is_shown_again(visitor, imported):
    client, _ = visitor(superuser=True)
    pk = imported(*CHANGES)
    mark = client.get(reverse("bulk:run", args=[pk])).context["mark"]
    Expert.objects.filter(slug="bo-ek").update(notes="Changed")
    answer = client.post(reverse("bulk:run", args=[pk]), {"mark": mark, "keep": "on"})
    assert answer.status_code == 409 and "Look at it again" in answer.content.decode()
    assert "Keep these as they are" in answer.content.decode()
    assert press(client, pk).status_code == 409, "what was changed is kept by word only"
    press(client, pk, keep="on")
    assert set(Expert.objects.values_list("name", flat=True)) == {"Ada Berg", "Bo Ek"}


def test_who_may(visitor, imported):
    pk = imported(*CHANGES)
    editor, _ = visitor("experts.add_expert", "experts.change_expert", "experts.delete_expert")
    assert editor.get(reverse("bulk:run", args=[pk])).status_code == 403
    assert "Carried out" not in editor.get(reverse("bulk:home")).content.decode()
    some, _ = visitor("desk.take_back_changes", "experts.change_expert", "experts.add_expert")
    assert "You may not delete experts." in press(some, pk).content.decode() and Expert.objects.count() == 2
    press(visitor(*RIGHTS)[0], pk)
    assert Expert.objects.count() == 1


def test_what_the_public_sees_stays_unless_an_administrator_says_so(visitor, take, table):
    path = table("experts.csv", ["slug", "name", "publication"], ["bo", "Bo", "published"], ["cy", "Cy", "draft"])
    pk = take(path).run.pk
    client, _ = visitor(*RIGHTS, "desk.publish_records")
    text = press(client, pk, keep="on").content.decode()
    assert "was undone" in text and set(Expert.objects.values_list("slug", flat=True)) == {"ada-berg", "bo"}
    pk = take(table("experts.csv", ["slug", "name", "publication"], ["di", "Di", "published"])).run.pk
    press(visitor(*RIGHTS, "desk.publish_records", "desk.delete_public_records")[0], pk)
    assert not Expert.objects.filter(slug="di").exists()


def test_who_may_not_publish_makes_nothing_public(visitor, take, table):
    Expert.objects.update(publication="published")
    pk = take(table("experts.csv", ["slug", "publication"], ["ada-berg", "draft"])).run.pk
    client, _ = visitor(*RIGHTS)
    assert "only a reviewer may do that" in press(client, pk).content.decode()
    assert Expert.objects.get().publication == "draft"
    press(visitor(*RIGHTS, "desk.publish_records")[0], pk)
    assert Expert.objects.get().publication == "published"


def test_topics_and_events_are_undone_with_what_follows_from_them(take, table):
    before = records()
    topics = table("topics.csv", ["slug", "name", "broader"], ["sea", "The seas", "water"], ["water", "Water", ""])
    events = table("events.csv", ["slug", "date", "topics"], ["fish-talks", "2002", "water"])
    pk = take(topics, events).run.pk
    assert Topic.objects.get(slug="ice").path != before
    undo.undo(pk)
    assert records() == before
    assert Position.objects.exists() and Participation.objects.exists()
