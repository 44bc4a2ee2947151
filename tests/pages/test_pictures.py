"""The drawings and tables of the pages as plain data, without a database."""

import re
from datetime import date
from itertools import pairwise

from django.template.loader import render_to_string

from pages.families import FAMILIES
from pages.holdings import Holding, on_panels
from pages.pictures.axis import before_and_after
from pages.pictures.bars import Held, bars
from pages.pictures.score import BLOCK, score
from summits.models import EventKind

TODAY = date(2021, 1, 1)


def held(name, first, last, post="Director", body="club", still=False):
    days = [day and date(day, 1, 1) for day in (first, last)]
    return Held(name.lower(), name, post, body, body.title(), *days, still, f"{first} to {last}")


def address(body, post):
    return f"/experts/?organisation={body}&post_is={post}"


def test_every_kind_of_event_has_one_family():
    assert sorted(kind for family in FAMILIES for kind in family.kinds) == sorted(EventKind)


def test_posts_are_lanes_with_a_bar_for_each_holder():
    drawn = bars(
        [
            held("Anna", 2011, 2021, still=True), held("Boris", 2001, 2011), held("Clara", 2006, None, "Head", "part"),
            held("Dora", None, None),
        ],
        "club",
        TODAY,
        address,
    )  # fmt: skip
    own, part = drawn["lanes"]
    assert (own["post"], own["body"], part["post"], part["body"]) == ("Director", "", "Head", "Part")
    first, second = own["bars"]
    assert (first["label"], first["x"], second["label"]) == ("Boris", 0, "Anna")
    assert abs(second["x"] - 50) < 0.1 and abs(second["width"] - 50) < 0.1 and second["open"]
    assert second["words"] == "Anna, Director, Club: 2011 to 2021" and second["page"] == "/experts/anna/"
    # Of whom only the beginning is known: a mark of its own, with a broken outline.
    assert not part["bars"][0]["sure"] and part["bars"][0]["width"] < 1
    assert [year for _, year in drawn["lines"]] == [2005, 2010, 2015, 2020]


def test_posts_without_dates_make_no_drawing():
    assert bars([held("Anna", 2011, 2021), held("Dora", None, None)], "club", TODAY, address) is None


def test_paper_can_break_between_the_lanes_of_many_posts():
    drawn = bars(
        [held(name, 2001, 2003, post=f"Post {name}") for name in "ABCDEFGHIJKLMNOPQRST"], "club", TODAY, address
    )
    html = render_to_string("pages/pictures/bars.html", {"bars": drawn, "name": "Club"})
    heights = [int(height) for height in re.findall(r'<svg height="(\d+)"', html)]
    assert len(heights) == 21 and max(heights) <= 40
    assert html.count("T, Post T, Club: 2001 to 2003") == 1 and 'role="group" aria-label="Post T"' in html


def test_terms_too_short_to_be_tapped_are_one_bar_with_their_number():
    long = [held("Anna", 1801, 1900), held("Zoe", 1950, 2000)]
    short = [
        held(name, year, year + 1) for name, year in (("Boris", 1901), ("Clara", 1902), ("Dora", 1903), ("Emil", 1940))
    ]
    drawn = bars([*long, *short], "club", TODAY, address)
    assert drawn["several"]
    assert [(bar["number"], bar["page"]) for bar in drawn["lanes"][0]["bars"]] == [
        (1, "/experts/anna/"), (3, "/experts/?organisation=club&post_is=Director"), (1, "/experts/emil/"), (1, "/experts/zoe/"),
    ]  # fmt: skip
    several = drawn["lanes"][0]["bars"][1]
    assert several["label"] == "3" and several["width"] * 768 / 100 >= 24
    assert several["words"] == "3, Director: Boris, 1901 to 1902; Clara, 1902 to 1903; Dora, 1903 to 1904"


def said(number, *names, stance="neutral"):
    actors = [{"slug": name.lower(), "name": name, "page": ""} for name in names]
    return {"id": f"p{number}", "summary": "What " * 30, "stance": stance, "actors": actors, "citations": []}


def test_a_long_discussion_fits_a_large_screen_and_each_block_can_be_tapped():
    speakers = ["Anna"] * 10 + ["Boris"] * 20 + ["Clara", "Anna"] * 8
    drawn = score([said(number, name) for number, name in enumerate(speakers)])
    assert drawn["width"] <= 1000 and BLOCK >= 24
    for lane in drawn["lanes"]:
        places = [beat["x"] for beat in lane["beats"]]
        assert all(b - a >= 24 for a, b in pairwise(places)), lane["name"]
    # The order of the source is that of the drawing, across the lanes, too.
    places = sorted((int(beat["id"][1:]), beat["x"]) for lane in drawn["lanes"] for beat in lane["beats"])
    assert all(a < b for (_, a), (_, b) in pairwise(places))


def test_what_does_not_fit_is_counted():
    drawn = bars(
        [held(name, 2001, 2003, post=f"Post {name}") for name in "ABC"], "club", TODAY, address, left_out=5, most=2
    )
    assert len(drawn["lanes"]) == 2 and drawn["left_out"] == 6


def holding(name, topic, stance, panel=1):
    return Holding(
        name.lower(),
        name,
        topic,
        topic.title(),
        stance,
        f"{name}-{topic}",
        "",
        date(2021, 6, 16),
        panel,
        "Panel",
        "talk",
        "Talk",
    )


def test_those_of_a_panel_agree_or_differ_on_topics_on_which_two_took_sides():
    [(title, event, page, rows)] = on_panels(
        [
            holding("Anna", "arms", "supports"), holding("Boris", "arms", "supports"), holding("Anna", "trade", "supports"),
            holding("Boris", "trade", "opposes"), holding("Clara", "trade", "neutral"), holding("Anna", "seas", "opposes"),
            holding("Clara", "seas", "opposes", panel=2), holding("Boris", "gas", "opposes", panel=None),
        ]
    )  # fmt: skip
    assert (title, event, page) == ("Panel", "Talk", "/events/talk/")
    assert {(topic, how) for topic, _, how, _ in rows} == {("Arms", "they agree"), ("Trade", "they differ")}
    sides = next(sides for topic, _, _, sides in rows if topic == "Trade")
    assert sides == [
        ("supports", "+", [("Anna", "/positions/Anna-trade/", "")]),
        ("opposes", "−", [("Boris", "/positions/Boris-trade/", "")]),
    ]


def test_events_of_the_same_day_alone_make_no_axis():
    def tie(day):
        return {"slug": day, "name": day, "date": day, "kind": "visit", "standing": ""}, "part of"

    stops = [tie("2021-06-10"), tie("2021-06-14")]
    assert before_and_after("2021-06-09/2021-06-16", stops) is None
    assert len(before_and_after("2021-06-09/2021-06-16", [*stops, tie("2021-06-17")])["marks"]) == 3


def test_numbers_in_the_overview_are_grouped():
    row = (FAMILIES[0], "summit", 1552, [(1552, 1990, 1999)])
    html = render_to_string(
        "pages/pictures/years.html", {"years": {"step": 10, "columns": [("1990", 1990)], "rows": [row]}}
    )
    assert ">1,552</a>" in html
