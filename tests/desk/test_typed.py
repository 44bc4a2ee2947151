"""Text that was typed in a box with search and not chosen: refused in words, given back, never dropped."""

import pytest

from experts.models import Appointment
from summits.models import Participation, Position
from tests import factories as make
from tests.desk.pages import FormPage, address, researcher

WORDS = "“{}” is typed and nothing is chosen for it"


@pytest.fixture
def desk(client, db):
    """A researcher's client."""
    client.force_login(researcher())
    return client


@pytest.mark.parametrize("text", ["Pomerantz", "{pk}", "expert:{pk}", "?{pk}"])
def test_in_a_box_of_one_table(desk, text):
    expert, other = make.expert(), make.expert()
    make.organisation(), make.organisation()  # so that its number is another one
    post = make.appointment(expert=expert)
    text = text.format(pk=other.pk)
    page = FormPage(desk, address(post)).set(**{"post": "Otherwise", "expert-typed": f" {text} "})
    html = page.send().content.decode()
    assert WORDS.format(text) in html and f'data-typed="{text}"' in html
    assert f'<option value="{expert.pk}" selected' in html, "what was chosen before stays"
    assert Appointment.objects.get().post != "Otherwise"


@pytest.mark.parametrize("name", ["who", "posts", "cite_source"])
def test_in_a_row_that_has_nothing_else_new(desk, name):
    row = make.participation(event=make.event(), expert=make.expert(name="Vera Novikova"))
    page = FormPage(desk, address(row.event))
    page.values[f"participations-0-{name}-typed"] = ["Nobody & Co."]
    html = page.send().content.decode()
    assert WORDS.format("Nobody &amp; Co.") in html and 'data-typed="Nobody &amp; Co."' in html
    assert Participation.objects.get().expert.name == "Vera Novikova"


def test_in_a_box_for_several_beside_those_that_are_chosen(desk):
    expert = make.expert(name="Vera Novikova")
    event = make.event()
    make.position(event=event, holders=[expert], summary="They agree.")
    page = FormPage(desk, address(event)).row("positions", 0, **{"summary": "They differ.", "holders-typed": "Igor"})
    html = page.send().content.decode()
    assert WORDS.format("Igor") in html and 'data-typed="Igor"' in html
    assert f'<option value="expert:{expert.pk}" ' in html
    assert Position.objects.get().summary == "They agree."


def test_a_new_row_with_text_alone_is_not_taken_for_an_empty_one(desk):
    event = make.event()
    page = FormPage(desk, address(event)).add("participations")
    page.values["participations-0-who-typed"] = ["Nobody"]
    assert WORDS.format("Nobody") in page.send().content.decode()


def test_in_the_box_of_a_merge(desk):
    expert = make.expert()
    html = desk.get(f"/admin/merge/expert/{expert.pk}/?other-typed=Nobody").content.decode()
    assert "not on record: choose one from the list" in html and 'data-typed="Nobody"' in html
