"""Merging, case by case: what moves, what collides, what is refused, and what an undo will not overwrite."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.merge.engine import MergeRejected, merge, preview
from desk.merge.undo import undo
from desk.models import DuplicateDismissal, Merge
from experts.models import Expert, ExpertCitation, ExpertIdentifier, ExpertName
from summits import models as s
from tests import factories as make
from tests.desk.mergepairs import EVENT, EXPERT, ORGANISATION, PLACE, SOURCE, TOPIC, two

pytestmark = pytest.mark.django_db


def one_step(steps, op, model):
    found = [step for step in steps if step["op"] == op and step["model"] == model]
    assert len(found) == 1, found
    return found[0]


def test_name_becomes_a_variant_and_identifiers_move():
    kept, gone = two()
    ExpertIdentifier.objects.create(record=gone, scheme="hsg", value="lukianov-f")
    ExpertName.objects.create(record=gone, text="Лукьянов", language="ru")
    merge(EXPERT, kept.pk, gone.pk)
    assert set(kept.names.values_list("text", "kind")) == {("Лукьянов", "variant"), ("Fedor Lukianov", "variant")}
    assert Expert.objects.named("Fedor Lukianov").get() == kept
    assert kept.identifiers.get().value == "lukianov-f"


def test_concurrent_posts_stay_and_the_same_post_is_kept_once_with_all_its_sources():
    kept, gone = two()
    office, other = make.organisation(), make.organisation()
    mine = make.appointment(expert=kept, organisation=office, post="Editor", start="2002", end="..")
    same = make.appointment(expert=gone, organisation=office, post="Editor", start="2002", end="..", note="by decree")
    make.appointment(expert=gone, organisation=other, post="Chairman", start="2012", end="..")
    at = make.event()
    there = make.participation([same], event=at, expert=gone, role="moderator", billing="Editor")
    source = make.source()
    same.citations.create(source=source, paragraph=2)
    result = merge(EXPERT, kept.pk, gone.pk)
    assert sorted(kept.appointments.values_list("post", flat=True)) == ["Chairman", "Editor"]
    mine.refresh_from_db()
    assert mine.note == "by decree", "what the post that stays does not say is taken over"
    assert mine.citations.get().source == source
    assert s.ParticipationAppointment.objects.get(participation=there).appointment == mine
    step = one_step(result.steps, "delete", "experts.Appointment")
    assert step["kept_id"] == mine.pk and step["row"]["note"] == "by decree" and step["why"]


def test_a_collision_tells_what_differs_and_keeps_the_published_row():
    kept, gone = two()
    at = make.event()
    mine = make.participation(event=at, expert=kept, role="speaker", billing="Analyst", publication="draft")
    theirs = make.participation(event=at, expert=gone, role="speaker", billing="Editor", name_as_printed="F. L.")
    result = merge(EXPERT, kept.pk, gone.pk)
    step = one_step(result.steps, "delete", "summits.Participation")
    assert (step["id"], step["kept_id"]) == (mine.pk, theirs.pk)
    assert {"field": "billing", "kept": "Editor", "logged": "Analyst"} in step["differs"]
    assert s.Participation.objects.get(event=at).expert == kept


@pytest.mark.parametrize(
    ("choice", "name", "variant"),
    [("survivor", "Fyodor Lukyanov", "Fedor Lukianov"), ("absorbed", "Fedor Lukianov", "Fyodor Lukyanov")],
)
def test_fields_are_settled_one_by_one(choice, name, variant):
    kept, gone = two(born="1967", notes="Mine.")
    Expert.objects.filter(pk=gone.pk).update(born="1966", died="2024", notes="Theirs.")
    merge(EXPERT, kept.pk, gone.pk, choices={"name": choice, "notes": "both"})
    kept.refresh_from_db()
    assert (kept.name, kept.names.get().text) == (name, variant)
    assert kept.name_key == name.lower()
    assert (str(kept.born), str(kept.died)) == ("1967", "2024"), "empty fields are filled, others stay"
    assert kept.notes == "Mine.\n\nTheirs."


def test_values_that_do_not_fit_are_refused_at_their_fields_and_the_preview_offers_what_does():
    kept, gone = two(died="1950")
    Expert.objects.filter(pk=gone.pk).update(born="1960")
    with pytest.raises(MergeRejected) as refused:
        merge(EXPERT, kept.pk, gone.pk, choices={"born": "absorbed"})
    assert "died" in refused.value.errors
    assert Expert.objects.count() == 2
    shown = preview(EXPERT, kept.pk, gone.pk)
    assert shown.refused is None
    assert {c.name: c.chosen for c in shown.choices}["born"] == "survivor"


@pytest.mark.parametrize(("mine", "theirs"), [("draft", "published"), ("published", "draft")])
def test_what_is_public_stays_public_unless_somebody_chooses_otherwise(mine, theirs):
    kept, gone = make.expert(publication=mine), make.expert(publication=theirs)
    [choice] = [c for c in preview(EXPERT, kept.pk, gone.pk).choices if c.name == "publication"]
    assert choice.value == "published"
    merge(EXPERT, kept.pk, gone.pk)
    assert Expert.objects.get().publication == "published"


def test_a_choice_that_is_not_open_is_refused():
    kept, gone = two()
    with pytest.raises(MergeRejected, match="not one of the choices"):
        merge(EXPERT, kept.pk, gone.pk, choices={"name": "both"})


def test_the_preview_changes_nothing_and_says_what_the_merge_does():
    kept, gone = two()
    make.participation(expert=gone)
    shown = preview(EXPERT, kept.pk, gone.pk)
    assert Expert.objects.count() == 2 and not Merge.objects.exists()
    done = merge(EXPERT, kept.pk, gone.pk, expected=shown.fingerprint)
    told = [(x["op"], x["model"], x.get("rows")) for x in shown.steps]
    assert told == [(x["op"], x["model"], x.get("rows")) for x in done.steps]


def test_a_preview_that_is_out_of_date_is_refused():
    kept, gone = two()
    shown = preview(EXPERT, kept.pk, gone.pk)
    make.participation(expert=gone)
    with pytest.raises(MergeRejected, match="changed since this preview"):
        merge(EXPERT, kept.pk, gone.pk, expected=shown.fingerprint)
    assert Expert.objects.count() == 2


@pytest.mark.parametrize("whose", ["moved", "removed", "kept", "hanging"])
def test_a_preview_is_out_of_date_once_anything_in_its_rows_was_changed(whose):
    kept, gone = two()
    at, office = make.event(), make.organisation()
    moved = make.participation(event=at, expert=gone, role="moderator")
    stays = make.appointment(expert=kept, organisation=office, post="Editor", start="2002", end="..")
    goes = make.appointment(expert=gone, organisation=office, post="Editor", start="2002", end="..")
    cited = goes.citations.create(source=make.source(), paragraph=2)
    shown = preview(EXPERT, kept.pk, gone.pk)
    assert one_step(shown.steps, "delete", "experts.Appointment")["id"] == goes.pk
    row, change = {
        "moved": (moved, {"billing": "Chairman"}), "removed": (goes, {"note": "by decree"}),
        "kept": (stays, {"note": "by decree"}), "hanging": (cited, {"paragraph": 3}),
    }[whose]  # fmt: skip
    type(row)._base_manager.filter(pk=row.pk).update(**change)
    with pytest.raises(MergeRejected, match="changed since this preview"):
        merge(EXPERT, kept.pk, gone.pk, expected=shown.fingerprint)
    merge(EXPERT, kept.pk, gone.pk, expected=preview(EXPERT, kept.pk, gone.pk).fingerprint)


def test_a_record_is_not_merged_with_itself_nor_twice():
    kept, gone = two()
    with pytest.raises(MergeRejected, match="This is the same expert"):
        merge(EXPERT, kept.pk, kept.pk)
    merge(EXPERT, kept.pk, gone.pk)
    with pytest.raises(MergeRejected, match="was merged into “Fyodor Lukyanov”"):
        merge(EXPERT, kept.pk, gone.pk)


def test_links_between_the_two_go_to_the_log_with_their_sources():
    kept, gone, third = (make.event(name=name) for name in ("Geneva", "Genf", "Helsinki"))
    tie = make.link(kept, gone, "follows")
    tie.citations.create(source=make.source())
    make.link(gone, third, "follows")
    result = merge(EVENT, kept.pk, gone.pk)
    assert list(s.EventLink.objects.values_list("from_event", "to_event")) == [(kept.pk, third.pk)]
    assert one_step(result.steps, "delete", "summits.EventLink")["row"]["public_id"] == tie.public_id
    assert one_step(result.steps, "delete", "summits.LinkCitation")
    undo(result.merge.pk)
    assert s.EventLink.objects.get(pk=tie.pk).citations.count() == 1


def test_parallel_links_in_either_direction_count_once():
    kept, gone, third = make.event(), make.event(), make.event()
    make.link(kept, third, "parallel_to")
    make.link(third, gone, "parallel_to")
    merge(EVENT, kept.pk, gone.pk)
    assert s.EventLink.objects.count() == 1


def test_panels_are_numbered_on():
    kept, gone = make.event(), make.event()
    for one, titles in ((kept, ["a", "b"]), (gone, ["c", "d", "e"])):
        for title in titles:
            make.panel(event=one, title=title)
    made = merge(EVENT, kept.pk, gone.pk).merge
    assert list(kept.panels.values_list("number", "title")) == [(1, "a"), (2, "b"), (3, "e"), (4, "c"), (5, "d")]
    undo(made.pk)
    assert list(gone.panels.values_list("number", "title")) == [(1, "c"), (2, "d"), (3, "e")]


def test_an_event_that_would_be_part_of_itself_is_refused():
    whole, middle, part = (make.event(name=name) for name in ("Whole", "Middle", "Part"))
    make.link(part, middle, "part_of")
    make.link(middle, whole, "part_of")
    with pytest.raises(MergeRejected, match="part of itself: .*Part.*Middle.*Whole"):
        merge(EVENT, whole.pk, part.pk)


def test_positions_about_both_are_about_the_one():
    kept, gone = make.event(date="2021-06-16"), make.event(date="2021-06")
    said = make.position(event=gone, about=[kept, gone])
    made = merge(EVENT, kept.pk, gone.pk).merge
    said.refresh_from_db()
    assert (said.event, list(said.about_events.all())) == (kept, [kept])
    assert str(said.effective_date) == "2021-06-16"
    undo(made.pk)
    said.refresh_from_db()
    assert str(said.effective_date) == "2021-06" and said.about_events.count() == 2


def test_a_topic_takes_the_place_of_one_that_it_stood_in():
    root = make.topic(name="Security")
    gone = make.topic(name="Arms", broader=root)
    kept = make.topic(name="Arms control", broader=gone)
    child = make.topic(name="Bombs", broader=gone)
    made = merge(TOPIC, kept.pk, gone.pk).merge
    kept.refresh_from_db(), child.refresh_from_db()
    assert (kept.broader, child.broader) == (root, kept)
    assert child.path == f"/{root.pk}/{kept.pk}/{child.pk}/"
    undo(made.pk)
    child.refresh_from_db()
    assert child.path == f"/{root.pk}/{gone.pk}/{child.pk}/"


def test_a_tree_that_would_bite_its_tail_is_refused():
    gone = make.topic(name="A")
    middle = make.topic(name="B", broader=gone)
    kept = make.topic(name="C", broader=middle)
    with pytest.raises(MergeRejected, match="inside itself .*“B”") as refused:
        merge(TOPIC, kept.pk, gone.pk)
    assert "broader" in refused.value.errors
    merge(TOPIC, kept.pk, gone.pk, choices={"broader": "absorbed"})
    middle.refresh_from_db(), kept.refresh_from_db()
    assert (kept.broader, middle.broader) == (None, kept)


def test_a_country_stays_one_while_places_lie_in_it():
    land = make.country(name="Genf land")
    city = make.place(name="Genf", country=land)
    other = make.place(name="Geneva")
    with pytest.raises(MergeRejected, match="as their country, such as “Genf"):
        merge(PLACE, other.pk, land.pk)
    assert other.places_in_country.count() == 0 and city.country == land


def test_the_title_of_an_absorbed_source_stays_in_the_notes():
    kept, gone = make.source(title="Report", notes="Old."), make.source(title="The report")
    who = make.expert()
    ExpertCitation.objects.create(record=who, source=kept, paragraph=1)
    ExpertCitation.objects.create(record=who, source=gone, paragraph=1)
    merge(SOURCE, kept.pk, gone.pk)
    kept.refresh_from_db()
    assert kept.notes == "Old.\nAlso on record as “The report”."
    assert who.citations.get().source == kept


def test_decisions_about_the_absorbed_are_carried_over(django_user_model):
    kept, gone = two()
    other = make.expert()
    by = django_user_model.objects.create_user("ann")
    for pair in ((kept, gone), (gone, other)):
        DuplicateDismissal.objects.create(
            **DuplicateDismissal.pair("expert", pair[0].pk, pair[1].pk), why="born later", by=by
        )
    before = set(DuplicateDismissal.objects.values_list("pk", "why", "at", "first", "second"))
    made = merge(EXPERT, kept.pk, gone.pk).merge
    assert [(d.ids, d.why, d.by) for d in DuplicateDismissal.objects.all()] == [((kept.pk, other.pk), "born later", by)]
    undo(made.pk)
    assert set(DuplicateDismissal.objects.values_list("pk", "why", "at", "first", "second")) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("crossed", [True, False])
def test_two_people_merge_at_once(crossed):
    """Into each other, or the same twice: one of the two is done, the other refused in words."""
    kept, gone = two()
    pairs = [(kept.pk, gone.pk), (gone.pk, kept.pk) if crossed else (kept.pk, gone.pk)]
    start, said = threading.Barrier(2), []

    def work(survivor, absorbed):
        try:
            start.wait(timeout=120)
            merge(EXPERT, survivor, absorbed)
            said.append("done")
        except MergeRejected as refused:
            said.append(refused.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert len(said) == 2 and said.count("done") == 1
    assert "no longer on record: it was merged into" in next(words for words in said if words != "done")
    assert Expert.objects.count() == 1 and Merge.objects.count() == 1


def test_the_number_of_statements_does_not_grow_with_the_rows():
    def statements(rows):
        kept, gone = make.expert(), make.expert()
        for _ in range(rows):
            at, office = make.event(), make.organisation()
            for one in (kept, gone):
                post = make.appointment(expert=one, organisation=office)
                make.participation([post], event=at, expert=one).citations.create(source=make.source())
            make.position(holders=[kept, gone], endorsers=[gone])
        with CaptureQueriesContext(connection) as merging:
            made = merge(EXPERT, kept.pk, gone.pk).merge
        with CaptureQueriesContext(connection) as undoing:
            undo(made.pk)
        return len(merging), len(undoing)

    assert statements(2) == statements(9)


def test_a_state_does_not_become_its_own_predecessor():
    gone = make.organisation(name="A")
    middle = make.organisation(name="B", predecessor=gone)
    kept = make.organisation(name="C", predecessor=middle)
    with pytest.raises(MergeRejected, match="its own predecessor .*“B”") as refused:
        merge(ORGANISATION, kept.pk, gone.pk)
    assert "predecessor" in refused.value.errors
    merge(ORGANISATION, kept.pk, gone.pk, choices={"predecessor": "absorbed"})
    middle.refresh_from_db(), kept.refresh_from_db()
    assert (kept.predecessor, middle.predecessor) == (None, kept)


def test_a_state_takes_the_place_of_its_predecessor():
    empire = make.organisation(name="Empire")
    gone = make.organisation(name="Union", predecessor=empire)
    kept = make.organisation(name="Federation", predecessor=gone)
    made = merge(ORGANISATION, kept.pk, gone.pk).merge
    kept.refresh_from_db()
    assert kept.predecessor == empire
    undo(made.pk)
    kept.refresh_from_db()
    assert kept.predecessor == gone
