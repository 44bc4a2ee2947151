"""Where a place is said to lie: the same on pages, in the API, its tables and timelines."""

import csv
import io

import pytest

from lib.visibility import Audience
from sources.models import Place
from tests import factories as make

# What it is: (its kind, what it stands in, what readers are told, what editors are told).
CASES = {
    "a house": ("building", "city", "zcity", "zcity"),
    "a hall of a house": ("venue", "house", "zcity", "zcity"),
    "a hall of a house of a region": ("venue", "farm", "zfarm", "zfarm"),
    "a house of a region": ("building", "region", "zregion", "zregion"),
    "a house of a country": ("building", "land", None, None),
    "a town of a region": ("city", "region", None, None),
    "a house by itself": ("building", None, None, None),
    "a hall of a house that is a draft": ("venue", "draft", None, "zdraft-city"),
    "a house of a draft city": ("building", "draft_city", None, "zdraft-city"),
    "a hall of a house in a draft city": ("venue", "house_there", "zhouse-there", "zdraft-city"),
}


@pytest.fixture
def above(db):
    land = make.place(slug="zland", name="Zland", kind="country")

    def place(slug, kind, parent=None, **more):
        return make.place(slug=f"z{slug}", name=f"Z{slug}", kind=kind, parent=parent, country=land, **more)

    region, city = place("region", "region", land), place("city", "city", land)
    hidden = place("draft-city", "city", land, publication="draft")
    return {
        None: None,
        "land": land,
        "region": region,
        "city": city,
        "house": place("house", "building", city),
        "farm": place("farm", "building", region),
        "draft_city": hidden,
        "draft": place("draft-house", "building", hidden, publication="draft"),
        "house_there": place("house-there", "building", hidden),
    }


def test_coordinates_are_numbers_in_the_api_and_words_on_the_page(client, db):
    make.place(slug="reykjavik", name="Reykjavík", latitude=64.1355, longitude=-21.8954)
    make.place(slug="suva", name="Suva", latitude=-18.1416, longitude=178.4415)
    make.place(slug="nowhere", name="Nowhere")
    answer = client.get("/api/v1/places/reykjavik/").json()
    assert (answer["latitude"], answer["longitude"]) == (64.1355, -21.8954)
    assert client.get("/api/v1/places/nowhere/").json()["latitude"] is None
    assert "64.1355° N, 21.8954° W" in client.get("/places/reykjavik/").content.decode()
    assert "Coordinates" not in client.get("/places/nowhere/").content.decode()
    table = b"".join(client.get("/api/v1/places/?format=csv")).decode()
    assert "-21.8954" in {row["longitude"] for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))}


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ("-30,60,0,70", ["reykjavik"]),
        ("170,-20,-10,70", ["reykjavik", "suva"]),
        ("-180,-90,180,90", ["reykjavik", "suva"]),
    ],
)
def test_places_in_a_box_of_degrees(client, db, box, found):
    make.place(slug="reykjavik", name="Reykjavík", latitude=64.1355, longitude=-21.8954)
    make.place(slug="suva", name="Suva", latitude=-18.1416, longitude=178.4415)
    make.place(slug="nowhere", name="Nowhere")
    rows = client.get("/api/v1/places/", {"within": box}).json()["results"]
    assert [row["slug"] for row in rows] == found
    for bad in ("1,2,3", "a,b,c,d", "0,50,10,40", "0,0,181,1"):
        assert "within" in client.get("/api/v1/places/", {"within": bad}).json()


@pytest.mark.parametrize("case", CASES)
def test_all_say_the_same_of_where_it_is(above, client, admin_client, case):
    kind, parent, *told = CASES[case]
    here = make.place(slug="zhere", name="Zhere", kind=kind, parent=above[parent], country=above["land"])
    expert, event = make.expert(slug="anna"), make.event(slug="talks", place=here)
    make.participation(event=event, expert=expert)
    make.organisation(slug="club", place=here)
    for audience, reader, slug in zip(Audience, (client, admin_client), told, strict=True):
        wanted = slug and (slug, slug.capitalize())
        place = Place.objects.select_related("country", "parent__parent").get(slug="zhere")
        assert [one.slug for one in place.lies_in(audience)] == [slug for slug in (slug, "zland") if slug]

        (entry,) = reader.get("/api/v1/experts/anna/timeline/?kind=participation").json()["entries"]
        shown = [
            reader.get("/api/v1/events/talks/").json()["place"],
            reader.get("/api/v1/organisations/").json()["results"][0]["place"],
            reader.get("/api/v1/places/zhere/").json(),
            entry["place"],
        ]
        for one in shown:
            within = one["within"]
            assert (within and (within["slug"], within["name"])) == wanted
            assert not within or within["url"] == f"http://testserver/api/v1/places/{slug}/"
            assert one["country"]["name"] == "Zland"

        for address in ("/api/v1/events/?slug=talks&", "/api/v1/experts/anna/timeline/?kind=participation&"):
            text = reader.get(f"{address}format=csv").getvalue().decode("utf-8-sig")
            (row,) = csv.DictReader(io.StringIO(text))
            wanted_words = ["Zhere", wanted[1] if wanted else "", "Zland"]
            assert [row[key] for key in ("place", "place_within", "place_country")] == wanted_words
