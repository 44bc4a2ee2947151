"""Events that are suspected to be one: by name, days, place, people and source."""

import pytest

from desk.duplicates import suspicions
from desk.models import Scanned
from summits.models import Event, EventCitation
from tests import factories as make
from tests.desk.duplicates.pairs import found, pair

pytestmark = pytest.mark.django_db


def test_events_on_the_same_day_at_the_same_place_unless_they_are_linked():
    hall, other = make.place(name="Hall"), make.place(name="Elsewhere")
    one = make.event(name="Geneva summit", date="2021-06-16", place=hall)
    two = make.event(name="Biden meets Putin", date="2021-06-15/2021-06-17", place=hall)
    linked = make.event(name="Press conference", date="2021-06-16", place=hall)
    make.link(linked, one, "part_of"), make.link(linked, two, "part_of")
    make.event(name="Something else", date="2021-06-16", place=other)
    make.event(name="A year in the hall", date="2021", place=hall)
    suspected = found("event")
    assert set(suspected) == {pair(one, two)}
    assert "the same place, Hall, on the same day" in suspected[pair(one, two)][0]


def test_events_of_one_name_are_suspected_only_where_their_dates_allow_it():
    one, two = make.event(name="NATO summit", date="2021-06-14"), make.event(name="NATO summit", date="2021")
    make.event(name="NATO summit", date="2018-07-11")
    assert set(found("event")) == {pair(one, two)}


def test_the_same_place_in_a_source_speaks_for_one_event():
    source = make.source(title="A report")
    days = [("2021-06-16", 3), ("2021-06-15/2021-06-17", 3), ("2021-06-16", 4), ("2022-06-16", 3), ("2021", 3)]
    events = [make.event(name=f"{'ABCDE'[n] * 9}", date=day) for n, (day, _) in enumerate(days)]
    for event, (_, sentence) in zip(events, days, strict=True):
        EventCitation.objects.create(record=event, source=source, paragraph=2, sentence=sentence)
        EventCitation.objects.create(record=event, source=source)
    words = "for both the same place is cited: A report, paragraph 2, sentence 3"
    assert found("event") == {pair(*events[:2]): [words]}
    make.link(events[0], events[1], "part_of")
    Event.objects.update(summary="Compared again")
    Scanned.objects.all().delete()
    assert found("event") == {}, "events that are linked are known to be two"


def test_that_two_events_were_in_a_country_says_nothing():
    land, city = make.place(name="Markland", kind="country"), make.place(name="Marktown", kind="city")
    for place in (land, city):
        make.event(name=f"Talks about one thing in {place.name}", date="2021-06-16", place=place)
        make.event(name=f"Quite another dinner of {place.name}", date="2021-06-16", place=place)
    [ids] = found("event")
    assert {event.place for event in Event.objects.filter(pk__in=ids)} == {city}


def test_the_same_people_on_the_same_days_are_a_reason():
    ada, bo, cy = (make.expert(name=name) for name in ("Ada Lund", "Boris Marin", "Cyrus Noel"))
    first = make.event(name="Breakfast", date="2021-06-16", place=None)
    second = make.event(name="A working lunch", date="2021-06-15/2021-06-17", place=None)
    more = make.event(name="Reception", date="2021-06-16", place=None)
    later = make.event(name="Farewell", date="2021-06-20", place=None)
    for event, people in ((first, (ada, bo)), (second, (bo, ada)), (more, (ada, bo, cy)), (later, (ada, bo))):
        for person in people:
            make.participation(event=event, expert=person)
    [(ids, reasons)] = found("event").items()
    assert ids == pair(first, second) and "with the same 2 people on the same days" in reasons[0]


@pytest.fixture
def geneva():
    """The summit of June 2021 as it is on record, with all that was in Geneva on that day: by slug."""
    source = make.source(title="Report")
    place = make.place(name="Geneva")
    biden, putin, blinken = (make.expert(name=name) for name in ("Joseph Biden", "Vladimir Putin", "Antony Blinken"))

    def event(slug, name, kind, date, *principals, delegates=()):
        made = make.event(slug=slug, name=name, kind=kind, date=date, place=place)
        for role, people in (("principal", principals), ("delegate", delegates)):
            for person in people:
                make.participation(event=made, expert=person, role=role)
        EventCitation.objects.create(record=made, source=source, paragraph=1)
        return made

    return {
        made.slug: made
        for made in (
            event("summit", "Geneva summit", "summit", "2021-06-16", putin, biden, delegates=[blinken]),
            event("trip", "Joseph R. Biden in Geneva, Switzerland", "visit", "2021-06-15/2021-06-16", biden),
            event("secretary", "Antony John Blinken in Geneva, Switzerland", "visit", "2021-06-16", blinken),
            event("press-1", "Press conference of Putin", "press_conference", "2021-06-16", putin),
            event("press-2", "Press conference of Biden", "press_conference", "2021-06-16", biden),
            event("journey", "Journey of Joseph R. Biden: Brussels, Geneva", "journey", "2021-06-13/2021-06-16", biden),
        )
    }


def test_the_trip_of_a_president_may_be_the_summit_and_nothing_else_in_the_city_is(geneva):
    suspected = found("event")
    assert set(suspected) == {pair(geneva["summit"], geneva["trip"])}
    assert suspected[pair(geneva["summit"], geneva["trip"])][-1] == "Joseph Biden as principal of both"


def test_a_double_row_comes_first_and_visits_that_follow_one_another_are_not_suspected(geneva):
    city = make.place(name="Jerusalem")
    secretary = make.expert(name="Warren Christopher")
    rows = [
        make.event(name="Warren Christopher in Jerusalem, Israel", kind="visit", date=date, place=city)
        for date in ("1996-04-22/1996-04-23", "1996-04-23/1996-04-24", "1996-04-24/1996-04-25", "1996-04-24/1996-04-25")
    ]
    for row in rows:
        make.participation(event=row, expert=secretary, role="principal")
    assert set(found("event")) == {pair(*rows[2:]), pair(geneva["summit"], geneva["trip"])}
    assert [row.ids for row in suspicions("event")][0] == pair(*rows[2:])


def test_events_of_one_name_are_told_even_with_other_principals():
    place = make.place(name="Oslo")
    events = [make.event(name="Talks on fish", date="1958-10-02", place=place) for _ in "ab"]
    for event in events:
        make.participation(event=event, role="principal")
    assert set(found("event")) == {pair(*events)}
