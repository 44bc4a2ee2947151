"""Cells: formulas defused and undone exactly; lists in one cell; what XLSX cannot hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.bulk.cells import NotationError, decode, decode_list, encode, encode_list
from intake.models import BulkImport
from intake.records.format import KINDS, FileKey, FileList
from intake.records.reading import READERS
from intake.records.report import words
from lib.spreadsheets import xlsx_escaped, xlsx_unescaped
from sources.models import Place

NAMES = KINDS["experts"].rows["names"]
HOLDERS = KINDS["positions"].rows["holders"]
TOPICS = KINDS["events"].rows["topics"]
PIECES = st.lists(st.sampled_from(list("'=+-@＝；;,\"\t\r\n aб_x000D_")) | st.characters(codec="utf-8"), max_size=12)
TEXTS = PIECES.map("".join)


@given(TEXTS)
def test_a_cell_comes_back_exactly_and_runs_as_no_formula(text):
    cell = encode(text)
    assert decode(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert not any(part.strip(" ").startswith(("=", "+", "-", "@", "＝")) for part in re.split("[;\t\r\n]", cell))


def test_yes_and_no_are_written_and_read_as_words():
    key = FileKey("stop", BulkImport._meta.get_field("stop"))
    assert (key.holds, key.left_out, key.required) == ("flag", False, False)
    assert [encode(True), encode(False), encode(None), encode(0)] == ["yes", "no", "", "0"]
    assert [READERS["flag"](key, text) for text in ("yes", "True", "NO", "false")] == [True, True, False, False]
    with pytest.raises(ValueError, match="“maybe” is not allowed here: write yes or no."):
        READERS["flag"](key, "maybe")
    rows = FileList("votes", BulkImport, "user", {"stop": key})
    assert decode_list(rows, encode_list(rows, [{"stop": True}])) == [{"stop": True}]
    assert words(True) == "yes" and words([{"stop": False}]) == "stop no"


def test_degrees_are_read_as_printed_and_nothing_else_is():
    key = FileKey("latitude", Place._meta.get_field("latitude"))
    for text, number in (("46.2044", 46.2044), ("-6", -6.0), ("−6.1432", -6.1432), ("+0.5", 0.5)):
        assert READERS["decimal"](key, text) == number
    assert READERS["decimal"](key, decode(encode(-6.1432))) == -6.1432
    for text in ("46,2044", "46° N", "nan", "inf", "1e3", "1_0", ""):
        with pytest.raises(ValueError, match="is not a number: write it in digits with a decimal point"):
            READERS["decimal"](key, text)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("'t Hart", "'t Hart"),
        ("  Ada ", "Ada"),
        ("'=1+1", "=1+1"),
        ("''=1", "'=1"),
        ("' x", " x"),
        ("", ""),
        ("-3", "-3"),
    ],
)
def test_what_a_person_types(cell, value):
    assert decode(cell) == value


@given(TEXTS)
def test_xlsx_escapes_come_back_exactly(text):
    escaped = xlsx_escaped(text)
    assert xlsx_unescaped(escaped) == text
    assert "\r" not in escaped and "\x0b" not in escaped


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "text": TEXTS.filter(bool),
                "language": st.sampled_from(["", "ru", "de-CH"]),
                "script": st.sampled_from(["", "Cyrl"]),
                "kind": st.sampled_from(["variant", "translation"]),
                "period": st.sampled_from([None, "1922/1991", "2012/.."]),
            }
        ),
        max_size=4,
    )
)
def test_a_list_comes_back_exactly(entries):
    assert decode_list(NAMES, encode_list(NAMES, entries)) == entries
    # Also through the cell that holds it.
    assert decode_list(NAMES, decode(encode(encode_list(NAMES, entries)))) == entries


def test_a_list_as_a_person_writes_it():
    found = decode_list(NAMES, ' Ада Берг , language = ru,kind=translation\nA. Berg;; "Berg; Ada" ; ')
    assert [(row["text"], row["language"], row["kind"]) for row in found] == [
        ("Ада Берг", "ru", "translation"),
        ("A. Berg", "", "variant"),
        ("Berg; Ada", "", "variant"),
    ]
    assert decode_list(TOPICS, "ice; sea") == [{"topic": "ice"}, {"topic": "sea"}]
    assert decode_list(HOLDERS, "organisation=council") == [
        {"expert": None, "organisation": "council", "name_as_printed": ""}
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada, ru", "“ru” does not say what it is"),
        ("language=ru, Ada", "say which part it is"),
        ("Ada, langauge=ru", "Did you mean language?"),
        ("Ada, kind=other", "There are: official"),
        ("language=ru", "lacks its “text”"),
        ("Ada, language=ru, language=de", "appears twice"),
        ('"Ada" Berg', "cannot be read from"),
        ('"Ada', "cannot be read from"),
        ("Ada, period=1900-13", "no such day"),
        ("Ada, text=Berg", "appears twice"),
    ],
)
def test_a_faulty_list_is_explained(text, words):
    with pytest.raises(NotationError, match=words):
        decode_list(NAMES, text)
