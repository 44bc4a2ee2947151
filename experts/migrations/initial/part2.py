"""Part 2 of the tables of experts as makemigrations wrote them."""

import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import lib.addresses
import lib.history
import lib.names
import lib.partialdates.fields

OPERATIONS = [
    migrations.CreateModel(
        name="AppointmentCitation",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("paragraph", models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True)),
            (
                "sentence",
                models.PositiveSmallIntegerField(blank=True, help_text="Within the paragraph, from 1.", null=True),
            ),
            (
                "locator",
                models.CharField(blank=True, help_text="Any other place: a page, a record id.", max_length=200),
            ),
            (
                "field",
                models.CharField(
                    blank=True,
                    help_text="The field that it supports, e.g. date; empty: the whole record.",
                    max_length=60,
                ),
            ),
            (
                "value",
                models.CharField(
                    blank=True,
                    help_text="What this source states, as it states it: the date, the place, the name.",
                    max_length=500,
                ),
            ),
            ("note", models.CharField(blank=True, max_length=500)),
            (
                "attested_on",
                lib.partialdates.fields.PartialDateField(
                    blank=True, help_text="A date on which the source shows the post as held.", max_length=32, null=True
                ),
            ),
            (
                "attested_start_by",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("attested_on", "start_by"),
                    output_field=models.DateField(),
                ),
            ),
            (
                "attested_end_from",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("attested_on", "end_from"),
                    output_field=models.DateField(),
                ),
            ),
            (
                "record",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="experts.appointment"
                ),
            ),
            (
                "source",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="sources.source"
                ),
            ),
        ],
        options={
            "ordering": ["source_id", "paragraph", "sentence", "id"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="AppointmentCitationHistory",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
            ("id", models.BigIntegerField()),
            ("paragraph", models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True)),
            (
                "sentence",
                models.PositiveSmallIntegerField(blank=True, help_text="Within the paragraph, from 1.", null=True),
            ),
            (
                "locator",
                models.CharField(blank=True, help_text="Any other place: a page, a record id.", max_length=200),
            ),
            (
                "field",
                models.CharField(
                    blank=True,
                    help_text="The field that it supports, e.g. date; empty: the whole record.",
                    max_length=60,
                ),
            ),
            (
                "value",
                models.CharField(
                    blank=True,
                    help_text="What this source states, as it states it: the date, the place, the name.",
                    max_length=500,
                ),
            ),
            ("note", models.CharField(blank=True, max_length=500)),
            (
                "attested_on",
                lib.partialdates.fields.PartialDateField(
                    blank=True, help_text="A date on which the source shows the post as held.", max_length=32, null=True
                ),
            ),
            (
                "pgh_context",
                models.ForeignKey(
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="pghistory.context",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="history_rows",
                    to="experts.appointmentcitation",
                ),
            ),
            (
                "record",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="experts.appointment",
                ),
            ),
            (
                "source",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="sources.source",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Expert",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "public_id",
                models.CharField(
                    default=lib.addresses.new_public_id,
                    editable=False,
                    max_length=60,
                    unique=True,
                    validators=[
                        django.core.validators.RegexValidator(
                            "^[a-z0-9][a-z0-9.-]*$", "Use small letters, digits, dots and hyphens."
                        )
                    ],
                ),
            ),
            (
                "publication",
                models.CharField(
                    choices=[("draft", "draft"), ("submitted", "submitted"), ("published", "published")],
                    default="published",
                    max_length=12,
                ),
            ),
            ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            (
                "slug",
                models.SlugField(
                    help_text="The record's address. If you change it, the old address leads here.",
                    max_length=120,
                    unique=True,
                ),
            ),
            ("name", models.CharField(help_text="The name under which the person is listed.", max_length=300)),
            ("name_key", lib.names.SearchKeyField(source="name")),
            ("born", lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True)),
            (
                "born_earliest",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("born", "earliest"),
                    output_field=models.DateField(),
                ),
            ),
            ("died", lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True)),
            (
                "died_latest",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("died", "latest"),
                    output_field=models.DateField(),
                ),
            ),
            ("notes", models.TextField(blank=True)),
        ],
        options={
            "ordering": ["name", "id"],
            "indexes": [
                django.contrib.postgres.indexes.GinIndex(
                    fields=["name_key"], name="expert_name_key", opclasses=["gin_trgm_ops"]
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("name", ""), _negated=True),
                    name="expert_name",
                    violation_error_message="An expert needs a name.",
                ),
                models.CheckConstraint(
                    condition=models.Q(("died_latest__gte", models.F("born_earliest"))),
                    name="expert_lifetime",
                    violation_error_message="The death lies before the birth.",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AppointmentHistory",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
            ("id", models.BigIntegerField()),
            (
                "public_id",
                models.CharField(
                    default=lib.addresses.new_public_id,
                    editable=False,
                    max_length=60,
                    validators=[
                        django.core.validators.RegexValidator(
                            "^[a-z0-9][a-z0-9.-]*$", "Use small letters, digits, dots and hyphens."
                        )
                    ],
                ),
            ),
            (
                "publication",
                models.CharField(
                    choices=[("draft", "draft"), ("submitted", "submitted"), ("published", "published")],
                    default="published",
                    max_length=12,
                ),
            ),
            ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ("post", models.CharField(max_length=300)),
            (
                "start",
                lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True, verbose_name="from"),
            ),
            (
                "end",
                lib.partialdates.fields.PartialDateField(
                    blank=True,
                    help_text="“..” if it is still held; empty if not known.",
                    max_length=32,
                    null=True,
                    verbose_name="to",
                ),
            ),
            ("note", models.CharField(blank=True, max_length=500)),
            (
                "pgh_context",
                models.ForeignKey(
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="pghistory.context",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="history_rows",
                    to="experts.appointment",
                ),
            ),
            (
                "expert",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="experts.expert",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.AddField(
        model_name="appointment",
        name="expert",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="experts.expert"
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="expert",
        trigger=pgtrigger.compiler.Trigger(
            name="slug_free",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="\n                IF EXISTS (SELECT 1 FROM experts_formerexpertslug WHERE slug = NEW.slug AND record_id IS DISTINCT FROM NEW.id) THEN\n                    RAISE EXCEPTION 'the address % belongs to another record', NEW.slug\n                        USING ERRCODE = 'unique_violation';\n                END IF;\n                RETURN NEW;\n            ",
                hash="fc0989b07283b3fad87344270c7a235c6b9c1dde",
                operation='INSERT OR UPDATE OF "slug"',
                pgid="pgtrigger_slug_free_19c05",
                table="experts_expert",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="expert",
        trigger=pgtrigger.compiler.Trigger(
            name="slug_kept",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                func="\n                DELETE FROM experts_formerexpertslug WHERE slug = NEW.slug;\n                INSERT INTO experts_formerexpertslug (slug, record_id) VALUES (OLD.slug, NEW.id)\n                    ON CONFLICT (slug) DO UPDATE SET record_id = EXCLUDED.record_id;\n                RETURN NEW;\n            ",
                hash="0116304223c5350c49bbe90bafffa9bb85799dcf",
                operation='UPDATE OF "slug"',
                pgid="pgtrigger_slug_kept_a6d2b",
                table="experts_expert",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="expert",
        trigger=pgtrigger.compiler.Trigger(
            name="slug_retired",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="\n                UPDATE experts_formerexpertslug SET record_id = NULL WHERE record_id = OLD.id;\n                INSERT INTO experts_formerexpertslug (slug, record_id) VALUES (OLD.slug, NULL) ON CONFLICT (slug) DO NOTHING;\n                RETURN OLD;\n            ",
                hash="b02a4c4bb23834ff432d154b0e9b5656dd224e67",
                operation="DELETE",
                pgid="pgtrigger_slug_retired_a724c",
                table="experts_expert",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="expert",
        trigger=pgtrigger.compiler.Trigger(
            name="public_id_stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                hash="345e5cd439dd019ded9f2c5535b7071cf85ed1e7",
                operation='UPDATE OF "public_id"',
                pgid="pgtrigger_public_id_stays_5f668",
                table="experts_expert",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="expert",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "experts_experthistory" ("born", "created_at", "died", "id", "name", "name_key", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "slug") VALUES (NEW."born", NEW."created_at", NEW."died", NEW."id", NEW."name", NEW."name_key", NEW."notes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."publication", NEW."slug"); RETURN NULL;',
                hash="b1fdc98efeb754d785a58e87f7b3599b8dae8f10",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_30c75",
                table="experts_expert",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="expert",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."born" IS DISTINCT FROM (NEW."born") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."died" IS DISTINCT FROM (NEW."died") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                func='INSERT INTO "experts_experthistory" ("born", "created_at", "died", "id", "name", "name_key", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "slug") VALUES (NEW."born", NEW."created_at", NEW."died", NEW."id", NEW."name", NEW."name_key", NEW."notes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."slug"); RETURN NULL;',
                hash="9d196350ed8a1bfce0233369a3056a4b577a05ab",
                operation="UPDATE",
                pgid="pgtrigger_update_update_280ad",
                table="experts_expert",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="expert",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "experts_experthistory" ("born", "created_at", "died", "id", "name", "name_key", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "slug") VALUES (OLD."born", OLD."created_at", OLD."died", OLD."id", OLD."name", OLD."name_key", OLD."notes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."publication", OLD."slug"); RETURN NULL;',
                hash="16e95c7d9295ac1a4faa2b9dce5e1e28be6fee02",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_faab8",
                table="experts_expert",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddField(
        model_name="expertcitation",
        name="record",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="experts.expert"
        ),
    ),
    migrations.AddField(
        model_name="expertcitation",
        name="source",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="sources.source"
        ),
    ),
    migrations.AddField(
        model_name="expertcitationhistory",
        name="pgh_context",
        field=models.ForeignKey(
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="pghistory.context",
        ),
    ),
    migrations.AddField(
        model_name="expertcitationhistory",
        name="pgh_obj",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="history_rows",
            to="experts.expertcitation",
        ),
    ),
    migrations.AddField(
        model_name="expertcitationhistory",
        name="record",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="experts.expert",
        ),
    ),
    migrations.AddField(
        model_name="expertcitationhistory",
        name="source",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="sources.source",
        ),
    ),
    migrations.AddField(
        model_name="experthistory",
        name="pgh_context",
        field=models.ForeignKey(
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="pghistory.context",
        ),
    ),
    migrations.AddField(
        model_name="experthistory",
        name="pgh_obj",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="history_rows",
            to="experts.expert",
        ),
    ),
    migrations.AddField(
        model_name="expertidentifier",
        name="record",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.CASCADE, related_name="identifiers", to="experts.expert"
        ),
    ),
    migrations.AddField(
        model_name="expertidentifierhistory",
        name="pgh_context",
        field=models.ForeignKey(
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="pghistory.context",
        ),
    ),
    migrations.AddField(
        model_name="expertidentifierhistory",
        name="pgh_obj",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="history_rows",
            to="experts.expertidentifier",
        ),
    ),
    migrations.AddField(
        model_name="expertidentifierhistory",
        name="record",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="experts.expert",
        ),
    ),
    migrations.AddField(
        model_name="expertname",
        name="record",
        field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="names", to="experts.expert"),
    ),
    migrations.AddField(
        model_name="expertnamehistory",
        name="pgh_context",
        field=models.ForeignKey(
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="pghistory.context",
        ),
    ),
    migrations.AddField(
        model_name="expertnamehistory",
        name="pgh_obj",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="history_rows",
            to="experts.expertname",
        ),
    ),
    migrations.AddField(
        model_name="expertnamehistory",
        name="record",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="experts.expert",
        ),
    ),
    migrations.AddField(
        model_name="formerexpertslug",
        name="record",
        field=models.ForeignKey(
            null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="former_slugs", to="experts.expert"
        ),
    ),
    migrations.AddField(
        model_name="organisation",
        name="parent",
        field=models.ForeignKey(
            blank=True,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="parts",
            to="experts.organisation",
            verbose_name="inside",
        ),
    ),
    migrations.AddField(
        model_name="organisation",
        name="place",
        field=models.ForeignKey(
            blank=True,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="organisations",
            to="sources.place",
            verbose_name="seat",
        ),
    ),
    migrations.AddField(
        model_name="formerorganisationslug",
        name="record",
        field=models.ForeignKey(
            null=True,
            on_delete=django.db.models.deletion.SET_NULL,
            related_name="former_slugs",
            to="experts.organisation",
        ),
    ),
    migrations.AddField(
        model_name="appointmenthistory",
        name="organisation",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="experts.organisation",
        ),
    ),
    migrations.AddField(
        model_name="appointment",
        name="organisation",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="experts.organisation"
        ),
    ),
    migrations.AddField(
        model_name="organisationcitation",
        name="record",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="experts.organisation"
        ),
    ),
    migrations.AddField(
        model_name="organisationcitation",
        name="source",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="sources.source"
        ),
    ),
    migrations.AddField(
        model_name="organisationcitationhistory",
        name="pgh_context",
        field=models.ForeignKey(
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="pghistory.context",
        ),
    ),
    migrations.AddField(
        model_name="organisationcitationhistory",
        name="pgh_obj",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="history_rows",
            to="experts.organisationcitation",
        ),
    ),
    migrations.AddField(
        model_name="organisationcitationhistory",
        name="record",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="experts.organisation",
        ),
    ),
    migrations.AddField(
        model_name="organisationcitationhistory",
        name="source",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="sources.source",
        ),
    ),
    migrations.AddField(
        model_name="organisationhistory",
        name="parent",
        field=models.ForeignKey(
            blank=True,
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="experts.organisation",
            verbose_name="inside",
        ),
    ),
    migrations.AddField(
        model_name="organisationhistory",
        name="pgh_context",
        field=models.ForeignKey(
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="pghistory.context",
        ),
    ),
    migrations.AddField(
        model_name="organisationhistory",
        name="pgh_obj",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="history_rows",
            to="experts.organisation",
        ),
    ),
    migrations.AddField(
        model_name="organisationhistory",
        name="place",
        field=models.ForeignKey(
            blank=True,
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="sources.place",
            verbose_name="seat",
        ),
    ),
    migrations.AddField(
        model_name="organisationidentifier",
        name="record",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.CASCADE, related_name="identifiers", to="experts.organisation"
        ),
    ),
    migrations.AddField(
        model_name="organisationidentifierhistory",
        name="pgh_context",
        field=models.ForeignKey(
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="pghistory.context",
        ),
    ),
    migrations.AddField(
        model_name="organisationidentifierhistory",
        name="pgh_obj",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="history_rows",
            to="experts.organisationidentifier",
        ),
    ),
    migrations.AddField(
        model_name="organisationidentifierhistory",
        name="record",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="experts.organisation",
        ),
    ),
    migrations.AddField(
        model_name="organisationname",
        name="record",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.CASCADE, related_name="names", to="experts.organisation"
        ),
    ),
    migrations.AddField(
        model_name="organisationnamehistory",
        name="pgh_context",
        field=models.ForeignKey(
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="pghistory.context",
        ),
    ),
]
