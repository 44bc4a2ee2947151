"""Experts, organisations and appointments tell when they became public and when they last changed; filled from the history."""

import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import lib.stamps
from lib.stamps import fill


class Migration(migrations.Migration):
    dependencies = [
        ("lib", "0007_stamps"),
        ("experts", "0013_predecessors"),
    ]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="appointment",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        migrations.AddField(
            model_name="expert",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="expert",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="first_public_at",
            field=lib.stamps.StampField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="modified_at",
            field=lib.stamps.StampField(
                db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False
            ),
        ),
        *[
            migrations.RunSQL(*statement)
            for statement in [
                *fill(
                    "experts_expert",
                    beside=[(f"experts_expert{one}", "record_id") for one in ("name", "identifier", "citation")],
                ),
                *fill(
                    "experts_organisation",
                    beside=[
                        *((f"experts_organisation{one}", "record_id") for one in ("name", "identifier", "citation")),
                        ("experts_organisationterritory", "organisation_id"),
                    ],
                ),
                *fill(
                    "experts_appointment",
                    above=[("expert_id", "experts_expert"), ("organisation_id", "experts_organisation")],
                    beside=[("experts_appointmentcitation", "record_id")],
                ),
            ]
        ],
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
                name="stamp_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."expert_id" IS DISTINCT FROM (NEW."expert_id") OR OLD."first_public_at" IS DISTINCT FROM (NEW."first_public_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."modified_at" IS DISTINCT FROM (NEW."modified_at") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."start" IS DISTINCT FROM (NEW."start"))',
                    func="\n                NEW.modified_at := now();\n                IF NEW.publication = 'published' AND (NEW.expert_id IS NULL OR EXISTS (SELECT 1 FROM experts_expert a WHERE a.id = NEW.expert_id AND a.publication = 'published')) AND (NEW.organisation_id IS NULL OR EXISTS (SELECT 1 FROM experts_organisation a WHERE a.id = NEW.organisation_id AND a.publication = 'published')) THEN\n                    IF NEW.first_public_at IS NULL THEN NEW.first_public_at := now();\n                    ELSE DELETE FROM lib_removal WHERE source = 'experts_appointment' AND record_id = NEW.id; END IF;\n                ELSIF NEW.first_public_at = now() THEN NEW.first_public_at := NULL;\n                ELSIF NEW.first_public_at IS NOT NULL THEN \n        INSERT INTO lib_removal (source, record_id, public_id, slug, first_public_at, at, why)\n        VALUES ('experts_appointment', NEW.id, NEW.public_id, '', NEW.first_public_at, now(), 'withdrawn')\n        ON CONFLICT (source, record_id) DO NOTHING;\n                END IF;\n                RETURN NEW;\n            ",
                    hash="4e73cd71a0cf8b4e3aa8dff75ba823466eacf1e1",
                    operation="UPDATE",
                    pgid="pgtrigger_stamp_update_131ac",
                    table="experts_appointment",
                    when="BEFORE",
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
    ]
