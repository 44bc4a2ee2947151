"""Taking a passage or the former texts of a field out of the history for good."""

import re

import pytest
from django.urls import reverse

from desk.history import redact
from desk.kinds import KINDS
from desk.merge.engine import merge
from desk.merge.undo import undo
from desk.models import Merge, Redaction
from desk.site import DeskSite
from experts.models import Expert, ExpertName
from lib.history import history_of, tracked_tables
from lib.revive import NotPossible
from summits.models import Event, Position
from tests import factories as make
from tests.desk.pages import address

pytestmark = pytest.mark.django_db
SECRET = "informed on his neighbours"


def admin_of(model):
    from django.contrib import admin

    assert isinstance(admin.site._wrapped if hasattr(admin.site, "_wrapped") else admin.site, DeskSite)
    return admin.site.get_model_admin(model)


def url(record):
    opts = record._meta
    return reverse("admin:redact", args=[opts.app_label, opts.model_name, record.pk])


def history_url(record):
    return address(record).replace("/change/", "/history/")


def everything():
    """All that any history table and any log of a merge says, as one text."""
    rows = [repr(list(history.objects.values())) for _, history in tracked_tables().values()]
    return " ".join([*rows, repr(list(Merge.objects.values()))])


def changed(record, **fields):
    type(record).objects.filter(pk=record.pk).update(**fields)


@pytest.fixture
def expert(db):
    """An expert whose notes held a passage once, and do not now; his post's note and a billing held it too."""
    person = make.expert(name="Ivan Petrov", notes=f"They say that he {SECRET}.\r\nBorn in Kiev.")
    changed(person, notes="Born in Kiev.")
    post = make.appointment(expert=person, note=f"until he {SECRET}")
    changed(post, note="")
    return person


def send(client, record, **fields):
    """Look, then agree, as a browser does; the answer to the agreement."""
    seen = client.post(url(record), {"look": "1", **fields}).content.decode()
    mark = re.search(r'name="agreed" value="([^"]+)"', seen)
    return seen, client.post(url(record), {"redact": "1", "agreed": mark[1] if mark else "", **fields})


def test_a_passage_is_gone_everywhere_with_who_when_and_why_on_record(client, as_, reviewer, expert):
    assert everything().count(SECRET) == 2
    desk = as_(reviewer)
    assert url(expert) in desk.get(history_url(expert)).content.decode()
    seen, done = send(desk, expert, passage=SECRET, why="A rumour about a living person.")
    assert "2 texts of the history will change" in seen
    assert done.status_code == 302 and done["Location"] == history_url(expert)
    assert SECRET not in everything() and everything().count(redact.MARK) == 2
    made = Redaction.objects.get()
    assert (made.by, made.why, made.kind, made.record) == (
        reviewer,
        "A rumour about a living person.",
        "expert",
        expert.pk,
    )
    assert made.at is not None and made.places == 2
    assert SECRET not in f"{made.what} {made.why}" and "notes" in made.what
    page = desk.get(history_url(expert)).content.decode()
    assert (
        SECRET not in page
        and redact.MARK in page
        and "A rumour about a living person." in page
        and str(reviewer) in page
    )
    # All else of these texts is still there, and so is the record.
    assert f"They say that he {redact.MARK}" in page and "Born in Kiev." in page
    assert Expert.objects.get().notes == "Born in Kiev."


def test_as_of_shows_the_mark(client, as_, reviewer, expert):
    history_of(Expert).objects.filter(pgh_label="insert").update(pgh_created_at="2020-01-01T12:00Z")
    history_of(Expert).objects.filter(pgh_label="update").update(pgh_created_at="2020-01-03T12:00Z")
    past = f"/api/v1/experts/{expert.slug}/?as_of=2020-01-02"
    assert SECRET in client.get(past).json()["notes"]
    redact.redact(admin_of(Expert), expert.pk, reviewer, "Rumour.", SECRET)
    assert client.get(past).json()["notes"] == f"They say that he {redact.MARK}.\r\nBorn in Kiev."


def test_all_former_texts_of_a_field_go_and_what_it_says_now_stays(reviewer):
    event = make.event(name="First name", summary="First summary.")
    changed(event, summary="Second summary.")
    changed(event, summary="What it says now.")
    made = redact.redact(admin_of(Event), event.pk, reviewer, "Wrong.", only="summits.event.summary")
    texts = set(history_of(Event).objects.values_list("summary", flat=True))
    assert texts == {redact.MARK, "What it says now."}
    assert set(history_of(Event).objects.values_list("name", flat=True)) == {"First name"}
    assert made.what == "all former texts in event: summary"


def test_what_the_record_still_says_is_refused_with_a_sentence(client, as_, reviewer, expert):
    changed(expert, notes=f"It is untrue that he {SECRET}.")
    seen, done = send(as_(reviewer), expert, passage=SECRET, why="Rumour.")
    assert "is still on record" in seen and "expert “Ivan Petrov”" in seen
    assert done.status_code == 409 and "It is still on record" in done.content.decode()
    assert SECRET in everything() and not Redaction.objects.exists()


def test_a_passage_over_several_lines_is_found_however_its_lines_end(reviewer):
    texts = "one line\nand another", "one line\r\nand another"
    for text in texts:
        event = make.event(summary=text)
        changed(event, summary="")
        redact.redact(admin_of(Event), event.pk, reviewer, "Wrong.", texts[0])
    assert "and another" not in everything()


def test_the_search_key_of_a_name_goes_with_it(reviewer):
    person = make.expert(name="Known")
    alias = ExpertName.objects.create(record=person, text="Тайный Агент")
    key = alias.key
    alias.delete()
    assert key and key in everything()
    redact.redact(admin_of(Expert), person.pk, reviewer, "Wrong.", "Тайный Агент")
    assert key not in everything() and "Тайный" not in everything()


def test_rows_that_hang_on_an_event_and_deleted_records_are_redacted_too(client, as_, reviewer):
    event = make.event()
    said = make.position(event=event, summary=f"He {SECRET}.")
    Position.objects.filter(pk=said.pk).delete()
    pk = event.pk
    event.delete()
    event.pk = pk
    _, done = send(as_(reviewer), event, passage=SECRET, why="Rumour.")
    assert done.status_code == 302 and SECRET not in everything()


def test_an_undone_merge_does_not_bring_it_back(reviewer):
    kept, absorbed = make.expert(name="Ivan Petrov"), make.expert(name="I. Petrov", notes=f"He {SECRET}.")
    merge(KINDS["expert"], kept.pk, absorbed.pk, choices={"notes": "survivor"})
    pk = absorbed.pk
    redact.redact(admin_of(Expert), pk, reviewer, "Rumour.", SECRET)
    assert SECRET not in everything()
    undo(Merge.objects.get().pk)
    assert Expert.objects.get(pk=pk).notes == f"He {redact.MARK}."


def test_a_redacted_text_cannot_be_taken_back_into_the_record(client, as_, reviewer, expert):
    redact.redact(admin_of(Expert), expert.pk, reviewer, "Rumour.", SECRET)
    change = history_of(Expert).objects.filter(pgh_label="update").latest("pgh_id")
    answer = as_(reviewer).get(reverse("admin:revert", args=["experts", "expert", change.pgh_id]))
    assert "was redacted" in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"passage": "", "field": ""}, "Give the passage"),
        ({"passage": "ab"}, "too short"),
        ({"passage": "[redacted]"}, "the mark"),
        ({"passage": "nowhere to be found"}, "nowhere in this history"),
        ({"passage": SECRET, "why": ""}, "required"),
        ({"passage": SECRET, "why": f"He {SECRET}"}, "repeats the passage"),
        ({"passage": SECRET, "field": "experts.expert.publication"}, "Select a valid choice"),
        ({"passage": SECRET, "agreed": "0-0"}, "Look at it again"),
    ],
)
def test_what_is_refused_changes_nothing(client, as_, reviewer, expert, fields, words):
    before = everything()
    answer = as_(reviewer).post(url(expert), {"redact": "1", "agreed": "1-1", "why": "Wrong.", **fields})
    assert words in answer.content.decode()
    assert everything() == before and not Redaction.objects.exists()


def test_a_failure_leaves_all_as_it_was(reviewer, expert, monkeypatch):
    before = everything()
    monkeypatch.setattr(Redaction, "save", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        redact.redact(admin_of(Expert), expert.pk, reviewer, "Rumour.", SECRET)
    assert everything() == before


def test_the_reason_is_asked_for_by_the_database(reviewer, expert):
    with pytest.raises(Exception, match="why"):
        redact.redact(admin_of(Expert), expert.pk, reviewer, "", SECRET)
    assert SECRET in everything()
    with pytest.raises(NotPossible):
        redact.redact(admin_of(Expert), expert.pk, reviewer, "Rumour.", "nothing of the kind")


def test_addresses_of_nothing_are_not_found_and_others_may_not(client, as_, reviewer, editor, expert):
    missing = reverse("admin:redact", args=["experts", "expert", 999_999])
    assert as_(reviewer).get(missing).status_code == 404
    assert as_(reviewer).get(reverse("admin:redact", args=["experts", "expertname", 1])).status_code == 404
    assert as_(editor).get(url(expert)).status_code == 403
    assert url(expert) not in as_(editor).get(history_url(expert)).content.decode()
