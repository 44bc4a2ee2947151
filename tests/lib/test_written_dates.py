"""Dates as people write them: what is read, what is asked back."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.partialdates.core import PartialDateError, parse
from lib.partialdates.fields import PartialDateFormField
from lib.partialdates.written import far, read


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("17 September 2021", "2021-09-17"),
        ("17th of Sept. 2021", "2021-09-17"),
        ("September 17, 2021", "2021-09-17"),
        ("sep 17th 2021", "2021-09-17"),
        ("June 2021", "2021-06"),
        ("June, 2021", "2021-06"),
        ("16.06.2021", "2021-06-16"),
        ("6. 6. 2021", "2021-06-06"),
        ("06.2021", "2021-06"),
        ("6/2021", "2021-06"),
        ("2021/06/16", "2021-06-16"),
        ("2021/06", "2021-06"),
        ("2021.6.16", "2021-06-16"),
        ("2021-6-16", "2021-06-16"),
        ("16/06/2021", "2021-06-16"),
        ("06/16/2021", "2021-06-16"),
        ("07/07/2021", "2021-07-07"),
        ("１６．０６．２０２１", "2021-06-16"),
        ("about June 2021", "2021-06~"),
        ("c. 2021", "2021~"),
        ("June 2021?", "2021-06?"),
        ("16–17 June 2021", "2021-06-16/2021-06-17"),
        ("28 June - 2 July 2021", "2021-06-28/2021-07-02"),
        ("June to July 2021", "2021-06/2021-07"),
        ("from 16.06.2021 to 18.06.2021", "2021-06-16/2021-06-18"),
        ("2009–2012", "2009/2012"),
        ("since June 2012", "2012-06/.."),
        ("2012 to date", "2012/.."),
        ("June 2021/July 2021", "2021-06/2021-07"),
        ("16 июня 2021", "2021-06-16"),
        ("16 Июня 2021 г.", "2021-06-16"),
        ("16–17 июня 2021 года", "2021-06-16/2021-06-17"),
        ("июнь 2021", "2021-06"),
        ("янв. 2021", "2021-01"),
        ("около мая 2021", "2021-05~"),
        ("2021 год", "2021"),
        ("2021-06-16", "2021-06-16"),
        ("..", ".."),
        ("", None),
    ],
)
def test_it_is_read(text, date):
    found = read(text)
    assert (str(found) if found else None) == date
    assert PartialDateFormField(required=False).clean(text) == parse(date)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("17 September", "has no year: write it too"),
        ("Sept. 17", "has no year"),
        ("June", "has no year"),
        ("16 июня", "has no year"),
        ("17.09.", "has no year"),
        ("06-16", "has no year"),
        ("06/07/2021", "2021-07-06 (6 July) or 2021-06-07 (7 June)"),
        ("6-7-2021", "2021-07-06 (6 July) or 2021-06-07 (7 June)"),
        ("16.06.21", "write the year with four digits"),
        ("6/16/'21", "write the year with four digits"),
        ("2009/12", "may be a month or years: write 2009-12 or 2009/2012"),
        ("31 June 2021", "there is no such day"),
        ("31.06.2021", "there is no such day"),
        ("16.13.2021", "there is no such day"),
        ("18 to 16 June 2021", "ends before it starts"),
        ("last June", "is not a date that can be understood"),
        ("the 1980s", "is not a date that can be understood"),
        ("2021/6/7/8", "is not a date that can be understood"),
        ("to date to date", "is not a date that can be understood"),
    ],
)
def test_it_is_asked_back(text, words):
    with pytest.raises(PartialDateError, match=r".") as told:
        read(text)
    assert words in str(told.value)


days = st.dates(datetime.date(1000, 1, 1), datetime.date(9998, 12, 31))
sides = st.builds(
    lambda day, length, mark: day.isoformat()[:length] + mark,
    days,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~", "?"]),
)


@given(st.one_of(sides, st.tuples(sides, sides).map("/".join), sides.map("{}/..".format), sides.map("../{}".format),
                 sides.map("{}/".format), sides.map("/{}".format)))  # fmt: skip
def test_the_words_of_a_date_are_read_as_that_date(text):
    try:
        date = parse(text)
    except PartialDateError:
        return
    assert read(date.words()) == date


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_asked_back(text):
    try:
        date = read(text)
    except PartialDateError:
        return
    assert date is None or read(date.words()) == date


def test_far_years_are_asked_about():
    today = datetime.date(2026, 11, 28)
    assert [far(parse(text), today) for text in ("2021", "1800", "2036", "2012/..", "../1999")] == [""] * 5
    assert far(parse("2210-06"), today) == "The year 2210 is far off: is it meant?"
    assert "1021" in far(parse("1021"), today) and "9999" in far(parse("2012/9999-01"), today)
    assert far(None) == ""


def test_a_date_in_other_words_is_no_change():
    field = PartialDateFormField()
    assert not field.has_changed(parse("2021-06-16"), "16 June 2021")
    assert not field.has_changed(None, " ")
    assert field.has_changed(parse("2021-06-16"), "17 June 2021")
    assert field.has_changed(parse("2021-06-16"), "some day")
