"""Parameters that cannot be read are a 400 that names the parameter and says what is allowed."""

import pytest

from config.api import RESOURCES
from lib.api import filters
from lib.partialdates.core import EXAMPLES
from sources.filters import Identifiers, WithinBox
from tests.api.conftest import RECORDS, key_of

EVERY = sorted(RESOURCES)
PARAMETERS = [(name, one) for name in EVERY for one in RESOURCES[name].filterset.base_filters]


@pytest.mark.parametrize("name", EVERY)
def test_an_unknown_parameter_is_named_with_the_known_ones(api, name):
    said = api.faults(name, colour="red")
    assert list(said) == ["colour"] and "“colour”" in said["colour"]
    for known in RESOURCES[name].filterset.base_filters:
        assert known in said["colour"]


@pytest.mark.parametrize("name", EVERY)
def test_an_unknown_parameter_of_a_detail_is_named_with_the_known_ones(api, world, name):
    said = api.faults(f"{name}/{key_of(getattr(world, RECORDS[name][0]))}", kind="summit")
    assert "Allowed:" in said["kind"] and "format" in said["kind"]


def test_all_faults_come_at_once(api):
    said = api.faults("events", kind="party", colour="red", page_size="0", date_from="yesterday")
    assert set(said) == {"kind", "colour", "page_size", "date_from"}
    assert set(api.faults("events", colour="red", ordering="size", topic="nowhere")) == {"colour", "ordering", "topic"}


# --- bad values by type ---------------------------------------------------------------------------------------

# For each kind of filter: a bad value, and words of the message.
BAD = {
    WithinBox: ("5.9,45.8", "four numbers"),
    filters.Choices: ("nonsense", "“nonsense” is not one of: "),
    filters.FlagFilter: ("nonsense", "“nonsense” is not one of: "),
    filters.Slugs: ("nobody", "“nobody” on record"),
    filters.NumberFilter: ("-1", "whole number"),
    filters.Day: ("the 1980s", EXAMPLES),
    filters.PartialDateFilter: ("2021-6-16", "write 2021-06-16"),
    filters.Since: ("yesterday", "beginning of that day"),
    Identifiers: ("Q9671", "wikidata, viaf, isni"),
}
LONG = "x" * 301


def bad_value(one):
    """A value that a filter refuses, and words of the refusal."""
    for kind, case in BAD.items():
        if isinstance(one, kind):
            return case
    return LONG, "300"


def test_blanks_count_to_the_length_of_a_value(api):
    # As the description says it: maxLength speaks of what is sent.
    assert "300" in api.faults("topics", name=f"x{' ' * 300}")["name"]
    assert api.rows("topics", name=f" x{' ' * 298}") == []


@pytest.mark.parametrize(
    ("name", "parameter"), [(n, p) for n, p in PARAMETERS if p not in filters.StrictFilterSet.base_filters]
)
def test_a_bad_value_of_each_parameter(api, name, parameter):
    one = RESOURCES[name].filterset.base_filters[parameter]
    value, words = {
        "date_match": ("perhaps", "possible, certain"),
        "date_to": ("2021-02-30", "no such day"),
    }.get(parameter) or bad_value(one)
    said = api.faults(name, **{parameter: value})
    assert list(said) == [parameter] and words in said[parameter]
    if isinstance(one, filters.Choices):
        for allowed in one.schema["enum"]:
            assert allowed in said[parameter]


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_a_parameter_that_takes_one_value_is_given_once(api, name, parameter):
    one = RESOURCES[name].filterset.base_filters[parameter]
    if one.many:
        # It takes several; here both are equally unknown or known.
        value = one.schema.get("enum", [None])[0]
        if value:
            assert api(name, **{parameter: [value, value]}).status_code == 200
        else:
            assert list(api.faults(name, **{parameter: ["nobody", "nobody"]})) == [parameter]
        return
    said = api.faults(name, **{parameter: ["1", "1"]})
    assert list(said) == [parameter]
    assert "once" in said[parameter] or parameter == "format"


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_an_empty_parameter_filters_nothing(api, world, name, parameter):
    # Forms send their empty boxes too; an empty format is none of the formats.
    if parameter == "format":
        assert "json" in api.faults(name, format="")["format"]
    else:
        assert api.keys(name, **{parameter: ""}) == api.keys(name)


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_a_null_character_is_refused(api, name, parameter):
    assert list(api.faults(name, **{parameter: "a\x00b"})) == [parameter]


# --- settings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["0", "201", "abc", "-5", "1.5", "٣", "9" * 30])
def test_page_sizes_are_1_to_200(api, size):
    assert "1 to 200" in api.faults("events", page_size=size)["page_size"]


@pytest.mark.parametrize(
    "cursor", ["abc", "!!", "bm9uZQ", "W10", "WyJuIiwieCIsMV0", "WyJuIiwxLDFd", "WyJ4IiwiMjAyMS0wMS0wMSIsMV0"]
)
def test_a_cursor_of_no_list_is_refused(api, cursor):
    assert "take it from next or previous" in api.faults("events", cursor=cursor)["cursor"]


def test_a_cursor_of_another_ordering_is_refused_where_it_cannot_fit(api, world):
    address = api.json("events", ordering="name", page_size=1)["next"]
    assert list(api.faults(address.replace("ordering=name", "ordering=date"))) == ["cursor"]


@pytest.mark.parametrize("name", EVERY)
def test_an_unknown_ordering_names_the_known_ones(api, name):
    said = api.faults(name, ordering="size")
    for known in RESOURCES[name].filterset.orderings:
        assert known in said["ordering"]


def test_count_is_exact_or_absent(api):
    assert "exact" in api.faults("events", count="all")["count"]


@pytest.mark.parametrize("name", EVERY)
def test_an_unknown_format_names_the_known_ones(api, name):
    said = api.faults(name, format="xml")
    known = {"json", "api", "csv"} | ({"ics"} if RESOURCES[name].calendar else set())
    assert all(one in said["format"] for one in known)
    assert ("ics" in said["format"]) == bool(RESOURCES[name].calendar)


@pytest.mark.parametrize(("path", "chosen"), [("events/mark-event", "csv"), ("experts/mark-expert", "ics")])
def test_a_detail_is_no_table(api, world, path, chosen):
    assert "json" in api.faults(path, format=chosen)["format"]


@pytest.mark.parametrize("name", ["events", "positions", "outcomes"])
def test_dates_the_wrong_way_round_are_both_named(api, name):
    said = api.faults(name, date_from="2021-06", date_to="2020")
    assert list(said) == ["date_to"]
    assert "2020-12-31" in said["date_to"] and "2021-06-01" in said["date_to"]


@pytest.mark.parametrize("text", ["..", "2012/2013", "2021~", "2021-06-16?"])
def test_a_limit_is_one_plain_date(api, text):
    assert "Give a day, a month or a year" in api.faults("events", date_from=text)["date_from"]


@pytest.mark.parametrize("limit", ["0", "101", "abc", "-1"])
def test_the_number_of_related_events_is_1_to_100(api, world, limit):
    assert "1 to 100" in api.faults("events/mark-event/related", limit=limit)["limit"]


# --- errors in every format -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("chosen", "content"), [("json", "application/json"), ("csv", "application/json"),
                                             ("ics", "application/json"), ("api", "text/html")])  # fmt: skip
def test_an_error_is_no_table_and_no_calendar(api, chosen, content):
    response = api("events", format=chosen, kind="nonsense")
    assert response.status_code == 400 and response["Content-Type"].startswith(content)
    assert "nonsense" in response.content.decode()


def test_the_accept_header_chooses_where_no_format_is_given(api):
    ask = api.client.get
    assert ask("/api/v1/events/", headers={"accept": "text/csv"})["Content-Type"].startswith("text/csv")
    assert ask("/api/v1/events/", headers={"accept": "text/html"})["Content-Type"].startswith("text/html")
    assert ask("/api/v1/events/?format=json", headers={"accept": "text/html"})["Content-Type"] == "application/json"
    # Something else gets JSON rather than an error.
    assert ask("/api/v1/events/", headers={"accept": "application/xml"})["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_is_read_only(api, staff, world, method):
    for reader in (api, staff):
        for address in ("/api/v1/events/", "/api/v1/events/mark-event/"):
            assert getattr(reader.client, method)(address).status_code in (403, 405)
