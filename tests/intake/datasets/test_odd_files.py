"""Files that no importer takes: each says in a sentence what is wrong, before anything is written."""

import os

import pytest
from django.core.management import CommandError, call_command

from intake.datasets.markup import TooLarge
from intake.datasets.register import REGISTER
from intake.datasets.rows import Proposed
from intake.errors import Unreadable
from lib.jobs import Watch

ODD = {
    "empty": b"",
    "another format": b"name,date\nGeneva,2021-06-16\n",
    "another encoding": '{"persons": [{"name": "Zoë"}]}'.encode("latin-1"),
    "cut off": b'{"schedule": {"conference": {"title": "Fis',
    "a bomb": b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><schedule>&b;</schedule>',
    "bytes": bytes(range(256)) * 40,
    "deep": b"[" * 100_000,
    "an encoding nobody knows": b'<?xml version="1.0" encoding="x-nope"?><schedule/>',
    "an encoding of several bytes": b'<?xml version="1.0" encoding="utf-7"?><schedule/>',
    "a calendar with a zone that is none": b"BEGIN:VCALENDAR\r\nTZID:Moon\r\nEND:VTIMEZONE\r\nEND:VCALENDAR",
    "a calendar cut off": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1",
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", REGISTER)
def test_a_file_that_is_something_else_is_refused_in_a_sentence(tmp_path, name, odd):
    importer = REGISTER[name]
    folders = {"hsg-travels": "president-travels", "hsg-visits": "data", "hsg-pocom": "people"}
    ends = {"popolo": [".json"], "schedule": [".json", ".xml"], "icalendar": [".ics"], "datapackage": [".zip", ".json"]}
    for end in ends.get(name, [".xml"]):
        path = tmp_path / folders.get(name, "") / f"odd{end}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(ODD[odd])
        given = tmp_path if name in folders else path
        assert name in folders or not importer.recognises(given)
        with pytest.raises(Unreadable) as refused:
            importer.propose(given, Watch())
        assert str(refused.value).endswith(".") and len(str(refused.value)) < 400


@pytest.mark.parametrize(
    ("name", "file"), [("popolo", "a.json"), ("schedule", "a.json"), ("schedule", "a.xml"), ("icalendar", "a.ics")]
)
def test_a_file_that_would_fill_the_memory_is_refused_before_it_is_read(tmp_path, monkeypatch, name, file):
    (tmp_path / file).write_bytes(b"x")
    os.truncate(tmp_path / file, 104 * 1024**2)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda path: pytest.fail("it was read"))
    for ask in (REGISTER[name].recognises, lambda path: REGISTER[name].propose(path, Watch())):
        with pytest.raises(TooLarge, match=f"{file} has 104 MB; at most 50 MB of such a file are read"):
            ask(tmp_path / file)
    with pytest.raises(CommandError, match="at most 50 MB"):
        call_command("import_dataset", "auto", str(tmp_path / file))


def test_a_data_set_with_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr("intake.datasets.rows.MOST_ROWS", 2)
    made = Proposed()
    for number in range(2):
        made.row(f"row {number}", "big.csv", number)
    with pytest.raises(Unreadable, match=r"big.csv has more than 2 rows"):
        made.row("row 3", "big.csv", 3)
