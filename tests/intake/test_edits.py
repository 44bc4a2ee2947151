"""What people did since the last load is kept and reported; what only the file changed is taken over."""

import pghistory.models
import pytest
from django.db import connection

from experts.models import Expert, Organisation
from intake.models import LoadedRecord
from intake.records import BrokenRecords, load
from intake.records.report import ABSENT, BOTH, DELETED, EDITED, EXISTING, LEFT_OUT, MERGED
from sources.models import Place
from summits.models import Event, EventTopic, Position
from tests.intake.conftest import WORLD
from topics.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(world):
    """The world, loaded once; a function that loads it again with some text replaced."""
    load([world])

    def again(*replaced, dry_run=False):
        text = WORLD
        for old, new in replaced:
            assert text.count(old) == 1
            text = text.replace(old, new)
        world.write_text(text, encoding="utf-8")
        return load([world], dry_run=dry_run)

    return again


def told(report):
    return [(d.why, d.kind, d.record, d.key, d.in_file, d.here) for d in report.differences]


def test_edited_here_and_not_in_the_file(loaded, everything):
    Event.objects.filter(slug="gale").update(name="The great gale")
    before = everything()
    report = loaded()
    assert told(report) == [(EDITED, "events", "gale", "name", "The gale", "The great gale")]
    assert report.counts["events"]["kept"] == 1
    assert everything() == before


def test_changed_in_the_file_only(loaded):
    report = loaded(("The gale", "The storm"), ("2000~", "2000-11"))
    assert report.counts["events"]["updated"] == 1 and report.differences == []
    gale = Event.objects.get(slug="gale")
    assert (gale.name, gale.name_key, str(gale.date)) == ("The storm", "the storm", "2000-11")
    history = pghistory.models.Events.objects.tracks(gale)
    assert [row.pgh_label for row in history.order_by("pgh_id")] == ["insert", "update"]
    assert loaded(("The gale", "The storm"), ("2000~", "2000-11")).total("updated") == 0


def test_one_field_edited_here_and_another_changed_in_the_file(loaded):
    Event.objects.filter(slug="gale").update(name="The great gale")
    report = loaded(("2000~", "2000-11"))
    assert told(report) == [(EDITED, "events", "gale", "name", "The gale", "The great gale")]
    gale = Event.objects.get(slug="gale")
    assert (gale.name, str(gale.date)) == ("The great gale", "2000-11")


def test_changed_on_both_sides(loaded, everything):
    Event.objects.filter(slug="gale").update(name="The great gale")
    before = everything()
    report = loaded(("The gale", "The storm"))
    assert told(report) == [(BOTH, "events", "gale", "name", "The storm", "The great gale")]
    assert everything() == before
    # Still open the next time, and settled when both say the same.
    assert loaded(("The gale", "The storm")).differences == report.differences
    assert loaded(("The gale", "The great gale")).differences == []
    assert loaded(("The gale", "The calm")).counts["events"]["updated"] == 1


def test_a_list_edited_here(loaded, everything):
    EventTopic.objects.filter(event__slug="fish-talks", topic__slug="ice").delete()
    before = everything()
    report = loaded()
    assert [(d.why, d.key, str(d).splitlines()[1:]) for d in report.differences] == [
        (EDITED, "topics", ["    file: topic ice; topic sea", "    here: topic sea"])
    ]
    assert everything() == before


def test_a_list_changed_in_the_file_touches_only_what_differs(loaded):
    sea = EventTopic.objects.get(event__slug="fish-talks", topic__slug="sea").pk
    report = loaded(
        ("topics: [ice, sea]", "topics: [nets, sea]"), ("- {slug: sea,", "- {slug: nets, name: Nets}\n- {slug: sea,")
    )
    assert (report.counts["events"]["updated"], report.counts["topics"]["created"]) == (1, 1)
    rows = EventTopic.objects.filter(event__slug="fish-talks").order_by("topic__slug")
    assert [row.topic.slug for row in rows] == ["nets", "sea"]
    assert rows[1].pk == sea


def test_the_order_within_a_list_is_no_change(loaded, everything):
    before = everything()
    assert loaded(("topics: [ice, sea]", "topics: [sea, ice]")).total("updated") == 0
    assert {k: v for k, v in everything().items() if k != "intake_loadedrecord"} == {
        k: v for k, v in before.items() if k != "intake_loadedrecord"
    }


IDENTIFIER = '  identifiers: [{scheme: orcid, value: "0000-0002-1825-0097"}]\n'


def test_an_identifier_that_moves_from_one_record_to_another(loaded):
    report = loaded((IDENTIFIER, ""), ("experts:\n", f'experts:\n- slug: a-berg\n  name: "A. Berg"\n{IDENTIFIER}'))
    assert (report.counts["experts"]["updated"], report.counts["experts"]["created"]) == (1, 1)
    assert Expert.objects.get(slug="a-berg").identifiers.get().value == "0000-0002-1825-0097"
    assert not Expert.objects.get(slug="ada-berg").identifiers.exists()


def test_deleted_here(loaded, everything):
    Position.objects.get(public_id="pos-question").delete()
    before = everything()
    report = loaded()
    assert told(report) == [
        # The answer lost what it replied to, and that counts as edited here.
        (EDITED, "positions", "pos-answer", "in_reply_to", "pos-question", None),
        (DELETED, "positions", "pos-question", "", None, None),
    ]
    assert report.counts["positions"]["deleted here"] == 1
    assert everything() == before


def test_what_would_hang_on_a_deleted_record_is_left_out(loaded, everything):
    Event.objects.get(slug="fish-talks").delete()
    before = everything()
    report = loaded(("panels:\n", "panels:\n- {id: boats, event: fish-talks, title: Boats, number: 2}\n"))
    assert (LEFT_OUT, "panels", "boats", "event", "fish-talks", None) in told(report)
    assert {d.record for d in report.differences if d.why == DELETED} == {
        "fish-talks",
        "fish-panel",
        "part-berg",
        "pos-answer",
        "pos-question",
        "out-nets",
        "link-gale",
    }
    assert report.counts["panels"]["left out"] == 1
    assert everything() == before


def test_a_deleted_record_that_was_never_loaded_stays_deleted(file, everything):
    Expert.objects.create(slug="bo-dahl", name="Bo Dahl").delete()
    before = everything()
    report = load([file("experts:\n- {slug: bo-dahl, name: Bo Dahl}\n")])
    assert told(report) == [(DELETED, "experts", "bo-dahl", "", None, None)]
    assert everything() == before


def test_here_before_and_equal_is_taken_as_loaded(file):
    expert = Expert.objects.create(slug="bo-dahl", name="Bo Dahl")
    report = load([file("experts:\n- {slug: bo-dahl, name: Bo Dahl}\n")])
    assert report.counts["experts"]["unchanged"] == 1 and report.differences == []
    assert LoadedRecord.objects.get().public_id == expert.public_id
    assert load([file("experts:\n- {slug: bo-dahl, name: Bo G. Dahl}\n")]).counts["experts"]["updated"] == 1


def test_here_before_and_different_is_left_alone(file, everything):
    Expert.objects.create(slug="bo-dahl", name="Bo Dahl", born="1950")
    before = everything()
    report = load([file("experts:\n- {slug: bo-dahl, name: Bo G. Dahl, names: [{text: Dahl}]}\n")])
    assert [(why, key, here) for why, _, _, key, _, here in told(report)] == [
        (EXISTING, "name", "Bo Dahl"),
        (EXISTING, "born", "1950"),
        (EXISTING, "names", []),
    ]
    assert everything() == before


def test_renamed_here(loaded, everything):
    place = Place.objects.get(slug="harbour")
    place.slug = "old-harbour"
    place.save()
    before = everything()
    report = loaded()
    # Its own slug differs; what refers to it does not count as changed.
    assert told(report) == [(EDITED, "places", "harbour", "slug", "harbour", "old-harbour")]
    assert everything() == before


def test_an_address_that_leads_to_another_record_now(loaded, everything):
    survivor, gone = Topic.objects.get(slug="sea"), Topic.objects.get(slug="ice")
    EventTopic.objects.filter(topic=gone).delete()
    gone.delete()
    with connection.cursor() as cursor:  # as a merge leaves it
        cursor.execute("UPDATE topics_formertopicslug SET record_id = %s WHERE slug = 'ice'", [survivor.pk])
    before = everything()
    assert (MERGED, "topics", "ice", "slug", "ice", "sea") in told(loaded())
    assert everything() == before


def test_no_longer_in_its_file(loaded, everything):
    before = everything()
    report = loaded(("links:\n- {id: link-gale, from: fish-talks, to: gale, kind: discusses}\n", ""))
    assert told(report) == [(ABSENT, "links", "link-gale", "", None, None)]
    assert everything() == before


def test_moved_to_another_file(loaded, file):
    link = "links:\n- {id: link-gale, from: fish-talks, to: gale, kind: discusses}\n"
    assert load([file(link)]).differences == []
    assert loaded((link, "")).differences == []


def test_an_update_passes_the_models_rules_too(loaded, everything):
    before = everything()
    with pytest.raises(BrokenRecords, match=r"world\.yaml:\d+: topics sea, broader: The sea would lie inside itself"):
        loaded(('name: "The sea"}', 'name: "The sea", broader: ice}'))
    assert everything() == before


def test_rows_that_stay_must_agree_with_the_changed_record(loaded):
    answer = Position.objects.get(public_id="pos-answer")
    answer.holders.create(organisation=Organisation.objects.get(slug="council"))  # edited here: kept
    with pytest.raises(BrokenRecords, match="positions pos-answer, holders: An unattributed position has no holders"):
        loaded(
            ('  holders: [{expert: ada-berg, name_as_printed: "A. Berg"}]\n', ""),
            ('summary: "Nets should be wider."', 'summary: "Nets should be wider."\n  attribution: unattributed'),
        )


def test_dry_run_of_an_update(loaded, everything):
    before = everything()
    assert loaded(("The gale", "The storm"), dry_run=True).counts["events"]["updated"] == 1
    assert everything() == before


def test_a_changed_date_agrees_with_the_panels_as_the_file_leaves_them(loaded):
    date = 'date: "2001-02"\n'
    day, month = (
        (date, 'date: "2001-02-03"\n  timezone: Europe/Oslo\n'),
        (date, 'date: "2001-02"\n  timezone: Europe/Oslo\n'),
    )
    panel = 'title: "Nets"}'
    timed = (panel, 'title: "Nets", start_time: "09:30"}')
    loaded(day, timed)
    with pytest.raises(BrokenRecords, match=r"events fish-talks, date: The panel “Nets” has a time \(09:30\)"):
        loaded(month, timed)
    with pytest.raises(BrokenRecords, match="time zone of the event"):
        loaded((date, 'date: "2001-02-03"\n'), timed)
    loaded(month, (panel, 'title: "Nets", date: "2001-02-04", start_time: "09:30"}'))
    loaded(month, (panel, panel))
    assert Event.objects.get(slug="fish-talks").panels.get().start_time is None
