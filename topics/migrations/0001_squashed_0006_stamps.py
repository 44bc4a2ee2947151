"""Topics, with their names, citations and histories."""

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
        ("topics", "0001_initial"),
        ("topics", "0002_rules"),
        ("topics", "0003_trees"),
        ("topics", "0004_order_of_texts"),
        ("topics", "0005_former_ids_found"),
        ("topics", "0006_stamps"),
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
                    name="Topic",
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
                        ("name", models.CharField(max_length=300, verbose_name="preferred label")),
                        ("name_key", lib.names.SearchKeyField(source="name")),
                        ("definition", models.TextField(blank=True)),
                        ("path", models.TextField(blank=True, default="", editable=False)),
                        (
                            "broader",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="narrower",
                                to="topics.topic",
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
                            models.Index(fields=["path"], name="topic_path", opclasses=["text_pattern_ops"]),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["name_key"], name="topic_name_key", opclasses=["gin_trgm_ops"]
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="topic_name",
                                violation_error_message="A topic needs a label.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="topic_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicHistory",
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
                        ("name", models.CharField(max_length=300, verbose_name="preferred label")),
                        ("name_key", lib.names.SearchKeyField(source="name")),
                        ("definition", models.TextField(blank=True)),
                        (
                            "broader",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="topics.topic",
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
                                to="topics.topic",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="topichistory_id")],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_free",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF EXISTS (SELECT 1 FROM topics_formertopicslug WHERE slug = NEW.slug AND record_id IS DISTINCT FROM NEW.id) THEN\n                    RAISE EXCEPTION 'the address % belongs to another record', NEW.slug\n                        USING ERRCODE = 'unique_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="fc03aa63ff105ac820934d19d084468a1302f6c3",
                            operation='INSERT OR UPDATE OF "slug"',
                            pgid="pgtrigger_slug_free_78f60",
                            table="topics_topic",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                            func="\n                DELETE FROM topics_formertopicslug WHERE slug = NEW.slug;\n                INSERT INTO topics_formertopicslug (slug, record_id) VALUES (OLD.slug, NEW.id)\n                    ON CONFLICT (slug) DO UPDATE SET record_id = EXCLUDED.record_id;\n                RETURN NEW;\n            ",
                            hash="3b52535d4b75504f47fddd8b57bd23faab4f96cd",
                            operation='UPDATE OF "slug"',
                            pgid="pgtrigger_slug_kept_a1947",
                            table="topics_topic",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="slug_retired",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                UPDATE topics_formertopicslug SET record_id = NULL WHERE record_id = OLD.id;\n                INSERT INTO topics_formertopicslug (slug, record_id) VALUES (OLD.slug, NULL) ON CONFLICT (slug) DO NOTHING;\n                RETURN OLD;\n            ",
                            hash="625dc203752d191bc8d199824aa34f752498cb90",
                            operation="DELETE",
                            pgid="pgtrigger_slug_retired_6a461",
                            table="topics_topic",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="public_id_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                            func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                            hash="70b7e547f69df37aa5733914662ee4d7e564cd74",
                            operation='UPDATE OF "public_id"',
                            pgid="pgtrigger_public_id_stays_29c5a",
                            table="topics_topic",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="path_set",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            NEW.path := coalesce((SELECT path FROM topics_topic WHERE id = NEW.broader_id), '/') || NEW.id || '/';\n            RETURN NEW;\n        ",
                            hash="8670278d7953a24ab0c4c1db4706a50d7b28d04c",
                            operation='INSERT OR UPDATE OF "broader_id"',
                            pgid="pgtrigger_path_set_b5596",
                            table="topics_topic",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="path_passed_on",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."path" IS DISTINCT FROM (NEW."path"))',
                            func="\n            UPDATE topics_topic SET path = NEW.path || id || '/' WHERE broader_id = NEW.id;\n            RETURN NEW;\n        ",
                            hash="d1cacc206ce81db0d24504372092565cd368e6b7",
                            operation="UPDATE",
                            pgid="pgtrigger_path_passed_on_6f3aa",
                            table="topics_topic",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "topics_topichistory" ("broader_id", "created_at", "definition", "id", "name", "name_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "slug") VALUES (NEW."broader_id", NEW."created_at", NEW."definition", NEW."id", NEW."name", NEW."name_key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."publication", NEW."slug"); RETURN NULL;',
                            hash="8c17430ff8e43166f9e677c93b8d4e49df29755d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f6a1a",
                            table="topics_topic",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."broader_id" IS DISTINCT FROM (NEW."broader_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."definition" IS DISTINCT FROM (NEW."definition") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                            func='INSERT INTO "topics_topichistory" ("broader_id", "created_at", "definition", "id", "name", "name_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "slug") VALUES (NEW."broader_id", NEW."created_at", NEW."definition", NEW."id", NEW."name", NEW."name_key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."slug"); RETURN NULL;',
                            hash="481333d953db74d85de5ac60e871604e796c0e1d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7ffd0",
                            table="topics_topic",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "topics_topichistory" ("broader_id", "created_at", "definition", "id", "name", "name_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "slug") VALUES (OLD."broader_id", OLD."created_at", OLD."definition", OLD."id", OLD."name", OLD."name_key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."publication", OLD."slug"); RETURN NULL;',
                            hash="2a1212b14d8ebe6f13e189f87ceadcb33a37afda",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_57590",
                            table="topics_topic",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "topics_topichistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "slug", "name", "name_key", "broader_id", "definition") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "slug", "name", "name_key", "broader_id", "definition" FROM "topics_topic", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="103ebf1879894a4f5d3f7d78782a0b25f4192a1f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_23dee",
                            table="topics_topic",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="broader_id_acyclic",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            \n            IF NEW.broader_id IS NOT NULL THEN\n                IF TG_OP = 'INSERT' THEN\n                    PERFORM pg_advisory_xact_lock(hashtextextended('parley topics_topic', 0));\n                ELSIF NEW.broader_id IS DISTINCT FROM OLD.broader_id THEN\n                    PERFORM pg_advisory_xact_lock(hashtextextended('parley topics_topic', 0));\n                END IF;\n            END IF;\n            IF NEW.broader_id IS NOT NULL AND EXISTS (\n                WITH RECURSIVE above(id) AS (\n                    SELECT NEW.broader_id\n                    UNION\n                    SELECT t.broader_id FROM topics_topic t JOIN above ON t.id = above.id WHERE t.broader_id IS NOT NULL\n                ) SELECT 1 FROM above WHERE id = NEW.id\n            ) THEN\n                RAISE EXCEPTION '% would stand inside itself', NEW.slug USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="0d42d2df804dae9dcbe3c7471aca4b22cba6ac64",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_broader_id_acyclic_6ef17",
                            table="topics_topic",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'topics_topic' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                            hash="7acfde494fc056bc877210f51d6a5a93bdc28760",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_insert_69eb1",
                            table="topics_topic",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_returned",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.first_public_at < now())",
                            func="IF NEW.publication = 'published' THEN DELETE FROM lib_removal WHERE source = 'topics_topic' AND record_id = NEW.id; END IF; RETURN NULL;",
                            hash="6f8629cb185cf16c68cfda638d8bc2b9fe955cff",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_returned_2d23b",
                            table="topics_topic",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'topics_topic' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('topics_topic', NEW.id, NEW.public_id, NEW.slug, NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                            hash="8438084e570f8a96588983d99536a581fab6cc08",
                            operation="UPDATE",
                            pgid="pgtrigger_stamp_update_b9d83",
                            table="topics_topic",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.first_public_at < now())",
                            func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('topics_topic', OLD.id, OLD.public_id, OLD.slug, OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                            hash="b4fba493006f91ae84e6d88e08cc4b7a76efcef7",
                            operation="DELETE",
                            pgid="pgtrigger_stamp_delete_ae1e9",
                            table="topics_topic",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'topics_topic', id, public_id, slug, first_public_at,\n                    now(), 'deleted' FROM topics_topic WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                            hash="5cf2560059ca3abba28ec8ab071aef0437912e53",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_stamp_truncate_4e128",
                            table="topics_topic",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="FormerTopicSlug",
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
                                to="topics.topic",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TopicName",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="names", to="topics.topic"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["key"], name="topicname_key", opclasses=["gin_trgm_ops"]
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "text", "language", "kind"),
                                name="topicname_once",
                                violation_error_message="This name is already on the record.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("script", ""), ("script__regex", "^[A-Z][a-z]{3}$"), _connector="OR"
                                ),
                                name="topicname_script",
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
                                name="topicname_kind_known",
                                violation_error_message="The kind of a name is one of: official, variant, transliteration, translation, as_printed, former, short, alias.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicNameHistory",
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
                                to="topics.topicname",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="topics.topic",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topicname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "topics_topicnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (NEW."id", NEW."key", NEW."kind", NEW."language", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."script", NEW."text"); RETURN NULL;',
                            hash="39d5256c89fc37efe0e3f50d80493fc5c442e360",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e59a6",
                            table="topics_topicname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topicname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."script" IS DISTINCT FROM (NEW."script") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "topics_topicnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (NEW."id", NEW."key", NEW."kind", NEW."language", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."script", NEW."text"); RETURN NULL;',
                            hash="1b631372136578cd06e56178d909b05c9d5a772a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_66dbf",
                            table="topics_topicname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topicname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "topics_topicnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (OLD."id", OLD."key", OLD."kind", OLD."language", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."script", OLD."text"); RETURN NULL;',
                            hash="af209fd4f6d86d3df6da08d752438470eeba9c8b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0f97b",
                            table="topics_topicname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topicname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "topics_topicnamehistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "text", "language", "script", "kind", "period", "key", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "text", "language", "script", "kind", "period", "key", "record_id" FROM "topics_topicname", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="460ea16baccdacdf905ae512f54df5dec3c15dcf",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_b1aae",
                            table="topics_topicname",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topicname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE topics_topic SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="54203431a127639fbfbdf6a53a8d72d559ee2440",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_6d472",
                            table="topics_topicname",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.CreateModel(
                    name="TopicCitation",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="topics.topic"
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
                                name="topiccitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="topiccitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="topiccitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="topiccitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="topiccitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicCitationHistory",
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
                                to="topics.topiccitation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="topics.topic",
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
                    model_name="topiccitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "topics_topiccitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                            hash="53358868e7a2d173e925bb715eb0d110b16250d2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a830a",
                            table="topics_topiccitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topiccitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "topics_topiccitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                            hash="5f484a2d8f257fbebc3dddaad4a3c4b5f7051c7d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fb0a6",
                            table="topics_topiccitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topiccitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "topics_topiccitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                            hash="ef57112e0ee4405e5352144b547a4770ccf7cb59",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7f8ae",
                            table="topics_topiccitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topiccitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "topics_topiccitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id" FROM "topics_topiccitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="64d1b4adb045794c5a0501148b1c16e483c67681",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_df3ac",
                            table="topics_topiccitation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="topiccitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stamp_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE topics_topic SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                            hash="72b2c0ac9c3afdbd3d2d866f17fa2296c72fed32",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_stamp_owner_7a5b2",
                            table="topics_topiccitation",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
