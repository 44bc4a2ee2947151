"""What is not published leaks nowhere: lists, counts, details, nested records, exports, timelines, filters."""

import pghistory.models
import pytest
from django.apps import apps
from django.test import Client

from config.api import RESOURCES
from lib.addresses import Publication
from lib.api.filters import Slugs
from tests import factories as make
from tests.api.conftest import RECORDS, Api, body, key_of

pytestmark = pytest.mark.slow

RESOURCE_OF = {attribute: name for name, attributes in RECORDS.items() for attribute in attributes}
# What else must vanish with a record, because it hangs on it.
ALONG = {
    "event": {"panel", "participation", "host", "question", "position", "reply", "outcome", "link", "back"},
    "other": {"guest", "link"},
    "third": {"back"},
    "panel": {"participation", "host", "question", "position"},
    "expert": {"appointment", "participation", "guest"},
    "endorser": {"former"},
    "organisation": {"appointment", "former", "host"},
}


def addresses(world):
    """Every address of the public API that shows the world: (address, the attribute that it is about or None)."""
    for name, resource in RESOURCES.items():
        yield f"/api/v1/{name}/?page_size=200", None
        yield f"/api/v1/{name}/?format=csv", None
        if resource.calendar:
            yield f"/api/v1/{name}/?format=ics", None
        for attribute in RECORDS[name]:
            address = f"/api/v1/{name}/{key_of(getattr(world, attribute))}/"
            yield address, attribute
            yield f"{address}?as_of=2999-01-01", attribute
            if name == "events":
                yield f"{address}related/", attribute
            if name == "experts":
                for chosen in ("json", "csv", "ics", "timelinejs"):
                    yield f"{address}timeline/?format={chosen}", attribute


def hide(record, state=Publication.DRAFT):
    """Take a record out of what the public sees."""
    type(record).objects.filter(pk=record.pk).update(publication=state)


def crawl(reader, world):
    """All answers to all addresses: (address, status, text)."""
    for address, attribute in addresses(world):
        response = reader(address)
        yield address, attribute, response.status_code, body(response)


def test_everything_published_is_seen(api, world):
    # What the tests below depend on: each marker occurs, in its own detail and elsewhere.
    pages = list(crawl(api, world))
    assert {status for _, _, status, _ in pages} == {200}
    for attribute, marker in world.markers.items():
        seen = [address for address, _, _, text in pages if marker in text]
        own = f"/api/v1/{RESOURCE_OF[attribute]}/{key_of(getattr(world, attribute))}/"
        assert own in seen and f"/api/v1/{RESOURCE_OF[attribute]}/?format=csv" in seen, attribute


@pytest.fixture(scope="module")
def shown(made_once, django_db_blocker):
    """What strangers read with nothing hidden: {address: text}."""
    with django_db_blocker.unblock():
        return {address: text for address, _, _, text in crawl(Api(Client()), made_once)}


def names_of(world, attribute):
    """What would betray a record: its marker, and its address."""
    return world.markers[attribute], f"/{key_of(getattr(world, attribute))}/"


@pytest.mark.parametrize("attribute", sorted(RESOURCE_OF))
def test_a_draft_occurs_nowhere_and_staff_see_it(api, staff, world, shown, attribute):
    """At each address that showed it, or what hangs on it; others do not change (tests/test_drafts_stay_hidden.py)."""
    record = getattr(world, attribute)
    hide(record)
    gone = {attribute} | ALONG.get(attribute, set())
    betraying = [name for hidden in gone for name in names_of(world, hidden)]
    asked = [
        (address, about)
        for address, about in addresses(world)
        if about in gone or any(name in shown[address] for name in betraying)
    ]
    assert len(asked) > len(gone)
    for address, about in asked:
        response = api(address)
        assert response.status_code == (404 if about in gone else 200), address
        if about not in gone:  # a 404 repeats the address that was asked for
            text = body(response)
            assert not [name for name in betraying if name in text], address
    assert staff(f"{RESOURCE_OF[attribute]}/{key_of(record)}").status_code == 200
    assert world.markers[attribute] in body(staff(RESOURCE_OF[attribute], page_size=200))
    assert world.markers[attribute] in body(staff(RESOURCE_OF[attribute], format="csv"))


@pytest.mark.parametrize("attribute", sorted(RESOURCE_OF))
def test_what_was_published_and_then_withdrawn_is_hidden_in_the_past_too(api, staff, world, attribute):
    for one in apps.get_models():
        if issubclass(one, pghistory.models.Event):
            one.objects.update(pgh_created_at="2020-01-01T12:00Z")
    record = getattr(world, attribute)
    hide(record)
    gone = {attribute} | ALONG.get(attribute, set())
    for name, attributes in RECORDS.items():
        for about in attributes:
            response = api(f"{name}/{key_of(getattr(world, about))}", as_of="2020-01-02")
            assert response.status_code == (404 if about in gone else 200), about
            for hidden in gone - {about}:
                assert world.markers[hidden] not in body(response), f"{hidden} in {about}"
    key = f"{RESOURCE_OF[attribute]}/{key_of(record)}"
    assert staff(key, as_of="2020-01-02").status_code == 200 and staff(key, as_of="2019-12-31").status_code == 404


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_submitted_is_not_published_yet_and_counts_obey(api, staff, world, name):
    records = [getattr(world, attribute) for attribute in RECORDS[name]]
    assert api.json(name)["count"] == api.json(name, count="exact")["count"] == len(records)
    hide(records[0], Publication.SUBMITTED)
    public, whole = api.json(name), staff.json(name)
    assert public["count"] == len(public["results"]) < len(records) == whole["count"]
    assert key_of(records[0]) not in api.keys(name) and key_of(records[0]) in staff.keys(name)
    assert api(f"{name}/{key_of(records[0])}").status_code == 404


# --- parameters that name records -------------------------------------------------------------------------

NAMING = [
    (name, parameter, one)
    for name, resource in RESOURCES.items()
    for parameter, one in resource.filterset.base_filters.items()
    if isinstance(one, Slugs)
]
ATTRIBUTE = {
    "Event": "event", "Panel": "panel", "Expert": "expert", "Organisation": "organisation", "Topic": "topic",
    "Place": "city", "Position": "position", "Appointment": "appointment",
}  # fmt: skip
# Records that are hidden with another one, whose own state is "published".
HIDDEN_BY = {"Panel": ["event"], "Position": ["event", "panel"], "Appointment": ["expert", "organisation"]}


@pytest.mark.parametrize(("name", "parameter", "one"), NAMING, ids=[f"{n}-{p}" for n, p, _ in NAMING])
def test_a_parameter_does_not_betray_a_draft(api, staff, world, name, parameter, one):
    kind = one.record.__name__
    record = getattr(world, ATTRIBUTE[kind])
    key = key_of(record)
    assert api(name, **{parameter: key}).status_code == 200
    never = api.faults(name, **{parameter: "nobody"})[parameter]
    for attribute in [ATTRIBUTE[kind], *HIDDEN_BY.get(kind, [])]:
        hide(getattr(world, attribute))
        assert api.faults(name, **{parameter: key})[parameter] == never.replace("nobody", key)
        assert staff(name, **{parameter: key}).status_code == 200
        hide(getattr(world, attribute), Publication.PUBLISHED)


def test_a_filter_does_not_betray_what_a_draft_ties_together(api, staff, world):
    """Records are not found through a draft that the public could not see in them."""

    def public_and_staff(name, **parameters):
        return set(api.keys(name, **parameters)), set(staff.keys(name, **parameters))

    # A draft topic below a published one.
    hide(world.topic)
    for name, found in (("events", "mark-event"), ("positions", "mark-position")):
        public, whole = public_and_staff(name, topic="mark-broad")
        assert found in whole and found not in public
    public, whole = public_and_staff("experts", topic="mark-broad")
    # By the reply on the published narrower topic, which the public cannot reach by way of the draft.
    assert (public, whole) == (set(), {"mark-expert"})
    assert public_and_staff("experts", topic="mark-narrow")[0] == {"mark-expert"}
    hide(world.topic, Publication.PUBLISHED)
    # A draft place between.
    hide(world.place)
    for parameter in ("place", "country"):
        public, whole = public_and_staff("events", **{parameter: "mark-land"})
        assert "mark-event" in whole and "mark-event" not in public
    hide(world.place, Publication.PUBLISHED)
    # A draft organisation inside a published one, with posts, as host, on whose behalf, as holder and party.
    hide(world.organisation)
    hide(world.unit)
    for name, found in (
        ("events", "mark-event"),
        ("participations", "mark-host"),
        ("participations", "mark-participation"),
        ("positions", "mark-position"),
        ("outcomes", "mark-outcome"),
        ("experts", "mark-expert"),
        ("appointments", "mark-appointment"),
    ):
        public, whole = public_and_staff(name, organisation="mark-parent")
        assert found in whole and found not in public, name
    hide(world.organisation, Publication.PUBLISHED)
    hide(world.unit, Publication.PUBLISHED)
    # A draft appointment.
    hide(world.appointment)
    hide(world.former)
    world.participation.on_behalf_of = None
    world.participation.save()
    public, whole = public_and_staff("participations", organisation="mark-organisation", role="moderator")
    assert (public, whole) == (set(), {"mark-participation"})
    public, whole = public_and_staff("experts", organisation="mark-organisation")
    assert (public, whole) == (set(), {"mark-expert", "mark-endorser"})
    public, whole = public_and_staff("events", organisation="mark-organisation", role="moderator", attendance="any")
    assert (public, whole) == (set(), {"mark-event"})


def test_a_draft_position_participation_or_link_ties_nothing_together(api, staff, world):
    for attribute in ("participation", "reply", "position"):
        hide(getattr(world, attribute))
    assert api.keys("events", expert="mark-expert") == ["mark-other"]
    assert "mark-event" in staff.keys("events", expert="mark-expert")
    assert api.keys("experts", topic="mark-broad") == [] and staff.keys("experts", topic="mark-broad") == [
        "mark-expert"
    ]
    hide(world.link)
    assert api.keys("events", discusses="mark-other") == [] == api.keys("events", linked_to="mark-other")
    assert staff.keys("events", discusses="mark-other") == ["mark-event"]
    assert api.keys("events", link="discusses") == []


@pytest.mark.parametrize("attribute", ["participation", "guest", "expert"])
def test_related_events_are_not_tied_by_a_draft(api, staff, world, attribute):
    """Once as participant, once by the post's organisation: neither tie may show."""
    for one in (world.link, world.back, world.position, world.reply, world.host, world.outcome):
        hide(one)
    type(world.participation).objects.update(attendance="attended")  # who was unable to attend is no tie
    type(world.event).topics.through.objects.all().delete()
    world.guest.appointments.through.objects.create(participation=world.guest, appointment=world.appointment)
    assert [row["slug"] for row in api.rows("events/mark-event/related")] == ["mark-other"]
    hide(getattr(world, attribute))
    assert api.rows("events/mark-event/related") == []
    assert [row["slug"] for row in staff.rows("events/mark-event/related") if row["slug"] == "mark-other"]


def test_a_participation_of_a_draft_expert_ties_no_organisation(api, world):
    """The organisations of a hidden participant do not make two events related."""
    for one in (world.link, world.back, world.position, world.reply, world.host, world.outcome):
        hide(one)
    type(world.participation).objects.update(attendance="attended")  # who was unable to attend is no tie
    type(world.event).topics.through.objects.all().delete()
    make.participation(event=world.other, organisation=world.unit, role="host")
    reasons = {r["kind"] for r in api.rows("events/mark-event/related")[0]["reasons"]}
    assert reasons == {"expert", "organisation"}
    hide(world.expert)
    assert api.rows("events/mark-event/related") == []
