"""The search over everything: what is found, what comes first, and where the words may stand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from experts.models import OrganisationName
from pages.views import search as page
from sources.models import PlaceIdentifier
from tests import factories as make

pytestmark = pytest.mark.django_db


def found(client, q, **more):
    """[(name of the group, [titles of its records])], in the order of the page."""
    groups = client.get("/search/", {"q": q, **more}).context["groups"]
    return [(group.name, [row["hit"].title for row in group.rows])
            for group in groups]  # fmt: skip


def of(client, name, q):
    return dict(found(client, q)).get(name, [])


def test_the_record_of_that_name_comes_first_then_prefixes_then_words(client):
    for number, name in enumerate(["The Anna Berg Society", "Anna Bergmann", "Anna Berg", "Berg, Anna Maria"]):
        make.expert(slug=f"e{number}", name=name)
    assert of(client, "experts", "anna berg")[:2] == ["Anna Berg", "Anna Bergmann"]
    assert set(of(client, "experts", "anna berg")) == {
        "Anna Berg", "Anna Bergmann", "The Anna Berg Society", "Berg, Anna Maria",
    }  # fmt: skip


def test_a_further_name_counts_like_the_first(client):
    make.organisation(slug="a", name="Council of the Isles")
    other = make.organisation(slug="b", name="Rada")
    OrganisationName.objects.create(record=other, text="Council")
    assert of(client, "organisations", "council") == ["Rada", "Council of the Isles"]


def test_the_kind_with_the_record_of_that_name_stands_first(client):
    make.expert(slug="e", name="Anna Arctic")
    make.topic(slug="t", name="Arctic")
    assert found(client, "Arctic")[0] == ("topics", ["Arctic"])
    assert found(client, "Anna Arctic")[0] == ("experts", ["Anna Arctic"])


def test_identifiers_are_listed_where_they_are_asked_for(client):
    PlaceIdentifier.objects.create(record=make.place(slug="geneva", name="Geneva"), scheme="hsg", value="town-geneva")
    assert [name for name, _ in found(client, "town-gen")] == []
    assert "Identifiers" not in client.get("/search/", {"q": "town"}).content.decode()
    assert "Identifiers" in client.get("/search/", {"q": "town-gen"}).content.decode()
    assert found(client, "town-gen", kind="identifiers") == [("identifiers", ["hsg:town-geneva"])]
    page = client.get("/search/", {"q": "town-gen", "kind": "identifiers"}).content.decode()
    assert 'href="/places/geneva/"' in page and "Geneva" in page


def test_a_year_is_one_of_the_date(client):
    make.event(slug="a", name="Geneva summit", date="1985-11")
    make.event(slug="b", name="Geneva summit", date="2021-06-16")
    make.event(slug="c", name="Geneva summit", date=None)
    make.event(slug="d", name="Talks", date="2021")
    events = client.get("/search/", {"q": "geneva summit 2021"}).context["groups"][0].rows
    assert events[0]["slug"] == "b" and "d" not in [event["slug"] for event in events]


def test_those_who_took_part_count_for_events(client):
    reagan, gorbachev = make.expert(slug="r", name="Ronald Reagan"), make.expert(slug="g", name="Mikhail Gorbachev")
    both, one = make.event(slug="both", name="Talks"), make.event(slug="one", name="Visit")
    for event, expert in ((both, reagan), (both, gorbachev), (one, reagan)):
        make.participation(event=event, expert=expert)
    assert of(client, "events", "Reagan Gorbachev") == ["Talks"]
    both.participations.filter(expert=gorbachev).update(publication="draft")
    assert of(client, "events", "Reagan Gorbachev") == []


def test_holders_and_years_count_for_positions(client):
    lukyanov = make.expert(slug="l", name="Fyodor Lukyanov")
    event = make.event(slug="e", name="Talks", date="2021-06")
    make.position([lukyanov], event=event, summary="Cybersecurity needs rules.")
    make.position([make.expert(slug="o", name="Other Person")], event=event, summary="Cybersecurity is hard.")
    assert of(client, "positions", "Lukyanov cybersecurity") == ["Cybersecurity needs rules."]
    assert len(of(client, "positions", "cybersecurity 2021")) == 2 and not of(client, "positions", "cybersecurity 2020")


def test_sources_are_found_by_title_author_publisher_and_year(client):
    make.source(slug="s", title="After the summit", author="Ada Berg", publisher="The Gazette", published="2021-06-17")
    for query in ("after the summit", "berg gazette", "gazette 2021", "summit ada"):
        assert of(client, "sources", query) == ["After the summit"], query
    assert of(client, "sources", "gazette 2020") == []


def test_places_are_found_by_address(client):
    make.place(slug="p", name="Villa La Grange", address="Quai Gustave-Ador 44")
    for query in ("gustave ador", "Quai Gustave-Ador 44"):
        assert of(client, "places", query) == ["Villa La Grange"]
    # A word of an address is none that was mistyped.
    make.topic(name="Gustaf")
    assert of(client, "places", "gustave") == ["Villa La Grange"]


@pytest.mark.parametrize("query", ["Q71", "wikidata:Q71", "https://www.wikidata.org/wiki/q71"])
def test_an_identifier_leads_to_its_record(client, query):
    place = make.place(slug="g", name="Geneva")
    PlaceIdentifier.objects.create(record=place, scheme="wikidata", value="Q71")
    assert found(client, query)[0] == ("places", ["Geneva"])


def test_counts_and_the_way_to_all(client, monkeypatch):
    monkeypatch.setattr(page, "PER_PAGE", 20)
    for number in range(25):
        make.event(slug=f"e{number}", name=f"Round {number}")
    html = client.get("/search/", {"q": "round"}).content.decode()
    assert "(25)" in html and "All 25 events" in html and "kind=events" in html
    assert len(found(client, "round", kind="events")[0][1]) == 20
    assert len(found(client, "round", kind="events", page=2)[0][1]) == 5
    assert found(client, "round", kind="nothing") == found(client, "round")


def test_drafts_are_found_by_editors_only(client, admin_client):
    make.source(slug="s", title="Hidden paper", publication="draft")
    assert of(client, "sources", "hidden paper") == [] and of(admin_client, "sources", "hidden paper") == [
        "Hidden paper"
    ]


def test_statements_do_not_grow_with_what_is_found(client):
    def asked():
        with CaptureQueriesContext(connection) as statements:
            client.get("/search/", {"q": "round"})
        return len(statements)

    make.position([make.expert(name="Round Person")], event=make.event(name="Round"), summary="A round table.")
    few = asked()
    for number in range(15):
        make.position(
            [make.expert(name=f"Round Person {number}")],
            event=make.event(name=f"Round {number}"),
            summary="Round again.",
        )
    assert asked() == few


def test_the_order_is_that_of_the_boxes_of_the_desk(client):
    names = ["Ministry of Foreign Affairs of Russia", "Russia Institute", "Rossiya of Old", "Russian Federation"]
    for number, name in enumerate(names):
        make.organisation(slug=f"o{number}", name=name)
    make.organisation(slug="state", name="The Federation").names.create(text="Russia")
    assert of(client, "organisations", "Russia")[:4] == [
        "The Federation", "Russia Institute", "Russian Federation", "Ministry of Foreign Affairs of Russia",
    ]  # fmt: skip
    assert of(client, "organisations", "affairs russia ministry") == ["Ministry of Foreign Affairs of Russia"]


@pytest.mark.parametrize("query", ["2021-06", "16 June 2021", "16.06.2021", "June 2021", "summit 16 June 2021"])
def test_a_month_or_day_finds_events(client, query):
    there = make.event(slug="a", name="Geneva summit", date="2021-06-16")
    make.event(slug="b", name="Geneva summit 2018", date="2018-07-16")
    make.event(slug="c", name="Geneva summit of sorts")
    assert of(client, "events", query)[0] == "Geneva summit"
    assert client.get("/search/", {"q": query}).context["groups"][0].rows[0]["hit"].pk == there.pk


def test_an_abbreviation_and_a_street_find_what_nobody_recorded(client):
    make.organisation(slug="iiss", name="International Institute for Strategic Studies")
    make.place(
        slug="p", name="Villa La Grange", address="Quai Gustave-Ador", parent=make.place(slug="g", name="Geneva")
    )
    assert of(client, "organisations", "IISS") == ["International Institute for Strategic Studies"]
    assert of(client, "places", "geneva ador")[0] == "Villa La Grange"


def test_what_was_found_is_marked_and_escaped(client):
    make.event(name="<i>Harbour</i> talks", summary="<b>Harbours & ports</b>")
    html = client.get("/search/", {"q": "harbour"}).content.decode()
    assert "&lt;i&gt;<mark>Harbour</mark>&lt;/i&gt; talks" in html
    assert "&lt;b&gt;<mark>Harbours</mark> &amp; ports&lt;/b&gt;" in html


def test_each_kind_has_its_number_and_a_link_that_narrows(client):
    for number in range(3):
        make.event(name=f"Harbour {number}")
    make.topic(name="Harbour")
    html = client.get("/search/", {"q": "harbour", "kind": "topics"}).content.decode()
    assert "?q=harbour&amp;kind=events" in html and "Harbour 1" not in html
    answer = client.get("/search/", {"q": "harbour", "kind": "topics"}).context
    assert answer["counts"] == [("events", "Events", "3"), ("topics", "Topics", "1")] and answer["total"] == "4"


def test_a_mistyped_word_is_searched_as_the_likest_and_said(client):
    make.expert(name="Mikhail Gorbachev")
    html = client.get("/search/", {"q": "Gorbachov"}).content.decode()
    assert "Did you mean" in html and "?q=Gorbachev" in html and "<mark>Gorbachev</mark>" in html
    assert "Did you mean" not in client.get("/search/", {"q": "Gorbachev"}).content.decode()


def test_kinds_in_which_nothing_has_all_words_stand_last(client):
    make.topic(name="Cybersecurity")
    holder = make.expert(name="Fyodor Lukyanov")
    make.position([holder], summary="Cybersecurity needs rules.")
    assert [name for name, _ in found(client, "Lukyanov cybersecurity")] == ["positions", "topics"]


def test_two_states_lead_to_their_relation(client):
    north = make.organisation(slug="north", name="Kingdom of the North", kind="state")
    make.organisation(slug="south", name="United South Sea Republics", kind="state")
    make.organisation(slug="ministry", name="Ministry", kind="ministry")
    OrganisationName.objects.create(record=north, text="Север")
    for text in (
        "Kingdom of the North United South Sea Republics",
        "USSR and Север",
        "Sever – U.S.S.R.",
        "the Kingdom of the North vs the USSR",
    ):
        answer = client.get("/search/", {"q": text})
        assert [one.slug for one in answer.context["relation"]] == ["north", "south"], text
        assert 'href="/relations/north/south/"' in answer.content.decode()
    for text in ("USSR", "Север", "USSR USSR", "USSR Ministry", "USSR Север Nobody", "a b"):
        assert client.get("/search/", {"q": text}).context["relation"] == [], text
    north.publication = "draft"
    north.save()
    assert client.get("/search/", {"q": "Север USSR"}).context["relation"] == []
