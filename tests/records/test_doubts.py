"""The founding records are loaded without a doubt."""

from experts.models import Appointment


def test_a_first_start_has_nothing_to_point_out(loaded):
    assert [str(one) for one in loaded.doubts] == []


def test_yeltsins_presidency_of_the_federation_begins_on_no_day(loaded, db):
    """No source gives one, and the day on which the state took its name is not the day of a post."""
    assert str(Appointment.objects.get(public_id="apt-yeltsin-president-1991").start) == "1991"
