"""The feed of a list: its changes as Atom."""

from xml.etree import ElementTree

import feedparser
import pytest

from config.api import RESOURCES
from tests import factories as make
from tests.api.moments import at, earlier, now

pytestmark = pytest.mark.django_db


ATOM = "{http://www.w3.org/2005/Atom}"


def feed(api, name, **parameters):
    answer = api(name) if "format=atom" in name else api(name, format="atom", **parameters)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    second_opinion = feedparser.parse(answer.content)
    assert second_opinion.version == "atom10" and not second_opinion.bozo, second_opinion
    assert all(one.id and one.title and one.updated_parsed and one.link for one in second_opinion.entries)
    return ElementTree.fromstring(answer.content)


def links(element):
    return {(one.get("rel"), one.get("type")): one.get("href") for one in element.findall(f"{ATOM}link")}


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_every_list_has_a_feed_with_its_records(api, world, name):
    found = feed(api, name)
    rows = {row["url"]: row for row in api.rows(name)}
    entries = found.findall(f"{ATOM}entry")
    assert {links(one)["alternate", "application/json"] for one in entries} == set(rows)
    for one in entries:
        row = rows[links(one)["alternate", "application/json"]]
        assert one.findtext(f"{ATOM}updated") == row["modified"] and one.findtext(f"{ATOM}title")
        followed = api(one.findtext(f"{ATOM}id"))
        assert followed.status_code == 302 and followed["Location"]
    for needed in ("id", "title", "updated"):
        assert found.findtext(f"{ATOM}{needed}")


def test_a_feed_has_the_newest_change_first_in_pages(api):
    for n in range(5):
        with earlier():
            make.event(slug=f"talks-{n}", kind="visit" if n % 2 else "summit", name=f"Talks \x02 & {n}")
    first = feed(api, "events", page_size="2", ordering="name")
    assert [one.findtext(f"{ATOM}title") for one in first.findall(f"{ATOM}entry")] == ["Talks � & 4", "Talks � & 3"]
    assert first.findtext(f"{ATOM}updated") == first.find(f"{ATOM}entry").findtext(f"{ATOM}updated")
    second = feed(api, links(first)["next", "application/atom+xml"])
    assert [one.findtext(f"{ATOM}title")[-1] for one in second.findall(f"{ATOM}entry")] == ["2", "1"]
    assert links(second)["previous", "application/atom+xml"]
    assert second.findtext(f"{ATOM}id") == first.findtext(f"{ATOM}id")
    chosen = feed(api, "events", kind="visit")
    assert chosen.findtext(f"{ATOM}id") != first.findtext(f"{ATOM}id")
    assert len(chosen.findall(f"{ATOM}entry")) == 2
    # What the feed is another form of: the list with its filter.
    same = links(chosen)["alternate", "application/json"]
    assert {row["name"][-1] for row in api(same).json()["results"]} == {"1", "3"}
    assert feed(api, "events", kind="incident").findtext(f"{ATOM}updated").startswith("1970")
    assert "cursor" in api.faults("events", format="atom", cursor="x")


def test_a_feed_takes_as_many_statements_for_many(api, world, django_assert_num_queries):
    with django_assert_num_queries(3):
        feed(api, "events")


def test_what_has_gone_has_a_feed_of_deleted_entries(api):
    with earlier():
        event = make.event(public_id="r-talks")
    event.delete()
    (gone,) = feed(api, "removals").findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert gone.get("ref") == "http://testserver/id/r-talks/" and at(gone.get("when")) == now()
