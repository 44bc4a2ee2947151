"""Every screen of the desk passes axe-core, in light and in dark."""

import pghistory
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from desk.models import FormDraft, MassChange
from experts.models import Expert
from intake.models import BulkImport, BulkLine, ImportRun, ProposedParticipation
from sources.models import Source
from summits.models import Event
from tests import factories as make
from tests.browser.sessions import log_in
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
    people_met(event)
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
        "delete, needed by others": address(vera, "delete"),
        "history": address(event).replace("/change/", "/history/"),
        "redact": reverse("admin:redact", args=["summits", "event", event.pk]),
        "several drafts": address(typed_twice()),
        "deleted": reverse("admin:deleted", args=["summits", "event"]),
        "duplicates": reverse("admin:duplicates_queue", args=["expert"]),
        "merges": reverse("admin:merge_list"),
        "merge": reverse("admin:merge_preview", args=["expert", vera.pk, twin.pk]),
        "review": reverse("admin:review_queue"),
        "one in review": reverse("admin:review", args=["event", waiting.pk]),
        "changes": reverse("admin:review_changes"),
        "imports": reverse("bulk:home"),
        "bad rows": reverse("bulk:bad"),
        "rows that wait": reverse("bulk:waiting"),
        "people met": reverse("bulk:met"),
        "narrowed list": f"{address(Event, 'changelist')}?by=nobody&publication__exact=published",
        "narrowed home": f"{reverse('admin:index')}?source=report",
        "jobs": reverse("admin:procrastinate_procrastinatejob_changelist"),
        **uploads(vera),
        **many(vera),
        "account": address(get_user_model().objects.get()),
        "new group": address(Group, "add"),
        "own account": reverse("account:home"),
        "new password": reverse("account:password"),
        "second factor": reverse("account:factor"),
        "new second factor": reverse("account:factor-new"),
        "tokens": reverse("account:tokens"),
    }


def typed_twice():
    """A topic with two drafts of its form."""
    topic, user = make.topic(name="Straits"), get_user_model().objects.get()
    for token in "ab":
        FormDraft.objects.create(
            user=user, token=token, kind="topic", record=topic.pk, values={"name": ["Narrows"]}, boxes=1
        )
    return topic


def uploads(expert):
    """{what it is: the address} of imports in each state, with what each page can show."""
    user = get_user_model().objects.get()
    proposal = {
        "kind": "expert", "key": "nina-berg", "name": "Nina Berg", "slug": "nina-berg", "count": 2,
        "places": ["line 4"], "closest": [[expert.slug, expert.name]], "exact": [],
    }  # fmt: skip
    found = {}
    for state in ("checking", "importing", "failed", "cancelled", "checked", "done"):
        bulk = BulkImport.objects.create(
            user=user, name=f"{state}.csv", kind="expert", state=state, rows_done=3, rows_total=9,
            error="The file is no table." if state == "failed" else "", ended_at=timezone.now(),
            proposals=[proposal] if state == "checked" else [], choices={"expert:bo-ek": "create"},
        )  # fmt: skip
        found[f"import {state}"] = reverse("bulk:import", args=[bulk.pk])
        for what in BulkLine.What.values:
            BulkLine.objects.create(
                bulk=bulk, what=what, file="x.csv", line=3, kind="expert", key="vera", text="Vera",
                changes=[["born", "1950", "1951"]] if what in ("changed", "kept") else [],
            )  # fmt: skip
            if state == "checked":
                found[f"import checked, {what}"] = f"{found['import checked']}?show={what}"
    with pghistory.context(command="import_dataset") as saved:
        make.expert(name="Written by an import")
    run = ImportRun.objects.create(context=saved.id, files="done.csv", bulk=bulk, user=user)
    return {**found, "undoing an import": reverse("bulk:run", args=[run.pk])}


def many(expert):
    """{what it is: the address} of steps with many records in each state."""
    user, found = get_user_model().objects.get(), {"changes of many": reverse("admin:many_list")}
    with pghistory.context(command="many_delete") as saved:
        make.expert(name="Written in a step").delete()
    for state in ("planned", "running", "failed", "done"):
        change = MassChange.objects.create(
            user=user, act="delete", kind="expert", pks=[expert.pk], state=state, context=saved.id, rows_done=3, rows_total=9,
            counts=[[9, "experts"]], kept=[["Vera", "needed by 1 position"]],
            error="Something was changed." if state == "failed" else "",
        )  # fmt: skip
        found[f"many {state}"] = reverse("admin:many", args=[change.pk])
    return {**found, "undoing many": reverse("admin:many_undo", args=[change.pk])}


def people_met(event):
    """A proposal of each kind: printed in full, and a surname."""
    for name, full in (("Vera Novikova", "Vera Novikova"), ("Lukin", "")):
        ProposedParticipation.objects.create(
            dataset="hsg-travels", place=f"trip {name}", event=event.slug, day="2021-06-16", name_as_printed=name,
            name=full, office="Foreign Minister", country="russia", passage=f"Met with {name}.",
        )  # fmt: skip


def violations(page):
    """{rule of axe-core: (how many, up to three of the elements)} of the page as it stands."""
    found = {}
    for one in Axe().run(page).response["violations"]:
        nodes = [node["html"][:160] for node in one["nodes"][:3]]
        found[f"{one['id']}: {one['help']}"] = (len(one["nodes"]), nodes)
    return found


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

    def look(name):
        # What is closed is looked at as well; on a phone, things stand elsewhere.
        desk.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        for width in (1280, 390):
            desk.set_viewport_size({"width": width, "height": 800})
            if (wide := desk.evaluate("document.documentElement.scrollWidth")) > width:
                found.setdefault("scrolls sideways", {})[f"{name}, {width}"] = wide
            for rule, seen in violations(desk).items():
                found.setdefault(rule, {})[f"{name}, {width}"] = seen

    for name, url in screens().items():
        assert desk.goto(url).status == 200, name
        look(name)
    desk.context.clear_cookies()
    desk.goto(reverse("admin:index"))
    expect(desk.get_by_label("Username")).to_be_visible()
    look("log-in")
    desk.goto(reverse("account:login"))
    look("log-in of readers")
    assert not found, "\n".join(f"{rule}\n  {screens}" for rule, screens in found.items())
