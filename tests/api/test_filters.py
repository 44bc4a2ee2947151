"""Every filter selects; without it the answer is another. Every field is filterable or exempt on purpose."""

from collections import Counter

import pytest

from config.api import RESOURCES
from lib.api.filters import StrictFilterSet
from tests import factories as make
from tests.api.conftest import key_of

# Parameters that select no rows; tested in test_parameters.py, test_pages.py and test_exports.py;
# those of all kinds that ask for changes: in test_changes.py.
SETTINGS = {*StrictFilterSet.base_filters, "created_since", "updated_since"}

# resource → parameter → (its value, or all parameters of the request; the rows that come). The world of
# factories.py has one record of each kind with every field filled; ``crowd`` adds a plain one of each kind.
# A filter that follows from the type of its field needs no case: see ``case_of``.
CASES = {
    "events": {
        "slug": ("mark-event,mark-third", {"mark-event", "mark-third"}),
        "q": ("happened", {"mark-event"}),
        "kind": ("discussion", {"mark-event"}),
        "status": ("planned", {"plain-event"}),
        "name": ("markev", {"mark-event"}),
        "date": ("2021-06", {"mark-other"}),
        "date_from": ("2021-07", {"mark-third", "plain-event"}),
        "date_to": ("2021-06-10", {"mark-other", "plain-event"}),
        "date_match": ({"date_from": "2021-06-16", "date_to": "2021-06-16", "date_match": "certain"}, {"mark-event"}),
        "timezone": ("Europe/Moscow", {"mark-event"}),
        "website": ("example.org/ev", {"mark-event"}),
        "country": ("mark-land", {"mark-event", "mark-other"}),
        "place": ("mark-hall", {"mark-event"}),
        "within": ("-7,46,6,47", {"mark-event"}),
        "located": ("true", {"mark-event"}),
        "topic": ("mark-broad", {"mark-event", "mark-other", "mark-third"}),
        "expert": ("mark-expert", {"mark-event", "mark-other"}),
        "attendance": ("unable", {"mark-event"}),
        "organisation": ("mark-parent", {"mark-event"}),
        "role": ("speaker", {"mark-other"}),
        "link": ("follows", {"mark-third"}),
        "linked_to": ("mark-other", {"mark-event"}),
        "discusses": ("mark-other", {"mark-event"}),
        "identifier": ("wikidata:q5008", {"mark-event"}),
    },
    "panels": {
        "q": ("markpan", {"mark-panel"}),
        "title": ("MARKPANEL", {"mark-panel"}),
        "number": ("1", {"mark-panel"}),
        "date": ("2021-06-16", {"mark-panel"}),
        "event": ("mark-event", {"mark-panel"}),
        "expert": ({"expert": "mark-expert", "attendance": "any"}, {"mark-panel"}),
        "attendance": ("unable", {"mark-panel"}),
    },
    "participations": {
        "event": ("mark-event", {"mark-participation", "mark-host"}),
        "expert": ("mark-expert", {"mark-participation", "mark-guest"}),
        "organisation": ("mark-parent", {"mark-participation", "mark-host"}),
        "appointments": ("mark-appointment", {"mark-participation"}),
        "role": ("moderator", {"mark-participation"}),
        "billing": ("markbill", {"mark-participation"}),
        "name_as_printed": ("ivanova", {"mark-participation"}),
    },
    "experts": {
        "name": ("Ivanova", {"mark-expert"}),
        "organisation": ("mark-parent", {"mark-expert", "mark-endorser"}),
        "post": ("director", {"mark-expert"}),
        "post_is": ("markpost director", {"mark-expert"}),
        "on": ("2015-01-01", {"mark-expert"}),
        "date_match": ({"on": "2012-06-01", "date_match": "certain"}, set()),
        "topic": ("mark-broad", {"mark-expert"}),
        "event": ("mark-other", {"mark-expert"}),
        "attendance": ("unable", {"mark-expert"}),
        "country": ("mark-land", {"mark-expert", "mark-endorser"}),
        "died": ("2024-02", {"mark-expert"}),
        "identifier": ("https://viaf.org/viaf/77", {"mark-expert"}),
    },
    "organisations": {
        "name": ("Организ", {"mark-organisation"}),
        "kind": ("think_tank", {"mark-organisation"}),
        "parent": ("mark-parent", {"mark-organisation", "mark-unit"}),
        "predecessor": ("mark-organisation", {"mark-unit"}),
        "place": ("mark-city", {"mark-organisation"}),
        "country": ("mark-land", {"mark-parent", "mark-organisation"}),
        "on": ("1960-01-01", {"mark-parent", "mark-unit"}),
        "start": ("1974", {"mark-organisation"}),
        "end": ("..", {"mark-organisation"}),
        "website": ("example.org/ORG", {"mark-organisation"}),
        "identifier": ("http://www.wikidata.org/entity/Q1", {"mark-organisation"}),
    },
    "appointments": {
        "expert": ("mark-expert", {"mark-appointment"}),
        "organisation": ("mark-parent", {"mark-appointment", "mark-former"}),
        "post": ("markpost", {"mark-appointment"}),
        "post_is": ("markpost director", {"mark-appointment"}),
        "on": ("2015-01-01", {"mark-appointment"}),
        "date_match": ({"on": "2012-06-01", "date_match": "certain"}, set()),
        "start": ("2012", {"mark-appointment"}),
        "end": ("..", {"mark-appointment"}),
    },
    "topics": {
        "name": ("Тема", {"mark-topic"}),
        "broader": ("mark-broad", {"mark-topic"}),
        "within": ("mark-broad", {"mark-broad", "mark-topic", "mark-narrow"}),
        "definition": ("it means", {"mark-topic"}),
    },
    "positions": {
        "q": ("claim said", {"mark-position"}),
        "kind": ("question", {"mark-question"}),
        "attribution": ("verbatim", {"mark-position"}),
        "verb": ("STRESS", {"mark-position"}),
        "expert": ("mark-expert", {"mark-position", "mark-reply"}),
        "endorsed_by": ("mark-endorser", {"mark-position"}),
        "organisation": ("mark-parent", {"mark-position", "mark-reply"}),
        "event": ("mark-event", {"mark-question", "mark-position", "mark-reply"}),
        "panel": ("mark-panel", {"mark-question", "mark-position"}),
        "about": ("mark-other", {"mark-position"}),
        "topic": ("mark-topic", {"mark-position", "mark-reply"}),
        "stance": ("mixed", {"mark-position"}),
        "in_reply_to": ("mark-position", {"mark-reply"}),
        "date": ("2021-06-15~", {"mark-position"}),
        "order": ("2", {"mark-position"}),
        "date_from": ("2021-06-16", {"mark-question", "mark-reply", "plain-position"}),
        "date_to": ("2021-06-15", {"mark-position", "plain-position"}),
        "date_match": ({"date_from": "2021-06", "date_match": "certain"}, {"mark-question", "mark-reply"}),
    },
    "outcomes": {
        "q": ("markout", {"mark-outcome"}),
        "title": ("MARKOUT", {"mark-outcome"}),
        "kind": ("treaty", {"mark-outcome"}),
        "status": ("signed", {"mark-outcome"}),
        "event": ("mark-event", {"mark-outcome"}),
        "date": ("2021-06-20", {"mark-outcome"}),
        "expert": ("mark-expert", {"mark-outcome"}),
        "organisation": ("mark-parent", {"mark-outcome"}),
        "later_event": ("mark-third", {"mark-outcome"}),
        "date_from": ("2021-06-21", {"plain-outcome"}),
        "date_to": ("2021-06-19", {"plain-outcome"}),
        "date_match": ({"date_to": "2021-06-20", "date_match": "certain"}, {"mark-outcome"}),
    },
    "links": {
        "kind": ("follows", {"mark-back"}),
        "from_event": ("mark-event", {"mark-link"}),
        "to_event": ("mark-event", {"mark-back"}),
        "event": ("mark-other", {"mark-link"}),
    },
    "sources": {
        "q": ("marksou", {"mark-source"}),
        "kind": ("book", {"plain-source"}),
        "title": ("MARKSOU", {"mark-source"}),
        "author": ("writer", {"mark-source"}),
        "publisher": ("press", {"mark-source"}),
        "address": ("example.org", {"mark-source"}),
        "published": ("2021-06-17", {"mark-source"}),
        "language": ("en", {"mark-source"}),
        "licence": ("cc0", {"mark-source"}),
        "identifier": ("doi:https://doi.org/10.1000/182", {"mark-source"}),
    },
    "places": {
        "name": ("Markha", {"mark-hall"}),
        "kind": ("country", {"mark-land"}),
        "parent": ("mark-city", {"mark-hall", "mark-room"}),
        "country": ("mark-land", {"mark-city", "mark-hall", "mark-room"}),
        "address": ("16/1", {"mark-hall"}),
        "within": ("-7,46,6,47", {"mark-hall"}),
        "identifier": ("geonames:5007", {"mark-hall"}),
    },
}


@pytest.fixture
def crowd(world):
    """The world, and a plain record of each kind that no filter above should find (but by what it lacks)."""
    event = make.event(slug="plain-event", name="Plain", status="planned", kind="visit")
    expert = make.expert(slug="plain-expert", name="Nobody")
    organisation = make.organisation(slug="plain-organisation", name="Plain", start="1999")
    make.panel(public_id="plain-panel", event=event, title="Plain", number=2)
    make.participation(public_id="plain-participation", event=event, expert=expert, role="host")
    make.appointment(
        public_id="plain-appointment", expert=expert, organisation=organisation, post="Fellow", status="nominated",
        appointed="2020",
    )  # fmt: skip
    make.topic(slug="plain-topic", name="Plain")
    make.position(public_id="plain-position", summary="Plain.")
    make.outcome(public_id="plain-outcome", event=event, title="Plain")
    make.link(
        event, make.event(slug="plain-event-2", status="planned", date="1999"), "prepares", public_id="plain-link"
    )
    make.source(slug="plain-source", title="Plain", kind="book")
    make.place(slug="plain-place", name="Plain")
    return world


def test_every_filter_has_a_case():
    for name, resource in RESOURCES.items():
        assert set(CASES[name]) <= set(resource.filterset.base_filters), name
        assert set(CASES[name]) >= set(resource.filterset.declared_filters) - SETTINGS, name
    assert set(CASES) == set(RESOURCES)


def case_of(name, parameter):
    """The case of a filter: declared, or a value of the field that the fewest records have, and these records."""
    if parameter in CASES[name]:
        return CASES[name][parameter]
    rows = RESOURCES[name].list_serializer.Meta.model.objects.visible_to(None)
    values = {key_of(row): getattr(row, parameter) for row in rows}
    counts = Counter(value for value in values.values() if value not in ("", None))
    assert counts, f"no record of the world has a value of {parameter}: fill it in tests/factories.py"
    value = min(counts, key=counts.get)
    asked = key_of(value) if hasattr(value, "public_id") else str(value).lower() if value is True else str(value)
    return asked, {key for key, other in values.items() if other == value}


FILTERS = [(name, one) for name in CASES for one in RESOURCES[name].filterset.base_filters if one not in SETTINGS]


@pytest.mark.parametrize(("name", "parameter"), FILTERS)
def test_the_filter_selects(api, crowd, name, parameter):
    value, expected = case_of(name, parameter)
    asked = value if isinstance(value, dict) else {parameter: value}
    expected = expected | ({"plain-event-2"} if (name, parameter) in OLD else set())
    assert set(api.keys(name, **asked)) == expected
    assert api.json(name, **asked)["count"] == len(expected)
    without = set(api.keys(name, **{k: v for k, v in asked.items() if k != parameter}))
    assert expected < without


# The second plain event is planned and of 1999.
OLD = {("events", "status"), ("events", "date_to")}


# --- every field ------------------------------------------------------------------------------------------


def covered(filterset):
    """The fields of its model that a filter set reads: by the filter's field or by its name."""
    return {one.field_name for one in filterset.base_filters.values()} | set(filterset.base_filters)


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_every_field_is_filterable_or_exempt_for_a_reason(name):
    filterset = RESOURCES[name].filterset
    fields = {f.name for f in filterset._meta.model._meta.get_fields() if getattr(f, "concrete", False)}
    free = set(filterset.exempt)
    assert fields - covered(filterset) - free == set(), "neither filtered nor exempt"
    assert free - fields == set(), "exempt, but no field"
    own = {one.field_name for one in filterset.base_filters.values()} & fields
    assert free & (own | set(filterset.base_filters)) == set(), "exempt, but filtered"
    assert all(isinstance(reason, str) and len(reason) > 8 for reason in filterset.exempt.values())


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_every_filter_says_what_it_does_or_is_named_after_its_field(name):
    filterset = RESOURCES[name].filterset
    fields = {f.name for f in filterset._meta.model._meta.get_fields()}
    for parameter, one in filterset.base_filters.items():
        assert one.words or parameter in fields, parameter
