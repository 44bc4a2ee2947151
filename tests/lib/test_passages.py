"""Places in an attached text: what a place that it does not have is told."""

import pytest
from django.core.exceptions import ValidationError

from lib.passages import no_such_place
from sources.models import Source
from summits.models import PositionCitation
from tests import factories as f
from tests.desk.pages import FormPage, address, researcher

TEXT = "Head.\n\nOne. Two.\n\nOnly one."


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ((1, None), {}),
        ((1, 2), {}),
        ((2, 1), {}),
        ((None, None), {}),
        ((3, None), {"paragraph": "The attached text has 2 paragraphs."}),
        ((1, 3), {"sentence": "Paragraph 1 of the attached text has 2 sentences."}),
        ((2, 2), {"sentence": "Paragraph 2 of the attached text has 1 sentence."}),
    ],
)
def test_a_place_is_one_of_the_text(place, wrong):
    assert no_such_place(TEXT, "One", *place) == wrong
    assert no_such_place("", "One", *place) == {}, "what is not attached is not known"


@pytest.mark.django_db
def test_a_citation_of_a_place_that_the_text_does_not_have_is_refused(client):
    source = f.source(title="Report")
    Source.objects.filter(pk=source.pk).update(archived_text=TEXT)
    said = f.position(event=f.event())
    with pytest.raises(ValidationError) as told:
        PositionCitation(record=said, source=Source.objects.get(), paragraph=9).full_clean()
    assert list(told.value.message_dict) == ["paragraph"]
    client.force_login(researcher())
    page = FormPage(client, address(said.event)).row(
        "positions", 0, cite_source=source.pk, cite_paragraph=3, cite_sentence=5
    )
    page.send()
    assert page.errors() == {"positions-0-cite_sentence": ["Paragraph 3 of the attached text has 1 sentence."]}
    page = FormPage(client, address(said)).add("citations", source=source.pk, paragraph=9)
    page.send()
    assert page.errors() == {"citations-0-paragraph": ["The attached text has 3 paragraphs."]}


@pytest.mark.django_db
def test_the_text_is_given_to_those_who_may_see_sources(client):
    source = f.source(title="Report")
    Source.objects.filter(pk=source.pk).update(archived_text=TEXT, first_words="One")
    url = f"/admin/source-text/{source.pk}/"
    assert client.get(url).status_code == 302
    client.force_login(researcher())
    assert client.get(url).json() == {"title": "Report", "paragraphs": [["One.", "Two."], ["Only one."]]}
    assert client.get("/admin/source-text/999999/").status_code == 404
