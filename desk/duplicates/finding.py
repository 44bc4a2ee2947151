"""Comparing records with all others, a bounded number at a time, and keeping what looks like one."""

from collections import defaultdict

from django.db import connection, transaction

from desk.duplicates import sql
from desk.duplicates.sql import SEARCHES
from desk.models import Scanned, Suspected
from lib.names import spellings

KINDS = tuple(SEARCHES)
# How many records one page view compares: about a second's work.
STEP = 200
# A shorter name would be like nearly anything.
SHORTEST = 4


def refresh(name, step=STEP):
    """Compare up to ``step`` records of a kind that are new or changed; returns how many are left.

    A fixed number of statements, in one transaction. Where somebody else is at it, nothing is done.
    """
    search = SEARCHES[name]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [f"parley duplicates {name}"])
        mine = cursor.fetchone()[0]
        cursor.execute(sql.changed(search), [name, step])
        rows = cursor.fetchall()
        if not rows:
            return 0
        if not mine:
            return rows[0][2]
        ids = [row[0] for row in rows]
        pairs = find(search, ids, cursor)
        _keep(name, ids, pairs, cursor)
        Scanned.objects.bulk_create(
            [Scanned(kind=name, record=pk, signature=signature) for pk, signature, _ in rows],
            update_conflicts=True, unique_fields=["kind", "record"], update_fields=["signature"],
        )  # fmt: skip
        return rows[0][2] - len(rows)


def find(search, ids, cursor):
    """Pairs of ``ids`` with any record: {(lower id, higher id): (score, [reason])}."""
    found = defaultdict(dict)
    for one, other, text, other_text, alike in _by_name(search, ids, cursor):
        if search.name != "expert" or _same_surname(text, other_text, alike):
            best = found[min(one, other), max(one, other)]
            if alike > best.get("name", (0,))[0]:
                best["name"] = (alike, text, other_text)
    if search.identifiers:
        cursor.execute(sql.same_identifiers(search), {"ids": ids})
        for one, other, scheme, value, other_value in cursor.fetchall():
            found[min(one, other), max(one, other)]["identifier"] = (scheme, value, other_value)
    if search.times:
        cursor.execute(sql.SAME_TIME_AND_PLACE, {"ids": ids})
        for one, other, place, date, other_date in cursor.fetchall():
            found[min(one, other), max(one, other)]["time"] = (place, date, other_date)
    births = _other_births(found, cursor) if search.name == "expert" else {}
    return {pair: judge(reasons, births.get(pair)) for pair, reasons in found.items()}


def _by_name(search, ids, cursor):
    cursor.execute(sql.names_of(search), {"ids": ids})
    probes = {
        (pk, spelling): text
        for pk, key, text in cursor.fetchall()
        if len(key.replace(" ", "")) >= SHORTEST
        for spelling in spellings(key)
    }
    cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(search.alike)])
    cursor.execute(
        sql.close_names(search),
        {"ids": [pk for pk, _ in probes], "keys": [key for _, key in probes], "texts": list(probes.values())},
    )
    return cursor.fetchall()


def _same_surname(text, other_text, alike):
    """Two persons' names that share little more than the forename are left out."""
    if alike >= 0.7:
        return True
    ends = [name.split()[-1].lower() if name.split() else "" for name in (text, other_text)]
    # In two scripts letters say nothing; the keys have been compared.
    return not all(end.isascii() for end in ends) or ends[0][:2] == ends[1][:2]


def _other_births(pairs, cursor):
    cursor.execute(sql.OTHER_BIRTHS, {"firsts": [a for a, _ in pairs], "seconds": [b for _, b in pairs]})
    return {(one, other): (born, other_born) for one, other, born, other_born in cursor.fetchall()}


def judge(reasons, births=None):
    """(score, [reason]) of what speaks for one record; a reason is {kind, words}."""
    score, told = 0.0, []
    if "identifier" in reasons:
        scheme, value, other = reasons["identifier"]
        score = 0.98
        told.append({"kind": "identifier", "words": f"the same identifier in {scheme}, written {value} and {other}"})
    if "time" in reasons:
        place, date, other = reasons["time"]
        score = max(score, 0.7)
        days = f"on {date}" if date == other else f"{date} and {other}"
        told.append({"kind": "time", "words": f"at the same place, {place}, on the same day: {days}"})
    if "name" in reasons:
        alike, text, other = reasons["name"]
        score = max(score, alike) if len(told) == 0 else min(0.99, score + 0.25 * alike)
        told.append({"kind": "name", "words": name_words(text, other, alike)})
    if births:
        score *= 0.6
        told.append({"kind": "but", "words": f"but born {births[0]} and {births[1]}"})
    return round(score, 4), told


def name_words(text, other, alike):
    """How two names are alike, in words."""
    if text == other:
        return f"the same name, “{text}”"
    if alike >= 0.995:
        return f"“{text}” and “{other}” are the same but for script or spelling"
    return f"“{text}” and “{other}” are {alike:.0%} alike"


def _keep(name, ids, pairs, cursor):
    """Replace what was suspected of the records."""
    first, second = f"{name}_first_id", f"{name}_second_id"
    cursor.execute(f"DELETE FROM desk_suspected WHERE {first} = ANY(%(ids)s) OR {second} = ANY(%(ids)s)", {"ids": ids})
    Suspected.objects.bulk_create(
        [
            Suspected(**{first: one, second: other}, score=score, reasons=reasons)
            for (one, other), (score, reasons) in pairs.items()
        ],
        ignore_conflicts=True,
    )
