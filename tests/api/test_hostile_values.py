"""Whatever stands in an address, the answer is no error of the server."""

import pytest
from django.contrib.admin import site
from django.test import Client
from django.urls import reverse

from config.api import RESOURCES
from lib.admin.formsets import RecordFormSet
from tests.desk.pages import FormPage, researcher
from tests.desk.pages import address as address_of
from tests.routes import addresses

pytestmark = pytest.mark.slow

VALUES = [
    "-" * 33,
    "9" * 20,
    "9" * 40,
    "-1",
    "\0",
    "﷽" * 200,
    "'",
    "%",
    "\\",
    '-"',
    ":*",
    "|",
    "<->",
    "٢" * 20,
    "a\0b",
    "Q" + "9" * 30,
]


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_filters_of_the_api(world, name):
    client, bad = Client(raise_request_exception=False), []
    for parameter in RESOURCES[name].filterset.base_filters:
        for value in VALUES:
            answer = client.get(f"/api/v1/{name}/", {parameter: value})
            if answer.status_code >= 500:
                bad.append((parameter, value[:40]))
    for value in ("9" * 40, "a%00b", "-", "%ED%A0%80"):
        if client.get(f"/api/v1/{name}/{value}/").status_code >= 500:
            bad.append(("address", value))
    assert not bad


@pytest.mark.parametrize(
    "path", ["/search/", "/events/", "/experts/", "/positions/", "/organisations/", "/places/", "/topics/"]
)
def test_pages(world, path):
    client = Client(raise_request_exception=False)
    names = ("q", "kind", "page", "name", "country", "on", "post", "cursor", "date_from")
    assert not [(n, v[:40]) for n in names for v in VALUES if client.get(path, {n: v}).status_code >= 500]


@pytest.mark.parametrize("query", ["csv", "ics", "json", "timelinejs", "api", "nothing"])
def test_methods_and_formats_of_a_timeline(world, query):
    expert = world.expert
    client = Client(raise_request_exception=False)
    for path in (
        f"/api/v1/experts/{expert.slug}/timeline/",
        "/api/v1/events/",
        "/api/v1/schema/",
        "/api/v1/events/mark-event/related/",
        "/api/v1/relations/",
        "/api/v1/relations/mark-parent/mark-other/",
    ):
        for method in ("options", "head", "post", "put", "delete"):
            assert getattr(client, method)(f"{path}?format={query}").status_code < 500, (path, method)


ADMINS = {model._meta.label: admin for model, admin in site._registry.items()}


@pytest.mark.parametrize("label", sorted(ADMINS))
def test_lists_forms_and_namesakes_of_the_desk(world, label):
    client, bad, opts = Client(raise_request_exception=False), [], ADMINS[label].opts
    client.force_login(researcher())
    stem = f"admin:{opts.app_label}_{opts.model_name}"
    addresses = [(reverse(f"{stem}_changelist"), ("q", "p", "o", "e", "event", "publication__exact"))]
    if f"{opts.app_label}_{opts.model_name}_namesakes" in {url.name for url in ADMINS[label].get_urls()}:
        addresses.append((reverse(f"{stem}_namesakes"), ("name", "besides", "date", "place", "identifier")))
    for address, names in addresses:
        for name in names:
            for value in VALUES:
                if (
                    client.get(address, {name: value} | ({"name": "Mark event"} if name != "name" else {})).status_code
                    >= 500
                ):
                    bad.append((address, name, value[:30]))
    for pk in ("9" * 20, "9" * 40, "-1", "٢" * 20, "a"):
        for page in ("change", "delete", "history"):
            if client.get(reverse(f"{stem}_{page}", args=[pk])).status_code >= 500:
                bad.append((page, pk))
    assert not bad


def boss(**more):
    client = Client(raise_request_exception=False, **more)
    client.force_login(researcher())
    return client


def test_an_address_with_nul_is_no_record(db):
    for kind in ("positions", "events", "experts"):
        assert Client(raise_request_exception=False).get(f"/{kind}/%00/").status_code == 404


ODD_KEYS = ["9" * 5000, "9" * 20, "\0", "\u00b2", "", "-1", "a"]


@pytest.mark.parametrize("label", sorted(ADMINS))
def test_odd_selections_in_lists(world, label):
    client, opts = boss(), ADMINS[label].opts
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    for key in ODD_KEYS:
        answer = client.post(address, {"action": "delete_selected", "_selected_action": key, "index": "0"})
        assert answer.status_code < 500, key


@pytest.mark.parametrize("key", ODD_KEYS, ids=lambda key: ascii(key)[1:30])
def test_odd_keys_of_rows_tokens_and_boxes(world, key):
    client = boss()
    for record in (world.event, world.expert):
        address = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
        page = FormPage(client, address)
        for name in [name for name in page.values if name.endswith(("-0-id", "-0-number"))]:
            assert client.post(address, {**page.values, name: key, "_form": key}).status_code < 500, name
    for name in ("event", "expert", "term", "page"):
        query = {"app_label": "summits", "model_name": "position", "field_name": "panel", name: key}
        assert client.get("/admin/autocomplete/", query).status_code < 500, name


def test_accounts_are_offered_where_a_field_points_to_them(db):
    client = boss()
    query = {"app_label": "intake", "model_name": "bulkimport", "field_name": "user", "term": "res"}
    assert client.get("/admin/autocomplete/", query).status_code < 500


def test_a_state_that_the_queue_does_not_know(db):
    assert boss().get("/admin/procrastinate/procrastinatejob/", {"status__exact": "nosuch"}).status_code == 400


@pytest.mark.parametrize("kind", ["event", "expert"])
@pytest.mark.parametrize("what", ["TOTAL_FORMS", "INITIAL_FORMS"])
def test_odd_numbers_of_rows_are_told_above_the_rows(world, what, kind):
    """All rows of the desk are formsets of one class; a page with nine kinds of them stands for the others."""
    assert all(
        issubclass(c.formset, RecordFormSet) for admin in ADMINS.values() for c in getattr(admin, "cards", list)()
    )
    record, client, odd = getattr(world, kind), boss(), []
    page = FormPage(client, address_of(record))
    names = [name for name in page.values if name.endswith(f"-{what}")]
    for value in [*ODD_KEYS, "99999", None]:
        sent = {name: values for name, values in page.values.items() if value is not None or name not in names}
        sent |= dict.fromkeys(names, value) if value is not None else {}
        answer = client.post(page.url, {**sent, "_save": "1"})
        told = answer.status_code == 200 and all(
            rows.formset.non_form_errors() and not rows.formset.forms
            for rows in answer.context["inline_admin_formsets"]
        )
        if not told or names[0].encode() not in answer.content:
            odd.append((str(value)[:30], answer.status_code))
    assert not odd
    assert page.send("_save").status_code == 302, "the form as it was opened is still accepted"


def test_no_address_fails_whatever_the_method(db):
    client, bad = Client(raise_request_exception=False), []
    for address, route in addresses():
        for method in ("OPTIONS", "HEAD", "TRACE"):
            if client.generic(method, address).status_code >= 500:
                bad.append((method, route))
    assert bad == []
