"""Topics tell when they became public and when they last changed; filled from the history."""

import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import lib.stamps
from lib.stamps import fill


class Migration(migrations.Migration):
    dependencies = [
        ("lib", "0007_stamps"),
        ("topics", "0005_former_ids_found"),
    ]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="topic",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        *[
            migrations.RunSQL(*statement)
            for statement in fill(
                "topics_topic", beside=[(f"topics_topic{one}", "record_id") for one in ("name", "citation")]
            )
        ],
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
    ]
