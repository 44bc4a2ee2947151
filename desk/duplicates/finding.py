"""Compares records with all others, a limited number at a time, and stores suspected duplicates."""

from collections import defaultdict

from django.db import connection, transaction

from desk.duplicates import sql
from desk.duplicates.nameindex import NameIndex
from desk.duplicates.sql import SEARCHES
from desk.models import DuplicateSuggestion, Scanned
from sources.models import place_in_words

KINDS = tuple(SEARCHES)
# How many records one page view compares: about a second's work including reading all names.
STEP = 200
# How many a scan compares in one transaction.
BATCH = 1000


def waiting(name):
    """How many records of a kind are new or changed since they were compared. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql.changed(SEARCHES[name]), [name])
        return cursor.fetchone()[0]


def refresh(name, step=STEP):
    """Compare up to ``step`` new or changed records of a kind; returns how many are left.

    A fixed number of statements, two if nothing has changed. Does nothing while another process compares.
    """
    left = waiting(name)
    return next(scan(name, step), left) if left else 0


def scan(name, batch=BATCH):
    """Compare all new or changed records of a kind; yields how many are left after each batch.

    Each batch is a transaction, so that a scan may end after any. The names are read once: records that change in the
    meantime have another signature and are left to the next scan. Ends silently while another process compares.
    """
    search = SEARCHES[name]
    with connection.cursor() as cursor:
        index = NameIndex(search, cursor)
    compared = dict(Scanned.objects.filter(kind=name).values_list("record", "signature"))
    ids = [pk for pk, signature in index.signatures.items() if compared.get(pk) != signature]
    _forget(name, compared.keys() - index.signatures.keys())
    for start in range(0, len(ids), batch):
        if not _compare(index, ids[start : start + batch]):
            return
        yield max(0, len(ids) - start - batch)


def _forget(name, gone):
    """Delete the marks of deleted records."""
    if gone:
        Scanned.objects.filter(kind=name, record__in=gone).delete()


def _compare(index, ids):
    """Compare some records and store the pairs, in one transaction; False while another process compares."""
    name = index.search.name
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [f"parley duplicates {name}"])
        if not cursor.fetchone()[0]:
            return False
        _keep(name, ids, find(index, ids, cursor))
        Scanned.objects.bulk_create(
            [Scanned(kind=name, record=pk, signature=index.signatures[pk]) for pk in ids],
            update_conflicts=True, unique_fields=["kind", "record"], update_fields=["signature"],
        )  # fmt: skip
    return True


def find(index, ids, cursor):
    """Pairs of ``ids`` with any record: {(lower id, higher id): (score, [reason])}."""
    search, found = index.search, defaultdict(dict)
    for one in ids:
        for other, (alike, text, other_text) in index.nearest(one).items():
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
        cursor.execute(sql.SAME_PEOPLE, {"ids": ids})
        for one, other, number, date, other_date in cursor.fetchall():
            found[min(one, other), max(one, other)]["people"] = (number, date, other_date)
        cursor.execute(sql.SAME_CITATION, {"ids": ids})
        for one, other, source, *place in cursor.fetchall():
            found[min(one, other), max(one, other)]["source"] = (source, place_in_words(*place))
    also = {"expert": _lives, "event": _principals}.get(search.name)
    if also and found:
        also(found, cursor)
    return {pair: judge(reasons) for pair, reasons in found.items() if reasons and _possible(index, pair, reasons)}


def _possible(index, pair, reasons):
    return "identifier" in reasons or index.possible(*pair, reasons.get("name", (0.0,))[0])


def _of_pairs(sql, pairs, cursor):
    cursor.execute(sql, {"firsts": [one for one, _ in pairs], "seconds": [other for _, other in pairs]})
    return cursor.fetchall()


def _lives(found, cursor):
    """Add births as reasons to pairs of people, and remove pairs whose lives exclude each other."""
    for one, other, born, other_born, meet, apart in _of_pairs(sql.LIVES, found, cursor):
        reasons = found[one, other]
        if apart and "identifier" not in reasons:
            del found[one, other]
        elif meet:
            reasons["born"] = (born, other_born)
        else:
            reasons["but"] = (born, other_born)


def _principals(found, cursor):
    """Add shared principals as reasons, and remove pairs of events with different principals unless the names are equal."""
    for one, other, shared in _of_pairs(sql.PRINCIPALS, found, cursor):
        reasons = found[one, other]
        if shared:
            reasons["principal"] = shared
        elif "identifier" not in reasons and reasons.get("name", (0.0,))[0] < sql.SAME:
            del found[one, other]


def judge(reasons):
    """(score, [reason]) for a pair; a reason is {kind, words}."""
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
    if "people" in reasons:
        number, date, other = reasons["people"]
        score = min(0.97, score + 0.2) if told else 0.8
        days = f"on {date}" if date == other else f"on the same days: {date} and {other}"
        told.append({"kind": "people", "words": f"with the same {number} people {days}"})
    if "source" in reasons:
        source, place = reasons["source"]
        score = min(0.97, score + 0.2) if told else 0.85
        told.append({"kind": "source", "words": f"for both the same place is cited: {source}, {place}"})
    if "name" in reasons:
        alike, text, other = reasons["name"]
        score = max(score, alike) if len(told) == 0 else min(0.99, score + 0.25 * alike)
        told.append({"kind": "name", "words": name_words(text, other, alike)})
    if "principal" in reasons:
        score = min(0.99, score + 0.1)
        told.append({"kind": "principal", "words": f"{' and '.join(reasons['principal'])} as principal of both"})
    if "born" in reasons:
        born, other = reasons["born"]
        score = min(1.0, score + 0.1)
        told.append({"kind": "born", "words": f"both born {born}" if born == other else f"born {born} and {other}"})
    if "but" in reasons:
        born, other = reasons["but"]
        score *= 0.6
        told.append({"kind": "but", "words": f"but born {born} and {other}"})
    return round(score, 4), told


def name_words(text, other, alike):
    """The similarity of two names in words."""
    if text == other:
        return f"the same name, “{text}”"
    if alike >= 0.995:
        return f"“{text}” and “{other}” are the same but for script or spelling"
    return f"“{text}” and “{other}” are {alike:.0%} alike"


def _keep(name, ids, pairs):
    """Replace the suspected duplicates of the records."""
    DuplicateSuggestion.objects.of(name, *ids).delete()
    DuplicateSuggestion.objects.bulk_create(
        [
            DuplicateSuggestion(kind=name, first=one, second=other, score=score, reasons=reasons)
            for (one, other), (score, reasons) in pairs.items()
        ],
        ignore_conflicts=True,
    )
