"""Who held what on a day: within a life, and while the organisation was there."""

import pytest
from django.test import Client

from experts.models import Appointment, AppointmentCitation
from tests import factories as make
from tests.desk.pages import FormPage, address

pytestmark = pytest.mark.django_db

# Life, time of the organisation, day; whether the post of 1980 to date is held then possibly, certainly.
CASES = [
    ({}, {}, "1995-01-01", True, True),
    ({"died": "1991"}, {}, "1995-01-01", False, False),
    ({"died": "1991"}, {}, "1991-06-01", True, False),
    ({"died": "1991-07-01"}, {}, "1991-06-01", True, True),
    ({"died": "1991~"}, {}, "1991-06-01", True, False),
    ({"died": "1991?"}, {}, "1990-06-01", True, True),
    ({"born": "1985"}, {}, "1984-01-01", False, False),
    ({"born": "1984"}, {}, "1984-06-01", True, False),
    ({"born": "1930"}, {}, "1984-06-01", True, True),
    ({}, {"end": "1991-12-26"}, "1991-12-27", False, False),
    ({}, {"end": "1991-12-26"}, "1991-12-26", True, True),
    ({}, {"end": "1991"}, "1991-06-01", True, False),
    ({}, {"end": ".."}, "1995-01-01", True, True),
    ({}, {"start": "1990"}, "1985-01-01", False, False),
    ({}, {"start": "1990"}, "1990-06-01", True, False),
]


@pytest.mark.parametrize(("life", "time", "day", "possible", "certain"), CASES)
def test_nobody_holds_a_post_after_death_or_at_what_is_gone(life, time, day, possible, certain):
    make.appointment(
        expert=make.expert(slug="e", **life), organisation=make.organisation(**time), start="1980", end=".."
    )
    for path in ("appointments", "experts"):
        for match, expected in (("possible", possible), ("certain", certain)):
            found = Client().get(f"/api/v1/{path}/", {"on": day, "date_match": match}).json()["results"]
            assert bool(found) == expected, (path, match)
    assert bool(Client().get("/experts/", {"on": day}).context["listing"].rows) == possible


def test_a_source_attests_nothing_beyond_a_death():
    post = make.appointment(expert=make.expert(died="1991"))
    AppointmentCitation.objects.create(record=post, source=make.source(), attested_on="1990-05-01")
    other = make.appointment(expert=make.expert(died="1989"))
    AppointmentCitation.objects.create(record=other, source=make.source(), attested_on="1990-05-01")
    day = post.citations.get().attested_on.earliest
    assert set(Appointment.objects.held_on(day, match="certain")) == {post}
    for match in ("possible", "certain"):
        assert other not in Appointment.objects.held_on(day, match=match)


@pytest.mark.parametrize(
    ("life", "time", "post", "doubtful"),
    [
        ({"died": "1991"}, {}, {"start": "1980", "end": ".."}, True),
        ({"died": "1991"}, {}, {"start": "1992", "end": None}, True),
        ({"died": "1991"}, {}, {"start": "1980", "end": "1991"}, False),
        ({"died": "1991"}, {}, {"start": "1980", "end": None}, False),
        ({"born": "1985"}, {}, {"start": "1980", "end": "1990"}, True),
        ({}, {"end": "1991-12-26"}, {"start": "1980", "end": ".."}, True),
        ({}, {"start": "1990"}, {"start": None, "end": "1985"}, True),
        ({}, {}, {"start": "1980", "end": ".."}, False),
    ],
)
def test_dates_that_do_not_fit_are_said_when_they_are_saved(admin_client, life, time, post, doubtful):
    record = make.appointment(expert=make.expert(**life), organisation=make.organisation(**time), **post)
    for one in (record, record.expert):
        said = FormPage(admin_client, address(one)).save()
        assert any("do not fit" in text for text in said) == doubtful, said


def test_an_organisation_that_gets_an_end_tells_of_its_posts(admin_client):
    post = make.appointment(start="1980", end="..", post="Director")
    assert not any("do not fit" in text for text in FormPage(admin_client, address(post.organisation)).save())
    said = FormPage(admin_client, address(post.organisation)).set(end="1991").save()
    assert any("“Director” (1980 to ..)" in text and "dissolved 1991" in text for text in said)
