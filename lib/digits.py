"""Dates, times and numbers as people type them, whatever their keyboard writes."""

import unicodedata
from itertools import groupby


def plain(text):
    """The text with digits of any script as 0–9 and full-width signs as the usual ones, without invisible marks.

    ``２０２１－０６－１６`` and ``۲۰۲۱-۰۶-۱۶`` both give ``2021-06-16``. Raised, lowered and circled digits stay as
    they are: behind a number they are the mark of a footnote.
    """
    if text.isascii():
        return text
    text = "".join(
        "".join(run) if is_mark else unicodedata.normalize("NFKC", "".join(run))
        for is_mark, run in groupby(text, _is_mark)
    )
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in text
        if unicodedata.category(char) != "Cf"
    )


def _is_mark(char):
    return char.isdigit() and not char.isdecimal()


def whole_number(text):
    """The number that a text from an address or a form is, if the database has room for it; else None."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
