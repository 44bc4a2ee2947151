"""Each kind of fault names the file, the line, the record and the key; and then nothing is written."""

import json

import pytest

from experts.models import Expert
from intake.records import BrokenRecords, load
from summits.models import Event

pytestmark = pytest.mark.django_db

SOUND = """\
sources:
- {slug: gazette, title: "The Gazette"}
places:
- {slug: harbour, name: "Harbour"}
experts:
- {slug: ada-berg, name: "Ada Berg"}
- {slug: bo-dahl, name: "Bo Dahl"}
organisations:
- {slug: council, name: "Council"}
appointments:
- {id: apt-berg, expert: ada-berg, organisation: council, post: "Secretary"}
events:
- {slug: talks, kind: conference, name: "Talks", date: "2001-02-03"}
- {slug: gale, kind: incident, name: "Gale"}
panels:
- {id: panel-talks, event: talks, title: "Nets"}
- {id: panel-gale, event: gale, title: "Wind"}
"""

# What is added in a second file; then line, record, key and a part of the message.
# fmt: off
FAULTS = {
    "unknown kind": (
        "evants: []",
        1, "", "", "“evants” is not a kind of record. Did you mean events? There are: sources,",
    ),
    "unknown key": (
        "events:\n- slug: a\n  kind: visit\n  name: A\n  dat: '2001'",
        5, "events a", "dat", "Did you mean date?",
    ),
    "unknown key of a row": (
        "experts:\n- slug: a\n  name: A\n  names:\n  - {text: B, lang: ru}",
        5, "experts a", "names.lang", "unknown key.",
    ),
    "key twice": ("experts:\n- slug: a\n  name: A\n  name: B", 4, "experts a", "name", "appears twice, first at line 3"),
    "kind twice": ("places: []\nplaces: []", 2, "", "places", "appears twice"),
    "slug twice": (
        "experts:\n- {slug: a, name: A}\n- {slug: a, name: B}",
        3, "experts a", "slug", "more.yaml:2 has it",
    ),
    "slug of another file": ("places:\n- {slug: harbour, name: B}", 2, "places harbour", "slug", "sound.yaml:4 has it"),
    "id of another kind": (
        "panels:\n- {id: apt-berg, event: gale, title: B, number: 2}",
        2, "panels apt-berg", "id", "appointments apt-berg",
    ),
    "no slug": ("experts:\n- name: A", 2, "experts", "slug", "has no “slug”"),
    "no id": ("links:\n- {from: talks, to: gale, kind: follows}", 2, "links", "id", "has no “id”"),
    "missing key": ("events:\n- {slug: a, name: A}", 2, "events a", "kind", "this key is missing"),
    "empty key": ("events:\n- slug: a\n  kind: visit\n  name:\n", 4, "events a", "name", "needs a value"),
    "missing key of a row": (
        "experts:\n- {slug: a, name: A, names: [{kind: short}]}",
        2, "experts a", "names.text", "missing",
    ),
    "dangling": (
        "events:\n- slug: a\n  kind: visit\n  name: A\n  place: harbuor", 5, "events a", "place",
        "no record “harbuor” among places, in these files or in the database. Did you mean harbour?",
    ),
    "dangling in a list": (
        "positions:\n- id: a\n  summary: A\n  holders:\n  - {expert: ada-burg}", 5, "positions a", "holders",
        "Did you mean ada-berg?",
    ),
    "of another kind": (
        "events:\n- {slug: a, kind: visit, name: A, place: council}",
        2, "events a", "place", "one among organisations",
    ),
    "no date": (
        "events:\n- {slug: a, kind: visit, name: A,\n   date: '2001-2-3'}",
        3, "events a", "date", "write 2001-02-03",
    ),
    "no such day": (
        "events:\n- {slug: a, kind: visit, name: A, date: '2001-02-30'}",
        2, "events a", "date", "no such day as 2001-02-30",
    ),
    "no time": (
        "events:\n- {slug: a, kind: visit, name: A, start_time: noon}",
        2, "events a", "start_time", "such as 18:30",
    ),
    "no such time": (
        "events:\n- {slug: a, kind: visit, name: A, start_time: '25:00'}",
        2, "events a", "start_time", "no such time",
    ),
    "no number": ("panels:\n- {id: a, event: gale, title: A, number: two}", 2, "panels a", "number", "not a whole number"),
    "number too large": (
        "panels:\n- {id: a, event: gale, title: A, number: 70000}",
        2, "panels a", "number", "less than or equal to 32767",
    ),
    "not allowed": (
        "events:\n- {slug: a, kind: sumit, name: A}", 2, "events a", "kind",
        "“sumit” is not allowed here. Did you mean summit? There are: summit, bilateral_meeting,",
    ),
    "not allowed in a row": (
        "links:\n- {id: a, from: gale, to: talks, kind: after}",
        2, "links a", "kind", "There are: discusses, follows,",
    ),
    "list for a value": ("experts:\n- {slug: a, name: [A]}", 2, "experts a", "name", "one value, not a list"),
    "value for a list": ("experts:\n- {slug: a, name: A, names: B}", 2, "experts a", "names", "this is a list"),
    "value for a row": ("experts:\n- {slug: a, name: A, names: [B]}", 2, "experts a", "names", "{text: …, language: …"),
    "value for a record": ("experts:\n- a", 2, "", "", "a record of experts is a mapping"),
    "value for records": ("experts: a", 1, "", "", "“experts” holds a list of records"),
    "list for a file": ("- a", 1, "", "", "a mapping of kinds to lists"),
    "no yaml": ("experts:\n- {slug: a\n", 3, "", "", "this is not YAML"),
    "character": ("experts:\n- {slug: a, name: '\x07'}", 2, "", "", "this character (code 0x7)"),
    "no storable character": (
        'experts:\n- {slug: a, name: "a\\0"}', 2, "", "", "this character (code 0x0) cannot be stored",
    ),
    "half a pair": ('experts:\n- {slug: a,\n   name: "\\ud83d"}', 3, "", "", "(code 0xd83d) cannot be stored"),
    "pair the wrong way round": ('experts:\n- {slug: a, name: "\\ude00\\ud83d"}', 2, "", "", "(code 0xde00)"),
    "half a pair in a key": ('experts:\n- {slug: a, "na\\ud83d": b}', 2, "", "", "(code 0xd83d)"),
    "half a pair in a reference": (
        'topics:\n- {slug: a, name: A, broader: "a\\ud83d"}', 2, "", "", "(code 0xd83d)",
    ),
    "no character": ('experts:\n- {slug: a, name: "\\U00110000"}', 2, "", "", "this is not YAML: an escape"),
    "no number of a character": ('experts:\n- {slug: a, name: "\\UFFFFFFFF"}', 2, "", "", "this is not YAML: an escape"),
    "too deep": ("experts: " + "[" * 3000, 1, "", "", "too deeply"),
    "inside itself as a list": ("experts: &a\n- *a", 1, "", "", "a record of experts is a mapping"),
    "two documents": ("places: []\n---\nplaces: []", 2, "", "", "expected a single document"),
    "form of a slug": ("experts:\n- {name: A, slug: a b}", 2, "experts a b", "slug", "letters, numbers"),
    "form of an id": ("panels:\n- {id: A, event: gale, title: A, number: 2}", 2, "panels A", "id", "Use small letters"),
    "length": (f"experts:\n- slug: a\n  name: {'A' * 301}", 3, "experts a", "name", "at most 300 characters"),
    "address": ("sources:\n- slug: a\n  title: A\n  url: nowhere", 4, "sources a", "url", "valid URL"),
    # Rules of the models that need several values: clean()
    "time zone": (
        "events:\n- {slug: a, kind: visit, name: A, timezone: Harbour}",
        2, "events a", "timezone", "not a time zone",
    ),
    "period": (
        "appointments:\n- {id: a, expert: ada-berg, organisation: council, post: A, start: '2001',\n   end: '1999'}", 3,
        "appointments a", "end", "It ends (1999) before it starts (2001)",
    ),
    "country": ("places:\n- {slug: a, name: A, country: harbour}", 2, "places a", "country", "Harbour is not a country"),
    "panel": (
        "positions:\n- {id: a, summary: A, event: talks, panel: panel-gale}",
        2, "positions a", "panel", "not a panel of this event",
    ),
    "post of another": (
        "participations:\n- {id: a, event: talks, expert: bo-dahl,\n   appointments: [apt-berg]}", 3,
        "participations a", "appointments.appointment", "a post of Ada Berg",
    ),
    "field of a citation": (
        "experts:\n- slug: a\n  name: A\n  citations:\n  - {source: gazette, field: age}",
        5, "experts a", "citations.field", "“age” is not a field of this kind of record. Its fields are: ",
    ),
    # Rules that the database keeps
    "nobody takes part": (
        "participations:\n- {id: a, event: talks}",
        2, "participations a", "", "either an expert or an organisation",
    ),
    "twice in a list": (
        "experts:\n- slug: a\n  name: A\n  names:\n  - {text: B}\n  - {text: B}",
        6, "experts a", "names", "already on the record"
    ),
    "identifier twice": (
        ("experts:\n- {slug: a, name: A, identifiers: [{scheme: viaf, value: '7'}]}\n"
        "- {slug: b, name: B, identifiers: [{scheme: viaf, value: '7'}]}"),
        3, "experts b", "identifiers", "Another record already has"
    ),
    "number twice": (
        "panels:\n- {id: a, event: gale, title: A, number: 1}",
        2, "panels a", "", "already has a panel with this number",
    ),
    "sentence alone": (
        "experts:\n- {slug: a, name: A, citations: [{source: gazette, sentence: 2}]}", 2, "experts a", "citations",
        "give the paragraph too",
    ),
    "linked to itself": (
        "links:\n- {id: a, from: gale, to: gale, kind: follows}",
        2, "links a", "", "linked to itself",
    ),
    "parallel both ways": (
        ("links:\n- {id: a, from: gale, to: talks, kind: parallel_to}\n"
        "- {id: b, from: talks, to: gale, kind: parallel_to}"),
        3, "links b", "", "already linked as parallel",
    ),
    "part of its part": (
        ("links:\n- {id: a, from: gale, to: talks, kind: part_of}\n"
        "- {id: b, from: talks, to: gale, kind: part_of}"), 3,
        "links b", "to", "is already a part of this event",
    ),
    "circle": (
        "topics:\n- {slug: a, name: A, broader: b}\n- {slug: b, name: B, broader: a}",
        2, "topics a", "broader", "a circle",
    ),
    "inside itself": ("topics:\n- {slug: a, name: A, broader: a}", 2, "topics a", "broader", "a circle"),
}
# fmt: on


@pytest.mark.parametrize(("text", "line", "record", "key", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_place_and_nothing_is_written(text, line, record, key, message, file, everything):
    before = everything()
    sound, more = file(SOUND, "sound.yaml"), file(text)
    with pytest.raises(BrokenRecords) as broken:
        load([sound, more])
    assert [
        problem
        for problem in broken.value.problems
        if (problem.file.endswith("more.yaml"), problem.line, problem.record, problem.key) == (True, line, record, key)
        and message in problem.message
    ], str(broken.value)
    assert f"more.yaml:{line}: " in str(broken.value)
    assert everything() == before


def test_the_sound_part_of_these_files_can_be_loaded(file):
    assert load([file(SOUND)]).total("created") == 10


def test_all_faults_are_reported_and_what_only_follows_from_them_is_not(file, everything):
    before = everything()
    path = file(
        "places:\n"
        "- {slug: a, name: A, kind: vilage}\n"
        "events:\n"
        "- {slug: b, kind: visit, name: B, place: a}\n"
        "- {slug: c, kind: visit, name: C, date: '2001-13'}\n"
        "- {slug: d, kind: visit, name: D, timezone: Mars}\n"
        "- {slug: e, kind: visit, name: E, start_time: '10:00', date: '2001-02-03'}\n"
        "- {slug: f, kind: visit, name: F, place: nowhere}\n"
        "- {slug: g, kind: visit, name: G}\n"
        "panels:\n"
        "- {id: h, event: d, title: H}\n"
    )
    with pytest.raises(BrokenRecords) as broken:
        load([path])
    assert [(problem.line, problem.record) for problem in broken.value.problems] == [
        (2, "places a"),
        (5, "events c"),
        (6, "events d"),
        (7, "events e"),
        (8, "events f"),
    ]
    assert everything() == before


def test_one_bad_record_of_many_stops_all(file):
    lines = [f"- {{slug: e{n}, kind: visit, name: E{n}, date: '20{n:02d}'}}\n" for n in range(60)]
    lines[40] = "- {slug: e40, kind: visit, name: E40, date: '2040', start_time: '10:00', timezone: Europe/Oslo}\n"
    with pytest.raises(BrokenRecords, match=r"more\.yaml:42: events e40, start_time: A time needs a date") as broken:
        load([file("events:\n" + "".join(lines))])
    assert len(broken.value.problems) == 1
    assert not Event.objects.exists()


def test_text_that_is_not_utf_8(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"experts:\n- {slug: a,\n   name: Andr\xe9}\n")
    with pytest.raises(BrokenRecords, match=r"latin\.yaml:3: the file is not UTF-8"):
        load([path])


def test_a_link_that_leads_nowhere_is_a_record_file_of_its_folder(tmp_path):
    (tmp_path / "a.yaml").write_text("experts: []")
    (tmp_path / "b.yaml").symlink_to("moved.yaml")
    with pytest.raises(BrokenRecords) as caught:
        load([tmp_path])
    assert "b.yaml: the file cannot be read: No such file" in str(caught.value)


def test_json_is_read_with_the_escapes_that_it_writes(tmp_path):
    """JSON writes a character beyond the basic plane as two escapes, a surrogate pair."""
    path = tmp_path / "experts.yaml"
    path.write_text(json.dumps({"experts": [{"slug": "a", "name": "Ada 𝔄 😀", "names": [{"text": "𐎠𐎭"}]}]}))
    assert "\\ud83d\\ude00" in path.read_text()
    load([path])
    assert (Expert.objects.get().name, Expert.objects.get().names.get().text) == ("Ada 𝔄 😀", "𐎠𐎭")


def test_did_you_mean_looks_into_the_database_too(file):
    load([file(SOUND)])
    with pytest.raises(BrokenRecords, match="Did you mean council"):
        load([file("appointments:\n- {id: b, expert: ada-berg, organisation: counsil, post: B}\n", "b.yaml")])
