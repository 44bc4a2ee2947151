"""Principal officers and chiefs of mission: what becomes of people, posts and joint commissions, dirt included."""

import pytest

from experts.models import Appointment, Expert, Organisation
from intake.models import QueuedRow
from tests.intake.datasets.conftest import MISSION, NOMINEES, PEOPLE, person, post

pytestmark = pytest.mark.django_db


def test_each_row_becomes_a_record_or_waits(pocom, take):
    outcome = take("hsg-pocom", pocom())
    # Two people, five posts, a nominee, one who led the office as acting secretary, a joint commission.
    assert (outcome.rows, outcome.records, len(outcome.queued), outcome.recognised) == (10, 9, 1, 0)
    assert [(row.place, row.reason) for row in QueuedRow.objects.all()] == [
        ("secr-1885-gray", "Led the office without being appointed to the post: Was Acting Secretary in 1885.")
    ]
    again = take("hsg-pocom", pocom())
    assert (again.records, len(again.queued), again.recognised, again.run) == (0, 1, 9, None)


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
    assert (str(envoy.appointed), str(envoy.start), str(envoy.end)) == ("1860-01-02", "1860-05-04", "1863-02~")
    assert (envoy.status, envoy.note) == ("served", "Ended: Left post on or soon after 1863-02.")
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


def test_posts_of_one_commission_bear_its_name(pocom, take):
    take("hsg-pocom", pocom())
    joined = Appointment.objects.filter(commission="1860-gree-01").order_by("public_id")
    assert [one.public_id for one in joined] == ["hsg-no-1860-gree-01", "hsg-se-1860-gree-01"]
    for one in joined:
        said = one.citations.get(field="commission")
        assert (said.locator, said.value, said.note) == ("concurrent 1860-gree-01", "", "Resident at New York.")


@pytest.mark.parametrize(
    ("note", "appointed", "status", "day"),
    [
        ("Nomination of February 25, 1876, withdrawn before the Senate acted upon it.", "", "nominated", "1876-02-25"),
        ("Nominated Mar. 2, 1876; nominaion returned.", "", "nominated", "1876-03-02"),
        ("Not commissioned; nomination of March 1876 rejected by the Senate.", "", "nominated", "1876-03"),
        ("Not commissioned; nomination not confirmed by the Senate.", "", "nominated", None),
        ("Elected on June 23, 1876, to be Minister; declined appointment.", "", "declined", "1876-06-23"),
        ("Commissioned during a recess of the Senate; declined appointment.", "1876-07-27", "declined", "1876-07-27"),
        ("Commissioned during a recess of the Senate. Did not serve.", "1876-07-27", "appointed", "1876-07-27"),
        ("Took oath of office, but died, having declined a recess appointment.", "1876-07", "appointed", "1876-07"),
        ("", "", "appointed", None),
    ],
)
def test_who_did_not_serve_is_on_record_with_what_became_of_it(pocom, take, note, appointed, status, day):
    row = post("x-9", "gray-bo", "envoy", note=note, to="sweden", appointed=appointed)
    take("hsg-pocom", pocom(nominees=[row]))
    one = Appointment.objects.get(public_id="hsg-x-9")
    assert (one.status, one.appointed and str(one.appointed), one.start, one.end) == (status, day, None, None)


def test_who_did_not_begin_and_has_an_end_held_the_post_if_listed_there(pocom, take):
    """“Not commissioned; designated by the President” is said of somebody who left the post on a day."""
    row = post("x-9", "gray-bo", "envoy", "", "1879-06-13", note="Not commissioned; designated by the President.")
    take("hsg-pocom", pocom(sweden=[*MISSION, row], nominees=[row.replace("x-9", "x-8")]))
    listed, other = (Appointment.objects.get(public_id=f"hsg-x-{number}") for number in (9, 8))
    assert (listed.status, str(listed.end)) == ("served", "1879-06-13")
    assert (other.status, other.end, "Ended: 1879-06-13." in other.note) == ("nominated", None, True)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (post("x-1", "nobody", "envoy", "1870-01-01"), "There is no person “nobody” in the data."),
        (post("x-1", "gray-bo", "envoy", "1870-01-01", "1869-01-01"), "before it starts"),
        (post("x-1", "gray-bo", "envoy", "early 1870"), "early 1870"),
        (post("", "gray-bo", "envoy", "1870-01-01"), "no id or no person"),
    ],
    ids=["no such person", "ends too early", "no date", "no id"],
)
def test_a_row_at_fault_waits_and_stops_no_other(pocom, take, row, reason):
    outcome = take("hsg-pocom", pocom(sweden=[*MISSION, row]))
    assert [reason in one.reason for one in outcome.queued].count(True) == 1
    assert outcome.records == 9 and outcome.rows == 11
    assert Appointment.objects.count() == 6


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
