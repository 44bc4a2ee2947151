"""Data sets on the desk: found by what the file holds, checked and imported by the worker, undone as one step."""

import json
import shutil

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from experts.models import Expert
from intake.bulk import jobs, undo
from intake.datasets import uploads
from intake.models import BulkImport, ImportRun, QueuedRow
from lib.jobs import Interrupted
from summits.models import Event
from tests.intake.datasets.conftest import visit

pytestmark = pytest.mark.django_db(transaction=True)

POPOLO = json.dumps({"persons": [{"id": "a", "name": "Ada Berg"}, {"id": "b"}]}).encode()
CALENDAR = b"""BEGIN:VCALENDAR
X-WR-CALNAME:Fish Week
BEGIN:VEVENT
UID:1
SUMMARY:Fish Talk
DTSTART:20210616T100000Z
DTEND:20210616T110000Z
END:VEVENT
END:VCALENDAR
"""
COLT = b"LeaderCountryOrIGO,LeaderFullName,LeaderRole,CountryVisited,TripYear,TripID\nFrance,Ad\xe9,G,Chad,2010,1-FRA-TCD-1\n"


@pytest.fixture
def visits(tmp_path):
    """The Office of the Historian's visits, packed as ZIP within one folder more."""
    rows = [
        visit(1, "President Bo Gray", "1993-05-01", "1993-05-01", "russia", "Russia"),
        visit(2, "Late", "1920-01-03", "1920-01-02", "japan", "Japan"),
    ]
    path = tmp_path / "packed" / "visits-main" / "data" / "1990.xml"
    path.parent.mkdir(parents=True)
    path.write_text(f'<?xml version="1.0"?>\n<visits>{"".join(rows)}</visits>', encoding="utf-8")
    shutil.make_archive(tmp_path / "visits", "zip", tmp_path / "packed")
    return (tmp_path / "visits.zip").read_bytes()


def now(bulk):
    return BulkImport.objects.get(pk=bulk.pk)


def send(user, name, content, **more):
    return jobs.upload(user, SimpleUploadedFile(name, content), **more)


def test_the_format_is_found_by_what_the_file_holds(person, worker, visits):
    admin = person(superuser=True)
    sent = {
        "popolo": send(admin, "people.csv", POPOLO),
        "icalendar": send(admin, "programme.txt", CALENDAR),
        "colt": send(admin, "trips.json", COLT),
        "hsg-visits": send(admin, "visits", visits),
        "": send(admin, "experts.csv", b"slug,name\nada,Ada\n"),
    }
    unknown = send(admin, "notes.csv", b'{"about": "nothing"}')
    worker()
    assert {name: (now(bulk).format, now(bulk).state, now(bulk).error) for name, bulk in sent.items()} == {
        name: (name, "checked", "") for name in sent
    }
    assert now(unknown).state == "failed" and "choose the format below" in now(unknown).error
    assert now(sent["popolo"]).told["sum"] == "2 rows in = 1 records + 1 queued + 0 recognised"
    assert not Expert.objects.exists() and not Event.objects.exists()
    # What somebody knows better: the reason comes from the importer that was chosen.
    jobs.read_again(unknown, "popolo")
    worker()
    assert "none of the lists persons" in now(unknown).error
    with pytest.raises(jobs.ImportRejected, match="no such format"):
        jobs.read_again(unknown, "nonsense")


def test_a_data_set_is_checked_imported_and_undone_on_the_desk(person, worker, visits, client):
    admin = person(superuser=True)
    client.force_login(admin)
    home = client.get(reverse("bulk:home")).content.decode()
    assert "Popolo JSON" in home and "uploaded as ZIP" in home
    file = SimpleUploadedFile("visits.zip", visits)
    page = client.post(reverse("bulk:home"), {"file": file, "format": "", "kind": ""}, follow=True)
    (bulk,) = BulkImport.objects.all()
    assert "Waiting for the worker" in page.content.decode()
    worker()
    address = reverse("bulk:import", args=[bulk.pk])
    page = client.get(address).content.decode()
    # What is at fault stands first, in words.
    assert "2 rows in = 1 records + 1 queued + 0 recognised" in page and "1 row waits with the reason" in page
    assert "It ends (1920-01-02) before it starts" in page and "Late, Japan" in page
    made = client.get(address, {"show": "created"}).content.decode()
    for words in (
        "President Bo Gray (Russia) in the United States",
        "Russian Federation, principal – President Bo Gray",
    ):
        assert words in made
    client.post(reverse("bulk:begin", args=[bulk.pk]))
    worker()
    run = ImportRun.objects.get()
    assert now(bulk).state == "done" and (run.bulk, run.user, run.dataset) == (bulk, admin, "hsg-visits")
    assert Event.objects.get().publication == "draft" and QueuedRow.objects.get().dataset == "hsg-visits"
    page = client.get(address).content.decode()
    assert reverse("bulk:run", args=[run.pk]) in page and f"{reverse('bulk:waiting')}?dataset=hsg-visits" in page
    undo.undo(run.pk, admin)
    assert not Event.objects.exists()


def test_who_may_not_add_such_records_is_told_and_a_step_is_stopped_or_begun_anew(person, worker):
    editor = person("experts.add_expert", "experts.change_expert")
    bulk = send(editor, "people.json", POPOLO)
    worker()
    assert now(bulk).state == "failed" and "may not add and change sources" in now(bulk).error
    admin = person(superuser=True)
    bulk = send(admin, "people.json", POPOLO)
    jobs.run("check", bulk.pk)
    jobs.begin_import(bulk)
    with pytest.raises(Interrupted):
        jobs.run("import", bulk.pk, lambda: True)
    assert not Expert.objects.exists() and now(bulk).state == "importing"
    BulkImport.objects.filter(pk=bulk.pk).update(stop=True)
    jobs.run("import", bulk.pk)
    assert now(bulk).state == "cancelled" and not Expert.objects.exists()
    jobs.check_again(now(bulk), {})
    jobs.run("check", bulk.pk)
    jobs.begin_import(bulk)
    said = []
    jobs.run("import", bulk.pk, lambda: said.append(now(bulk).now))
    assert now(bulk).state == "done" and Expert.objects.count() == 1
    assert any("Looking up what is on record" in words and "seconds so far" in words for words in said)


def test_a_zip_that_unpacks_to_too_much_is_refused(person, visits, monkeypatch, worker):
    monkeypatch.setattr(uploads, "LARGEST", 10)
    bulk = send(person(superuser=True), "visits.zip", visits)
    worker()
    assert now(bulk).state == "failed" and "would unpack to more" in now(bulk).error
