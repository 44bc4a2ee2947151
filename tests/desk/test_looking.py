"""The forms of the desk for those who may only look: everything is there, nothing can be changed."""

from html.parser import HTMLParser

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from tests import factories as make
from tests.desk.pages import address

KINDS = ("event", "panel", "participation", "expert", "organisation", "appointment", "topic", "position", "outcome",
         "link", "source", "place")  # fmt: skip


class Controls(HTMLParser):
    """The names of the controls of a page that take anything, those of its search and its account aside."""

    def __init__(self, text):
        super().__init__()
        self.open = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in ("input", "select", "textarea") and given.get("type") not in ("hidden", "submit"):
            if "disabled" not in given:
                self.open.append(given.get("name") or given.get("id"))


@pytest.fixture
def reader(client, db):
    user = get_user_model().objects.create_user("looker")
    user.groups.add(Group.objects.get(name="Reader"))
    client.force_login(user)
    return client


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_sees_the_whole_form_and_can_change_nothing(reader, kind):
    record = getattr(make.world(), kind)
    answer = reader.get(address(record))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert Controls(text).open == [] and 'name="_save"' not in text
    assert reader.post(address(record), {"name": "Mine"}).status_code == 403


def test_what_hangs_on_an_event_stands_on_its_form(reader):
    world = make.world()
    text = reader.get(address(world.event)).content.decode()
    for words in ("Markpanel", "Markbilling", "Markposition", "Markoutcome", "Markexpert"):
        assert words in text, words


def test_a_reader_sees_the_panel_of_a_row(reader):
    panel = make.panel(title="Markpanel", number=4)
    make.position(event=panel.event, panel=panel, order=1)
    text = reader.get(address(panel.event)).content.decode()
    assert "4. Markpanel" in text or 'value="Markpanel"' in text
    assert '<p class="facts">panel 4</p>' in text
