"""Partial dates: the forms, the bounds, what is possible and what is certain; held against SQL and against edtf."""

import calendar
import datetime

import edtf
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.partialdates import PartialDate, PartialDateError, parse
from lib.partialdates.core import EXAMPLES, FIRST_DAY, LAST_DAY
from lib.partialdates.fields import PartialDateFormField
from summits.models import Event
from tests import factories as make

day = datetime.date


# --- the two readers: Python and SQL -------------------------------------------------------

YEARS = st.one_of(
    st.sampled_from(["0000", "0001", "1900", "1986", "2000", "2020", "2021", "9999"]),
    st.from_regex(r"[0-9]{4}", fullmatch=True),
)
MONTHS = st.sampled_from(["00", "01", "02", "04", "06", "11", "12", "13", "2", "ab"])
DAYS = st.sampled_from(["00", "01", "16", "28", "29", "30", "31", "32", "7"])
MARKS = st.sampled_from(["", "", "", "~", "?", "%", "~?"])
SIDES = st.one_of(
    st.builds("{}{}".format, YEARS, MARKS),
    st.builds("{}-{}{}".format, YEARS, MONTHS, MARKS),
    st.builds("{}-{}-{}{}".format, YEARS, MONTHS, DAYS, MARKS),
    st.sampled_from(["", "..", ".", "...", "open", "unknown", "2021-06-16", "2021-06", "2021", "2021~", "2021-06?"]),
)
DATES = st.dates(min_value=day(1, 1, 1)).map(str)
TEXTS = st.one_of(
    SIDES,
    DATES,
    st.builds("{}/{}".format, SIDES, SIDES),
    st.builds("{}/{}".format, DATES, DATES),
    st.builds("{}/{}/{}".format, SIDES, SIDES, SIDES),
    st.text(alphabet="0123456789-/.~?x ", max_size=12),
)

# One statement reads a whole list; a text that SQL refuses with its own error gives NULL.
READ_ALL = """
CREATE FUNCTION pg_temp.bounds_or_null(value text) RETURNS date[] LANGUAGE plpgsql AS $$
BEGIN
    RETURN parley_date_bounds(value);
EXCEPTION WHEN check_violation THEN
    RETURN NULL;
END $$
"""


def by_sql(texts):
    """The four bounds of each text as the database reads it; None where it refuses."""
    with connection.cursor() as cursor:
        cursor.execute(READ_ALL.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
        cursor.execute(
            "SELECT pg_temp.bounds_or_null(t) FROM unnest(%s::text[]) WITH ORDINALITY AS x(t, n) ORDER BY n", [texts]
        )
        return [row[0] for row in cursor.fetchall()]


def by_python(text):
    """The same in Python."""
    try:
        date = parse(text)
    except PartialDateError:
        return None
    return [date.earliest, date.start_by, date.end_from, date.latest]


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS.filter(str.strip), min_size=150, max_size=400, unique=True))
def test_python_and_sql_read_thousands_of_texts_alike(db, texts):
    # The form field strips spaces before the text comes to either reader.
    texts = [text.strip() for text in texts]
    expected = [by_python(text) for text in texts]
    found = by_sql(texts)
    assert [t for t, a, b in zip(texts, expected, found, strict=True) if a != b] == []


def test_the_generated_texts_hold_both_readable_and_unreadable_ones(db):
    # What the property above depends on: neither reader may be right by refusing everything.
    texts = ["2021-06-16", "2021-02-29", "2020-02-29", "2021-13", "2012/..", "../2012", "/2012", "2012/", "2013/2012"]
    assert [one is not None for one in by_sql(texts)] == [True, False, True, False, True, True, True, True, False]
    assert [by_python(t) for t in texts] == by_sql(texts)


def test_an_unknown_date_has_the_widest_possible_and_no_certain_bounds(db):
    assert by_sql([None]) == [[FIRST_DAY, LAST_DAY, FIRST_DAY, LAST_DAY]]


# --- edtf as a second opinion --------------------------------------------------------------


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    date=st.dates(min_value=day(1000, 1, 1), max_value=day(9998, 12, 31)),
    other=st.dates(min_value=day(1000, 1, 1), max_value=day(9998, 12, 31)),
    length=st.sampled_from([4, 7, 10]),
    interval=st.booleans(),
)
def test_bounds_are_those_of_the_edtf_package(date, other, length, interval):
    first, last = sorted([date, other])
    text = f"{first.isoformat()[:length]}/{last.isoformat()[:length]}" if interval else date.isoformat()[:length]
    ours, theirs = parse(text), edtf.parse_edtf(text)
    assert ours.earliest == day(*theirs.lower_strict()[:3])
    assert ours.latest == day(*theirs.upper_strict()[:3])


@pytest.mark.parametrize("year", [1900, 2000, 2019, 2020])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_ends_on_its_last_day(year, month):
    assert parse(f"{year}-{month:02d}").latest == day(year, month, calendar.monthrange(year, month)[1])


# --- possible and certain ------------------------------------------------------------------

# The question is always: within June 2021?
JUNE = (day(2021, 6, 1), day(2021, 6, 30))
TRUTHS = [
    # text, possible, certain
    ("2021-06-16", True, True),
    ("2021-05-31", False, False),
    ("2021-06", True, True),
    ("2021", True, False),  # it touches June only if it was in June
    ("2021-06-16~", True, False),  # about: never certain
    ("2021-06?", True, False),
    ("2021?", True, False),
    ("2020", False, False),
    ("2021-05/2021-07", True, True),  # lasts from May to July, whatever the days
    ("2021-06-30/2021-07", True, True),
    ("2021-06/2021-07", True, True),  # begins in June at the latest
    ("2021-05/2021-06", True, True),  # ends in June at the earliest
    ("2021/2022", True, False),  # may begin after June
    ("2020/2021", True, False),  # may end before June
    ("2020/2022", True, True),
    ("2020~/2022", True, False),
    ("2020/2022?", True, False),
    ("2012/..", True, True),  # still going on
    ("2012~/..", True, False),
    ("2022/..", False, False),
    ("../2022", True, True),
    ("../2020", False, False),
    ("2012/", True, False),  # an unknown end is no open end
    ("2022/", False, False),
    ("/2022", True, False),
    ("/2020", False, False),
]


def test_possible_and_certain_in_the_database(db):
    for text, _, _ in TRUTHS:
        make.event(name=text, date=text)
    make.event(name="unknown", date=None)
    found = {
        how: set(Event.objects.held_between(*JUNE, how).values_list("name", flat=True))
        for how in ("possible", "certain")
    }
    assert found["possible"] == {text for text, possible, _ in TRUTHS if possible} | {"unknown"}
    assert found["certain"] == {text for text, _, certain in TRUTHS if certain}


def test_one_sided_ranges_in_the_database(db):
    for text in ("2020", "2021", "2021-06-16~", "2022", "2012/..", "2012/", "../2022"):
        make.event(name=text, date=text)
    make.event(name="unknown", date=None)

    def names(*args):
        return set(Event.objects.held_between(*args).values_list("name", flat=True))

    since = day(2021, 1, 1)
    assert names(since, None, "possible") == {"2021", "2021-06-16~", "2022", "2012/..", "2012/", "../2022", "unknown"}
    assert names(since, None, "certain") == {"2021", "2022", "2012/..", "../2022"}
    until = day(2021, 12, 31)
    assert names(None, until, "possible") == {"2020", "2021", "2021-06-16~", "2012/..", "2012/", "../2022", "unknown"}
    assert names(None, until, "certain") == {"2020", "2021", "2012/..", "2012/", "../2022"}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=TEXTS)
def test_what_is_certain_is_possible(text):
    try:
        date = parse(text)
    except PartialDateError:
        return
    assert date is None or (date.earliest <= date.start_by and date.end_from <= date.latest)
    assert date is None or date.earliest <= date.latest


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021-06-16", "16 June 2021"),
        ("2021-06", "June 2021"),
        ("2021", "2021"),
        ("2021-06~", "about June 2021"),
        ("2021?", "2021 (uncertain)"),
        ("2009/2012", "2009 to 2012"),
        ("2012/..", "2012 to date"),
        ("2012/", "2012 to an unknown end"),
        ("/2012", "unknown start to 2012"),
        ("../2012", "open start to 2012"),
        ("..", "to date"),
    ],
)
def test_a_date_in_words(text, words):
    assert parse(text).words() == words


@pytest.mark.parametrize(
    ("text", "precision", "qualifier", "is_open", "exact"),
    [
        ("2021-06-16", "day", "", False, day(2021, 6, 16)),
        ("2021-06-16~", "day", "~", False, None),
        ("2021-06", "month", "", False, None),
        ("2021?", "year", "?", False, None),
        ("2012/..", "interval", "", True, None),
        ("..", "open", "", True, None),
    ],
)
def test_what_a_date_says_of_itself(text, precision, qualifier, is_open, exact):
    date = parse(text)
    assert (date.precision, date.qualifier, date.is_open, date.exact_day) == (precision, qualifier, is_open, exact)
    assert str(date) == text and isinstance(date, PartialDate) and parse(date) is date


def test_dashes_and_spaces_of_a_typewriter_are_understood():
    assert str(parse(" 2021–06–16 ")) == "2021-06-16"
    assert str(parse(day(2021, 6, 16))) == "2021-06-16"
    assert parse("  ") is None and parse(None) is None


# --- messages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Friday", EXAMPLES),
        ("2021-02-30", "there is no such day as 2021-02-30"),
        ("2021-13", "there is no such day as 2021-13"),
        ("2012/2009", "ends before it starts"),
        ("/", EXAMPLES),
        ("2012/2013/2014", EXAMPLES),
    ],
)
def test_the_form_field_says_what_to_write_instead(text, message):
    with pytest.raises(ValidationError) as caught:
        PartialDateFormField(required=False).clean(text)
    assert message in caught.value.messages[0] and text in caught.value.messages[0]


def test_the_form_field_reads_writes_and_compares():
    field = PartialDateFormField(required=False)
    assert field.clean("2021-06~") == parse("2021-06~") and field.clean("") is None
    assert field.prepare_value(parse("2021")) == "2021"
    assert not field.has_changed(parse("2021"), " 2021 ") and field.has_changed(parse("2021"), "2022")
    with pytest.raises(ValidationError):
        PartialDateFormField(required=True).clean("")


def test_the_model_field_refuses_what_is_no_date_with_the_same_words(db):
    with pytest.raises(ValidationError, match="write 2021-06-16"), transaction.atomic():
        make.event(date="2021-6-16")
    with pytest.raises(ValidationError) as caught:
        Event(slug="x", name="x", kind="summit", date="soon").full_clean()
    assert EXAMPLES in caught.value.message_dict["date"][0]


def test_the_database_refuses_what_is_no_date_from_raw_sql(db):
    made = make.event(date="2021")
    with pytest.raises(IntegrityError, match="not a partial date"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE summits_event SET date = 'soon' WHERE id = %s", [made.pk])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE summits_event SET date = '1999-12~' WHERE id = %s", [made.pk])
    made.refresh_from_db()
    assert (made.date_earliest, made.date_latest, made.date_start_by) == (day(1999, 12, 1), day(1999, 12, 31), LAST_DAY)


# --- order -----------------------------------------------------------------------------------


def test_events_stand_in_the_order_of_their_earliest_day_and_unknown_ones_first(db):
    for text in ("2021-06-16", "2020", "2021-06", "2012/..", None, "2021-06-16~"):
        make.event(name=str(text), date=text)
    found = list(Event.objects.order_by("date_earliest", "id").values_list("name", flat=True))
    assert found == ["None", "2012/..", "2020", "2021-06", "2021-06-16", "2021-06-16~"]
