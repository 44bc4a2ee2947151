"""The keys that are compared: those of the answers when the twins were last updated.

Newer keys of the product's answers are left out, so that a new field needs no change of the twins, which must have exactly
the keys of ``keys.json``. To compare all current keys again, write them with ``python -m benchmarks.keys`` and update the
twins.
"""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "keys.json"


@cache
def pinned():
    """The keys by address: {"/api/v1/events/{key}/": {key: its keys or None}}."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def keys_of(path):
    """The pinned keys of the answer at a path. Raises KeyError for an address that is not compared."""
    parts = path.partition("?")[0].split("/")
    if len(parts) > 5:
        parts[4] = "{key}"
    return pinned()["/".join(parts)]


def reduced(answer, keys):
    """An answer reduced to these keys, also within lists; a key with None is kept whole."""
    if isinstance(answer, list):
        return [reduced(one, keys) for one in answer]
    if keys is None or not isinstance(answer, dict):
        return answer
    return {key: reduced(value, keys[key]) for key, value in answer.items() if key in keys}


def of_today(serializer):
    """The current keys of a serializer: {key: its keys or None}."""
    serializer = getattr(serializer, "child", serializer)
    fields = getattr(serializer, "fields", None)
    return fields and {name: of_today(field) for name, field in fields.items()}


def main():
    """Write the keys of today."""
    from django.urls import resolve

    from summits.related import RelatedEvents
    from timelines.serializers import TimelineSerializer

    found = {}
    for path in pinned():
        view = resolve(path.replace("{key}", "x")).func.cls
        if path.endswith("/related/"):
            found[path] = of_today(RelatedEvents())
        elif path.endswith("/timeline/"):
            found[path] = of_today(TimelineSerializer())
        elif "{key}" in path:
            found[path] = of_today(view.detail_serializer())
        else:
            rows = of_today(view.list_serializer())
            found[path] = {"count": None, "count_exact": None, "next": None, "previous": None, "results": rows}
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
