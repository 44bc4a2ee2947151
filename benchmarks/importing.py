"""The import of a data set against a loop of ``save()``: the same records, written as a view of one record would write them.

    PARLEY_HOME=... .venv/bin/python -m benchmarks.importing [DATA]

DATA is the folder with the data sets of the Office of the Historian; without it travels are made up, as `make bench`
does. The product writes all rows; the loop writes the records of the first LOOPED rows only, since it takes minutes for
all of them, and both are compared by milliseconds for each record or row beside it. Both are rolled back. History,
validation and constraints are the same for both. Exit status 1 if the import is not TIMES times as fast.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

TIMES = 10  # at least so many times as fast as the loop
TRIPS = 1500
LOOPED = 100
COUNTRIES = ("france", "japan", "mexico", "egypt", "canada", "india", "brazil", "kenya")


def travels(folder):
    """Write TRIPS made-up trips in the publisher's format below a folder; returns the folder."""
    (folder / "president-travels").mkdir(parents=True)
    trips = []
    for number in range(1, TRIPS + 1):
        year, month, day = 1900 + number % 120, 1 + number % 12, 1 + number % 27
        who, country = number % 40, COUNTRIES[number % len(COUNTRIES)]
        said = {
            "name": f"Traveller {who}", "start-date": f"{year}-{month:02}-{day:02}",
            "end-date": f"{year}-{month:02}-{day + 1:02}", "locale": f"Town {number % 90}",
            "remarks": f"Met with President Name{number} and attended meeting {number}.",
        }  # fmt: skip
        parts = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in said.items())
        trips.append(
            f'<trip who="traveller-{who}"><id>{number}</id><role>president</role>{parts}'
            f'<country id="{country}">{country.title()}</country></trip>'
        )
    text = f'<?xml version="1.0" encoding="UTF-8"?><trips>{"".join(trips)}</trips>'
    (folder / "president-travels" / "made-up.xml").write_text(text, encoding="utf-8")
    return folder


def product(importer, path):
    """(seconds, records and rows beside them) of the import; rolled back."""
    from django.db import transaction

    from intake.datasets.importing import import_dataset
    from lib.addresses import Publication

    with transaction.atomic():
        before, started = _rows(), time.perf_counter()
        import_dataset(importer, path, publication=Publication.PUBLISHED)
        took = time.perf_counter() - started
        written = _rows() - before
        transaction.set_rollback(True)
    return took, written


def loop(importer, path, rows=LOOPED):
    """(seconds, records and rows beside them) of a loop of ``full_clean()`` and ``save()`` over the first rows; rolled back."""
    from django.db import transaction

    from intake.records.format import KINDS
    from lib.addresses import Publication
    from lib.jobs import Watch

    proposed = importer.propose(path, Watch())
    wanted, waiting = {}, [one for row in proposed.rows[:rows] if not row.reason for one in (*row.entries, *row.beside)]
    while waiting:
        one = waiting.pop()
        if (one.kind.name, one.key) not in wanted:
            wanted[one.kind.name, one.key] = one
            named = ((refers.name, key) for _, _, refers, key in one.references())
            waiting += [proposed.entries[here] for here in named if here in proposed.entries]
    with transaction.atomic():
        before, started = _rows(), time.perf_counter()
        for kind in KINDS.values():
            mine = [one for (name, _), one in wanted.items() if name == kind.name]
            # Countries before the towns in them, as far as a loop needs it: what names nothing of its kind first.
            for one in sorted(mine, key=lambda one: sum(refers is kind for _, _, refers, _ in one.references())):
                if not kind.model.objects.filter(**{kind.address: one.key}).exists():
                    _save(kind, one, Publication.PUBLISHED)
        took = time.perf_counter() - started
        written = _rows() - before
        transaction.set_rollback(True)
    return took, written


def _save(kind, one, publication):
    record = kind.model(**{kind.address: one.key}, **_columns(kind.keys, one.values), publication=publication)
    record.full_clean()
    record.save()
    for name, rows in kind.rows.items():
        for values in one.values[name]:
            row = rows.model(**{rows.owner: record}, **_columns(rows.keys, values))
            row.full_clean()
            row.save()


def _columns(keys, values):
    found = {}
    for name, key in keys.items():
        value = values[name]
        if key.holds == "reference" and value is not None:
            value = key.refers.model.objects.get(**{key.refers.address: value})
        if name != "publication":
            found[key.field.name] = value
    return found


def _rows():
    """How many records and rows beside them there are."""
    from intake.records.format import KINDS

    models = {model for kind in KINDS.values() for model in (kind.model, *(rows.model for rows in kind.rows.values()))}
    return sum(model.objects.count() for model in models)


def compare(importer, path):
    """A result as the work items have one: milliseconds for a written row of both, how many times faster, what is missed."""
    (fast, many), (slow, few) = product(importer, path), loop(importer, path)
    ms = {"product": 1000 * fast / many, "save() loop": 1000 * slow / few}
    return _judged(many, ms)


def together(results):
    """One result of several data sets: `make demo-data` imports them one after another."""
    rows = sum(result["rows"] for result in results)
    names = results[0]["ms_a_row"]
    return _judged(rows, {n: sum(one["rows"] * one["ms_a_row"][n] for one in results) / rows for n in names})


def _judged(rows, ms):
    times = ms["save() loop"] / ms["product"]
    return {
        "label": "import",
        "words": f"{rows:,} records and rows beside them",
        "rows": rows,
        "ms_a_row": {name: round(value, 3) for name, value in ms.items()},
        "times": round(times, 1),
        "missed": [f"{times:.1f} times as fast < {TIMES}"] if times < TIMES else [],
    }


def line(result):
    """One line for people."""
    ms = ", ".join(f"{name} {value} ms" for name, value in result["ms_a_row"].items())
    missed = "".join(f" MISSED: {text}" for text in result["missed"])
    return f"import of {result['words']}: {ms} for each, {result['times']} times as fast{missed}"


def made_up():
    """The comparison with made-up travels, on the database that Django is set up for."""
    from intake.datasets.register import REGISTER

    with tempfile.TemporaryDirectory() as folder:
        return compare(REGISTER["hsg-travels"], travels(Path(folder)))


def main(arguments):
    """Compare, print, and say by the exit status whether the target is met."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    from lib import database

    database.ensure()
    django.setup()
    from intake.datasets.register import DEMO, REGISTER

    if not arguments:
        results = [made_up()]
    else:
        results = []
        for folder, name in DEMO.items():
            results.append(compare(REGISTER[name], Path(arguments[0]) / folder))
            print(f"{name}: {results[-1]['times']} times as fast", flush=True)
        results = [together(results)]
    print(line(results[0]))
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB of memory, the loop included")
    return int(any(result["missed"] for result in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
