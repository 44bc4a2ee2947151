"""Links and outcomes tie events: how strongly, in both directions."""

from lib.visibility import Audience
from summits.models import LinkCitation, LinkKind
from summits.related import LINKS, OUTCOME, STEP, related_rows
from tests import factories as make
from tests.summits.related.ties import related, sourced


def test_an_event_without_ties_has_no_related_ones(asked):
    make.event()
    assert related_rows(asked.pk, Audience.PUBLIC, "", 20) == (0, [])


def test_a_link_outranks_any_number_of_shared_things(asked):
    linked = make.event(slug="linked")
    make.link(asked, linked, "follows")
    shared = make.event(slug="shared")
    for _ in range(40):
        topic, expert, organisation = make.topic(), make.expert(), make.organisation()
        for event in (asked, shared):
            make.on_topics(event, topic)
            make.participation(event=event, expert=expert)
            make.participation(event=event, organisation=organisation)
    make.position(event=asked, about=[shared])
    make.position(event=shared, about=[asked])
    found = related(asked)
    assert list(found) == ["linked", "shared"]
    assert len(found["shared"]["reasons"]) == 122 and found["shared"]["score"] < STEP <= found["linked"]["score"]


def test_the_strongest_link_counts_and_a_second_one_does_not_double_it(asked):
    twice, once, more = make.event(slug="twice"), make.event(slug="once"), make.event(slug="more")
    make.link(asked, twice, "prepares")
    make.link(twice, asked, "follows")
    make.link(asked, once, "prepares")
    make.link(more, asked, "prepares")
    topic = make.topic()
    for event in (asked, more):
        make.on_topics(event, topic)
    found = related(asked)
    assert list(found) == ["more", "once", "twice"]
    assert found["twice"]["score"] == found["once"]["score"]
    assert [reason["words"] for reason in found["twice"]["reasons"]] == ["prepares", "followed by"]


def test_parts_and_preparations_come_before_neighbours_in_time_in_both_directions(asked):
    for kind in LinkKind.values:
        sourced(make.link(asked, make.event(slug=f"out-{kind}"), kind))
        sourced(make.link(make.event(slug=f"in-{kind}"), asked, kind))
    scores = {slug: row["score"] for slug, row in related(asked).items()}
    assert scores == {f"{way}-{kind}": worth for kind, worth in LINKS.items() for way in ("in", "out")}
    assert LINKS["part_of"] > LINKS["prepares"] > LINKS["follows"] == LINKS["parallel_to"]


def test_an_unsourced_link_is_worth_half(asked):
    for kind in LinkKind.values:
        make.link(asked, make.event(slug=kind), kind)
    assert {slug: row["score"] for slug, row in related(asked).items()} == {k.value: w / 2 for k, w in LINKS.items()}
    # Even the weakest stands above anything that is only shared.
    assert min(LINKS.values()) / 2 >= STEP


def test_a_draft_source_makes_no_link_sourced_for_the_public(asked):
    link = make.link(asked, make.event(slug="other"), "follows")
    LinkCitation.objects.create(record=link, source=make.source(publication="draft"))
    assert related(asked)["other"]["score"] == LINKS["follows"] / 2
    assert related(asked, Audience.EDITORS)["other"]["score"] == LINKS["follows"]


def test_what_carries_out_an_outcome_comes_before_a_neighbour_in_time(asked):
    before, after = make.event(slug="before"), make.event(slug="after")
    make.outcome(public_id="accord", title="Accord", event=asked, later=[after], relation="implements")
    make.outcome(public_id="pledge", title="Pledge", event=before, later=[asked], relation="breaks")
    sourced(make.link(asked, make.event(slug="neighbour"), "follows"))
    found = related(asked)
    assert list(found) == ["after", "before", "neighbour"]
    assert found["after"]["score"] == found["before"]["score"] == OUTCOME
    reason = found["after"]["reasons"][0]
    assert (reason["kind"], reason["relation"], reason["direction"]) == ("outcome", "implements", "in")
    assert reason["words"] == "it implements the outcome “Accord”"
    accord = {"url": "http://testserver/api/v1/outcomes/accord/", "id": "accord", "title": "Accord"}
    assert (reason["outcome"], reason["link"]) == (accord, None)
    assert found["before"]["reasons"][0]["words"] == "breaks its outcome “Pledge”"
    # Two outcomes carried out do not double either.
    make.outcome(event=asked, later=[after], relation="implements")
    assert related(asked)["after"]["score"] == OUTCOME


def test_an_outcome_that_the_event_itself_carries_out_ties_it_to_nothing(asked):
    make.outcome(event=asked, later=[asked], relation="confirms")
    make.outcome(event=asked, later=[make.event()], publication="draft")
    assert related(asked) == {}


def test_links_give_their_words_as_read_from_the_asked_event(asked):
    for kind in ("discusses", "follows", "part_of"):
        make.link(asked, make.event(slug=f"out-{kind}"), kind)
        make.link(make.event(slug=f"in-{kind}"), asked, kind)
    found = related(asked)
    said = {slug: (row["reasons"][0]["words"], row["reasons"][0]["direction"]) for slug, row in found.items()}
    assert said == {
        "out-discusses": ("discusses", "out"),
        "in-discusses": ("discussed by", "in"),
        "out-follows": ("follows", "out"),
        "in-follows": ("followed by", "in"),
        "out-part_of": ("part of", "out"),
        "in-part_of": ("has part", "in"),
    }
    assert {row["reasons"][0]["link"] for row in found.values()} == {"discusses", "follows", "part_of"}
