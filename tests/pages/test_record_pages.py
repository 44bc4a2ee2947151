"""The page of one record: what it shows, who says so, and where its former and unknown addresses lead."""

import re

import pytest

from experts.models import Expert
from lib.partialdates import parse
from pages.cited import ORDER
from sources.models import Source
from sources.models.citations import Citation
from summits import models as s
from tests import factories
from tests.page_reader import check, get
from tests.pages.test_views import ADDRESSES

# --- the event ------------------------------------------------------------------------------


def test_an_event_shows_what_hangs_on_it(world, client):
    text = get(client, "/events/mark-event/").text
    for words in (
        "16 June 2021, 15:00 to 16:30 (Europe/Moscow)",
        "Markhall, 16/1 Street, Markcity, Markland",
        "Событие official name",
        "Panel 1: Markpanel",
        "Markexpert Ivanova, moderator (unable to attend), for Markunit",
        "Name as printed: “M. Ivanova”. Billing as printed: “Markbilling”",
        "Markpost director, Markorganisation in Markparent",
        "Markposition claimed.",
        "as it was said",
        "mixed Marktopic",
        "mixed Markother (event)",
        "proposal, verbatim, attribution inferred",
        "(printed “Ivanova, M.”)",
        "stressed",
        "Endorsed by Markendorser Petrov, Markorganisation.",
        "In reply to Markquestion?",
        "paragraph 2, sentence 3, page 7",
        "Markoutcome",
        "treaty, signed; 20 June 2021",
        "Markthird implements it",
        "Discusses Markother",
        "Followed by Markthird",
        "Related events",
    ):
        assert words in text, words


def test_links_are_read_in_both_directions(world, client):
    assert "Discussed by Markevent" in get(client, "/events/mark-other/").text
    assert "Follows Markevent" in get(client, "/events/mark-third/").text


def test_from_a_summit_to_what_came_later(world, client):
    """Summit → who discusses it → their position → the outcome and the later event."""
    summit = get(client, "/events/mark-other/")
    assert "/events/mark-event/" in summit.links and "/positions/mark-position/" in summit.links
    assert "/events/mark-event/#mark-panel" in summit.links
    factories.outcome(event=world.other, title="Agreed thing", later=[world.third])
    factories.link(world.third, world.other, "reacts_to")
    position = get(client, "/positions/mark-position/")
    assert "Agreed thing" in position.text and "/events/mark-third/" in position.links
    assert "reacts to Markother" in position.text
    assert "It implements Markoutcome" in get(client, "/events/mark-third/").text


def test_where_sources_differ_the_page_says_so(world, client):
    s.EventCitation.objects.create(
        record=world.event, source=factories.source(title="Another"), field="date", value="2021-06-17"
    )
    s.EventCitation.objects.filter(source=world.source).update(value="2021-06-16")
    text = get(client, "/events/mark-event/").text
    assert "Sources differ on the date. Recorded here: 16 June 2021." in text and "“2021-06-17” — Another" in text


def test_one_source_against_the_record_is_said_too(world, client):
    s.EventCitation.objects.filter(record=world.event).update(value="2021-06-15")
    assert "A source and this record differ on the date." in get(client, "/events/mark-event/").text


def test_a_hidden_place_is_not_told_by_sources_that_differ_on_it(world, client):
    for value in ("Here", "There"):
        s.EventCitation.objects.create(record=world.event, source=factories.source(), field="place", value=value)
    assert "Sources differ on the place. Recorded here: Markhall." in get(client, "/events/mark-event/").text
    type(world.place).objects.filter(pk=world.place.pk).update(publication="draft")
    page = get(client, "/events/mark-event/")
    assert "Sources differ on the place. Recorded here: unknown." in page.text and "Markhall" not in page.html


def test_sources_that_agree_are_no_matter(world, client):
    s.EventCitation.objects.filter(record=world.event).update(value="2021-06-16")
    assert "differ on the date" not in get(client, "/events/mark-event/").text


def test_the_citations_of_a_source_stand_in_the_order_of_an_index():
    """Without it a page of a hundred reads all twelve thousand of an archive."""
    for model in Citation.__subclasses__():
        assert ["source", *ORDER] in [index.fields for index in model._meta.indexes], model


def test_a_passage_stands_beside_the_position(world, client):
    assert "The cited words." not in get(client, "/events/mark-event/").text
    Source.objects.filter(pk=world.source.pk).update(
        first_words="One", archived_text="Head.\n\nOne paragraph.\n\nFirst here. Second here. The cited words."
    )
    for address in (
        "/events/mark-event/",
        "/positions/mark-position/",
        "/sources/mark-source/",
        "/experts/mark-expert/",
    ):
        assert "The cited words." in get(client, address).text, address


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2021-06", "June 2021 (known to the month)"),
        ("2021", "2021 (known to the year)"),
        ("2021-06~", "about June 2021"),
        ("2021?", "2021 (uncertain)"),
        (None, "date unknown"),
    ],
)
def test_precision_in_words(world, client, date, words):
    s.Event.objects.filter(pk=world.other.pk).update(date=date)
    assert words in get(client, "/events/mark-other/").text


FORMS = [
    f"{date}{mark}" for date in ("2021", "2021-06", "2021-06-16", "2020/2021-06", "2020/..", "2020/") for mark in ("", "~", "?")
    if not (mark and date.endswith(("..", "/")))
]  # fmt: skip


@pytest.mark.parametrize("date", [*FORMS, "2020~/2021?", "../2021?", "/2021~", "2020?/.."])
def test_what_is_not_known_of_a_date_is_said_once(world, client, date):
    s.Event.objects.filter(pk=world.event.pk).update(date=date, start_time=None, end_time=None)
    s.Panel.objects.filter(pk=world.panel.pk).update(date=date)
    s.Position.objects.filter(pk=world.position.pk).update(date=date)
    s.Outcome.objects.filter(pk=world.outcome.pk).update(date=date)
    Expert.objects.filter(pk=world.expert.pk).update(born=date)
    words = parse(date).words()
    for address in (
        "/events/mark-event/", "/events/", "/positions/mark-position/", "/positions/", "/experts/mark-expert/",
        "/organisations/mark-organisation/", "/topics/mark-topic/", "/places/mark-land/", "/search/?q=mark",
    ):  # fmt: skip
        text = get(client, address).text
        found = text.count(words)
        assert found or address in ("/experts/mark-expert/", "/places/mark-land/", "/search/?q=mark"), address
        for doubled in ("(uncertain) (", "(uncertain) uncertain", "(approximate)", "about about"):
            assert doubled not in text, address


@pytest.mark.parametrize(
    ("verb", "words"), [("according to", "According to Mark Expert"), ("said", "Mark Expert said"), ("", "Mark Expert")]
)
def test_who_says_something_and_how(world, client, verb, words):
    s.Position.objects.filter(pk=world.position.pk).update(verb=verb)
    s.PositionHolder.objects.filter(position=world.position).delete()
    s.PositionHolder.objects.create(position=world.position, expert=world.expert)
    name = world.expert.name
    # On the event's page the name stands once, beside all that its bearer says in a row.
    beside = get(client, "/events/mark-event/").text
    assert f"{name} according" not in beside
    assert words.replace("Mark Expert", name) in beside or re.search(
        f"{name} Markpost director, Markorganisation {verb}", beside
    )
    for address in ("/positions/", "/experts/mark-expert/"):
        text = get(client, address).text
        assert words.replace("Mark Expert", name) in text and f"{name} according" not in text, address


# --- positions ------------------------------------------------------------------------------


def test_a_position_with_its_question_and_its_replies(world, client):
    page = get(client, "/positions/mark-position/")
    assert "In reply to Markquestion?" in page.text and "Replies" in page.text and "Markreply given." in page.text
    assert "about 15 June 2021" in page.text


def test_positions_are_filtered(world, client):
    assert "Markposition" in get(client, "/positions/?stance=mixed").text
    assert "Markreply" not in get(client, "/positions/?stance=mixed").text
    assert "Markreply" in get(client, "/positions/?topic=mark-narrow").text
    assert "Markposition" not in get(client, "/positions/?topic=mark-narrow").text


def test_a_deleted_position_is_gone_and_an_unknown_one_is_not_found(world, client):
    world.reply.delete()
    get(client, "/positions/mark-reply/", 410)
    get(client, "/positions/never/", 404)
    draft = factories.position(summary="Dropped", publication="draft", public_id="dropped")
    draft.delete()
    get(client, "/positions/dropped/", 404)


# --- addresses ------------------------------------------------------------------------------

SLUGGED = ["event", "expert", "organisation", "topic", "source", "place"]


@pytest.mark.parametrize("name", SLUGGED)
def test_a_former_address_leads_on_with_its_parameters(world, client, name):
    record = getattr(world, name)
    record.slug = f"new-{record.slug}"
    record.save()
    response = client.get(f"{ADDRESSES[name]}?x=1")
    assert response.status_code == 301 and response["location"] == f"{record.get_absolute_url()}?x=1"
    type(record).objects.filter(pk=record.pk).update(publication="draft")
    get(client, ADDRESSES[name], 404)


MAKERS = {
    "event": factories.event, "expert": factories.expert, "organisation": factories.organisation,
    "topic": factories.topic, "source": factories.source, "place": factories.place,
}  # fmt: skip


@pytest.mark.parametrize("name", MAKERS)
def test_a_deleted_record_is_gone(db, client, name):
    record = MAKERS[name]()
    address = record.get_absolute_url()
    get(client, address)
    record.delete()
    page = get(client, address, 410)
    check(page)
    assert "was deleted" in page.text


@pytest.mark.parametrize("name", ["events", "experts", "organisations", "topics", "sources", "places", "positions"])
def test_an_unknown_address(db, client, name):
    check(get(client, f"/{name}/nothing/", 404))


@pytest.mark.parametrize("name", [*SLUGGED, "position"])
def test_cite_this_record(world, client, name):
    record = getattr(world, name)
    text = get(client, ADDRESSES[name]).text
    assert f"record {record.public_id}, http://testserver{ADDRESSES[name]} (accessed " in text


CATALOGUED = {
    "event": ("Wikidata Q5008", "https://www.wikidata.org/entity/Q5008"),
    "expert": ("VIAF 77", "https://viaf.org/viaf/77"),
    "organisation": ("Wikidata Q1", "https://www.wikidata.org/entity/Q1"),
    "place": ("GeoNames 5007", "https://sws.geonames.org/5007/"),
    "source": ("DOI 10.1000/182", "https://doi.org/10.1000/182"),
}


@pytest.mark.parametrize("name", CATALOGUED)
def test_identifiers_lead_to_other_catalogues(world, client, name):
    record = getattr(world, name)
    words, link = CATALOGUED[name]
    # Without an address it is named all the same; an address of another catalogue is its own name.
    record.identifiers.create(scheme="hsg", value="somebody")
    record.identifiers.create(scheme="other", value="https://example.org/7?a&b")
    html = get(client, ADDRESSES[name]).html
    assert "In other catalogues" in html and "Office of the Historian somebody" in html
    assert f'<a href="{link}" rel="external noopener">{words}</a>' in html
    other = "https://example.org/7?a&amp;b"
    assert f'<a href="{other}" rel="external noopener">{other}</a>' in html


def test_a_person_has_a_website_and_an_organisation_has_notes(world, client):
    assert 'href="https://ivanova.example/"' in client.get(ADDRESSES["expert"]).content.decode()
    assert "Of note." in client.get(ADDRESSES["organisation"]).content.decode()
