"""What narrows the numbers of the desk, its lists and its queues: a person, a source, an import."""

import pghistory
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.duplicates import refresh
from desk.home import HOME as HOME_KINDS
from intake.models import BulkImport, BulkLine, ImportRun, ProposedParticipation, QueuedRow
from summits.models import Event
from tests import factories as f
from tests.desk.pages import address, listed, researcher
from tests.roles import person

pytestmark = pytest.mark.django_db
HOME = "/admin/"


@pytest.fixture
def desk(client):
    client.force_login(researcher())
    return client


def test_the_numbers_are_narrowed_to_the_records_that_this_person_entered(desk):
    user, other = get_user_model().objects.get(), person("Editor")
    f.world(), f.outcome(), f.event(publication="draft")
    for who in (user, other):
        with pghistory.context(user=who.pk):
            event = f.event(name=f"Of {who}", date="2021-06-16", publication="draft")
            f.position(event=event, holders=[f.appointment().expert])
            f.participation(event=event, billing="Unknown post", expert=f.expert())
            f.outcome(event=event)
            f.link()
    page = desk.get(HOME)
    assert 'href="?mine=1"' in page.content.decode() and not page.context["mine"]
    everybody = {gap.words: gap.count for gap in page.context["gaps"]}
    mine = desk.get(HOME, {"mine": "1"}).context
    own = [gap for gap in mine["gaps"] if gap.count]
    assert len(own) == 9
    for gap in own:
        assert 0 < gap.count < everybody[gap.words], gap.words
        assert listed(desk.get(gap.url)) == gap.count, gap.words
    assert [row["record"].name for row in mine["drafts"]["events"]] == [f"Of {user}"]
    assert mine["drafts"]["counts"][0]["words"] == "1 event draft"
    for row in mine["drafts"]["counts"]:
        assert listed(desk.get(row["url"])) == int(row["words"].split()[0])


def test_narrowed_numbers_take_few_statements_however_much_there_is(desk):
    def statements():
        with CaptureQueriesContext(connection) as found:
            desk.get(HOME, {"mine": "1"})
        return len(found)

    with pghistory.context(user=get_user_model().objects.get().pk):
        f.world()
        statements()
        little = statements()
        for _ in range(3):
            f.position(event=f.event(publication="draft"), holders=[f.appointment().expert])
            f.link()
    # One for each kind of record that is named.
    assert max(statements(), little) <= 16 + len(HOME_KINDS)


def test_each_list_of_records_can_be_narrowed_to_mine(desk):
    f.world()
    with pghistory.context(user=get_user_model().objects.get().pk):
        mine = [f.event(), f.expert(), f.topic(), f.source(), f.place(), f.organisation()]
    for record in mine:
        page = desk.get(address(record, "changelist"), {"mine": "1"})
        assert [row.pk for row in page.context["cl"].result_list] == [record.pk], record


def test_numbers_and_lists_are_narrowed_by_person_source_and_import(desk):
    other = person("Editor")
    cited, _ = f.event(name="Cited"), f.event(name="Nobody's")
    source = f.source(title="Report of the talks", slug="report-of-talks")
    cited.citations.create(source=source)
    with pghistory.context(user=other.pk):
        theirs = f.event(name="Theirs")
    with pghistory.context(command="import_dataset") as saved:
        written = f.event(name="Written")
    run = ImportRun.objects.create(context=saved.id, files="x.csv")
    lists = address(Event, "changelist")
    for query, found in (
        ({"by": str(other)}, [theirs]), ({"import": str(run.pk)}, [written]), ({"source": "report-of-talks"}, [cited]),
        ({"source": "of the TALKS"}, [cited]), ({"source": "/sources/report-of-talks/", "by": str(other)}, []),
    ):  # fmt: skip
        assert list(desk.get(lists, query).context["cl"].result_list) == found, query
        page = desk.get(HOME, query)
        without = [gap for gap in page.context["gaps"] if gap.words == "events without a source"]
        assert [gap.count for gap in without] == [sum(one != cited for one in found)], query
        for gap in page.context["gaps"]:
            assert listed(desk.get(gap.url)) == gap.count, (query, gap.words)
    for query, words in (
        ({"by": "nobody"}, "No account has this name"), ({"source": "none"}, "No source is called so"),
        ({"import": "x"}, "no import of this number"), ({"import": str(run.pk + 1)}, "no import of this number"),
    ):  # fmt: skip
        page = desk.get(lists, query)
        assert list(page.context["cl"].result_list) == [] and words in page.content.decode(), query
        assert not any(gap.count for gap in desk.get(HOME, query).context["gaps"])


def test_queues_are_narrowed_as_lists_are_and_their_numbers_are_those_of_the_lists(desk):
    me, other, editor = get_user_model().objects.get(), person("Reviewer"), person("Editor")
    runs, source = {}, f.source(title="Report of the talks")
    for who in (me, other):
        bulk = BulkImport.objects.create(user=who, name=f"{who}.csv", state="failed")
        BulkLine.objects.create(bulk=bulk, what="bad", file="a.csv", line=2, text="bad")
        with pghistory.context(command="import_dataset", user=who.pk) as saved:
            event = f.event(name=f"Of {who}", publication="submitted", date="2021-06-16")
            event.citations.create(source=source)
            f.event(name=f"Draft of {who}", publication="draft")
            f.position(event=f.event(name=f"Public, of {who}"), publication="submitted")
            public = f.expert(name=f"Vera {who}")
            f.expert(name=f"Vera {who}")
        runs[who] = ImportRun.objects.create(context=saved.id, files="x.csv", dataset="hsg-visits", user=who)
        QueuedRow.objects.create(dataset="hsg-visits", place=str(who), file="x", run=runs[who], reason="odd")
        ProposedParticipation.objects.create(
            dataset="hsg-travels", place=f"trip {who}", event=event.slug, day="2021-06-16", name_as_printed="Lukin",
            office="Foreign Minister", country="russia", passage="Met.",
        )  # fmt: skip
        with pghistory.context(user=editor.pk):
            public.notes = "Changed by an editor."
            public.save()
    refresh("expert")

    def numbers(**query):
        found = desk.get(reverse("admin:queues"), query).json()
        by_list = {}
        for url, number in found.items():
            if "home" not in url and "#" not in url:
                page = desk.get(url, follow=True)
                assert listed(page) == int(number or 0), url
                by_list[url.partition("?")[0]] = int(number or 0)
        return by_list

    desk.get(HOME)  # looks for changes
    everybodys, mine = numbers(), numbers(mine="1")
    assert len(everybodys) == 7
    half = {url: number // 2 for url, number in everybodys.items()}
    assert all(half.values()) and mine == half
    assert numbers(by=str(other)) == half
    # A file that was not imported is of no import; what has no source is of none.
    bad = reverse("bulk:bad")
    assert numbers(**{"import": str(runs[other].pk)}) == {**half, bad: 0}
    of_source = numbers(source="report of the TALKS")
    assert of_source[reverse("admin:review_queue")] == 2 and of_source[reverse("bulk:met")] == 2
    assert of_source[bad] == 0 and not any(numbers(by="nobody").values())
    page = desk.get(reverse("admin:review_queue"), {"mine": "1"}).content.decode()
    assert "Of researcher" in page and f"Of {other}" not in page and "By person, source or import" in page
