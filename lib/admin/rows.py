"""Related rows of a record that are edited in a single form field: holders, topics with stance, parties."""

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, JSONField, OuterRef
from django.db.models.functions import JSONObject


class _Read(JSONField):
    """JSON parsed by orjson: a page of a hundred rows has five hundred lists."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else orjson.loads(value)


def one_list(rows):
    """The objects of a subquery as one JSON list, which is faster to read than an array."""
    return Func(ArraySubquery(rows), function="to_jsonb", output_field=_Read())


class Rows:
    """A model with a foreign key ``owner`` to the record, one to each kind of target, and perhaps a qualifier.

    On rows that are kept, columns outside the form field (a name as printed) are not changed.
    """

    def __init__(self, model, owner, targets, qualifier="", signs=None):
        self.model = model
        self.owner = owner
        self.targets = list(targets)
        self.qualifier = qualifier
        self.qualifiers, self.signs = (), signs or {}
        if qualifier:
            field = model._meta.get_field(qualifier)
            self.qualifiers = field.choices

    def column(self):
        """An annotation with the rows of each record, so that a list of records needs no further statement."""
        columns = [*(f"{name}_id" for name in self.targets), *filter(None, [self.qualifier])]
        rows = self.model._base_manager.filter(**{self.owner: OuterRef("pk")}).order_by("id")
        return one_list(rows.values(row=JSONObject(**{name: F(name) for name in columns})))

    def tokens(self, record, read=None):
        """The tokens of a record's rows, from ``read`` (the value of ``column()``) or by a query."""
        if read is None:
            rows = self.model._base_manager.filter(**{self.owner: record}).order_by("id")
            columns = [*(f"{name}_id" for name in self.targets), *filter(None, [self.qualifier])]
            read = rows.values(*columns)
        return [self._token(row) for row in read]

    def _token(self, row):
        name = next((name for name in self.targets if row[f"{name}_id"]), self.targets[0])
        prefix = f"{name}:" if len(self.targets) > 1 else ""
        suffix = f":{row[self.qualifier]}" if self.qualifier else ""
        return f"{prefix}{row[f'{name}_id']}{suffix}"

    def save(self, record, chosen):
        """Make the rows of ``record`` equal to ``chosen``: [(field name, target, qualifier)].

        Raises ValidationError and database errors.
        """
        kept = {}
        for row in self.model._base_manager.filter(**{self.owner: record}):
            kept[next((name, pk) for name in self.targets if (pk := getattr(row, f"{name}_id")))] = row
        wanted = {(name, target.pk) for name, target, _ in chosen}
        for key, row in kept.items():
            if key not in wanted:
                row.delete()
        for name, target, qualifier in chosen:
            row = kept.get((name, target.pk)) or self.model(**{self.owner: record, name: target})
            if row.pk and (not self.qualifier or getattr(row, self.qualifier) == qualifier):
                continue
            # The instance itself, so that the row's clean() sees the unsaved values.
            setattr(row, self.owner, record)
            if self.qualifier:
                setattr(row, self.qualifier, qualifier)
            row.full_clean()
            row.save()
