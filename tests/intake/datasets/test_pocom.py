"""Principal officers and chiefs of mission: what becomes of people, posts and joint commissions, dirt included."""

import pytest

from experts.models import Appointment, Expert, Organisation
from intake.models import QueuedRow
from tests.intake.datasets.conftest import MISSION, NOMINEES, PEOPLE, person, post

pytestmark = pytest.mark.django_db


def test_each_row_becomes_a_record_or_waits(pocom, take):
    outcome = take("hsg-pocom", pocom())
    # Two people, five posts, a nominee, a joint commission.
    assert (outcome.rows, outcome.records, len(outcome.queued), outcome.recognised) == (9, 8, 1, 0)
    assert [(row.place, row.reason) for row in QueuedRow.objects.all()] == [
        ("se--gray-01", "Nominated or appointed, and did not hold the post. Nomination withdrawn.")
    ]
    again = take("hsg-pocom", pocom())
    assert (again.records, len(again.queued), again.recognised, again.run) == (0, 1, 8, None)


def test_people_have_their_names_lives_and_ids(pocom, take):
    take("hsg-pocom", pocom())
    ada, bo = Expert.objects.get(slug="green-ada"), Expert.objects.get(slug="gray-bo")
    assert (ada.name, str(ada.born), str(ada.died)) == ("Ada Green", "1820", "1890")
    assert [row.text for row in ada.names.all()] == ["A. Green"]
    assert sorted(row.value for row in ada.identifiers.all()) == ["green-a", "green-ada"]
    assert (bo.name, bo.died, bo.notes) == ("Bo Gray Jr.", None, "Career: career; Residence: VA")


def test_a_post_stands_at_its_mission_or_in_the_department_with_its_dates_as_known(pocom, take):
    take("hsg-pocom", pocom())
    envoy = Appointment.objects.get(public_id="hsg-se-1860-gree-01")
    assert (envoy.post, envoy.organisation.name, envoy.organisation.parent.slug) == (
        "Envoy",
        "US mission to Sweden",
        "us-department-of-state",
    )
    # “On or soon after” makes the date approximate; what has no field of its own is in the note.
    assert (str(envoy.start), str(envoy.end)) == ("1860-05-04", "1863-02~")
    assert envoy.note == "Appointed 1860-01-02. Ended: Left post on or soon after 1863-02."
    assert ("hsg-pocom", "se-1860-gree-01") in [(row.source.slug, row.locator) for row in envoy.citations.all()]
    assert str(Appointment.objects.get(public_id="hsg-se-1870-gray-01").end) == "1875"
    # An end that is not given is not known, and not open.
    assert Appointment.objects.get(public_id="hsg-no-1860-gree-01").end is None
    held = Appointment.objects.held_on("1881-01-01", match="certain")
    assert [(post.expert.name, post.organisation.slug) for post in held] == [("Ada Green", "us-department-of-state")]


def test_one_id_of_two_people_makes_two_posts(pocom, take):
    take("hsg-pocom", pocom())
    posts = Appointment.objects.filter(post="Secretary of State").order_by("start_earliest")
    assert [one.public_id for one in posts] == ["hsg-secr-1880-gree-green-ada", "hsg-secr-1880-gree-gray-bo"]


def test_posts_of_one_commission_name_each_other(pocom, take):
    take("hsg-pocom", pocom())
    said = Appointment.objects.get(public_id="hsg-se-1860-gree-01").citations.get(field="note")
    assert (said.locator, said.value) == (
        "concurrent 1860-gree-01",
        "One commission with: Envoy, Norway. Resident at New York.",
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (post("x-1", "nobody", "envoy", "1870-01-01"), "There is no person “nobody” in the data."),
        (post("x-1", "gray-bo", "envoy", "1870-01-01", "1869-01-01"), "before it starts"),
        (post("x-1", "gray-bo", "envoy", "early 1870"), "early 1870"),
        (post("", "gray-bo", "envoy", "1870-01-01"), "no id or no person"),
        (post("x-1", "gray-bo", "envoy", note="Took ill; declined appointment."), "was not held"),
    ],
    ids=["no such person", "ends too early", "no date", "no id", "declined"],
)
def test_a_row_at_fault_waits_and_stops_no_other(pocom, take, row, reason):
    outcome = take("hsg-pocom", pocom(sweden=[*MISSION, row]))
    assert [reason in one.reason for one in outcome.queued].count(True) == 1
    assert outcome.records == 8 and outcome.rows == 10
    assert Appointment.objects.count() == 5


def test_a_note_of_an_earlier_nomination_does_not_unmake_a_post(pocom, take):
    row = post("x-1", "gray-bo", "envoy", "1877-01-01", note="An earlier nomination was not acted on.")
    take("hsg-pocom", pocom(sweden=[*MISSION, row]))
    assert Appointment.objects.filter(public_id="hsg-x-1").exists()


def test_two_people_with_one_id_in_two_data_sets_stay_two(pocom, travels, take):
    """The travels know a “stone-john” born in 1857; here he was born in 1915."""
    stone = {"s/stone-john.xml": person("stone-john", "Stone", "John", 1915, 1991)}
    take("hsg-travels", travels())
    outcome = take("hsg-pocom", pocom(people={**PEOPLE, **stone}))
    assert [
        (one.slug, str(one.born)) for one in Expert.objects.filter(name="John Stone").order_by("born_earliest")
    ] == [
        ("stone-john", "1857"),
        ("stone-john-2", "1915"),
    ]
    assert any("does not get the identifier" in note for note in outcome.notes)


def test_a_person_of_the_travels_is_added_to_and_never_written_over(pocom, travels, take):
    green = {"g/green-ada.xml": person("green-ada", "Greene", "Ada B.", 1942, "", "<altname>A. B. Greene</altname>")}
    take("hsg-travels", travels())
    take("hsg-pocom", pocom(people={**PEOPLE, **green}))
    ada = Expert.objects.get(slug="green-ada")
    assert (ada.name, [row.text for row in ada.names.all()]) == (
        "Ada Green",
        ["A. B. Greene", "Ada B. Greene"],
    )
    assert Organisation.objects.filter(kind="state", name="United States of America").count() == 1
    # The travels say the same as before, so they have nothing to tell.
    assert take("hsg-travels", travels()).report.differences == []


def test_an_appointee_of_another_sort_who_began_held_the_post(pocom, take):
    """Lists of other appointees have people who served, with a day on which they began."""
    row = post("x-2", "gray-bo", "envoy", "1878-01-01", to="sweden")
    take("hsg-pocom", pocom(nominees=[*NOMINEES, row]))
    assert Appointment.objects.filter(public_id="hsg-x-2").exists()
