"""The travels of the Office of the Historian: what becomes of their rows, dirt included."""

from pathlib import Path

import pytest

from experts.models import Appointment, Expert, Organisation, OrganisationTerritory
from intake.datasets.hsg import countries
from intake.records import load
from sources.models import Place
from summits.models import Event, EventLink, Participation
from tests.intake.datasets.conftest import ENVOYS, GREEN, TERMS, TRIPS, president, trip

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


def test_each_row_is_a_stop_with_its_traveller_day_town_and_source(travels, take):
    outcome = take("hsg-travels", travels())

    assert (outcome.rows, outcome.records, len(outcome.queued), outcome.recognised) == (10, 9, 0, 1)
    stop = Event.objects.get(slug="hsg-trip-2")
    assert (stop.kind, stop.name, str(stop.date)) == (
        "visit",
        "Ada Green in Brussels, Belgium",
        "2021-06-13/2021-06-15",
    )
    assert (stop.place.name, stop.place.country.name, stop.summary) == ("Brussels", "Belgium", "Met with officials.")
    assert [(row.scheme, row.value) for row in stop.identifiers.all()] == [("hsg", "trip-2")]
    assert [(row.source.slug, row.locator) for row in stop.citations.all()] == [("hsg-travels", "trip 2")]
    part = stop.participations.get()
    assert (part.expert.name, part.role, part.billing) == ("Ada Green", "principal", "President")
    assert part.on_behalf_of.name == "United States of America"
    term = Appointment.objects.get(expert=part.expert)
    assert (term.post, str(term.start), str(term.end)) == ("President", "2021-01-20", "..")
    assert term.citations.get().locator == "presidents.xml, green-ada"


def test_several_towns_are_cited_as_printed_and_the_country_is_the_place(travels, take):
    take("hsg-travels", travels())
    stop = Event.objects.get(slug="hsg-trip-1")
    assert stop.place.name == "United Kingdom"
    assert stop.citations.get(field="place").value == "London, Cornwall, United Kingdom"


def test_a_stop_without_a_town_is_in_the_country(travels, take):
    take("hsg-travels", travels())
    stop = Event.objects.get(slug="hsg-trip-4")
    assert (stop.name, stop.place.name) == ("Ada Green in Vatican City", "Vatican City")


def test_adjoining_rows_of_one_traveller_are_one_journey(travels, take):
    take("hsg-travels", travels())
    journey = Event.objects.get(kind="journey")
    assert journey.name == "Journey of Ada Green: United Kingdom, Belgium, Switzerland"
    assert str(journey.date) == "2021-06-09/2021-06-16"
    parts = EventLink.objects.filter(kind="part_of", to_event=journey).order_by("from_event__date_earliest")
    assert [link.from_event.slug for link in parts] == ["hsg-trip-1", "hsg-trip-2", "hsg-trip-3"]
    assert [row.locator for row in journey.citations.order_by("pk")] == ["trip 1", "trip 2", "trip 3"]


def test_a_secretary_in_the_same_country_on_the_same_days_is_tied_to_the_president(travels, take):
    take("hsg-travels", travels())
    link = EventLink.objects.get(kind="parallel_to")
    assert (link.from_event.slug, link.to_event.slug) == ("hsg-trip-6", "hsg-trip-3")


def test_a_double_row_is_one_event_with_two_citations_and_both_numbers(travels, take):
    take("hsg-travels", travels())
    stop = Event.objects.get(slug="hsg-trip-7")
    assert not Event.objects.filter(slug="hsg-trip-8").exists()
    assert [row.value for row in stop.identifiers.order_by("value")] == ["trip-7", "trip-8"]
    said = {(row.locator, row.field, row.value) for row in stop.citations.all()}
    assert {
        ("trip 7", "", ""), ("trip 8", "", ""),
        ("trip 8", "date", "2021-08-01/2021-08-03"), ("trip 8", "summary", "Visited."),
    } <= said  # fmt: skip


def test_two_ids_of_one_country_are_one_place_and_the_printed_name_is_kept(travels, take):
    take("hsg-travels", travels())
    one, other = Event.objects.get(slug="hsg-trip-5"), Event.objects.get(slug="hsg-trip-7")
    assert one.place == other.place
    assert Place.objects.filter(kind="country", names__text="Turkey").get() == one.place.country
    assert other.citations.get(field="place", locator="trip 7").value == "Ankara, Turkey"


def test_the_state_goes_by_the_date():
    names = [countries.state("russia", day) for day in ("1905-01-01", "1991-07-31", "1993-01-02", "1920-01-01")]
    assert [one and one.name for one in names] == ["Russian Empire", "Soviet Union", "Russian Federation", None]
    assert countries.territory("turkiye") == countries.territory("turkey") == "turkey"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (trip(9, "green-ada", "Ada Green", "2022-05-02", "2022-05-01", "japan", "Japan"), "ends (2022-05-01) before"),
        (trip(9, "green-ada", "Ada Green", "", "2022-05-01", "japan", "Japan"), "are not two days"),
        (trip(9, "", "Ada Green", "2022-05-01", "2022-05-01", "japan", "Japan"), "has no traveller"),
        (trip("", "green-ada", "Ada Green", "2022-05-01", "2022-05-01", "japan", "Japan"), "has no number"),
        (trip(9, "green-ada", "Ada Green", "2022-05-01", "2022-05-01", "japan", "Japan", role="king"), "neither"),
        # Only the record itself refuses this one.
        (
            trip("9_9", "green-ada", "Ada Green", "2022-05-01", "2022-05-01", "japan", "Japan"),
            "Use small letters, digits",
        ),
    ],
)
def test_a_row_that_cannot_be_a_record_waits_with_its_reason(travels, take, row, reason):
    outcome = take("hsg-travels", travels(trips=[*TRIPS, row]))
    assert [reason in row.reason for row in outcome.queued] == [True], outcome.queued[0].reason
    assert outcome.rows == outcome.records + len(outcome.queued) + outcome.recognised == 11
    assert Event.objects.filter(kind="visit").count() == 7
    assert not Place.objects.filter(name="Japan").exists()


def test_who_has_two_terms_apart_is_one_person_with_two_posts(travels, take):
    again = president(47, "green-ada", "Ada Green", 1942, "2029-01-20", "2033-01-20")
    first = president(46, "green-ada", "Ada Green", 1942, "2021-01-20", "2025-01-20")
    take("hsg-travels", travels(terms=[TERMS[0], first, again]))
    terms = Appointment.objects.filter(expert__name="Ada Green").order_by("start_earliest")
    assert [row.citations.get().locator[-4:] for row in terms] == ["(46)", "(47)"]


def test_a_stop_of_whom_a_row_was_refused_still_names_the_person(travels, take):
    twice = president(28, "stone-john", "John Stone", 1857, "1909-03-04", "1913-03-04", 1930)
    outcome = take("hsg-travels", travels(terms=[*TERMS, twice]))
    assert [row.reason for row in outcome.queued] == ["This appointment is already on record."]
    assert Participation.objects.get(event__slug="hsg-trip-5").expert.name == "John Stone"


FOUND = """\
sources:
- {slug: gazette, title: "The Gazette", kind: news_article}
places:
- {slug: swiss-land, kind: country, name: "Switzerland"}
- {slug: geneve, kind: city, name: "Genève", parent: swiss-land, country: swiss-land, names: [{text: Geneva}]}
experts:
- slug: ada
  name: "Ada M. Green"
  notes: "A note."
  identifiers: [{scheme: hsg, value: green-ada}]
  citations: [{source: gazette, locator: "page 2"}]
- {slug: another, name: "Stone", born: "1915", identifiers: [{scheme: hsg, value: stone-john}]}
"""


def test_what_is_on_record_is_added_to_and_never_overwritten(travels, take, file):
    load([file(FOUND)])
    take("hsg-travels", travels())
    ada = Expert.objects.get(identifiers__value="green-ada")
    assert (ada.slug, ada.name, ada.notes, str(ada.born)) == ("ada", "Ada M. Green", "A note.", "1942")
    assert [name.text for name in ada.names.all()] == ["Ada Green"]
    assert sorted(row.source.slug for row in ada.citations.all()) == ["gazette", "hsg-travels"]
    assert Event.objects.get(slug="hsg-trip-3").place.slug == "geneve"
    assert Place.objects.filter(name="Switzerland").count() == 1


def test_one_identifier_of_two_men_stays_with_the_one_who_has_it(travels, take, file):
    load([file(FOUND)])
    outcome = take("hsg-travels", travels())
    stone = Expert.objects.get(name="John Stone")
    assert (str(stone.born), stone.identifiers.count()) == ("1857", 0)
    assert stone.participations.get().event.slug == "hsg-trip-5"
    assert any("John Stone (born 1857) does not get the identifier hsg:stone-john" in note for note in outcome.notes)
    # The second run tells them apart as well.
    assert take("hsg-travels", travels()).recognised == 10


def test_ids_that_were_confirmed_to_be_one_mans_are_his(travels, take):
    terms = [president(41, "bush-george-h-w", "George H.W. Bush", 1924, "1989-01-20", "1993-01-20", 2018)]
    take("hsg-travels", travels(terms, [], []))
    assert set(Expert.objects.get().identifiers.values_list("value", flat=True)) == {
        "bush-george-h-w",
        "bush-george-herbert-walker",
    }


def test_rows_are_read_in_any_order_to_the_same_journeys(travels, take):
    take("hsg-travels", travels(trips=TRIPS[::-1], envoys=ENVOYS[::-1]))
    assert EventLink.objects.filter(kind="part_of").count() == 3
    assert Event.objects.filter(slug="hsg-trip-7").exists()


def test_the_state_that_was_visited_is_on_record_with_its_territory(travels, take):
    stops = [
        trip(1, *GREEN, "1972-05-22", "1972-05-30", "russia", "U.S.S.R.", "Moscow"),
        trip(2, *GREEN, "2002-05-23", "2002-05-26", "russia", "Russia", "Moscow"),
        trip(3, *GREEN, "2007-01-05", "2007-01-06", "antarctica", "Antarctica"),
        trip(4, *GREEN, "2009-01-05", "2009-01-06", "korea-north", "North Korea", "Pyongyang"),
    ]
    take("hsg-travels", travels(trips=stops, envoys=[]))
    held = OrganisationTerritory.objects.exclude(organisation__slug="united-states-of-america")
    assert sorted((row.organisation.name, row.place.name, str(row.period or "")) for row in held) == [
        ("North Korea", "North Korea", ""),
        ("Russian Federation", "Russia", "1991-12-25/.."),
        ("Soviet Union", "Russia", "1922-12-30/1991-12-26"),
    ]
    assert Organisation.objects.get(name="Russian Federation").predecessor.name == "Soviet Union"
    # Nothing is said of a host: that somebody was there is all that the row says.
    assert set(Participation.objects.values_list("role", flat=True)) == {"principal"}


def test_states_of_the_founding_records_are_met_again_and_not_entered_twice(travels, take):
    load([ROOT / "records"])
    before = set(Organisation.objects.filter(kind="state").values_list("slug", flat=True))
    held = OrganisationTerritory.objects.count()
    names = ("united-kingdom", "belarus", "ukraine", "russia", "switzerland")
    rows = [trip(n, *GREEN, f"2001-0{n}-01", f"2001-0{n}-02", name, name.title()) for n, name in enumerate(names, 1)]
    take("hsg-travels", travels(trips=rows, envoys=[]))
    assert set(Organisation.objects.filter(kind="state").values_list("slug", flat=True)) == before
    assert OrganisationTerritory.objects.count() == held
