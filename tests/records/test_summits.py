"""The Geneva summit, what came of it, and the summits and meetings that are tied to it."""

from collections import defaultdict

import pytest
from django.apps import apps
from django.db.models import Q

from experts.models import Appointment, Organisation
from intake.records import load
from intake.records.format import KINDS
from lib.addresses import Record
from lib.visibility import Audience
from sources.models import Place, Source
from summits.models import Event, EventCitation, EventLink, LinkKind, Outcome, OutcomeEvent, Participation, Position
from summits.related import related_rows
from summits.search import search
from tests.intake.tables import every_row
from tests.records.conftest import FOLDER
from tests.records.meetings import (
    MEETINGS,
    SUMMIT,
)

pytestmark = pytest.mark.django_db


def outcomes(slug):
    return {outcome.public_id: outcome for outcome in Outcome.objects.filter(event__slug=slug)}


def linked(slug, kind):
    """Events that the event is linked to by a kind, and those linked to it."""
    out = EventLink.objects.filter(from_event__slug=slug, kind=kind).values_list("to_event__slug", flat=True)
    back = EventLink.objects.filter(to_event__slug=slug, kind=kind).values_list("from_event__slug", flat=True)
    return set(out), set(back)


def reached_from(slug):
    """How many links and outcomes away each event stands from one, read in both directions."""
    ties = defaultdict(set)
    pairs = list(EventLink.objects.values_list("from_event__slug", "to_event__slug"))
    pairs += OutcomeEvent.objects.values_list("outcome__event__slug", "event__slug")
    for one, other in pairs:
        ties[one].add(other)
        ties[other].add(one)
    steps, edge = {slug: 0}, [slug]
    for here in edge:
        for there in ties[here] - steps.keys():
            steps[there] = steps[here] + 1
            edge.append(there)
    return steps


def test_everything_was_created_and_a_second_load_writes_nothing(loaded):
    assert loaded.total("created") == sum(map(sum, (row.values() for row in loaded.counts.values()))) > 700
    assert set(loaded.counts) == set(KINDS)
    before = every_row()
    again = load([FOLDER])
    assert every_row() == before
    assert again.total("unchanged") == loaded.total("created")
    assert again.differences == []


def test_no_record_is_a_draft_and_the_public_sees_all():
    records = [model for model in apps.get_models() if issubclass(model, Record)]
    assert {kind.model for kind in KINDS.values()} <= set(records)
    for model in records:
        assert set(model.objects.values_list("publication", flat=True)) <= {"published"}, model
        assert model.objects.visible_to(None).count() == model.objects.count(), model


def test_what_a_reader_relies_on_has_a_source_or_says_that_it_has_none():
    unsourced = [model.objects.filter(citations__isnull=True) for model in (Event, Position, Outcome)]
    unsourced.append(Participation.objects.filter(role="principal", citations__isnull=True))
    unsourced.append(Appointment.objects.filter(citations__isnull=True).exclude(note__icontains="unsourced"))
    assert [str(row) for rows in unsourced for row in rows] == []


def test_the_principals_with_their_offices():
    parts = Participation.objects.filter(event__slug=SUMMIT, role="principal")
    assert {
        (part.expert.slug, part.resolved.get().appointment.organisation.slug, part.on_behalf_of.slug) for part in parts
    } == {
        ("vladimir-putin", "russian-federation", "russian-federation"),
        ("joseph-biden", "united-states-of-america", "united-states-of-america"),
    }
    for part in parts:
        assert part.resolved.get().appointment in Appointment.objects.held_on("2021-06-16", match="certain")


def test_its_outcomes_and_the_later_events_that_carried_them_out():
    found = outcomes(SUMMIT)
    ambassadors = found["geneva-2021-return-of-ambassadors"]
    assert (ambassadors.kind, ambassadors.status) == ("agreement", "agreed")
    assert ambassadors.citations.filter(source__slug="valdai-report-2021", paragraph=7, sentence=4).exists()
    assert {(row.relation, row.event.slug) for row in ambassadors.later_events.all()} == {
        ("implements", "return-of-ambassador-antonov-2021"),
        ("implements", "return-of-ambassador-sullivan-2021"),
    }
    consultations = found["geneva-2021-strategic-stability-consultations"]
    assert (consultations.kind, consultations.status) == ("process", "in_principle")
    assert consultations.citations.filter(source__slug="valdai-report-2021", paragraph=9, sentence=2).exists()
    assert {(row.relation, row.event.slug) for row in consultations.later_events.all()} == {
        ("implements", "strategic-stability-dialogue-2021-07"),
        ("implements", "strategic-stability-dialogue-2021-09"),
    }
    for outcome in (ambassadors, consultations):
        assert {party.organisation.slug for party in outcome.parties.all()} == {
            "russian-federation",
            "united-states-of-america",
        }


def test_two_press_conferences_are_parts_of_it():
    _, parts = linked(SUMMIT, "part_of")
    held = Event.objects.filter(slug__in=parts, kind="press_conference")
    assert {(event.slug, str(event.date), event.participations.get().expert.slug) for event in held} == {
        ("putin-press-conference-geneva-2021", "2021-06-16", "vladimir-putin"),
        ("biden-press-conference-geneva-2021", "2021-06-16", "joseph-biden"),
    }


@pytest.mark.parametrize(
    ("slug", "kind"),
    [
        ("belarus-plane-landing", "incident"),
        ("nord-stream-2-sanctions-waiver", "decision"),
        ("ukraine-nato-entry-postponement", "statement"),
        ("putin-summit-acceptance", "decision"),
        ("personal-attacks-on-putin", "other"),
    ],
)
def test_what_the_report_only_mentions_was_before_the_meeting_and_has_no_day(slug, kind):
    event = Event.objects.get(slug=slug)
    # 5.1 "Putin received a lot from Biden even before the meeting"; 4.4 "accepted the offer despite … personal attacks".
    assert (event.kind, str(event.date)) == (kind, "/2021-06-16?")
    assert event.citations.filter(source__slug="valdai-report-2021", paragraph__in=[4, 5], field="date").exists()
    assert event.positions_about.exists()
    # Possible at any time until the meeting and not after it, certain at none.
    assert event in Event.objects.held_between("2021-05-01", "2021-05-31")
    assert event not in Event.objects.held_between("2021-06-17", "2021-12-31")
    assert event not in Event.objects.held_between("1900-01-01", "2021-12-31", "certain")
    # And tied to the meeting before which it was.
    before, prepared = linked(SUMMIT, "follows")[0], linked(SUMMIT, "prepares")[1]
    assert slug in before | prepared


@pytest.mark.parametrize("slug", MEETINGS)
def test_a_meeting_as_the_sources_have_it(slug):
    date, place, principals, entry, stay = MEETINGS[slug]
    event = Event.objects.get(slug=slug)
    assert (str(event.date), event.status) == (date, "held")
    assert event.place in Place.objects.within(Place.objects.get(slug=place))
    found = {part.expert.slug for part in event.participations.filter(role="principal")}
    # Of the larger meetings only some principals are on record.
    assert principals <= found if len(principals) == 1 else principals == found
    cited = event.citations.filter(source__slug__in=["hsg-travels", "hsg-visits"], locator=entry)
    assert stay in cited.filter(field="date").values_list("value", flat=True)
    assert event.event_topics.exists() and event.summary


def test_at_least_15_summits_and_meetings_are_tied_to_geneva():
    steps = reached_from(SUMMIT)
    assert len(set(MEETINGS) & set(steps)) - 1 >= 15
    # Half of them by a link of their own.
    meetings = Event.objects.filter(
        kind__in=["summit", "bilateral_meeting", "multilateral_meeting", "dialogue", "negotiation_round"]
    ).exclude(slug=SUMMIT)
    assert sum(steps.get(event.slug) == 1 for event in meetings) >= 8
    # Those to which no link and no outcome leads have people, states or topics in common with it.
    event = Event.objects.get(slug=SUMMIT)
    _, tied = related_rows(event.pk, Audience.PUBLIC, "", 100)
    assert set(MEETINGS) - {SUMMIT} <= {row["slug"] for row in tied}


# Meetings of the presidents that the Office of the Historian lists and that are no events here, by the day on which
# the trip or visit began: trips 2360, 2364, 2375, 2522, 2527, 2537, 2550, 2552, 2567, 2576, 2600, 2406, 2412, 2446,
# 2454, 2467, 2517; visits 913, 949, 1075, 1164, 1234, 1424, 1506, 1664, 1719, 1805, 1903, 2006, 2042, 2059, 2110, 2125, 2805.
NOT_HERE = [
    "1991-07-14",
    "1991-10-29",
    "1992-01-31",
    "1992-06-15",
    "1992-07-05",
    "1993-07-06",
    "1994-01-12",
    "1994-07-07",
    "1994-09-26",
    "1995-05-09",
    "1995-06-15",
    "1995-10-23",
    "1996-04-18",
    "1997-05-26",
    "1997-06-20",
    "1998-09-01",
    "2000-09-06",
    "2001-11-12",
    "2002-11-22",
    "2003-05-31",
    "2003-09-26",
    "2004-06-08",
    "2005-05-08",
    "2005-09-16",
    "2005-11-16",
    "2006-11-15",
    "2007-07-01",
    "2008-08-07",
    "2008-11-14",
    "2009-09-23",
    "2009-09-24",
    "2010-04-12",
    "2010-06-22",
    "2015-09-28",
]


def test_no_summit_follows_another_with_meetings_of_the_presidents_between_them():
    follows = EventLink.objects.filter(kind="follows", from_event__kind="summit", to_event__kind="summit")
    pairs = {(link.from_event.slug, link.to_event.slug): link for link in follows}
    # This one is tied by the sentence that both state, not by their dates.
    del pairs[SUMMIT, "geneva-summit-1985"]
    assert len(pairs) >= 9
    for (later, earlier), link in pairs.items():
        first, last = link.to_event.date.latest.isoformat(), link.from_event.date.earliest.isoformat()
        assert not [day for day in NOT_HERE if first < day < last], (later, earlier)
        assert link.citations.exists(), (later, earlier)


def test_the_summits_from_1985_to_1990_can_be_walked_back():
    walked, here = [], {"helsinki-summit-1990"}
    while here:
        slug = here.pop()
        walked.append(slug)
        here = {earlier for earlier in linked(slug, "follows")[0] if earlier in MEETINGS}
    assert walked[-1] == "geneva-summit-1985" and len(walked) == 8
    assert linked(SUMMIT, "follows")[0] >= {"helsinki-summit-2018", "geneva-summit-1985"}


def test_links_without_a_source_are_few_and_none_says_what_an_outcome_says_already():
    bare = EventLink.objects.filter(citations=None)
    assert bare.count() <= 7
    for link in bare:
        ends = {"outcome__event": link.to_event, "event": link.from_event}
        assert not OutcomeEvent.objects.filter(**ends).exists(), link.public_id


def test_a_trip_is_no_source_for_a_party_whom_it_does_not_name():
    # Trips and visits whose remarks name nobody of that side.
    unnamed = {
        "washington-summit-1987.usa": "visit 671", "moscow-summit-1988.ussr": "trip 2149",
        "washington-summit-1990.usa": "visit 779", "moscow-summit-1991.ussr": "trip 2363",
        "moscow-summit-1993.russia": "trip 2379", "moscow-summit-2000.russia": "trip 225",
        "moscow-summit-2002.russia": "trip 1305", "sochi-summit-2008.russia": "trip 1666",
        "prague-summit-2010.russia": "trip 3038",
    }  # fmt: skip
    for public_id, locator in unnamed.items():
        citations = Participation.objects.get(public_id=public_id).citations
        assert citations.exists() and not citations.filter(locator=locator).exists(), public_id


def test_what_the_meetings_of_1990_and_1993_also_brought():
    trade = outcomes("washington-summit-1990")["washington-summit-1990.trade-agreement"]
    assert (trade.kind, trade.status, str(trade.date)) == ("agreement", "signed", "1990-06-01")
    assert trade.citations.filter(source__slug="weekly-compilation-1990-06-04", locator="page 866").exists()
    declaration = outcomes("vancouver-summit-1993")["vancouver-summit-1993.declaration"]
    assert (declaration.kind, declaration.date) == ("joint_statement", None)
    assert declaration.citations.filter(source__slug="moscow-declaration-1994").exists()


def test_the_spring_of_2021():
    assert "reykjavik-foreign-ministers-2021" in linked(SUMMIT, "prepares")[1]
    # Before it, on the same journey, and so not beside it.
    before = {"carbis-bay-g7-summit-2021", "brussels-nato-summit-2021", "brussels-eu-us-summit-2021"}
    assert linked(SUMMIT, "follows")[0] >= before
    assert linked(SUMMIT, "parallel_to") == (set(), set())


def test_some_are_known_only_by_their_month():
    by_month = [event for event in Event.objects.all() if event.date and event.date.precision == "month"]
    assert by_month
    assert all(event.citations.exists() for event in by_month)


def test_the_sources_disagree_on_reykjavik_and_the_record_says_so():
    event = Event.objects.get(slug="reykjavik-summit-1986")
    said = defaultdict(set)
    for citation in EventCitation.objects.filter(record=event, field="date"):
        said[citation.source.slug, citation.locator].add(citation.value)
    # The stay, and the remarks of the same entry; then a source with the accepted dates.
    assert said["hsg-travels", "trip 2948"] == {"1986-10-09/1986-10-12", "1986-10-10/1986-10-11"}
    accepted = [place for place, values in said.items() if "1986-10-11/1986-10-12" in values]
    assert accepted and ("hsg-travels", "trip 2948") not in accepted
    assert str(event.date) == "1986-10-11/1986-10-12"


def test_from_the_discussion_to_later_events_and_back():
    """Summit → panel → positions → later events leads to data, and so does the way back."""
    summit = Event.objects.get(slug=SUMMIT)
    (discussion,) = [link.from_event for link in summit.links_in.filter(kind="discusses")]
    about = Position.objects.about(summit).filter(panel__in=discussion.panels.all())
    assert about.count() >= 15
    later = {row.event for outcome in summit.outcomes.all() for row in outcome.later_events.all()}
    assert {event.slug for event in later} >= {f"strategic-stability-dialogue-2021-{month}" for month in ("07", "09")}
    for event in later:
        assert event.date.earliest >= summit.date.latest
    # Back: from the later event by the outcome that it implements to the summit, and to who discussed it.
    july = Event.objects.get(slug="strategic-stability-dialogue-2021-07")
    origin = {row.outcome.event for row in july.outcome_events.filter(relation="implements")}
    assert origin == {summit}
    assert {LinkKind(link.kind).inverse for link in summit.links_in.all()} >= {
        "discussed by",
        "has part",
        "prepared by",
        "followed by",
    }
    assert summit in [link.to_event for link in discussion.links_out.filter(kind="discusses")]
    # And on the topic of both, the positions that foresaw it.
    topics = {row.topic for row in july.event_topics.all()}
    assert Position.objects.filter(position_topics__topic__in=topics, panel__event=discussion).exists()


def test_states_with_their_dates_and_territory():
    union, russia = Organisation.objects.get(slug="soviet-union"), Organisation.objects.get(slug="russian-federation")
    assert (union.kind, russia.kind) == ("state", "state")
    assert str(union.end) == "1991-12-26" and union.end.latest.year == 1991
    assert russia.end is not None and russia.end.is_open
    territory = Place.objects.get(slug="russia")
    assert {row.organisation for row in territory.territory_of.all()} == {union, russia}
    # Gorbachev spoke for the one, Yeltsin for the other.
    spoke = Participation.objects.filter(role="principal", on_behalf_of__in=[union, russia])
    early = spoke.filter(event__date_latest__lt=union.end.earliest)
    assert {part.on_behalf_of for part in early} == {union}
    assert not spoke.filter(on_behalf_of=union, event__date_earliest__gt=union.end.latest).exists()


def test_sources_of_the_historians_office_are_cited_by_record():
    for slug in ("hsg-travels", "hsg-visits"):
        source = Source.objects.get(slug=slug)
        assert source.kind == "dataset"
        cited = EventCitation.objects.filter(source=source)
        assert cited.exists()
        assert not cited.filter(locator="").exists()


@pytest.mark.parametrize("model", [Event, Participation, Position, Outcome, EventLink, Appointment])
def test_every_founding_record_is_cited_or_marked_as_unsourced(model):
    names = {f.name for f in model._meta.fields}
    marked = Q()
    for name in names & {"note", "notes", "summary"}:
        marked |= Q(**{f"{name}__icontains": "unsourced"})
    bare = model.objects.filter(citations=None)
    assert model.objects.exists() and not list(bare.exclude(marked) if marked else bare)


def test_every_link_has_a_source():
    assert not EventLink.objects.filter(citations=None).exists()


def test_what_stood_between_two_meetings_is_on_record_instead_of_a_link_that_skips_it():
    call = Event.objects.get(slug="biden-putin-call-2021-12-30")
    ties = {
        ("follows", "biden-putin-video-call-2021-12-07"),
        ("prepares", "strategic-stability-dialogue-2022-01"),
    }
    assert set(call.links_out.values_list("kind", "to_event__slug")) == ties
    assert not EventLink.objects.filter(
        from_event__slug="strategic-stability-dialogue-2022-01", to_event__slug="biden-putin-video-call-2021-12-07"
    ).exists()


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("june 2021 Genf", "geneva-summit-2021"),
        ("16 June 2021 Geneva", "geneva-summit-2021"),
        ("Geneva June 2021", "geneva-summit-2021"),
        ("Женева июнь 2021", "geneva-summit-2021"),
        ("16 июня 2021 года, Женева", "geneva-summit-2021"),
        ("Genf 1985-11", "geneva-summit-1985"),
        ("Reykjavik October 1986", "reykjavik-summit-1986"),
        ("Helsinki июль 2018", "helsinki-summit-2018"),
    ],
)
def test_a_place_with_the_month_finds_the_summit_of_that_month_first(words, slug):
    assert search(None, words, ("events",)).hits["events"][0].key == slug
