"""Every screen of the desk passes axe-core, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from experts.models import Expert
from sources.models import Source
from summits.models import Event
from tests import factories as make
from tests.browser.test_two_editors import log_in
from tests.desk.pages import address, researcher

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def screens():
    """{what it is: its address}, with records enough that each shows something."""
    source = make.source(title="Report", archived_text="One. Two.\n\nThree.")
    vera, twin = make.expert(name="Vera Novikova", slug="vera"), make.expert(name="Vera Novikowa", slug="vera-2")
    event = make.event(name="Discussion", date="2021-06-16", place=make.place(name="Geneva"), summary="Words.")
    make.panel(event=event, number=1, title="First")
    make.participation(event=event, expert=vera, role="speaker", billing="Director")
    said = make.position(
        event=event, summary="A thing is so.", holders=[vera], order=1, topics=[make.topic(name="Seas")]
    )
    said.citations.create(source=source, paragraph=1, sentence=1)
    waiting = make.event(name="Waiting", publication="submitted")
    return {
        "home": reverse("admin:index"),
        "list of events": address(Event, "changelist"),
        "list of experts": address(Expert, "changelist"),
        "new event": address(Event, "add"),
        "event": address(event),
        "position": address(said),
        "source": address(source),
        "new source": address(Source, "add"),
        "popup": f"{address(Expert, 'add')}?_popup=1",
        "delete": address(waiting, "delete"),
        "history": address(event).replace("/change/", "/history/"),
        "deleted": reverse("admin:deleted", args=["summits", "event"]),
        "duplicates": reverse("admin:duplicates_queue", args=["expert"]),
        "merges": reverse("admin:merge_list"),
        "merge": reverse("admin:merge_preview", args=["expert", vera.pk, twin.pk]),
        "review": reverse("admin:review_queue"),
        "one in review": reverse("admin:review", args=["event", waiting.pk]),
        "changes": reverse("admin:review_changes"),
        "imports": reverse("bulk:home"),
    }


@pytest.fixture
def desk(browser, live_server, request):
    """The page of a researcher, in a context that lets axe-core put its styles into pages."""
    context = browser.new_context(
        base_url=live_server.url, bypass_csp=True, color_scheme=request.param, viewport={"width": 1280, "height": 800}
    )
    researcher(username="anna", password="enter-the-record")
    yield log_in(context.new_page(), "anna")
    context.set_offline(True)
    context.close()


@pytest.mark.parametrize("desk", ["light", "dark"], indirect=True)
def test_no_screen_of_the_desk_has_a_violation(desk):
    found = {}
    for name, url in screens().items():
        assert desk.goto(url).status == 200, name
        # What is closed is looked at as well.
        desk.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        wrong = Axe().run(desk).response["violations"]
        for one in wrong:
            nodes = [node["html"][:160] for node in one["nodes"][:3]]
            found.setdefault(f"{one['id']}: {one['help']}", {})[name] = (len(one["nodes"]), nodes)
    assert not found, "\n".join(f"{rule}\n  {screens}" for rule, screens in found.items())
