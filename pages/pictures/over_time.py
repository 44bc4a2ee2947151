"""Stances over time: a table of topics (or people) by years, with the consistency of each row."""

from lib.languages import gettext, translated
from pages.holdings import consistency
from pages.pictures.matrix import cells

ROWS, COLUMNS = 20, 30


def over_time(lines, rows=ROWS):
    """The table of ``lines``: [(words, page, holdings, oldest first)]; None if no holding has a date.

    {"columns": [words], "rows": [(words, page, [cell], (as most, of, [words of a change]) or None)], "left_out": number};
    cells are those of pages.pictures.matrix. Columns are years, or decades if there would be too many.
    """
    years = sorted({one.year for _, _, held in lines for one in held if one.year})
    if not years:
        return None
    step = 1 if len(years) <= COLUMNS else 10
    starts = sorted({year - year % step for year in years})
    drawn = []
    for words, page, held in lines[:rows]:
        by_start = {}
        for one in held:
            if one.year:
                by_start.setdefault(one.year - one.year % step, []).append((one.stance, one.page))
        drawn.append(
            (
                words,
                page,
                [cells(by_start.get(start, [])) for start in starts],
                _said(consistency(held), len({one.topic for one in held}) > 1),
            )
        )
    columns = [gettext("{year}s").format(year=start) if step > 1 else str(start) for start in starts]
    return {"columns": columns, "rows": drawn, "left_out": max(0, len(lines) - rows)}


def _said(found, several):
    """The consistency with its changes in words; ``several``: the topic is named."""
    if found is None:
        return None
    most, of, changes = found
    return most, of, [in_words(one, other, several) for one, other in changes]


def in_words(one, other, named):
    """A change of stance: ``Gas: supports → opposes (2014)``, with the topic only if ``named``."""
    topic, year = f"{one.topic_name}: " if named else "", f" ({other.year})" if other.year else ""
    return f"{topic}{translated(one.stance)} → {translated(other.stance)}{year}"
