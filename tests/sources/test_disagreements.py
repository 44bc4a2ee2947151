"""What sources state, read for its meaning; who disagrees on what, for every kind of record."""

import pytest
from django.contrib.auth.models import AnonymousUser

from experts.models import AppointmentCitation, ExpertCitation, ExpertName, OrganisationCitation
from lib.partialdates.core import parse
from sources import stated
from sources.disagreements import mark_disagreements
from summits import models as s
from tests import factories as make


def agree(one, other, own="2021-06-16"):
    around = parse(own)
    return stated.spans_agree(stated.spans(one, around), stated.spans(other, around))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("16 June", "2021-06-16"),
        ("June 16, 2021", "2021-06-16"),
        ("Wednesday, 16th of June 2021", "2021-06-16"),
        ("mid-June 2021", "2021-06-16"),
        ("2021", "2021-06-16"),
        ("15–17 June", "2021-06-16"),
        ("June 15 and 16, 2021", "2021-06-15/2021-06-16"),
        ("30 May to 2 June 2021", "2021-06-01"),
        ("2021-10", "2021-10-05/"),
        ("2021-12", "2021-10-05/"),
        ("2012", "2012-05/.."),
        ("2021-06-15/2021-06-16", "2021-06-16"),
        ("16 June 2021, 7:20 P.M.", "2021-06-16"),
    ],
)
def test_dates_that_agree(one, other):
    assert agree(one, other) and agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("17 June", "2021-06-16"),
        ("June 2022", "2021-06-16"),
        ("2021-06-15/2021-06-16", "2021-06-16/2021-06-17"),
        ("2023-06", "2023-07-28"),
        ("2021-09", "2021-10-05/"),
    ],
)
def test_dates_that_differ(one, other):
    assert not agree(one, other) and not agree(other, one)


@pytest.mark.parametrize(
    "text", ["two years ago", "in force", "Thursday", "31 June 2021", "1 May, 2 May and 3 May 2021", "no. 16"]
)
def test_what_is_no_date_is_compared_with_nothing(text):
    assert stated.spans(text, parse("2021-06-16")) is None


def test_a_day_without_a_year_needs_one_from_the_record():
    assert stated.spans("16 June") is None


@pytest.mark.parametrize(
    ("text", "time"),
    [("18:30", "18:30"), ("6:30 PM Moscow time (GMT+3)", "18:30"), ("6 p.m. local time", "18:00"),
     ("12 a.m.", "00:00"), ("in the evening", None), ("16 June 2021", None), ("13 p.m.", None)],
)  # fmt: skip
def test_times(text, time):
    assert (found := stated.clock(text)) == found and (found and f"{found:%H:%M}") == time


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Director", "Director of the Institute", True),
        ("Perm. Sec.", "Permanent Secretary", True),
        ("Dimitry Medvedev", "Dmitri Medvedev", True),
        ("Лукьянов", "Lukyanov", True),
        ("Minsk", "Pinsk", False),
        ("President", "General Secretary", False),
        ("Room 12", "Room 13", False),
    ],
)
def test_words(one, other, same):
    assert stated.words_agree(one, other) is stated.words_agree(other, one) is same


# --- who disagrees ----------------------------------------------------------------------------------------


def cited(model, record, field, *stated_values, same_source=False):
    """The record with a citation for each value, of a source of its own."""
    source = make.source()
    for place, value in enumerate(stated_values, 1):
        of = source if same_source else make.source()
        model.objects.create(record=record, source=of, field=field, value=value, paragraph=place)
    return record


def found(record):
    """What the record's disagreements are: [(field, values listed, whether among sources)]."""
    record = type(record).objects.get(pk=record.pk)
    mark_disagreements([record], AnonymousUser())
    return [(one.field, [c.value for c in one.citations], one.among_sources) for one in record.disagreements]


pytestmark = pytest.mark.django_db


@pytest.fixture
def iceland():
    land = make.country(slug="iceland", name="Iceland")
    city = make.place(slug="reykjavik", name="Reykjavik", country=land)
    house = make.place(slug="hofdi", name="Höfði House", kind="building", parent=city)
    make.place(slug="minsk", name="Minsk")
    return house


def test_a_place_inside_another_agrees(iceland):
    event = make.event(place=iceland)
    cited(s.EventCitation, event, "place", "Reykjavik", "Reykjavik, Iceland", "Iceland", "Hofdi House", "nowhere known")
    assert found(event) == []


@pytest.mark.parametrize(
    ("name", "value", "agrees"),
    [
        ("Zhouse, Palace", "Palace, Reykjavik", True),
        ("Zhouse, Palace", "the Palace in Reykjavik", True),
        ("Zhouse, Palace", "Palace (Reykjavik, Iceland)", True),
        ("Palace of Nations", "Palace, Reykjavik", True),
        # Another house of the city, and such a house elsewhere.
        ("Palace of Nations", "Palace of Culture, Reykjavik", False),
        ("Zhouse, Palace", "Palace, Minsk", False),
        ("Zhouse, Palace", "Castle, Reykjavik", False),
    ],
)
def test_a_house_is_named_shortly_with_its_city(iceland, name, value, agrees):
    house = make.place(name=name, kind="building", parent=iceland.parent, country=iceland.parent.country)
    event = cited(s.EventCitation, make.event(place=house), "place", value)
    assert (found(event) == []) == agrees


def test_a_place_elsewhere_differs(iceland):
    event = make.event(place=iceland)
    cited(s.EventCitation, event, "place", "Akureyri, Iceland", "Minsk", "Iceland")
    assert found(event) == [("place", ["Akureyri, Iceland", "Minsk", "Iceland"], True)]


def test_places_of_sources_are_compared_where_the_record_has_none(iceland):
    event = make.event(place=None)
    cited(s.EventCitation, event, "place", "Reykjavik", "Iceland")
    assert found(event) == []
    cited(s.EventCitation, event, "place", "Minsk")
    assert found(event) == [("place", ["Reykjavik", "Iceland", "Minsk"], True)]


def test_one_that_agrees_with_all_is_not_listed(iceland):
    event = cited(s.EventCitation, make.event(place=iceland), "place", "the house in Reykjavik")
    assert found(event) == []
    event = cited(s.EventCitation, make.event(date="2021-06-16"), "date", "2021-06-17", "2021-06", "16 June")
    assert found(event) == [("date", ["2021-06-17", "16 June"], True)]


def test_a_draft_place_is_not_told_of(iceland):
    draft = make.place(slug="draft", name="Secretville", publication="draft")
    event = cited(s.EventCitation, make.event(place=draft), "place", "Minsk")
    assert found(event) == []


def test_one_source_alone_differs_from_the_record_only():
    event = make.event(date="2021")
    cited(s.EventCitation, event, "date", "2021-06-16", "2021-06-17", same_source=True)
    assert found(event) == []
    event = cited(s.EventCitation, make.event(date="2021-06-15"), "date", "2021-06-16", "2021-06-15")
    assert found(event) == [("date", ["2021-06-16", "2021-06-15"], True)]
    event = cited(s.EventCitation, make.event(date="2021-06-15"), "date", "2021-06-16")
    assert found(event) == [("date", ["2021-06-16"], False)]


def test_two_sources_differ_within_a_vague_record_but_not_within_an_interval():
    vague = cited(s.EventCitation, make.event(date="2021"), "date", "2021-06-16", "2021-06-17")
    assert found(vague) == [("date", ["2021-06-16", "2021-06-17"], True)]
    days = cited(s.EventCitation, make.event(date="2021-06-16/2021-06-17"), "date", "2021-06-16", "2021-06-17")
    assert found(days) == []


def test_an_unknown_value_on_record_is_no_disagreement():
    assert found(cited(s.EventCitation, make.event(date=None), "date", "16 June 2021")) == []


def test_every_kind_of_record_and_of_field(iceland):
    person, body = make.expert(name="Ada Berg"), make.organisation(name="Fishery Office")
    ExpertName.objects.create(record=person, text="Ada Hill", kind="former")
    cited(ExpertCitation, person, "name", "A. Berg", "Ada Hill", "Bo Ek")
    assert found(person) == [("name", ["A. Berg", "Ada Hill", "Bo Ek"], True)]
    post = make.appointment(expert=person, organisation=body, post="Director", start="2012")
    cited(AppointmentCitation, post, "post", "Director of the Office", "Clerk")
    cited(AppointmentCitation, post, "start", "2013")
    assert found(post) == [("post", ["Director of the Office", "Clerk"], True), ("start", ["2013"], False)]
    part = make.participation(expert=person, billing="Chairman", role="chair", event=make.event())
    cited(s.ParticipationCitation, part, "billing", "Soviet Chairman", "President")
    cited(s.ParticipationCitation, part, "role", "chair", "speaker", "opened the talks")
    cited(s.ParticipationCitation, part, "expert", "Berg")
    assert [(name, among) for name, _, among in found(part)] == [("billing", True), ("role", True)]
    panel = cited(s.PanelCitation, make.panel(number=2), "number", "panel 2", "the 3rd")
    assert found(panel) == [("number", ["panel 2", "the 3rd"], True)]
    event = make.event(date="2021-06-16", start_time="18:30", timezone="Europe/Moscow", summary="Talks.")
    cited(s.EventCitation, event, "start_time", "6:30 PM Moscow time", "19:00")
    cited(s.EventCitation, event, "summary", "something else", "and yet another thing")
    cited(s.EventCitation, event, "timezone", "GMT+3", "CET")
    assert found(event) == [("start time", ["6:30 PM Moscow time", "19:00"], True)]
    whole = make.organisation(name="Institute for International Studies", parent=make.organisation(name="MGIMO"))
    unit = make.organisation(name="A centre", parent=whole)
    cited(
        OrganisationCitation,
        unit,
        "parent",
        "the Institute for International Studies at MGIMO",
        "MGIMO",
        "Kennan House",
    )
    ((noun, values, _),) = found(unit)
    assert noun == "wider whole" and "Kennan House" in values


def test_the_page_shows_it_beside_the_participant(client):
    part = make.participation(billing="Chairman", event=make.event(slug="talks"))
    cited(s.ParticipationCitation, part, "billing", "President")
    html = client.get("/events/talks/").content.decode()
    assert "A source and this record differ on the billing." in html


def test_statements_do_not_grow_with_the_records(iceland, django_assert_num_queries):
    def parts(number):
        event = make.event()
        for n in range(number):
            one = make.participation(event=event, on_behalf_of=make.organisation(name=f"Body {n}"))
            cited(s.ParticipationCitation, one, "on_behalf_of", f"Other {n}", "Thing")
        rows = s.Participation.objects.filter(event=event).prefetch_related("citations__source")
        return list(rows)

    few, many = parts(1), parts(6)
    with django_assert_num_queries(1):
        mark_disagreements(few, AnonymousUser())
    with django_assert_num_queries(1):
        mark_disagreements(many, AnonymousUser())
    assert all(one.disagreements for one in few + many)
