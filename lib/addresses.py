"""Permanent addresses: public ids, slugs, and the tables of former slugs."""

import secrets

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from lib.choices import choices_constraint
from lib.history import history_of
from lib.stamps import StampField

# Crockford's alphabet: no i, l, o, u that could be misread.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_public_id():
    """A new random public id: ``r`` and 14 characters (70 bits), unique in practice."""
    return "r" + "".join(secrets.choice(_ALPHABET) for _ in range(14))


class Publication(models.TextChoices):
    """The state of a record. Only published records are public."""

    DRAFT = "draft", gettext_noop("draft")
    SUBMITTED = "submitted", gettext_noop("submitted")
    PUBLISHED = "published", gettext_noop("published")


def publication_known():
    """The constraint that ``publication`` is one of the three states, for the ``Meta`` of each concrete model."""
    return choices_constraint("publication", Publication, "Publication")


class Record(models.Model):
    """A record with a permanent public id and a state of publication."""

    public_id = models.CharField(
        max_length=60,
        unique=True,
        default=new_public_id,
        editable=False,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9.-]*$", "Use small letters, digits, dots and hyphens.")],
    )
    publication = models.CharField(max_length=12, choices=Publication, default=Publication.PUBLISHED)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    first_public_at = StampField(null=True)
    modified_at = StampField(db_default=Now(), db_index=True)

    class Meta:
        abstract = True


class SluggedRecord(Record):
    """A record that also has a slug. Its former slugs keep redirecting to it."""

    slug = models.SlugField(
        max_length=120,
        unique=True,
        help_text="The record's address. If you change it, the old address leads here.",
    )

    # Set by bulk writers that have checked many slugs at once, so that clean() does not query for each.
    slug_is_free = False

    class Meta:
        abstract = True

    def clean(self):
        """Refuse a slug that another record had before, since that address redirects there for ever."""
        super().clean()
        if self.slug_is_free:
            return
        former = former_slugs_of(type(self)).objects.filter(slug=self.slug).exclude(record_id=self.pk or 0)
        if self.slug and former.exists():
            raise ValidationError(
                {"slug": f"“{self.slug}” was the address of another record and still leads there: choose another."}
            )


def former_slugs_of(model):
    """The model of the former slugs of a slugged record."""
    return model._meta.get_field("former_slugs").related_model


class FormerSlug(models.Model):
    """A former slug of a record; ``record`` is null if the record was deleted.

    Written only by trigger, so that forms, bulk updates and raw SQL are all covered.
    """

    slug = models.SlugField(max_length=120, unique=True)
    since = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True

    def __str__(self):
        return self.slug


def merged_into(model):
    """The foreign key of a model of former ids.

    It is not enforced and outlives the record: if that is deleted, the former id answers 410 as well, and if
    it is restored with the same primary key, the former id redirects to it again.
    """
    return models.ForeignKey(model, models.DO_NOTHING, related_name="former_ids", db_constraint=False)


class FormerId(models.Model):
    """The public id of a record without a slug that was merged into ``record`` (see merged_into)."""

    public_id = models.CharField(max_length=60, unique=True)
    since = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True

    def __str__(self):
        return self.public_id


def address_triggers(table):
    """Triggers that keep public ids unchanged and former slugs reserved.

    ``table`` is the table of the model's former slugs (slug, record_id).
    """
    return [
        pgtrigger.Trigger(
            name="slug_free",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.UpdateOf("slug"),
            func=f"""
                IF EXISTS (SELECT 1 FROM {table} WHERE slug = NEW.slug AND record_id IS DISTINCT FROM NEW.id) THEN
                    RAISE EXCEPTION 'the address % belongs to another record', NEW.slug
                        USING ERRCODE = 'unique_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="slug_kept",
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf("slug"),
            condition=pgtrigger.Q(old__slug__df=pgtrigger.F("new__slug")),
            func=f"""
                DELETE FROM {table} WHERE slug = NEW.slug;
                INSERT INTO {table} (slug, record_id) VALUES (OLD.slug, NEW.id)
                    ON CONFLICT (slug) DO UPDATE SET record_id = EXCLUDED.record_id;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="slug_retired",
            when=pgtrigger.Before,
            operation=pgtrigger.Delete,
            func=f"""
                UPDATE {table} SET record_id = NULL WHERE record_id = OLD.id;
                INSERT INTO {table} (slug, record_id) VALUES (OLD.slug, NULL) ON CONFLICT (slug) DO NOTHING;
                RETURN OLD;
            """,
        ),
        SlugsStay(table),
        permanent_id(),
    ]


class SlugsStay(pgtrigger.Trigger):
    """A trigger for TRUNCATE, which runs no row triggers and empties the table of former slugs along with the records.

    Afterwards all slugs that the history knows are former ones of deleted records.
    """

    def __init__(self, table):
        self.table = table
        super().__init__(
            name="slugs_stay", level=pgtrigger.Statement, when=pgtrigger.After, operation=pgtrigger.Truncate
        )

    def get_func(self, model):
        """The function's body, with the table of the history."""
        return (
            f'INSERT INTO {self.table} (slug) SELECT DISTINCT slug FROM "{history_of(model)._meta.db_table}"'
            " ON CONFLICT (slug) DO NOTHING; RETURN NULL;"
        )


def permanent_id():
    """Trigger that refuses to change a public id."""
    return pgtrigger.Trigger(
        name="public_id_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("public_id"),
        condition=pgtrigger.Q(old__public_id__df=pgtrigger.F("new__public_id")),
        func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
    )
