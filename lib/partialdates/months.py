"""The months as people type them, in all languages of the pages: ``June``, ``jun``, ``июня``, ``июнь``."""

import functools

from django.conf import settings
from django.utils.dates import MONTHS_3, MONTHS_ALT
from django.utils.translation import override

from lib.partialdates.core import ALONE, MONTHS

# A year, with what Russian writes behind it: 2021 г.
YEAR = r"[0-9]{4}(?: ?г(?:\.|оду?|ода)?)?"

# Behind “in” Russian months have a form of their own, which no page writes: в июне 2021.
FURTHER = {
    name: number
    for number, name in enumerate(
        "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре".split(), 1
    )
}


@functools.cache
def numbers():
    """The number of each month by its names and their abbreviations, in small letters; what means two months is left out."""
    found = {name[:n].lower(): number for number, name in enumerate(MONTHS, 1) for n in (3, len(name))}
    found |= {"sept": 9, **FURTHER}
    for code, _ in settings.LANGUAGES:
        with override(code):
            own = [(str(names[key]), number) for names in (MONTHS_3, MONTHS_ALT) for number, key in enumerate(names, 1)]
            own += [(str(name), number) for number, name in enumerate(ALONE, 1)]
        for name, number in own:
            name = name.lower().rstrip(".")
            if name:
                found[name] = number if found.get(name, number) == number else 0
    return {name: number for name, number in found.items() if number}


@functools.cache
def pattern():
    """A pattern of the names of all months, longer ones first."""
    return "|".join(sorted(numbers(), key=len, reverse=True))
