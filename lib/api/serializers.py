"""SQL serializers: the representation of a record in the API, compiled to one SQL statement.

A serializer is a DRF serializer class whose fields also have SQL expressions. From this single
declaration come

* the statement that builds the JSON of any number of records in the database,
* the OpenAPI schema (drf-spectacular reads it as the serializer that it is),
* the columns of the CSV.

The statement is compiled once per serializer and audience; a request passes the ids and
the address of the site. Related records that the public may not see are excluded by the same
conditions as in querysets (``public`` in lib/visibility.py).
"""

import functools
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, JSONField, OuterRef, Q, TextField, When
from django.db.models.functions import Cast
from rest_framework import serializers

from lib.api.fields import BASE, Moment, field_of
from lib.api.sql import among, fixed
from lib.database.prepared import rows_of
from lib.fields import content_fields
from lib.visibility import Audience

# The placeholder in compiled statements for the ids.
IDS = "\x02ids"


class OfTree(serializers.JSONField):
    """Ancestors or descendants of a record in a tree, as JSON; ``sql(model, audience)`` returns the SQL for row ``t``."""

    def __init__(self, model, sql):
        self.model, self.sql = model, sql
        super().__init__(source="*", read_only=True)

    def expression_for(self, prefix, audience):
        """The SQL expression of its value, for an audience."""
        table, value = self.model._meta.db_table, self.sql(self.model, audience).replace("%", "%%")
        sql = f"(SELECT to_json({value}) FROM {table} t WHERE t.id = %(expressions)s)"
        return Func(F(f"{prefix}pk"), template=sql, output_field=JSONField())


class JsonObject(Func):
    """``json_build_object`` with fixed keys in their order (Django's JSONObject sorts them)."""

    function = "json_build_object"
    output_field = JSONField()

    def __init__(self, **expressions):
        # PostgreSQL allows at most 100 arguments, which is 50 keys.
        if len(expressions) > 50:
            raise ValueError("A serializer has at most 50 fields: nest some.")
        self.keys = list(expressions)
        super().__init__(*expressions.values())

    def as_sql(self, compiler, connection, **extra):
        parts, params = [], []
        for key, expression in zip(self.keys, self.source_expressions, strict=True):
            sql, values = compiler.compile(expression)
            parts.append(f"'{key}', {sql}")
            params.extend(values)
        return f"json_build_object({', '.join(parts)})", params


class SQLSerializer(serializers.Serializer):
    """Base of all serializers. ``Meta.model`` is the kind of record; fields come from lib/api/fields.py.

    With ``Meta.others``, the declared fields are followed by one for each other field of the model that
    is not a foreign key, by its type; ``Meta.left_out`` names those that are excluded.
    """

    Meta: Any
    # Further parameters of the statement: {placeholder in the expressions: ``"%(name)s::type"``}.
    holes: dict[str, str] = {}
    # For a nested serializer without a foreign key: a function (prefix of the owner, audience) that returns the
    # possible places of the record, best first: [(condition, lookup)].
    paths: Any = None

    def get_fields(self):
        """The fields by their keys."""
        fields = super().get_fields()
        if getattr(self.Meta, "others", False):
            shown = {
                *fields,
                *(one.source for one in fields.values()),
                *getattr(self.Meta, "left_out", ()),
                "publication",
            }
            others = [field for field in content_fields(self.Meta.model) if field.name not in shown]
            fields.update((field.name, one) for field in others if (one := field_of(field)))
        return fields


class Given:
    """A serializer with values for the further parameters (``holes``) of its statement, by name."""

    def __init__(self, serializer, values):
        self.serializer, self.values = serializer, values

    def __call__(self):
        return self.serializer()

    @property
    def Meta(self):
        """The ``Meta`` of the serializer."""
        return self.serializer.Meta


class Stamped(SQLSerializer):
    """Base of the list and detail serializers of a kind of record, with its times of publication and change."""

    created = Moment(
        source="first_public_at",
        allow_null=True,
        help_text="When it first was public. Null: it never was, and only people on the desk see it.",
    )
    modified = Moment(
        source="modified_at",
        help_text="When it last changed: itself, its names, identifiers, citations and other lists of its own, "
        "or whether it is public. A change of another record that it names is none.",
    )


class Many(serializers.ListSerializer):
    """Related records as a list.

    ``relation`` is the name of the reverse relation; ``via`` is the lookup from its rows to the
    record that is shown (e.g. from PositionTopic to the topic); ``order`` has columns to sort by;
    ``most`` is the maximum number, None for all.
    """

    def __init__(self, child, relation, order=("id",), via="", where=None, most=None, **kwargs):
        self.relation, self.order, self.via, self.where, self.most = relation, order, via, where, most
        super().__init__(child=child, read_only=True, **kwargs)


def _visible(model, prefix, audience):
    """The condition that ``audience`` may see the record at ``prefix``; None if it always may."""
    public = getattr(model._default_manager.all(), "public", None)
    return public(prefix) if audience is Audience.PUBLIC and public else None


def _object(serializer, prefix, audience):
    """The JSON object of a serializer for the row at ``prefix``, as an expression."""
    return JsonObject(
        **{name: _value(serializer, field, prefix, audience) for name, field in serializer.fields.items()}
    )


def _value(serializer, field, prefix, audience):
    if isinstance(field, Many):
        return _list(serializer, field, prefix, audience)
    if isinstance(field, SQLSerializer):
        own = prefix + field.source.replace(".", "__")
        if not field.allow_null:
            return _object(field, f"{own}__", audience)
        cases = []
        for condition, path in field.paths(prefix, audience) if field.paths else [(Q(), own)]:
            there = condition & Q(**{f"{path}__isnull": False})
            visible = _visible(field.Meta.model, f"{path}__", audience)
            if visible is not None:
                there &= visible
            cases.append(When(there, then=_object(field, f"{path}__", audience)))
        return Case(*cases, output_field=JSONField())
    return field.expression_for(prefix, audience) if isinstance(field, OfTree) else field.expression(prefix)


def _list(serializer, field, prefix, audience):
    relation = serializer.Meta.model._meta.get_field(field.relation)
    model, owner = relation.related_model, relation.remote_field.name
    rows = model._default_manager.filter(**{owner: OuterRef(f"{prefix}pk")})
    inner = f"{field.via}__" if field.via else ""
    conditions = [_visible(model, "", audience), field.where]
    if field.via:
        conditions.append(_visible(field.child.Meta.model, inner, audience))
    # A row is excluded if a record that it requires is hidden from the audience.
    for name, part in field.child.fields.items():
        if isinstance(part, SQLSerializer) and not part.allow_null:
            conditions.append(_visible(part.Meta.model, f"{inner}{part.source or name}__", audience))
    for condition in conditions:
        if condition is not None:
            rows = rows.filter(condition)
    rows = rows.order_by(*field.order).values(json=_object(field.child, inner, audience))[: field.most]
    return Func(ArraySubquery(rows), function="array_to_json", output_field=JSONField())


@functools.cache
def statement(serializer, audience):
    """The compiled statement of a serializer for an audience: (SQL, parameters with placeholders BASE and IDS).

    It returns rows of (id, JSON text), in no particular order. Whether the audience may see the
    records themselves must be checked before, when the ids are selected.
    """
    instance = serializer()
    rows = (
        serializer.Meta.model._default_manager.filter(among("pk", IDS))
        .order_by()
        .values_list("pk", Cast(_object(instance, "", audience), TextField()))
    )
    return rows.query.sql_with_params()


@functools.cache
def _prepared(serializer, audience):
    """The statement as a constant text with the named parameters ``base`` and ``ids``."""
    return fixed(*statement(serializer, audience), {BASE: "%(base)s::text", IDS: "%(ids)s", **serializer.holes})


def fetch(serializer, ids, audience, base):
    """The records with these ids as JSON texts, in the order of the ids, by one prepared statement.

    ``serializer`` is a serializer class or a Given; ``base`` is the address of the site without a trailing
    slash. Ids that no longer exist are left out.
    """
    values = {}
    if isinstance(serializer, Given):
        serializer, values = serializer.serializer, serializer.values
    ids = list(ids)
    if not ids:
        return []
    found = dict(rows_of(_prepared(serializer, audience), {"base": base, "ids": ids, **values}))
    return [found[pk] for pk in ids if pk in found]


@functools.cache
def _prepared_each(kinds, audience):
    """The statements of several serializers as one, with the parameters ``base``, ``ids0``, ``ids1``, …"""
    parts = []
    for number, serializer in enumerate(kinds):
        text = fixed(*statement(serializer, audience), {BASE: "%(base)s::text", IDS: f"%(ids{number})s"})
        parts.append(f"(SELECT {number} AS kind, found.* FROM ({text}) found(id, body))")
    return " UNION ALL ".join(parts)


def fetch_each(wanted, audience, base):
    """Fetch records of several kinds in one statement: [(serializer, ids)] → [{id: JSON text}]; see fetch().

    The statement includes serializers without ids as well, so that its text is constant.
    """
    values = {f"ids{number}": list(ids) for number, (_, ids) in enumerate(wanted)}
    found = [{} for _ in wanted]
    text = _prepared_each(tuple(serializer for serializer, _ in wanted), audience)
    for number, pk, body in rows_of(text, {"base": base, **values}):
        found[number][pk] = body
    return found
