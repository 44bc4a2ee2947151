"""Review: draft → submitted → published; returning with a comment; what hangs on a record goes with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from desk.models import Review
from desk.review import publishing, queue, steps
from experts.models import Appointment, Expert
from lib.history import history_of
from summits.models import Event, EventLink, Panel, Participation, Position
from tests import factories as make
from tests.desk.pages import FormPage, address
from tests.roles import person
from topics.models import Topic

QUEUE = "/admin/review/"


def state(record):
    """The state of publication on record."""
    return type(record).objects.values_list("publication", flat=True).get(pk=record.pk)


def page(record):
    """The address of a record's review."""
    return reverse("admin:review", args=[record._meta.model_name, record.pk])


def publish(user, *records, along=None):
    """Publish records as the page does after its preview."""
    units = [(type(record), record.pk) for record in records]
    return publishing.publish(units, user, along, publishing.prepare(units, along).fingerprint)


def draft_event(**fields):
    """A draft event with one draft row of each kind."""
    event = make.event(publication="draft", **fields)
    panel = make.panel(event=event, publication="draft")
    make.participation(event=event, panel=panel, publication="submitted")
    make.position(event=event, panel=panel, publication="draft")
    make.outcome(event=event)
    return event


# -- the way of a record ------------------------------------------------------------------------


def test_the_way_of_an_event_through_review(as_, editor, reviewer):
    event = draft_event(name="Geneva summit", slug="geneva")
    client = as_(editor)
    client.post(page(event) + "submit/")
    assert state(event) == "submitted" and client.get("/admin/review/").status_code == 403

    client = as_(reviewer)
    assert '<span class="number">1</span> submitted' in client.get("/admin/").content.decode()
    one = client.get(QUEUE).context["waiting"][0]
    assert (one.title, one.who, one.own, one.hangs) == (str(event), editor.username, True, 4)
    assert client.post(page(event) + "return/", {"comment": " "}).status_code == 409 and state(event) == "submitted"
    client.post(page(event) + "return/", {"comment": "Name the place."})
    assert state(event) == "draft" and client.get(QUEUE).context["waiting"] == []

    client = as_(editor)
    for where in ("/admin/", page(event), address(event)):
        assert "Name the place." in client.get(where).content.decode(), where
    client.post(page(event) + "submit/")
    assert "Name the place." not in client.get("/admin/").content.decode()
    assert client.get("/api/v1/events/geneva/").status_code == 200
    client.logout()
    assert client.get("/api/v1/events/geneva/").status_code == 404

    client = as_(reviewer)
    form = client.get(reverse("admin:review_publish"), {"unit": f"event:{event.pk}"})
    plan = form.context["plan"]
    values = {"unit": f"event:{event.pk}", "fingerprint": plan.fingerprint, "along": [n.key for n in plan.named]}
    assert client.post(reverse("admin:review_publish"), values).status_code == 302
    client.logout()
    assert client.get("/api/v1/events/geneva/").status_code == 200
    for model in (Panel, Participation, Position):
        assert set(model.objects.values_list("publication", flat=True)) == {"published"}
    steps_taken = Review.objects.order_by("pk").values_list("verdict", "by", "to", "along", "comment")
    assert list(steps_taken) == [
        ("submitted", editor.pk, None, 0, ""),
        ("returned", reviewer.pk, editor.pk, 0, "Name the place."),
        ("submitted", editor.pk, None, 0, ""),
        ("published", reviewer.pk, None, 4, ""),
    ]
    # The history says who as well.
    row = history_of(Event)._base_manager.filter(pgh_obj_id=event.pk).latest("pgh_id")
    assert (row.pgh_context.metadata["user"], row.pgh_context.metadata["review"]) == (reviewer.pk, "published")


@pytest.mark.parametrize(
    ("rows", "state", "words"), [(0, "draft", "1 record became"), (2, "published", "4 records became")]
)
def test_what_publishing_says_is_the_number_that_its_preview_named(as_, reviewer, rows, state, words):
    """Rows that are published already become public with their event, and a draft that it names goes along."""
    event = make.event(publication="draft", place=make.place(publication="draft") if rows else None)
    for _ in range(rows):
        make.participation(event=event, publication=state)
    client = as_(reviewer)
    form = client.get(reverse("admin:review_publish"), {"unit": f"event:{event.pk}"})
    plan = form.context["plan"]
    assert f"What the public will see ({words.split()[0]})" in form.content.decode()
    values = {"unit": f"event:{event.pk}", "fingerprint": plan.fingerprint, "along": [n.key for n in plan.named]}
    answer = client.post(reverse("admin:review_publish"), values, follow=True)
    assert f"{words} public." in answer.content.decode()


def test_each_step_is_refused_where_it_makes_no_sense(editor, reviewer):
    event = make.event(publication="draft")
    with pytest.raises(steps.ReviewRejected, match="not submitted"):
        steps.give_back(Event, event.pk, reviewer, "why")
    steps.submit(Event, event.pk, editor)
    with pytest.raises(steps.ReviewRejected, match="already been submitted"):
        steps.submit(Event, event.pk, editor)
    steps.take_back(Event, event.pk, editor)
    publish(reviewer, event)
    with pytest.raises(steps.ReviewRejected, match="nothing to submit"):
        steps.submit(Event, event.pk, editor)
    with pytest.raises(steps.ReviewRejected, match="already public"):
        publish(reviewer, event)
    event.delete()
    with pytest.raises(steps.ReviewRejected, match="no longer"):
        steps.submit(Event, event.pk or 0, editor)


@pytest.mark.parametrize("what", ["a row", "a holder", "a further row"])
def test_what_was_changed_since_the_preview_is_looked_at_again(as_, reviewer, what):
    event = draft_event()
    position = Position.objects.get()
    client = as_(reviewer)
    url = reverse("admin:review_publish")
    seen = client.get(url, {"unit": f"event:{event.pk}"}).context["plan"].fingerprint
    if what == "a row":
        Position.objects.update(summary="Something else.")
    elif what == "a holder":
        position.holders.create(expert=make.expert())
    else:
        make.position(event=event)
    answer = client.post(url, {"unit": f"event:{event.pk}", "fingerprint": seen})
    assert answer.status_code == 409 and "Look at it again" in answer.content.decode() and state(event) == "draft"


def test_only_reviewers_publish_and_return(as_, editor):
    event = make.event(publication="submitted")
    client = as_(editor)
    url = reverse("admin:review_publish")
    seen = publishing.prepare([(Event, event.pk)]).fingerprint
    assert client.get(url, {"unit": f"event:{event.pk}"}).status_code == 403
    assert client.post(url, {"unit": f"event:{event.pk}", "fingerprint": seen}).status_code == 403
    assert client.post(page(event) + "return/", {"comment": "x"}).status_code == 403
    assert state(event) == "submitted" and not Review.objects.exists()
    client = as_(person("Reader"))
    assert client.get(page(event)).status_code == 200
    assert client.post(page(event) + "take-back/").status_code == 403
    assert client.get(reverse("admin:review", args=["event", 10**9])).status_code == 404
    assert client.get(reverse("admin:review", args=["user", 1])).status_code == 404


def test_the_buttons_of_the_form_save_first(as_, editor, reviewer):
    form = FormPage(as_(editor), address(Topic, "add"))
    form.set(name="A topic").send("_submit_review")
    topic = Topic.objects.get()
    assert (topic.name, topic.publication) == ("A topic", "submitted")
    form = FormPage(as_(editor), address(topic))
    form.set(name="A better topic").save()
    topic.refresh_from_db()
    assert (topic.name, topic.publication) == ("A better topic", "submitted"), "editing leaves it submitted"
    form = FormPage(as_(reviewer), address(topic))
    answer = form.set(name="The best topic").send("_publish_review")
    assert answer.url == reverse("admin:review_publish") + f"?unit=topic:{topic.pk}"
    assert Topic.objects.get().name == "The best topic" and state(topic) == "submitted"


# -- what goes with it --------------------------------------------------------------------------


def test_drafts_that_are_named_go_along_as_chosen(as_, reviewer):
    organisation = make.organisation(name="A draft institute", publication="draft")
    appointment = make.appointment(organisation=organisation, publication="draft")
    expert, topic, source = (getattr(make, n)(publication="draft") for n in ("expert", "topic", "source"))
    event = draft_event()
    position = make.position(event=event, holders=[expert], topics=[topic])
    position.citations.create(source=source)
    make.participation([appointment], event=event, expert=appointment.expert)
    other = make.event(publication="draft", name="Another draft")
    make.position(event=event, about=[other])
    plan = publishing.prepare([(Event, event.pk)])
    # The organisation is named by the post only, which is itself a draft.
    assert {(n.model, n.pk) for n in plan.named} == {
        (type(r), r.pk) for r in (organisation, appointment, expert, topic, source)
    }  # fmt: skip
    assert [pk for pk, _, _ in plan.events] == [other.pk]
    shown = as_(reviewer).get(reverse("admin:review_publish"), {"unit": f"event:{event.pk}"}).content.decode()
    assert "A draft institute" in shown and "Another draft" in shown
    publish(reviewer, event, along={(Expert, expert.pk), (Topic, topic.pk)})
    assert [state(r) for r in (expert, topic, source, appointment, organisation, other)] == [
        "published", "published", "draft", "draft", "draft", "draft",
    ]  # fmt: skip
    assert Review.objects.filter(verdict="published").count() == 3
    publish(reviewer, source)
    assert state(source) == "published"


def test_an_event_is_never_published_along(reviewer):
    event, other = draft_event(), make.event(publication="draft")
    make.position(event=event, about=[other])
    publish(reviewer, event, along={(Event, other.pk)})
    assert state(other) == "draft"


def test_links_go_public_with_their_second_end(reviewer):
    one, two, third = make.event(publication="draft"), make.event(publication="draft"), make.event()
    between = make.link(from_event=one, to_event=two, publication="draft")
    out = make.link(from_event=one, to_event=third, publication="draft")
    back = make.link(from_event=third, to_event=one, kind="follows", publication="draft")
    plan = publish(reviewer, one)
    assert (state(between), state(out), state(back)) == ("draft", "published", "published")
    assert len(plan.left) == 1
    publish(reviewer, two)
    assert state(between) == "published"
    # Both at once as well.
    EventLink.objects.update(publication="draft"), Event.objects.update(publication="draft")
    publish(reviewer, one, two)
    assert (state(between), state(out)) == ("published", "draft")


def test_an_experts_posts_go_public_with_both(reviewer):
    expert, institute = make.expert(publication="draft"), make.organisation(publication="draft")
    known = make.appointment(expert=expert, publication="draft")
    new = make.appointment(expert=expert, organisation=institute, publication="draft")
    plan = publishing.prepare([(Expert, expert.pk)])
    assert (Appointment, new.pk) not in plan.named and plan.left == []  # the institute is marked
    publish(reviewer, expert, along=set())
    assert (state(known), state(new), state(institute)) == ("published", "draft", "draft")
    publish(reviewer, institute)
    assert state(new) == "published"


def test_what_is_added_to_a_published_event_is_submitted_and_published_with_it(as_, editor, reviewer):
    event = make.event()
    make.panel(event=event)
    added = make.position(event=event, publication="draft")
    assert steps.submit(Event, event.pk, editor) == 1 and state(event) == "published"
    found = queue.waiting(queue.kinds_for(reviewer)).rows
    assert [(w.model, w.pk, w.own, w.added) for w in found] == [(Event, event.pk, False, 1)]
    assert queue.count(queue.kinds_for(reviewer)) == 1
    steps.give_back(Event, event.pk, reviewer, "Whose words?")
    assert state(added) == "draft" and [r.record for r in queue.returned_to(editor)] == [event.pk]
    steps.submit(Event, event.pk, editor)
    plan = publish(reviewer, event)
    assert state(added) == "published" and plan.number == 1


# -- the queue ----------------------------------------------------------------------------------


def test_the_queue_knows_who_and_when_however_it_was_submitted(as_, editor, reviewer):
    """By a list's action, by a button, by an import, in SQL: the history says it."""
    first, second, third = (make.topic(publication="draft", name=f"Topic {n}") for n in range(3))
    Topic.objects.filter(pk=third.pk).update(publication="submitted")
    as_(editor).post(address(Topic, "changelist"), {"action": "submit", "_selected_action": [second.pk]})
    as_(editor).post(page(first) + "submit/")
    # Editing afterwards changes neither.
    FormPage(as_(reviewer), address(second)).set(name="Topic 1 mended").save()
    # In a test all is one transaction: the moments are set apart here.
    history = history_of(Topic)._base_manager.filter(publication="submitted")
    for topic, when in ((third, "2020"), (second, "2021"), (first, "2019")):
        for row in history.filter(pgh_obj_id=topic.pk).order_by("pgh_id")[:1]:
            history.filter(pgh_id=row.pgh_id).update(pgh_created_at=f"{when}-01-01T12:00Z")
    waiting = as_(reviewer).get(QUEUE).context["waiting"]
    assert [(w.title, w.who, w.at.year) for w in waiting] == [
        ("Topic 0", editor.username, 2019), ("Topic 2", "", 2020), ("Topic 1 mended", editor.username, 2021),
    ]  # fmt: skip
    steps.give_back(Topic, second.pk, reviewer, "Again.")
    assert [r.title for r in queue.returned_to(editor)] == ["Topic 1 mended"]


def test_several_are_published_together(as_, reviewer):
    topics = [make.topic(publication="submitted") for _ in range(3)]
    client = as_(reviewer)
    units = [f"topic:{t.pk}" for t in topics[:2]]
    plan = client.get(reverse("admin:review_publish"), {"unit": units}).context["plan"]
    client.post(reverse("admin:review_publish"), {"unit": units, "fingerprint": plan.fingerprint})
    assert [state(t) for t in topics] == ["published", "published", "submitted"]
    answer = client.get(reverse("admin:review_publish"), follow=True)
    assert "tick the records" in answer.content.decode()
    assert client.get(reverse("admin:review_publish"), {"unit": "topic:x"}).status_code == 404


def test_what_leads_in_from_another_event_is_no_addition_to_this_one(editor, reviewer):
    event, other = make.event(), make.event()
    incoming = make.link(from_event=other, to_event=event, publication="draft")
    with pytest.raises(steps.ReviewRejected, match="nothing to submit"):
        steps.submit(Event, event.pk, editor)
    steps.submit(Event, other.pk, editor)
    found = queue.waiting(queue.kinds_for(reviewer)).rows
    assert [(w.pk, w.added) for w in found] == [(other.pk, 1)]
    with pytest.raises(steps.ReviewRejected, match="not submitted"):
        steps.give_back(Event, event.pk, reviewer, "Not mine.")
    publish(reviewer, event)
    assert state(incoming) == "published", "it hangs on both, and both are public"


def test_publishing_and_approving_many_cost_the_same_as_few(reviewer):
    def cost(number):
        topics = [make.topic(publication="submitted") for _ in range(number)]
        with CaptureQueriesContext(connection) as seen:
            publish(reviewer, *topics)
        return len(seen)

    assert cost(1) == cost(9)
    assert Review.objects.filter(verdict="published").count() == 10


def test_queue_home_page_and_preview_cost_the_same_for_much_as_for_little(as_, reviewer):
    client = as_(reviewer)

    def event():
        one = draft_event()
        Event.objects.filter(pk=one.pk).update(publication="submitted")
        make.position(event=one, holders=[make.expert(publication="draft")], topics=[make.topic(publication="draft")])
        make.link(from_event=one, publication="draft")
        make.panel(event=make.event(), publication="submitted")
        return one

    def cost():
        found = []
        for url in ("/admin/", QUEUE, reverse("admin:review_publish") + f"?unit=event:{first.pk}"):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(url).status_code == 200
            found.append(len(seen))
        return found

    first = event()
    cost()
    little = cost()
    for _ in range(6):
        event()
        make.position(event=first, holders=[make.expert(publication="draft")])
        make.participation(event=first, expert=make.expert(publication="draft"), publication="draft")
    assert cost() == little and little[1] <= 15
    assert client.get(QUEUE).context["waiting"][0].hangs > 0


@pytest.mark.django_db
def test_reviewers_see_the_content_that_they_judge(client):
    vera, topic = make.expert(name="Vera Novikova"), make.topic(name="Seas")
    event = make.event(name="Discussion", date="2021-06-16", summary="They met.", publication="submitted")
    make.participation(event=event, expert=vera, role="speaker", billing="Director")
    said = make.position(event=event, summary="A thing is so.", verb="noted", holders=[vera], topics=[topic], order=1)
    said.citations.create(source=make.source(title="Report"), paragraph=4, sentence=2)
    event.citations.create(source=make.source(title="Minutes"), field="date", value="June 16")
    client.force_login(person("Reviewer"))
    text = " ".join(strip_tags(client.get(page(event)).content.decode()).split())
    for words in (
        "They met.", "16 June 2021", "Vera Novikova, speaker, Director", "1. Vera Novikova noted: A thing is so.",
        "4.2 · ", "Seas", "Minutes", "June 16",
    ):  # fmt: skip
        assert words in text, words
