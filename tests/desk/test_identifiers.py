"""Identifiers in the desk: several of one scheme are pointed out, on saving and in the lists, and refused nowhere."""

import pytest

from experts.models import Expert, ExpertIdentifier, Organisation
from sources.models import Place, Source
from summits.models import Event
from tests import factories as f
from tests.desk.pages import FormPage, address, researcher

pytestmark = pytest.mark.django_db
MAKERS = {Expert: f.expert, Organisation: f.organisation, Event: f.event, Place: f.place, Source: f.source}


@pytest.fixture
def desk(client):
    client.force_login(researcher())
    return client


def pointed_out(messages):
    return [text for text in messages if "identifiers of" in text]


@pytest.mark.parametrize("model", MAKERS)
def test_two_of_one_scheme_are_pointed_out_on_saving(desk, model):
    record = MAKERS[model]()
    form = FormPage(desk, address(record)).add("identifiers", scheme="wikidata", value="Q1")
    form.add("identifiers", scheme="viaf", value="7").add("identifiers", scheme="other", value="Here 1")
    assert pointed_out(form.add("identifiers", scheme="other", value="There 1").save()) == []
    # One man stands twice in the catalogue of the Office of the Historian.
    form = FormPage(desk, address(record)).add("identifiers", scheme="hsg", value="bush-george-h-w")
    assert pointed_out(form.add("identifiers", scheme="hsg", value="bush-george-herbert-walker").save()) == []
    form = FormPage(desk, address(record)).add(
        "identifiers", scheme="wikidata", value="https://www.wikidata.org/wiki/Q2"
    )
    (text,) = pointed_out(form.save())
    assert text == f"“{record}” has 2 identifiers of Wikidata: Q1 and Q2. Does one of them name something else?"
    # It is a warning: both are on record.
    assert record.identifiers.filter(scheme="wikidata").count() == 2


def test_a_new_record_is_looked_at_too(desk):
    form = FormPage(desk, address(Expert, "add")).set(name="Ann Berg", slug="ann-berg")
    form.add("identifiers", scheme="viaf", value="7").add("identifiers", scheme="viaf", value="8")
    (text,) = pointed_out(form.add("identifiers", scheme="viaf", value="9").save())
    assert "has 3 identifiers of VIAF: 7, 8 and 9." in text


def test_the_identifier_of_another_record_is_refused_beside_its_box(desk):
    ExpertIdentifier.objects.create(record=f.expert(), scheme="wikidata", value="Q1")
    form = FormPage(desk, address(f.expert())).add("identifiers", scheme="wikidata", value="wd:q1")
    assert form.send().status_code == 200
    assert "Another record already has this identifier" in str(form.errors())


@pytest.mark.parametrize("model", MAKERS)
def test_the_list_shows_those_with_several_however_they_came(desk, model):
    """An import says nothing of it."""
    several, single, others = (MAKERS[model]() for _ in range(3))
    for record, scheme, values in (
        (several, "wikidata", "Q1 Q2"),
        (single, "wikidata", "Q3"),
        (others, "other", "a b"),
        (others, "hsg", "bush-george-h-w bush-george-herbert-walker"),
    ):
        for value in values.split():
            record.identifiers.create(scheme=scheme, value=value)
    single.identifiers.create(scheme="viaf", value="3")
    answer = desk.get(address(model, "changelist"), {"lacks": "single"})
    assert list(answer.context["cl"].result_list) == [several]
