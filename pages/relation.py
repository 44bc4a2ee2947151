"""Data for the page of a relation: who took part in its events, what was agreed, what was said about them."""

import datetime
from collections import Counter

from lib.languages import gettext
from lib.partialdates import parse
from lib.partialdates.core import LAST_DAY, from_to, to_date
from pages.families import FAMILY
from pages.rows import describe_position, overall, page_of
from summits.models.kinds import STANCE_SIGNS, Stance
from summits.models.standing import standing

# The most people of a side, discussions, and statements of each.
PEOPLE, DISCUSSIONS, STATEMENTS = 12, 12, 6


def describe_events(rows):
    """The rows (pages.serializers.EventOfBoth) with what their page says of them."""
    for row in rows:
        row["page"] = page_of("events", row["slug"])
        row["family"] = FAMILY[row["kind"]]
        row["standing"] = standing(row["status"]).words
        row["both"] = any(one["reason"] == "meeting" for one in row["reasons"])
        for side in ("first", "second"):
            row[side] = [_sat(one) for one in row[side]]
    return rows


def _sat(row):
    one, name = (row["expert"], "experts") if row["expert"] else (row["organisation"], "organisations")
    # If no person is on record, the printed name is used: “President Yeltsin”.
    return {
        "name": one["name"] if one else row["name_as_printed"],
        "slug": row["expert"]["slug"] if row["expert"] else "",
        "person": bool(row["expert"] or (not one and row["name_as_printed"])),
        "page": page_of(name, one["slug"]) if one else "",
        "posts": [post["post"] for post in row["appointments"]] or [row["billing"]] * bool(row["billing"]),
        "appointments": row["appointments"],
    }


def people(rows, side):
    """The people of a side (``first``, ``second``), by number of events: [{"name", "page", "slug", "posts", …}]."""
    found = {}
    for row in rows:
        for one in {(sat["slug"], sat["name"]): sat for sat in row[side]}.values():
            if not one["person"]:
                continue
            person = found.setdefault((one["slug"], one["name"]), {**one, "posts": {}, "number": 0, "years": []})
            person["posts"].update(dict.fromkeys(one["posts"]))
            person["number"] += 1
            person["years"] += [year] if (year := first_year(row)) else []
    for person in found.values():
        years = person["years"]
        person["when"] = _years(min(years), max(years)) if years else gettext("date unknown")
    return sorted(found.values(), key=lambda one: (-one["number"], one["years"][:1] or [9999], one["name"]))


def _years(first, last):
    return str(first) if first == last else from_to(first, last)


def first_year(row):
    """The first year in which an event may have begun; None if unknown."""
    date = parse(row["date"])
    return date.earliest.year if date and date.earliest.year > 1 else None


def terms(rows, side):
    """The people in office and their terms; if a term is unknown, from their first to their last meeting.

    [{"name", "post", "start", "end", "when", "rough": whether only the meetings say so, "number" of meetings}]
    """
    found = {}
    for row in rows:
        date = parse(row["date"])
        if not date or date.earliest.year == 1:
            continue
        for sat in row[side]:
            for post in sat["appointments"] or [
                {"id": "", "post": one, "start": None, "end": None} for one in sat["posts"]
            ]:
                days, _, _ = found.setdefault((sat["name"], post["post"], post["id"]), ([], post, sat["name"]))
                days.append(date.earliest)
    return _longest([_term(name, post, days) for days, post, name in found.values()])


def _longest(bars):
    """Leave out posts held during a longer one, and guesses from meetings if a term is on record."""
    kept = []
    for one in sorted(bars, key=lambda bar: (bar["rough"], bar["start"] - bar["end"])):
        others = [other for other in kept if other["name"] == one["name"]]
        known = one["rough"] and any(other["post"] == one["post"] for other in others)
        if not known and not any(one["start"] < other["end"] and other["start"] < one["end"] for other in others):
            kept.append(one)
    return kept


def _term(name, post, days):
    start, end = parse(post["start"]), parse(post["end"])
    first = start.earliest if start and start.earliest.year > 1 else min(days)
    last = end.latest if end else max(days)
    words = to_date(first.year) if last == LAST_DAY else from_to(first.year, last.year)
    return {
        "name": name,
        "post": post["post"],
        "start": first,
        "end": max(last, first + datetime.timedelta(days=1)) if last < LAST_DAY else last,
        "when": f"{post['post']} {words}"
        if start
        else gettext("{post}, met {years}").format(post=post["post"], years=_years(first.year, last.year)),
        "rough": not start,
        "number": len(days),
    }


def outcomes(rows):
    """The outcomes of which both are parties, oldest first, each with its event and its present status."""
    found = []
    for row in rows:
        for outcome in row["outcomes"]:
            later = outcome["later_events"][-1] if outcome["later_events"] else None
            if later:
                later["page"] = page_of("events", later["event"]["slug"])
            found.append({**outcome, "page": f"{row['page']}#{outcome['id']}", "later": later})
    return sorted(found, key=lambda one: parse(one["date"]).earliest if one["date"] else LAST_DAY.replace(year=9998))


def fates(found):
    """The number of outcomes by present status, most first: [(status, number, width of its bar in per cent)]."""
    counted = Counter(one["status"] for one in found).most_common()
    return [(status, number, round(86 * number / counted[0][1], 1)) for status, number in counted]


def said(rows):
    """Statements about the events, by where they were made: [{"where", "page", "number", "stances", "statements"}].

    At an event that discusses one of them all statements count; elsewhere those about one of them. Places with most
    statements come first, and statements about one of the events before others.
    """
    places = {}
    for row in rows:
        for tie in row["about"]:
            position = tie["position"]
            _place(places, position["event"])["about"].setdefault(position["id"], (tie["stance"], position))
        for link in row["discussions"]:
            place = _place(places, link["event"])
            for position in link["event"]["positions"]:
                stance = overall(one["stance"] for one in position.pop("topics", ()))
                place["others"].setdefault(position["id"], (stance, position))
    found = [_told_place(place) for place in places.values()]
    return sorted((one for one in found if one["number"]), key=lambda one: (-one["number"], one["name"]))


def _place(places, event):
    return places.setdefault((event or {}).get("slug"), {"event": event, "about": {}, "others": {}})


def _told_place(place):
    event, taken = place["event"], {**place["others"], **place["about"]}
    first = [*place["about"].values(), *(one for key, one in place["others"].items() if key not in place["about"])]
    counts = Counter(stance for stance, _ in taken.values())
    return {
        "name": event["name"] if event else gettext("Outside any event"),
        "page": page_of("events", event["slug"]) if event else "",
        "date": event["date"] if event else None,
        "number": len(taken),
        "stances": [(stance, STANCE_SIGNS[stance], counts[stance]) for stance in Stance.values if counts[stance]],
        "statements": [
            (stance, STANCE_SIGNS[stance], describe_position(position)) for stance, position in first[:STATEMENTS]
        ],
    }
