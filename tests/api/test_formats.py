"""A format of lists is a module and an entry: schema, choice, errors, file name and rows follow from it."""

import pytest

from config.api import RESOURCES
from lib.api import formats
from lib.api.formats.base import FileRenderer, ListFormat
from tests import factories as make

pytestmark = pytest.mark.django_db


class ListRenderer(FileRenderer):
    """A made-up format: one id per line."""

    media_type = "text/x-ids"
    format = "ids"


def write(resource, rows, ordering, audience, base):
    keys = list(rows.order_by(ordering).values_list(resource.key, flat=True))
    return f"ids-{len(keys)}", (f"{base} {key}\n" for key in keys)


@pytest.fixture
def ids(monkeypatch):
    monkeypatch.setitem(formats.FORMATS, "ids", ListFormat(ListRenderer, write, offers=lambda one: one.key == "slug"))


def test_a_further_format_needs_no_other_change(api, ids):
    make.event(slug="one", kind="visit"), make.event(slug="two", publication="draft"), make.event(slug="three")
    answer = api("events", kind="summit", format="ids")
    assert b"".join(answer.streaming_content) == b"http://testserver three\n"
    assert answer["Content-Type"] == "text/x-ids; charset=utf-8" and answer["ETag"] == '"ids-1"'
    assert answer["Content-Disposition"] == 'attachment; filename="events.ids"'


def test_it_is_offered_where_it_is_meant_to_be(api, ids):
    assert "ids" in api.faults("events", format="nonsense")["format"]
    assert "ids" not in api.faults("panels", format="nonsense")["format"]
    assert "ids" in api.faults("panels", format="ids")["format"]
    make.event(slug="one")
    assert "ids" in api.faults("events/one", format="ids")["format"]  # of one record it is none


@pytest.mark.parametrize("name", sorted(formats.FORMATS))
def test_each_format_has_a_resource(name):
    assert any(
        one in formats.formats_of(resource, "list")
        for resource in RESOURCES.values()
        for one in [formats.FORMATS[name]]
    )
