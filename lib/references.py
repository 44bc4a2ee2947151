"""The foreign keys to a record and the columns of a row, read from the models instead of listed by hand.

A new model with a foreign key to events is automatically part of merging events, of their history and of
restoring them. History tables are never changed; the desk handles its own tables.
"""

import functools
from dataclasses import dataclass

from django.apps import apps
from django.db.models import GeneratedField

from lib.names import SearchKeyField
from lib.stamps import StampField


@dataclass(frozen=True)
class ReferringModel:
    """A model with one or several foreign keys to a kind of record."""

    model: type
    fields: tuple

    @property
    def columns(self):
        """The columns of the foreign keys."""
        return [field.column for field in self.fields]


def is_history(model):
    """Whether a model is the history of another."""
    return hasattr(model, "pgh_tracked_model")


@functools.cache
def references(model):
    """Every model with a foreign key to ``model``, as a tuple of ReferringModels, in a fixed order."""
    found = []
    for other in apps.get_models(include_auto_created=True):
        meta = other._meta
        if meta.proxy or not meta.managed or is_history(other) or meta.app_label == "desk":
            continue
        keys = [f for f in meta.local_concrete_fields if f.remote_field and f.remote_field.model is model]
        if keys:
            found.append(ReferringModel(other, tuple(keys)))
    return tuple(sorted(found, key=lambda reference: reference.model._meta.label))


@functools.cache
def stored_fields(model):
    """The fields from which a row is restored: all except those that the database generates or sets."""
    return tuple(f for f in model._meta.local_concrete_fields if not isinstance(f, (GeneratedField, StampField)))


def companions(model, field):
    """The columns derived from a field (its search key)."""
    return [f.column for f in stored_fields(model) if isinstance(f, SearchKeyField) and f.source == field.name]
