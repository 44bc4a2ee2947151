"""The number of events by year or month as bars, each of which links to the list of its events."""

from django.utils.translation import gettext_noop

from lib.languages import gettext
from lib.partialdates.core import from_to, month_in_words

# The most bars, so that each can be clicked; with more years, a bar stands for several.
MOST = 48
STEPS = (1, 2, 5, 10, 20, 50, 100)
HEIGHT, HEAD = 84, 16
EACH = (gettext_noop("year"), gettext_noop("years"), gettext_noop("month"))
BY = {"year": gettext_noop("by year"), "years": gettext_noop("by years"), "month": gettext_noop("by month")}


def histogram(spans, address, chosen=None):
    """The bars of ``spans``: [(first year, last year, number of events that must have touched all of these years)].

    ``address(first, last)`` returns the link of a bar, ``chosen`` are the filtered years (first, last).
    {"by", "step", "bars": [{"x", "width", "y", "height", "middle", "number", "first", "last", "words", "label", "address",
    "on"}], "most": the highest bar}; lengths across in per cent, down in pixels.
    None if all events are in one year, or none has a date.
    """
    spans = [(first, last, number) for first, last, number in spans if known(first, last)]
    if not spans:
        return None
    low, high = min(first for first, _, _ in spans), max(last for _, last, _ in spans)
    step = next(one for one in STEPS if (high - low) // one < MOST or one == STEPS[-1])
    starts = range(low - low % step, high + 1, step)

    def label(start):
        return str(start) if start % (5 * step) == 0 or len(starts) <= 8 else ""

    by = "year" if step == 1 else "years"
    return _drawn(spans, starts, address, chosen, by, years_in_words, label)


def by_months(spans, address):
    """The bars by month, for spans in month numbers (month_number); None if there is one month, or too many."""
    low, high = min(first for first, _, _ in spans), max(last for _, last, _ in spans)
    if high - low >= MOST:
        return None

    def words(first, last):
        return month_in_words(first // 12, first % 12 + 1)

    def label(start):
        return str(start // 12) if (start % 12 == 0 and start < high - 1) or (start == low and low % 12 < 7) else ""

    return _drawn(spans, range(low, high + 1), address, None, "month", words, label)


def month_number(day):
    """The number of the month of a day, counted from the year 0."""
    return day.year * 12 + day.month - 1


def _drawn(spans, starts, address, chosen, by, words, label):
    if len(starts) < 2:
        return None
    numbers, step = dict.fromkeys(starts, 0), starts.step
    for first, last, number in spans:
        for start in range(first - (first - starts.start) % step, last + 1, step):
            numbers[start] += number
    width = 100 / len(starts)
    highest = max(numbers.values())
    bars = []
    for index, (start, number) in enumerate(numbers.items()):
        last = start + step - 1
        height = round(number * HEIGHT / highest, 1)
        bars.append(
            {
                "x": round(index * width, 2),
                "width": round(width, 2),
                "bar": round(width * 0.88, 2),
                "middle": round((index + 0.5) * width, 2),
                "y": round(HEAD + HEIGHT - height, 1),
                "height": height,
                "number": number,
                "first": start,
                "last": last,
                "words": words(start, last),
                "label": label(start),
                "address": address(start, last) if number else "",
                "on": not chosen or (chosen[0] <= last and start <= chosen[1]),
            }
        )
    return {
        "by": by,
        "how": gettext(BY[by]),
        "step": step,
        "bars": bars,
        "most": max(bars, key=lambda bar: bar["number"]),
    }


def known(first, last):
    """Whether both years are known: the bounds of unknown dates are date.min and date.max."""
    return bool(first and last and 1 < first <= last < 9999)


def years_in_words(first, last):
    """``1985``, or ``1980 to 1984``."""
    return str(first) if first == last else from_to(first, last)
