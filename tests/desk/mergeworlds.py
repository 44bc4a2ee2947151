"""Random worlds for the tests of merging, generated from the models: every table, every foreign key.

Values come from tiny sets, so that rows are often equal and collide; rows that clean() or the database refuses are
left out.
"""

import itertools
import json

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction

from lib.partialdates.fields import PartialDateField

APPS = ("sources", "topics", "experts", "summits")
ADDRESSED = (
    "sources.Source", "sources.Place", "topics.Topic", "experts.Organisation", "experts.Expert", "summits.Event",
)  # fmt: skip
# Owners before what hangs on them.
BETWEEN = (
    "experts.Appointment", "summits.Panel", "summits.Position", "summits.Outcome", "summits.EventLink",
    "summits.Participation",
)  # fmt: skip
DATES = [None, None, "2020", "2021-06-16", "2021-06"]
WORDS = ["alpha", "beta"]

_numbers = itertools.count(1)


def record_models():
    """All tables of records and their rows; histories and the desk's own left out."""
    return [
        model
        for label in APPS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if not hasattr(model, "pgh_tracked_model")
    ]


class World:
    """Three records of each kind with a slug, and random rows between them."""

    def __init__(self, random, rows=3):
        self.random = random
        self.known = {}
        for label in ADDRESSED:
            for _ in range(3):
                self.add(apps.get_model(label))
        for label in BETWEEN:
            for _ in range(rows):
                self.add(apps.get_model(label))
        rest = [m for m in record_models() if m._meta.label not in ADDRESSED + BETWEEN]
        for model in rest:
            if not model.__name__.startswith("Former"):
                for _ in range(rows * 2 if "Citation" in model.__name__ else rows):
                    self.add(model)
        for label in ADDRESSED:
            # Former slugs.
            for record in self.known[apps.get_model(label)][:2]:
                record.refresh_from_db()
                record.slug = f"{record.slug}-new"
                record.save()

    def add(self, model):
        """Add a random row; None if it was refused."""
        row = model()
        for field in model._meta.local_concrete_fields:
            if field.primary_key or isinstance(field, models.GeneratedField):
                continue
            if not field.editable and field.name != "public_id":
                continue
            setattr(row, field.attname, self.value(model, field))
        if model._meta.label == "summits.Position" and row.panel_id and not row.event_id:
            row.panel_id = None
        if hasattr(row, "organisation_id") and hasattr(row, "expert_id") and row.expert_id and row.organisation_id:
            if model._meta.label != "experts.Appointment":
                row.organisation_id = None if self.random.random() < 0.5 else row.organisation_id
                if row.organisation_id:
                    row.expert_id = None
        try:
            with transaction.atomic():
                row.full_clean()
                row.save()
        except (ValidationError, DatabaseError):
            return None
        self.known.setdefault(model, []).append(row)
        return row

    def said_twice(self, name, one, other):
        """Give two experts, or organisations, posts that may be the same; and let them hold and endorse one position."""
        other_side = {"expert": "organisation", "organisation": "expert"}[name]
        shared = self.random.choice(self.known[apps.get_model("experts", other_side)])
        appointments, participations = apps.get_model("experts.Appointment"), apps.get_model("summits.Participation")
        for record, post, start in ((one, "Gamma", "2020"), (other, "gamma", "2020-05")):
            row = appointments.objects.create(**{name: record, other_side: shared}, post=post, start=start)
            row.citations.create(source=self.random.choice(self.known[apps.get_model("sources.Source")]))
            # A billing resolves to posts of the participant alone.
            if own := participations.objects.filter(expert=row.expert_id).order_by("pk"):
                row.resolved.create(participation=self.random.choice(own))
        position = self.random.choice(self.known.get(apps.get_model("summits.Position"), [None]))
        if position is not None:
            holder, endorser = self.random.sample([one, other], 2)
            position.holders.get_or_create(**{name: holder})
            position.endorsers.get_or_create(**{name: endorser})

    def alike(self, kind, one, other):
        """Give two records rows that are equal after merging: a name, or for sources a citation of one record."""
        record = self.random.choice(self.known[apps.get_model("experts.Expert")])
        for each in (one, other):
            if kind.further_names:
                each.names.create(text="Delta", kind="variant")
            else:
                record.citations.create(source=each, locator="p. 1066")

    def value(self, model, field):
        """A random value for a field."""
        pick = self.random.choice
        if field.name in ("slug", "public_id") and field.unique:
            return f"{model.__name__.lower()}-{next(_numbers)}"
        if isinstance(field, models.ForeignKey):
            if field.remote_field.model is model and model._meta.label in ADDRESSED:
                return pick([None, *[r.pk for r in self.known.get(model, [])]])
            known = [record.pk for record in self.known.get(field.remote_field.model, [])]
            return pick([None, *known] if field.null else known) if known else None
        if isinstance(field, PartialDateField):
            return pick(DATES)
        if field.name == "publication":
            return pick(["draft", "published"])
        if field.choices:
            values = [value for value, _ in field.flatchoices]
            return pick(values[:2] + (["parallel_to", "part_of"] if "part_of" in values else []))
        if field.name == "value" and hasattr(model, "scheme"):
            return f"value {next(_numbers)}"
        if field.name in ("name", "title"):
            return f"{pick(WORDS)} {next(_numbers)}"
        if isinstance(field, models.URLField):
            return pick(["", "https://example.org/a"])
        if isinstance(field, (models.CharField, models.TextField)):
            short = {
                "script": ["", "Cyrl"],
                "language": ["", "ru"],
                "timezone": [""],
                "field": ["", "publication"],
                "locator": ["", "", "page 1"],
                "value": ["", "", "alpha"],
            }
            return pick(short.get(field.name, (["", *WORDS] if field.blank else WORDS)))
        if isinstance(field, models.TimeField):
            return None
        if isinstance(field, models.IntegerField):
            return pick([None, None, 1]) if field.null else self.random.randint(1, 3)
        if field.name in ("latitude", "longitude"):
            # A place has both or none: here both.
            return pick([1.5, 2.5])
        raise AssertionError(f"No values for {field}: describe them here.")


def dump():
    """Every row of every table of records, as the database's own JSON: {label: {id: row}}."""
    found = {}
    with connection.cursor() as cursor:
        for model in record_models():
            # Without the stamps of triggers (lib/stamps.py), since undoing is one more change.
            row = "to_jsonb(t) - 'first_public_at' - 'modified_at'"
            cursor.execute(f'SELECT t.id, {row} FROM "{model._meta.db_table}" t ORDER BY id')
            found[model._meta.label] = {pk: json.loads(text) for pk, text in cursor.fetchall()}
    return found


def pointing_at(table):
    """Every foreign key to a table, from the database's catalogue: [(table, column)]."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            WHERE c.contype = 'f' AND c.confrelid = %s::regclass""",
            [table],
        )
        return [(name.strip('"'), column) for name, column in cursor.fetchall()]
