"""A corrected file for what was deleted here: said, brought back, or created anew."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from experts.models import Appointment, Expert, FormerExpertSlug
from intake.bulk import jobs
from intake.models import BulkImport
from intake.records import load
from summits.models import EventLink, EventTopic, ParticipationAppointment, Position, PositionTopic
from topics.models import Topic

pytestmark = pytest.mark.django_db(transaction=True)
WRONG = [["ada", "Ada Wrong", "1950", "A. Wrong; Ада"], ["bo", "Bo Wrong", "1951", ""]]
CORRECTED = [["ada", "Ada Berg", "1911", ""], ["bo", "Bo Ek", "1912", ""]]


@pytest.fixture
def experts(table):
    """A function that writes a table of experts without a column of names, or with it."""

    def write(rows, columns=4):
        return table("experts.csv", ["slug", "name", "born", "names"][:columns], *(row[:columns] for row in rows))

    return write


@pytest.fixture
def wrong(db, experts):
    """Two experts that were imported wrongly and then deleted."""
    run(experts(WRONG))
    before = list(Expert.objects.order_by("pk").values("pk", "public_id", "slug"))
    Expert.objects.all().delete()
    return before


def run(*arguments, command="import_records"):
    out = io.StringIO()
    call_command(command, *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def ends(*arguments, command="import_records"):
    """(exit status, message) of a command that does not end well."""
    with pytest.raises(CommandError) as caught:
        run(*arguments, command=command)
    return caught.value.returncode, str(caught.value)


def test_it_is_said_with_another_status_and_what_can_be_done(wrong, experts):
    rows = [*CORRECTED, ["cy", "Cy Lund", "1913", ""]]
    status, text = ends(experts(rows))
    assert status == 3 and text.startswith("2 records of the files were deleted here and are not created again.")
    assert "--deleted bring-back" in text and "--deleted create" in text and "--deleted leave" in text
    assert list(Expert.objects.values_list("slug", flat=True)) == ["cy"], "all else was imported"
    assert ends(experts(CORRECTED), "--dry-run")[0] == 3
    run(experts(CORRECTED), "--deleted", "leave")
    assert Expert.objects.count() == 1


def test_they_come_back_as_they_were_with_the_values_of_the_file(wrong, experts):
    assert "Brought back: 2 experts." in run(experts(CORRECTED, 3), "--deleted", "bring-back")
    assert list(Expert.objects.order_by("pk").values("pk", "public_id", "slug")) == wrong
    ada = Expert.objects.get(slug="ada")
    assert (ada.name, ada.name_key, str(ada.born)) == ("Ada Berg", "ada berg", "1911")
    assert set(ada.names.values_list("text", flat=True)) == {"A. Wrong", "Ада"}, "the file has no column of names"
    assert not FormerExpertSlug.objects.exists()
    run(experts(CORRECTED))  # from now on there is nothing to say


def test_they_are_created_anew(wrong, experts):
    run(experts(CORRECTED), "--deleted", "create")
    ada = Expert.objects.get(slug="ada")
    assert (ada.name, ada.publication, ada.names.count()) == ("Ada Berg", "draft", 0)
    assert ada.public_id not in {row["public_id"] for row in wrong} and not FormerExpertSlug.objects.exists()


def test_a_row_that_refers_to_what_was_deleted_is_told_too(wrong, loaded, table):
    posts = table("appointments.csv", ["id", "expert", "organisation", "post"], ["a", "ada", "council", "X"])
    status, text = ends(posts)
    assert status == 3 and text.startswith("1 is left out, because what it refers to was deleted here.")
    run(posts, "--deleted", "bring-back")
    assert Appointment.objects.get(public_id="a").expert.name == "Ada Wrong"


def rows(model):
    """All rows of a model, without the moment of their last change."""
    kept = [field.attname for field in model._meta.concrete_fields if field.name != "modified_at"]
    return list(model.objects.order_by("pk").values(*kept))


def test_records_known_by_an_id_and_what_went_with_them(loaded, table):
    # But for the moment of their last change: coming back is one.
    before = {model: rows(model) for model in (Position, Appointment)}
    holders = list(Position.objects.get(public_id="pos-answer").holders.values())
    Position.objects.all().delete()
    ParticipationAppointment.objects.all().delete()
    Appointment.objects.all().delete()
    path = table(
        "positions.csv", ["id", "summary"], ["pos-answer", "Wider nets."], ["pos-question", "How wide should nets be?"]
    )
    posts = table("appointments.csv", ["id", "post"], ["apt-berg", "Secretary"])
    assert ends(path, posts)[0] == 3
    run(path, posts, "--deleted", "bring-back")
    assert rows(Appointment) == before[Appointment]
    answer = Position.objects.get(public_id="pos-answer")
    assert answer.summary == "Wider nets." and list(answer.holders.values()) == holders
    assert answer.in_reply_to.public_id == "pos-question"


def test_a_table_that_was_emptied_by_sql(loaded, table):
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE summits_eventlink CASCADE")
    links = table("links.csv", ["id", "from", "to", "kind"], ["link-gale", "fish-talks", "gale", "discusses"])
    assert ends(links)[0] == 3
    run(links, "--deleted", "bring-back")
    assert EventLink.objects.get().public_id == "link-gale"


def test_a_table_of_records_with_addresses_that_was_emptied_by_sql(wrong, experts):
    """TRUNCATE ... CASCADE empties the table of former addresses, too."""
    run(experts(CORRECTED), "--deleted", "bring-back")
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE experts_expert CASCADE")
    status, text = ends(experts(CORRECTED))
    assert status == 3 and text.startswith("2 records of the files were deleted here")
    assert not Expert.objects.exists()
    run(experts(CORRECTED), "--deleted", "bring-back")
    assert list(Expert.objects.order_by("pk").values("pk", "public_id", "slug")) == wrong


def test_what_sql_deleted_with_a_post_that_forms_protect(loaded, table):
    held = list(ParticipationAppointment.objects.values())
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE experts_appointment CASCADE")
    assert held and not ParticipationAppointment.objects.exists()
    run(table("appointments.csv", ["id", "post"], ["apt-berg", "Secretary"]), "--deleted", "bring-back")
    assert list(ParticipationAppointment.objects.values()) == held


def test_a_topic_and_the_one_above_it_come_back_with_their_paths(loaded, table):
    paths = dict(Topic.objects.values_list("slug", "path"))
    for model in (EventTopic, PositionTopic):
        model.objects.all().delete()
    for slug in ("ice", "sea"):
        Topic.objects.filter(slug=slug).delete()
    run(table("topics.csv", ["slug", "name"], ["ice", "Ice"], ["sea", "Sea"]), "--deleted", "bring-back")
    assert dict(Topic.objects.values_list("slug", "path")) == paths


def test_what_cannot_come_back_is_a_fault(wrong, experts):
    FormerExpertSlug.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO experts_formerexpertslug (slug, record_id) VALUES ('ada', NULL), ('bo', NULL)")
    other = Expert.objects.create(slug="other", name="Other", public_id=wrong[0]["public_id"])
    status, text = ends(experts(CORRECTED), "--deleted", "bring-back")
    assert status == 1 and "Nothing was brought back." in text
    assert list(Expert.objects.all()) == [other]


def test_a_merged_post_is_not_one_that_was_deleted(loaded, table):
    """What became one with another leads there, and is not brought back beside it."""
    post = Appointment.objects.get()
    Appointment.former_ids.rel.related_model.objects.create(public_id="apt-old", record=post)
    text = run(table("appointments.csv", ["id", "post"], ["apt-old", "Clerk"]))
    assert "its address now leads to another record" in text and Appointment.objects.get().post == "Secretary"


# -- record files -----------------------------------------------------------------------------


def test_record_files_say_it_as_well(world):
    load([world])
    Position.objects.all().delete()
    ParticipationAppointment.objects.all().delete()
    Appointment.objects.all().delete()
    before = Expert.objects.get().pk
    status, text = ends(world, command="load_records")
    assert status == 3 and "records of the files were deleted here and are not created again" in text
    run(world, "--deleted", "leave", command="load_records")
    assert not Appointment.objects.exists()
    assert "Brought back: 1 appointment, 2 positions." in run(world, "--deleted", "bring-back", command="load_records")
    post = Appointment.objects.get()
    assert Position.objects.count() == 2 and post.public_id == "apt-berg"
    ParticipationAppointment.objects.all().delete()
    post.delete()
    run(world, "--deleted", "create", command="load_records")
    assert Appointment.objects.get().pk != post.pk and Expert.objects.get().pk == before
    report = load([world])
    assert report.total("deleted here") == report.total("left out") == 0, "what was made anew counts as loaded"


# -- the desk ---------------------------------------------------------------------------------


def now(bulk):
    return BulkImport.objects.get(pk=bulk.pk)


@pytest.fixture
def visit(person, uploaded):
    """A function that uploads a file as somebody with permissions and has it checked: (client, upload)."""

    def enter(path, *permissions, **more):
        user = person("experts.add_expert", "experts.change_expert", *permissions, **more)
        client = Client()
        client.force_login(user)
        bulk = jobs.upload(user, uploaded(path))
        jobs.run("check", bulk.pk)
        return client, bulk

    return enter


def test_the_desk_offers_both(wrong, experts, visit):
    client, bulk = visit(experts(CORRECTED, 3), superuser=True)
    url = reverse("bulk:import", args=[bulk.pk])
    text = client.get(url).content.decode()
    assert "2 records of the files were deleted here and are not created again." in text
    assert "There is nothing to import as things stand." in text
    client.post(reverse("bulk:choose", args=[bulk.pk]), {"deleted": "bring_back"})
    jobs.run("check", bulk.pk)
    assert set(bulk.lines.values_list("what", "key")) == {
        ("back", "ada"), ("back", "bo"), ("changed", "ada"), ("changed", "bo"),
    }  # fmt: skip
    assert not Expert.objects.exists()
    text = client.get(url).content.decode()
    assert "to be brought back" in text and "Import 2 records" in text
    jobs.begin_import(now(bulk))
    jobs.run("import", bulk.pk)
    assert dict(Expert.objects.values_list("slug", "name")) == {"ada": "Ada Berg", "bo": "Bo Ek"}
    assert "deleted here" not in client.get(url).content.decode()


def test_an_import_without_a_word_on_them_says_so_afterwards(wrong, experts, visit):
    client, bulk = visit(experts([*CORRECTED, ["cy", "Cy", "", ""]]), superuser=True)
    jobs.begin_import(now(bulk))
    jobs.run("import", bulk.pk)
    assert now(bulk).state == "done"
    assert (
        "2 records of the files were deleted here"
        in client.get(reverse("bulk:import", args=[bulk.pk])).content.decode()
    )
    assert "not all: some were deleted here" in client.get(reverse("bulk:home")).content.decode()


def test_bringing_back_takes_a_permission_and_making_public_another(wrong, experts, visit):
    client, bulk = visit(experts(CORRECTED))
    page = client.get(reverse("bulk:import", args=[bulk.pk])).content.decode()
    assert "A reviewer can bring back what was deleted." in page and 'value="bring_back"' not in page
    answer = client.post(reverse("bulk:choose", args=[bulk.pk]), {"deleted": "bring_back"}, follow=True)
    assert "You may not bring deleted records back" in answer.content.decode() and now(bulk).deleted == ""
    client.post(reverse("bulk:choose", args=[bulk.pk]), {"deleted": "create"})
    jobs.run("check", bulk.pk)
    assert bulk.lines.filter(what="created").count() == 2

    Expert.objects.create(slug="public", name="Public", publication="published").delete()
    client, bulk = visit(experts([["public", "Public", "", ""]]), "desk.take_back_changes")
    client.post(reverse("bulk:choose", args=[bulk.pk]), {"deleted": "bring_back"})
    jobs.run("check", bulk.pk)
    assert "expert public was public: only a reviewer may bring it back." in bulk.lines.get(what="bad").text
