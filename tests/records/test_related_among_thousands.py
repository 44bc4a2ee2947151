"""The first ten of five events among thousands that share the United States; docs/related.md argues for each.

Beside the founding records stand the trips around these events and as many others of the same travellers as the
Office of the Historian lists.
"""

import datetime
import itertools

import pytest

from experts.models import Expert, Organisation
from lib.visibility import Audience
from sources.models import Place
from summits.models import Event, Participation
from summits.related import COMMON, related_rows
from tests import factories as make

pytestmark = pytest.mark.django_db

# Name of the trip, its first and last day, city, country: as listed, in 1945, 1961, 1986, 2018 and 2021.
TRIPS = {
    "Roosevelt": [
        ("Malta", "1945-02-02", "1945-02-02", "Valletta", "Malta"),
        ("Yalta", "1945-02-03", "1945-02-12", "Yalta", "Soviet land"),
        ("Great Bitter Lake", "1945-02-13", "1945-02-15", "Ismailia", "Egypt"),
        ("Algiers", "1945-02-18", "1945-02-18", "Algiers", "Algeria"),
        ("Quebec", "1944-09-11", "1944-09-16", "Quebec", "Canada"),
        ("Tehran", "1943-11-27", "1943-12-02", "Tehran", "Iran"),
        ("Cairo", "1943-12-02", "1943-12-07", "Cairo", "Egypt"),
        ("Tunis", "1943-12-07", "1943-12-09", "Tunis", "Tunisia"),
        ("Dakar", "1943-12-09", "1943-12-09", "Dakar", "Senegal"),
    ],
    "Stettinius": [("Yalta and Moscow", "1945-02-03", "1945-02-14", "Yalta", "Soviet land")],
    "Kennedy": [
        ("Ottawa", "1961-05-16", "1961-05-18", "Ottawa", "Canada"),
        ("Paris", "1961-05-31", "1961-06-03", "Paris", "France"),
        ("Vienna", "1961-06-03", "1961-06-04", "Vienna", "Austria"),
        ("London", "1961-06-04", "1961-06-05", "London", "United Kingdom"),
        ("Caracas", "1961-12-16", "1961-12-17", "Caracas", "Venezuela"),
        ("Bogota", "1961-12-17", "1961-12-17", "Bogota", "Colombia"),
        ("Bermuda", "1961-12-21", "1961-12-22", "Hamilton", "Bermuda"),
        ("Mexico", "1962-06-29", "1962-07-01", "Mexico City", "Mexico"),
        ("Nassau", "1962-12-18", "1962-12-21", "Nassau", "The Bahamas"),
        ("San Jose", "1963-03-18", "1963-03-20", "San Jose", "Costa Rica"),
    ],
    "Rusk": [("Vienna", "1961-06-03", "1961-06-04", "Vienna", "Austria")],
    "ronald-reagan": [("Reykjavik", "1986-10-09", "1986-10-12", "Reykjavik", "Iceland")],
    "george-shultz": [("Reykjavik", "1986-10-09", "1986-10-12", "Reykjavik", "Iceland")],
    "donald-trump": [("Helsinki", "2018-07-15", "2018-07-16", "Helsinki", "Finland")],
    "joseph-biden": [
        ("Cornwall", "2021-06-09", "2021-06-13", "Carbis Bay", "United Kingdom"),
        ("Brussels", "2021-06-13", "2021-06-15", "Brussels", "Belgium"),
        ("Geneva", "2021-06-15", "2021-06-16", "Geneva", "Switzerland"),
    ],
    "antony-blinken": [("Geneva", "2021-06-16", "2021-06-16", "Geneva", "Switzerland")],
}
# How many other trips each made.
OTHERS = {
    "Roosevelt": 43, "Stettinius": 9, "Kennedy": 5, "Rusk": 114, "ronald-reagan": 40, "george-shultz": 260,
    "donald-trump": 25, "joseph-biden": 30, "antony-blinken": 220,
}  # fmt: skip
NUMBERS = itertools.count()


def journeys(state, people, number):
    """So many trips of ``people`` (none: visits of others to ``state``), years away from the five events."""
    start = datetime.date(1900, 1, 1)
    events = Event.objects.bulk_create(
        Event(
            slug=f"far-{next(NUMBERS)}", name="Far away", kind="visit", publication="published",
            date=(start + datetime.timedelta(9 * day)).isoformat(),
        )
        for day in range(number)
    )  # fmt: skip
    Participation.objects.bulk_create(
        Participation(
            public_id=f"far-{event.slug}", event=event, role="principal", publication="published",
            **({"expert": people, "on_behalf_of": state} if people else {"organisation": state}),
        )
        for event in events
    )  # fmt: skip


@pytest.fixture(scope="module")
def trips(loaded, django_db_blocker):
    """{(traveller, name of the trip): event}, in the transaction of the module's records."""
    with django_db_blocker.unblock():
        return enter()


def enter():
    """Write the trips and all that stands beside them."""
    state = Organisation.objects.get(name="United States of America")
    journeys(state, None, COMMON + 50)
    places, made = {place.name: place for place in Place.objects.all()}, {}
    for traveller, rows in TRIPS.items():
        expert = Expert.objects.filter(slug=traveller).first() or make.expert(name=traveller)
        for name, first, last, city, land in rows:
            country = places.setdefault(land, places.get(land) or make.country(name=land))
            place = places.setdefault(city, places.get(city) or make.place(name=city, country=country, parent=country))
            made[traveller, name] = event = make.event(
                name=f"{traveller} in {name}", kind="visit", date=f"{first}/{last}", place=place
            )
            make.participation(event=event, expert=expert, role="principal", on_behalf_of=state)
        journeys(state, expert, OTHERS[traveller])
    for president, secretary, name, other in (
        ("Kennedy", "Rusk", "Vienna", "Vienna"), ("Roosevelt", "Stettinius", "Yalta", "Yalta and Moscow"),
    ):  # fmt: skip
        make.link(made[secretary, other], made[president, name], "parallel_to")
        whole = make.event(slug=f"journey-{president}", name="Journey", kind="journey", date=made[president, name].date)
        make.link(made[president, name], whole, "part_of")
    return made


def first_ten(event):
    """The names of the first ten, without the traveller; and the number of all."""
    number, rows = related_rows(event.pk, Audience.PUBLIC, "", 10)
    return number, [row["slug"] if row["slug"].count("-") > 1 else row["name"] for row in rows]


def test_vienna_1961(trips):
    number, names = first_ten(trips["Kennedy", "Vienna"])
    # What it is part of, the secretary beside him, then his other trips: the nearest first, the last and next stop
    # of the journey before the visits of spring and winter.
    assert names == ["Journey", "Rusk in Vienna"] + [
        f"Kennedy in {name}"
        for name in ("London", "Paris", "Ottawa", "Caracas", "Bogota", "Bermuda", "Mexico", "Nassau")
    ]
    # The journey, the secretary, and his fourteen others: not the thousands that the United States held.
    assert number == 2 + 9 + 5


def test_yalta_1945(trips):
    number, names = first_ten(trips["Roosevelt", "Yalta"])
    assert names == ["Journey", "Stettinius in Yalta and Moscow"] + [
        f"Roosevelt in {name}"
        for name in ("Great Bitter Lake", "Malta", "Algiers", "Quebec", "Dakar", "Tunis", "Cairo", "Tehran")
    ]
    assert number == 2 + 8 + 43


def test_geneva_2021(trips):
    number, names = first_ten(Event.objects.get(slug="geneva-summit-2021"))
    assert names[:4] == [
        "valdai-discussion-geneva-summit-2021", "putin-press-conference-geneva-2021",
        "biden-press-conference-geneva-2021", "biden-europe-journey-2021",
    ]  # fmt: skip
    assert set(names[4:]) <= {
        "reykjavik-foreign-ministers-2021", "strategic-stability-dialogue-2021-09", "strategic-stability-dialogue-2021-07",
        "putin-summit-acceptance", "geneva-summit-1985", "return-of-ambassador-antonov-2021",
        "sullivan-patrushev-geneva-2021", "return-of-ambassador-sullivan-2021", "biden-summit-proposal",
        "new-start-extension-2021",
    }  # fmt: skip
    assert number < COMMON


def test_reykjavik_1986(trips):
    _, names = first_ten(Event.objects.get(slug="reykjavik-summit-1986"))
    assert names == [
        "washington-summit-1987", "moscow-summit-1991", "geneva-summit-1985", "moscow-summit-1988", "malta-summit-1989",
        "new-york-summit-1988", "helsinki-summit-1990", "washington-summit-1990",
        # These two have the same ties and score: the nearer in time first.
        "helsinki-summit-1997", "sochi-summit-2008",
    ]  # fmt: skip


def test_helsinki_2018(trips):
    _, names = first_ten(Event.objects.get(slug="helsinki-summit-2018"))
    assert names == [
        "geneva-summit-2021", "reykjavik-foreign-ministers-2021", "blinken-lavrov-geneva-2022",
        # Sochi and Ljubljana, and the three after the call, have the same ties: the later ones are nearer to 2018.
        "sochi-summit-2008", "ljubljana-summit-2001", "munich-ratification-2011", "biden-putin-call-2021-07-09",
        "bratislava-summit-2005", "moscow-summit-2002", "moscow-summit-2000",
    ]  # fmt: skip
