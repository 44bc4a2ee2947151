"""What follows from the type of a model's field: how files hold it, its filter, its place in the API."""

import orjson
import pytest
from django.contrib.auth import get_user_model

from intake.models import BulkImport
from intake.records.reading import READERS
from lib.api import fields, filters
from lib.api.filters.parameters import filter_of
from lib.api.serializers import SQLSerializer, fetch
from lib.fields import content_fields, holds
from lib.rows import title
from lib.visibility import Audience
from register.kinds import LISTED
from sources.models import Place
from summits.models import Event, Participation, Position
from tests import factories as make


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
        (Place, "latitude", "decimal"),
        (Position, "search", ""),
    ],
)
def test_what_a_field_holds(model, name, kind):
    assert holds(model._meta.get_field(name)) == kind


def test_every_field_of_every_kind_can_stand_in_files():
    found = {holds(field).removeprefix("long ") for kind in LISTED for field in content_fields(kind.model)}
    assert found <= READERS.keys()


def test_ids_slugs_keys_and_what_is_derived_are_told_by_no_field():
    assert [field.name for field in content_fields(Participation)] == [
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
        "order": filters.NumberFilter,
        # Of every kind of record.
        "created_since": filters.Since,
        "updated_since": filters.Since,
    }
    assert (found["panel"].key, found["expert"].key) == ("public_id", "slug")
    assert filter_of(Event._meta.get_field("start_time")) is None
    assert filter_of(Position._meta.get_field("quotation")) is None


@pytest.mark.django_db
def test_yes_and_no_are_filtered_by_true_and_false():
    one = filter_of(BulkImport._meta.get_field("stop"))
    user = get_user_model().objects.create(username="ada")
    made = {stop: BulkImport.objects.create(user=user, stop=stop).pk for stop in (True, False)}
    rows = BulkImport.objects.all()
    assert [row.pk for row in one.filter(rows, "true")] == [made[True]]
    assert [row.pk for row in one.filter(rows, "false")] == [made[False]]
    assert one.filter(rows, "").count() == 2
    assert type(fields.field_of(BulkImport._meta.get_field("stop"))) is fields.Flag


class Shown(SQLSerializer):
    """Declares two of its fields, under names of its own."""

    id = fields.Text(source="public_id")
    printed = fields.Text(source="billing")

    class Meta:
        model = Participation
        others = True
        left_out = ["name_as_printed"]


def test_a_serializer_shows_what_it_does_not_declare_at_its_end_by_its_type():
    assert {name: type(one) for name, one in Shown().fields.items()} == {
        "id": fields.Text,
        "printed": fields.Text,
        "role": fields.Choice,
        "attendance": fields.Choice,
        "order": fields.Number,
    }
    assert list(Shown().fields)[:2] == ["id", "printed"]
    start, summary = (fields.field_of(Event._meta.get_field(name)) for name in ("start_time", "summary"))
    assert (type(start), type(summary)) == (fields.Clock, fields.Text)
    assert fields.field_of(Event._meta.get_field("place")) is None


@pytest.mark.django_db
def test_what_is_shown_by_its_type_is_read_from_its_column():
    row = make.participation(public_id="p-1", billing="Dr", attendance="unable", order=7, role="chair")
    (found,) = fetch(Shown, [row.pk], Audience.PUBLIC, "")
    assert orjson.loads(found) == {"id": "p-1", "printed": "Dr", "role": "chair", "attendance": "unable", "order": 7}


@pytest.mark.parametrize("kind", LISTED, ids=str)
def test_every_field_of_a_record_is_in_its_detail_or_left_out_on_purpose(kind):
    shape = kind.resource.detail_serializer()
    shown = {*shape.fields, *(one.source for one in shape.fields.values()), *getattr(shape.Meta, "left_out", ())}
    assert {field.name for field in content_fields(kind.model)} - shown == {"publication"}


def test_a_row_is_called_by_the_first_column_that_says_something():
    assert title({"id": 1, "name": "", "summary": "What was said", "title": "Opening"}) == "Opening"
    assert title({"id": 1, "billing": "Dr"}) == "Dr"
    assert title({"id": 1, "event_id": 3}) == ""
