"""The description is right: what comes is what the schema says, strictly, and all that it says comes."""

import io
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor

import jsonschema
import orjson
import pytest
from django.conf import settings
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from openapi_spec_validator import OpenAPIV31SpecValidator

from config import docs
from config.api import RESOURCES
from lib.api.formats import FORMATS
from lib.api.serializers import SQLSerializer
from summits.models import Participation
from tests import factories as make
from tests.api.conftest import RECORDS, key_of


def strict(node):
    """A schema in which every property must come, and no other may."""
    if isinstance(node, list):
        return [strict(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {key: strict(value) for key, value in node.items()}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        assert set(node.get("required", ())) == set(node["properties"]), node.get("description")
        found["additionalProperties"] = False
    return found


@pytest.fixture(scope="module")
def schema():
    """The OpenAPI description, as JSON has it."""
    generated = SchemaGenerator().get_schema(request=None, public=True)
    return orjson.loads(orjson.dumps(generated, default=str))


@pytest.fixture(scope="module")
def check(schema):
    """A function that holds a value against a component of the schema, strictly."""
    components = {
        name: strict(one)
        for name, one in schema["components"]["schemas"].items()
        if not name.startswith("Timeline")  # tested with the timelines
    }

    def check(component, value):
        whole = {"$ref": f"#/components/schemas/{component}", "components": {"schemas": components}}
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        jsonschema.Draft202012Validator(whole, format_checker=checker).validate(value)

    return check


def component_of(schema, path, code="200"):
    """The name of the component that describes a path's answer."""
    content = schema["paths"][path]["get"]["responses"][code]["content"]["application/json"]["schema"]
    return content["$ref"].rsplit("/", 1)[1]


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_lists_and_details_are_as_the_schema_says(api, staff, world, schema, check, name):
    for reader in (api, staff):
        answer = reader.json(name)
        assert answer["results"]
        check(component_of(schema, f"/api/v1/{name}/"), answer)
        for attribute in RECORDS[name]:
            check(
                component_of(schema, f"/api/v1/{name}/{{key}}/"),
                reader.json(f"{name}/{key_of(getattr(world, attribute))}"),
            )


@pytest.mark.parametrize(
    ("path", "component", "parameters"),
    [
        ("appointments", "AppointmentHeld", {"on": "2021-06-16"}),
        ("experts", "ExpertMatched", {"on": "2021-06-16"}),
        ("experts", "ExpertMatched", {"post": "director"}),
    ],
)
def test_what_parameters_add_to_rows_is_as_the_schema_says(api, schema, check, path, component, parameters):
    make.appointment(post="Director", start="2020", end="..")
    answer = api.json(path, **parameters)
    listed = component_of(schema, f"/api/v1/{path}/")
    check(component, answer["results"][0])
    check(listed, answer)
    with pytest.raises(jsonschema.ValidationError):
        check(listed, {**answer, "results": [{**answer["results"][0], "more": 1}]})
    other = {"AppointmentHeld": "held", "ExpertMatched": "matched"}[component]
    with pytest.raises(jsonschema.ValidationError):
        check(listed, {**answer, "results": [{**answer["results"][0], other: "surely"}]})


def test_related_events_are_as_the_schema_says(api, world, schema, check):
    # Who was unable to attend is no tie.
    Participation.objects.update(attendance="attended")
    answer = api.json("events/mark-event/related")
    assert {reason["kind"] for row in answer["results"] for reason in row["reasons"]} == {
        "link",
        "outcome",
        "about",
        "expert",
        "topic",
    }
    check("RelatedEvents", answer)
    assert component_of(schema, "/api/v1/events/{key}/related/") == "RelatedEvents"


def test_the_strict_check_refuses_what_is_missing_or_too_much(api, world, check):
    row = api.rows("topics")[0]
    check("TopicRow", row)
    for wrong in ({**row, "more": 1}, {k: v for k, v in row.items() if k != "name"}, {**row, "name": None}):
        with pytest.raises(jsonschema.ValidationError):
            check("TopicRow", wrong)


# --- everything that the schema promises occurs -----------------------------------------------------------------


def occurring(serializer, value, found, path=""):
    """Add to ``found`` the places in a serializer that hold a value: no null, no empty text or list."""
    for name, field in serializer.fields.items():
        place = f"{path}.{name}"
        inner = value[name]
        if inner is None or inner == "" or inner == []:
            continue
        found.add(place)
        child = getattr(field, "child", field)
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(child, SQLSerializer):
                occurring(child, one, found, place)


def promised(serializer, path=""):
    """All places in a serializer."""
    for name, field in serializer.fields.items():
        yield f"{path}.{name}"
        child = getattr(field, "child", field)
        if isinstance(child, SQLSerializer):
            yield from promised(child, f"{path}.{name}")


@pytest.mark.parametrize("name", sorted(RESOURCES))
@pytest.mark.parametrize("which", ["list_serializer", "detail_serializer"])
def test_every_place_of_the_shape_is_filled_for_a_full_record(api, world, name, which):
    serializer = getattr(RESOURCES[name], which)()
    found = set()
    for attribute in RECORDS[name]:
        key = key_of(getattr(world, attribute))
        if which == "detail_serializer":
            value = api.json(f"{name}/{key}")
        else:
            value = next(row for row in api.rows(name) if (row.get("slug") or row.get("id")) == key)
        assert list(value) == list(serializer.fields), "the order of the declaration"
        occurring(serializer, value, found)
    assert sorted(set(promised(serializer)) - found) == []


# --- the description itself -------------------------------------------------------------------------------------


def test_the_description_is_written_without_warnings():
    out = io.StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", stdout=out)
    assert orjson.loads(out.getvalue())["openapi"] == "3.1.0"


def test_a_second_validator_agrees(schema):
    OpenAPIV31SpecValidator(schema).validate()


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_every_parameter_is_described_with_its_values(schema, name):
    filterset = RESOURCES[name].filterset
    described = {one["name"]: one for one in schema["paths"][f"/api/v1/{name}/"]["get"]["parameters"]}
    assert set(described) == set(filterset.base_filters)
    assert described["ordering"]["schema"]["enum"] == list(filterset.orderings)
    assert described["page_size"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
    formats = described["format"]["schema"]["enum"]
    assert formats == ["json", *(one.name for one in FORMATS.values() if one.offers(RESOURCES[name]))]
    assert ("ics" in formats) is (RESOURCES[name].calendar is not None)


def test_the_description_is_served_and_is_the_same(api, schema):
    response = api.client.get("/api/v1/schema/?format=json")
    assert response.status_code == 200
    assert response.json()["paths"].keys() == schema["paths"].keys()


@pytest.mark.parametrize("accept", ["application/json", "application/vnd.oai.openapi", "application/yaml", "*/*"])
def test_the_description_is_served_in_usual_forms(api, accept):
    assert api.client.get("/api/v1/schema/", headers={"accept": accept}).status_code == 200


# --- as_of: the same serializers over the history --------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_a_record_as_of_tomorrow_is_the_record_of_today(api, staff, world, name):
    for reader in (api, staff):
        for attribute in RECORDS[name]:
            address = f"{name}/{key_of(getattr(world, attribute))}"
            assert reader.json(address, as_of="2999-01-01") == reader.json(address)


@pytest.mark.django_db
@pytest.mark.parametrize(("format", "start"), [("yaml", b"openapi: 3.1.0"), ("json", b"{")])
def test_many_ask_for_the_description_at_once(client, format, start):
    """It is made once per process, and all who wait get the same."""
    docs._described.cache_clear()
    renderer = {"yaml": OpenApiYamlRenderer, "json": OpenApiJsonRenderer}[format]
    with ThreadPoolExecutor(6) as threads:
        made = list(threads.map(docs.description, [renderer] * 12))
    assert len(set(map(id, made))) == 1 and made[0].startswith(start)
    answer = client.get(f"/api/v1/schema/?format={format}")
    assert answer.status_code == 200 and answer.content == made[0]
    assert answer["Content-Type"].startswith(renderer.media_type)
    again = client.get(f"/api/v1/schema/?format={format}", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_a_description_is_made_while_another_is_not(monkeypatch):
    """Two that are made at the same moment disturb each other."""
    docs._described.cache_clear()
    busy, most = [], []

    def get_schema(self, request, public):
        busy.append(1)
        most.append(len(busy))
        time.sleep(0.01)
        busy.pop()
        return {}

    monkeypatch.setattr(docs.SchemaGenerator, "get_schema", get_schema)
    try:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(docs.description, [OpenApiYamlRenderer, OpenApiJsonRenderer] * 4))
    finally:
        docs._described.cache_clear()
    assert most == [1, 1]


def test_it_names_the_release(schema):
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert schema["info"]["version"] == project["version"] == settings.VERSION
