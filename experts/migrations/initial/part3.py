"""Part 3 of the tables of experts as makemigrations wrote them."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

OPERATIONS = [
    migrations.AddField(
        model_name="organisationnamehistory",
        name="pgh_obj",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="history_rows",
            to="experts.organisationname",
        ),
    ),
    migrations.AddField(
        model_name="organisationnamehistory",
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
        model_name="organisationterritory",
        name="organisation",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.CASCADE, related_name="territories", to="experts.organisation"
        ),
    ),
    migrations.AddField(
        model_name="organisationterritory",
        name="place",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="territory_of", to="sources.place"
        ),
    ),
    migrations.AddField(
        model_name="organisationterritoryhistory",
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
        model_name="organisationterritoryhistory",
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
        model_name="organisationterritoryhistory",
        name="pgh_obj",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="history_rows",
            to="experts.organisationterritory",
        ),
    ),
    migrations.AddField(
        model_name="organisationterritoryhistory",
        name="place",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="sources.place",
        ),
    ),
    migrations.AddConstraint(
        model_name="appointmentcitation",
        constraint=models.UniqueConstraint(
            fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
            name="appointmentcitation_once",
            nulls_distinct=False,
            violation_error_message="This source is already cited at this place for this field.",
        ),
    ),
    migrations.AddConstraint(
        model_name="appointmentcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"),
            name="appointmentcitation_sentence_in_paragraph",
            violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
        ),
    ),
    migrations.AddConstraint(
        model_name="appointmentcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
            name="appointmentcitation_paragraph_from_1",
            violation_error_message="Paragraphs are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="appointmentcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
            name="appointmentcitation_sentence_from_1",
            violation_error_message="Sentences are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="appointmentcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"),
            name="appointmentcitation_value_of_field",
            violation_error_message="Say which field the stated value belongs to.",
        ),
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
    migrations.AddConstraint(
        model_name="expertcitation",
        constraint=models.UniqueConstraint(
            fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
            name="expertcitation_once",
            nulls_distinct=False,
            violation_error_message="This source is already cited at this place for this field.",
        ),
    ),
    migrations.AddConstraint(
        model_name="expertcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"),
            name="expertcitation_sentence_in_paragraph",
            violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
        ),
    ),
    migrations.AddConstraint(
        model_name="expertcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
            name="expertcitation_paragraph_from_1",
            violation_error_message="Paragraphs are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="expertcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
            name="expertcitation_sentence_from_1",
            violation_error_message="Sentences are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="expertcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"),
            name="expertcitation_value_of_field",
            violation_error_message="Say which field the stated value belongs to.",
        ),
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
    migrations.AddConstraint(
        model_name="expertidentifier",
        constraint=models.UniqueConstraint(
            fields=("scheme", "value"),
            name="expertidentifier_once",
            violation_error_message="Another record already has this identifier: is it the same one?",
        ),
    ),
    migrations.AddConstraint(
        model_name="expertidentifier",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), _negated=True),
            name="expertidentifier_value",
            violation_error_message="An identifier needs a value.",
        ),
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
    migrations.AddIndex(
        model_name="expertname",
        index=django.contrib.postgres.indexes.GinIndex(
            fields=["key"], name="expertname_key", opclasses=["gin_trgm_ops"]
        ),
    ),
    migrations.AddConstraint(
        model_name="expertname",
        constraint=models.UniqueConstraint(
            fields=("record", "text", "language", "kind"),
            name="expertname_once",
            violation_error_message="This name is already on the record.",
        ),
    ),
    migrations.AddConstraint(
        model_name="expertname",
        constraint=models.CheckConstraint(
            condition=models.Q(("script", ""), ("script__regex", "^[A-Z][a-z]{3}$"), _connector="OR"),
            name="expertname_script",
            violation_error_message="A script is four letters, such as Cyrl or Latn (ISO 15924).",
        ),
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
    migrations.AddIndex(
        model_name="organisation",
        index=django.contrib.postgres.indexes.GinIndex(
            fields=["name_key"], name="organisation_name_key", opclasses=["gin_trgm_ops"]
        ),
    ),
    migrations.AddConstraint(
        model_name="organisation",
        constraint=models.CheckConstraint(
            condition=models.Q(("name", ""), _negated=True),
            name="organisation_name",
            violation_error_message="An organisation needs a name.",
        ),
    ),
    migrations.AddConstraint(
        model_name="organisation",
        constraint=models.CheckConstraint(
            condition=models.Q(("end_latest__gte", models.F("start_earliest"))),
            name="organisation_period",
            violation_error_message="It ends before it starts.",
        ),
    ),
    migrations.AddConstraint(
        model_name="organisation",
        constraint=models.CheckConstraint(
            condition=models.Q(("start__isnull", True), models.Q(("start", ".."), _negated=True), _connector="OR"),
            name="organisation_start_not_open",
            violation_error_message="“..” can stand as an end only.",
        ),
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
                func="\n            IF NEW.parent_id IS NOT NULL AND EXISTS (\n                WITH RECURSIVE above(id) AS (\n                    SELECT NEW.parent_id\n                    UNION\n                    SELECT t.parent_id FROM experts_organisation t JOIN above ON t.id = above.id WHERE t.parent_id IS NOT NULL\n                ) SELECT 1 FROM above WHERE id = NEW.id\n            ) THEN\n                RAISE EXCEPTION '% would stand inside itself', NEW.slug USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                hash="e7357e2ea529e8c90074cd56a28b85eb45206ee8",
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
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "experts_organisationhistory" ("created_at", "end", "id", "kind", "name", "name_key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "publication", "slug", "start", "website") VALUES (NEW."created_at", NEW."end", NEW."id", NEW."kind", NEW."name", NEW."name_key", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."public_id", NEW."publication", NEW."slug", NEW."start", NEW."website"); RETURN NULL;',
                hash="990bcdb1afbb5a80f7a7a925408d1805a1a883ee",
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
                condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                func='INSERT INTO "experts_organisationhistory" ("created_at", "end", "id", "kind", "name", "name_key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "publication", "slug", "start", "website") VALUES (NEW."created_at", NEW."end", NEW."id", NEW."kind", NEW."name", NEW."name_key", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."public_id", NEW."publication", NEW."slug", NEW."start", NEW."website"); RETURN NULL;',
                hash="c3521862e1c5e0de6622564c2a10ea929715cac2",
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
                func='INSERT INTO "experts_organisationhistory" ("created_at", "end", "id", "kind", "name", "name_key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "publication", "slug", "start", "website") VALUES (OLD."created_at", OLD."end", OLD."id", OLD."kind", OLD."name", OLD."name_key", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."public_id", OLD."publication", OLD."slug", OLD."start", OLD."website"); RETURN NULL;',
                hash="5f06963b16839a77f27f864c3afda17a19a7670b",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_e3972",
                table="experts_organisation",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="appointment",
        constraint=models.CheckConstraint(
            condition=models.Q(("post", ""), _negated=True),
            name="appointment_post",
            violation_error_message="An appointment needs a post.",
        ),
    ),
    migrations.AddConstraint(
        model_name="appointment",
        constraint=models.CheckConstraint(
            condition=models.Q(("end_latest__gte", models.F("start_earliest"))),
            name="appointment_period",
            violation_error_message="The appointment ends before it starts.",
        ),
    ),
    migrations.AddConstraint(
        model_name="appointment",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("start__isnull", True),
                models.Q(models.Q(("start__contains", "/"), _negated=True), models.Q(("start", ".."), _negated=True)),
                _connector="OR",
            ),
            name="appointment_start_single",
            violation_error_message="“From” is one date, without / or “..”.",
        ),
    ),
    migrations.AddConstraint(
        model_name="appointment",
        constraint=models.CheckConstraint(
            condition=models.Q(("end__isnull", True), models.Q(("end__contains", "/"), _negated=True), _connector="OR"),
            name="appointment_end_single",
            violation_error_message="“To” is one date, or “..” if the post is still held.",
        ),
    ),
    migrations.AddConstraint(
        model_name="appointment",
        constraint=models.UniqueConstraint(
            fields=("expert", "organisation", "post", "start", "end"),
            name="appointment_once",
            nulls_distinct=False,
            violation_error_message="This appointment is already on record.",
        ),
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
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "experts_appointmenthistory" ("created_at", "end", "expert_id", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "public_id", "publication", "start") VALUES (NEW."created_at", NEW."end", NEW."expert_id", NEW."id", NEW."note", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post", NEW."public_id", NEW."publication", NEW."start"); RETURN NULL;',
                hash="24695a7b7247215952501228f6f078f3d9e0def1",
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
                condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."expert_id" IS DISTINCT FROM (NEW."expert_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."start" IS DISTINCT FROM (NEW."start"))',
                func='INSERT INTO "experts_appointmenthistory" ("created_at", "end", "expert_id", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "public_id", "publication", "start") VALUES (NEW."created_at", NEW."end", NEW."expert_id", NEW."id", NEW."note", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."public_id", NEW."publication", NEW."start"); RETURN NULL;',
                hash="9abc890ee9aca1903d4085b99daddd7daa924cbb",
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
                func='INSERT INTO "experts_appointmenthistory" ("created_at", "end", "expert_id", "id", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "public_id", "publication", "start") VALUES (OLD."created_at", OLD."end", OLD."expert_id", OLD."id", OLD."note", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post", OLD."public_id", OLD."publication", OLD."start"); RETURN NULL;',
                hash="4dc6ec89edf89a7bf18e3a5eb7128ad8a55e4b3a",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_9eea3",
                table="experts_appointment",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="organisationcitation",
        constraint=models.UniqueConstraint(
            fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
            name="organisationcitation_once",
            nulls_distinct=False,
            violation_error_message="This source is already cited at this place for this field.",
        ),
    ),
    migrations.AddConstraint(
        model_name="organisationcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"),
            name="organisationcitation_sentence_in_paragraph",
            violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
        ),
    ),
    migrations.AddConstraint(
        model_name="organisationcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
            name="organisationcitation_paragraph_from_1",
            violation_error_message="Paragraphs are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="organisationcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
            name="organisationcitation_sentence_from_1",
            violation_error_message="Sentences are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="organisationcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"),
            name="organisationcitation_value_of_field",
            violation_error_message="Say which field the stated value belongs to.",
        ),
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
    migrations.AddConstraint(
        model_name="organisationidentifier",
        constraint=models.UniqueConstraint(
            fields=("scheme", "value"),
            name="organisationidentifier_once",
            violation_error_message="Another record already has this identifier: is it the same one?",
        ),
    ),
    migrations.AddConstraint(
        model_name="organisationidentifier",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), _negated=True),
            name="organisationidentifier_value",
            violation_error_message="An identifier needs a value.",
        ),
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
    migrations.AddIndex(
        model_name="organisationname",
        index=django.contrib.postgres.indexes.GinIndex(
            fields=["key"], name="organisationname_key", opclasses=["gin_trgm_ops"]
        ),
    ),
    migrations.AddConstraint(
        model_name="organisationname",
        constraint=models.UniqueConstraint(
            fields=("record", "text", "language", "kind"),
            name="organisationname_once",
            violation_error_message="This name is already on the record.",
        ),
    ),
    migrations.AddConstraint(
        model_name="organisationname",
        constraint=models.CheckConstraint(
            condition=models.Q(("script", ""), ("script__regex", "^[A-Z][a-z]{3}$"), _connector="OR"),
            name="organisationname_script",
            violation_error_message="A script is four letters, such as Cyrl or Latn (ISO 15924).",
        ),
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
    migrations.AddConstraint(
        model_name="organisationterritory",
        constraint=models.UniqueConstraint(
            fields=("organisation", "place", "period"),
            name="organisationterritory_once",
            nulls_distinct=False,
            violation_error_message="This territory is already on the record.",
        ),
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
]
