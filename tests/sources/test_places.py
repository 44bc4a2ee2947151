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
