"""The whole record as a data package: valid by its own description, and taken in again to the letter."""

import csv
import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from intake.datasets.importing import import_dataset
from intake.datasets.register import REGISTER, recognised
from intake.errors import Unreadable
from intake.models import QueuedRow
from intake.package import stream, write
from intake.package.tables import tables
from intake.records.format import KINDS
from intake.records.state import current
from lib.stamps import REMOVALS
from summits.models import Event
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    """One record of every kind with every field filled."""
    return make.world()


class Package:
    """A package as somebody reads it who knows nothing but the description."""

    def __init__(self, content):
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        assert self.zip.testzip() is None
        self.description = json.loads(self.zip.read("datapackage.json"))
        self.resources = {one["name"]: one for one in self.description["resources"]}
        self.rows = {name: self._table(one) for name, one in self.resources.items()}

    def _table(self, resource):
        content = self.zip.read(resource["path"])
        assert len(content) == resource["bytes"]
        headings, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
        assert headings == [field["name"] for field in resource["schema"]["fields"]]
        assert len(rows) == resource["rows"]
        return [dict(zip(headings, row, strict=True)) for row in rows]

    def faults(self):
        """What does not hold of what the description says."""
        return [text for name, one in self.resources.items() for text in self._faults(name, one["schema"])]

    def _faults(self, name, schema):
        rows = self.rows[name]
        keys = [tuple(row[column] for column in schema["primaryKey"]) for row in rows]
        if len(set(keys)) < len(keys):
            yield f"{name}: a primary key stands twice"
        for key in schema.get("foreignKeys", ()):
            reference = key["reference"]
            there = {
                tuple(row[column] for column in reference["fields"]) for row in self.rows[reference["resource"] or name]
            }
            for row in rows:
                value = tuple(row[column] for column in key["fields"])
                if any(value) and value not in there:
                    yield f"{name}: {key['fields']} {value} leads nowhere"
        for field in schema["fields"]:
            rules = field.get("constraints", {})
            for row in rows:
                value = row[field["name"]]
                if rules.get("required") and not value:
                    yield f"{name}.{field['name']} is empty"
                if value and "enum" in rules and value not in rules["enum"]:
                    yield f"{name}.{field['name']}: {value}"
                if value and field["type"] == "integer" and not value.isdecimal():
                    yield f"{name}.{field['name']}: {value}"
                if value and field["type"] == "boolean" and value not in ("true", "false"):
                    yield f"{name}.{field['name']}: {value}"
                if value and field["type"] == "time" and len(value) != 8:
                    yield f"{name}.{field['name']}: {value}"


def package(drafts=False):
    return Package(b"".join(stream(drafts)))


def whole():
    """All records in the form of record files: {(kind, address): values}."""
    found = {}
    for name, kind in KINDS.items():
        for address, _, values in current(kind, list(kind.model.objects.values_list("pk", flat=True))).values():
            rows = {one: sorted(map(str, values[one])) for one in kind.rows}
            found[name, address] = {**values, **rows}
    return found


def empty():
    """Make the database one in which no record ever was."""
    with connection.cursor() as cursor:
        tables = [
            name
            for name in connection.introspection.table_names(cursor)
            if name.startswith(("sources_", "topics_", "experts_", "summits_")) or name == REMOVALS
        ]
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def take(path, **more):
    return import_dataset(REGISTER["datapackage"], path, publication="published", **more)


def test_every_record_stands_in_it_and_its_description_holds(world):
    found = package()
    assert found.faults() == []
    assert set(found.resources) == {table.name for table in tables()}
    for name, kind in KINDS.items():
        assert {row[kind.id_key] for row in found.rows[name]} == set(
            kind.model.objects.values_list(kind.address, flat=True)
        )
    assert found.rows["experts-names"] and found.rows["positions-holders"] and found.rows["participations-appointments"]
    (cited,) = {row["field"] for row in found.rows["events-citations"] if row["field"]} or {""}
    assert cited in {"", *KINDS["events"].order()}
    readme = found.zip.read("README.md").decode()
    assert "| [events](data/events.csv) | 3 |" in readme and "none is stated" in readme


def test_strangers_get_what_is_public_and_no_reference_to_anything_else(world):
    for hidden in ("expert", "topic", "place", "source", "other"):
        record = getattr(world, hidden)
        type(record).objects.filter(pk=record.pk).update(publication="draft")
    found = package()
    assert found.faults() == []
    text = "".join(json.dumps(rows) for rows in found.rows.values())
    for hidden in ("mark-expert", "mark-topic", "mark-hall", "mark-source", "mark-other"):
        assert f'"{hidden}"' not in text
    assert found.rows["events"] and "publication" not in found.rows["events"][0]
    drafts = package(drafts=True)
    assert drafts.faults() == []
    assert {row["publication"] for row in drafts.rows["experts"]} == {"draft", "published"}


def test_the_same_record_makes_the_same_file_and_a_change_another_version(world):
    first = b"".join(stream())
    assert first == b"".join(stream())
    assert Package(first).description["version"].endswith("Z")


def test_the_licence_is_that_of_the_settings(world, settings):
    settings.PARLEY_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    found = package()
    assert found.description["licenses"] == [{"title": "CC BY 4.0", "path": settings.PARLEY_LICENCE[1]}]
    assert settings.PARLEY_LICENCE[1] in found.zip.read("README.md").decode()


@pytest.mark.parametrize("form", ["zip", "folder", "description"])
def test_what_is_exported_is_imported_to_the_letter(world, tmp_path, form):
    make.source(slug="odd", title=' "Quoted", and\nbroken; =1+1 \t end', notes="Ünïcode\r\nlines")
    before = whole()
    path = tmp_path / ("package.zip" if form == "zip" else "package")
    write(path)
    path = path / "datapackage.json" if form == "description" else path
    assert [one.name for one in recognised(path)] == ["datapackage"]
    empty()
    assert not Event.objects.exists()
    done = take(path)
    assert (done.queued, done.notes) == ([], [])
    assert done.rows == done.records == len(before)
    after = whole()
    assert after.keys() == before.keys()
    for key, values in before.items():
        assert after[key] == values, key
    again = take(path)
    assert (again.records, again.recognised, len(again.queued)) == (0, len(before), 0) and again.run is None
    assert not again.report.differences


def test_where_it_came_from_it_changes_nothing(world, tmp_path):
    write(tmp_path / "package.zip")
    before = whole()
    done = take(tmp_path / "package.zip")
    assert (done.records, len(done.queued), done.run, done.report.differences) == (0, 0, None, [])
    assert whole() == before


def damaged(tmp_path, name, change):
    """A folder with a package in which the rows of one table were changed."""
    folder = tmp_path / "damaged"
    write(folder)
    path = folder / "data" / f"{name}.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return folder


def test_a_row_that_cannot_be_read_waits_with_its_reason(world, tmp_path):
    def change(rows):
        date = rows[0].index("date")
        rows[1][date] = "the day before"
        rows.append(["", *rows[1][1:]])
        rows.append(rows[2])

    done = take(damaged(tmp_path, "events", change))
    reasons = [row.reason for row in done.queued]
    assert any(reason.startswith("date: “the day before”") for reason in reasons)
    assert "It has no slug." in reasons and "This slug stands twice." in reasons
    assert done.rows == done.records + done.recognised + len(done.queued)
    assert QueuedRow.objects.count() == len(done.queued)


def test_a_row_of_a_list_that_cannot_be_read_lets_its_record_wait(world, tmp_path):
    def change(rows):
        rows[1][rows[0].index("kind")] = "nickname"

    done = take(damaged(tmp_path, "experts-names", change))
    assert [row.reason for row in done.queued if "experts-names, line 2: kind: “nickname”" in row.reason]


def test_what_it_does_not_know_is_told(world, tmp_path):
    folder = damaged(tmp_path, "topics", lambda rows: [row.append("x") for row in rows])
    description = json.loads((folder / "datapackage.json").read_text())
    description["resources"].append({"name": "ships", "path": "data/ships.csv"})
    (folder / "datapackage.json").write_text(json.dumps(description))
    assert set(take(folder).notes) == {
        "The table ships is not taken in.",
        "Of data/topics.csv these columns are not taken in: x.",
    }


def test_what_is_no_package_is_refused(world, tmp_path):
    folder = tmp_path / "package"
    write(folder)
    description = json.loads((folder / "datapackage.json").read_text())
    for path, words in (
        ("../secret.csv", "out of the package"),
        ("/etc/passwd", "out of"),
        ("data/none.csv", "holds no file data/none.csv"),
    ):
        description["resources"][0]["path"] = path
        (folder / "datapackage.json").write_text(json.dumps(description))
        with pytest.raises(Unreadable, match=words):
            take(folder)
    (folder / "datapackage.json").write_text("{")
    with pytest.raises(Unreadable, match="not JSON"):
        take(folder)
    with pytest.raises(Unreadable, match="neither a ZIP nor a folder"):
        take(tmp_path / "nothing.zip")
    assert recognised(tmp_path / "nothing.zip") == []


def test_a_zip_that_would_fill_the_disk_is_refused(world, tmp_path, monkeypatch):
    write(tmp_path / "package.zip")
    monkeypatch.setattr("intake.datasets.datapackage.LARGEST", 1000)
    with pytest.raises(Unreadable, match="unpack"):
        take(tmp_path / "package.zip")


def test_lists_of_more_rows_than_memory_holds_are_refused(world, tmp_path, monkeypatch):
    write(tmp_path / "package.zip")
    monkeypatch.setattr("intake.datasets.datapackage.MOST_LISTED", 1)
    with pytest.raises(Unreadable, match="The lists of package.zip have more than 1 rows: split it"):
        take(tmp_path / "package.zip")


def test_the_command_writes_files_and_folders(world, tmp_path, capsys):
    call_command("export_package", str(tmp_path / "all.zip"))
    assert Package((tmp_path / "all.zip").read_bytes()).faults() == []
    call_command("export_package", str(tmp_path / "all"), "--drafts")
    assert "publication" in (tmp_path / "all" / "data" / "events.csv").read_text().splitlines()[0]
    with pytest.raises(CommandError, match="not an empty folder"):
        call_command("export_package", str(tmp_path / "all"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all", "all.zip"]


def test_strangers_download_it_once_per_version(client, world):
    answer = client.get("/api/v1/datapackage/")
    assert answer["Content-Type"] == "application/zip" and "parley-2" in answer["Content-Disposition"]
    assert Package(b"".join(answer.streaming_content)).faults() == []
    again = client.get("/api/v1/datapackage/", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get("/api/v1/datapackage/", {"kind": "events"}).status_code == 400
