"""The search over everything: what it finds of each kind, where it marks it, whom it shows what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experts.models import ExpertIdentifier, ExpertName
from sources.models import PlaceIdentifier
from summits.search import MOST, SEARCHED
from tests import factories as make
from tests.api.test_hostile_values import VALUES

KINDS = {
    "experts": make.expert, "organisations": make.organisation, "topics": make.topic, "places": make.place,
    "events": make.event, "sources": make.source, "positions": make.position, "outcomes": make.outcome,
}  # fmt: skip


def made(kind, title, **fields):
    """A record of a kind that is called so."""
    return KINDS[kind](**{SEARCHED[kind].title: title, **fields})


def titles(answer):
    return [hit["title"] for hit in answer["results"]]


def marked(text, marks):
    """The marked pieces of a text."""
    return [text[start:end] for start, end in marks]


# --- parameters ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "name", "words"),
    [
        ({}, "q", "required"),
        ({"q": "  "}, "q", "required"),
        ({"q": "x" * 201}, "q", "200"),
        ({"q": "a\0b"}, "q", "ull characters"),
        ({"q": "x", "kind": "people"}, "kind", "experts, events, organisations, topics, places, positions, outcomes"),
        ({"q": "x", "page": "0"}, "page", "from 1"),
        ({"q": "x", "page": "two"}, "page", "whole number"),
        ({"q": "x", "page": MOST}, "page", "first 1,000"),
        ({"q": "x", "page_size": "201"}, "page_size", "from 1 to 200"),
        ({"q": "x", "colour": "red"}, "colour", "Allowed: format, kind, page, page_size, q"),
        ({"q": ["x", "y"]}, "q", "only once"),
    ],
)
def test_what_cannot_be_read_is_named(api, parameters, name, words):
    said = api.faults("search", **parameters)
    assert list(said) == [name] and words in said[name]


def test_all_faults_come_at_once(api):
    assert set(api.faults("search", colour="red", kind="people", page="0")) == {"colour", "kind", "page", "q"}


def test_hostile_values_are_no_fault(api):
    make.world()
    for value in VALUES:
        for audience in ({}, {"kind": "events"}):
            assert api("search", q=value, **audience).status_code in (200, 400), value
    words = " ".join(f"w{n}" for n in range(60))[:200]
    for value in (words, "“a", '"geneva', "-geneva", "or or", "the of", "😀", "a_b%", "Q1 or Q2", "½"):
        assert api("search", q=value).status_code == 200, value


# --- kinds and counts -----------------------------------------------------------------------------------------


def test_every_kind_is_found_counted_and_led_to(api):
    for kind in KINDS:
        made(kind, "Harbour lights")
    answer = api.json("search", q="harbour")
    assert {hit["kind"] for hit in answer["results"]} == set(SEARCHED) == set(KINDS)
    assert answer["counts"] == dict.fromkeys(SEARCHED, 1) | {"identifiers": 0} and answer["count"] == 8
    for hit in answer["results"]:
        assert marked(hit["title"], hit["marks"]) == ["Harbour"]
        assert api(hit["url"]).status_code == 200


def test_kind_narrows_and_all_kinds_are_counted_still(api):
    for kind in ("experts", "topics", "places"):
        made(kind, "Harbour")
    answer = api.json("search", q="harbour", kind="topics,places")
    assert {hit["kind"] for hit in answer["results"]} == {"topics", "places"} and answer["count"] == 2
    assert answer["counts"]["experts"] == 1


def test_the_best_of_all_kinds_stands_first(api):
    make.event(name="Round table on the Arctic")
    make.expert(name="Arctic Anna")
    make.topic(name="Arctic")
    answer = api.json("search", q="arctic")
    assert titles(answer) == ["Arctic", "Arctic Anna", "Round table on the Arctic"]
    assert [hit["fit"] for hit in answer["results"]] == ["exact", "start", "words"]


def test_pages_follow_one_another_without_a_gap(api):
    for number in range(7):
        make.event(name=f"Round {number}")
        make.topic(name=f"Round {number}")
    seen, address = [], "/api/v1/search/?q=round&page_size=5"
    while address:
        answer = api.json(address)
        seen += [(hit["kind"], hit["key"]) for hit in answer["results"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == answer["count"] == 14
    assert [hit["key"] for hit in api.json(answer["previous"])["results"]] == [key for _, key in seen[5:10]]
    one = [
        hit["key"] for page in (1, 2) for hit in api.rows("search", q="round", kind="topics", page=page, page_size=4)
    ]
    assert one == [key for kind, key in seen if kind == "topics"]


# --- words ----------------------------------------------------------------------------------------------------


def test_words_may_stand_in_names_years_cities_and_participants(api):
    switzerland = make.country(name="Switzerland")
    geneva = make.place(name="Geneva", parent=switzerland, country=switzerland)
    talks = make.event(name="Talks on trade", date="1985-11", place=geneva)
    make.participation(event=talks, expert=make.expert(name="Ronald Reagan"))
    make.event(name="Talks on trade", date="1985-11")
    for query in ("talks geneva 1985 reagan", "talks switzerland", "Рональд talks"):
        assert api.rows("search", q=query, kind="events")[0]["key"] == talks.slug, query
        assert api.json("search", q=query)["counts"]["events"] == 1, query
    (hit,) = api.rows("search", q="reagan 1985", kind="events")
    assert [(text["field"], text["text"], marked(**_mark(text))) for text in hit["texts"]] == [
        ("participants", "Ronald Reagan", ["Reagan"])
    ]


def first(api, query, kind="events"):
    """The titles of a kind that a text finds, the best first."""
    return [hit["title"] for hit in api.rows("search", q=query, kind=kind)]


def test_a_place_person_or_organisation_with_the_year_beats_the_words_of_a_text(api):
    geneva = make.place(name="Geneva")
    for name in ("Genf", "Женева"):
        geneva.names.create(text=name)
    nato, anna = make.organisation(name="Alliance"), make.expert(name="Anna Ivanova")
    nato.names.create(text="НАТО")
    # Later, and said to be much like what is meant: in a text.
    text = "Geneva, Genf and Женева in 2021; Anna Ivanova and the Alliance came again in 2021, as in 2021."
    make.event(name="Earlier meeting", place=geneva, date="2022-11", summary=f"Not the one of 2021. {text} {text}")
    make.event(name="Journey of Anna Ivanova of the Alliance", date="1985", summary=text)
    talks = make.event(name="Talks", place=geneva, date="2021-05")
    talks.names.create(text="Geneva talks 2021")
    other = make.event(name="Consultations", place=geneva, date="2021-06")
    for event in (talks, other):
        make.participation(event=event, expert=anna)
        make.participation(event=event, organisation=nato)
    for query in ("Genf 2021", "2021 Женева", "Geneva 2021"):
        # Of these the one that is called so, whatever language the place was typed in.
        assert first(api, query)[:2] == ["Talks", "Consultations"], query
    for query in ("Иванова 2021", "Ivanova Genf 2021", "НАТО 2021", "alliance 2021"):
        assert set(first(api, query)[:2]) == {"Talks", "Consultations"}, query


def test_a_holder_with_the_year_beats_the_words_of_a_statement(api):
    make.position(date="2022", summary="Anna Ivanova spoke in 2021 of Anna Ivanova, in 2021.")
    make.position([make.expert(name="Anna Ivanova")], date="2021-06", summary="A summit is due.")
    assert first(api, "Ivanova 2021", "positions")[0] == "A summit is due."


def _mark(text):
    return {"text": text["text"], "marks": text["marks"]}


def test_a_party_finds_an_outcome_and_a_phrase_its_statement(api):
    reagan = make.expert(name="Ronald Reagan")
    make.outcome(title="Joint statement", summary="A nuclear war cannot be won.", parties=[reagan], date="1985")
    assert titles(api.json("search", q="reagan statement 1985", kind="outcomes")) == ["Joint statement"]
    (hit,) = api.rows("search", q='"nuclear war"', kind="outcomes")
    assert marked(**_mark(hit["texts"][0])) == ["nuclear", "war"]
    make.position([reagan], summary="We need treaties.", quotation="Trust, but verify every treaty.")
    (hit,) = api.rows("search", q="treaty verified", kind="positions")
    assert marked(hit["title"], hit["marks"]) == ["treaties"]
    assert marked(**_mark(hit["texts"][0])) == ["verify", "treaty"]


def test_a_long_text_is_cut_around_what_was_found(api):
    make.event(name="Talks", summary=f"{'word ' * 200}on harpoons {'more ' * 200}")
    (hit,) = api.rows("search", q="harpoon", kind="events")
    (text,) = hit["texts"]
    assert len(text["text"]) < 300 and text["text"].startswith("…") and text["text"].endswith("…")
    assert marked(**_mark(text)) == ["harpoons"]


def test_a_further_name_in_another_script_is_told_and_marked(api):
    expert = make.expert(name="Mikhail Gorbachev")
    ExpertName.objects.create(record=expert, text="Михаил Горбачёв")
    for query, piece in (("Горбачёв", "Горбачёв"), ("gorbachev", "Gorbachev")):
        (hit,) = api.rows("search", q=query, kind="experts")
        texts = [(hit["title"], hit["marks"]), *((text["text"], text["marks"]) for text in hit["texts"])]
        assert piece in [one for text in texts for one in marked(*text)]


def test_identifiers_are_a_kind_that_leads_to_whose_they_are(api):
    anna = make.expert(slug="anna", name="Anna Berg")
    ExpertIdentifier.objects.create(record=anna, scheme="hsg", value="trip-41")
    ExpertIdentifier.objects.create(record=make.expert(publication="draft"), scheme="hsg", value="trip-412")
    geneva = make.place(slug="geneva", name="Geneva")
    PlaceIdentifier.objects.create(record=geneva, scheme="hsg", value="trip-4115")
    PlaceIdentifier.objects.create(record=geneva, scheme="other", value="Trip-4115_x")
    for query in ("trip-41", "hsg:trip-41", "HSG:TRIP-41"):
        answer = api.json("search", q=query, kind="identifiers")
        assert [(hit["title"], hit["of"], hit["key"], hit["fit"]) for hit in answer["results"]] == [
            ("hsg:trip-41", "experts", "anna", "exact"), ("hsg:trip-4115", "places", "geneva", "start"),
        ], query  # fmt: skip
        assert answer["count"] == answer["counts"]["identifiers"] == 2
    assert answer["results"][1]["texts"][0]["text"] == "Geneva" and api(answer["results"][1]["url"]).status_code == 200
    assert titles(api.json("search", q="Trip-4115_", kind="identifiers")) == ["other:Trip-4115_x"]
    # Without that kind they are counted, and the record itself is found.
    answer = api.json("search", q="hsg:trip-4115")
    assert [(hit["kind"], hit["key"]) for hit in answer["results"]] == [("places", "geneva")]
    assert answer["count"] == 1 and answer["counts"]["identifiers"] == 1


def test_an_identifier_and_an_address_lead_to_their_record(api):
    place = make.place(slug="geneva-city", name="Geneva")
    PlaceIdentifier.objects.create(record=place, scheme="wikidata", value="Q71")
    for query in ("Q71", "wikidata:Q71", "https://www.wikidata.org/wiki/Q71", "geneva-city"):
        hit = api.rows("search", q=query)[0]
        assert (hit["key"], hit["fit"]) == ("geneva-city", "exact"), query
    assert api.rows("search", q="Q71")[0]["texts"][0] == {
        "field": "identifiers", "text": "wikidata:Q71", "marks": [[0, 12]],
    }  # fmt: skip
    position = make.position(summary="They claim something.")
    assert api.rows("search", q=position.public_id)[0]["key"] == position.public_id


# --- typing errors ----------------------------------------------------------------------------------------------


def test_a_mistyped_word_is_searched_as_the_likest_on_record(api):
    both = make.event(name="Reykjavik summit")
    for name in ("Ronald Reagan", "Mikhail Gorbachev"):
        make.participation(event=both, expert=make.expert(name=name))
    answer = api.json("search", q="Reagen Gorbachov", kind="events")
    assert answer["did_you_mean"] == answer["searched"] == "Reagan Gorbachev" and answer["q"] == "Reagen Gorbachov"
    assert titles(answer) == ["Reykjavik summit"]
    answer = api.json("search", q="Gorbachov")
    assert (answer["did_you_mean"], answer["counts"]["experts"]) == ("Gorbachev", 1)


@pytest.mark.parametrize(("typed", "meant"), [("Ilionva", "Ilinova"), ("Vesleich", "Veselich"), ("Ilnova", "Ilinova")])
def test_two_letters_that_changed_places_are_put_back(api, typed, meant):
    for name in ("Anna Ilinova", "Boris Veselich"):
        make.expert(name=name)
    assert api.json("search", q=typed)["did_you_mean"] == meant


@pytest.mark.parametrize("query", ["Gorbachev", "gorbach", "harpoon", "1974", "gazette", "wholly unlike"])
def test_what_is_on_record_is_not_corrected(api, query):
    make.expert(name="Mikhail Gorbachev")
    make.expert(name="Harpo Marx")
    make.event(name="Talks", summary="They spoke of harpoons.")
    make.source(title="A paper", publisher="The Gazette")
    make.place(name="Gaza")
    answer = api.json("search", q=query)
    assert answer["did_you_mean"] is None and answer["searched"] == query


def test_a_correction_says_nothing_of_drafts(api, staff):
    make.expert(name="Mikhail Gorbachev", publication="draft")
    assert api.json("search", q="Gorbachov")["did_you_mean"] is None
    assert staff.json("search", q="Gorbachov")["did_you_mean"] == "Gorbachev"


# --- drafts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_drafts_are_neither_shown_nor_counted_for_strangers(api, staff, kind):
    made(kind, "Harbour lights", publication="draft")
    assert api.json("search", q="harbour")["count"] == 0
    assert staff.json("search", q="harbour")["counts"][kind] == 1


@pytest.mark.parametrize("hidden", ["participation", "expert", "place"])
def test_nothing_is_found_by_way_of_a_draft(api, staff, hidden):
    def publication(name):
        return "draft" if name == hidden else "published"

    place = make.place(name="Reykjavik", publication=publication("place"))
    event = make.event(name="Talks", place=place)
    expert = make.expert(name="Ronald Reagan", publication=publication("expert"))
    make.participation(event=event, expert=expert, publication=publication("participation"))
    query = "reykjavik" if hidden == "place" else "reagan"
    assert api.json("search", q=query)["counts"]["events"] == 0
    assert staff.json("search", q=query)["counts"]["events"] == 1


def test_what_hangs_on_a_draft_event_is_hidden(api, staff):
    event = make.event(name="Talks", publication="draft")
    make.position(event=event, summary="Harbours matter.")
    make.outcome(event=event, title="Harbour accord")
    assert api.json("search", q="harbour")["count"] == 0 and staff.json("search", q="harbour")["count"] == 2


# --- cost ---------------------------------------------------------------------------------------------------------


def test_statements_do_not_grow_with_what_is_found(api):
    def asked():
        with CaptureQueriesContext(connection) as statements:
            api.json("search", q="round")
        return len(statements)

    for kind in KINDS:
        made(kind, "Round")
    few = asked()
    for _ in range(12):
        for kind in KINDS:
            made(kind, "Round again")
    assert asked() == few <= 4
