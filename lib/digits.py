"""Dates, times and numbers as people type them, whatever their keyboard writes."""

import unicodedata


def plain(text):
    """The text with digits of any script as 0–9 and full-width signs as the usual ones, without invisible marks.

    ``２０２１－０６－１６`` and ``۲۰۲۱-۰۶-۱۶`` both give ``2021-06-16``.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in text
        if unicodedata.category(char) != "Cf"
    )


def whole_number(text):
    """The number that a text from an address or a form is, if the database has room for it; else None."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
