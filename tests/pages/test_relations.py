"""The page of two states: drawn, counted, filtered; its one address; the index of pairs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lib.partialdates import parse
from pages.pictures.histogram import histogram
from pages.pictures.meetings import lanes, meetings
from summits.models import Event
from tests import factories as make
from tests.page_reader import check, get

PAGE = "/relations/north/south/"


@pytest.fixture
def two(db):
    """North and South, which goes on from Old: summits of 1986, 2001 and 2003, an outcome, a discussion of the last."""
    north, old = (make.organisation(slug=name, name=name.title(), kind="state") for name in ("north", "old"))
    south = make.organisation(slug="south", name="South", kind="state", predecessor=old)
    ada, bo, cy = (make.expert(slug=name, name=f"{name.title()} Doe") for name in ("ada", "bo", "cy"))
    post = make.appointment(expert=ada, organisation=north, post="President", start="2000", end="2004")

    def meet(slug, date, *sides, **fields):
        event = make.event(**{"slug": slug, "name": slug.title(), "date": date, **fields})
        for expert, state, posts in sides:
            make.participation(
                event=event, expert=expert, on_behalf_of=state, role="principal", appointments=posts, billing="Chief"
            )
        return event

    meet("early", "1986-10-11", (ada, north, []), (cy, old, []))
    meet("middle", "2001-06-16", (ada, north, [post]), (bo, south, []))
    last = meet("late", "2003-02", (ada, north, [post]), (bo, south, []), kind="visit")
    outcome = make.outcome(event=last, parties=[north, south], title="A pact", kind="treaty", status="lapsed")
    outcome.later_events.create(event=make.event(name="The end", date="2010"), relation="breaks")
    talk = make.event(slug="talk", name="Talk", kind="discussion", date="2003-03")
    make.link(talk, last, "discusses")
    make.position(event=talk, holders=[cy], about=[last], stance="opposes", summary="It was too late.")
    make.position(event=talk, holders=[cy], summary="Something else.")
    return meet


def test_the_page_draws_counts_and_tells(two, client):
    page = get(client, PAGE)
    check(page)
    assert "North and South" in page.title
    text = page.text
    assert (
        "3 events in which both had a part, 2 of them summits, and 1 outcome to which both are parties: 1986 to 2003."
        in text
    )
    # The axis: a mark for each, the post with its term, and what only meetings say.
    assert 'aria-label="Middle, 16 June 2001"' in page.html and "Ada Doe, President 2000 to 2004" in page.html
    assert "Bo Doe, Chief, met 2001 to 2003" in page.html
    # Years with their numbers, as bars and as a table.
    assert 'aria-label="1, 2003"' in page.html and "Year Events 1986 1 2001 1 2003 1" in text
    assert "A pact treaty lapsed The end breaks it, 2010" in text
    said = text[text.index("What was said about it") : text.index("Every event Filter")]
    assert "Talk 2" in said and "opposes: It was too late. Cy Doe" in said and "Something else." in said
    assert "North and South took part" in text and "North and Old took part" in text
    assert "Ada Doe – Bo Doe" in text


def test_each_number_leads_to_the_list_of_exactly_these(two, client):
    two("year", "2001", *[(make.expert(), make.Organisation.objects.get(slug=slug), []) for slug in ("north", "south")])
    page = get(client, PAGE)
    assert "4 events" in page.text
    bars = [link for link in page.links if "date_match=certain" in link]
    assert len(bars) == 6
    for link in set(bars):
        shown = get(client, PAGE + link.removesuffix("#events"))
        year = link[link.index("date_from=") :][10:14]
        assert f"{2 if year == '2001' else 1} event" in shown.text, link
    person = next(link for link in page.links if link.startswith("?expert=bo"))
    assert "2 events in which" in get(client, PAGE + person.removesuffix("#events")).text


def test_formats_are_of_exactly_these(two, client):
    page = get(client, f"{PAGE}?kind=summit&utm_source=x")
    assert "2 events" in page.text
    formats = [link for link in page.links if link.startswith("/api/v1/relations/north/south/?")]
    assert {"json", "csv", "ics"} <= {link.split("format=")[1] for link in formats}
    as_json = next(link for link in formats if "format=json" in link)
    assert [row["slug"] for row in client.get(as_json).json()["results"]] == ["middle", "early"]


def test_predecessors_together_or_apart(two, client):
    page = get(client, PAGE)
    assert "South, before it Old" in page.text and f"{PAGE}?predecessors=apart" in page.links
    apart = get(client, f"{PAGE}?predecessors=apart")
    assert "2 events" in apart.text and "Early" not in apart.text and PAGE in apart.links


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/relations/south/north/?kind=summit", "/relations/north/south/?kind=summit"),
        ("/relations/nord/south/", "/relations/north/south/"),
        ("/relations/south/nord/?page_size=2", "/relations/north/south/?page_size=2"),
        ("/relations/?first=south&second=north", "/relations/north/south/"),
    ],
)
def test_one_address(two, client, address, leads_to):
    state = make.Organisation.objects.get(slug="north")
    state.slug = "nord"
    state.save()
    state.slug = "north"
    state.save()
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302 if "first" in address else 301, leads_to)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/relations/south/northland/", "There is no state “northland” on record. Did you mean North"),
        ("/relations/?first=zz&second=south", "There is no state “zz” on record. Choose one of the list"),
        ("/relations/a/b/", "There is no state “a” on record."),
        ("/relations/talk/south/", "There is no state “talk” on record."),
    ],
)
def test_an_unknown_state_is_a_helpful_404(two, client, address, words):
    page = get(client, address, 404)
    check(page)
    assert words in page.text and "on record with" not in page.text and "No event ties" not in page.text
    if "Did you mean" in words:
        assert "/relations/north/south/" in page.links


def test_the_same_state_twice_a_bad_value_and_nothing_on_record(two, client):
    assert "choose another one" in get(client, "/relations/north/north/").text
    assert "choose another one" in get(client, "/relations/?first=north&second=north").text
    wrong = get(client, f"{PAGE}?reason=nonsense", 400)
    check(wrong)
    assert "The list cannot be shown like this" in wrong.text
    make.organisation(slug="east", name="East", kind="state")
    empty = get(client, "/relations/east/north/")
    check(empty)
    assert "Nothing is on record between the two, which does not say that nothing happened." in empty.text
    assert "that matches" in get(client, f"{PAGE}?date_from=1900&date_to=1901").text


def test_drafts_stay_hidden(two, client, admin_client):
    Event.objects.filter(slug="talk").update(publication="draft")
    Event.objects.filter(slug="middle").update(publication="draft")
    page = get(client, PAGE)
    assert "2 events" in page.text and "Middle" not in page.html and "too late" not in page.text
    assert "3 events" in get(admin_client, PAGE).text


def test_the_index_has_the_pairs_of_all_and_of_one(two, client):
    page = get(client, "/relations/")
    check(page)
    assert "North and South 3" in page.text and PAGE in page.links
    east = make.organisation(slug="east", name="East", kind="state")
    two("other", "2005", (make.expert(), east, []), (make.expert(), make.Organisation.objects.get(slug="south"), []))
    assert "North and South 3 East and South 1" in get(client, "/relations/?first=south").text
    assert (
        "Most on record with North" in (text := get(client, "/relations/?first=north").text)
        and "East and South" not in text
    )
    assert "North and South" not in get(client, "/relations/?first=east").text


def test_readers_come_from_events_states_and_the_start_page(two, client):
    assert PAGE in get(client, "/events/middle/").links
    assert PAGE not in get(client, "/events/talk/").links
    assert "/relations/?first=north" in get(client, "/organisations/north/").links
    assert "/relations/" in get(client, "/").links


def test_it_takes_few_statements_however_many_events(two, client):
    def statements():
        with CaptureQueriesContext(connection) as sql:
            assert client.get(f"{PAGE}?expert=ada").status_code == 200
        return len(sql)

    few = statements()
    states = [make.Organisation.objects.get(slug=slug) for slug in ("north", "south")]
    for year in range(1990, 2000):
        two(f"of-{year}", str(year), (make.expert(slug=f"x-{year}"), states[0], []), (make.expert(), states[1], []))
    assert statements() == few <= 6
    with CaptureQueriesContext(connection) as sql:
        client.get("/relations/")
    assert len(sql) == 2


# -- the drawings by themselves ------------------------------------------------------------------------------------


def events(*dates, kind="summit"):
    told = {"kind": kind, "both": True, "status": "held", "standing": ""}
    return [{"date": date, "name": date, "page": f"/{date}/", **told} for date in dates]


def test_many_of_a_kind_are_one_mark_with_their_number():
    crowd = [f"1990-0{month}" for month in range(1, 7)]
    drawn = meetings(events(*crowd, "2020-01-01"), [("A", []), ("B", [])], lambda *asked: asked)
    several, one = sorted(drawn["marks"], key=lambda mark: -mark["number"])
    assert (several["number"], several["words"]) == (6, "6 summits, January 1990 to June 1990")
    assert [str(day) for day in several["page"][1:]] == ["1990-01-01", "1990-06-30"]
    assert one["page"] == "/2020-01-01/" and several["x"] < one["x"]


def test_the_title_of_each_lane_stands_above_its_own_bars():
    people = [
        {
            "name": name,
            "post": post,
            "when": "",
            "rough": False,
            "number": 1,
            "start": parse("1990").earliest,
            "end": parse("1999").latest,
        }
        for name, post in [("One", "President"), ("Other", "Minister")]
    ]
    drawn = meetings(events("1990", "1999"), [("A", people), ("B", people)], lambda *asked: "")
    places = [(lane["title_y"], lane["bars_y"]) for lane in drawn["lanes"]]
    # A bar is 26 high; a line of text needs some 14 above it.
    assert len(places) == 4 and all(title < bars for title, bars in places)
    assert all(title >= above + 26 + 10 for (title, _), (_, above) in zip(places[1:], places, strict=False))


def test_marks_never_stand_on_each_other():
    near = events(*(f"2000-01-0{day}" for day in range(1, 5)), "2040")
    drawn = meetings([*near, {**near[0], "date": None}], [("A", []), ("B", [])], lambda *asked: "")
    places = [(mark["x"], mark["y"]) for mark in drawn["marks"]]
    assert len(set(places)) == 5 and drawn["undated"] == 1
    assert len({y for _, y in places[:4]}) == 4
    assert meetings(near[:1], [("A", []), ("B", [])], None) is None


def test_posts_that_follow_one_another_share_a_lane():
    def term(name, post, start, end, number=1):
        days = {"start": parse(start).earliest, "end": parse(end).latest}
        return {"name": name, "post": post, "number": number, **days}

    found = lanes(
        [
            term("Chief", "President", "1991", "1999", 5), term("Old", "General Secretary", "1985", "1991-03", 4),
            term("Other", "Minister", "1985", "1995", 3), term("Last", "Envoy", "1986", "1996"),
        ]
    )  # fmt: skip
    assert [title for title, _ in found] == ["President, General Secretary", "Minister"]
    assert [bar["name"] for bar in found[0][1]] == ["Old", "Chief"]


def test_bars_are_years_or_several_where_there_are_many():
    def address(first, last):
        return f"{first}-{last}"

    few = histogram([(2000, 2001, 2), (2001, 2001, 1), (1, 2001, 9)], address, chosen=(2001, 2001))
    assert [(bar["number"], bar["address"], bar["on"]) for bar in few["bars"]] == [
        (2, "2000-2000", False), (3, "2001-2001", True),
    ]  # fmt: skip
    many = histogram([(1850, 1850, 1), (2020, 2021, 4)], address)
    assert many["step"] == 5 and many["most"]["words"] == "2020 to 2024" and many["most"]["number"] == 4
    assert histogram([(1, 9999, 3)], address) is None
