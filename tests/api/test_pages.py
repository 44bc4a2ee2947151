"""Pages by keyset: each row once, forwards and backwards, in every order; counts that say whether they are exact."""

import base64
from urllib.parse import parse_qsl, urlsplit

import orjson
import pytest

from config.api import RESOURCES
from lib.api import pages
from lib.api.cursors import decode
from summits.models import Event
from tests import factories as make

ORDERINGS = [(name, one) for name, resource in RESOURCES.items() for one in resource.filterset.orderings]


def many(name, number):
    """``number`` records of a kind, with ties and unknown values in every column that they are sorted by."""
    dates = [None, "2021", "2021-06-16", "2021-06-16", "2020/..", "2021-06~", None]
    names = ["Same", "same", "Ångström", "Same", "Лукьянов", "Same", "A b"]
    event = make.event(name="Host", date="2021")
    for n in range(number):
        date, word = dates[n % 7], names[n % 7]
        match name:
            case "events":
                make.event(name=word, date=date)
            case "panels":
                make.panel(event=event, title=word)
            case "participations":
                make.participation(event=make.event(date=date) if n % 2 else event)
            case "experts":
                make.expert(name=word)
            case "organisations":
                make.organisation(name=word)
            case "appointments":
                make.appointment(post=word, start=date if date and "/" not in date else None)
            case "topics":
                make.topic(name=word)
            case "positions":
                make.position(date=date, order=n // 3)
            case "outcomes":
                make.outcome(event=event, date=date)
            case "links":
                make.link(event, make.event(), "follows")
            case "sources":
                make.source(title=word, published=date)
            case "places":
                make.place(name=word)


def walk(api, address, way):
    """The pages from an address on, following ``next`` or ``previous``."""
    found = []
    while address:
        assert len(found) < 40, "the pages do not end"
        answer = api.json(address)
        found.append(answer)
        address = answer[way]
    return found


def keys(answer):
    """The slugs or ids of a page."""
    return [row.get("slug") or row["id"] for row in answer["results"]]


@pytest.mark.parametrize(("name", "ordering"), ORDERINGS)
def test_a_walk_visits_each_row_once_there_and_back(api, name, ordering):
    many(name, 9)
    if name == "experts" and ordering == "-similarity":
        start = f"/api/v1/experts/?name=same&ordering={ordering}"
    else:
        start = f"/api/v1/{name}/?ordering={ordering}"
    whole = keys(api.json(f"{start}&page_size=200"))
    assert len(whole) >= 4 and len(set(whole)) == len(whole)
    there = walk(api, f"{start}&page_size=2", "next")
    assert [one for answer in there for one in keys(answer)] == whole
    assert {len(keys(answer)) for answer in there[:-1]} == {2}
    assert {answer["count"] for answer in there} == {len(whole)}
    assert there[0]["previous"] is None and there[-1]["next"] is None
    back = walk(api, there[-1]["previous"], "previous")
    assert [one for answer in reversed(back) for one in keys(answer)] == whole[: -len(keys(there[-1]))]
    # And forward again from the first page that was reached backwards.
    assert keys(api.json(back[-1]["next"])) == keys(there[1])


def test_a_walk_by_likeness_visits_names_of_equal_likeness_once(api):
    # Four sevenths, which four bytes hold otherwise than eight do.
    for n in range(5):
        make.expert(slug=f"e{n}", name=f"Lukyanov {n}")
    make.expert(slug="exact", name="Lukianov")
    there = walk(api, "/api/v1/experts/?name=lukianov&page_size=2", "next")
    assert [one for answer in there for one in keys(answer)] == ["exact", "e4", "e3", "e2", "e1", "e0"]
    assert {answer["count"] for answer in there} == {6}


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_orderings_come_in_pairs_that_are_each_others_reverse(api, name):
    many(name, 9)
    orderings = RESOURCES[name].filterset.orderings
    for one in orderings:
        if one == "-similarity":
            continue
        other = one[1:] if one.startswith("-") else f"-{one}"
        assert other in orderings
        assert api.keys(name, ordering=one) == api.keys(name, ordering=other)[::-1]
    assert api.keys(name) == api.keys(name, ordering=next(iter(orderings)))


def test_the_default_order_of_events_is_the_latest_first(api):
    for date in ("1986-10-11", "2021-06-16", "2018-07-16"):
        make.event(slug=f"e{date[:4]}", date=date)
    assert api.keys("events") == ["e2021", "e2018", "e1986"]


def test_rows_that_come_and_go_do_not_shift_the_pages(api):
    for n in range(6):
        make.event(slug=f"e{n}", date=f"202{n}")
    first = api.json("events", page_size=2)
    assert keys(first) == ["e5", "e4"]
    make.event(slug="newest", date="2026")
    Event.objects.filter(slug="e4").delete()
    second = api.json(first["next"])
    assert keys(second) == ["e3", "e2"]
    assert keys(api.json(second["previous"])) == ["newest", "e5"]


def test_next_keeps_the_parameters_and_is_an_absolute_address(api):
    for _ in range(3):
        make.event(kind="visit", name="Лукьянов")
    make.event(kind="summit")
    answer = api.json("events", kind="visit", q="Лукьянов", page_size=1)
    assert answer["next"].startswith("http://testserver/api/v1/events/?") and "kind=visit" in answer["next"]
    assert len(walk(api, answer["next"], "next")) == 2


# --- counts -------------------------------------------------------------------------------------------------------


def test_a_short_list_is_counted_exactly(api):
    for _ in range(3):
        make.event()
    assert api.json("events") | {"results": 0} == {
        "count": 3, "count_exact": True, "next": None, "previous": None, "results": 0,
    }  # fmt: skip
    assert api.json("events", page_size=2)["count"] == 3
    assert api.json("events", kind="visit")["count"] == 0


def test_a_long_list_is_counted_to_the_cap_unless_asked(api, monkeypatch):
    monkeypatch.setattr(pages, "COUNT_CAP", 4)
    for _ in range(5):
        make.event()
    capped = api.json("events", page_size=2)
    assert (capped["count"], capped["count_exact"]) == (4, False)
    exact = api.json("events", page_size=2, count="exact")
    assert (exact["count"], exact["count_exact"]) == (5, True)
    assert "count=exact" in exact["next"] and api.json(exact["next"])["count"] == 5


def test_a_list_as_long_as_the_cap_is_counted_exactly(api, monkeypatch):
    monkeypatch.setattr(pages, "COUNT_CAP", 4)
    for _ in range(4):
        make.event()
    answer = api.json("events", page_size=2)
    assert (answer["count"], answer["count_exact"]) == (4, True)


# --- cursors ------------------------------------------------------------------------------------------------------


def cursors(api, address):
    """The cursors of the pages of a list, one row each."""
    pages_ = walk(api, f"/api/v1/{address}&page_size=1", "next")
    found = [answer[way] for answer in pages_ for way in ("next", "previous") if answer[way]]
    return [dict(parse_qsl(urlsplit(address).query))["cursor"] for address in found]


@pytest.mark.parametrize(("name", "ordering"), ORDERINGS)
def test_a_cursor_shows_no_id_and_no_key(api, name, ordering):
    many(name, 4)
    model = RESOURCES[name].list_serializer.Meta.model
    ids = set(model.objects.values_list("pk", flat=True))
    named = "name=same&" if ordering == "-similarity" else ""
    shown = cursors(api, f"{name}/?{named}ordering={ordering}")
    assert shown
    for one in shown:
        sealed = base64.urlsafe_b64decode(one + "=" * (-len(one) % 4))
        direction, key, pk = decode(one)  # what stands in it, for who has the key
        plain = orjson.dumps([direction, key, pk])
        assert pk in ids
        # Six bytes: that they stand in it by chance happens once in a million million runs.
        assert not any(plain[start : start + 6] in sealed for start in range(len(plain) - 5))


def test_the_same_place_has_the_same_cursor_so_that_a_page_stays_the_same(api):
    many("events", 3)
    first, again = (api("events", page_size=2) for _ in range(2))
    assert first.content == again.content and first["ETag"] == again["ETag"]


def test_a_cursor_that_was_changed_or_made_elsewhere_is_refused(api, settings):
    many("events", 3)
    (one, *_) = cursors(api, "events/?ordering=date")
    assert api("events", ordering="date", cursor=one).status_code == 200
    for wrong in (one[:-4], one[4:], f"A{one[1:]}" if one[0] != "A" else f"B{one[1:]}", one * 2):
        assert "take it from next or previous" in api.faults("events", ordering="date", cursor=wrong)["cursor"]
    settings.SECRET_KEY = "another installation's secret key, long enough"
    assert "take it from next or previous" in api.faults("events", ordering="date", cursor=one)["cursor"]


@pytest.mark.parametrize(("name", "field", "longest"), [("sources", "title", 500), ("organisations", "name", 300)])
def test_the_longest_names_have_cursors_that_are_taken(api, name, field, longest):
    maker = {"sources": make.source, "organisations": make.organisation}[name]
    for n in range(3):
        maker(**{field: "𐍈" * (longest - 1) + str(n)})
    assert len(walk(api, api.json(name, page_size=1, ordering=field)["next"], "next")) == 2
