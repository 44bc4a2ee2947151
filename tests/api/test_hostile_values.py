"""Whatever stands in an address, the answer is no error of the server."""

import pytest
from django.contrib.admin import site
from django.test import Client
from django.urls import reverse

from config.api import RESOURCES
from tests import factories as make
from tests.desk.pages import researcher

VALUES = ["-" * 33, "9" * 20, "9" * 40, "-1", "\0", "﷽" * 200, "'", "%", "\\", '-"', ":*", "|", "<->", "٢" * 20, "a\0b", "Q" + "9" * 30]


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_filters_of_the_api(db, name):
    make.world()
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


@pytest.mark.parametrize("path", ["/search/", "/events/", "/experts/", "/positions/", "/organisations/", "/places/", "/topics/"])
def test_pages(db, path):
    make.world()
    client = Client(raise_request_exception=False)
    names = ("q", "kind", "page", "name", "country", "on", "post", "cursor", "date_from")
    assert not [(n, v[:40]) for n in names for v in VALUES if client.get(path, {n: v}).status_code >= 500]


@pytest.mark.parametrize("query", ["csv", "ics", "json", "timelinejs", "api", "nothing"])
def test_methods_and_formats_of_a_timeline(db, query):
    expert = make.world().expert
    client = Client(raise_request_exception=False)
    for path in (f"/api/v1/experts/{expert.slug}/timeline/", "/api/v1/events/", "/api/v1/schema/", "/api/v1/events/mark-event/related/"):
        for method in ("options", "head", "post", "put", "delete"):
            assert getattr(client, method)(f"{path}?format={query}").status_code < 500, (path, method)


ADMINS = {model._meta.label: admin for model, admin in site._registry.items()}


@pytest.mark.parametrize("label", sorted(ADMINS))
def test_lists_forms_and_namesakes_of_the_desk(db, label):
    make.world()
    client, bad, opts = Client(raise_request_exception=False), [], ADMINS[label].opts
    client.force_login(researcher())
    stem = f"admin:{opts.app_label}_{opts.model_name}"
    addresses = [(reverse(f"{stem}_changelist"), ("q", "p", "o", "e", "event", "publication__exact"))]
    if f"{opts.app_label}_{opts.model_name}_namesakes" in {url.name for url in ADMINS[label].get_urls()}:
        addresses.append((reverse(f"{stem}_namesakes"), ("name", "besides", "date", "place", "identifier")))
    for address, names in addresses:
        for name in names:
            for value in VALUES:
                if client.get(address, {name: value} | ({"name": "Mark event"} if name != "name" else {})).status_code >= 500:
                    bad.append((address, name, value[:30]))
    for pk in ("9" * 20, "9" * 40, "-1", "٢" * 20, "a"):
        for page in ("change", "delete", "history"):
            if client.get(reverse(f"{stem}_{page}", args=[pk])).status_code >= 500:
                bad.append((page, pk))
    assert not bad
