"""Shapes: what a record looks like in the API, compiled to one SQL statement.

A shape is a DRF serializer class whose fields also give SQL expressions. It is the
one declaration from which come

* the statement that builds the JSON of any number of records in the database,
* the OpenAPI schema (drf-spectacular reads it as the serializer that it is),
* the columns of the CSV.

The statement is compiled once per shape and viewer; a request fills in the ids and
the address of the site. What the public may not see is left out by the same
conditions that the querysets use (``public`` in lib/visibility.py).
"""

import functools
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Func, JSONField, OuterRef, Q, TextField, When
from django.db.models.functions import Cast
from rest_framework import serializers

from lib.api.fields import BASE
from lib.api.sql import among, fixed
from lib.database.prepared import rows_of
from lib.visibility import Viewer

# Stands in compiled statements where the ids go.
IDS = "\x02ids"


class JsonObject(Func):
    """``json_build_object`` with fixed keys, keeping their order (JSONObject of Django sorts them)."""

    function = "json_build_object"
    output_field = JSONField()

    def __init__(self, **expressions):
        # PostgreSQL takes at most 100 arguments: 50 keys.
        if len(expressions) > 50:
            raise ValueError("A shape has at most 50 fields: nest some.")
        self.keys = list(expressions)
        super().__init__(*expressions.values())

    def as_sql(self, compiler, connection, **extra):
        parts, params = [], []
        for key, expression in zip(self.keys, self.source_expressions, strict=True):
            sql, values = compiler.compile(expression)
            parts.append(f"'{key}', {sql}")
            params.extend(values)
        return f"json_build_object({', '.join(parts)})", params


class Shape(serializers.Serializer):
    """Base of all shapes. ``Meta.model`` is the kind of record; fields come from lib/api/fields.py."""

    Meta: Any


class Many(serializers.ListSerializer):
    """The records that hang on a record, as a list of shapes.

    ``relation`` is the reverse relation's name; ``via`` leads from those rows to the
    record that is shown (e.g. from PositionTopic to the topic); ``order`` sorts.
    """

    def __init__(self, child, relation, order=("id",), via="", where=None, **kwargs):
        self.relation, self.order, self.via, self.where = relation, order, via, where
        super().__init__(child=child, read_only=True, **kwargs)


def _visible(model, prefix, viewer):
    """The condition under which ``viewer`` may see the record at ``prefix``; None for no condition."""
    public = getattr(model._default_manager.all(), "public", None)
    return public(prefix) if viewer is Viewer.PUBLIC and public else None


def _object(shape, prefix, viewer):
    """The JSON object of a shape, as an expression on the row that ``prefix`` leads to."""
    return JsonObject(**{name: _value(shape, field, prefix, viewer) for name, field in shape.fields.items()})


def _value(shape, field, prefix, viewer):
    if isinstance(field, Many):
        return _list(shape, field, prefix, viewer)
    if isinstance(field, Shape):
        path = prefix + field.source.replace(".", "__")
        if not field.allow_null:
            return _object(field, f"{path}__", viewer)
        condition = Q(**{f"{path}__isnull": False})
        visible = _visible(field.Meta.model, f"{path}__", viewer)
        if visible is not None:
            condition &= visible
        return Case(When(condition, then=_object(field, f"{path}__", viewer)), output_field=JSONField())
    return field.expression(prefix)


def _list(shape, field, prefix, viewer):
    relation = shape.Meta.model._meta.get_field(field.relation)
    model, owner = relation.related_model, relation.remote_field.name
    rows = model._default_manager.filter(**{owner: OuterRef(f"{prefix}pk")})
    inner = f"{field.via}__" if field.via else ""
    conditions = [_visible(model, "", viewer), field.where]
    if field.via:
        conditions.append(_visible(field.child.Meta.model, inner, viewer))
    # A row that cannot do without a record which the viewer may not see is left out.
    for name, part in field.child.fields.items():
        if isinstance(part, Shape) and not part.allow_null:
            conditions.append(_visible(part.Meta.model, f"{inner}{part.source or name}__", viewer))
    for condition in conditions:
        if condition is not None:
            rows = rows.filter(condition)
    rows = rows.order_by(*field.order).values(json=_object(field.child, inner, viewer))
    return Func(ArraySubquery(rows), function="array_to_json", output_field=JSONField())


@functools.cache
def statement(shape, viewer):
    """The compiled statement of a shape for a viewer: (SQL, parameters with BASE and IDS to fill in).

    It yields rows of (id, JSON text), in no particular order. What of the records
    themselves the viewer may see is decided before, by the ids that are asked for.
    """
    instance = shape()
    rows = (
        shape.Meta.model._default_manager.filter(among("pk", IDS))
        .order_by()
        .values_list("pk", Cast(_object(instance, "", viewer), TextField()))
    )
    return rows.query.sql_with_params()


@functools.cache
def _prepared(shape, viewer):
    """The same statement as a text that never changes; its values are ``base`` and ``ids``."""
    return fixed(*statement(shape, viewer), {BASE: "%(base)s::text", IDS: "%(ids)s"})


def fetch(shape, ids, viewer, base):
    """The records ``ids`` as JSON texts, in the order of the ids: one statement, prepared.

    ``base`` is the address of the site without a slash at its end. Ids that no
    longer exist are left out.
    """
    ids = list(ids)
    if not ids:
        return []
    found = dict(rows_of(_prepared(shape, viewer), {"base": base, "ids": ids}))
    return [found[pk] for pk in ids if pk in found]


def fetch_objects(shape, ids, viewer, base):
    """Like ``fetch``, as Python objects."""
    return [orjson.loads(text) for text in fetch(shape, ids, viewer, base)]
