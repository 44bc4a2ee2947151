"""Sources and places, with their names, citations, identifiers and histories."""

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
import lib.stamps
from lib.initial import InitialTables


class Migration(migrations.Migration):
    replaces = [
        ("sources", "0001_initial"),
        ("sources", "0002_rules"),
        ("sources", "0003_trees"),
        ("sources", "0004_identifiers"),
        ("sources", "0005_order_of_texts"),
        ("sources", "0006_readable_dates"),
        ("sources", "0007_former_ids_found"),
        ("sources", "0008_plain_words"),
        ("sources", "0009_place_address"),
        ("sources", "0010_stamps"),
    ]

    initial = True

    dependencies = [
        ("lib", "0001_squashed_0007_stamps"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        InitialTables(
            [
                migrations.CreateModel(
                    name="Place",
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
                                    ("country", "country"),
                                    ("region", "region"),
                                    ("city", "city or town"),
                                    ("district", "district"),
                                    ("venue", "venue"),
                                    ("building", "building"),
                                    ("other", "other"),
                                ],
                                default="city",
                                max_length=12,
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("name_key", lib.names.SearchKeyField(source="name")),
                        ("address", models.CharField(blank=True, help_text="Street address.", max_length=300)),
                        (
                            "country",
                            models.ForeignKey(
                                blank=True,
                                limit_choices_to={"kind": "country"},
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places_in_country",
                                to="sources.place",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="sources.place",
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
                                fields=["name_key"], name="place_name_key", opclasses=["gin_trgm_ops"]
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    lib.names.Folded("address"), name="gin_trgm_ops"
                                ),
                                name="place_address",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="place_name",
                                violation_error_message="A place needs a name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("country__isnull", True),
                                    models.Q(("kind", "country"), _negated=True),
                                    _connector="OR",
                                ),
                                name="place_country_of_country",
                                violation_error_message="A country does not lie in another country: leave “country” empty.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["country", "region", "city", "district", "venue", "building", "other"],
                                    )
                                ),
                                name="place_kind_known",
                                violation_error_message="The kind of a place is one of: country, region, city, district, venue, building, other.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="place_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceHistory",
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
                                    ("country", "country"),
                                    ("region", "region"),
                                    ("city", "city or town"),
                                    ("district", "district"),
                                    ("venue", "venue"),
                                    ("building", "building"),
                                    ("other", "other"),
                                ],
                                default="city",
                                max_length=12,
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("name_key", lib.names.SearchKeyField(source="name")),
                        ("address", models.CharField(blank=True, help_text="Street address.", max_length=300)),
                        (
                            "country",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                limit_choices_to={"kind": "country"},
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="sources.place",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="sources.place",
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
                                to="sources.place",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="placehistory_id")],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_free",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF EXISTS (SELECT 1 FROM sources_formerplaceslug WHERE slug = NEW.slug AND record_id IS DISTINCT FROM NEW.id) THEN\n                    RAISE EXCEPTION 'the address % belongs to another record', NEW.slug\n                        USING ERRCODE = 'unique_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="20703d4df0310ea67f1cb0ce842bf8c782433b8f",
                            operation='INSERT OR UPDATE OF "slug"',
                            pgid="pgtrigger_slug_free_986fb",
                            table="sources_place",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                            func="\n                DELETE FROM sources_formerplaceslug WHERE slug = NEW.slug;\n                INSERT INTO sources_formerplaceslug (slug, record_id) VALUES (OLD.slug, NEW.id)\n                    ON CONFLICT (slug) DO UPDATE SET record_id = EXCLUDED.record_id;\n                RETURN NEW;\n            ",
                            hash="a7d0a4697879834e7105e0dd86661f530fc740a3",
                            operation='UPDATE OF "slug"',
                            pgid="pgtrigger_slug_kept_5209c",
                            table="sources_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_retired",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                UPDATE sources_formerplaceslug SET record_id = NULL WHERE record_id = OLD.id;\n                INSERT INTO sources_formerplaceslug (slug, record_id) VALUES (OLD.slug, NULL) ON CONFLICT (slug) DO NOTHING;\n                RETURN OLD;\n            ",
                            hash="d81de9ac1d4beea478456d3a468b8c41bc58f004",
                            operation="DELETE",
                            pgid="pgtrigger_slug_retired_2de37",
                            table="sources_place",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="public_id_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                            func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                            hash="70479a8ec1e77eabb9e289254c50a2918196bef6",
                            operation='UPDATE OF "public_id"',
                            pgid="pgtrigger_public_id_stays_c168f",
                            table="sources_place",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placehistory" ("address", "country_id", "created_at", "id", "kind", "name", "name_key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "slug") VALUES (NEW."address", NEW."country_id", NEW."created_at", NEW."id", NEW."kind", NEW."name", NEW."name_key", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."publication", NEW."slug"); RETURN NULL;',
                            hash="59c4cd0c0b669f64bb4d29bc19aab9e8e173db71",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6e37a",
                            table="sources_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placehistory" ("address", "country_id", "created_at", "id", "kind", "name", "name_key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "slug") VALUES (OLD."address", OLD."country_id", OLD."created_at", OLD."id", OLD."kind", OLD."name", OLD."name_key", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."publication", OLD."slug"); RETURN NULL;',
                            hash="4f5426dd4f713108e87bc7cbe4124823cfd8a610",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9c5e0",
                            table="sources_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placehistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "slug", "kind", "name", "name_key", "parent_id", "country_id", "address") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "slug", "kind", "name", "name_key", "parent_id", "country_id", "address" FROM "sources_place", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="b39df725e9ef5c5cf0327b559f7e3717f1dfcebe",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_594c5",
                            table="sources_place",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="parent_id_acyclic",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            \n            IF NEW.parent_id IS NOT NULL THEN\n                IF TG_OP = 'INSERT' THEN\n                    NULL;\n                ELSIF NEW.parent_id IS DISTINCT FROM OLD.parent_id THEN\n                    PERFORM pg_advisory_xact_lock(hashtextextended('parley sources_place', 0));\n                END IF;\n            END IF;\n            IF NEW.parent_id IS NOT NULL AND EXISTS (\n                WITH RECURSIVE above(id) AS (\n                    SELECT NEW.parent_id\n                    UNION\n                    SELECT t.parent_id FROM sources_place t JOIN above ON t.id = above.id WHERE t.parent_id IS NOT NULL\n                ) SELECT 1 FROM above WHERE id = NEW.id\n            ) THEN\n                RAISE EXCEPTION '% would stand inside itself', NEW.slug USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="d753fb52ed4f1f767541716826ec267e01ac8e81",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_parent_id_acyclic_a7fe3",
                            table="sources_place",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                            func='INSERT INTO "sources_placehistory" ("address", "country_id", "created_at", "id", "kind", "name", "name_key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "slug") VALUES (NEW."address", NEW."country_id", NEW."created_at", NEW."id", NEW."kind", NEW."name", NEW."name_key", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."slug"); RETURN NULL;',
                            hash="6b85537ac51228642549561312fd627745117d8a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3510d",
                            table="sources_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'sources_place' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                            hash="bd5f2e49ae94445580db339ad9e1f5e46c89af0e",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_insert_efb30",
                            table="sources_place",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_returned",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.first_public_at < now())",
                            func="IF NEW.publication = 'published' THEN DELETE FROM lib_removal WHERE source = 'sources_place' AND record_id = NEW.id; END IF; RETURN NULL;",
                            hash="6b69dc75156a9743512957e747ff66f5061d794c",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_returned_b8f5c",
                            table="sources_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'sources_place' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('sources_place', NEW.id, NEW.public_id, NEW.slug, NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                            hash="0f7f9f3bf128e2a91f5b4bfd270a173f8690e84c",
                            operation="UPDATE",
                            pgid="pgtrigger_stamp_update_61775",
                            table="sources_place",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.first_public_at < now())",
                            func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('sources_place', OLD.id, OLD.public_id, OLD.slug, OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                            hash="0c4da5f7e8a452cda06ae1f6d5d3f3ddad9bf786",
                            operation="DELETE",
                            pgid="pgtrigger_stamp_delete_48778",
                            table="sources_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'sources_place', id, public_id, slug, first_public_at,\n                    now(), 'deleted' FROM sources_place WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                            hash="ee65e4af70588c861ef0247ee17c5fcd825b7ab5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_stamp_truncate_7d87b",
                            table="sources_place",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="FormerPlaceSlug",
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
                                to="sources.place",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PlaceName",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="names", to="sources.place"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["key"], name="placename_key", opclasses=["gin_trgm_ops"]
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "text", "language", "kind"),
                                name="placename_once",
                                violation_error_message="This name is already on the record.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("script", ""), ("script__regex", "^[A-Z][a-z]{3}$"), _connector="OR"
                                ),
                                name="placename_script",
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
                                name="placename_kind_known",
                                violation_error_message="The kind of a name is one of: official, variant, transliteration, translation, as_printed, former, short, alias.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceNameHistory",
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
                                to="sources.placename",
                            ),
                        ),
                        (
                            "record",
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
                    model_name="placename",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placenamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (NEW."id", NEW."key", NEW."kind", NEW."language", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."script", NEW."text"); RETURN NULL;',
                            hash="9338f468bdef073e458d1a748384e78da5d3cdcc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_42542",
                            table="sources_placename",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placename",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."script" IS DISTINCT FROM (NEW."script") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "sources_placenamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (NEW."id", NEW."key", NEW."kind", NEW."language", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."script", NEW."text"); RETURN NULL;',
                            hash="bdaaa567039a14b9cd5981928169a5eefa13005f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_253e0",
                            table="sources_placename",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placename",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placenamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (OLD."id", OLD."key", OLD."kind", OLD."language", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."script", OLD."text"); RETURN NULL;',
                            hash="7c991d1aef034e67ff61766514461fde575fde57",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e0edd",
                            table="sources_placename",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placename",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placenamehistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "text", "language", "script", "kind", "period", "key", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "text", "language", "script", "kind", "period", "key", "record_id" FROM "sources_placename", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="4cb02c816622a40bd3363b1fd4d1c50d32a986ee",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_3e015",
                            table="sources_placename",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placename",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE sources_place SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="f8ce677c1cf4566f4df2dfec94c87f7bbcdc88bb",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_6a829",
                            table="sources_placename",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="PlaceIdentifier",
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
                                to="sources.place",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["scheme", "value", "id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scheme", "value"),
                                name="placeidentifier_once",
                                violation_error_message="Another record already has this identifier: is it the same one?",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value", ""), _negated=True),
                                name="placeidentifier_value",
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
                                name="placeidentifier_scheme_known",
                                violation_error_message="The scheme of an identifier is one of: wikidata, viaf, isni, orcid, ror, geonames, doi, isbn, issn, hsg, other.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceIdentifierHistory",
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
                                to="sources.placeidentifier",
                            ),
                        ),
                        (
                            "record",
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
                    model_name="placeidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placeidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."scheme", NEW."value"); RETURN NULL;',
                            hash="96c9bd025f93c2c1d1683e596f183e206beb9dcb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_39acd",
                            table="sources_placeidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placeidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sources_placeidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."scheme", NEW."value"); RETURN NULL;',
                            hash="bcce733ef54ab6f68a6df02e069ee81a9322bc9d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e3df7",
                            table="sources_placeidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placeidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placeidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."scheme", OLD."value"); RETURN NULL;',
                            hash="f1556b4dc33294b37e95d2113235501c0dadb70e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_08aee",
                            table="sources_placeidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placeidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placeidentifierhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "scheme", "value", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "scheme", "value", "record_id" FROM "sources_placeidentifier", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="b1869e56681e000c65225119432a7f512dd7825d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_ea82f",
                            table="sources_placeidentifier",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placeidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE sources_place SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="9786b0d7396463c4e7db46f164be911d05fd38ea",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_4a572",
                            table="sources_placeidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="PlaceCitation",
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
                                to="sources.place",
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
                                name="placecitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="placecitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="placecitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="placecitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="placecitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceCitationHistory",
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
                                to="sources.placecitation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="sources.place",
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
                    model_name="placecitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placecitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                            hash="95dd241663a5abbfeb8b6acf3060c9a93bced0dc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fd9a8",
                            table="sources_placecitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placecitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sources_placecitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                            hash="3550a4f294b1c97ea37d6efa4e27fcd08291f7e7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_17464",
                            table="sources_placecitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placecitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placecitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                            hash="880ed794dd18970f853be2d8256b804d95691dcb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_85874",
                            table="sources_placecitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placecitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_placecitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id" FROM "sources_placecitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="176f75e3d4599af4c1419cc837b6c2d8ea48ce84",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_6f549",
                            table="sources_placecitation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placecitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE sources_place SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="7860a0c3757a158d7c8858c53f725bf1e458dd96",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_b7f5b",
                            table="sources_placecitation",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="Source",
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
                                    ("report", "report"),
                                    ("dataset", "data set"),
                                    ("official_document", "official document"),
                                    ("treaty", "treaty"),
                                    ("news_article", "news article"),
                                    ("book", "book"),
                                    ("web_page", "web page"),
                                    ("archive", "archival document"),
                                    ("other", "other"),
                                ],
                                default="report",
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=500)),
                        ("author", models.CharField(blank=True, max_length=300)),
                        ("publisher", models.CharField(blank=True, max_length=300)),
                        ("url", models.URLField(blank=True, max_length=1000, verbose_name="address")),
                        (
                            "published",
                            lib.partialdates.fields.PartialDateField(
                                blank=True, help_text="When it was published.", max_length=32, null=True
                            ),
                        ),
                        (
                            "published_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("published", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "published_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("published", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "accessed",
                            lib.partialdates.fields.PartialDateField(
                                blank=True, help_text="When it was last read at its address.", max_length=32, null=True
                            ),
                        ),
                        ("language", models.CharField(blank=True, help_text="BCP 47, e.g. en.", max_length=35)),
                        ("licence", models.CharField(blank=True, max_length=200)),
                        (
                            "first_words",
                            models.CharField(
                                blank=True,
                                help_text="The words with which paragraph 1 begins; what comes before them (titles, lists) is not counted.",
                                max_length=200,
                            ),
                        ),
                        (
                            "archived_text",
                            models.TextField(
                                blank=True,
                                help_text="The text itself, with an empty line between paragraphs. Citations then show their passage.",
                                verbose_name="attached text",
                            ),
                        ),
                        ("notes", models.TextField(blank=True)),
                        (
                            "title_order",
                            models.GeneratedField(
                                db_persist=True, expression=lib.names.Folded("title"), output_field=models.TextField()
                            ),
                        ),
                        (
                            "accessed_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("accessed", "earliest"),
                                output_field=models.DateField(),
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
                        "ordering": ["title_order", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="source_title",
                                violation_error_message="A source needs a title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "report",
                                            "dataset",
                                            "official_document",
                                            "treaty",
                                            "news_article",
                                            "book",
                                            "web_page",
                                            "archive",
                                            "other",
                                        ],
                                    )
                                ),
                                name="source_kind_known",
                                violation_error_message="The kind of a source is one of: report, dataset, official_document, treaty, news_article, book, web_page, archive, other.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="source_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceHistory",
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
                                    ("report", "report"),
                                    ("dataset", "data set"),
                                    ("official_document", "official document"),
                                    ("treaty", "treaty"),
                                    ("news_article", "news article"),
                                    ("book", "book"),
                                    ("web_page", "web page"),
                                    ("archive", "archival document"),
                                    ("other", "other"),
                                ],
                                default="report",
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=500)),
                        ("author", models.CharField(blank=True, max_length=300)),
                        ("publisher", models.CharField(blank=True, max_length=300)),
                        ("url", models.URLField(blank=True, max_length=1000, verbose_name="address")),
                        (
                            "published",
                            lib.partialdates.fields.PartialDateField(
                                blank=True, help_text="When it was published.", max_length=32, null=True
                            ),
                        ),
                        (
                            "accessed",
                            lib.partialdates.fields.PartialDateField(
                                blank=True, help_text="When it was last read at its address.", max_length=32, null=True
                            ),
                        ),
                        ("language", models.CharField(blank=True, help_text="BCP 47, e.g. en.", max_length=35)),
                        ("licence", models.CharField(blank=True, max_length=200)),
                        (
                            "first_words",
                            models.CharField(
                                blank=True,
                                help_text="The words with which paragraph 1 begins; what comes before them (titles, lists) is not counted.",
                                max_length=200,
                            ),
                        ),
                        (
                            "archived_text",
                            models.TextField(
                                blank=True,
                                help_text="The text itself, with an empty line between paragraphs. Citations then show their passage.",
                                verbose_name="attached text",
                            ),
                        ),
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
                                to="sources.source",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="sourcehistory_id")],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_free",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF EXISTS (SELECT 1 FROM sources_formersourceslug WHERE slug = NEW.slug AND record_id IS DISTINCT FROM NEW.id) THEN\n                    RAISE EXCEPTION 'the address % belongs to another record', NEW.slug\n                        USING ERRCODE = 'unique_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="8456dd3836253496395eb9785225e2017c1e431f",
                            operation='INSERT OR UPDATE OF "slug"',
                            pgid="pgtrigger_slug_free_1d292",
                            table="sources_source",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                            func="\n                DELETE FROM sources_formersourceslug WHERE slug = NEW.slug;\n                INSERT INTO sources_formersourceslug (slug, record_id) VALUES (OLD.slug, NEW.id)\n                    ON CONFLICT (slug) DO UPDATE SET record_id = EXCLUDED.record_id;\n                RETURN NEW;\n            ",
                            hash="2292145baff5832b8e8d299c42c90077ca44755d",
                            operation='UPDATE OF "slug"',
                            pgid="pgtrigger_slug_kept_78c14",
                            table="sources_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_retired",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                UPDATE sources_formersourceslug SET record_id = NULL WHERE record_id = OLD.id;\n                INSERT INTO sources_formersourceslug (slug, record_id) VALUES (OLD.slug, NULL) ON CONFLICT (slug) DO NOTHING;\n                RETURN OLD;\n            ",
                            hash="5d4c6f9d6db306ec8600e9bcaced3c20d5e8addf",
                            operation="DELETE",
                            pgid="pgtrigger_slug_retired_4dc34",
                            table="sources_source",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="public_id_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                            func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                            hash="f2a52fa46665d54f82c022703e6d296967f1edee",
                            operation='UPDATE OF "public_id"',
                            pgid="pgtrigger_public_id_stays_73baa",
                            table="sources_source",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_sourcehistory" ("accessed", "archived_text", "author", "created_at", "first_words", "id", "kind", "language", "licence", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "published", "publisher", "slug", "title", "url") VALUES (NEW."accessed", NEW."archived_text", NEW."author", NEW."created_at", NEW."first_words", NEW."id", NEW."kind", NEW."language", NEW."licence", NEW."notes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."publication", NEW."published", NEW."publisher", NEW."slug", NEW."title", NEW."url"); RETURN NULL;',
                            hash="a0755805b950994e15c718a2de1714e22f8d7b6d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c3ed3",
                            table="sources_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accessed" IS DISTINCT FROM (NEW."accessed") OR OLD."archived_text" IS DISTINCT FROM (NEW."archived_text") OR OLD."author" IS DISTINCT FROM (NEW."author") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."first_words" IS DISTINCT FROM (NEW."first_words") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."licence" IS DISTINCT FROM (NEW."licence") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                            func='INSERT INTO "sources_sourcehistory" ("accessed", "archived_text", "author", "created_at", "first_words", "id", "kind", "language", "licence", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "published", "publisher", "slug", "title", "url") VALUES (NEW."accessed", NEW."archived_text", NEW."author", NEW."created_at", NEW."first_words", NEW."id", NEW."kind", NEW."language", NEW."licence", NEW."notes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."published", NEW."publisher", NEW."slug", NEW."title", NEW."url"); RETURN NULL;',
                            hash="cdfd17fbdf7d4814e8cd1f45e9a99ef01d9170b5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e6185",
                            table="sources_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_sourcehistory" ("accessed", "archived_text", "author", "created_at", "first_words", "id", "kind", "language", "licence", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "published", "publisher", "slug", "title", "url") VALUES (OLD."accessed", OLD."archived_text", OLD."author", OLD."created_at", OLD."first_words", OLD."id", OLD."kind", OLD."language", OLD."licence", OLD."notes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."publication", OLD."published", OLD."publisher", OLD."slug", OLD."title", OLD."url"); RETURN NULL;',
                            hash="713bd334a9d49fc7612ce2809a77050b8756d575",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fde77",
                            table="sources_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_sourcehistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "slug", "kind", "title", "author", "publisher", "url", "published", "accessed", "language", "licence", "first_words", "archived_text", "notes") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "slug", "kind", "title", "author", "publisher", "url", "published", "accessed", "language", "licence", "first_words", "archived_text", "notes" FROM "sources_source", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="1af9924be983d65dbecd90ec0eaa3b3995370881",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_91f3b",
                            table="sources_source",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'sources_source' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                            hash="06ecdbf433430f195cc27e220e136ff96e338dd5",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_insert_91620",
                            table="sources_source",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_returned",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.first_public_at < now())",
                            func="IF NEW.publication = 'published' THEN DELETE FROM lib_removal WHERE source = 'sources_source' AND record_id = NEW.id; END IF; RETURN NULL;",
                            hash="e8961b337014486c7be957403473e7e608c5fe01",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_returned_fe77a",
                            table="sources_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accessed" IS DISTINCT FROM (NEW."accessed") OR OLD."archived_text" IS DISTINCT FROM (NEW."archived_text") OR OLD."author" IS DISTINCT FROM (NEW."author") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."first_public_at" IS DISTINCT FROM (NEW."first_public_at") OR OLD."first_words" IS DISTINCT FROM (NEW."first_words") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."licence" IS DISTINCT FROM (NEW."licence") OR OLD."modified_at" IS DISTINCT FROM (NEW."modified_at") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                            func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'sources_source' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('sources_source', NEW.id, NEW.public_id, NEW.slug, NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                            hash="65c3601fc86ada8dfb98fc2c236ac6dc88398e0b",
                            operation="UPDATE",
                            pgid="pgtrigger_stamp_update_b5623",
                            table="sources_source",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.first_public_at < now())",
                            func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('sources_source', OLD.id, OLD.public_id, OLD.slug, OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                            hash="15e8c6a2b8c4536b5f7d35cec064fe7e0903ee76",
                            operation="DELETE",
                            pgid="pgtrigger_stamp_delete_9b124",
                            table="sources_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'sources_source', id, public_id, slug, first_public_at,\n                    now(), 'deleted' FROM sources_source WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                            hash="8b706d7d10f0ce16afee955463f7cae4ddf6a433",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_stamp_truncate_f9906",
                            table="sources_source",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="FormerSourceSlug",
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
                                to="sources.source",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SourceIdentifier",
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
                                to="sources.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["scheme", "value", "id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scheme", "value"),
                                name="sourceidentifier_once",
                                violation_error_message="Another record already has this identifier: is it the same one?",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value", ""), _negated=True),
                                name="sourceidentifier_value",
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
                                name="sourceidentifier_scheme_known",
                                violation_error_message="The scheme of an identifier is one of: wikidata, viaf, isni, orcid, ror, geonames, doi, isbn, issn, hsg, other.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceIdentifierHistory",
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
                                to="sources.sourceidentifier",
                            ),
                        ),
                        (
                            "record",
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
                    model_name="sourceidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_sourceidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."scheme", NEW."value"); RETURN NULL;',
                            hash="798cda39dde2fcdb3f4a5706ab417aaa567c0336",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f74aa",
                            table="sources_sourceidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sourceidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sources_sourceidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."scheme", NEW."value"); RETURN NULL;',
                            hash="50c8f94b21709c9871c333f59895f87f41fa713c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8a47f",
                            table="sources_sourceidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sourceidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_sourceidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."scheme", OLD."value"); RETURN NULL;',
                            hash="9df2bc8aa8bc7f7c68eea28578b902cd7ce0afbb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_273b4",
                            table="sources_sourceidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sourceidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sources_sourceidentifierhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "scheme", "value", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "scheme", "value", "record_id" FROM "sources_sourceidentifier", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="c169ff5bae7715f3856be33bd13b789a0f48eeec",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_ea444",
                            table="sources_sourceidentifier",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sourceidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE sources_source SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="4a41dcd78690bfc075ce5baf9e0dd5e29f858c56",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_c92f5",
                            table="sources_sourceidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
