"""The API for people: every list and detail as a page under the strict content policy, with its filter form."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from config.api import RESOURCES
from tests import factories as make
from tests.api.conftest import RECORDS, key_of


@pytest.fixture
def world(lonely_world):
    """Some tests here commit."""
    return lonely_world


POLICY = {"default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "frame-ancestors 'none'"}


class Page(HTMLParser):
    """What a page asks a browser to do: addresses it loads, code and style that stand in it, its form and headings."""

    def __init__(self, text):
        super().__init__()
        self.loaded, self.inline, self.boxes, self.labels, self.titles = [], [], [], [], []
        self._in = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "script" and given.get("src"):
            self.loaded.append(given["src"])
        elif tag == "script" and given.get("type") != "application/json":
            self.inline.append("script")
        elif tag == "style" or "style" in given:
            self.inline.append(f"style in {tag}")
        elif tag in ("link", "img", "iframe"):
            self.loaded.append(given.get("href") or given.get("src"))
        self.inline += [name for name in given if name.startswith("on")]
        if tag in ("input", "select", "textarea"):
            self.boxes.append(given)
        if tag == "label":
            self.labels.append(given.get("for"))
        self._in = tag

    def handle_data(self, data):
        if self._in in ("h1", "title"):
            self.titles.append(data.strip())


def read(api, path, **parameters):
    """A page of the browsable API; fails where the policy would stop a part of it."""
    response = api(path, format="api", **parameters)
    assert response.status_code == 200 and response["Content-Type"].startswith("text/html")
    policy = {one.strip() for one in response["Content-Security-Policy"].split(";")}
    assert policy >= POLICY and "unsafe" not in response["Content-Security-Policy"]
    page = Page(response.content.decode())
    assert page.inline == [] and all(address.startswith("/") for address in page.loaded), page.loaded
    return page


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_a_list_is_a_page_with_its_filter_form(api, staff, world, name):
    for reader in (api, staff):
        page = read(reader, name)
        boxes = {box["name"]: box for box in page.boxes if box.get("name")}
        assert set(RESOURCES[name].filterset.base_filters) - {"cursor", "format"} <= set(boxes)
        assert {box["id"] for box in boxes.values() if box.get("type") != "hidden"} <= set(page.labels)


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_a_detail_is_a_page_named_after_its_record(api, world, name):
    for attribute in RECORDS[name]:
        key = key_of(getattr(world, attribute))
        page = read(api, f"{name}/{key}")
        assert any(key in title for title in page.titles)


def test_related_events_and_the_root_are_pages(api, world):
    read(api, "events/mark-event/related")
    read(api, "/api/v1/")


def test_the_form_keeps_what_was_asked_and_shows_what_is_wrong(api, world):
    page = read(api, "events", kind="summit,visit", date_from="2021")
    values = {box.get("name"): box.get("value") for box in page.boxes}
    assert (values["kind"], values["date_from"]) == ("summit,visit", "2021")
    response = api("events", format="api", kind="party")
    assert response.status_code == 400 and "“party” is not one of" in response.content.decode()


def test_what_a_record_says_is_no_code(api):
    make.event(slug="x", name="<script>alert(1)</script>", date="2021", summary="<img src=x onerror=alert(1)>")
    for path in ("events", "events/x"):
        assert read(api, path).inline == []


def test_the_description_for_people_has_one_loosened_rule(api):
    response = api("/api/v1/docs/")
    policy = response["Content-Security-Policy"]
    assert response.status_code == 200 and "style-src 'self' 'unsafe-inline'" in policy
    assert policy.count("unsafe") == 1
    page = Page(response.content.decode())
    assert "script" not in page.inline and all(address.startswith("/") for address in page.loaded)


# --- in a browser: the page fixture fails on console errors and on requests to another host -----------------------


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_pages_of_the_api_in_a_browser(page):
    make.world()
    page.goto("/api/v1/")
    page.get_by_role("link", name="/api/v1/events/").click()
    page.get_by_text("Markevent").first.wait_for()
    page.get_by_label("kind", exact=True).fill("discussion")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**kind=discussion**")
    shown = page.get_by_label("response info").inner_text()
    assert '"count": 1,' in shown and "Markevent" in shown and "Markother" not in shown
    page.get_by_role("link", name="/api/v1/events/mark-event/").first.click()
    page.get_by_text("Markposition claimed.").first.wait_for()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_description_in_a_browser(page):
    page.goto("/api/v1/docs/")
    page.get_by_text("/api/v1/events/", exact=True).first.wait_for()
    assert page.get_by_text("Who met, who said what").first.is_visible()
    page.get_by_role("button", name="GET /api/v1/events/", exact=False).first.click()
    page.get_by_text("On this topic or a narrower one.").first.wait_for()


@pytest.mark.parametrize("path", ["/api/v1/events/", "/api/v1/docs/"])
def test_the_pages_of_the_api_have_a_dark_mode(client, db, path):
    text = client.get(path, headers={"accept": "text/html"}).content.decode()
    assert "parley/api.css" in text
    sheet = finders.find("parley/api.css")
    assert "prefers-color-scheme: dark" in Path(sheet).read_text()
