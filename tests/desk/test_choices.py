"""What boxes offer, in which order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.desk.pages import researcher


@pytest.fixture
def offered(client, db):
    """A function: the names that a box offers."""
    client.force_login(researcher())

    def ask(field, model="positionholder", **query):
        asked = {"app_label": "summits", "model_name": model, "field_name": field, **query}
        return [row["text"] for row in client.get("/admin/autocomplete/", asked).json()["results"]]

    return ask


@pytest.mark.parametrize("text", ["2021-06", "16 June 2021", "16.06.2021", "summit 2021-06"])
def test_dates_find_events(offered, text):
    make.event(name="Geneva summit", date="2021-06-16")
    make.event(name="Helsinki summit", date="2018-07-16")
    assert offered("event", "panel", term=text) == ["Geneva summit"]


@pytest.mark.parametrize("how", ["at", "here"])
def test_those_who_take_part_come_first_unless_merely_like(offered, how):
    exact = make.expert(name="Novikov")
    there = make.expert(name="Vera Novikov")
    event = make.event()
    make.participation(event=event, expert=there)
    query = {"at": event.pk} if how == "at" else {"here": f"organisation:{exact.pk},expert:{there.pk},expert:x"}
    assert offered("expert", term="novikov") == ["Novikov", "Vera Novikov"]
    assert offered("expert", term="novikov", **query) == ["Vera Novikov", "Novikov"]
    assert offered("expert", term="", **query)[0] == "Vera Novikov"
    liked = make.expert(name="Nowikov Other")
    make.participation(event=event, expert=liked)
    assert offered("expert", term="novikov", at=event.pk)[0] == "Vera Novikov"
    assert offered("expert", term="novikov", at=event.pk).index("Novikov") == 1


def test_a_state_comes_before_its_ministries(offered):
    make.organisation(name="Ministry of Defence of Russia")
    make.organisation(name="Russia Institute")
    make.organisation(name="Russian Federation").names.create(text="Russia")
    assert offered("organisation", term="Russia")[0] == "Russian Federation"


def test_the_number_of_statements_does_not_grow(offered):
    event = make.event()

    def cost():
        with CaptureQueriesContext(connection) as seen:
            offered("expert", term="Vera", at=event.pk)
        return len(seen)

    make.expert(name="Vera Novikova")
    cost(), (little := cost())
    for number in range(8):
        make.participation(event=event, expert=make.expert(name=f"Vera Number {number}"))
    assert cost() == little


def test_street_and_city_find_a_place(offered):
    geneva = make.place(name="Geneva")
    geneva.names.create(text="Genf")
    make.place(name="Villa La Grange", address="Quai Gustave-Ador 44", parent=geneva)
    make.place(name="Palais Wilson", address="Rue des Pâquis 52", parent=geneva)
    for text in ("gustave ador", "44 quai gustave-ador", "ador geneva", "geneva grange", "grange genf"):
        assert offered("place", "event", term=text)[:1] == ["Villa La Grange"], text
    assert offered("place", "event", term="paquis") == ["Palais Wilson"]
    assert offered("place", "event", term="geneva") == ["Geneva"], "not all that lies there"


@pytest.mark.parametrize(
    ("typed", "name", "further"),
    [
        ("IISS", "International Institute for Strategic Studies", ""),
        ("i.i.s.s.", "The International Institute for Strategic Studies", ""),
        ("MGIMO", "Moscow Institute of Relations", "Московский государственный институт международных отношений"),
        ("МГИМО", "Moscow Institute of Relations", "Московский государственный институт международных отношений"),
        ("sipri", "Stockholm International Peace Research Institute", ""),
    ],
)
def test_an_abbreviation_that_nobody_recorded_finds_an_organisation(offered, typed, name, further):
    one = make.organisation(name=name)
    if further:
        one.names.create(text=further)
    make.organisation(name="Institute of Something Else")
    assert offered("organisation", term=typed)[0] == name


def test_a_recorded_abbreviation_comes_before_initials(offered):
    make.organisation(name="International Institute for Strategic Studies")
    make.organisation(name="Isles Institute").names.create(text="IISS")
    assert offered("organisation", term="iiss") == ["Isles Institute", "International Institute for Strategic Studies"]
