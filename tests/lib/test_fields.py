"""What follows from the type of a model's field: how files hold it, its filter, its place in the API."""

import pytest

from intake.records.reading import READERS
from lib.api import filters
from lib.fields import holds, told_fields
from register.kinds import LISTED
from summits.models import Event, Participation, Position


@pytest.mark.parametrize(
    ("model", "name", "kind"),
    [
        (Position, "kind", "choice"),
        (Position, "summary", "long text"),
        (Position, "verb", "text"),
        (Position, "date", "date"),
        (Position, "order", "number"),
        (Position, "event", "reference"),
        (Event, "start_time", "time"),
        (Event, "website", "text"),
        (Position, "search", ""),
    ],
)
def test_what_a_field_holds(model, name, kind):
    assert holds(model._meta.get_field(name)) == kind


def test_every_field_of_every_kind_can_stand_in_files():
    found = {holds(field).removeprefix("long ") for kind in LISTED for field in told_fields(kind.model)}
    assert found <= READERS.keys()


def test_ids_slugs_keys_and_what_is_derived_are_told_by_no_field():
    assert [field.name for field in told_fields(Participation)] == [
        "publication", "event", "panel", "expert", "organisation", "role", "billing", "name_as_printed", "on_behalf_of",
        "attendance", "order",
    ]  # fmt: skip


class Bare(filters.StrictFilterSet):
    """Says nothing of its fields but of some."""

    exempt = {"event": "for this test", "publication": "for this test"}
    name = filters.Exact(field_name="billing")

    class Meta:
        model = Participation
        fields = []


def test_a_field_of_which_a_filter_set_says_nothing_gets_the_filter_of_its_type():
    found = {name: one for name, one in Bare.base_filters.items() if name not in filters.StrictFilterSet.base_filters}
    assert {name: type(one) for name, one in found.items()} == {
        "name": filters.Exact,
        "panel": filters.Slugs,
        "expert": filters.Slugs,
        "organisation": filters.Slugs,
        "role": filters.Choices,
        "name_as_printed": filters.Words,
        "on_behalf_of": filters.Slugs,
        "attendance": filters.Choices,
        "order": filters.Number,
    }
    assert (found["panel"].key, found["expert"].key) == ("public_id", "slug")
    assert filters.filter_of(Event._meta.get_field("start_time")) is None
    assert filters.filter_of(Position._meta.get_field("quotation")) is None
