"""Whatever stands in an address, the answer is no error of the server."""

import itertools
from collections import defaultdict

import pytest
from django.contrib.admin import site
from django.test import Client
from django.urls import reverse

from config.api import RESOURCES
from lib.admin.base import RecordAdmin
from lib.admin.formsets import RecordFormSet
from lib.api.filters import Choices, FlagFilter, Setting, Slugs
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


def in_turn(number, share, *several):
    """Every ``share``-th combination, from another one on for each number: items of one kind share the cases out."""
    return list(itertools.product(*several))[number % share :: share]


def kinds_of_parameters():
    """[[(resource, parameter)]]: those of a kind are read and looked for by the same code."""
    kinds = defaultdict(list)
    for name, resource in sorted(RESOURCES.items()):
        for parameter, one in resource.filterset.base_filters.items():
            own = ()
            if isinstance(one, Setting):
                own = (parameter,)
            elif one.method and not isinstance(one, (Choices, FlagFilter, Slugs)):
                # Its values may reach the method; what is no choice or no record is refused before.
                own = (name, parameter)
            kinds[(type(one), one.lookup_expr, getattr(one, "key", ""), *own)].append((name, parameter))
    return list(kinds.values())


KINDS = kinds_of_parameters()


def test_every_parameter_is_of_one_kind():
    places = [place for places in KINDS for place in places]
    assert len(set(places)) == len(places) == sum(len(one.filterset.base_filters) for one in RESOURCES.values())


@pytest.mark.parametrize("places", KINDS, ids=["-".join(places[0]) for places in KINDS])
def test_filters_of_the_api(world, places):
    """Each kind of parameter meets each value, and each parameter at least one."""
    client, bad = Client(raise_request_exception=False), []
    cases = zip(itertools.cycle(places), itertools.cycle(VALUES), strict=False)
    for (name, parameter), value in itertools.islice(cases, max(len(places), len(VALUES))):
        if client.get(f"/api/v1/{name}/", {parameter: value}).status_code >= 500:
            bad.append((name, parameter, value[:40]))
    assert not bad


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_addresses_of_records_of_the_api(world, name):
    client = Client(raise_request_exception=False)
    odd = ("9" * 40, "a%00b", "-", "%ED%A0%80")
    assert not [value for value in odd if client.get(f"/api/v1/{name}/{value}/").status_code >= 500]


PAGES = ["/search/", "/events/", "/experts/", "/positions/", "/organisations/", "/places/", "/topics/"]


@pytest.mark.parametrize("name", ["q", "kind", "page", "name", "country", "on", "post", "cursor", "date_from"])
def test_pages(world, name):
    """Each page meets each name, and each name each value: lists read what is asked by the filters of the API."""
    client = Client(raise_request_exception=False)
    cases = zip(VALUES, itertools.cycle(PAGES), strict=False)
    assert not [(path, value[:40]) for value, path in cases if client.get(path, {name: value}).status_code >= 500]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value)[1:20])
def test_words_of_the_search(world, value):
    """The search and each list with words have a search of their own."""
    client = Client(raise_request_exception=False)
    asked = [("/search/", "q"), ("/events/", "q"), ("/positions/", "q"), ("/experts/", "name")]
    assert not [path for path, name in asked if client.get(path, {name: value}).status_code >= 500]


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


LABELS = sorted(ADMINS)
# Those whose forms ask for namesakes come first.
RECORDS = sorted(
    (label for label in LABELS if isinstance(ADMINS[label], RecordAdmin)),
    key=lambda label: (not ADMINS[label].warn_of_namesakes, label),
)


def page_of(label, page, *args):
    opts = ADMINS[label].opts
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)


@pytest.mark.parametrize("label", LABELS)
def test_lists_and_forms_of_the_desk(world, label):
    """Each kind meets words of all values, and two for each other name; and each page with a key or two."""
    client, number, bad = boss(), LABELS.index(label), []
    cases = [("q", value) for value in VALUES]  # each list has a search of its own
    cases += in_turn(number, 8, ("p", "o", "e", "event", "publication__exact"), VALUES)
    for name, value in cases:
        said = {name: value} | {"name": "Mark event"}
        if client.get(page_of(label, "changelist"), said).status_code >= 500:
            bad.append((name, value[:30]))
    for page, pk in in_turn(number, 3, ("change", "delete", "history"), ("9" * 20, "9" * 40, "-1", "٢" * 20, "a")):
        if client.get(page_of(label, page, pk)).status_code >= 500:
            bad.append((page, pk))
    assert not bad


@pytest.mark.parametrize("label", RECORDS)
def test_namesakes_of_the_desk(world, label):
    """Of the kinds that ask for namesakes some meets each value, events each of what only they compare."""
    client, number, bad = boss(), RECORDS.index(label), []
    share = (
        sum(admin.warn_of_namesakes for admin in map(ADMINS.get, RECORDS)) if ADMINS[label].warn_of_namesakes else 20
    )
    cases = in_turn(number, share, ("name", "besides", "identifier"), VALUES)
    cases += in_turn(0, 1 if label == "summits.Event" else 20, ("date", "place"), VALUES)
    for name, value in cases:
        said = {"name": "Mark event"} | {name: value}
        if client.get(page_of(label, "namesakes"), said).status_code >= 500:
            bad.append((name, value[:30]))
    assert not bad


def boss(**more):
    client = Client(raise_request_exception=False, **more)
    client.force_login(researcher())
    return client


def test_an_address_with_nul_is_no_record(db):
    for kind in ("positions", "events", "experts"):
        assert Client(raise_request_exception=False).get(f"/{kind}/%00/").status_code == 404


ODD_KEYS = ["9" * 5000, "9" * 20, "\0", "\u00b2", "", "-1", "a"]


@pytest.mark.parametrize("label", LABELS)
def test_odd_selections_in_lists(world, label):
    client = boss()
    for (key,) in in_turn(LABELS.index(label), 3, ODD_KEYS):
        sent = {"action": "delete_selected", "_selected_action": key, "index": "0"}
        assert client.post(page_of(label, "changelist"), sent).status_code < 500, key


@pytest.mark.parametrize("kind", ["event", "expert"])
def test_odd_keys_of_rows_and_forms(world, kind):
    """Each row meets a key or two, and the ids and the numbers of rows each meet all."""
    client = boss()
    page = FormPage(client, address_of(getattr(world, kind)))
    for end in ("-0-id", "-0-number"):
        names = [name for name in page.values if name.endswith(end)]
        for name, key in in_turn(0, min(len(names), 5), names, ODD_KEYS) if names else ():
            assert client.post(page.url, {**page.values, name: key, "_form": key}).status_code < 500, (name, key)


@pytest.mark.parametrize("key", ODD_KEYS, ids=lambda key: ascii(key)[1:30])
def test_odd_keys_of_boxes(world, key):
    client = boss()
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
