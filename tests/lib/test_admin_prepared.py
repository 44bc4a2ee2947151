"""Records by kept statements are those of the query sets that the statements were made of."""

import threading

import pytest
from django.contrib import admin
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test.utils import CaptureQueriesContext

from lib.addresses import Record
from lib.admin.base import RecordAdmin, _record_reader, read_with_record
from lib.admin.inlines import RecordInline
from lib.admin.labels import _reader
from lib.admin.prepared import PreparedQuery, by_ids
from summits.models import Event, EventLink, Position
from tests import factories as make
from tests.lib.test_admin_cards import busy

ADMINS = [one for one in admin.site._registry.values() if isinstance(one, RecordAdmin)]
ROWS = [
    (inline(one.model, admin.site), one) for one in ADMINS for inline in one.inlines if issubclass(inline, RecordInline)
]


def facts(record, depth=2):
    """All that was read of a record: its columns, annotations, and the records that came with it."""
    found = {name: value for name, value in vars(record).items() if name != "_state"}
    cache = record._state.fields_cache if depth else {}
    return found, {name: other and facts(other, depth - 1) for name, other in cache.items()}


@pytest.mark.parametrize("one", ADMINS, ids=lambda one: one.opts.model_name)
def test_labels_and_forms_read_what_their_query_sets_say(db, one):
    busy()
    pks = list(one.model._base_manager.order_by("pk").values_list("pk", flat=True))
    # A place, a topic, a source alone may be all there is of its kind; nothing at all would prove nothing.
    assert pks
    told = _reader(one)(pks)
    by_django = list(one.choices(one.model._default_manager.filter(pk__in=pks)))
    assert [facts(record) for record in told] == [facts(record) for record in by_django]
    assert [one.choice(record) for record in told] == [one.choice(record) for record in by_django]
    assert not told[0]._state.adding and told[0]._state.db == "default"
    by_django = one.model._default_manager.annotate(**read_with_record(one)).filter(pk__in=pks)
    read = _record_reader(one)(pks)
    assert sorted(record.pk for record in read) == pks
    assert {record.pk: facts(record) for record in read} == {record.pk: facts(record) for record in by_django}
    for cards in one.cards():
        has = {record.pk for record in read if getattr(record, f"has_{cards.prefix}")}
        assert has == set(cards.model._base_manager.values_list(cards._owner.attname, flat=True))


@pytest.mark.parametrize(("cards", "one"), ROWS, ids=lambda one: type(one).__name__)
def test_rows_of_a_page_are_read_in_one_statement_whatever_their_number(db, cards, one):
    busy()
    key = cards._owner
    owners = list(one.model._base_manager.order_by("pk").values_list("pk", flat=True))
    for pk in owners:
        with CaptureQueriesContext(connection) as captured:
            read = cards.on_file()([pk])
        assert len(captured) == 1
        rows = cards.rows().filter(**{key.name: pk})
        rows = rows if rows.ordered else rows.order_by("pk")
        assert [record.pk for record in read] == [record.pk for record in rows]
        shown = {f.attname for f in cards.model._meta.concrete_fields if f.editable}
        for record, whole in zip(read, rows, strict=True):
            assert {name: getattr(record, name) for name in shown} == {name: getattr(whole, name) for name in shown}
            for name in cards.form.columns(cards.model):
                assert getattr(record, name) == getattr(whole, name)


def test_every_kind_of_row_was_compared_with_some(db):
    busy()
    without = [type(cards).__name__ for cards, _ in ROWS if not cards.model._base_manager.exists()]
    assert len(ROWS) > 20 and len(without) < len(ROWS) / 2, without


def test_a_long_list_is_read_from_its_end(db, monkeypatch):
    event = make.event()
    for number in range(1, 6):
        Position.objects.create(event=event, summary=f"No. {number}.", order=number)
    cards = next(cards for cards, _ in ROWS if type(cards).__name__ == "PositionInline")
    monkeypatch.setattr(type(cards), "shown", 3)
    assert [one.order for one in cards._on_file()([event.pk])] == [3, 4, 5]


def test_nothing_is_asked_for_no_ids(db, django_assert_num_queries):
    reader = PreparedQuery(Event.objects.filter(by_ids("pk")))
    with django_assert_num_queries(0):
        assert reader([]) == []


def test_what_was_left_out_is_read_when_it_is_asked_for(db):
    event = make.event(summary="Long.")
    (read,) = PreparedQuery(Event.objects.filter(by_ids("pk")).only("name"))([event.pk])
    assert "summary" not in vars(read) and read.summary == "Long."


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Event.objects.all(),
        lambda: Event.objects.filter(by_ids("pk")).values("pk"),
        lambda: Event.objects.filter(by_ids("pk")).prefetch_related("names"),
    ],
    ids=["no ids", "values", "prefetch"],
)
def test_what_it_is_not_for_is_refused(wrong):
    with pytest.raises(ValueError, match="PreparedQuery"):
        PreparedQuery(wrong())


def test_a_model_that_is_made_in_a_way_of_its_own_is_refused(monkeypatch):
    # By a base that it shares with others as well.
    monkeypatch.setattr(Record, "from_db", classmethod(lambda cls, *args: None), raising=False)
    with pytest.raises(ValueError, match="Event"):
        PreparedQuery(Event.objects.filter(by_ids("pk")))


def test_a_value_of_the_query_set_stands_as_it_is(db):
    link = make.link(note="50% of it's %s")
    make.link(to_event=link.to_event, note="50")
    reader = PreparedQuery(EventLink.objects.filter(by_ids("to_event_id"), note="50% of it's %s"))
    assert reader([link.to_event_id]) == [link]


def test_it_keeps_no_connection_and_reads_by_that_of_its_thread(db):
    event = make.event(date="2021-06")
    made, read = [], []

    def elsewhere(act):
        try:
            act()
        finally:
            connections.close_all()

    def make_reader():
        made.append(PreparedQuery(Event.objects.filter(by_ids("pk"))))
        # It asks by the connection of this thread, which sees nothing of the test's transaction.
        read.append(made[0]([event.pk]))

    thread = threading.Thread(target=elsewhere, args=[make_reader])
    thread.start()
    thread.join()
    assert read == [[]]
    (found,) = made[0]([event.pk])
    assert str(found.date) == "2021-06"
    assert made[0]._converters
    keepers = [getattr(convert, "__self__", None) for _, found, _ in made[0]._converters for convert in found]
    for keeper in (made[0], made[0]._records, *keepers):
        held = [keeper, *getattr(keeper, "__dict__", {}).values()]
        assert not [one for one in held if isinstance(one, (BaseDatabaseWrapper, BaseDatabaseOperations))]
