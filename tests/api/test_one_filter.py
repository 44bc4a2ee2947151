"""One filter through all formats finds the same records; each is read by a program that is not ours."""

import csv
import io
import json
import re
from collections import Counter

import bibtexparser
import feedparser
import jsonschema
import networkx
import pytest
import python_calamine
import rispy
from icalendar import Calendar
from pyld import jsonld

from config.api import RESOURCES
from lib.api.formats import FORMATS, chunks, formats_of, popolo, xlsx
from tests import factories as make
from tests.api.conftest import body, key_of

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


# -- readers: the keys of the records in an answer, by somebody else's program -----------------


def sheet(answer):
    """The rows of a workbook's first sheet, as lists."""
    return (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue())).get_sheet_by_index(0).to_python()
    )


# What schema.org's own context says of the words that are used here, so that no other host is asked.
VOCABULARY = {
    "@context": {
        "@vocab": "http://schema.org/",
        **{name: {"@type": "@id"} for name in ("sameAs", "url", "eventStatus", "license")},
        **{
            name: {"@type": "http://schema.org/Date"}
            for name in (
                "startDate",
                "endDate",
                "birthDate",
                "deathDate",
                "dateCreated",
                "datePublished",
                "foundingDate",
            )
        },
    }
}


def expanded(text):
    """JSON-LD expanded by the rules of the W3C: nodes by @id."""

    def load(url, options):
        assert url == "https://schema.org", "no other context is asked for"
        return {"contextUrl": None, "documentUrl": url, "document": VOCABULARY}

    return {one["@id"]: one for one in jsonld.expand(json.loads(text), {"documentLoader": load})}


def pages(kind, keys):
    return {f"{SITE}/{kind}/{key}/" for key in keys}


READERS = {
    "json": lambda name, answer: [row.get("slug") or row["id"] for row in answer.json()["results"]],
    "csv": lambda name, answer: [
        row.get("slug") or row["id"] for row in csv.DictReader(io.StringIO(body(answer).removeprefix("\ufeff")))
    ],
    "xlsx": lambda name, answer: in_sheet(sheet(answer)),
    "ics": lambda name, answer: [
        one["URL"].rstrip("/").rpartition("/")[2] for one in Calendar.from_ical(answer.getvalue()).walk("VEVENT")
    ],
    "atom": lambda name, answer: [
        [link.href for link in one.links][-1].rstrip("/").rpartition("/")[2]
        for one in feedparser.parse(answer.content).entries
    ],
    "jsonld": lambda name, answer: [one.rstrip("/").rpartition("/")[2] for one in expanded(body(answer))],
    "popolo": lambda name, answer: [
        one["id"]
        for one in json.loads(body(answer))[
            {"experts": "persons", "organisations": "organizations", "appointments": "memberships"}[name]
        ]
    ],
    "gexf": lambda name, answer: in_network(name, networkx.read_gexf(io.BytesIO(answer.getvalue()))),
    "graphml": lambda name, answer: in_network(name, networkx.read_graphml(io.BytesIO(answer.getvalue()))),
    "bib": lambda name, answer: [one.key for one in bibtexparser.parse_string(body(answer)).entries],
    "ris": lambda name, answer: [one["id"] for one in rispy.loads(body(answer))],
    "csl": lambda name, answer: [one["id"] for one in json.loads(body(answer))],
}


def in_sheet(rows):
    key = rows[0].index("slug" if "slug" in rows[0] else "id")
    return [row[key] for row in rows[1:]]


def in_network(name, graph):
    of = {"events": "event", "experts": "person"}[name]
    return [one.partition(":")[2] for one, facts in graph.nodes(data=True) if facts["of"] == of]


def test_every_format_has_a_reader():
    assert set(READERS) == {"json", *FORMATS}


@pytest.fixture
def three(world):
    """For each list a filter, and the records that it finds."""
    ministry = make.organisation(slug="ministry", kind="ministry")
    summit = make.event(slug="summit", kind="summit", date="2021-06-16", status="held")
    found = {"events": ({"kind": "summit", "organisation": "ministry"}, [summit])}
    people = [make.expert(slug=f"person-{number}") for number in range(2)]
    for person in people:
        make.participation(event=summit, expert=person, on_behalf_of=ministry)
        make.appointment(expert=person, organisation=ministry, post="Envoy")
    hidden = make.expert(slug="hidden", publication="draft")
    make.participation(event=summit, expert=hidden, on_behalf_of=ministry)
    make.event(slug="draft", kind="summit", publication="draft", date="2021-06-16")
    found["experts"] = ({"organisation": "ministry"}, people)
    return found | {
        "organisations": ({"kind": "ministry"}, [ministry]),
        "appointments": ({"organisation": "ministry"}, list(ministry.appointments.all())),
        "positions": ({"expert": "mark-expert"}, [world.position, world.reply]),
        "topics": ({"broader": "mark-topic"}, [world.narrow]),
        "sources": ({}, [world.source]),
        "places": ({"kind": "country"}, [world.land]),
    }


CASES = [
    (name, one)
    for name in ("events", "experts", "organisations", "appointments", "positions", "topics", "sources", "places")
    for one in ("json", *(file.name for file in formats_of(RESOURCES[name], "list")))
]


def test_one_filter_finds_the_same_records_in_every_format(api, three):
    for name, chosen in CASES:
        parameters, records = three[name]
        answer = api(name, **parameters, format=chosen)
        assert answer.status_code == 200, (name, chosen, body(answer)[:500])
        found = READERS[chosen](name, answer)
        assert sorted(found) == sorted(map(key_of, records)), (name, chosen)
    assert {chosen for _, chosen in CASES} == set(READERS)


# -- XLSX -------------------------------------------------------------------------------------


def test_a_workbook_has_the_columns_and_cells_of_the_csv(api, world):
    make.source(title="=1+1", author="#N/A", publisher="_x0041_ \x0b", published="1945~", notes="x")
    for name in RESOURCES:
        lines = list(csv.reader(io.StringIO(body(api(name, format="csv")).removeprefix("\ufeff"), newline="")))
        rows = sheet(api(name, format="xlsx"))
        assert rows[0] == lines[0]
        told = [
            [f"{cell:g}" if isinstance(cell, float) else cell.replace("\r\n", "\n") for cell in row] for row in rows[1:]
        ]
        assert told == [[cell.replace("\r\n", "\n") for cell in line] for line in lines[1:]], name


def test_a_workbook_holds_what_a_sheet_can_hold(api, monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS", 3)
    for number in range(5):
        make.topic(name=f"Numbered {number}", definition="ü" * 40_000 if not number else "")
    answer = api("topics", format="xlsx", ordering="name", name="Numbered")
    assert answer["Content-Disposition"] == 'attachment; filename="topics.xlsx"'
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue()))
    assert book.sheet_names == ["topics", "topics 2", "topics 3"]
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    names, definitions = (rows[0].index(key) for key in ("name", "definition"))
    rows = [row for row in rows if row[names] != "name"]
    assert [row[names] for row in rows] == [f"Numbered {number}" for number in range(5)]
    assert len(rows[0][definitions]) == 32_767 and rows[0][definitions].endswith("(cut: the CSV has all of it)")


# -- JSON-LD ----------------------------------------------------------------------------------


def ld(api, path, key, **parameters):
    return expanded(body(api(path, **parameters, format="jsonld")))[f"{SITE}/{key}/"]


def ids(node, name):
    return [one["@id"] for one in node.get(f"http://schema.org/{name}", [])]


def values(node, name):
    return [one["@value"] for one in node.get(f"http://schema.org/{name}", [])]


def test_an_event_says_honestly_whether_it_was_held_and_who_was_there(api, world):
    event = make.event(slug="talks", status="held", date="2021-06", name="Talks")
    came, missed, hosts = (make.expert(slug=slug) for slug in ("came", "missed", "hosts"))
    make.participation(event=event, expert=came, role="delegate", attendance="attended")
    make.participation(event=event, expert=missed, role="delegate", attendance="unable")
    make.participation(event=event, expert=hosts, role="host")
    node = ld(api, "events/talks", "events/talks")
    assert ids(node, "eventStatus") == ["https://schema.org/EventScheduled"]
    assert values(node, "startDate") == ["2021-06"] and not values(node, "endDate")
    assert ids(node, "attendee") == [f"{SITE}/experts/came/"] and ids(node, "organizer") == [f"{SITE}/experts/hosts/"]
    event.status, event.date = "cancelled", "2021-06-16/2021-06-18"
    event.save()
    node = ld(api, "events/talks", "events/talks")
    assert ids(node, "eventStatus") == ["https://schema.org/EventCancelled"] and not ids(node, "attendee")
    assert (values(node, "startDate"), values(node, "endDate")) == (["2021-06-16"], ["2021-06-18"])


def test_a_time_of_day_has_its_zone(api):
    make.event(slug="talks", date="2021-06-16", start_time="13:00", timezone="Europe/Zurich")
    node = ld(api, "events", "events/talks")
    assert values(node, "startDate") == ["2021-06-16T13:00:00+02:00"] and not values(node, "endDate")


def test_a_doubtful_date_keeps_its_sign(api):
    make.expert(slug="ada", born="1945~", died="..")
    node = ld(api, "experts", "experts/ada")
    assert node["http://schema.org/birthDate"] == [
        {"@type": "http://id.loc.gov/datatypes/edtf", "@value": "1945~"}
    ] and not values(node, "deathDate")


def test_a_claim_says_how_sure_it_is_whose_it_is(api, world):
    person = make.expert(slug="ada")
    said = {"holders": [person], "event": world.event}
    stated = make.position(**said, attribution="verbatim", quotation="So.", basis="stated", topics=[world.topic])
    inferred = make.position(**said, attribution="paraphrase", basis="inferred")
    nobodys = make.position(event=world.event, attribution="unattributed")
    graph = expanded(body(api("positions", event="mark-event", format="jsonld")))

    def authors(position):
        return [
            (values(role, "roleName"), ids(role, "author"))
            for role in graph[f"{SITE}/positions/{position.public_id}/"].get("http://schema.org/author", [])
        ]

    assert authors(stated) == [(["word for word"], [f"{SITE}/experts/ada/"])]
    assert authors(inferred) == [(["as the source renders it; whose it is we infer"], [f"{SITE}/experts/ada/"])]
    assert authors(nobodys) == []
    node = graph[f"{SITE}/positions/{stated.public_id}/"]
    assert node["@type"] == ["http://schema.org/Claim"] and ids(node, "recordedAt") == [f"{SITE}/events/mark-event/"]


def test_posts_that_were_not_held_are_no_affiliations(api):
    ada, ministry = make.expert(slug="ada"), make.organisation(slug="ministry")
    make.appointment(expert=ada, organisation=ministry, post="Envoy", start="2001", end="2004-05")
    make.appointment(expert=ada, organisation=ministry, post="Minister", status="declined", start=None, end=None)
    (role,) = ld(api, "experts/ada", "experts/ada")["http://schema.org/affiliation"]
    assert values(role, "roleName") == ["Envoy"] and values(role, "endDate") == ["2004-05"]
    assert ids(role, "affiliation") == [f"{SITE}/organisations/ministry/"]
    read = json.loads(body(api("experts/ada", format="popolo")))
    assert [one["role"] for one in read["memberships"]] == ["Envoy"]


# -- Popolo -----------------------------------------------------------------------------------

TEXT, DAY = {"type": "string", "minLength": 1}, {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
NAMES = {"type": "array", "items": {"required": ["name"], "properties": {"name": TEXT, "note": TEXT}}}
IDENTIFIERS = {
    "type": "array",
    "items": {"required": ["identifier"], "properties": {"identifier": TEXT, "scheme": TEXT}},
}
LINKS = {"type": "array", "items": {"required": ["url"], "properties": {"url": {**TEXT, "format": "uri"}}}}


def _class(required, **properties):
    one = {"type": "object", "required": required, "properties": properties, "additionalProperties": False}
    return {"type": "array", "items": one}


# What the specification says of these classes and their properties (https://www.popoloproject.com/specs/), in our words.
POPOLO = {
    "type": "object",
    "required": list(popolo.COLLECTIONS),
    "additionalProperties": False,
    "properties": {
        "persons": _class(
            ["id", "name"], id=TEXT, name=TEXT, other_names=NAMES, identifiers=IDENTIFIERS, birth_date=DAY,
            death_date=DAY, links=LINKS,
        ),
        "organizations": _class(
            ["id", "name"], id=TEXT, name=TEXT, other_names=NAMES, identifiers=IDENTIFIERS, classification=TEXT,
            parent_id=TEXT, founding_date=DAY, dissolution_date=DAY, links=LINKS,
        ),
        "memberships": _class(
            ["id", "person_id", "organization_id"], id=TEXT, label=TEXT, role=TEXT, person_id=TEXT,
            organization_id=TEXT, post_id=TEXT, start_date=DAY, end_date=DAY,
        ),
        "posts": _class(["id", "label", "role", "organization_id"], id=TEXT, label=TEXT, role=TEXT, organization_id=TEXT),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ["experts", "organisations", "appointments"])
def test_popolo_is_what_its_specification_says(api, three, name):
    make.appointment(expert=make.expert(born="1945~", died="2001-02"), start="2001?", end="..")
    read = json.loads(body(api(name, format="popolo")))
    jsonschema.validate(read, POPOLO)
    known = {one: {thing["id"] for thing in read[one]} for one in read}
    assert all(len(known[one]) == len(read[one]) for one in read)
    assert read["memberships"] and any("2001?" in one["label"] or "2001" in one["label"] for one in read["memberships"])
    for one in read["memberships"]:
        assert one["person_id"] in known["persons"] and one["organization_id"] in known["organizations"]
        assert one["post_id"] in known["posts"]
    assert "hidden" not in json.dumps(read)
    empty = json.loads(body(api(name, format="popolo", updated_since="2999-01-01")))
    assert empty == {one: [] for one in popolo.COLLECTIONS}


# -- networks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", ["gexf", "graphml"])
def test_a_network_ties_people_organisations_and_events(api, three, chosen):
    read = networkx.read_gexf if chosen == "gexf" else networkx.read_graphml
    event = make.event(slug="off", name='“Off” & <on>\x0c "x"', status="cancelled", kind="summit")
    make.participation(event=event, expert=make.expert(slug="stayed"))
    graph = read(io.BytesIO(api("events", kind="summit", format=chosen).getvalue()))
    assert graph.is_directed() and graph.nodes["event:off"]["status"] == "cancelled"
    assert graph.nodes["event:off"]["label"] == '“Off” & <on>\ufffd "x"'
    assert "person:stayed" not in graph and "person:hidden" not in graph and "event:draft" not in graph
    assert Counter(kind for *_, kind in graph.edges(data="kind"))["represented"] >= 1
    assert graph.has_edge("person:person-0", "event:summit") and graph.has_edge("organisation:ministry", "event:summit")
    people = read(io.BytesIO(api("experts", organisation="ministry", format=chosen).getvalue()))
    assert people.has_edge("person:person-1", "organisation:ministry") and people.has_edge(
        "person:person-1", "event:summit"
    )
    assert api.faults("topics", format=chosen)["format"]


# -- all of them ------------------------------------------------------------------------------

NEW = ["xlsx", "jsonld", "popolo", "gexf", "graphml"]


@pytest.mark.parametrize("chosen", NEW)
def test_a_long_list_takes_one_statement_for_each_chunk(api, three, chosen, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(chunks.chunks, "__defaults__", (2,))
    for _ in range(4):
        make.appointment(expert=make.expert())
    number = len(api.rows("experts", page_size=200))
    with django_assert_num_queries(1 + (number + 1) // 2):
        api("experts", format=chosen).getvalue()


@pytest.mark.parametrize("chosen", NEW)
def test_a_relation_is_a_list_of_events_in_these_formats_too(api, chosen):
    pair = [make.organisation(slug=slug, kind="state") for slug in ("one", "two")]
    event = make.event(slug="met", status="held")
    for state in pair:
        make.participation(event=event, organisation=state, role="party")
    answer = api("relations/one/two", format=chosen)
    if chosen == "popolo":
        assert answer.status_code == 400
    else:
        assert answer.status_code == 200
        assert re.fullmatch(r'attachment; filename="one-two\.\w+"', answer["Content-Disposition"])
        assert READERS[chosen]("events", answer) == ["met"]


def test_a_format_can_be_asked_for_by_its_media_type(api, world):
    for one in NEW:
        answer = api.client.get("/api/v1/experts/", headers={"accept": FORMATS[one].renderer.media_type})
        assert answer["Content-Type"].startswith(FORMATS[one].renderer.media_type)


def test_the_past_is_told_by_json_alone(api, world):
    assert "present" in api.faults("events/mark-event", format="jsonld", as_of="2026-01-01")["as_of"]
