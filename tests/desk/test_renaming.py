"""A record that is renamed offers to keep its former name as a variant."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from desk.models import Change
from desk.review import changes
from experts.models import Expert
from tests import factories as make
from tests.desk.pages import FormPage, address, researcher
from tests.roles import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(researcher())
    return client


def rename(desk, record, name, **more):
    """Rename on the form; what the messages say."""
    return " ".join(FormPage(desk, address(record)).set(name=name, **more).save())


def keep(record):
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_keep_name", args=[record.pk])


@pytest.mark.parametrize("kind", ["expert", "organisation", "event", "place", "topic"])
def test_the_former_name_is_kept_by_one_click(desk, kind):
    record = getattr(make, kind)(name="Cold <b>& War")
    said = rename(desk, record, "Something else")
    assert "Keep “Cold &lt;b&gt;&amp; War” as a variant" in said
    assert re.search(r'<form method="post" action="([^"]+)"', said)[1] == keep(record)
    assert list(record.names.all()) == [], "nothing is kept that nobody asked for"
    for _ in range(2):
        answer = desk.post(keep(record), {"former_name": "Cold <b>& War"}, follow=True)
        assert answer.redirect_chain[-1][0] == address(record)
        assert list(record.names.values_list("text", "kind")) == [("Cold <b>& War", "variant")]
    assert "is already a name of this record" in answer.content.decode()


def test_the_button_needs_no_script():
    """As a browser sends it, with the guard against forged requests."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(researcher())
    record = make.expert(name="Fedor Lukianov")
    FormPage(browser, address(record)).set(name="Fyodor Lukyanov").send()
    page = browser.get(address(record)).content.decode()
    form = page[page.index('class="keep-name"') :]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    answer = browser.post(keep(record), {"csrfmiddlewaretoken": token, "former_name": "Fedor Lukianov"})
    assert answer.status_code == 302 and record.names.get().text == "Fedor Lukianov"
    assert browser.post(keep(record), {"former_name": "Fedor"}).status_code == 403


@pytest.mark.parametrize("known", ["Fedor Lukianov", "FEDOR LUKIANOV", "Fédor Lukianov"])
def test_nothing_is_offered_where_the_former_name_is_there(desk, known):
    record = make.expert(name="Fedor Lukianov")
    record.names.create(text=known)
    assert "as a variant" not in rename(desk, record, "Fyodor Lukyanov")


@pytest.mark.parametrize(
    ("before", "after", "offered"),
    [
        ("Elise Dupont", "Élise Dupont", False),
        ("Élise Dupont", "Elise Dupont", True),
        ("Sergei Lavrov", "Сергей Лавров", True),
        ("sergei lavrov", "Sergei Lavrov", False),
    ],
)
def test_only_what_the_new_name_does_not_say_is_offered(desk, before, after, offered):
    assert ("as a variant" in rename(desk, make.expert(name=before), after)) is offered


def test_nothing_is_offered_for_other_changes(desk):
    assert "as a variant" not in rename(desk, make.expert(name="Fyodor Lukyanov"), "Fyodor Lukyanov", born="1967")
    assert "as a variant" not in " ".join(FormPage(desk, address(Expert, "add")).set(name="New", slug="new").save()), (
        "a new record had no name before"
    )


def test_a_name_that_an_editor_keeps_on_a_published_record_waits_for_approval_with_the_renaming(as_, editor):
    event = make.event(name="Geneva")
    client = as_(editor)
    assert "Keep “Geneva” as a variant" in rename(client, event, "Geneva summit")
    assert client.post(keep(event), {"former_name": "Geneva"}).status_code == 302
    assert event.names.get().text == "Geneva"
    changes.refresh()
    assert {(one.by, one.kind, one.record) for one in Change.objects.all()} == {(editor, "event", event.pk)}
    assert sum(one.number for one in Change.objects.all()) == 2


def test_adding_names_takes_its_permission(client):
    user = person("Reader")
    allowed = Permission.objects.filter(codename__in=["change_expert", "change_expertname"])
    user.user_permissions.add(*allowed)
    client.force_login(user)
    expert = make.expert(name="Fedor Lukianov")
    assert "as a variant" not in rename(client, expert, "Fyodor Lukyanov")
    assert client.post(keep(expert), {"former_name": "Fedor Lukianov"}).status_code == 403


def test_who_may_not_change_the_record_may_not_keep_a_name(client):
    client.force_login(person("Reader"))
    record = make.expert()
    assert client.post(keep(record), {"former_name": "Another"}).status_code == 403
    assert not record.names.exists()


@pytest.mark.parametrize("text", ["", "  ", "x" * 301, "a\x00b"])
def test_what_is_no_name_is_refused_in_words(desk, text):
    record = make.expert()
    answer = desk.post(keep(record), {"former_name": text}, follow=True)
    assert "This cannot be a name" in answer.content.decode() and not record.names.exists()


def test_what_is_not_there(desk):
    record = make.expert()
    assert desk.get(keep(record)).status_code == 405
    Expert.objects.filter(pk=record.pk).delete()
    assert desk.post(keep(record), {"former_name": "Another"}).status_code == 404
