"""The fields of a model and their types, for record files, filters and serializers."""

import functools

from django.db import models

from lib.names import SearchKeyField
from lib.partialdates.fields import PartialDateField
from lib.references import stored_fields

# The first match counts.
TYPES = (
    ("reference", models.ForeignKey),
    ("date", PartialDateField),
    ("time", models.TimeField),
    ("flag", models.BooleanField),
    ("number", models.IntegerField),
    ("decimal", models.FloatField),
    ("long text", models.TextField),
    ("text", models.CharField),
)


@functools.cache
def content_fields(model):
    """The fields with information about a record, in the model's order.

    Excluded are keys, ids, times of entry, search keys, and columns set by triggers.
    """
    return tuple(
        f
        for f in stored_fields(model)
        if f.editable and not f.primary_key
        and f.name not in ("slug", "public_id") and not isinstance(f, SearchKeyField)
    )  # fmt: skip


def holds(field):
    """``choice`` or a name in TYPES; "" for a field of another type."""
    if field.choices:
        return "choice"
    return next((name for name, kind in TYPES if isinstance(field, kind)), "")
