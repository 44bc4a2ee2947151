"""Which pages of the founding set say that sources differ, and on what: exactly these."""

import re

import pytest
from django.test import Client

from experts.models import Expert, Organisation
from sources.models import Place
from summits.models import Event, Position
from tests.page_reader import Page
from topics.models import Topic

pytestmark = pytest.mark.django_db
SAID = re.compile(r"(Sources|A source and this record) differ on the ([\w ]+)\.")


def said():
    """What each page says: {path: {(who, field)}}, for those that say something."""
    found = {}
    for model in (Event, Position, Place, Organisation, Expert, Topic):
        for record in model.objects.all():
            text = Page(Client().get(record.get_absolute_url()).content.decode()).text
            if differ := SAID.findall(text):
                found[record.get_absolute_url()] = differ
    return found


BOTH, ONE = "Sources", "A source and this record"


def test_these_pages_say_that_sources_differ_and_no_others():
    assert said() == {
        "/events/carbis-bay-g7-summit-2021/": [(BOTH, "date"), (BOTH, "place")],
        "/events/cyber-consultations-2021-07/": [(ONE, "date")],
        "/events/ljubljana-summit-2001/": [(BOTH, "place")],
        "/events/malta-summit-1989/": [(BOTH, "billing")],
        "/events/new-york-summit-1988/": [(BOTH, "billing")],
        "/events/reykjavik-foreign-ministers-2021/": [(BOTH, "date")],
        "/events/reykjavik-summit-1986/": [(BOTH, "date")],
        "/events/un-ict-draft-resolution-2021/": [(BOTH, "date")],
        "/experts/wendy-sherman/": [(BOTH, "end")],
        "/organisations/us-department-of-state/": [(BOTH, "end")],
    }


def test_reykjavik_lists_those_that_disagree_alone():
    html = Client().get("/events/reykjavik-summit-1986/").content.decode()
    note = html[html.index("Sources differ on the date") :].split("</ul>")[0]
    stated = re.findall(r"<li>\s*“([^”]+)”", note)
    assert "1986-10-10/1986-10-11" in stated and "1986-10-11/1986-10-12" in stated
    # The days of a journey in which the summit lies say nothing else than it.
    assert "1986-10-09/1986-10-12" not in stated
