"""Adding what a data set says to a record of other origin, field by field."""

from intake.records.planning import same
from intake.records.report import BOTH, EXISTING, Difference
from lib.names import says_no_more


def add_to(one, here, was):
    """Give an entry what a record of other origin is to hold: its own values, and what the data set adds.

    ``was`` has the data set's values at the last import, None at the first. What a person has removed since is not
    added again. Returns the Differences that are left.
    """
    differences = []
    for name in sorted(one.given, key=lambda name: name not in one.kind.rows):  # lists first
        file, now = one.values[name], here[name]
        if isinstance(now, list):
            before = was.get(name, []) if was else []
            kept = [row for row in now if row in file or row not in before]
            one.values[name] = kept + [row for row in file if row not in before and row not in now]
            one.row_lines[name] = [one.line] * len(one.values[name])
        elif was is None:
            one.values[name] = file if now in (None, "") else now
            if name == "name" and "names" in one.values:
                _further_name(one, file, here)
            elif file not in (None, "", now) and now not in (None, ""):
                differences.append(_difference(EXISTING, one, name, file, now))
        elif same(file, was.get(name)):
            one.values[name] = now
        elif same(now, was.get(name)):
            one.values[name] = file
        else:
            one.values[name] = now
            if not same(file, now):
                differences.append(_difference(BOTH, one, name, file, now))
    return differences


def _further_name(one, name, here):
    """Add the data set's name as a further name, unless the record has it."""
    if says_no_more(name, here["name"]) or any(row["text"] == name for row in here["names"]):
        return
    defaults = {part: key.left_out for part, key in one.kind.rows["names"].keys.items()}
    row = {**defaults, "text": name, "language": "en", "script": "Latn", "kind": "as_printed"}
    one.values["names"] = [*one.values["names"], row]
    one.row_lines["names"] = [one.line] * len(one.values["names"])


def _difference(why, one, name, file, here):
    return Difference(why, one.kind.name, one.key, f"{one.file}:{one.line}", name, file, here)
