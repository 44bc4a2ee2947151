"""Who says something, with the reporting verb as printed, as an English phrase."""

import re

from django.utils.translation import gettext_noop

from lib.languages import gettext

NOBODY = gettext_noop("Not attributed to anybody")
# Phrases that precede a name: “according to”, “in the words of”, “as reported by”.
_BEFORE = re.compile(r"according to|per|(as|by|from|in|on|to) (.+ )?(by|of|to)", re.IGNORECASE)


def nobody():
    """The text in place of a name if the source names nobody."""
    return gettext(NOBODY)


def stands_before(verb):
    """Whether a reporting verb is a phrase that precedes the name."""
    return bool(_BEFORE.fullmatch(" ".join((verb or "").split())))


def attributed(who, verb):
    """``Anna Ivanova said``, ``According to Anna Ivanova``, ``Not attributed to anybody (“said”)``."""
    if not verb:
        return who or nobody()
    if not who:
        return f"{nobody()} (“{verb}”)"
    return f"{verb[0].upper()}{verb[1:]} {who}" if stands_before(verb) else f"{who} {verb}"
