"""Events and what hangs on them tell when they became public and when they last changed; filled from the history."""

import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import lib.stamps
from lib.stamps import fill


class Migration(migrations.Migration):
    dependencies = [
        ("lib", "0007_stamps"),
        ("summits", "0018_outcome_words"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="eventlink",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="participation",
            name="update_update",
        ),
        migrations.AddField(
            model_name="event",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        migrations.AddField(
            model_name="eventlink",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="eventlink",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="outcome",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        migrations.AddField(
            model_name="panel",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="panel",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="participation",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        migrations.AddField(
            model_name="position",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="position",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        *[
            migrations.RunSQL(*statement)
            for statement in [
                *fill(
                    "summits_event",
                    beside=[
                        *((f"summits_event{one}", "record_id") for one in ("name", "identifier", "citation")),
                        ("summits_eventtopic", "event_id"),
                    ],
                ),
                *fill(
                    "summits_panel",
                    above=[("event_id", "summits_event")],
                    beside=[("summits_panelcitation", "record_id")],
                ),
                *fill(
                    "summits_participation",
                    above=[
                        ("event_id", "summits_event"),
                        ("panel_id", "summits_panel"),
                        ("expert_id", "experts_expert"),
                        ("organisation_id", "experts_organisation"),
                    ],
                    beside=[
                        ("summits_participationcitation", "record_id"),
                        ("summits_participationappointment", "participation_id"),
                    ],
                ),
                *fill(
                    "summits_position",
                    above=[("event_id", "summits_event"), ("panel_id", "summits_panel")],
                    beside=[
                        ("summits_positioncitation", "record_id"),
                        *(
                            (f"summits_position{one}", "position_id")
                            for one in ("holder", "endorser", "topic", "event")
                        ),
                    ],
                ),
                *fill(
                    "summits_outcome",
                    above=[("event_id", "summits_event")],
                    beside=[
                        ("summits_outcomecitation", "record_id"),
                        *((f"summits_outcome{one}", "outcome_id") for one in ("party", "event")),
                    ],
                ),
                *fill(
                    "summits_eventlink",
                    above=[("from_event_id", "summits_event"), ("to_event_id", "summits_event")],
                    beside=[("summits_linkcitation", "record_id")],
                ),
            ]
        ],
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'summits_event' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                    hash="d707211fb0221244bc2ef08cdcbf8c4f5fbe52bd",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_insert_d42ba",
                    table="summits_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_returned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.first_public_at < now())",
                    func="IF NEW.publication = 'published' THEN DELETE FROM lib_removal WHERE source = 'summits_event' AND record_id = NEW.id; END IF; RETURN NULL;",
                    hash="3661872f48a851d7178a56d29dd1e540017f004a",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_returned_92904",
                    table="summits_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."end_time" IS DISTINCT FROM (NEW."end_time") OR OLD."first_public_at" IS DISTINCT FROM (NEW."first_public_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."modified_at" IS DISTINCT FROM (NEW."modified_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."start_time" IS DISTINCT FROM (NEW."start_time") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."timezone" IS DISTINCT FROM (NEW."timezone") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                    func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'summits_event' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_event', NEW.id, NEW.public_id, NEW.slug, NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                    hash="0173a34d20a94c1cba3e6fe842dbec1c4b2c5b0b",
                    operation="UPDATE",
                    pgid="pgtrigger_stamp_update_b2081",
                    table="summits_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.first_public_at < now())",
                    func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_event', OLD.id, OLD.public_id, OLD.slug, OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                    hash="89ea6fca2bb151e87d7b05908f30440ea8b2f633",
                    operation="DELETE",
                    pgid="pgtrigger_stamp_delete_3fe20",
                    table="summits_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'summits_event', id, public_id, slug, first_public_at,\n                    now(), 'deleted' FROM summits_event WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                    hash="a5a461dee8702005420b55a8349ad79fc5dfef36",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_stamp_truncate_9a9d8",
                    table="summits_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_panel_event",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                    func="UPDATE summits_panel SET modified_at = clock_timestamp() WHERE event_id = NEW.id AND publication = 'published'; RETURN NULL;",
                    hash="815d1a36313b1f5fe75e139dfb636ccb2109641c",
                    operation='UPDATE OF "publication"',
                    pgid="pgtrigger_stamp_panel_event_f12a5",
                    table="summits_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_eventlink_from_event",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                    func="UPDATE summits_eventlink SET modified_at = clock_timestamp() WHERE from_event_id = NEW.id AND publication = 'published'; RETURN NULL;",
                    hash="e559c42f7c339ef055aa8012647ff4e87b6874b1",
                    operation='UPDATE OF "publication"',
                    pgid="pgtrigger_stamp_eventlink_from_event_a114b",
                    table="summits_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_eventlink_to_event",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                    func="UPDATE summits_eventlink SET modified_at = clock_timestamp() WHERE to_event_id = NEW.id AND publication = 'published'; RETURN NULL;",
                    hash="bc51aa8057aef0b1ba44813e2ed6e64431a747ca",
                    operation='UPDATE OF "publication"',
                    pgid="pgtrigger_stamp_eventlink_to_event_3654e",
                    table="summits_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_participation_event",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                    func="UPDATE summits_participation SET modified_at = clock_timestamp() WHERE event_id = NEW.id AND publication = 'published'; RETURN NULL;",
                    hash="9a5f1f6ed133a3ac57c9b28c163fef713555256a",
                    operation='UPDATE OF "publication"',
                    pgid="pgtrigger_stamp_participation_event_c9815",
                    table="summits_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_position_event",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                    func="UPDATE summits_position SET modified_at = clock_timestamp() WHERE event_id = NEW.id AND publication = 'published'; RETURN NULL;",
                    hash="9ed6209cafc6e1098a88e689bf8ded8ddc0f590b",
                    operation='UPDATE OF "publication"',
                    pgid="pgtrigger_stamp_position_event_459d5",
                    table="summits_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_outcome_event",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                    func="UPDATE summits_outcome SET modified_at = clock_timestamp() WHERE event_id = NEW.id AND publication = 'published'; RETURN NULL;",
                    hash="239c7d505549a23ebff4c2c9107317fb6b813274",
                    operation='UPDATE OF "publication"',
                    pgid="pgtrigger_stamp_outcome_event_8cd82",
                    table="summits_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventcitation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_event SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="d77c35e84c058b20ad46f860dd2335962355c41a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_ef1b6",
                    table="summits_eventcitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventidentifier",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_event SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="8ac3aea18a4d34d7b20e03255d586dd0743fab3e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_7c739",
                    table="summits_eventidentifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventlink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."from_event_id" IS DISTINCT FROM (NEW."from_event_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."to_event_id" IS DISTINCT FROM (NEW."to_event_id"))',
                    func='INSERT INTO "summits_eventlinkhistory" ("created_at", "from_event_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "to_event_id") VALUES (NEW."created_at", NEW."from_event_id", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."to_event_id"); RETURN NULL;',
                    hash="c5e9b7c4867e0077635a6c8cbd434de17ceb6d25",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_35983",
                    table="summits_eventlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventlink",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'summits_eventlink' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' AND (NEW.from_event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.from_event_id AND a.publication = 'published')) AND (NEW.to_event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.to_event_id AND a.publication = 'published')) THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                    hash="bc541ea302c7ce15e429797197d7aba9cbba1f6f",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_insert_1a6ac",
                    table="summits_eventlink",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventlink",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_returned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.first_public_at < now())",
                    func="IF NEW.publication = 'published' AND (NEW.from_event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.from_event_id AND a.publication = 'published')) AND (NEW.to_event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.to_event_id AND a.publication = 'published')) THEN DELETE FROM lib_removal WHERE source = 'summits_eventlink' AND record_id = NEW.id; END IF; RETURN NULL;",
                    hash="5e81e9a59b4bd2748c1cf46ff1bf3d464dbf4a87",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_returned_e3d78",
                    table="summits_eventlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventlink",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' AND (NEW.from_event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.from_event_id AND a.publication = 'published')) AND (NEW.to_event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.to_event_id AND a.publication = 'published')) THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'summits_eventlink' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_eventlink', NEW.id, NEW.public_id, '', NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                    hash="18132b5c5743d1ab4f7390ad2fe5b913b3743867",
                    operation="UPDATE",
                    pgid="pgtrigger_stamp_update_a3e13",
                    table="summits_eventlink",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventlink",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.first_public_at < now())",
                    func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_eventlink', OLD.id, OLD.public_id, '', OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                    hash="e035a10c00cea80ce499abeab59d69682b0d9105",
                    operation="DELETE",
                    pgid="pgtrigger_stamp_delete_2bde1",
                    table="summits_eventlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventlink",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'summits_eventlink', id, public_id, '', first_public_at,\n                    now(), 'deleted' FROM summits_eventlink WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                    hash="3d932f9bec9cbd759fa6787ff939fca6dd506a16",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_stamp_truncate_2bd63",
                    table="summits_eventlink",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventname",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_event SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="9ab994489c51bec71908de1ed150acf170062760",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_68bb8",
                    table="summits_eventname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventtopic",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_event SET modified_at = now() WHERE id IN (OLD.event_id, NEW.event_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="d526e454d2159c8dcbb939f3b86da1e5c8d42c9b",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_e053a",
                    table="summits_eventtopic",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkcitation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_eventlink SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="ff25538bee6989def97c5ff2699b1c56279a5a2e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_33278",
                    table="summits_linkcitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'summits_outcome' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                    hash="cf33cf2bcbb38a65d5e636de793e2290997cfa91",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_insert_c7865",
                    table="summits_outcome",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_returned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.first_public_at < now())",
                    func="IF NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) THEN DELETE FROM lib_removal WHERE source = 'summits_outcome' AND record_id = NEW.id; END IF; RETURN NULL;",
                    hash="0a72f9639e13faab36b896f415f9c1f4e454d6c5",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_returned_20722",
                    table="summits_outcome",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."effective_date" IS DISTINCT FROM (NEW."effective_date") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."first_public_at" IS DISTINCT FROM (NEW."first_public_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."modified_at" IS DISTINCT FROM (NEW."modified_at") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'summits_outcome' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_outcome', NEW.id, NEW.public_id, '', NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                    hash="4ff1e295703d5092b48df0ad6c308dc194172892",
                    operation="UPDATE",
                    pgid="pgtrigger_stamp_update_26330",
                    table="summits_outcome",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.first_public_at < now())",
                    func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_outcome', OLD.id, OLD.public_id, '', OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                    hash="8c599280ef59f16162695dfa3c2cdfcabe72f270",
                    operation="DELETE",
                    pgid="pgtrigger_stamp_delete_442a5",
                    table="summits_outcome",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'summits_outcome', id, public_id, '', first_public_at,\n                    now(), 'deleted' FROM summits_outcome WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                    hash="d391163f1572e14989f0cb494c20e184947aacf9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_stamp_truncate_a1825",
                    table="summits_outcome",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcomecitation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_outcome SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="9859237fd4b9f16d06380b068f2b3b80065e9266",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_2e0b4",
                    table="summits_outcomecitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcomeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_outcome SET modified_at = now() WHERE id IN (OLD.outcome_id, NEW.outcome_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="009f7d29b19e8aac86b046fd997ea9281fea4dac",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_9840e",
                    table="summits_outcomeevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcomeparty",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_outcome SET modified_at = now() WHERE id IN (OLD.outcome_id, NEW.outcome_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="b069e5203ae5ebe58aec0c68520fe6cef0e1824c",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_1bdac",
                    table="summits_outcomeparty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'summits_panel' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                    hash="0f47011e9f00c2bf597855bea344686f806124b4",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_insert_8f060",
                    table="summits_panel",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_returned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.first_public_at < now())",
                    func="IF NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) THEN DELETE FROM lib_removal WHERE source = 'summits_panel' AND record_id = NEW.id; END IF; RETURN NULL;",
                    hash="d64d89424ce48a1734ccc7f3e2f2288c9ded52b1",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_returned_bea02",
                    table="summits_panel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."end_time" IS DISTINCT FROM (NEW."end_time") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."first_public_at" IS DISTINCT FROM (NEW."first_public_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."modified_at" IS DISTINCT FROM (NEW."modified_at") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."room" IS DISTINCT FROM (NEW."room") OR OLD."start_time" IS DISTINCT FROM (NEW."start_time") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."track" IS DISTINCT FROM (NEW."track"))',
                    func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'summits_panel' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_panel', NEW.id, NEW.public_id, '', NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                    hash="ee18dbf86ad0bfdbcc6815df47b0b7f0e342e0c6",
                    operation="UPDATE",
                    pgid="pgtrigger_stamp_update_c5da8",
                    table="summits_panel",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.first_public_at < now())",
                    func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_panel', OLD.id, OLD.public_id, '', OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                    hash="52d57575247f8823dcadc657094d142603e7f552",
                    operation="DELETE",
                    pgid="pgtrigger_stamp_delete_2e384",
                    table="summits_panel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'summits_panel', id, public_id, '', first_public_at,\n                    now(), 'deleted' FROM summits_panel WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                    hash="294c8a2872aeb6cf3ac1684a6877374d3f53055a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_stamp_truncate_d962d",
                    table="summits_panel",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_participation_panel",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                    func="UPDATE summits_participation SET modified_at = clock_timestamp() WHERE panel_id = NEW.id AND publication = 'published'; RETURN NULL;",
                    hash="1b9d97f930b07510d1bc114d88d4246cb62d9baa",
                    operation='UPDATE OF "publication"',
                    pgid="pgtrigger_stamp_participation_panel_14b46",
                    table="summits_panel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_position_panel",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."publication" IS DISTINCT FROM (NEW."publication"))',
                    func="UPDATE summits_position SET modified_at = clock_timestamp() WHERE panel_id = NEW.id AND publication = 'published'; RETURN NULL;",
                    hash="81b807ca63e4308eb421f66739dbed1f8f8a1fa0",
                    operation='UPDATE OF "publication"',
                    pgid="pgtrigger_stamp_position_panel_22cc2",
                    table="summits_panel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panelcitation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_panel SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="4cc36bda1c8b58436feaa9312c11362a735322c5",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_7d91a",
                    table="summits_panelcitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."attendance" IS DISTINCT FROM (NEW."attendance") OR OLD."billing" IS DISTINCT FROM (NEW."billing") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."expert_id" IS DISTINCT FROM (NEW."expert_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name_as_printed" IS DISTINCT FROM (NEW."name_as_printed") OR OLD."on_behalf_of_id" IS DISTINCT FROM (NEW."on_behalf_of_id") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."panel_id" IS DISTINCT FROM (NEW."panel_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                    func='INSERT INTO "summits_participationhistory" ("attendance", "billing", "created_at", "event_id", "expert_id", "id", "name_as_printed", "on_behalf_of_id", "order", "organisation_id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "role") VALUES (NEW."attendance", NEW."billing", NEW."created_at", NEW."event_id", NEW."expert_id", NEW."id", NEW."name_as_printed", NEW."on_behalf_of_id", NEW."order", NEW."organisation_id", NEW."panel_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."role"); RETURN NULL;',
                    hash="8689d01760274c9661e7884ece0ab99b449d0dbe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_935f0",
                    table="summits_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'summits_participation' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) AND (NEW.panel_id IS NULL OR EXISTS (SELECT 1 FROM summits_panel a WHERE a.id = NEW.panel_id AND a.publication = 'published')) AND (NEW.expert_id IS NULL OR EXISTS (SELECT 1 FROM experts_expert a WHERE a.id = NEW.expert_id AND a.publication = 'published')) AND (NEW.organisation_id IS NULL OR EXISTS (SELECT 1 FROM experts_organisation a WHERE a.id = NEW.organisation_id AND a.publication = 'published')) THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                    hash="0c4709597a9fe4294125a27af4a23f0141009d39",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_insert_c79b9",
                    table="summits_participation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_returned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.first_public_at < now())",
                    func="IF NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) AND (NEW.panel_id IS NULL OR EXISTS (SELECT 1 FROM summits_panel a WHERE a.id = NEW.panel_id AND a.publication = 'published')) AND (NEW.expert_id IS NULL OR EXISTS (SELECT 1 FROM experts_expert a WHERE a.id = NEW.expert_id AND a.publication = 'published')) AND (NEW.organisation_id IS NULL OR EXISTS (SELECT 1 FROM experts_organisation a WHERE a.id = NEW.organisation_id AND a.publication = 'published')) THEN DELETE FROM lib_removal WHERE source = 'summits_participation' AND record_id = NEW.id; END IF; RETURN NULL;",
                    hash="38a751b4bcabaf51426e8ce7df2cfe001f919e62",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_returned_9bf7e",
                    table="summits_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) AND (NEW.panel_id IS NULL OR EXISTS (SELECT 1 FROM summits_panel a WHERE a.id = NEW.panel_id AND a.publication = 'published')) AND (NEW.expert_id IS NULL OR EXISTS (SELECT 1 FROM experts_expert a WHERE a.id = NEW.expert_id AND a.publication = 'published')) AND (NEW.organisation_id IS NULL OR EXISTS (SELECT 1 FROM experts_organisation a WHERE a.id = NEW.organisation_id AND a.publication = 'published')) THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'summits_participation' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_participation', NEW.id, NEW.public_id, '', NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                    hash="679750152eb1fbd01025b06a6f033837fea6ab14",
                    operation="UPDATE",
                    pgid="pgtrigger_stamp_update_5d6a0",
                    table="summits_participation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.first_public_at < now())",
                    func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_participation', OLD.id, OLD.public_id, '', OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                    hash="473575412fba7d623a1f16e857ab6b7d3e47b79f",
                    operation="DELETE",
                    pgid="pgtrigger_stamp_delete_468eb",
                    table="summits_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'summits_participation', id, public_id, '', first_public_at,\n                    now(), 'deleted' FROM summits_participation WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                    hash="464e83d377e2d0f50d17662342597863f7e02dc9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_stamp_truncate_24537",
                    table="summits_participation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationappointment",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_participation SET modified_at = now() WHERE id IN (OLD.participation_id, NEW.participation_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="82e0d6983676bc4a2e544b7bc6fc267857bde7fa",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_5d7b6",
                    table="summits_participationappointment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationcitation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_participation SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="dc09ee5a0de71d80b6f6b99c0f7e7449002b638a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_46f07",
                    table="summits_participationcitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                NEW.modified_at := now();\n                NEW.first_public_at := (SELECT r.first_public_at FROM lib_removal r WHERE source = 'summits_position' AND record_id = NEW.id);\n                IF NEW.first_public_at IS NULL AND NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) AND (NEW.panel_id IS NULL OR EXISTS (SELECT 1 FROM summits_panel a WHERE a.id = NEW.panel_id AND a.publication = 'published')) THEN NEW.first_public_at := now(); END IF;\n                RETURN NEW;\n            ",
                    hash="581a4ab6404791ef1be91fa288770ee0665d1645",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_insert_40722",
                    table="summits_position",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_returned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.first_public_at < now())",
                    func="IF NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) AND (NEW.panel_id IS NULL OR EXISTS (SELECT 1 FROM summits_panel a WHERE a.id = NEW.panel_id AND a.publication = 'published')) THEN DELETE FROM lib_removal WHERE source = 'summits_position' AND record_id = NEW.id; END IF; RETURN NULL;",
                    hash="f2d30b31aead6a1392cca8d9346e3bfea0e81d7a",
                    operation="INSERT",
                    pgid="pgtrigger_stamp_returned_2f622",
                    table="summits_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."attribution" IS DISTINCT FROM (NEW."attribution") OR OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."effective_date" IS DISTINCT FROM (NEW."effective_date") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."first_public_at" IS DISTINCT FROM (NEW."first_public_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_reply_to_id" IS DISTINCT FROM (NEW."in_reply_to_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."modified_at" IS DISTINCT FROM (NEW."modified_at") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."panel_id" IS DISTINCT FROM (NEW."panel_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."quotation" IS DISTINCT FROM (NEW."quotation") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."verb" IS DISTINCT FROM (NEW."verb"))',
                    func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' AND (NEW.event_id IS NULL OR EXISTS (SELECT 1 FROM summits_event a WHERE a.id = NEW.event_id AND a.publication = 'published')) AND (NEW.panel_id IS NULL OR EXISTS (SELECT 1 FROM summits_panel a WHERE a.id = NEW.panel_id AND a.publication = 'published')) THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'summits_position' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_position', NEW.id, NEW.public_id, '', NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                    hash="32fcdab8154a7ec77d972d4a92a3dd117ffc359f",
                    operation="UPDATE",
                    pgid="pgtrigger_stamp_update_b6f81",
                    table="summits_position",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.first_public_at < now())",
                    func="\n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('summits_position', OLD.id, OLD.public_id, '', OLD.first_public_at, now(), 'deleted')\n        ON CONFLICT (source, record_id) DO NOTHING; RETURN NULL;",
                    hash="3abeccbd45ce1acedbca8888a7a343aadd938c9a",
                    operation="DELETE",
                    pgid="pgtrigger_stamp_delete_9d1da",
                    table="summits_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n                SELECT 'summits_position', id, public_id, '', first_public_at,\n                    now(), 'deleted' FROM summits_position WHERE first_public_at < now()\n                ON CONFLICT (source, record_id) DO NOTHING;\n                RETURN NULL;\n            ",
                    hash="682b3fe0b67741bb18de322a06aec16bfe242acf",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_stamp_truncate_c94d7",
                    table="summits_position",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="positioncitation",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_position SET modified_at = now() WHERE id IN (OLD.record_id, NEW.record_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="bb6bf38c31aa3f651d3bd58d3bb3779699e389d2",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_a0d0b",
                    table="summits_positioncitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="positionendorser",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_position SET modified_at = now() WHERE id IN (OLD.position_id, NEW.position_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="3218bae5500fe246b6504387d2c990c8f9bf70b1",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_ca3ef",
                    table="summits_positionendorser",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="positionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_position SET modified_at = now() WHERE id IN (OLD.position_id, NEW.position_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="2501fd377c219dd04e856a2d82836d33d78f5cef",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_a10ee",
                    table="summits_positionevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="positionholder",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_position SET modified_at = now() WHERE id IN (OLD.position_id, NEW.position_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="e92a52ee4b87b131b8d2ce17047cdac6901e3cf9",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_817aa",
                    table="summits_positionholder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="positiontopic",
            trigger=pgtrigger.compiler.Trigger(
                name="stamp_owner",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE summits_position SET modified_at = now() WHERE id IN (OLD.position_id, NEW.position_id) AND modified_at < now();\n            RETURN NULL;\n        ",
                    hash="5d66c4d714dc5806b6191bb0972c848507e84ca9",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stamp_owner_6712d",
                    table="summits_positiontopic",
                    when="AFTER",
                ),
            ),
        ),
    ]
