"""lib/partialdates/typed: dates among the words of a search."""

import pytest

from lib.partialdates.typed import date_in


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        ("2021-06", "2021-06", ""),
        ("2021/6/16", "2021-06-16", ""),
        ("16 June 2021", "2021-06-16", ""),
        ("June 16, 2021", "2021-06-16", ""),
        ("16.06.2021 Geneva", "2021-06-16", "Geneva"),
        ("geneva Sept 2021", "2021-09", "geneva"),
        ("Женева июнь 2021", "2021-06", "Женева"),
        ("16 июня 2021 года Женева", "2021-06-16", "Женева"),
        ("в мае 1972", "1972-05", "в"),
        ("Маями 2021", None, "Маями 2021"),
        ("16 июня 2021", "2021-06-16", ""),
        ("Женева июнь 2021 г.", "2021-06", "Женева"),
        ("мая 1972 года Москва", "1972-05", "Москва"),
        ("summit 2021", None, "summit 2021"),
        ("31.02.2021", None, "31.02.2021"),
        ("New START", None, "New START"),
    ],
)
def test_dates_and_the_words_beside_them(text, date, words):
    found, left = date_in(text)
    assert (str(found) if found else None, left) == (date, words)
