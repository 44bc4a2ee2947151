"""Tables in memory and on disk, the worker in this process, and people with rights."""

import asyncio
import csv
import io
import threading

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from intake.bulk.importing import import_files
from intake.management.commands.run_worker import Watchdog, work
from intake.records import load


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    """A folder of uploads for each test."""
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def table(tmp_path):
    """A function that writes a CSV file: table("experts.csv", ["slug", "name"], ["a", "A"]) → path."""

    def write(name, *rows, delimiter=",", encoding="utf-8"):
        path = tmp_path / name
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=delimiter).writerows(rows)
        path.write_bytes(buffer.getvalue().encode(encoding))
        return path

    return write


@pytest.fixture
def book(tmp_path):
    """A function that writes an XLSX file: book("b.xlsx", experts=[[...], ...]) → path."""

    def write(name, **sheets):
        made = openpyxl.Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
        made.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def take(db):
    """A function that imports files by path and returns the ImportResult."""
    return lambda *paths, kind="", **more: import_files([(path, path.name) for path in paths], kind, **more)


@pytest.fixture
def loaded(world, db):
    """The records of tests/intake/conftest.py, in the database."""
    load([world])


@pytest.fixture
def person(db):
    """A function that makes a member of staff: person("experts.add_expert", ...); person(superuser=True)."""
    count = iter(range(1, 100))

    def make(*permissions, superuser=False, staff=True):
        user = get_user_model().objects.create_user(
            f"person{next(count)}", password="a long password 1", is_staff=staff, is_superuser=superuser
        )
        for name in permissions:
            label, codename = name.split(".")
            user.user_permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
        return user

    return make


@pytest.fixture
def uploaded():
    """A function that makes an upload of a file at a path."""
    return lambda path: SimpleUploadedFile(path.name, path.read_bytes())


@pytest.fixture
def worker(transactional_db):
    """A function that lets the worker do all that is in the queue, in a thread with a loop of its own."""

    def run():
        failures = []

        def inside():
            try:
                asyncio.run(work(Watchdog(), wait=False, signals=False))
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=inside)
        thread.start()
        thread.join(120)
        assert not thread.is_alive() and failures == []

    return run


def problems(result):
    """The problems of a result as texts."""
    return [str(problem) for problem in result.problems]


@pytest.fixture
def editor(person):
    """Somebody who may add and change experts."""
    return person("experts.add_expert", "experts.change_expert")


@pytest.fixture
def good(table):
    """A table of two new experts."""
    return table("experts.csv", ["slug", "name"], ["ada", "Ada"], ["bo", "Bo"])
