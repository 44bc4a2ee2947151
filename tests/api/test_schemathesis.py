"""Requests made from the API's own description: valid ones, and ones that break it on purpose.

Seeded and derandomised: each run makes the same requests. The database holds the world of factories.py.
SCHEMATHESIS_SEED and SCHEMATHESIS_EXAMPLES (for each address) in the environment make it others:

    make fuzz SEEDS=10  (with 60 examples for each address, where the suite makes 20)
"""

import os

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from schemathesis.checks import CHECKS
from schemathesis.config import SchemathesisConfig

from config.wsgi import application
from tests import factories as make
from tests.api.conftest import RECORDS

pytestmark = pytest.mark.slow

# In the world every key is "mark-" and the attribute's name, but that of the hall; one record is renamed, one deleted.
KEYS = [f"mark-{one}" for attributes in RECORDS.values() for one in attributes if one != "place"]
KEYS += ["mark-hall", "former", "deleted", "nobody"]
# Checks that are left out, each for a reason.
LEFT_OUT = {
    # A slug of no record is well formed and still a 400 or 404; so is a partial date such as 2021-02-30.
    # That good values are accepted is what test_filters.py and test_semantics.py show.
    "positive_data_acceptance",
    # There is nothing to create, change or delete, and no credentials or headers to leave out.
    "use_after_free",
    "ensure_resource_availability",
    "ignored_auth",
    "object_level_authorization",
    "missing_required_header",
}
SEED = os.environ.get("SCHEMATHESIS_SEED")
CONFIG = {
    "seed": int(SEED or 20210616),
    # Deterministic generation does not look at the seed.
    "generation": {
        "deterministic": SEED is None,
        "max-examples": int(os.environ.get("SCHEMATHESIS_EXAMPLES") or 20),
        "no-shrink": True,
    },
    "dictionaries": {"keys": {"values": KEYS}},
    "parameters": {
        "path.key": {"dictionary": "keys", "probability": 0.7},
        "path.slug": {"dictionary": "keys", "probability": 0.7},
    },
    "checks": {name: {"enabled": False} for name in LEFT_OUT},
}
schema = schemathesis.openapi.from_wsgi(
    "/api/v1/schema/?format=json", application, config=SchemathesisConfig.from_dict(CONFIG)
)


def test_the_checks_that_run_are_all_but_those_left_out():
    assert {check.__name__ for check in CHECKS.get_all()} - LEFT_OUT == {
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "unsupported_method",
        "allow_header_conformance",
    }


@pytest.fixture
def records(world):
    """The world, and a former address and a deleted one."""
    event = make.event(slug="former")
    event.slug = "renamed"
    event.save()
    make.event(slug="deleted").delete()
    # A request through WSGI closes the connection, and with it the transaction that holds these records;
    # Django's own test client leaves that out in the same way.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def has_empty(query):
    """Whether a parameter is given without a value, alone or in a list; an object without keys is written so."""
    values = (part for value in (query or {}).values() for part in (value if isinstance(value, list) else [value]))
    return any(value in (None, {}) or not str(value).strip(", ") for value in values) or [] in (query or {}).values()


@hypothesis.seed(CONFIG["seed"])
@schema.parametrize()
@hypothesis.settings(
    derandomize=SEED is None, database=None, suppress_health_check=list(hypothesis.HealthCheck), deadline=None
)
def test_the_api_keeps_to_its_description(records, case):
    # A form sends its empty boxes too: an empty parameter filters nothing, whatever its values are otherwise.
    lenient = [CHECKS.get_one("negative_data_rejection")] if has_empty(case.query) else []
    case.call_and_validate(excluded_checks=lenient)
