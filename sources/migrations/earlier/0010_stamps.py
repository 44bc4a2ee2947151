"""Sources and places tell when they became public and when they last changed; filled from the history."""

import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import lib.stamps
from lib.stamps import fill


class Migration(migrations.Migration):
    dependencies = [
        ("lib", "0007_stamps"),
        ("sources", "0009_place_address"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="place",
            name="update_update",
        ),
        migrations.AddField(
            model_name="place",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="place",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        *[
            migrations.RunSQL(*statement)
            for statement in [
                *fill("sources_source", beside=[("sources_sourceidentifier", "record_id")]),
                *fill(
                    "sources_place",
                    beside=[(f"sources_place{one}", "record_id") for one in ("name", "identifier", "citation")],
                ),
            ]
        ],
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
    ]
