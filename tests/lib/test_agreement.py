"""What is entered again or set back from the history agrees with what it hangs together with, or is refused by name."""

import pghistory
import pytest
from django.db import transaction

from desk.history import restore
from desk.merge.engine import MergeRejected, merge
from desk.merge.undo import undo as undo_merge
from lib import undoing
from lib.agreement import SHOWN, contradictions
from lib.history import history_of
from lib.revive import NotPossible, bring_back, deletions
from summits import models as s
from tests import factories as make
from tests.desk.mergepairs import EVENT

pytestmark = pytest.mark.django_db
TIMED = {"start_time": "09:30", "title": "Nets"}
TOLD = "The panel “Nets” would no longer fit: A time needs"


@pytest.mark.parametrize("before", [{"date": "2021", "timezone": "Europe/Oslo"}, {"date": "2021-06-16"}])
def test_undoing_takes_no_day_or_zone_from_panels_that_came_since(before):
    event = make.event(**before)
    with pghistory.context(command="import") as done:
        s.Event.objects.filter(pk=event.pk).update(date="2021-06-16", timezone="Europe/Oslo", summary="Imported.")
    with pghistory.context(command="later"):
        panel = make.panel(event=event, **TIMED)
    with pytest.raises(NotPossible, match=TOLD), transaction.atomic():
        undoing.carry_out(undoing.plan(done.id))
    assert s.Event.objects.get(pk=event.pk).summary == "Imported."
    with pghistory.context(command="later"):
        s.Panel.objects.filter(pk=panel.pk).update(start_time=None)
    undoing.carry_out(undoing.plan(done.id))
    assert s.Event.objects.get(pk=event.pk).summary == ""


def test_undoing_enters_no_panel_again_whose_time_has_no_zone_now():
    event = make.event(date="2021-06-16", timezone="Europe/Oslo")
    panel = make.panel(event=event, **TIMED)
    with pghistory.context(command="import") as done:
        panel.delete()
    with pghistory.context(command="later"):
        s.Event.objects.filter(pk=event.pk).update(timezone="")
    with pytest.raises(NotPossible, match=TOLD), transaction.atomic():
        undoing.carry_out(undoing.plan(done.id))


def test_a_deleted_panel_comes_back_where_its_time_has_a_day_and_a_zone():
    event = make.event(date="2021-06-16", timezone="Europe/Oslo")
    panel = make.panel(event=event, **TIMED)
    panel.delete()
    gone = {s.Panel: deletions(s.Panel, "public_id", [panel.public_id]).values()}
    s.Event.objects.filter(pk=event.pk).update(date="2021-06")
    with pytest.raises(NotPossible, match=TOLD), transaction.atomic():
        bring_back(gone)
    s.Event.objects.filter(pk=event.pk).update(date="2021-06-17")
    bring_back(gone)
    assert event.panels.get().start_time.isoformat() == "09:30:00"


def test_taking_a_change_back_leaves_nobody_with_what_nobody_holds():
    position = make.position(attribution="unattributed")
    s.Position.objects.filter(pk=position.pk).update(attribution="paraphrase")
    s.PositionHolder.objects.create(position=position, expert=make.expert(name="Ada Berg"))
    row = history_of(s.Position).objects.filter(pgh_obj_id=position.pk, pgh_label="update").latest("pgh_id")
    change = restore.find(s.Position, row.pgh_id)
    with pytest.raises(
        restore.NotPossible, match="“Ada Berg” would no longer fit: An unattributed position has no hold"
    ):
        restore.take_back(change, restore.plan(change).latest)


def test_undoing_a_merge_takes_no_zone_from_panels_that_came_since():
    kept, gone = make.event(date="2021-06-16"), make.event(date="2021-06-16", timezone="Europe/Oslo")
    made = merge(EVENT, kept.pk, gone.pk).merge
    panel = make.panel(event=kept, **TIMED)
    with pytest.raises(MergeRejected) as refused:
        undo_merge(made.pk)
    assert refused.value.details[0].startswith(TOLD)
    panel.delete()
    undo_merge(made.pk)
    assert s.Event.objects.filter(pk=gone.pk).exists()


def test_rows_of_others_are_told(django_assert_num_queries):
    participation, panel = make.participation(), make.panel(title="Elsewhere")
    post = make.appointment(post="Director")
    s.Participation.objects.filter(pk=participation.pk).update(panel=panel)
    resolved = s.ParticipationAppointment.objects.create(participation=participation, appointment=post)
    told = contradictions({s.Participation: [participation.pk]})
    assert len(told) == 2 and "“Elsewhere” is not a panel of this event." in told[0] and "not of this partic" in told[1]
    assert contradictions({s.ParticipationAppointment: [resolved.pk]}) == told[1:]
    event = make.event(date="2021-06-16")
    panels = [make.panel(event=event, number=number, **TIMED) for number in range(2, 25)]
    with django_assert_num_queries(2):
        told = contradictions({s.Event: [event.pk], s.Panel: [panel.pk for panel in panels]})
    assert len(told) == SHOWN + 1 and told[-1] == "and 3 more"
