"""People met: proposals on the desk, what becomes of them, undoing it, and the file of decisions."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from experts.models import Expert
from intake.datasets.met import deciding
from intake.models import Decision, ImportRun, ProposedParticipation
from summits.models import Event, Participation
from tests import factories as make
from tests.intake.datasets.conftest import GREEN, trip
from tests.roles import person

pytestmark = pytest.mark.django_db

MET = [
    trip(21, *GREEN, "2021-06-15", "2021-06-16", "switzerland", "Switzerland", "Geneva",
         "Met with President Guy Alba and Foreign Minister Bo Brava."),
    trip(22, *GREEN, "2021-09-01", "2021-09-01", "switzerland", "Switzerland", "Bern", "Met with President Alba."),
    trip(23, *GREEN, "2021-11-01", "2021-11-01", "switzerland", "Switzerland", "Basel", "Met with Foreign Minister Lone."),
]  # fmt: skip


@pytest.fixture
def folder(travels, take):
    """Three trips on record, in which four people are named as met; the state, and one of the people, are on record."""
    path = travels(trips=MET, envoys=[])
    take("hsg-travels", path)
    make.expert(slug="guy-alba", name="Guy Alba", born="1959")
    return path


@pytest.fixture
def proposed(folder):
    """The same, proposed."""
    out = io.StringIO()
    call_command("counterparts", folder, "--propose", stdout=out)
    assert out.getvalue() == "4 people met in trips on record: 4 new, 4 proposed, 0 decided before.\n"
    return {f"{one.name_as_printed}, {one.place}": one.pk for one in ProposedParticipation.objects.all()}


QUEUE = "/admin/bulk/met/"


def post(client, pks, act, page=None, **choices):
    """Send the form of the queue, or of a preview, with its mark."""
    values = {"row": pks, "act": act, **{f"as-{pk}": choice for pk, choice in choices.get("choices", {}).items()}}
    if page is not None:
        values["mark"] = page.context["mark"]
        values |= {f"as-{line.proposal.pk}": line.choice for line in page.context["lines"]}
    return client.post(QUEUE, values)


def accept(client, *pks, choices=None):
    page = post(client, pks, "preview", choices=choices or {})
    assert page.status_code == 200
    return post(client, pks, "accept", page)


def test_proposals_stand_on_the_desk_with_passage_person_and_reason(admin_client, proposed):
    page = admin_client.get(QUEUE)
    text = page.content.decode()
    rows = {f"{row['proposal'].name_as_printed}, {row['proposal'].place}": row for row in page.context["rows"]}
    guy, bo = rows["Guy Alba, trip 21"], rows["Bo Brava, trip 21"]
    again, lone = rows["Alba, trip 22"], rows["Lone, trip 23"]
    assert guy["first"] == again["first"] == "guy-alba"
    assert guy["why"] == "The remark prints the full name. One person on record has it, and lived then."
    assert again["why"].startswith("trip 21 prints the full name, with the same office")
    assert (bo["first"], lone["first"]) == ("new", "printed")
    assert (guy["role"], bo["role"]) == ("principal", "delegate")
    assert "proposed, not confirmed" in text and "Met with President Guy Alba and Foreign Minister Bo Brava." in text
    assert "people met, proposed" in admin_client.get(reverse("admin:index")).content.decode()
    assert Participation.objects.filter(expert__slug="guy-alba").count() == 0


@pytest.mark.parametrize(
    ("asked", "number"),
    [({}, 4), ({"sort": "full"}, 2), ({"sort": "told"}, 1), ({"sort": "surname"}, 1), ({"q": "brava"}, 2), ({"q": "trip 23"}, 1),
     ({"decision": "rejected"}, 0), ({"decision": "x", "sort": "x", "event": "x", "q": "\0", "page": "x"}, 4)],
)  # fmt: skip
def test_the_queue_is_narrowed(admin_client, proposed, asked, number):
    assert len(admin_client.get(QUEUE, asked).context["rows"]) == number


def test_an_event_says_on_its_form_who_is_proposed_there(admin_client, proposed):
    event = Event.objects.get(slug="hsg-trip-21")
    event.slug = "geneva-trip"
    event.save()
    form = admin_client.get(reverse("admin:summits_event_change", args=[event.pk])).content.decode()
    where = f"{QUEUE}?event={event.pk}"
    assert "proposed, not confirmed" in form and where in form
    rows = admin_client.get(where).context["rows"]
    assert [row["event"] for row in rows] == [event, event]
    other = make.event()
    assert (
        "proposed, not confirmed" not in admin_client.get(f"/admin/summits/event/{other.pk}/change/").content.decode()
    )


def test_accepted_ones_take_part_with_their_source_and_are_undone_as_one_step(admin_client, proposed):
    people = [proposed[name] for name in ("Guy Alba, trip 21", "Bo Brava, trip 21", "Lone, trip 23")]
    answer = accept(admin_client, *people)
    run = ImportRun.objects.latest("pk")
    assert answer.status_code == 302
    guy = Participation.objects.get(expert__slug="guy-alba")
    assert (guy.event.slug, guy.role, guy.billing, guy.name_as_printed) == (
        "hsg-trip-21", "principal", "President", "Guy Alba",
    )  # fmt: skip
    assert (guy.on_behalf_of.slug, guy.publication) == ("swiss-confederation", "published")
    cited = guy.citations.get()
    assert (cited.source.slug, cited.locator) == ("hsg-travels", "trip 21")
    assert cited.note == "Met with President Guy Alba and Foreign Minister Bo Brava."
    # A person who was not on record is a draft, and so is their participation.
    bo = Participation.objects.get(expert__name="Bo Brava")
    assert (bo.expert.publication, bo.expert.slug, bo.publication) == ("draft", "bo-brava", "draft")
    printed = Participation.objects.get(organisation__slug="swiss-confederation")
    assert (printed.event.slug, printed.name_as_printed) == ("hsg-trip-23", "Lone")
    assert ProposedParticipation.objects.filter(decision=Decision.OPEN).count() == 1
    undo = reverse("bulk:run", args=[run.pk])
    preview = admin_client.get(undo)
    assert "3 participations" in preview.content.decode() and "1 expert" in preview.content.decode()
    admin_client.post(undo, {"mark": preview.context["mark"]})
    assert not Participation.objects.filter(pk__in=[guy.pk, bo.pk, printed.pk]).exists()
    assert not Expert.objects.filter(name="Bo Brava").exists()
    assert ProposedParticipation.objects.filter(decision=Decision.OPEN).count() == 4


def test_a_person_chooses_otherwise_and_a_new_person_is_entered_once(admin_client, proposed):
    Expert.objects.filter(slug="guy-alba").delete()
    both = proposed["Guy Alba, trip 21"], proposed["Alba, trip 22"]
    accept(admin_client, *both)
    assert Participation.objects.filter(expert__name="Guy Alba").count() == 2
    assert Expert.objects.filter(name="Guy Alba").count() == 1
    boris = make.expert(slug="boris", name="Boris Brava")
    accept(admin_client, proposed["Bo Brava, trip 21"], choices={proposed["Bo Brava, trip 21"]: "boris"})
    assert boris.participations.get().name_as_printed == "Bo Brava"


def test_nothing_is_accepted_that_is_not_what_the_preview_showed(admin_client, proposed):
    pk = proposed["Guy Alba, trip 21"]
    page = post(admin_client, [pk], "preview")
    make.expert(slug="guy-alba-2", name="Guy Alba")
    Expert.objects.filter(slug="guy-alba").update(slug="guy-a")
    answer = post(admin_client, [pk], "accept", page)
    assert answer.status_code == 409 and "Look at it again" in answer.content.decode()
    assert not Participation.objects.filter(expert__name="Guy Alba").exists()


def test_two_people_of_one_name_are_a_persons_choice(admin_client, proposed):
    make.expert(slug="guy-alba-2", name="Guy Alba", born="1970")
    make.expert(slug="guy-alba-3", name="Guy Alba", died="1901")
    row = next(
        row for row in admin_client.get(QUEUE).context["rows"] if row["proposal"].pk == proposed["Guy Alba, trip 21"]
    )
    # Who was dead by then is not offered.
    assert [value for value, _ in row["choices"]] == ["guy-alba", "guy-alba-2", "new", "printed"]
    assert row["first"] == "printed" and "2 people on record have it" in row["why"]


def test_who_takes_part_already_does_so_once(admin_client, proposed):
    event, guy = Event.objects.get(slug="hsg-trip-21"), Expert.objects.get(slug="guy-alba")
    make.participation(event=event, expert=guy, role="speaker")
    accept(admin_client, proposed["Guy Alba, trip 21"])
    assert guy.participations.count() == 1
    assert ProposedParticipation.objects.get(pk=proposed["Guy Alba, trip 21"]).decision == Decision.ACCEPTED


def test_what_is_rejected_is_not_proposed_again_by_the_next_run(admin_client, proposed, folder):
    pk = proposed["Lone, trip 23"]
    post(admin_client, [pk], "reject")
    out = io.StringIO()
    call_command("counterparts", folder, "--propose", stdout=out)
    assert out.getvalue() == "4 people met in trips on record: 0 new, 3 proposed, 1 decided before.\n"
    page = post(admin_client, [pk], "preview")
    assert "Somebody has decided on it: rejected." in page.content.decode()
    post(admin_client, [pk], "reopen")
    assert ProposedParticipation.objects.get(pk=pk).decision == Decision.OPEN


def test_decisions_are_a_file_that_the_next_run_reads(admin_client, proposed, folder, tmp_path):
    accept(admin_client, proposed["Guy Alba, trip 21"], proposed["Bo Brava, trip 21"], proposed["Lone, trip 23"])
    post(admin_client, [proposed["Alba, trip 22"]], "reject")
    file = tmp_path / "decisions.csv"
    file.write_bytes(admin_client.get("/admin/bulk/met/decisions.csv").getvalue())
    rows = list(csv.DictReader(file.open(encoding="utf-8-sig")))
    assert [(row["name as printed"], row["decision"], row["person"]) for row in rows] == [
        ("Guy Alba", "accepted", "guy-alba"), ("Bo Brava", "accepted", "bo-brava"), ("Alba", "rejected", ""),
        ("Lone", "accepted", "printed"),
    ]  # fmt: skip
    # Another installation: nothing is decided, and nobody is on record but Guy Alba.
    ProposedParticipation.objects.all().delete()
    Participation.objects.exclude(name_as_printed="Ada Green").delete()
    Expert.objects.filter(slug="bo-brava").delete()
    out = io.StringIO()
    call_command("counterparts", folder, "--propose", decisions=file, stdout=out)
    assert out.getvalue().endswith("By decisions.csv: 3 accepted, 1 rejected.\n")
    assert Participation.objects.filter(expert__name="Bo Brava", event__slug="hsg-trip-21").exists()
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="no column dataset"):
        call_command("counterparts", folder, "--propose", decisions=wrong, stdout=out)


def test_all_that_are_asked_for_are_taken_at_once(admin_client, proposed):
    page = admin_client.post(f"{QUEUE}?sort=full", {"every": "on", "act": "preview"})
    assert [line.who for line in page.context["lines"]] == ["Guy Alba", "Bo Brava (a new draft)"]
    assert "Nothing was chosen" in admin_client.post(QUEUE, {"act": "reject"}, follow=True).content.decode()


def test_who_may_not_publish_accepts_drafts_and_who_may_not_enter_nothing(client, proposed):
    client.force_login(person("Editor"))
    accept(client, proposed["Guy Alba, trip 21"])
    assert Participation.objects.get(expert__slug="guy-alba").publication == "draft"
    client.force_login(person("Reader"))
    assert client.get(QUEUE).status_code in (302, 403)
    assert client.post(QUEUE, {"row": [proposed["Lone, trip 23"]], "act": "reject"}).status_code in (302, 403)
    assert deciding.open_again([proposed["Lone, trip 23"]]) == 0


def test_the_queue_takes_a_constant_number_of_statements(admin_client, proposed, django_assert_max_num_queries):
    one = ProposedParticipation.objects.get(pk=proposed["Bo Brava, trip 21"])
    ProposedParticipation.objects.bulk_create(
        ProposedParticipation(
            dataset=one.dataset, place=f"trip {n}", event=one.event, day=one.day, name_as_printed=f"Name {n}",
            name=f"First Name {n}", country="switzerland", passage="p",
        )
        for n in range(60)
    )  # fmt: skip
    with django_assert_max_num_queries(16):
        assert "Page 1 of 2" in admin_client.get(QUEUE).content.decode()
