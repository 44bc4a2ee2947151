"""The API for people: every list and detail as a page under the strict content policy, with its filter form."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import expect

from config.api import RESOURCES
from config.described import EXAMPLES
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
        self.loaded, self.inline, self.boxes, self.labels, self.titles, self.links = [], [], [], [], [], []
        self._in = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "script" and given.get("src"):
            self.loaded.append(given["src"])
        elif tag == "script" and given.get("type") not in ("application/json", "application/ld+json"):
            self.inline.append("script")
        elif tag == "style" or "style" in given:
            self.inline.append(f"style in {tag}")
        elif tag in ("link", "img", "iframe"):
            self.loaded.append(given.get("href") or given.get("src"))
        self.inline += [name for name in given if name.startswith("on")]
        if tag == "a":
            self.links.append(given.get("href"))
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


def test_a_list_shows_its_records_by_name_and_the_first_one_whole(api, world):
    response = api("events", format="api")
    text = response.content.decode()
    for record in api.json("events")["results"]:
        assert f'<a href="{record["url"]}">{record["name"]}</a>' in text
    # One record as it stands in the list, with the addresses of this site as links.
    first = api.json("events")["results"][0]
    shown = html.unescape(
        re.sub("<[^>]*>", "", text.split('<pre class="answer"')[1].split(">", 1)[1].split("</pre>")[0])
    )
    assert json.loads(shown) == first
    assert text.count("<pre") == 1 and f'&quot;<a href="{first["page"]}">' in text
    # As small as a page of the site, however much fifty records say.
    event = make.event(slug="long", name="Long", date="2050", summary="x" * 40_000)
    for number in range(40):
        make.participation(event=event, expert=make.expert(slug=f"p{number}", name=f"P {number}"), role="speaker")
    for path in ("events", "events/long"):
        text = api(path, format="api").content.decode()
        assert len(text) < 60_000 and text.count("<") < 1_500
    assert "Only its beginning is shown here" in text and api.json("events/long")["name"] == "Long"


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_description_can_be_read_without_a_script(api, world, name):
    """Its parameters with what they mean, the fields of its answers, and examples that run."""
    page = api(f"/api/v1/docs/{name}/")
    text = page.content.decode()
    assert page.status_code == 200 and Page(text).inline == [] and len(text) < 100_000
    schema = api("/api/v1/schema/", format="json").json()
    listed = schema["paths"][f"/api/v1/{name}/"]["get"]
    for one in listed["parameters"]:
        assert f"<code>{one['name']}</code>" in text and html.escape(one.get("description", "")) in text
    assert "<code>url</code>" in text or name in ("relations", "search")
    for words, query in EXAMPLES[name]:
        assert words in html.unescape(text)
        answer = api(f"/api/v1/{name}/{query}")
        assert answer.status_code == 200, (query, getattr(answer, "content", b""))


def test_the_description_names_every_resource(api, world):
    page = Page(api("/api/v1/docs/").content.decode())
    named = {address.split("/")[3] for address in api("/api/v1/schema/", format="json").json()["paths"]}
    assert set(EXAMPLES) == named and page.inline == []
    assert {f"/api/v1/docs/{name}/" for name in named} <= set(page.links)
    assert api("/api/v1/docs/nothing/").status_code == 404


def test_the_console_has_one_loosened_rule(api):
    response = api("/api/v1/docs/console/")
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
    shown = page.get_by_label("response info")
    expect(shown).to_contain_text("1 record")
    expect(shown).to_contain_text("Markevent")
    expect(shown).not_to_contain_text("Markother")
    page.get_by_role("link", name="Markevent").first.click()
    page.get_by_text("Markposition claimed.").first.wait_for()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_description_in_a_browser(page):
    page.goto("/api/v1/docs/")
    page.get_by_role("link", name="Swagger UI").click()
    page.get_by_text("/api/v1/events/", exact=True).first.wait_for()
    expect(page.get_by_text("Who met, who said what").first).to_be_visible()
    page.get_by_role("button", name="GET /api/v1/events/", exact=False).first.click()
    page.get_by_text("On this topic or a narrower one.").first.wait_for()


@pytest.mark.parametrize(
    ("path", "sheet"), [("/api/v1/events/", "parley/parley.css"), ("/api/v1/docs/console/", "parley/api.css")]
)
def test_the_pages_of_the_api_have_a_dark_mode(client, db, path, sheet):
    text = client.get(path, headers={"accept": "text/html"}).content.decode()
    assert sheet in text
    assert "prefers-color-scheme: dark" in Path(finders.find(sheet)).read_text()
