"""What the forms point out on saving is pointed out by every import: posts beyond a life, two identifiers of one scheme."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from experts.models import Appointment
from intake.bulk import jobs
from intake.bulk.importing import import_files
from intake.models import BulkImport
from intake.records.doubts import doubts as look
from intake.records.format import KINDS
from intake.records.reading import FileEntry
from tests import factories as make
from tests.intake.test_edits import loaded

pytestmark = pytest.mark.django_db
__all__ = ["loaded"]
IDENTIFIERS = '[{scheme: orcid, value: "0000-0002-1825-0097"}]'
TWO = '[{scheme: orcid, value: "0000-0002-1825-0097"}, {scheme: orcid, value: "0000-0001-5109-3700"}]'


def doubts(report):
    return [str(doubt) for doubt in report.doubts]


def test_what_fits_is_told_without_a_word(loaded):
    report = loaded(("The gale", "The storm"))
    assert report.doubts == [] and not any("doubtful" in line for line in report.lines())


def test_a_death_makes_a_post_doubtful_that_was_on_record(loaded):
    report = loaded(('name: "Ada Berg"', 'name: "Ada Berg"\n  died: "2005"'))
    (text,) = doubts(report)
    assert text.startswith("doubtful: experts ada-berg (") and "world.yaml:" in text
    assert "“Secretary” (1999 to ..) do not fit what is on record (Ada Berg: died 2005)" in text
    assert text in list(report.lines())
    # It was loaded all the same, and said once.
    assert str(Appointment.objects.get().expert.died) == "2005"
    assert doubts(loaded(('name: "Ada Berg"', 'name: "Ada Berg"\n  died: "2005"'))) == []


def test_a_new_post_of_the_dead_is_doubtful_in_a_dry_run_too(loaded, world):
    dead = ('name: "Ada Berg"', 'name: "Ada Berg"\n  died: "2005"')
    loaded(dead)
    extra = '- {id: apt-chair, expert: ada-berg, organisation: council, post: "Chair", start: "2006"}\nevents:\n'
    for dry_run in (True, False):
        (text,) = doubts(loaded(dead, ("events:\n", extra), dry_run=dry_run))
        assert text.startswith("doubtful: appointments apt-chair (") and "“Chair” (2006 to ?)" in text


def test_an_organisation_that_ends_makes_its_posts_doubtful(loaded):
    report = loaded(('"Fishery Council", place', '"Fishery Council", end: "2001", place'))
    (text,) = doubts(report)
    assert text.startswith("doubtful: organisations council (") and "Fishery Council: dissolved 2001" in text


def test_a_record_that_gets_two_identifiers_of_a_scheme(loaded):
    (text,) = doubts(loaded((IDENTIFIERS, TWO)))
    assert text.startswith("doubtful: experts ada-berg (") and "“Ada Berg” has 2 identifiers of ORCID" in text


@pytest.fixture
def table(tmp_path):
    """A table of a post that outlasts its holder."""
    make.expert(slug="anna", name="Anna", died="1982")
    make.organisation(slug="club", name="The Club")
    path = tmp_path / "appointments.csv"
    path.write_text("id,expert,organisation,post,start,end\na1,anna,club,Chair,1975,..\n", encoding="utf-8")
    return path


def test_a_table_says_it_in_the_command_once(table):
    out = io.StringIO()
    call_command("import_records", str(table), stdout=out)
    assert out.getvalue().count("doubtful: appointments a1 (appointments.csv:2): The dates of the post “Chair”") == 1
    assert out.getvalue().count("doubtful") == 1 and Appointment.objects.count() == 1


def test_a_row_is_doubtful_whatever_is_wrong_with_another(table):
    table.write_text(table.read_text() + "a2,anna,nowhere,Chair,1975,..\n", encoding="utf-8")
    result = import_files([(table, table.name)])
    assert [problem.line for problem in result.problems] == [3]
    assert [doubt.where for doubt in result.report.doubts] == ["appointments.csv:2"]


@pytest.mark.django_db(transaction=True)
def test_the_desk_shows_it_before_and_after(table, uploaded, person, client):
    user = person(superuser=True)
    client.force_login(user)
    bulk = jobs.upload(user, uploaded(table))
    address = f"{reverse('bulk:import', args=[bulk.pk])}?show=doubt"
    jobs.run("check", bulk.pk)
    assert "The dates of the post “Chair” (1975 to ..) do not fit" in client.get(address).content.decode()
    jobs.begin_import(BulkImport.objects.get(pk=bulk.pk))
    jobs.run("import", bulk.pk)
    page = client.get(address).content.decode()
    assert "The dates of the post “Chair”" in page and "doubtful" in page and Appointment.objects.count() == 1


def test_many_doubts_take_as_many_statements_as_one(django_assert_num_queries):
    def written(number):
        people = [make.expert() for _ in range(number)]
        for one in people:
            for value in "ab":
                one.identifiers.create(scheme="viaf", value=f"{one.pk}{value}")
        return {"experts": {one.pk: FileEntry(KINDS["experts"], one.slug, "x.yaml", 1) for one in people}}

    for number in (1, 5):
        found = written(number)
        # The records, their identifiers, and posts that do not fit a life.
        with django_assert_num_queries(3):
            assert len(list(look(found))) == number
