"""What pages tell search engines, whoever shares them, reference managers and readers of feeds."""

import html
import json
import re
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from django.test import Client

from tests import factories as make
from tests.api.test_one_filter import expanded, ids, values

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


class Head:
    """What stands in the head of a page."""

    def __init__(self, address, client=None):
        answer = (client or Client()).get(address)
        self.status, self.html = answer.status_code, answer.content.decode()
        head = self.html.partition("</head>")[0]
        self.title = html.unescape(re.search(r"<title>(.*?)</title>", head, re.DOTALL)[1])
        self.metas, self.links = {}, []
        for name, content in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', head):
            self.metas.setdefault(name, []).append(html.unescape(content))
        for tag in re.findall(r"<link ([^>]*)>", head):
            self.links.append({name: html.unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', tag)})
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)
        self.linked = found and found[1]

    def canonical(self):
        (one,) = [link["href"] for link in self.links if link["rel"] == "canonical"]
        return one

    def alternates(self):
        told = [link for link in self.links if link["rel"] == "alternate" and "hreflang" not in link]
        told = [link for link in told if not link["type"].endswith("+oembed")]
        return {link["title"]: (link["type"], link["href"]) for link in told}


PAGES = [
    "/", "/about/", "/events/", "/experts/", "/organisations/", "/positions/", "/sources/", "/places/", "/topics/",
    "/compare/", "/relations/", "/events/mark-event/", "/experts/mark-expert/", "/organisations/mark-organisation/",
    "/positions/mark-position/", "/sources/mark-source/", "/places/mark-city/", "/topics/mark-topic/",
]  # fmt: skip
TRACKED = "utm_source=x&utm_campaign=a%20b&fbclid=IwAR0&gclid=1&mc_eid=%00&ref=%FF"


def test_what_others_hang_on_an_address_breaks_no_page_and_is_in_no_address(world):
    for address in PAGES:
        head = Head(f"{address}?{TRACKED}")
        assert head.status == 200, address
        assert head.canonical() == f"{SITE}{address}" == head.metas["og:url"][0]
        assert not any("utm_" in link["href"] or "fbclid" in link["href"] for link in head.links)
        assert head.metas["description"][0] and len(head.metas["description"][0]) <= 202
        assert head.metas["og:title"][0]
    assert Head(f"/search/?q=mark&{TRACKED}").metas["robots"] == ["noindex"]
    assert Head("/compare/?expert=mark-expert&expert=mark-endorser&utm_source=x").canonical() == (
        f"{SITE}/compare/?expert=mark-expert&expert=mark-endorser"
    )


def test_a_list_names_its_permanent_address_and_all_formats_of_just_what_it_shows(world):
    head = Head("/events/?kind=summit&cursor=&utm_source=x&page_size=1")
    assert head.canonical() == f"{SITE}/events/?kind=summit"
    assert {"json", "csv", "xlsx", "ics", "atom", "jsonld", "gexf", "graphml", "bib", "ris", "csl"} == set(
        head.alternates()
    )
    for media_type, address in head.alternates().values():
        answer = Client().get(address)
        assert answer.status_code == 200 and answer["Content-Type"].split(";")[0] == media_type
        assert urlsplit(address).query.startswith("kind=summit&format=")


def test_what_a_page_offers_in_other_formats_is_what_it_shows(db):
    """Lists, maps, networks and calendars: their JSON, feed and table have the same records."""
    north, south = (make.organisation(slug=name, name=name, kind="state") for name in ("north", "south"))
    for date in ("2001-02-03", "2001-05", "1999"):
        event = make.met(north, south, date=date)
    make.event(name="Other", kind="visit", date="2001-02")
    make.on_topics(event, make.topic(name="Peace", slug="peace"))
    make.topic(name="War")
    make.position(event=event, stance=None)
    kind = event.kind
    offered = {
        "/events/": 4, f"/events/?kind={kind}": 3, f"/map/?kind={kind}": 3, f"/network/?kind={kind}": 3,
        f"/calendar/?kind={kind}&year=2001": 2, f"/calendar/?kind={kind}&year=2001&month=2": 1, "/topics/": 2,
        "/organisations/?kind=state": 2, "/positions/": 1, "/relations/north/south/": 3,
        "/relations/north/south/?date_to=2000": 1,
    }  # fmt: skip
    for page, number in offered.items():
        found = {name: address for name, (_, address) in Head(page).alternates().items()}
        answer = json.loads(Client().get(found["json"]).content)
        assert answer["count"] == number, page
        feed = feedparser.parse(Client().get(found["atom"]).content)
        assert not feed.bozo and len(feed.entries) == number, page
        table = b"".join(Client().get(found["csv"]).streaming_content).decode().strip().splitlines()
        assert len(table) == number + 1, page
    pairs = json.loads(Client().get(Head("/relations/").alternates()["json"][1]).content)["results"]
    assert [(pair["first"]["slug"], pair["second"]["slug"], pair["events"]) for pair in pairs] == [
        ("north", "south", 3)
    ]
    found = Head("/search/?q=peace&utm_source=x").alternates()
    assert json.loads(Client().get(found["json"][1]).content)["results"][0]["url"].endswith("/topics/peace/")


def test_a_record_names_every_format_of_it_and_the_feeds_that_follow_it(world):
    head = Head("/experts/mark-expert/")
    assert {"JSON", "jsonld", "popolo", "bib", "ris", "csl", "timeline, timelinejs", "Statements", "Events"} <= set(
        head.alternates()
    )
    for media_type, address in head.alternates().values():
        answer = Client().get(address)
        assert answer.status_code == 200 and answer["Content-Type"].split(";")[0] == media_type, address
    feeds = [address for media_type, address in head.alternates().values() if media_type == "application/atom+xml"]
    entries = [entry.title for feed in feeds for entry in feedparser.parse(Client().get(feed).content).entries]
    assert "Markposition" in " ".join(entries) and "Markevent" in " ".join(entries)
    topic, event = Head("/topics/mark-topic/").alternates(), Head("/events/mark-other/").alternates()
    assert topic["Statements"][1] == f"{SITE}/api/v1/positions/?topic=mark-topic&format=atom"
    assert event["What is said about it"][1] == f"{SITE}/api/v1/positions/?about=mark-other&format=atom"


def test_a_title_has_the_year_once(db):
    make.event(slug="one", name="Geneva summit", date="2021-06-16")
    make.event(slug="two", name="Summit of 2021", date="2021-06-16")
    make.event(slug="three", name="Round", date="2009/2012")
    make.event(slug="four", name="Talks", date="1945~")
    make.event(slug="five", name="Long ago", date=None)
    make.expert(slug="six", name="Ada Berg", born="1911-02", died="2004")
    titles = [Head(f"/events/{slug}/").title for slug in ("one", "two", "three", "four", "five")]
    assert titles == [
        "Geneva summit (2021) · Parley", "Summit of 2021 · Parley", "Round (2009–2012) · Parley", "Talks (about 1945) · Parley",
        "Long ago · Parley",
    ]  # fmt: skip
    assert Head("/experts/six/").title == "Ada Berg (1911–2004) · Parley"


def test_a_page_has_its_record_as_json_ld_that_nothing_ends_early(db):
    place = make.place(name="Villa", slug="villa")
    event = make.event(slug="one", name="</script><b>&", status="cancelled", date="2021-06", place=place)
    head = Head("/events/one/")
    assert "</script><b>" not in head.html
    node = expanded(head.linked)[f"{SITE}/events/one/"]
    assert values(node, "name") == ["</script><b>&"] and values(node, "startDate") == ["2021-06"]
    assert ids(node, "eventStatus") == ["https://schema.org/EventCancelled"]
    for kind, slug in (
        ("experts", make.expert().slug),
        ("organisations", make.organisation().slug),
        ("places", "villa"),
    ):
        assert f"{SITE}/{kind}/{slug}/" in expanded(Head(f"/{kind}/{slug}/").linked)
    position = make.position(event=event, holders=[make.expert(slug="ada")])
    claim = expanded(Head(f"/positions/{position.public_id}/").linked)[f"{SITE}/positions/{position.public_id}/"]
    assert claim["@type"] == ["http://schema.org/Claim"] and ids(claim, "recordedAt") == [f"{SITE}/events/one/"]


@pytest.fixture
def article(db):
    return make.source(
        slug="valdai", kind="news_article", title='What "Geneva" changed & why', author="Oleg Barabanov", language="en",
        publisher="Valdai Club", url="https://valdaiclub.com/a/?x=1&y=2", published="2021-06-17",
    )  # fmt: skip


def context_object(head):
    """What a reference manager reads in a page (COinS)."""
    return parse_qs(html.unescape(re.search(r'<span class="Z3988" title="([^"]*)">', head.html)[1]))


def test_a_reference_manager_takes_the_article_itself(article):
    head = Head("/sources/valdai/")
    assert context_object(head) == {
        "ctx_ver": ["Z39.88-2004"], "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"], "rft.type": ["newspaperArticle"],
        "rft.title": [article.title], "rft.source": ["Valdai Club"], "rft.date": ["2021-06-17"],
        "rft.au": ["Oleg Barabanov"], "rft.language": ["en"], "rft.identifier": [article.url],
    }  # fmt: skip
    assert {name: found for name, found in head.metas.items() if name.startswith("citation_")} == {
        "citation_title": [article.title], "citation_author": ["Oleg Barabanov"],
        "citation_journal_title": ["Valdai Club"], "citation_publication_date": ["2021/06/17"],
        "citation_language": ["en"], "citation_public_url": [article.url],
    }  # fmt: skip
    words = (
        "Oleg Barabanov, “What &quot;Geneva&quot; changed &amp; why”, Valdai Club, 17 June 2021, https://valdaiclub.com"
    )
    assert words in head.html and "@article{valdai," in head.html


def test_each_author_is_one_and_a_body_with_a_comma_stays_whole(db):
    """Zotero takes what has a comma in rft.au for “last name, first names”."""
    make.source(
        slug="both",
        title="A treaty",
        kind="report",
        author="Ada Berg; Ministry of Trade, Bureau of Fish;",
        publisher="Press",
    )
    head = Head("/sources/both/")
    told = context_object(head)
    assert told["rft.au"] == ["Ada Berg"] and told["rft.aucorp"] == ["Ministry of Trade, Bureau of Fish"]
    names = ["Ada Berg", "Ministry of Trade, Bureau of Fish"]
    assert head.metas["citation_author"] == names
    assert [one["name"] for one in json.loads(head.linked)["author"]] == names
    (item,) = json.loads(b"".join(Client().get("/api/v1/sources/both/?format=csl").streaming_content))
    assert item["author"] == [{"literal": name} for name in names]


def test_a_record_is_cited_as_parley_has_it_with_the_state_of_the_day(world):
    head = Head("/events/mark-event/")
    told = context_object(head)
    assert (told["rft.type"], told["rft.source"]) == (["webpage"], ["Parley"])
    assert told["rft.identifier"] == [f"{SITE}/events/mark-event/"]
    position = f"/positions/{world.position.public_id}/"
    for page in (position, "/experts/mark-expert/", "/topics/mark-topic/", "/organisations/mark-organisation/"):
        cited = Head(page)
        assert context_object(cited)["rft.identifier"] == cited.metas["citation_public_url"] == [f"{SITE}{page}"]
    (past,) = re.findall(r'href="(/api/v1/events/mark-event/\?as_of=\d{4}-\d\d-\d\d)"', head.html)
    assert json.loads(Client().get(past).content)["slug"] == "mark-event"


def test_a_feed_follows_what_two_states_have_to_do_with_each_other(db):
    pair = [make.organisation(slug=slug, kind="state") for slug in ("one", "two")]
    event = make.event(name="They met", status="held")
    for state in pair:
        make.participation(event=event, organisation=state, role="party")
    head = Head("/relations/one/two/?kind=&utm_source=x")
    assert head.canonical() == f"{SITE}/relations/one/two/"
    address = f"{SITE}/api/v1/relations/one/two/?format=atom"
    assert head.alternates()["atom"] == ("application/atom+xml", address)
    feed = feedparser.parse(Client().get(address).content)
    assert not feed.bozo and [entry.title for entry in feed.entries] == ["They met"]
