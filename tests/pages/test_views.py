"""The public pages: what they show and to whom, where they lead, and what they cost."""

from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from summits import models as s
from tests import factories
from tests.page_reader import Page, check, get

ADDRESSES = {
    "home": "/",
    "search": "/search/?q=mark",
    "search words": "/search/?q=claimed",
    "events": "/events/",
    "event": "/events/mark-event/",
    "other": "/events/mark-other/",
    "third": "/events/mark-third/",
    "experts": "/experts/",
    "expert": "/experts/mark-expert/",
    "endorser": "/experts/mark-endorser/",
    "organisations": "/organisations/",
    "organisation": "/organisations/mark-organisation/",
    "parent": "/organisations/mark-parent/",
    "unit": "/organisations/mark-unit/",
    "topics": "/topics/",
    "topic": "/topics/mark-topic/",
    "broad": "/topics/mark-broad/",
    "narrow": "/topics/mark-narrow/",
    "sources": "/sources/",
    "source": "/sources/mark-source/",
    "places": "/places/",
    "place": "/places/mark-hall/",
    "room": "/places/mark-room/",
    "city": "/places/mark-city/",
    "land": "/places/mark-land/",
    "positions": "/positions/",
    "position": "/positions/mark-position/",
    "question": "/positions/mark-question/",
    "reply": "/positions/mark-reply/",
}
MARKED = [
    "source", "land", "city", "place", "room", "broad", "topic", "narrow", "parent", "organisation", "unit", "expert",
    "endorser", "appointment", "event", "other", "third", "panel", "participation", "host", "guest", "question",
    "position", "reply", "outcome", "link", "back",
]  # fmt: skip


# --- every page -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_page_is_well_built(world, client, name):
    check(get(client, ADDRESSES[name]))


def test_no_link_leads_nowhere(world, client):
    """From the start page, every page of the site and every place in a page that a link names is there."""
    waiting, seen, wanted = ["/"], {}, set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        response = client.get(address)
        assert response.status_code in (200, 302), address
        is_page = response["content-type"].startswith("text/html") and not address.startswith(("/admin", "/api"))
        seen[address] = Page(response.content.decode()) if is_page else None
        for link in seen[address].links if is_page else []:
            parts = urlsplit(urljoin(f"http://testserver{address}", link))
            # Facets and formats of lists combine without end: each parameter is followed alone.
            if parts.netloc != "testserver" or len(parse_qsl(parts.query)) > 1:
                continue
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            waiting.append(target)
            if parts.fragment:
                wanted.add((target, parts.fragment))
    assert set(ADDRESSES.values()) - {"/search/?q=mark", "/search/?q=claimed"} <= set(seen)
    missing = [(target, name) for target, name in wanted if seen[target] and name not in seen[target].ids]
    assert missing == []


@pytest.fixture(scope="module")
def shown(django_db_setup, django_db_blocker):
    """What strangers read of the world with nothing hidden: {page: text}."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.world()
        found = {page: Client().get(address).content.decode() for page, address in ADDRESSES.items()}
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", MARKED)
def test_a_draft_leaks_on_no_page(world, client, shown, name):
    """Published, a record's marker is on some pages; hidden, on none of these.

    That no other page changes with a draft is what tests/test_drafts_stay_hidden.py compares.
    """
    record, marker = getattr(world, name), world.markers[name]
    pages = [page for page, text in shown.items() if marker in text]
    assert pages
    type(record).objects.filter(pk=record.pk).update(publication="draft")
    leaks = []
    for page in pages:
        response = client.get(ADDRESSES[page])
        assert response.status_code in (200, 404)
        if marker in response.content.decode():
            leaks.append(page)
    assert leaks == []


OWN_PAGE = ["source", "land", "place", "topic", "organisation", "expert", "event", "position"]


@pytest.mark.parametrize("name", OWN_PAGE)
def test_a_drafts_own_page_is_for_staff_and_marked(world, client, admin_client, name):
    record = getattr(world, name)
    type(record).objects.filter(pk=record.pk).update(publication="draft")
    get(client, ADDRESSES[name], 404)
    response = admin_client.get(ADDRESSES[name])
    assert response.status_code == 200 and '<span class="draft">draft</span>' in response.content.decode()


def more(w):
    """Two more of everything that a page lists."""
    for n in range(2):
        factories.place(parent=w.place, country=w.land)
        topic = factories.topic(broader=w.topic)
        factories.topic(broader=w.broad)
        organisation = factories.organisation(parent=w.organisation, place=w.place)
        expert = factories.expert()
        post = factories.appointment(expert=w.expert, organisation=w.organisation, post=f"Post {factories.number()}")
        other = factories.on_topics(factories.event(place=w.place, date=f"2021-0{n + 1}"), w.topic, topic)
        panel = factories.panel(event=w.event)
        for where in (None, panel):
            factories.participation(event=w.event, panel=where, expert=expert, role="speaker", appointments=[post])
        factories.participation(event=other, organisation=w.organisation, role="host")
        factories.participation(event=other, expert=w.expert, on_behalf_of=organisation)
        for where in (None, w.panel):
            made = factories.position(
                event=w.event, panel=where, holders=[w.expert, w.organisation, expert], endorsers=[w.endorser],
                topics=[w.topic, topic], about=[w.other, other], in_reply_to=w.position,
            )  # fmt: skip
            s.PositionCitation.objects.create(record=made, source=factories.source(), paragraph=n + 1)
        factories.position(event=other, holders=[w.endorser], topics=[w.narrow, w.broad], about=[w.event, w.third])
        for event in (w.event, w.other, w.third):
            made = factories.outcome(event=event, parties=[w.expert, w.organisation], later=[w.third, other])
            s.OutcomeCitation.objects.create(record=made, source=w.source, paragraph=factories.number() + 50)
            factories.link(other, event, "follows")
        factories.link(w.event, other, "prepares")
        for model, record in [(s.EventCitation, w.event), (s.PanelCitation, w.panel), (s.LinkCitation, w.link)]:
            model.objects.create(record=record, source=w.source, paragraph=factories.number() + 50)


def statements(client, address):
    """The statements that a page takes, each cut."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return [str(one["sql"])[:200] for one in asked]


def test_statements_do_not_grow_with_the_rows(world, client):
    more(world)
    few = {name: statements(client, address) for name, address in ADDRESSES.items()}
    more(world)
    many = {name: statements(client, address) for name, address in ADDRESSES.items()}
    assert not {name: many[name] for name in ADDRESSES if len(many[name]) > len(few[name])}
    # A page reads the rows of the API, most in one statement (docs/decisions/0075-pages-in-six-statements.md).
    assert not {name: asked for name, asked in many.items() if len(asked) > 6}
