"""The condition that a date may touch some days says what two comparisons say, and an index answers it."""

import datetime

import pytest
from django.db import connection

from lib.partialdates.ranges import may_touch
from summits.models import Event, Outcome, Position
from tests import factories as make

DATES = [
    "2021-06-16",
    "2021-06",
    "2021",
    "2021-06~",
    "1985/1991",
    "2009/2012",
    "2021-07-01/..",
    "0001-01-01",
    "9999-12-31",
    "2021-05-31",
]
SPANS = [
    ("2021-06-01", "2021-06-30"),
    ("2021-06-16", "2021-06-16"),
    (None, "1990-01-01"),
    ("2021-07-01", None),
    (None, None),
]


@pytest.mark.parametrize("span", SPANS)
def test_it_says_what_two_comparisons_say(db, span):
    for date in DATES:
        make.event(name=date, date=date)
    first, last = (datetime.date.fromisoformat(day) if day else None for day in span)
    compared = Event.objects.all()
    if first:
        compared = compared.filter(date_latest__gte=first)
    if last:
        compared = compared.filter(date_earliest__lte=last)
    touched = Event.objects.filter(may_touch("date_earliest", "date_latest", first, last))
    assert set(touched) == set(compared) != set()


@pytest.mark.parametrize(
    ("model", "dated", "index"),
    [
        (Event, "date", "event_days"),
        (Position, "effective_date", "position_days"),
        (Outcome, "effective_date", "outcome_days"),
    ],
)
def test_an_index_answers_it(db, model, dated, index):
    rows = model.objects.exclude(**{f"{dated}__isnull": True})
    days = datetime.date(2021, 6, 1), datetime.date(2021, 6, 30)
    with connection.cursor() as cursor:
        # An empty table the planner would read, and of several indexes on nothing it takes any: it has this one only.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename = %s AND indexname <> %s AND indexdef LIKE %s",
            [model._meta.db_table, index, f"%({dated}%"],
        )
        for (other,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{other}"')
        assert index in rows.filter(may_touch(f"{dated}_earliest", f"{dated}_latest", *days)).only("pk").explain()
