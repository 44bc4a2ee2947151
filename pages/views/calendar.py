"""The calendar of any filtered list of events: a year, or a month."""

import calendar
import datetime

from django.db.models import F, Max, Min, Q
from django.shortcuts import render

from lib.digits import plain
from lib.languages import gettext
from lib.partialdates.core import FIRST_DAY, LAST_DAY
from pages.listing import UnpagedListing
from pages.pictures import calendar as drawn
from summits.filters import EventFilter

# The most events of one calendar.
MOST = 1000
# What its form offers.
FORM = ["q", "kind", "date_from", "date_to"]
COLUMNS = ("name", "slug", "kind", "date", "status", "publication")


def calendar_of_events(request):
    """``year`` or ``year`` and ``month`` of the events that the parameters of their list leave; the latest year by itself."""
    listing = UnpagedListing(request, EventFilter, FORM)
    errors, year, month = _asked(request)
    context = {"listing": listing, "errors": errors, "month_names": drawn.MONTHS}
    if listing.ok and not errors:
        rows = listing.filters.qs.filter(date__isnull=False)
        if year is None:
            last = rows.filter(date_earliest__gt=FIRST_DAY).aggregate(last=Max("date_earliest"))["last"]
            year = (last or datetime.datetime.now(datetime.UTC).date()).year
        first, last = _bounds(year, month)
        shown = _shown(listing.filters, first, last)
        match = listing.filters.value("date_match") or "possible"
        there = rows.held_between(first, last, match).order_by("date_earliest", "pk")
        found = drawn.with_dates(there.values(*COLUMNS)[: MOST + 1])
        days = drawn.on_days(found[:MOST], first, last)
        context |= {
            "title": f"{drawn.MONTHS[month - 1]} {year}" if month else str(year),
            "year": year,
            "month": month,
            "weekdays": drawn.DAYS,
            "weeks": drawn.month(year, month, days) if month else [],
            "months": [] if month else [(*one, _to(listing, year, one[1])) for one in drawn.year(year, days)],
            "apart": drawn.apart(found[:MOST]),
            "number": len(found[:MOST]),
            "more": len(found) > MOST,
            "list": listing.changed(**shown),
            "formats": listing.formats_with(**shown),
            "undated": match == "possible",
            "whole_year": _to(listing, year) if month else "",
            **_neighbours(listing, rows, first, last, bool(month)),
        }
    return render(request, "pages/calendar.html", context, status=400 if errors else listing.status)


def _shown(filters, first, last):
    """The parameters that leave of a list what is of the days shown: where the list has days of its own, of these."""
    since, until = max(first, filters.value("date_from") or first), min(last, filters.value("date_to") or last)
    if since > until:
        since, until = first, last
    return {"date_from": since.isoformat(), "date_to": until.isoformat()}


def _asked(request):
    """(errors, year or None, month or None) of the request."""
    given = {name: plain(request.GET.get(name, "")).strip() for name in ("year", "month")}
    numbers = {
        name: int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None for name, text in given.items()
    }
    errors = {}
    if given["year"] and not numbers["year"]:
        errors["year"] = gettext("Give a year in four digits, e.g. 2021.")
    if given["month"] and not 1 <= (numbers["month"] or 0) <= 12:
        errors["month"] = gettext("Give a month as a number from 1 to 12.")
    elif given["month"] and not given["year"]:
        errors["month"] = gettext("Give the year of the month, too.")
    return errors, numbers["year"], numbers["month"]


def _bounds(year, month):
    if month:
        return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def _to(listing, year, month=None):
    return listing.changed(year=str(year), month=month and str(month))


def _neighbours(listing, rows, first, last, by_month):
    """The nearest year (or month) before and after in which something began: their queries and words; "" for none."""
    # What is known to the year only began in no month.
    known = F("date_earliest") + datetime.timedelta(days=31 if by_month else 366)
    near = rows.filter(date_start_by__lt=known).aggregate(
        before=Max("date_earliest", filter=Q(date_earliest__lt=first, date_earliest__gt=FIRST_DAY)),
        after=Min("date_earliest", filter=Q(date_earliest__gt=last, date_earliest__lt=LAST_DAY)),
    )
    found = {}
    for name, day in near.items():
        words = day and (f"{drawn.MONTHS[day.month - 1]} {day.year}" if by_month else str(day.year))
        found[name] = (_to(listing, day.year, day.month if by_month else None), words) if day else None
    return found
