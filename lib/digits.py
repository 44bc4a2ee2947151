"""Normalising dates, times and numbers as people type them, with any keyboard."""

import unicodedata
from itertools import groupby


def plain(text):
    """The text with digits of any script as 0–9, full-width characters as the usual ones, and no invisible marks.

    ``２０２１－０６－１６`` and ``۲۰۲۱-۰۶-۱۶`` both give ``2021-06-16``. Superscript, subscript and circled digits are
    not changed: after a number they mark a footnote.
    """
    if text.isascii():
        return text
    text = "".join(
        "".join(run) if is_mark else unicodedata.normalize("NFKC", "".join(run))
        for is_mark, run in groupby(text, _is_mark)
    )
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in without_marks(text))


def without_marks(text):
    """The text without characters that nobody sees: directions, joiners, soft hyphens."""
    return text if text.isascii() else "".join(char for char in text if unicodedata.category(char) != "Cf")


def _is_mark(char):
    return char.isdigit() and not char.isdecimal()


def whole_number(text):
    """The integer in a text from a URL or a form, if it is in the range of the database; else None."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
