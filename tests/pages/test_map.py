"""The map of any filtered list of events: marks, what stands on none, and where each leads."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.located import Spot
from pages.pictures.map import COLUMNS, HEIGHT, ROWS, WIDTH, drawn_map
from tests import factories as make
from tests.page_reader import check, get


@pytest.fixture
def there(db):
    """Events in Geneva and in a villa there, in Vienna (one called off), somewhere in Austria, in Tokyo, in Atlantis, nowhere."""

    def country(name, *point):
        return make.place(name=name, slug=name.lower(), kind="country", **_at(point))

    def town(name, within, *point):
        return make.place(name=name, slug=name.lower(), country=within, **_at(point))

    geneva = town("Geneva", country("Switzerland", 46.8, 8.2), 46.2022, 6.1457)
    austria = country("Austria", 47.9, 15.9)
    vienna = town("Vienna", austria, 48.2085, 16.3721)
    places = {
        "Gstaad": geneva, "Villa": make.place(name="Villa", slug="villa", kind="venue", parent=geneva),
        "Waltz": vienna, "Off": vienna, "Somewhere": austria, "Tea": town("Tokyo", country("Japan"), 35.69, 139.69),
        "Sunk": town("Atlantis", country("Sea")), "Nowhere": None,
    }  # fmt: skip
    return {
        name: make.event(
            name=name, slug=name.lower(), place=place, kind="summit" if name == "Villa" else "visit",
            status="cancelled" if name == "Off" else "held",
        )
        for name, place in places.items()
    }  # fmt: skip


def _at(point):
    return dict(zip(("latitude", "longitude"), point, strict=False))


def marks(page):
    """{name of a mark: its address}."""
    found = re.findall(r'<a href="([^"]*)" class="[^"]*"\s+aria-label="([^"]*)"', page.html)
    return {name: address.replace("&amp;", "&") for address, name in found}


def test_every_event_is_on_the_map_or_counted_beside_it(there, client):
    page = get(client, "/map/?utm_source=x")
    check(page)
    assert "8 events, 4 places on the map; 2 events of which no place" in page.text
    found = marks(page)
    assert set(found) == {"Geneva: 2 events", "Vienna + 1: 3 events, 1 called off", "Tokyo: 1 event"}
    # The same in a table, with what is not known to the town marked.
    table = page.text[page.text.index("As a table") :]
    for row in ("Geneva, Switzerland 2", "Vienna, Austria 2 1 called off", "Austria no town known 1", "Tokyo, Japan 1"):
        assert row in table
    # Each number is that of the list behind it; several places have a map of their own.
    assert found["Geneva: 2 events"] == "/events/?place=geneva"
    listed = get(client, "/events/?located=false").text
    assert "2 events" in listed and "Sunk" in listed and "Nowhere" in listed
    zoomed = get(client, found["Vienna + 1: 3 events, 1 called off"])
    assert set(marks(zoomed)) == {"Vienna: 2 events, 1 called off", "Austria: 1 event"}
    alone = get(client, marks(zoomed)["Austria: 1 event"])
    assert "Somewhere" in alone.text and "Waltz" not in alone.text


def test_it_is_that_of_the_filtered_list_and_is_led_to(there, client):
    assert "/map/?kind=summit" in get(client, "/events/?kind=summit").links
    assert "/map/?kind=summit" in get(client, "/calendar/?kind=summit").links
    page = get(client, "/map/?kind=summit")
    assert marks(page) == {"Geneva: 1 event": "/events/?kind=summit&place=geneva"}
    assert "/events/?kind=summit" in page.links and "/calendar/?kind=summit" in page.links
    assert any("kind=summit" in link and "format=gexf" in link for link in page.links)
    check(get(client, "/map/?place=atlantis"))
    check(get(client, "/map/?q=nothing-of-this-name"))
    wrong = get(client, "/map/?within=7", 400)
    check(wrong)
    assert "Give four numbers" in wrong.text


def test_a_place_has_its_map(there, client):
    page = get(client, "/places/austria/")
    check(page)
    assert {"/events/?place=vienna", "/events/?place=austria&within=15.9,47.9,15.9,47.9"} <= {
        link.replace("%2C", ",") for link in marks(page).values()
    }


def test_drafts_stay_hidden_and_few_statements_are_taken(there, client, admin_client):
    there["Tea"].place.publication = "draft"
    there["Tea"].place.save()
    # What lies in a draft is not reached by way of it.
    there["Villa"].place.parent.publication = "draft"
    there["Villa"].place.parent.save()
    assert set(marks(get(client, "/map/"))) == {"Vienna: 2 events, 1 called off", "Austria: 1 event"}
    assert "5 events of which no place" in get(client, "/map/").text
    assert "5 events" in get(client, "/events/?located=false").text
    assert "Tokyo: 1 event" in marks(get(admin_client, "/map/"))
    make.on_topics(there["Waltz"], make.topic(slug="peace"))
    for address in ("/map/?topic=peace", "/places/austria/"):
        client.get(address)
        with CaptureQueriesContext(connection) as sql:
            client.get(address)
        assert len(sql) <= 6, address


def _spots(*points):
    return [Spot(f"s{n}", f"Spot {n}", "", lat, lon, 1, 0, False, True) for n, (lat, lon) in enumerate(points)]


@pytest.mark.parametrize(
    "points",
    [
        [(46.2, 6.1)], [(-41, 174.8), (21.3, -157.8), (35.7, 139.7)], [(-90, 0), (90, 180)], [(0, -180), (0, 180)],
        [(lat, lon) for lat in range(-60, 80, 7) for lon in range(-179, 180, 11)],
    ],
)  # fmt: skip
def test_marks_are_whole_and_apart_wherever_places_are(points):
    drawn = drawn_map(_spots(*points), lambda spots: "x")
    assert sum(mark.number for mark in drawn["marks"]) == len(points)
    assert len(drawn["marks"]) <= COLUMNS * ROWS
    circles = [(mark.x * WIDTH / 100, mark.y * HEIGHT / 100, mark.radius) for mark in drawn["marks"]]
    for number, (x, y, radius) in enumerate(circles):
        assert radius < x < WIDTH - radius and radius < y < HEIGHT - radius
        for other_x, other_y, other in circles[:number]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 > (radius + other) ** 2


def test_the_map_shows_what_it_needs_over_the_180th_meridian_too():
    drawn = drawn_map(_spots((-41, 174.8), (21.3, -157.8)), lambda spots: "x")
    wellington, honolulu = sorted(drawn["marks"], key=lambda mark: mark.spots[0].slug)
    assert 0 < wellington.x < honolulu.x < 100 and drawn["shifts"] == [0, 3600]
    assert drawn_map([], lambda spots: "x") is None
