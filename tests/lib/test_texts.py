"""Long texts: taken up to the limit; beyond it a sentence names the limit, and what was typed is still there."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from desk.models import Review
from experts.models import Expert
from lib.texts import LongTextField, within_limit
from sources.models import Source
from summits.models import Event, Outcome, Panel, Position
from tests import factories as make
from tests.desk.pages import FormPage, address
from topics.models import Topic

MB = 1024 * 1024


def test_every_long_text_has_the_limit():
    for model in (Source, Event, Panel, Position, Outcome, Expert, Topic, Review):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.TextField) and field.editable and not field.choices and "key" not in field.name:
                assert isinstance(field, LongTextField), field


def test_the_limit_counts_bytes(settings):
    settings.TEXT_MAX_BYTES = 10
    within_limit("я" * 5)
    with pytest.raises(ValidationError, match="at most"):
        within_limit("я" * 5 + "a")


def sent(client, text):
    page = FormPage(client, address(Source, "add"))
    assert 'enctype="multipart/form-data"' in page.response.content.decode()
    page.set(title="A long report", slug="a-long-report", kind="report", archived_text=text)
    return page, page.send()


@pytest.mark.django_db
@pytest.mark.parametrize("letters", [440_000, 5 * MB])
def test_a_text_up_to_the_limit_is_taken(admin_client, letters):
    page, answer = sent(admin_client, "Я" * letters)
    assert answer.status_code == 302, page.errors()
    assert len(Source.objects.get().archived_text) == letters


@pytest.mark.django_db
def test_beyond_it_the_form_comes_back_with_what_was_typed(admin_client):
    page, answer = sent(admin_client, "Я" * (5 * MB) + "!")
    assert answer.status_code == 200 and not Source.objects.exists()
    assert "at most 10 MB are accepted" in page.errors()["archived_text"][0]
    assert "Я!</textarea>" in answer.content.decode()


@pytest.mark.django_db
def test_what_is_not_read_at_all_is_refused_in_a_sentence(admin_client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * MB
    answer = admin_client.post(address(Source, "add"), {"title": "A" * (3 * MB)})
    html = answer.content.decode()
    assert answer.status_code == 413 and "2 MB of text in all" in html and "10 MB in each box" in html
    assert "what you typed is still in the form" in html


@pytest.mark.django_db
def test_too_many_boxes_are_refused_in_a_sentence(admin_client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
    record = make.source()
    answer = admin_client.post(address(record), {f"box-{n}": "x" for n in range(30)})
    assert answer.status_code == 413 and "20 boxes" in answer.content.decode()


def test_other_requests_that_make_no_sense_get_a_page(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400 and "<main>" in answer.content.decode()
