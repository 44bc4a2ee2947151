"""The public lists, the start page and the search: filters, pages, downloads, what is found first."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import Place
from summits.models import Event
from tests import factories as make
from tests.desk.pages import researcher
from tests.page_reader import Page, check, get
from tests.pages.test_views import more

# --- lists ----------------------------------------------------------------------------------


def test_lists_are_filtered_and_say_by_what(world, client):
    page = get(client, "/events/?organisation=mark-organisation&kind=discussion")
    assert "Markevent" in page.text and "Markother" not in page.text
    assert "organisation: mark-organisation" in page.text
    # A phone has the form closed before the list, with how many filters are in use.
    assert '<details class="narrowing">' in page.html and "Filter and sort (2 in use)" in page.text
    assert "in use" not in get(client, "/events/?kind=&ordering=date").text
    assert '<details class="narrowing" open>' in get(client, "/events/?date_from=nonsense", 400).html


@pytest.mark.parametrize("name", ["events", "experts", "organisations", "sources", "places", "positions"])
def test_a_bad_value_is_explained(world, client, name):
    page = get(client, f"/{name}/?ordering=nonsense", 400)
    assert "ordering" in page.text and "The list cannot be shown like this" in page.text
    check(page)


@pytest.mark.parametrize("name", ["events", "experts", "organisations", "sources", "places", "positions"])
def test_what_other_sites_hang_on_an_address_is_left_out(world, client, name):
    more(world)
    plain, hung = get(client, f"/{name}/?page_size=2"), get(client, f"/{name}/?fbclid=x&utm_source=y&page_size=2&z[]=1")
    assert hung.links == plain.links and hung.text == plain.text
    assert client.get(f"/api/v1/{name}/?fbclid=x").status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/events/?kind=discussion&q=&page_size=2", "/experts/?organisation=mark-organisation", "/sources/?kind=book",
        "/organisations/?kind=think_tank&kind=unit", "/places/?country=mark-land&ordering=-name", "/positions/?stance=mixed",
    ],
)  # fmt: skip
def test_downloads_are_the_same_list(world, client, address):
    make.expert(name="Somebody else")
    make.source(kind="book")
    page = get(client, address)
    name = address.split("/")[1]
    as_json, as_csv = (
        next(link for link in page.links if link.startswith(f"/api/v1/{name}/?") and f"format={form}" in link)
        for form in ("json", "csv")
    )
    rows = client.get(as_json).json()["results"]
    everything = client.get(f"/api/v1/{name}/").json()["results"]
    assert 0 < len(rows) < len(everything) or "ordering" in address
    shown = [link for link in page.links if re.fullmatch(f"/{name}/[^/?]+/", link)]
    keys = [row.get("slug") or row["id"] for row in rows]
    assert [key for key in keys if f"/{name}/{key}/" in shown] == keys[: len(shown)] and keys
    text = b"".join(client.get(as_csv).streaming_content).decode()
    assert all(f"/{name}/{key}/" in text for key in keys) and text.count("\r\n") == len(keys) + 1


@pytest.mark.parametrize("name", ["events", "experts", "organisations", "sources", "places", "positions"])
def test_lists_are_cut_into_pages(world, client, name):
    more(world)
    first = get(client, f"/{name}/?page_size=2")
    found = [link for link in first.links if "cursor=" in link]
    assert len(found) == 1
    second = get(client, f"/{name}/{found[0]}")
    rows = [
        {link for link in page.links if link.startswith(f"/{name}/") and link.count("/") == 3}
        for page in (first, second)
    ]
    assert rows[0] and rows[1] and not rows[0] & rows[1]
    get(client, f"/{name}/?cursor=nonsense", 404)


# --- start page and search ------------------------------------------------------------------


def test_the_start_page(world, client):
    page = get(client, "/")
    assert {
        "/events/mark-event/",
        "/topics/",
        "/positions/mark-position/",
        "/api/v1/",
        "/api/v1/docs/",
    } <= set(page.links)
    assert page.html.count('name="q"') == 1


def test_an_empty_house_has_pages_too(db, client):
    for address in ("/", "/search/", "/search/?q=x", "/events/", "/experts/", "/topics/", "/positions/", "/places/"):
        check(get(client, address))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Маркова", "/experts/mark-expert/"),
        ("Ivanowa", "/experts/mark-expert/"),
        ("Событие", "/events/mark-event/"),
        ("Markevnt", "/events/mark-event/"),
        ("happened", "/events/mark-event/"),
        ("Организация", "/organisations/mark-organisation/"),
        ("Marktopc", "/topics/mark-topic/"),
        ("Тема", "/topics/mark-topic/"),
        ("Зал", "/places/mark-hall/"),
        ("claiming", "/positions/mark-position/"),
        ('"as it was said"', "/positions/mark-position/"),
    ],
)
def test_search(world, client, query, found):
    page = Page(client.get("/search/", {"q": query}).content.decode())
    assert found in page.links


def test_search_finds_the_best_first_and_only_what_fits(world, client):
    make.expert(slug="suslov", name="Dmitry Suslov")
    make.expert(slug="suslova", name="Dmitry Suslovsky")
    links = Page(client.get("/search/", {"q": "Dmitry Suslov"}).content.decode()).links
    assert links.index("/experts/suslov/") < links.index("/experts/suslova/")
    assert "/experts/mark-expert/" not in links


@pytest.mark.parametrize("query", ["", "   ", "\0", "'", "%", "((", "a" * 5000, "&|!", "<b>"])
def test_search_takes_whatever_is_typed(world, client, query):
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200 and "<b>" not in response.content.decode()


def test_the_pages_for_what_goes_wrong_say_what_to_do(db, rf):
    from django.template.loader import render_to_string
    from django.views.defaults import permission_denied, server_error

    broken = Page(server_error(rf.get("/")).content.decode())
    assert broken.tags.count("h1") == 1 and broken.lang == "en" and broken.inline == [] and "/" in broken.links
    # It stands without the database, the session and the collected files, which may be what is broken.
    assert render_to_string("500.html") == broken.html
    denied = Page(permission_denied(rf.get("/events/"), Exception()).content.decode())
    check(denied)
    assert "/admin/login/" in denied.links


def test_places_in_lists_and_found_by_the_search_have_city_and_country(db, client):
    land = make.country(slug="zland", name="Zland")
    city = make.place(slug="zcity", name="Zcity", country=land, parent=make.place(kind="region", name="Zregion"))
    quarter = make.place(slug="zquarter", name="Zquarter", kind="district", parent=city, country=land)
    for number, inside in enumerate((city, quarter)):
        house = make.place(
            slug=f"house-{number}", name=f"Zhouse {number}", kind="building", parent=inside, country=land
        )
        topic = make.topic(slug=f"t{number}")
        make.on_topics(make.event(slug=f"talks-{number}", name=f"Ztalks {number}", date="2021", place=house), topic)
        words = f"Zhouse {number}, Zcity, Zland"
        for address in ("/events/", "/search/?q=Ztalks", f"/topics/t{number}/", "/", "/places/zcity/"):
            assert words in get(client, address).text, address
        assert words in get(client, "/search/?q=Zhouse").text
        # Where one record is shown: an event, an organisation's seat, who was there.
        make.organisation(slug=f"seated-{number}", place=Place.objects.get(slug=f"house-{number}"))
        guest = make.expert(slug=f"guest-{number}")
        make.participation(event=Event.objects.get(slug=f"talks-{number}"), expert=guest)
        for address in (f"/events/talks-{number}/", f"/organisations/seated-{number}/", f"/experts/guest-{number}/"):
            assert words in get(client, address).text, address
    assert "building, Zcity, Zland" in get(client, "/places/").text
    # A city needs its country alone; a country nothing.
    assert "city or town, Zland" in get(client, "/places/?name=zcity").text
    with CaptureQueriesContext(connection) as few:
        client.get("/places/")
    for number in range(5):
        make.place(kind="venue", name=f"Venue {number}", parent=make.place(parent=city), country=land)
    with CaptureQueriesContext(connection) as many:
        client.get("/places/")
    assert len(few) == len(many)
    type(city).objects.filter(pk=city.pk).update(publication="draft")
    assert "Zcity" not in get(client, "/places/").text and "Zhouse 0, Zland" in get(client, "/events/").text
    for address in ("/events/talks-0/", "/organisations/seated-0/", "/experts/guest-0/"):
        assert "Zhouse 0, Zland" in get(client, address).text and "Zcity" not in get(client, address).text
    client.force_login(researcher())
    for address in ("/admin/summits/event/", "/admin/experts/organisation/"):
        page = client.get(address).content.decode()
        assert "Zhouse 0, Zcity, Zland" in page and "Zhouse 1, Zcity, Zland" in page, address


# --- what a list says of itself --------------------------------------------------------------


@pytest.mark.parametrize("name", ["events", "experts", "organisations", "sources", "places", "positions"])
def test_a_list_says_how_many_it_has_and_where_it_is(world, client, name):
    page = get(client, f"/{name}/?page_size=1&utm_source=x")
    number = client.get(f"/api/v1/{name}/?count=exact").json()["count"]
    words = name if number != 1 else name.removesuffix("s")
    assert f"{number} {words} The same as json" in page.text
    assert f"/{name}/" in page.links and "utm_source" not in page.html
    check(page)


CHOICE = r'class="choice" href="([^"]+)"[^>]*>\s*(?:<svg.*?</svg>)?\s*<span>(.*?)</span>\s*<span class="count">(\d+)'


def choices(page):
    """What a list can be narrowed to: [(query, words, number)]."""
    found = re.findall(CHOICE, page.html, re.DOTALL)
    return [(query.replace("&amp;", "&"), words, int(number)) for query, words, number in found]


def leaves(client, query, number, name="events"):
    """Whether the API's list behind a query has so many records."""
    return client.get(f"/api/v1/{name}/{query}&count=exact").json()["count"] == number


@pytest.fixture
def meetings(db):
    """Four events of Ann (for a ministry of North), Bob and Cat on topics, in towns of two countries."""
    north = make.organisation(slug="north", name="North", kind="state")
    ministry = make.organisation(slug="ministry", name="Ministry", kind="ministry", parent=north)
    arms = make.topic(slug="arms", name="Arms")
    missiles = make.topic(slug="missiles", name="Missiles", broader=arms)
    hidden = make.topic(slug="hidden", name="Hidden", broader=arms, publication="draft")
    land = make.country(slug="land", name="Land")
    town = make.place(slug="town", name="Town", country=land)
    ann, bob, cat = (make.expert(slug=name, name=name.title()) for name in ("ann", "bob", "cat"))
    post = make.appointment(expert=ann, organisation=ministry)
    one = make.on_topics(make.event(name="One", kind="summit", date="1985", place=town), missiles)
    two = make.on_topics(make.event(name="Two", kind="summit", date="1999-11/2000-02", place=land), arms)
    three = make.on_topics(make.event(name="Three", kind="visit", date="2021-06"), hidden)
    four = make.event(name="Four", kind="visit", status="cancelled")
    for event in (one, two, three, four):
        make.participation(event=event, expert=ann, role="principal", appointments=[post])
        make.participation(event=event, expert=bob, attendance="unable" if event == two else "attended")
    make.participation(event=two, organisation=north, role="host")
    make.position(event=three, holders=[cat])


def test_programs_are_asked_not_to_follow_choices_which_combine_without_end(meetings, client):
    page = client.get("/events/").content.decode()
    links = re.findall(r'<a class="choice"[^>]*>', page)
    assert links and all('rel="nofollow"' in link for link in links)


def test_choices_say_how_many_events_they_leave(meetings, client):
    page = get(client, "/events/?q=")
    check(page)
    assert {(words, number) for _, words, number in choices(page)} == {
        ("summit", 2), ("visit", 2), ("Arms", 2), ("Missiles", 1), ("Ann", 3), ("Bob", 2), ("Cat", 1), ("North", 3),
        ("Ministry", 3), ("Land", 2), ("1980s", 1), ("1990s", 1), ("2000s", 1), ("2020s", 1),
    }  # fmt: skip
    for query, words, number in choices(page):
        assert leaves(client, query, number), words
        chosen = get(client, f"/events/{query}")
        assert 'aria-current="true"' in chosen.html and "?q=event" not in chosen.links
        # What is left then is true as well; the chosen one leads back.
        for further, name, left in choices(chosen):
            if name == words and "%" not in further:
                assert further == "?", name
            else:
                assert leaves(client, further, left), (words, name)


@pytest.mark.parametrize("name", ["events", "positions", "experts", "organisations"])
def test_what_a_very_long_list_can_be_narrowed_to_is_not_counted(meetings, client, name, monkeypatch):
    make.position(event=make.event(slug="one", date="1985"), holders=[make.Expert.objects.get(slug="ann")])
    assert choices(get(client, f"/{name}/?page_size=1"))
    monkeypatch.setattr("lib.api.pages.COUNT_CAP", 0)
    page = get(client, f"/{name}/?page_size=1")
    check(page)
    assert not choices(page) and "too long to count" in page.text
    assert name in ("experts", "organisations") or 'class="bar' in page.html, "its years are there"


@pytest.mark.parametrize(
    "query", ["role=host", "attendance=any", "status=cancelled", "expert=ann&organisation=north", "expert=cat", "q=One"]
)
def test_choices_are_true_of_any_filter(meetings, client, query):
    page = get(client, f"/events/?{query}")
    assert choices(page)
    for further, words, number in choices(page):
        assert "=" not in further or leaves(client, further, number), words


def test_the_years_of_a_list_are_bars_that_narrow_it(meetings, client):
    page = get(client, "/events/?kind=summit&date_from=1990")
    # The year that is left out stands there too, pale: it is the way back.
    bars = re.findall(
        r'<a href="([^"]+)"\s*aria-label="(\d+), ([^"]+)">.*?<rect class="bar( on)?"', page.html, re.DOTALL
    )
    assert [(words, bool(on)) for _, _, words, on in bars] == [("1985", False), ("1999", True), ("2000", True)]
    for query, number, _, _ in bars:
        assert "kind=summit" in query and leaves(client, query.replace("&amp;", "&"), int(number))


@pytest.mark.parametrize(
    "query", ["q=", "stance=opposes", "topic=arms", "expert=ann", "about=one", "about=one&stance=opposes"]
)
def test_choices_are_true_of_positions_too(meetings, client, query):
    arms, missiles = make.Topic.objects.get(slug="arms"), make.Topic.objects.get(slug="missiles")
    ann, cat = (make.Expert.objects.get(slug=slug) for slug in ("ann", "cat"))
    one = make.event(slug="one", date="1985")
    make.position(event=one, holders=[ann], topics=[missiles], stance="opposes", about=[one])
    make.position(event=one, holders=[ann, cat], topics=[arms], stance="supports")
    page = get(client, f"/positions/?{query}")
    check(page)
    found = choices(page)
    assert {"Ann", "1980s"} <= {words for _, words, _ in found}
    for further, words, number in found:
        assert "=" not in further or leaves(client, further, number, "positions"), words


@pytest.mark.parametrize(
    ("name", "query", "there"),
    [
        ("experts", "", {("Arms", 1), ("Missiles", 1), ("Ministry", 1), ("North", 1)}),
        ("experts", "topic=arms", {("Arms", 1), ("Ministry", 1)}),
        ("experts", "organisation=north", {("North", 1), ("Arms", 1)}),
        ("experts", "post=x", set()),
        ("experts", "on=2021", {("Arms", 1), ("Missiles", 1)}),
        ("organisations", "", {("state", 1), ("ministry", 1), ("Land", 1)}),
        ("organisations", "country=land", {("ministry", 1), ("Land", 1)}),
    ],
)
def test_choices_are_true_of_experts_and_organisations_too(meetings, client, name, query, there):
    ann, ministry = make.Expert.objects.get(slug="ann"), make.Organisation.objects.get(name="Ministry")
    make.position(holders=[ann], topics=[make.Topic.objects.get(slug="missiles")])
    make.Organisation.objects.filter(pk=ministry.pk).update(place=make.Place.objects.get(name="Town"))
    page = get(client, f"/{name}/?{query}")
    check(page)
    found = choices(page)
    assert there <= {(words, number) for _, words, number in found}
    for further, words, number in found:
        assert "=" not in further or leaves(client, further, number, name), words


def test_a_list_of_events_takes_few_statements(meetings, client):
    with CaptureQueriesContext(connection) as sql:
        client.get("/events/?topic=arms&date_from=1980")
    assert len(sql) <= 6


def test_years_are_headings_in_the_order_of_dates_only(db, client):
    for date in ("2021-06", "2021", "1985", None):
        make.event(date=date)
    years = re.findall(r'<h2 class="year">(.*?)</h2>', get(client, "/events/").html)
    assert sorted(years) == ["1985", "2021", "Date unknown"] and years.index("2021") < years.index("1985")
    assert 'class="year"' not in get(client, "/events/?ordering=name").html


def test_a_list_is_sorted_by_its_form(db, client):
    for name, date in (("B", "2021"), ("A", "1985")):
        make.event(name=name, date=date)
    page = get(client, "/events/?ordering=date&kind=")
    assert page.text.index("1985") < page.text.index("2021", page.text.index("Permanent link"))
    assert '<option value="date" selected>oldest first' in page.html


def test_a_list_takes_at_most_six_statements(world, client):
    more(world)
    for name in ("events", "sources", "places", "organisations", "experts", "positions", "topics"):
        client.get(f"/{name}/?page_size=2")
        with CaptureQueriesContext(connection) as sql:
            client.get(f"/{name}/?page_size=2")
        assert len(sql) <= 6, (name, [one["sql"][:150] for one in sql])
