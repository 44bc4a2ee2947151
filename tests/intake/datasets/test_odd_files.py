"""Files that no importer takes: each says in a sentence what is wrong, before anything is written."""

import pytest

from intake.datasets.markup import Unreadable
from intake.datasets.register import REGISTER
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
