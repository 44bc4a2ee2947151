"""What search engines, browsers and those who share or frame a page ask for."""

import io
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from PIL import Image

from pages import sitemaps
from tests import factories as make
from tests.accounts.conftest import PASSWORD
from tests.pages.test_cards import SITE, Head

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(answer):
    """The addresses of a map or of its index with their moments: {address: text or None}."""
    assert answer.status_code == 200 and answer["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(answer.content)
    return {one.findtext(f"{MAP}loc"): one.findtext(f"{MAP}lastmod") for one in root}


def mapped(client):
    """All pages on the map, read by way of its index."""
    found = {}
    for address in locations(client.get("/sitemap.xml")):
        found |= locations(client.get(address))
    return found


def test_the_map_has_every_public_page_and_none_else(world, monkeypatch, django_user_model):
    monkeypatch.setattr(sitemaps.Records, "limit", 2)
    draft = make.event(slug="draft", publication="draft")
    hidden = make.position(event=draft)
    clerk = Client()
    clerk.force_login(django_user_model.objects.create_user("clerk", is_staff=True))
    found = mapped(Client())
    assert found == mapped(clerk)
    assert {f"{SITE}/", f"{SITE}/about/", f"{SITE}/events/mark-event/", f"{SITE}/topics/mark-narrow/"} <= set(found)
    assert f"{SITE}/positions/{hidden.public_id}/" not in found and not any("draft" in address for address in found)
    for address in found:
        assert Head(address).canonical() == address
    world.event.refresh_from_db()
    assert found[f"{SITE}/events/mark-event/"] == world.event.modified_at.date().isoformat()
    assert len([one for one in locations(Client().get("/sitemap.xml")) if "events" in one]) == 2


def test_the_map_takes_as_many_statements_however_much_is_on_record(world, django_assert_num_queries):
    with django_assert_num_queries(1 + 2 * len(sitemaps.RECORDS)):
        Client().get("/sitemap.xml")
    for _ in range(3):
        make.event()
    with django_assert_num_queries(2):
        Client().get("/sitemap-events.xml")


def test_robots_are_told_where_the_map_is(db, settings):
    text = Client().get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text and f"Sitemap: {SITE}/sitemap.xml" in text
    settings.PARLEY_CLOSED = True
    assert Client().get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_a_browser_takes_the_search_into_its_own(db):
    (link,) = [link for link in Head("/").links if link["rel"] == "search"]
    answer = Client().get(link["href"])
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ElementTree.fromstring(answer.content)
    (page, _, _) = [one.get("template") for one in root.iter(f"{name}Url")]
    assert Client().get(page.replace("{searchTerms}", "Geneva")).status_code == 200


# -- pictures ---------------------------------------------------------------------------------


def test_every_page_has_a_picture_of_its_words(world):
    long = make.event(slug="long", name="Verhandlungen über Sicherheit – " * 9, status="held")
    make.expert(slug="walesa", name="Lech Wałęsa, 习近平")
    addresses = ["/", "/events/", *(f"/{one}/" for one in (
        "events/mark-event", "events/long", "experts/walesa", "organisations/mark-unit", "positions/mark-position",
        "sources/mark-source", "places/mark-city", "topics/mark-topic"))]  # fmt: skip
    seen = set()
    for address in addresses:
        head = Head(address)
        answer = Client().get(head.metas["og:image"][0])
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png"), address
        assert len(answer.content) < 100_000
        assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
        assert head.metas["og:image:width"] == ["1200"] and head.metas["twitter:card"] == ["summary_large_image"]
        seen.add(answer.content)
    assert len(seen) == len(addresses) - 1, "the start page and lists have the same"
    assert long


def test_a_picture_is_drawn_anew_only_where_its_words_changed(db, monkeypatch):
    event = make.event(slug="talks", name="Talks")
    first = Client().get("/pictures/events/talks.png")
    monkeypatch.setattr("pages.views.found.sharing", lambda *words: pytest.fail("nothing is drawn"))
    again = Client(headers={"if-none-match": first["ETag"]}).get("/pictures/events/talks.png")
    assert again.status_code == 304 and not again.content
    monkeypatch.undo()
    event.name = "Negotiations"
    event.save()
    after = Client(headers={"if-none-match": first["ETag"]}).get("/pictures/events/talks.png")
    assert after.status_code == 200 and after.content != first.content


def test_no_picture_of_a_draft(db):
    make.event(slug="draft", publication="draft")
    for address in ("events/draft", "events/none", "users/1", "events/a%00b"):
        assert Client().get(f"/pictures/{address}.png").status_code == 404


# -- frames -----------------------------------------------------------------------------------


@pytest.fixture
def discussed(db):
    """An event at which two speak on two topics, and one of them with a post."""
    event = make.event(slug="panel", name="A panel & more")
    topics = [make.topic(slug=f"topic-{number}") for number in range(2)]
    for number in range(2):
        person = make.expert(slug=f"speaker-{number}", name=f"Speaker {number}")
        make.position(event=event, holders=[person], topics=topics)
        make.participation(event=event, expert=person)
    return event


def offered(page, **parameters):
    (link,) = [one for one in Head(page).links if one.get("type") == "application/json+oembed"]
    return (
        Client().get(link["href"], parameters)
        if not parameters
        else Client().get("/oembed/", {"url": f"{SITE}{page}", **parameters})
    )


def test_oembed_offers_the_matrix_of_an_event_and_the_timeline_of_an_expert(discussed):
    for page in ("/events/panel/", "/experts/speaker-1/"):
        told = offered(page).json()
        assert (told["version"], told["type"], told["width"], told["height"]) == ("1.0", "rich", 900, 640)
        frame = re.search(r'<iframe src="([^"]+)" width="900"', told["html"])[1]
        answer = Client().get(frame)
        text = answer.content.decode()
        assert answer.status_code == 200 and f'href="{page}"' in text and 'content="noindex"' in text
    assert 'class="matrix"' in Client().get("/embed/events/panel/").content.decode()
    assert "Speaker 0" in Client().get("/embed/events/panel/").content.decode()
    assert "A panel &amp; more" in text and "drawing-data" in text
    small = offered("/events/panel/", maxwidth=320, maxheight="many").json()
    assert (small["width"], small["height"]) == (320, 640)


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"url": f"{SITE}/events/none/"}, 404),
        ({"url": f"{SITE}/topics/topic-1/"}, 404),
        ({"url": f"{SITE}/nowhere/"}, 404),
        ({"url": "https://elsewhere.example/events/panel/"}, 404),
        ({"url": "http://[::1/events/panel/"}, 404),
        ({}, 404),
        ({"url": f"{SITE}/events/panel/", "format": "xml"}, 501),
        ({"url": f"{SITE}/events/draft/"}, 404),
        ({"url": f"{SITE}/events/panel/?utm_source=x"}, 200),
    ],
)
def test_oembed_offers_nothing_else(discussed, parameters, status):
    make.event(slug="draft", publication="draft")
    assert Client().get("/oembed/", parameters).status_code == status


def test_only_permitted_origins_may_frame_and_only_what_is_meant_for_it(discussed, settings):
    def ancestors(address):
        answer = Client().get(address)
        policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
        return policy["frame-ancestors"], answer.get("X-Frame-Options")

    assert ancestors("/embed/events/panel/") == ("'self'", None)
    assert ancestors("/events/panel/") == ("'none'", "DENY")
    settings.PARLEY_EMBED = ["https://journal.example"]
    assert ancestors("/embed/experts/speaker-1/") == ("'self' https://journal.example", None)
    assert ancestors("/experts/speaker-1/") == ("'none'", "DENY")
    settings.PARLEY_EMBED = ["*"]
    assert ancestors("/embed/events/panel/")[0] == "*"


def test_what_is_framed_moves_and_goes_with_its_record(discussed):
    discussed.slug = "forum"
    discussed.save()
    assert Client().get("/embed/events/panel/").url == "/embed/events/forum/"
    assert Client().get("/embed/experts/nobody/").status_code == 404


def test_a_closed_installation_tells_strangers_nothing_by_any_of_these(discussed, settings, django_user_model):
    settings.PARLEY_CLOSED = True
    for address in (
        "/sitemap.xml", "/sitemap-events.xml", "/opensearch.xml", "/pictures/events/panel.png", "/pictures/parley.png",
        "/embed/events/panel/", "/embed/experts/speaker-1/", f"/oembed/?url={SITE}/events/panel/",
    ):  # fmt: skip
        answer = Client().get(address)
        assert answer.status_code == 302 and answer.url.startswith("/account/login/"), address
        assert b"Speaker" not in answer.content
    reader = Client()
    reader.force_login(django_user_model.objects.create_user("reader", password=PASSWORD))
    assert "private" in reader.get("/pictures/events/panel.png")["Cache-Control"]
