"""Differences between the values that sources state, or between these and the record, for rows of the API."""

from datetime import time

from django.db import models

from lib.partialdates import parse
from lib.partialdates.fields import PartialDateField
from sources.disagreements import mark_disagreements
from sources.models import Source


def mark_differences(kinds, user, record=None):
    """Add ``disagreements`` (sources/disagreements.py) to rows; ``kinds`` are [(model, rows with id and citations)].

    The records to compare are made from the rows; ``record`` is that of the first row of the first kind. Statements are
    needed only for citations of foreign keys, which are rare.
    """
    marked, sources = [], {}
    for number, (model, rows) in enumerate(kinds):
        stating = [row for row in rows if any(one["field"] and one["value"] for one in row["citations"])]
        asked = [row["id"] for row in stating if not _tells(model, row)]
        known = {one.public_id: one for one in ([record] if record and not number else [])}
        if missing := set(asked) - set(known):
            known |= {one.public_id: one for one in model.objects.filter(public_id__in=missing)}
        for row in stating:
            one = known.get(row["id"]) or _made(model, row, len(marked) + 1)
            _give(one, row, sources)
            marked.append((one, row))
    mark_disagreements([one for one, _ in marked], user)
    for one, row in marked:
        row["disagreements"] = one.disagreements


def _stated(model, row):
    """The fields of a row for which its sources state values."""
    names = {one["field"] for one in row["citations"] if one["value"]}
    return [field for field in model._meta.concrete_fields if field.name in names]


def _tells(model, row):
    """Whether a row has the values of all fields with stated values; it does not have the ids of foreign keys."""
    return all(field.name in row and not field.is_relation for field in _stated(model, row))


def _made(model, row, number):
    """An unsaved record with those fields of a row for which values are stated."""
    values = {field.name: _value(field, row[field.name]) for field in _stated(model, row)}
    # (Without its id, a record makes a random one.)
    return model(pk=number, public_id=row["id"], **values)


def _value(field, value):
    if isinstance(field, PartialDateField):
        return parse(value)
    return time.fromisoformat(value) if value and isinstance(field, models.TimeField) else value


def _give(record, row, sources):
    """Set the citations and names of a row on its record as if they were prefetched."""
    cited, cache = type(record)._meta.get_field("citations").related_model, {}
    cache["citations"] = [
        cited(
            source=sources.setdefault(one["source"]["slug"], Source(pk=len(sources) + 1, **_named(one["source"]))),
            **{name: one[name] for name in ("paragraph", "sentence", "locator", "field", "value", "note")},
        )
        for one in row["citations"]
    ]
    if hasattr(type(record), "names"):
        named = type(record)._meta.get_field("names").related_model
        cache["names"] = [named(text=one["text"]) for one in row["names"]]
    for name, rows in cache.items():
        found = getattr(record, name).none()
        found._result_cache, found._prefetch_done = rows, True
        record._prefetched_objects_cache = getattr(record, "_prefetched_objects_cache", {}) | {name: found}


def _named(source):
    return {"slug": source["slug"], "title": source["title"]}
