"""Experts, organisations and appointments, with what hangs on them and their histories."""

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
import lib.ranking
import lib.stamps
from lib.initial import InitialTables


class Migration(migrations.Migration):
    replaces = [
        ("experts", "0001_initial"),
        ("experts", "0002_former_ids"),
        ("experts", "0003_rules"),
        ("experts", "0004_order"),
        ("experts", "0005_former_ids_stay"),
        ("experts", "0006_trees"),
        ("experts", "0007_latest_post"),
        ("experts", "0008_identifiers"),
        ("experts", "0009_order_of_texts"),
        ("experts", "0010_former_ids_found"),
        ("experts", "0011_plain_words"),
        ("experts", "0012_initials"),
        ("experts", "0013_predecessors"),
        ("experts", "0014_stamps"),
        ("experts", "0015_appointment_status"),
    ]

    initial = True

    dependencies = [
        ("lib", "0001_squashed_0007_stamps"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("sources", "0001_squashed_0010_stamps"),
    ]

    operations = [
        InitialTables(
            [
                migrations.CreateModel(
                    name="Expert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="The record's address. If you change it, the old address leads here.",
                                max_length=120,
                                unique=True,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(help_text="The name under which the person is listed.", max_length=300),
                        ),
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
                        ("first_public_at", lib.stamps.StampField(editable=False, null=True)),
                        (
                            "modified_at",
                            lib.stamps.StampField(
                                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name_key", "id"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["name_key"], name="expert_name_key", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(fields=["name_key", "id"], name="expert_name_order"),
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
                                violation_error_message="The date of death is before the date of birth.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="expert_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExpertHistory",
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
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                db_index=False,
                                help_text="The record's address. If you change it, the old address leads here.",
                                max_length=120,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(help_text="The name under which the person is listed.", max_length=300),
                        ),
                        ("name_key", lib.names.SearchKeyField(source="name")),
                        ("born", lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True)),
                        ("died", lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True)),
                        ("notes", models.TextField(blank=True)),
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
                                to="experts.expert",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="experthistory_id")],
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_experthistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "slug", "name", "name_key", "born", "died", "notes") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "slug", "name", "name_key", "born", "died", "notes" FROM "experts_expert", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="3db4ecacb612c1bc4d2e408a7cbd4ff9a7ab67a3",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_aca9c",
                            table="experts_expert",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'experts_expert' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                            hash="5c9b77df5a88f6a665a48275d7e9cfc594efbecb",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_insert_41d95",
                            table="experts_expert",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_returned",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.first_public_at < now())",
                            func="IF NEW.publication = 'published' THEN DELETE FROM lib_removal WHERE source = 'experts_expert' AND record_id = NEW.id; END IF; RETURN NULL;",
                            hash="6e0df4f27c07867bbc2048a9b9dc928a806a30b5",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_returned_cd2bb",
                            table="experts_expert",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."born" IS DISTINCT FROM (NEW."born") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."died" IS DISTINCT FROM (NEW."died") OR OLD."first_public_at" IS DISTINCT FROM (NEW."first_public_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."modified_at" IS DISTINCT FROM (NEW."modified_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                            func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'experts_expert' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('experts_expert', NEW.id, NEW.public_id, NEW.slug, NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                            hash="8e6f75d416878880928ea0f0b750f89a49bcd619",
                            operation="UPDATE",
                            pgid="pgtrigger_stamp_update_fd674",
                            table="experts_expert",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.first_public_at < now())",
                            func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('experts_expert', OLD.id, OLD.public_id, OLD.slug, OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                            hash="cd520524d0ff1e679aff8388f23f6bfadca2aaa1",
                            operation="DELETE",
                            pgid="pgtrigger_stamp_delete_610a1",
                            table="experts_expert",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'experts_expert', id, public_id, slug, first_public_at,\n                    now(), 'deleted' FROM experts_expert WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                            hash="75aea46e58e5df44ea1c1addb0131e39e052a724",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_stamp_truncate_f3814",
                            table="experts_expert",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_appointment_expert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                            func="UPDATE experts_appointment SET modified_at = clock_timestamp() WHERE expert_id = NEW.id AND publication = 'published'; RETURN NULL;",
                            hash="1f31b5e186320daab830b49cb479b1c3c76c36ee",
                            operation='UPDATE OF "publication"',
                            pgid="pgtrigger_stamp_appointment_expert_00e51",
                            table="experts_expert",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_participation_expert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                            func="UPDATE summits_participation SET modified_at = clock_timestamp() WHERE expert_id = NEW.id AND publication = 'published'; RETURN NULL;",
                            hash="5b44d53d81684a426e9cca2ef95bc65da81fbf6b",
                            operation='UPDATE OF "publication"',
                            pgid="pgtrigger_stamp_participation_expert_a1a3a",
                            table="experts_expert",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="FormerExpertSlug",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=120, unique=True)),
                        ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "record",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="former_slugs",
                                to="experts.expert",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ExpertName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="name")),
                        (
                            "language",
                            models.CharField(blank=True, help_text="BCP 47, e.g. ru, en, de-CH.", max_length=35),
                        ),
                        ("script", models.CharField(blank=True, help_text="ISO 15924, e.g. Cyrl, Latn.", max_length=4)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("official", "official name"),
                                    ("variant", "variant"),
                                    ("transliteration", "transliteration"),
                                    ("translation", "translation or original script"),
                                    ("as_printed", "as printed in a source"),
                                    ("former", "former name"),
                                    ("short", "short form"),
                                    ("alias", "alias"),
                                ],
                                default="variant",
                                max_length=20,
                            ),
                        ),
                        (
                            "period",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="When it was in use, as far as known: 1922/1991.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "period_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("period", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "period_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("period", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        ("key", lib.names.SearchKeyField(source="text")),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="names", to="experts.expert"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["key"], name="expertname_key", opclasses=["gin_trgm_ops"]
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "text", "language", "kind"),
                                name="expertname_once",
                                violation_error_message="This name is already on the record.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("script", ""), ("script__regex", "^[A-Z][a-z]{3}$"), _connector="OR"
                                ),
                                name="expertname_script",
                                violation_error_message="A script is four letters, such as Cyrl or Latn (ISO 15924).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "official",
                                            "variant",
                                            "transliteration",
                                            "translation",
                                            "as_printed",
                                            "former",
                                            "short",
                                            "alias",
                                        ],
                                    )
                                ),
                                name="expertname_kind_known",
                                violation_error_message="The kind of a name is one of: official, variant, transliteration, translation, as_printed, former, short, alias.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExpertNameHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
                        ("text", models.CharField(max_length=300, verbose_name="name")),
                        (
                            "language",
                            models.CharField(blank=True, help_text="BCP 47, e.g. ru, en, de-CH.", max_length=35),
                        ),
                        ("script", models.CharField(blank=True, help_text="ISO 15924, e.g. Cyrl, Latn.", max_length=4)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("official", "official name"),
                                    ("variant", "variant"),
                                    ("transliteration", "transliteration"),
                                    ("translation", "translation or original script"),
                                    ("as_printed", "as printed in a source"),
                                    ("former", "former name"),
                                    ("short", "short form"),
                                    ("alias", "alias"),
                                ],
                                default="variant",
                                max_length=20,
                            ),
                        ),
                        (
                            "period",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="When it was in use, as far as known: 1922/1991.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        ("key", lib.names.SearchKeyField(source="text")),
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
                                to="experts.expertname",
                            ),
                        ),
                        (
                            "record",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="expertname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_expertnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (NEW."id", NEW."key", NEW."kind", NEW."language", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."script", NEW."text"); RETURN NULL;',
                            hash="35ccf35d7faba7c530c8bd0545ac21d2aaf8d553",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9155b",
                            table="experts_expertname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."script" IS DISTINCT FROM (NEW."script") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "experts_expertnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (NEW."id", NEW."key", NEW."kind", NEW."language", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."script", NEW."text"); RETURN NULL;',
                            hash="961c5ae447b4e976f03035f4282af7531300e4b6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_980d0",
                            table="experts_expertname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_expertnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (OLD."id", OLD."key", OLD."kind", OLD."language", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."script", OLD."text"); RETURN NULL;',
                            hash="6358b80ed85bfef6454268bd0aa32a024d812a3d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3cfb5",
                            table="experts_expertname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_expertnamehistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "text", "language", "script", "kind", "period", "key", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "text", "language", "script", "kind", "period", "key", "record_id" FROM "experts_expertname", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="cdd6e5ae28ed76150d5b1b0fade9017133533cd7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_463c3",
                            table="experts_expertname",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE experts_expert SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="4fd1cbf7573096ac9102deac4996ebc95dc7c477",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_a7bd8",
                            table="experts_expertname",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ExpertIdentifier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scheme",
                            models.CharField(
                                choices=[
                                    ("wikidata", "Wikidata"),
                                    ("viaf", "VIAF"),
                                    ("isni", "ISNI"),
                                    ("orcid", "ORCID"),
                                    ("ror", "ROR"),
                                    ("geonames", "GeoNames"),
                                    ("doi", "DOI"),
                                    ("isbn", "ISBN"),
                                    ("issn", "ISSN"),
                                    ("hsg", "Office of the Historian"),
                                    ("other", "other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("value", models.CharField(max_length=200)),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="experts.expert",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["scheme", "value", "id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scheme", "value"),
                                name="expertidentifier_once",
                                violation_error_message="Another record already has this identifier: is it the same one?",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value", ""), _negated=True),
                                name="expertidentifier_value",
                                violation_error_message="An identifier needs a value.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "scheme__in",
                                        [
                                            "wikidata",
                                            "viaf",
                                            "isni",
                                            "orcid",
                                            "ror",
                                            "geonames",
                                            "doi",
                                            "isbn",
                                            "issn",
                                            "hsg",
                                            "other",
                                        ],
                                    )
                                ),
                                name="expertidentifier_scheme_known",
                                violation_error_message="The scheme of an identifier is one of: wikidata, viaf, isni, orcid, ror, geonames, doi, isbn, issn, hsg, other.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExpertIdentifierHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
                        (
                            "scheme",
                            models.CharField(
                                choices=[
                                    ("wikidata", "Wikidata"),
                                    ("viaf", "VIAF"),
                                    ("isni", "ISNI"),
                                    ("orcid", "ORCID"),
                                    ("ror", "ROR"),
                                    ("geonames", "GeoNames"),
                                    ("doi", "DOI"),
                                    ("isbn", "ISBN"),
                                    ("issn", "ISSN"),
                                    ("hsg", "Office of the Historian"),
                                    ("other", "other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("value", models.CharField(max_length=200)),
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
                                to="experts.expertidentifier",
                            ),
                        ),
                        (
                            "record",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="expertidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_expertidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."scheme", NEW."value"); RETURN NULL;',
                            hash="3735f44f67fefda3ec8f861bc523c7ad4068af1b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_da8ed",
                            table="experts_expertidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "experts_expertidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."scheme", NEW."value"); RETURN NULL;',
                            hash="6561aa6ed2ac8a272359d2f9c5755135fe93bc25",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e0608",
                            table="experts_expertidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_expertidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."scheme", OLD."value"); RETURN NULL;',
                            hash="2244f8e4ee9fcab08442559d2a2dc05c3e048967",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c0c3f",
                            table="experts_expertidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_expertidentifierhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "scheme", "value", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "scheme", "value", "record_id" FROM "experts_expertidentifier", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="85117f6a59f718b67ff8aacbe97f8245f17c8787",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_769d9",
                            table="experts_expertidentifier",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE experts_expert SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="aa51ea73547e074b1984b1c6fe1914b7a1eea304",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_7752b",
                            table="experts_expertidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="ExpertCitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True),
                        ),
                        (
                            "sentence",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Within the paragraph, from 1.", null=True
                            ),
                        ),
                        (
                            "locator",
                            models.CharField(
                                blank=True, help_text="Any other place: a page, a record id.", max_length=200
                            ),
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
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="citations",
                                to="experts.expert",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="sources.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["source_id", "paragraph", "sentence", "id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
                                name="expertcitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="expertcitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="expertcitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="expertcitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="expertcitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExpertCitationHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
                        (
                            "paragraph",
                            models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True),
                        ),
                        (
                            "sentence",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Within the paragraph, from 1.", null=True
                            ),
                        ),
                        (
                            "locator",
                            models.CharField(
                                blank=True, help_text="Any other place: a page, a record id.", max_length=200
                            ),
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
                                to="experts.expertcitation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="experts.expert",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="expertcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_expertcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                            hash="517bae556100da7d6be7a34b28660aa7440b4fdf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ee52b",
                            table="experts_expertcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "experts_expertcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                            hash="131c5320e511711e4c41a0afca71683db57dbf47",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c6c10",
                            table="experts_expertcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_expertcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                            hash="5776f1dc635ce2aad809a4cf10a4f1369f3898f1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_885c8",
                            table="experts_expertcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_expertcitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id" FROM "experts_expertcitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="bff56dde6f157677665a9e5a3a76a74ff852a23f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_7e4ba",
                            table="experts_expertcitation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="expertcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE experts_expert SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="4136b1adf75a028e629a2a42e7b75212c0156d99",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_5235f",
                            table="experts_expertcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="The record's address. If you change it, the old address leads here.",
                                max_length=120,
                                unique=True,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("state", "state"),
                                    ("government", "government"),
                                    ("ministry", "ministry"),
                                    ("international_organisation", "international organisation"),
                                    ("alliance", "alliance"),
                                    ("institute", "institute"),
                                    ("think_tank", "think tank"),
                                    ("university", "university"),
                                    ("unit", "unit of an organisation"),
                                    ("club", "club"),
                                    ("periodical", "periodical"),
                                    ("company", "company"),
                                    ("party", "political party"),
                                    ("other", "other"),
                                ],
                                default="institute",
                                max_length=30,
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("name_key", lib.names.SearchKeyField(source="name")),
                        (
                            "start",
                            lib.partialdates.fields.PartialDateField(
                                blank=True, max_length=32, null=True, verbose_name="founded"
                            ),
                        ),
                        (
                            "start_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("start", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "start_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("start", "start_by"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "end",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="“..” if it still exists.",
                                max_length=32,
                                null=True,
                                verbose_name="dissolved",
                            ),
                        ),
                        (
                            "end_from",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("end", "end_from"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "end_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("end", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        ("website", models.URLField(blank=True, max_length=1000)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="experts.organisation",
                                verbose_name="inside",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organisations",
                                to="sources.place",
                                verbose_name="seat",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                help_text="What it goes on from under another name or order: of Russia, the Soviet Union.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successors",
                                to="experts.organisation",
                            ),
                        ),
                        ("first_public_at", lib.stamps.StampField(editable=False, null=True)),
                        (
                            "modified_at",
                            lib.stamps.StampField(
                                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name_key", "id"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["name_key"], name="organisation_name_key", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(fields=["name_key", "id"], name="organisation_name_order"),
                            models.Index(lib.ranking.Initials("name_key"), name="organisation_initials"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="organisation_name",
                                violation_error_message="An organisation needs a name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end_latest__gte", models.F("start_earliest"))),
                                name="organisation_period",
                                violation_error_message="It ends before it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("start__isnull", True), models.Q(("start", ".."), _negated=True), _connector="OR"
                                ),
                                name="organisation_start_not_open",
                                violation_error_message="“..” can only be an end.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "state",
                                            "government",
                                            "ministry",
                                            "international_organisation",
                                            "alliance",
                                            "institute",
                                            "think_tank",
                                            "university",
                                            "unit",
                                            "club",
                                            "periodical",
                                            "company",
                                            "party",
                                            "other",
                                        ],
                                    )
                                ),
                                name="organisation_kind_known",
                                violation_error_message="The kind of an organisation is one of: state, government, ministry, international_organisation, alliance, institute, think_tank, university, unit, club, periodical, company, party, other.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="organisation_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationHistory",
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
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                db_index=False,
                                help_text="The record's address. If you change it, the old address leads here.",
                                max_length=120,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("state", "state"),
                                    ("government", "government"),
                                    ("ministry", "ministry"),
                                    ("international_organisation", "international organisation"),
                                    ("alliance", "alliance"),
                                    ("institute", "institute"),
                                    ("think_tank", "think tank"),
                                    ("university", "university"),
                                    ("unit", "unit of an organisation"),
                                    ("club", "club"),
                                    ("periodical", "periodical"),
                                    ("company", "company"),
                                    ("party", "political party"),
                                    ("other", "other"),
                                ],
                                default="institute",
                                max_length=30,
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("name_key", lib.names.SearchKeyField(source="name")),
                        (
                            "start",
                            lib.partialdates.fields.PartialDateField(
                                blank=True, max_length=32, null=True, verbose_name="founded"
                            ),
                        ),
                        (
                            "end",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="“..” if it still exists.",
                                max_length=32,
                                null=True,
                                verbose_name="dissolved",
                            ),
                        ),
                        ("website", models.URLField(blank=True, max_length=1000)),
                        (
                            "parent",
                            models.ForeignKey(
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
                                to="experts.organisation",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
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
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="What it goes on from under another name or order: of Russia, the Soviet Union.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="experts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="organisationhistory_id")],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_free",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF EXISTS (SELECT 1 FROM experts_formerorganisationslug WHERE slug = NEW.slug AND record_id IS DISTINCT FROM NEW.id) THEN\n                    RAISE EXCEPTION 'the address % belongs to another record', NEW.slug\n                        USING ERRCODE = 'unique_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="fa9f77a4ea7824edabea2e0163bd9bd675de99f3",
                            operation='INSERT OR UPDATE OF "slug"',
                            pgid="pgtrigger_slug_free_05817",
                            table="experts_organisation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                            func="\n                DELETE FROM experts_formerorganisationslug WHERE slug = NEW.slug;\n                INSERT INTO experts_formerorganisationslug (slug, record_id) VALUES (OLD.slug, NEW.id)\n                    ON CONFLICT (slug) DO UPDATE SET record_id = EXCLUDED.record_id;\n                RETURN NEW;\n            ",
                            hash="e29dd3b26700813af7b666b15f99bd6ba9290257",
                            operation='UPDATE OF "slug"',
                            pgid="pgtrigger_slug_kept_b7c22",
                            table="experts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_retired",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                UPDATE experts_formerorganisationslug SET record_id = NULL WHERE record_id = OLD.id;\n                INSERT INTO experts_formerorganisationslug (slug, record_id) VALUES (OLD.slug, NULL) ON CONFLICT (slug) DO NOTHING;\n                RETURN OLD;\n            ",
                            hash="dabcb9d66c9f33b91527fb3ac7413b3e9e0a6add",
                            operation="DELETE",
                            pgid="pgtrigger_slug_retired_455c7",
                            table="experts_organisation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="public_id_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                            func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                            hash="847428a4522d5f910b31112d099d80ad78c22f60",
                            operation='UPDATE OF "public_id"',
                            pgid="pgtrigger_public_id_stays_e1be3",
                            table="experts_organisation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="parent_id_acyclic",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            \n            IF NEW.parent_id IS NOT NULL THEN\n                IF TG_OP = 'INSERT' THEN\n                    NULL;\n                ELSIF NEW.parent_id IS DISTINCT FROM OLD.parent_id THEN\n                    PERFORM pg_advisory_xact_lock(hashtextextended('parley experts_organisation', 0));\n                END IF;\n            END IF;\n            IF NEW.parent_id IS NOT NULL AND EXISTS (\n                WITH RECURSIVE above(id) AS (\n                    SELECT NEW.parent_id\n                    UNION\n                    SELECT t.parent_id FROM experts_organisation t JOIN above ON t.id = above.id WHERE t.parent_id IS NOT NULL\n                ) SELECT 1 FROM above WHERE id = NEW.id\n            ) THEN\n                RAISE EXCEPTION '% would stand inside itself', NEW.slug USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="88458e125c4c1c617d98a8732de1e38217c4281e",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_parent_id_acyclic_e0e45",
                            table="experts_organisation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="predecessor_id_acyclic",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            \n            IF NEW.predecessor_id IS NOT NULL THEN\n                IF TG_OP = 'INSERT' THEN\n                    NULL;\n                ELSIF NEW.predecessor_id IS DISTINCT FROM OLD.predecessor_id THEN\n                    PERFORM pg_advisory_xact_lock(hashtextextended('parley experts_organisation', 0));\n                END IF;\n            END IF;\n            IF NEW.predecessor_id IS NOT NULL AND EXISTS (\n                WITH RECURSIVE above(id) AS (\n                    SELECT NEW.predecessor_id\n                    UNION\n                    SELECT t.predecessor_id FROM experts_organisation t JOIN above ON t.id = above.id WHERE t.predecessor_id IS NOT NULL\n                ) SELECT 1 FROM above WHERE id = NEW.id\n            ) THEN\n                RAISE EXCEPTION '% would go on from itself', NEW.slug USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="eaeed2dcb2626119d5bff941247ce630f4baf77b",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_predecessor_id_acyclic_f5197",
                            table="experts_organisation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationhistory" ("created_at", "end", "id", "kind", "name", "name_key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "predecessor_id", "public_id", "publication", "slug", "start", "website") VALUES (NEW."created_at", NEW."end", NEW."id", NEW."kind", NEW."name", NEW."name_key", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."predecessor_id", NEW."public_id", NEW."publication", NEW."slug", NEW."start", NEW."website"); RETURN NULL;',
                            hash="911113435f8b6cdc58046a4140a8d9c87592b7ea",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7d52f",
                            table="experts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."predecessor_id" IS DISTINCT FROM (NEW."predecessor_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func='INSERT INTO "experts_organisationhistory" ("created_at", "end", "id", "kind", "name", "name_key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "predecessor_id", "public_id", "publication", "slug", "start", "website") VALUES (NEW."created_at", NEW."end", NEW."id", NEW."kind", NEW."name", NEW."name_key", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."predecessor_id", NEW."public_id", NEW."publication", NEW."slug", NEW."start", NEW."website"); RETURN NULL;',
                            hash="2d8f3be0fe844ca485f93d19584c4d8630cb65cc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d4e91",
                            table="experts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationhistory" ("created_at", "end", "id", "kind", "name", "name_key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "predecessor_id", "public_id", "publication", "slug", "start", "website") VALUES (OLD."created_at", OLD."end", OLD."id", OLD."kind", OLD."name", OLD."name_key", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."predecessor_id", OLD."public_id", OLD."publication", OLD."slug", OLD."start", OLD."website"); RETURN NULL;',
                            hash="2aa2a255acd1dccc4e340f12450d09bf91be5320",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e3972",
                            table="experts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "slug", "kind", "name", "name_key", "parent_id", "predecessor_id", "start", "end", "place_id", "website") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "slug", "kind", "name", "name_key", "parent_id", "predecessor_id", "start", "end", "place_id", "website" FROM "experts_organisation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="3001902374aa3c4f6280aea1f4666ffd3d594584",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_bb2d6",
                            table="experts_organisation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'experts_organisation' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                            hash="947d528febf02dbb447077789aab07d2aa471a5f",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_insert_17f33",
                            table="experts_organisation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_returned",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.first_public_at < now())",
                            func="IF NEW.publication = 'published' THEN DELETE FROM lib_removal WHERE source = 'experts_organisation' AND record_id = NEW.id; END IF; RETURN NULL;",
                            hash="b36817e270c156715b92b9ad4339f098cf44d1d2",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_returned_b3e3d",
                            table="experts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."first_public_at" IS DISTINCT FROM (NEW."first_public_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."modified_at" IS DISTINCT FROM (NEW."modified_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."predecessor_id" IS DISTINCT FROM (NEW."predecessor_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'experts_organisation' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('experts_organisation', NEW.id, NEW.public_id, NEW.slug, NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                            hash="0db2c345a3ec24899d8d2844baa753cecb84122e",
                            operation="UPDATE",
                            pgid="pgtrigger_stamp_update_34e71",
                            table="experts_organisation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.first_public_at < now())",
                            func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('experts_organisation', OLD.id, OLD.public_id, OLD.slug, OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                            hash="9a4f38fa78937cca21f18a8df78fe4fbdaaf4c4f",
                            operation="DELETE",
                            pgid="pgtrigger_stamp_delete_08505",
                            table="experts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'experts_organisation', id, public_id, slug, first_public_at,\n                    now(), 'deleted' FROM experts_organisation WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                            hash="983ee8b4aebced2822450950d65e2f0799333867",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_stamp_truncate_a0b1e",
                            table="experts_organisation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_appointment_organisation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                            func="UPDATE experts_appointment SET modified_at = clock_timestamp() WHERE organisation_id = NEW.id AND publication = 'published'; RETURN NULL;",
                            hash="b60984bc6c56ad0129e63b0e22e3d70e1eb0eee7",
                            operation='UPDATE OF "publication"',
                            pgid="pgtrigger_stamp_appointment_organisation_85071",
                            table="experts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_participation_organisation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                            func="UPDATE summits_participation SET modified_at = clock_timestamp() WHERE organisation_id = NEW.id AND publication = 'published'; RETURN NULL;",
                            hash="ec137eccb5c66b795f16de93042c0cfcc1686a3e",
                            operation='UPDATE OF "publication"',
                            pgid="pgtrigger_stamp_participation_organisation_b1fdc",
                            table="experts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="FormerOrganisationSlug",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=120, unique=True)),
                        ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "record",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="former_slugs",
                                to="experts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="name")),
                        (
                            "language",
                            models.CharField(blank=True, help_text="BCP 47, e.g. ru, en, de-CH.", max_length=35),
                        ),
                        ("script", models.CharField(blank=True, help_text="ISO 15924, e.g. Cyrl, Latn.", max_length=4)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("official", "official name"),
                                    ("variant", "variant"),
                                    ("transliteration", "transliteration"),
                                    ("translation", "translation or original script"),
                                    ("as_printed", "as printed in a source"),
                                    ("former", "former name"),
                                    ("short", "short form"),
                                    ("alias", "alias"),
                                ],
                                default="variant",
                                max_length=20,
                            ),
                        ),
                        (
                            "period",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="When it was in use, as far as known: 1922/1991.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "period_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("period", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "period_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("period", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        ("key", lib.names.SearchKeyField(source="text")),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="names",
                                to="experts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["key"], name="organisationname_key", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(lib.ranking.Initials("key"), name="organisationname_initials"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "text", "language", "kind"),
                                name="organisationname_once",
                                violation_error_message="This name is already on the record.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("script", ""), ("script__regex", "^[A-Z][a-z]{3}$"), _connector="OR"
                                ),
                                name="organisationname_script",
                                violation_error_message="A script is four letters, such as Cyrl or Latn (ISO 15924).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "official",
                                            "variant",
                                            "transliteration",
                                            "translation",
                                            "as_printed",
                                            "former",
                                            "short",
                                            "alias",
                                        ],
                                    )
                                ),
                                name="organisationname_kind_known",
                                violation_error_message="The kind of a name is one of: official, variant, transliteration, translation, as_printed, former, short, alias.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationNameHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
                        ("text", models.CharField(max_length=300, verbose_name="name")),
                        (
                            "language",
                            models.CharField(blank=True, help_text="BCP 47, e.g. ru, en, de-CH.", max_length=35),
                        ),
                        ("script", models.CharField(blank=True, help_text="ISO 15924, e.g. Cyrl, Latn.", max_length=4)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("official", "official name"),
                                    ("variant", "variant"),
                                    ("transliteration", "transliteration"),
                                    ("translation", "translation or original script"),
                                    ("as_printed", "as printed in a source"),
                                    ("former", "former name"),
                                    ("short", "short form"),
                                    ("alias", "alias"),
                                ],
                                default="variant",
                                max_length=20,
                            ),
                        ),
                        (
                            "period",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="When it was in use, as far as known: 1922/1991.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        ("key", lib.names.SearchKeyField(source="text")),
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
                                to="experts.organisationname",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="experts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (NEW."id", NEW."key", NEW."kind", NEW."language", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."script", NEW."text"); RETURN NULL;',
                            hash="553de1a1872a0688490e5a97e490e04b89470db2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d57fe",
                            table="experts_organisationname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."script" IS DISTINCT FROM (NEW."script") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "experts_organisationnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (NEW."id", NEW."key", NEW."kind", NEW."language", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."script", NEW."text"); RETURN NULL;',
                            hash="248b9697b336572d530daf86853f91be427fefde",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1c7a6",
                            table="experts_organisationname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (OLD."id", OLD."key", OLD."kind", OLD."language", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."script", OLD."text"); RETURN NULL;',
                            hash="0f19eafbfdf41d9b021700a31e241f4db1a10fc8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4e0f2",
                            table="experts_organisationname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationnamehistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "text", "language", "script", "kind", "period", "key", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "text", "language", "script", "kind", "period", "key", "record_id" FROM "experts_organisationname", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="a6c4376763105f438ce624e53d436cf37a9b91ef",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_f6bd2",
                            table="experts_organisationname",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE experts_organisation SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="1654055e0a1efb8834f5aa558ff12a25f6d0d2ca",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_63e44",
                            table="experts_organisationname",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="OrganisationTerritory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "period",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="From/to, e.g. 1922-12-30/1991-12-26 or 1991-12-26/..",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "period_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("period", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "period_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("period", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="territories",
                                to="experts.organisation",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="territory_of",
                                to="sources.place",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "territories",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "place", "period"),
                                name="organisationterritory_once",
                                nulls_distinct=False,
                                violation_error_message="This territory is already on the record.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationTerritoryHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
                        (
                            "period",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="From/to, e.g. 1922-12-30/1991-12-26 or 1991-12-26/..",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="experts.organisation",
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
                                to="experts.organisationterritory",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="sources.place",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationterritory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationterritoryhistory" ("id", "organisation_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."id", NEW."organisation_id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id"); RETURN NULL;',
                            hash="5e5967a4bc82e70dde8b16538ff6b50ad99d05c6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0a13c",
                            table="experts_organisationterritory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationterritory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id"))',
                            func='INSERT INTO "experts_organisationterritoryhistory" ("id", "organisation_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."id", NEW."organisation_id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id"); RETURN NULL;',
                            hash="515f1cf477bf5b99dd344533b0a01a565e35c615",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d5644",
                            table="experts_organisationterritory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationterritory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationterritoryhistory" ("id", "organisation_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (OLD."id", OLD."organisation_id", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id"); RETURN NULL;',
                            hash="38546c9198ac468a1093e49d91cf330ecdeb0aac",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e5c2f",
                            table="experts_organisationterritory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationterritory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationterritoryhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "organisation_id", "place_id", "period") SELECT NOW(), \'delete\', id, attached.context, "id", "organisation_id", "place_id", "period" FROM "experts_organisationterritory", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="db74b0a881a33450d0bbd82ea2b379bb75615571",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_d1bf7",
                            table="experts_organisationterritory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationterritory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE experts_organisation SET modified_at = now() WHERE id IN (OLD.organisation_id, NEW.organisation_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="4c9797007385e9b1c0049f316f94d8d49f2d76c0",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_294bd",
                            table="experts_organisationterritory",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="OrganisationIdentifier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scheme",
                            models.CharField(
                                choices=[
                                    ("wikidata", "Wikidata"),
                                    ("viaf", "VIAF"),
                                    ("isni", "ISNI"),
                                    ("orcid", "ORCID"),
                                    ("ror", "ROR"),
                                    ("geonames", "GeoNames"),
                                    ("doi", "DOI"),
                                    ("isbn", "ISBN"),
                                    ("issn", "ISSN"),
                                    ("hsg", "Office of the Historian"),
                                    ("other", "other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("value", models.CharField(max_length=200)),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="experts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["scheme", "value", "id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scheme", "value"),
                                name="organisationidentifier_once",
                                violation_error_message="Another record already has this identifier: is it the same one?",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value", ""), _negated=True),
                                name="organisationidentifier_value",
                                violation_error_message="An identifier needs a value.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "scheme__in",
                                        [
                                            "wikidata",
                                            "viaf",
                                            "isni",
                                            "orcid",
                                            "ror",
                                            "geonames",
                                            "doi",
                                            "isbn",
                                            "issn",
                                            "hsg",
                                            "other",
                                        ],
                                    )
                                ),
                                name="organisationidentifier_scheme_known",
                                violation_error_message="The scheme of an identifier is one of: wikidata, viaf, isni, orcid, ror, geonames, doi, isbn, issn, hsg, other.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationIdentifierHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
                        (
                            "scheme",
                            models.CharField(
                                choices=[
                                    ("wikidata", "Wikidata"),
                                    ("viaf", "VIAF"),
                                    ("isni", "ISNI"),
                                    ("orcid", "ORCID"),
                                    ("ror", "ROR"),
                                    ("geonames", "GeoNames"),
                                    ("doi", "DOI"),
                                    ("isbn", "ISBN"),
                                    ("issn", "ISSN"),
                                    ("hsg", "Office of the Historian"),
                                    ("other", "other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("value", models.CharField(max_length=200)),
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
                                to="experts.organisationidentifier",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="experts.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."scheme", NEW."value"); RETURN NULL;',
                            hash="0deba28d5db855c0df59b8aa6cbf7247ab4a8319",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c9c4b",
                            table="experts_organisationidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "experts_organisationidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."scheme", NEW."value"); RETURN NULL;',
                            hash="c4d70b5772e67b04feeb86493e36441aeadcdbb6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_48364",
                            table="experts_organisationidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."scheme", OLD."value"); RETURN NULL;',
                            hash="4d074340bbdd1c9ee8295c14fbe77382d2dcb2ce",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bc265",
                            table="experts_organisationidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationidentifierhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "scheme", "value", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "scheme", "value", "record_id" FROM "experts_organisationidentifier", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="a3546f6cf39faa72a361e9ca6a298812f83ad56d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_3e271",
                            table="experts_organisationidentifier",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE experts_organisation SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="c23bf639c189cffbe4398ce8e6ae70b1fafa3443",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_3b0b9",
                            table="experts_organisationidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="OrganisationCitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True),
                        ),
                        (
                            "sentence",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Within the paragraph, from 1.", null=True
                            ),
                        ),
                        (
                            "locator",
                            models.CharField(
                                blank=True, help_text="Any other place: a page, a record id.", max_length=200
                            ),
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
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="citations",
                                to="experts.organisation",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="sources.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["source_id", "paragraph", "sentence", "id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
                                name="organisationcitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="organisationcitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="organisationcitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="organisationcitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="organisationcitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationCitationHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
                        (
                            "paragraph",
                            models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True),
                        ),
                        (
                            "sentence",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Within the paragraph, from 1.", null=True
                            ),
                        ),
                        (
                            "locator",
                            models.CharField(
                                blank=True, help_text="Any other place: a page, a record id.", max_length=200
                            ),
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
                                to="experts.organisationcitation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="experts.organisation",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                            hash="520c05f17e85cc551358bfdd9a3fa361167e1d5a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1b8ef",
                            table="experts_organisationcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "experts_organisationcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                            hash="ed2d02ff9932416023c505c2d7e550f652d896c3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_173ea",
                            table="experts_organisationcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                            hash="95df6dbc78f4475e45466d31dff15a287e3138a7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_82bdd",
                            table="experts_organisationcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_organisationcitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id" FROM "experts_organisationcitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="e2e70a3203ac5b21a004ddcc0fc226fef0233f4b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_03cc3",
                            table="experts_organisationcitation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisationcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE experts_organisation SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="5de82ff5d439e040849b64b7004f02ef5c818ea5",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_36b06",
                            table="experts_organisationcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("post", models.CharField(max_length=300)),
                        (
                            "start",
                            lib.partialdates.fields.PartialDateField(
                                blank=True, max_length=32, null=True, verbose_name="from"
                            ),
                        ),
                        (
                            "start_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("start", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "start_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("start", "start_by"),
                                output_field=models.DateField(),
                            ),
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
                        (
                            "end_from",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("end", "end_from"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "end_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("end", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "expert",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="experts.expert",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="experts.organisation",
                            ),
                        ),
                        (
                            "post_order",
                            models.GeneratedField(
                                db_persist=True, expression=lib.names.Folded("post"), output_field=models.TextField()
                            ),
                        ),
                        ("first_public_at", lib.stamps.StampField(editable=False, null=True)),
                        (
                            "modified_at",
                            lib.stamps.StampField(
                                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
                            ),
                        ),
                        (
                            "appointed",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="The day of the appointment; of a mere nomination, of that.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "arrived",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="The day of arrival at the post, where that is another than “from”.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "commission",
                            models.CharField(
                                blank=True,
                                help_text="For posts that one commission joined, as for an envoy accredited to several states: the same words at each of them.",
                                max_length=100,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("served", "served"),
                                    ("nominated", "nominated, not appointed"),
                                    ("appointed", "appointed, did not serve"),
                                    ("declined", "declined"),
                                ],
                                default="served",
                                help_text="Whether the post was held. Who was only nominated or appointed, or declined, never held it.",
                                max_length=20,
                            ),
                        ),
                        (
                            "appointed_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("appointed", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "appointed_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("appointed", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-start_earliest", "id"],
                        "indexes": [
                            models.Index(fields=["-start_earliest", "id"], name="appointment_start"),
                            models.Index(
                                fields=["expert", "-end_latest", "-start_earliest", "-id"], name="appointment_latest"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("post", ""), _negated=True),
                                name="appointment_post",
                                violation_error_message="An appointment needs a post.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end_latest__gte", models.F("start_earliest"))),
                                name="appointment_period",
                                violation_error_message="The appointment ends before it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("start__isnull", True),
                                    models.Q(
                                        models.Q(("start__contains", "/"), _negated=True),
                                        models.Q(("start", ".."), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="appointment_start_single",
                                violation_error_message="“From” is one date, without / or “..”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("end__isnull", True),
                                    models.Q(("end__contains", "/"), _negated=True),
                                    _connector="OR",
                                ),
                                name="appointment_end_single",
                                violation_error_message="“To” is one date, or “..” if the post is still held.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="appointment_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["served", "nominated", "appointed", "declined"])),
                                name="appointment_status_known",
                                violation_error_message="The status of an appointment is one of: served, nominated, appointed, declined.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "served"),
                                    models.Q(("end__isnull", True), ("start__isnull", True)),
                                    _connector="OR",
                                ),
                                name="appointment_held",
                                violation_error_message="Only a post that was held has “from” and “to”: give the day of the nomination or appointment as “appointed”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("appointed__isnull", True),
                                    models.Q(
                                        models.Q(("appointed__contains", "/"), _negated=True),
                                        models.Q(("appointed", ".."), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="appointment_appointed_single",
                                violation_error_message="“Appointed” is one date, without / or “..”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("arrived__isnull", True),
                                    models.Q(
                                        models.Q(("arrived__contains", "/"), _negated=True),
                                        models.Q(("arrived", ".."), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="appointment_arrived_single",
                                violation_error_message="“Arrived” is one date, without / or “..”.",
                            ),
                            models.UniqueConstraint(
                                fields=("expert", "organisation", "post", "status", "appointed", "start", "end"),
                                name="appointment_once",
                                nulls_distinct=False,
                                violation_error_message="This appointment is already on record.",
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
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("post", models.CharField(max_length=300)),
                        (
                            "start",
                            lib.partialdates.fields.PartialDateField(
                                blank=True, max_length=32, null=True, verbose_name="from"
                            ),
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
                        (
                            "organisation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="experts.organisation",
                            ),
                        ),
                        (
                            "appointed",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="The day of the appointment; of a mere nomination, of that.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "arrived",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="The day of arrival at the post, where that is another than “from”.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "commission",
                            models.CharField(
                                blank=True,
                                help_text="For posts that one commission joined, as for an envoy accredited to several states: the same words at each of them.",
                                max_length=100,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("served", "served"),
                                    ("nominated", "nominated, not appointed"),
                                    ("appointed", "appointed, did not serve"),
                                    ("declined", "declined"),
                                ],
                                default="served",
                                help_text="Whether the post was held. Who was only nominated or appointed, or declined, never held it.",
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="appointmenthistory_id")],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="public_id_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                            func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                            hash="9f45377598a1cf5edd5737fb857db2345ddf4400",
                            operation='UPDATE OF "public_id"',
                            pgid="pgtrigger_public_id_stays_0fd4c",
                            table="experts_appointment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'experts_appointment' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' AND (NEW.expert_id IS NULL OR EXISTS (SELECT 1 FROM experts_expert a WHERE a.id = NEW.expert_id AND a.publication = 'published')) AND (NEW.organisation_id IS NULL OR EXISTS (SELECT 1 FROM experts_organisation a WHERE a.id = NEW.organisation_id AND a.publication = 'published')) THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                            hash="e9e60c458180d59cfcbe3da5ac2a57eed310f057",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_insert_4e8ce",
                            table="experts_appointment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_returned",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.first_public_at < now())",
                            func="IF NEW.publication = 'published' AND (NEW.expert_id IS NULL OR EXISTS (SELECT 1 FROM experts_expert a WHERE a.id = NEW.expert_id AND a.publication = 'published')) AND (NEW.organisation_id IS NULL OR EXISTS (SELECT 1 FROM experts_organisation a WHERE a.id = NEW.organisation_id AND a.publication = 'published')) THEN DELETE FROM lib_removal WHERE source = 'experts_appointment' AND record_id = NEW.id; END IF; RETURN NULL;",
                            hash="f73d6817cbde0c71b1677a2e29189cff3f182fb8",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_returned_cc560",
                            table="experts_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.first_public_at < now())",
                            func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('experts_appointment', OLD.id, OLD.public_id, '', OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                            hash="533edec4cd892fbce680bd9064035126f98723da",
                            operation="DELETE",
                            pgid="pgtrigger_stamp_delete_ae825",
                            table="experts_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'experts_appointment', id, public_id, '', first_public_at,\n                    now(), 'deleted' FROM experts_appointment WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                            hash="518093b53969e15b03e10c9d8fa93c0afad65345",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_stamp_truncate_17665",
                            table="experts_appointment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_appointmenthistory" ("appointed", "arrived", "commission", "created_at", "end", "expert_id", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "public_id", "publication", "start", "status") VALUES (NEW."appointed", NEW."arrived", NEW."commission", NEW."created_at", NEW."end", NEW."expert_id", NEW."id", NEW."note", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post", NEW."public_id", NEW."publication", NEW."start", NEW."status"); RETURN NULL;',
                            hash="9f356b7bd7f2e7c704a841444db6f36688b713a1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_db3b6",
                            table="experts_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."appointed" IS DISTINCT FROM (NEW."appointed") OR OLD."arrived" IS DISTINCT FROM (NEW."arrived") OR OLD."commission" IS DISTINCT FROM (NEW."commission") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."expert_id" IS DISTINCT FROM (NEW."expert_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "experts_appointmenthistory" ("appointed", "arrived", "commission", "created_at", "end", "expert_id", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "public_id", "publication", "start", "status") VALUES (NEW."appointed", NEW."arrived", NEW."commission", NEW."created_at", NEW."end", NEW."expert_id", NEW."id", NEW."note", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."public_id", NEW."publication", NEW."start", NEW."status"); RETURN NULL;',
                            hash="e2a09f04ce215fe5c00877f6d2fbae5e5cdfdf47",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fc391",
                            table="experts_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_appointmenthistory" ("appointed", "arrived", "commission", "created_at", "end", "expert_id", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "public_id", "publication", "start", "status") VALUES (OLD."appointed", OLD."arrived", OLD."commission", OLD."created_at", OLD."end", OLD."expert_id", OLD."id", OLD."note", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post", OLD."public_id", OLD."publication", OLD."start", OLD."status"); RETURN NULL;',
                            hash="8dd290f37804442967d9b43209e649d7f30690b5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9eea3",
                            table="experts_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_appointmenthistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "expert_id", "organisation_id", "post", "status", "appointed", "arrived", "start", "end", "commission", "note") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "expert_id", "organisation_id", "post", "status", "appointed", "arrived", "start", "end", "commission", "note" FROM "experts_appointment", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="d31318110ea82b6411be502f4238802495d9363a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_1924e",
                            table="experts_appointment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."appointed" IS DISTINCT FROM (NEW."appointed") OR OLD."arrived" IS DISTINCT FROM (NEW."arrived") OR OLD."commission" IS DISTINCT FROM (NEW."commission") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."expert_id" IS DISTINCT FROM (NEW."expert_id") OR OLD."first_public_at" IS DISTINCT FROM (NEW."first_public_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."modified_at" IS DISTINCT FROM (NEW."modified_at") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' AND (NEW.expert_id IS NULL OR EXISTS (SELECT 1 FROM experts_expert a WHERE a.id = NEW.expert_id AND a.publication = 'published')) AND (NEW.organisation_id IS NULL OR EXISTS (SELECT 1 FROM experts_organisation a WHERE a.id = NEW.organisation_id AND a.publication = 'published')) THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'experts_appointment' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('experts_appointment', NEW.id, NEW.public_id, '', NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                            hash="6f969f50a2867badef5dc1380bba6faa08201e41",
                            operation="UPDATE",
                            pgid="pgtrigger_stamp_update_131ac",
                            table="experts_appointment",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="FormerAppointmentId",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.CharField(max_length=60, unique=True)),
                        ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="former_ids",
                                to="experts.appointment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AppointmentCitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True),
                        ),
                        (
                            "sentence",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Within the paragraph, from 1.", null=True
                            ),
                        ),
                        (
                            "locator",
                            models.CharField(
                                blank=True, help_text="Any other place: a page, a record id.", max_length=200
                            ),
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
                                blank=True,
                                help_text="A date on which the source shows the post as held.",
                                max_length=32,
                                null=True,
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="citations",
                                to="experts.appointment",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="sources.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["source_id", "paragraph", "sentence", "id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
                                name="appointmentcitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="appointmentcitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="appointmentcitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="appointmentcitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="appointmentcitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
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
                        (
                            "paragraph",
                            models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True),
                        ),
                        (
                            "sentence",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Within the paragraph, from 1.", null=True
                            ),
                        ),
                        (
                            "locator",
                            models.CharField(
                                blank=True, help_text="Any other place: a page, a record id.", max_length=200
                            ),
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
                                blank=True,
                                help_text="A date on which the source shows the post as held.",
                                max_length=32,
                                null=True,
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
                pgtrigger.migrations.AddTrigger(
                    model_name="appointmentcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_appointmentcitationhistory" ("attested_on", "field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."attested_on", NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                            hash="d1c0d3d4f89f3d1b3c8ab93ca6c9e0a11fe985b8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f0435",
                            table="experts_appointmentcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointmentcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."attested_on" IS DISTINCT FROM (NEW."attested_on") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."locator" IS DISTINCT FROM (NEW."locator") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."paragraph" IS DISTINCT FROM (NEW."paragraph") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."sentence" IS DISTINCT FROM (NEW."sentence") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."value" IS DISTINCT FROM (NEW."value"))',
                            func='INSERT INTO "experts_appointmentcitationhistory" ("attested_on", "field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."attested_on", NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                            hash="91071e1c99e2d10a8fc65cdca9f34460c7aa5aa5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_46137",
                            table="experts_appointmentcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointmentcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_appointmentcitationhistory" ("attested_on", "field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."attested_on", OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                            hash="024a0b22959a5942a63b3b67dc8a5e2ada3b4465",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_53611",
                            table="experts_appointmentcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointmentcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "experts_appointmentcitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id", "attested_on") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id", "attested_on" FROM "experts_appointmentcitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="e430956fee6befb3000f4aba1446c80885dd4ce8",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_ae4a3",
                            table="experts_appointmentcitation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointmentcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE experts_appointment SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="ad948e257e1ee1c7c77030d317a780f9f794d5b5",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_6c370",
                            table="experts_appointmentcitation",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
