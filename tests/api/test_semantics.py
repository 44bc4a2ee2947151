"""What the filters mean, where that is more than a look-up."""

import pytest

from experts.models import AppointmentCitation, ExpertName, OrganisationTerritory
from summits.models import EventName, PositionEvent, PositionTopic
from tests import factories as make

# --- events -----------------------------------------------------------------------------------------------


def test_several_values_of_one_parameter_are_alternatives(api):
    make.event(slug="a", kind="summit")
    make.event(slug="b", kind="visit")
    make.event(slug="c", kind="dialogue")
    assert set(api.keys("events", kind="summit,visit")) == {"a", "b"}
    assert set(api.keys("events", kind=["summit", "dialogue"])) == {"a", "c"}


def test_dates_match_possibly_unless_certainty_is_asked_for(api):
    for text in ("2021-06-16", "2021-06", "2021", "2021-06-16~", "2021-01/2021-12", "2020/..", "2022"):
        make.event(slug=f"d-{text.replace('/', '-to-').replace('..', 'open').replace('~', 'about')}", date=text)
    make.event(slug="d-unknown", date=None)
    asked = {"date_from": "2021-06", "date_to": "2021-06"}
    possible = {
        "d-2021-06-16",
        "d-2021-06",
        "d-2021",
        "d-2021-06-16about",
        "d-2021-01-to-2021-12",
        "d-2020-to-open",
        "d-unknown",
    }
    assert set(api.keys("events", **asked)) == possible == set(api.keys("events", **asked, date_match="possible"))
    certain = {"d-2021-06-16", "d-2021-06", "d-2021-01-to-2021-12", "d-2020-to-open"}
    assert set(api.keys("events", **asked, date_match="certain")) == certain


def test_a_month_or_year_as_a_limit_stands_for_its_first_or_last_day(api):
    make.event(slug="first", date="2021-01-01")
    make.event(slug="last", date="2021-12-31")
    assert set(api.keys("events", date_from="2021", date_to="2021")) == {"first", "last"}
    assert api.keys("events", date_from="2021-02", date_to="2021") == ["last"]
    assert api.keys("events", date_from="2021", date_to="2021-11") == ["first"]


def test_a_topic_includes_narrower_ones_of_any_depth_and_no_others(api):
    top = make.topic(slug="arms")
    leaf = make.topic(slug="warheads", broader=make.topic(broader=top))
    make.on_topics(make.event(slug="deep"), leaf)
    make.on_topics(make.event(slug="other"), make.topic(slug="trade"))
    assert api.keys("events", topic="arms") == ["deep"]
    assert api.keys("events", topic="warheads") == ["deep"]
    assert set(api.keys("events", topic="arms,trade")) == {"deep", "other"}


def test_a_topic_whose_id_begins_like_anothers_is_not_below_it(api):
    # Paths are prefixes: /1/ must not reach /10/.
    topics = [make.topic(slug=f"t{n}") for n in range(12)]
    for n, topic in enumerate(topics):
        make.on_topics(make.event(slug=f"e{n}"), topic)
    assert [api.keys("events", topic=f"t{n}") for n in range(12)] == [[f"e{n}"] for n in range(12)]


def test_places_inside_a_place_and_in_a_country(api):
    land = make.country(slug="land")
    city = make.place(slug="city", country=land)
    make.event(slug="hall", place=make.place(parent=make.place(parent=city)))
    make.event(slug="land-itself", place=land)
    make.event(slug="elsewhere", place=make.place(country=make.country(slug="other-land")))
    assert api.keys("events", place="city") == ["hall"]
    assert "land-itself" in api.keys("events", country="land") and "elsewhere" not in api.keys("events", country="land")
    # Inside the city, which is in the country, though the hall's own row does not name the country.
    assert set(api.keys("events", country="land")) == {"hall", "land-itself"}


def test_expert_organisation_and_role_speak_of_one_participation(api):
    club, expert = make.organisation(slug="club"), make.expert(slug="anna")
    post = make.appointment(expert=expert, organisation=make.organisation(parent=club))
    both = make.event(slug="both")
    make.participation(event=both, expert=expert, role="moderator", appointments=[post])
    apart = make.event(slug="apart")
    make.participation(event=apart, expert=expert, role="speaker")
    make.participation(event=apart, organisation=club, role="moderator")
    assert set(api.keys("events", expert="anna")) == {"both", "apart"}
    assert set(api.keys("events", organisation="club")) == {"both", "apart"}
    assert api.keys("events", expert="anna", organisation="club") == ["both"]
    assert api.keys("events", expert="anna", role="moderator") == ["both"]
    assert set(api.keys("events", organisation="club", role="moderator")) == {"both", "apart"}


def test_an_expert_is_at_an_event_by_a_position_too(api):
    expert = make.expert(slug="anna")
    make.position(event=make.event(slug="said"), holders=[expert])
    assert api.keys("events", expert="anna") == ["said"]
    assert api.keys("events", expert="anna", role="speaker") == []


INVERSE = [
    ("discusses", "discussed_by"),
    ("follows", "followed_by"),
    ("prepares", "prepared_by"),
    ("part_of", "has_part"),
    ("reacts_to", "reacted_to_by"),
]


@pytest.mark.parametrize(("kind", "inverse"), INVERSE)
def test_a_link_is_found_from_both_ends_by_its_two_names(api, kind, inverse):
    first, second = make.event(slug="first"), make.event(slug="second")
    make.link(first, second, kind)
    assert api.keys("events", link=kind) == ["first"]
    assert api.keys("events", link=inverse) == ["second"]
    assert api.keys("events", link=kind, linked_to="second") == ["first"]
    assert api.keys("events", link=inverse, linked_to="first") == ["second"]
    assert api.keys("events", link=inverse, linked_to="second") == []
    assert api.keys("events", linked_to="first") == ["second"]


def test_parallel_events_are_found_from_both_ends(api):
    make.link(make.event(slug="first"), make.event(slug="second"), "parallel_to")
    make.event(slug="third")
    assert set(api.keys("events", link="parallel_to")) == {"first", "second"}
    assert api.keys("events", link="parallel_to", linked_to="second") == ["first"]


def test_link_and_linked_to_speak_of_one_link(api):
    one = make.event(slug="one")
    make.link(one, make.event(slug="discussed"), "discusses")
    make.link(one, make.event(slug="followed"), "follows")
    assert api.keys("events", link="discusses", linked_to="followed") == []
    assert api.keys("events", link="discusses", linked_to="discussed") == ["one"]


def test_words_of_a_name_in_any_script_and_form_find_an_event(api):
    event = make.event(slug="found", name="Женевский саммит", summary="The presidents discussed stability.")
    EventName.objects.create(record=event, text="Geneva summit", language="en", kind="translation")
    make.event(slug="other", name="Reykjavik")
    for text in ("Женевский", "zhenevskiy", "geneva summit", "presidents", "discussing", '"discussed stability"'):
        assert api.keys("events", q=text) == ["found"], text
    assert api.keys("events", q="presidents -stability") == []


# --- experts and appointments -----------------------------------------------------------------------------


def test_organisation_post_and_day_speak_of_one_appointment(api):
    anna = make.expert(slug="anna")
    club, state = make.organisation(slug="club"), make.organisation(slug="state")
    make.appointment(expert=anna, organisation=club, post="Director", start="2001", end="2005")
    make.appointment(expert=anna, organisation=state, post="Adviser", start="2010", end="..")
    found = {"organisation": "club", "post": "director", "on": "2003-05-01"}
    assert api.keys("experts", **found) == ["anna"]
    assert api.keys("experts", **found | {"on": "2012-01-01"}) == []
    assert api.keys("experts", **found | {"organisation": "state"}) == []
    assert api.keys("experts", **found | {"post": "adviser"}) == []
    assert api.keys("experts", on="2012-01-01") == ["anna"] and api.keys("experts", on="2007-01-01") == []


def test_a_post_is_asked_for_as_a_whole(api):
    """“Who was Secretary of State that day” is one person, not all whose post has these words."""
    rusk, ball = make.expert(slug="rusk"), make.expert(slug="ball")
    department = make.organisation(slug="department")
    for expert, post in ((rusk, "Secretary of State"), (ball, "Under Secretary of State")):
        make.appointment(expert=expert, organisation=department, post=post, start="1961-01-21", end="1969-01-20")
    asked = {"organisation": "department", "on": "1962-10-22", "date_match": "certain"}
    assert sorted(api.keys("experts", **asked, post="Secretary of State")) == ["ball", "rusk"]
    assert api.keys("experts", **asked, post_is="secretary of state") == ["rusk"]
    [post] = api.json("appointments", **asked, post_is="Secretary of State")["results"]
    assert post["expert"]["slug"] == "rusk"
    assert api.keys("experts", **asked, post_is="Secretary") == []


def test_a_post_held_on_a_day_possibly_and_certainly(api):
    known = make.appointment(public_id="known", start="2012", end="..")
    make.appointment(public_id="unknown")
    attested = make.appointment(public_id="attested")
    AppointmentCitation.objects.create(record=attested, source=make.source(), attested_on="2021-06-16")
    make.appointment(public_id="over", start="2012", end="2020")
    day = {"on": "2021-06-16"}
    assert set(api.keys("appointments", **day)) == {"known", "unknown", "attested"}
    assert set(api.keys("appointments", **day, date_match="certain")) == {"known", "attested"}
    assert set(api.keys("appointments", on="2021-06-17", date_match="certain")) == {"known"}
    assert api.keys("experts", **day, date_match="certain", post="director", organisation=known.organisation.slug) == [
        known.expert.slug
    ]


@pytest.fixture
def speakers(db):
    """The speakers of the founding report, with the variants on record."""
    lukyanov = make.expert(slug="lukyanov", name="Fyodor Lukyanov")
    ExpertName.objects.create(record=lukyanov, text="Фёдор Лукьянов", language="ru", script="Cyrl", kind="translation")
    make.expert(slug="safranchuk", name="Ivan Safranchuk")
    pomerantz = make.expert(slug="pomerantz", name="William Pomerantz")
    ExpertName.objects.create(record=pomerantz, text="William Pomerants", kind="as_printed")
    make.expert(slug="suslov", name="Dmitry Suslov")
    make.expert(slug="legvold", name="Robert Legvold")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Лукьянов", "lukyanov"),
        ("Lukianov", "lukyanov"),
        ("lukyanov fyodor", "lukyanov"),
        ("Фёдор", "lukyanov"),
        ("Safranchuck", "safranchuk"),
        ("Сафранчук", "safranchuk"),
        ("Pomerants", "pomerantz"),
        ("Pomeranz", "pomerantz"),
        ("Сусло", "suslov"),
        ("sus", "suslov"),
        ("Legvolt", "legvold"),
    ],
)
def test_a_name_in_any_script_with_typing_errors(api, speakers, text, slug):
    assert api.keys("experts", name=text)[0] == slug
    assert len(api.keys("experts", name=text)) < 3


def test_the_best_match_comes_first_and_pages_on(api, speakers):
    make.expert(slug="lukyanova", name="Lukyanova Maria")
    make.expert(slug="lukianov", name="Lukianov Petr")
    whole = api.keys("experts", name="Lukyanov")
    assert whole[0] == "lukyanov" and set(whole) == {"lukyanov", "lukyanova", "lukianov"}
    first = api.json("experts", name="Lukyanov", page_size=1)
    assert [row["slug"] for row in first["results"]] == whole[:1]
    second = api.json(first["next"])
    assert [row["slug"] for row in second["results"]] == whole[1:2]
    assert api.keys("experts", name="Lukyanov", ordering="-name")[0] == "lukyanova"


def test_names_without_letters_find_nobody(api, speakers):
    assert api.keys("experts", name="...") == [] and api.keys("experts", name="zzzz") == []


def test_experts_of_a_country_by_seat_parent_or_territory(api):
    land, other = make.country(slug="land"), make.country(slug="other")
    by_seat = make.organisation(place=make.place(country=land))
    by_parent = make.organisation(parent=by_seat)
    state = make.organisation()
    OrganisationTerritory.objects.create(organisation=state, place=land)
    for slug, organisation in (("seat", by_seat), ("parent", by_parent), ("state", state)):
        make.appointment(expert=make.expert(slug=slug), organisation=organisation)
    make.appointment(expert=make.expert(slug="abroad"), organisation=make.organisation(place=other))
    assert set(api.keys("experts", country="land")) == {"seat", "parent", "state"}


# --- positions --------------------------------------------------------------------------------------------


def test_positions_of_an_organisation_are_those_of_its_people_at_the_time(api):
    club = make.organisation(slug="club")
    anna = make.expert(slug="anna")
    make.appointment(expert=anna, organisation=make.organisation(parent=club), start="2012", end="2015")
    for year in (2011, 2013, 2016):
        make.position(public_id=f"y{year}", holders=[anna], event=make.event(date=str(year)))
    make.position(public_id="own", holders=[club])
    make.position(public_id="colleague", holders=[make.expert()])
    make.position(public_id="undated", holders=[anna])
    assert set(api.keys("positions", organisation="club")) == {"y2013", "own", "undated"}


def test_a_stance_speaks_of_the_topic_or_event_asked_for(api):
    arms, trade, summit = make.topic(slug="arms"), make.topic(slug="trade"), make.event(slug="summit")
    position = make.position(public_id="both")
    PositionTopic.objects.create(position=position, topic=arms, stance="supports")
    PositionTopic.objects.create(position=position, topic=trade, stance="opposes")
    PositionEvent.objects.create(position=position, event=summit, stance="mixed")
    assert api.keys("positions", topic="arms", stance="supports") == ["both"]
    assert api.keys("positions", topic="arms", stance="opposes") == []
    assert api.keys("positions", about="summit", stance="mixed") == ["both"]
    assert api.keys("positions", about="summit", stance="supports") == []
    for stance in ("supports", "opposes", "mixed"):
        assert api.keys("positions", stance=stance) == ["both"]
    assert api.keys("positions", stance="neutral") == []
    assert api.keys("positions", stance="neutral,mixed") == ["both"]


def test_the_date_of_a_position_is_its_own_or_its_events(api):
    event = make.event(date="2021-06-16")
    make.position(public_id="at", event=event)
    make.position(public_id="own", event=event, date="2019")
    make.position(public_id="none")
    assert set(api.keys("positions", date_from="2021", date_to="2021")) == {"at", "none"}
    assert api.keys("positions", date_to="2020", date_match="certain") == ["own"]


def test_words_of_a_position_by_their_stems(api):
    make.position(public_id="summary", summary="Sanctions were discussed.")
    make.position(public_id="quoted", summary="Plain.", quotation="the sanctioning of others", attribution="verbatim")
    assert set(api.keys("positions", q="sanction")) == {"summary", "quoted"}
    assert api.keys("positions", q="sanction discuss") == ["summary"]


# --- organisations ----------------------------------------------------------------------------------------


def test_states_of_a_country_and_a_day(api):
    russia = make.country(slug="russia")
    ussr = make.organisation(slug="ussr", kind="state", start="1922-12-30", end="1991-12-26")
    federation = make.organisation(slug="federation", kind="state", start="1991-12-26", end="..")
    for state in (ussr, federation):
        OrganisationTerritory.objects.create(organisation=state, place=russia)
    assert set(api.keys("organisations", country="russia", kind="state")) == {"ussr", "federation"}
    assert api.keys("organisations", country="russia", on="1986-10-11") == ["ussr"]
    assert api.keys("organisations", country="russia", on="2021-06-16") == ["federation"]


def test_participants_of_one_event_come_in_the_order_of_its_list(api, db):
    event = make.event()
    for order, name in ((2, "Second"), (1, "First"), (3, "Third")):
        make.participation(event=event, expert=make.expert(name=name), order=order)
    for query, names in (({}, ["First", "Second", "Third"]), ({"ordering": "-order"}, ["Third", "Second", "First"])):
        rows = api.json("participations", event=event.slug, **query)["results"]
        assert [row["expert"]["name"] for row in rows] == names
    pages = api.json("participations", event=event.slug, page_size=2)
    assert [row["expert"]["name"] for row in pages["results"]] == ["First", "Second"] and pages["next"]


def test_a_country_asked_for_by_its_state_is_refused_with_the_place_to_write(api):
    state = make.organisation(slug="land-state", name="Land State", kind="state")
    state.territories.create(place=make.country(slug="land"))
    bare = make.organisation(slug="bare-state", kind="state")
    for name in ("events", "experts", "organisations"):
        said = api.faults(name, country=state.slug)["country"]
        assert said.endswith("Land State is an organisation; its territory is a place: write land.")
        assert api.faults(name, country=bare.slug)["country"] == "There is no place “bare-state” on record."
    make.organisation(slug="hidden", kind="state", publication="draft").territories.create(place=make.country())
    assert api.faults("events", country="hidden")["country"] == "There is no place “hidden” on record."


@pytest.mark.parametrize("text", ["16 June 2021", "16.06.2021", "16 июня 2021", "2021-06-16", "2021/6/16"])
def test_a_day_is_read_as_people_write_it(api, text):
    for date in ("2021-06-15", "2021-06-16", "2021-06-17"):
        make.event(slug=f"on-{date}", date=date)
    assert api.keys("events", date_from=text, date_to=text) == ["on-2021-06-16"]
    assert set(api.keys("events", date_from="июнь 2021", date_to="June 2021")) >= {"on-2021-06-15", "on-2021-06-17"}


def test_a_day_that_may_be_two_is_asked_back(api):
    assert "2021-07-06 (6 July) or 2021-06-07 (7 June)" in api.faults("events", date_from="06/07/2021")["date_from"]
    assert "has no year" in api.faults("events", date_to="16 июня")["date_to"]
