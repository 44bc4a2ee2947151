"""The order of related events for four founding events; docs/related.md gives the argument for each."""

import pytest

from lib.visibility import Audience
from summits.models import Event
from summits.related import LINKS, OUTCOME, STEP, related_rows

pytestmark = pytest.mark.django_db

PARTS, PREPARED, BESIDE = LINKS["part_of"], LINKS["prepares"], LINKS["follows"]


def related(slug):
    """{slug: score} of all related events, in order."""
    _, rows = related_rows(Event.objects.get(slug=slug).pk, Audience.PUBLIC, "", 100)
    return {row["slug"]: row["score"] for row in rows}


def level(scores, worth):
    """Those whose strongest link or outcome is worth this much."""
    return {slug for slug, score in scores.items() if worth <= score < worth + STEP}


def test_geneva_2021():
    found = related("geneva-summit-2021")
    # What belongs to it and what is said of it.
    assert level(found, PARTS) == {
        "valdai-discussion-geneva-summit-2021", "putin-press-conference-geneva-2021",
        "biden-press-conference-geneva-2021", "biden-europe-journey-2021",
    }  # fmt: skip
    # What led to it and what carried it out; 1985, whose sentence on nuclear war it confirmed.
    assert level(found, PREPARED) == {
        "reykjavik-foreign-ministers-2021", "sullivan-patrushev-geneva-2021", "biden-summit-proposal",
        "putin-summit-acceptance", "new-start-extension-2021", "strategic-stability-dialogue-2021-07",
        "strategic-stability-dialogue-2021-09", "return-of-ambassador-antonov-2021", "return-of-ambassador-sullivan-2021",
        "geneva-summit-1985",
    }  # fmt: skip
    # What a source places before it or after it.
    assert level(found, BESIDE) == {
        "helsinki-summit-2018", "carbis-bay-g7-summit-2021", "brussels-nato-summit-2021", "brussels-eu-us-summit-2021",
        "nord-stream-2-sanctions-waiver", "belarus-plane-landing", "ukraine-nato-entry-postponement",
        "personal-attacks-on-putin", "biden-putin-call-2021-07-09", "us-russia-strategic-stability-dialogue",
        "us-russia-cyber-consultations", "un-ict-draft-resolution-2021",
    }  # fmt: skip
    order = list(found)
    assert order[0] == "valdai-discussion-geneva-summit-2021"
    # Munich 2011 shares a minister and two states, which is not more than having been carried out there.
    assert order.index("munich-ratification-2011") > order.index("strategic-stability-dialogue-2021-09")
    assert found["munich-ratification-2011"] < STEP


def test_reykjavik_1986():
    found = related("reykjavik-summit-1986")
    assert list(found)[:8] == [
        "washington-summit-1987",  # prepared at Reykjavik, and took up its understanding
        "moscow-summit-1991",  # where the treaty on its outline was signed
        "geneva-summit-1985",  # the meeting before
        # Reagan and Gorbachev with their ministers; Reagan and Gorbachev; Gorbachev alone, rather with Shevardnadze.
        "moscow-summit-1988",
        "new-york-summit-1988",
        "malta-summit-1989",
        "helsinki-summit-1990",
        "washington-summit-1990",
    ]
    # Washington followed it, is prepared by it and confirms an outcome: that does not add up.
    assert OUTCOME <= found["washington-summit-1987"] < OUTCOME + STEP
    # One man does not count three times: Gorbachev, for whom the state and the party come with him.
    assert found["malta-summit-1989"] < found["new-york-summit-1988"]


def test_helsinki_2018():
    found = related("helsinki-summit-2018")
    # One event is tied to it by a source: the next meeting of the presidents.
    assert list(found)[0] == "geneva-summit-2021" and BESIDE <= found["geneva-summit-2021"] < BESIDE + STEP
    assert level(found, BESIDE) == {"geneva-summit-2021"}
    assert sorted(found.values())[-2] < STEP
    # Lavrov, who was at few; Putin with a topic that few have; Putin; neither.
    told = [
        "reykjavik-foreign-ministers-2021", "blinken-lavrov-geneva-2022", "sochi-summit-2008", "ljubljana-summit-2001",
        "bratislava-summit-2005", "moscow-summit-2002", "moscow-summit-2000", "helsinki-summit-1997", "prague-summit-2010",
    ]  # fmt: skip
    assert [slug for slug in found if slug in told] == told and list(found)[1:5] == told[:4]


def test_the_valdai_discussion():
    found = related("valdai-discussion-geneva-summit-2021")
    order = list(found)
    # The summit that it discusses, the press conferences beside it, then all of which its speakers spoke.
    assert order[:3] == [
        "geneva-summit-2021",
        "putin-press-conference-geneva-2021",
        "biden-press-conference-geneva-2021",
    ]
    assert set(order[3:9]) == {
        "ukraine-nato-entry-postponement", "nord-stream-2-sanctions-waiver", "belarus-plane-landing",
        "personal-attacks-on-putin", "putin-summit-acceptance", "biden-summit-proposal",
    }  # fmt: skip
