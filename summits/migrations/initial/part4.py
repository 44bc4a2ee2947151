"""Part 4 of the tables of summits as makemigrations wrote them."""

import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

OPERATIONS = [
    migrations.AddConstraint(
        model_name="outcomecitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"),
            name="outcomecitation_sentence_in_paragraph",
            violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
        ),
    ),
    migrations.AddConstraint(
        model_name="outcomecitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
            name="outcomecitation_paragraph_from_1",
            violation_error_message="Paragraphs are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="outcomecitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
            name="outcomecitation_sentence_from_1",
            violation_error_message="Sentences are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="outcomecitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"),
            name="outcomecitation_value_of_field",
            violation_error_message="Say which field the stated value belongs to.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcomecitation",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_outcomecitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="3e51c5ec98f7c1e31b96c6400add284f7a23d8d7",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_ea8e0",
                table="summits_outcomecitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcomecitation",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_outcomecitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="790fad841f8f1353a1493e22a14b12df0c5412d9",
                operation="UPDATE",
                pgid="pgtrigger_update_update_0821a",
                table="summits_outcomecitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcomecitation",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_outcomecitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                hash="b9888ef95109ed46df9109d96f38cbe0b8bcdd91",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_2d3b0",
                table="summits_outcomecitation",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="outcomeevent",
        constraint=models.UniqueConstraint(
            fields=("outcome", "event", "relation"),
            name="outcomeevent_once",
            violation_error_message="This is already on the record.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcomeevent",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_outcomeeventhistory" ("event_id", "id", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation") VALUES (NEW."event_id", NEW."id", NEW."outcome_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."relation"); RETURN NULL;',
                hash="affd0d130babdaa33dfd6d0d9d3f8fac72bb593d",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_c9dcd",
                table="summits_outcomeevent",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcomeevent",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_outcomeeventhistory" ("event_id", "id", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation") VALUES (NEW."event_id", NEW."id", NEW."outcome_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."relation"); RETURN NULL;',
                hash="aa0e825c0384af07ab51ef6aa152b56aaaa6211e",
                operation="UPDATE",
                pgid="pgtrigger_update_update_2389b",
                table="summits_outcomeevent",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcomeevent",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_outcomeeventhistory" ("event_id", "id", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation") VALUES (OLD."event_id", OLD."id", OLD."outcome_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."relation"); RETURN NULL;',
                hash="3b958f76015410b69cea734a9c39332e21c9a707",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_6530d",
                table="summits_outcomeevent",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="outcomeparty",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("expert__isnull", False), ("organisation__isnull", True)),
                models.Q(("expert__isnull", True), ("organisation__isnull", False)),
                _connector="OR",
            ),
            name="outcomeparty_one_actor",
            violation_error_message="Give either an expert or an organisation, and only one of them.",
        ),
    ),
    migrations.AddConstraint(
        model_name="outcomeparty",
        constraint=models.UniqueConstraint(
            fields=("outcome", "expert", "organisation"),
            name="outcomeparty_once",
            nulls_distinct=False,
            violation_error_message="They are already a party.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcomeparty",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_outcomepartyhistory" ("expert_id", "id", "organisation_id", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."expert_id", NEW."id", NEW."organisation_id", NEW."outcome_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                hash="2e11e3de77dcb9744facb5149f128f1376239649",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_7d6f6",
                table="summits_outcomeparty",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcomeparty",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_outcomepartyhistory" ("expert_id", "id", "organisation_id", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."expert_id", NEW."id", NEW."organisation_id", NEW."outcome_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                hash="56a338c2d0653f1edc69c273bef0722dddf3f284",
                operation="UPDATE",
                pgid="pgtrigger_update_update_b871f",
                table="summits_outcomeparty",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcomeparty",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_outcomepartyhistory" ("expert_id", "id", "organisation_id", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."expert_id", OLD."id", OLD."organisation_id", OLD."outcome_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                hash="3653e304ba5c78f415faeff4e13b8f439941383d",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_d17af",
                table="summits_outcomeparty",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="panel",
        constraint=models.CheckConstraint(
            condition=models.Q(("title", ""), _negated=True),
            name="panel_title",
            violation_error_message="A panel needs a title.",
        ),
    ),
    migrations.AddConstraint(
        model_name="panel",
        constraint=models.UniqueConstraint(
            fields=("event", "number"),
            name="panel_number_once",
            violation_error_message="The event already has a panel with this number.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="panel",
        trigger=pgtrigger.compiler.Trigger(
            name="public_id_stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                hash="71d7fe76e8855d15dea9a909040fb9349f513374",
                operation='UPDATE OF "public_id"',
                pgid="pgtrigger_public_id_stays_45487",
                table="summits_panel",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="panel",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_panelhistory" ("created_at", "date", "event_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "summary", "title") VALUES (NEW."created_at", NEW."date", NEW."event_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."publication", NEW."summary", NEW."title"); RETURN NULL;',
                hash="30f90ec5fdf558f44c601352b370e15f3b174d8e",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_cbe86",
                table="summits_panel",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="panel",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_panelhistory" ("created_at", "date", "event_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "summary", "title") VALUES (NEW."created_at", NEW."date", NEW."event_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."summary", NEW."title"); RETURN NULL;',
                hash="fa7c7f56ebbbf53325dd669c2eb41ab8f1d663e0",
                operation="UPDATE",
                pgid="pgtrigger_update_update_a8928",
                table="summits_panel",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="panel",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_panelhistory" ("created_at", "date", "event_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "summary", "title") VALUES (OLD."created_at", OLD."date", OLD."event_id", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."publication", OLD."summary", OLD."title"); RETURN NULL;',
                hash="4ba2f10a95d61fe2d3908fb84a4924b1bd8718ad",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_7d352",
                table="summits_panel",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="panelcitation",
        constraint=models.UniqueConstraint(
            fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
            name="panelcitation_once",
            nulls_distinct=False,
            violation_error_message="This source is already cited at this place for this field.",
        ),
    ),
    migrations.AddConstraint(
        model_name="panelcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"),
            name="panelcitation_sentence_in_paragraph",
            violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
        ),
    ),
    migrations.AddConstraint(
        model_name="panelcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
            name="panelcitation_paragraph_from_1",
            violation_error_message="Paragraphs are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="panelcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
            name="panelcitation_sentence_from_1",
            violation_error_message="Sentences are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="panelcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"),
            name="panelcitation_value_of_field",
            violation_error_message="Say which field the stated value belongs to.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="panelcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_panelcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="a0c1348614b638a102a83e1bf9ffed639b717399",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_8bf8a",
                table="summits_panelcitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="panelcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_panelcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="76f3617862faf87c7694144d8c98eb507a934a30",
                operation="UPDATE",
                pgid="pgtrigger_update_update_ab49e",
                table="summits_panelcitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="panelcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_panelcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                hash="c75344dea49490fb05880691c498a75e106f2c7e",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_b1326",
                table="summits_panelcitation",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="participationappointment",
        constraint=models.UniqueConstraint(
            fields=("participation", "appointment"),
            name="participationappointment_once",
            violation_error_message="The billing already resolves to this appointment.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participationappointment",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_participationappointmenthistory" ("appointment_id", "id", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."appointment_id", NEW."id", NEW."participation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                hash="408dc3aed793f38490026f3612758a69a3151817",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_c717e",
                table="summits_participationappointment",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participationappointment",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_participationappointmenthistory" ("appointment_id", "id", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."appointment_id", NEW."id", NEW."participation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                hash="ec296f055642a60ddfbab6c38399606713d1c6ce",
                operation="UPDATE",
                pgid="pgtrigger_update_update_2c9f2",
                table="summits_participationappointment",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participationappointment",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_participationappointmenthistory" ("appointment_id", "id", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."appointment_id", OLD."id", OLD."participation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                hash="501170ca0163f36dcdecb04139d76e21bce33d74",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_09d34",
                table="summits_participationappointment",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="participation",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("expert__isnull", False), ("organisation__isnull", True)),
                models.Q(("expert__isnull", True), ("organisation__isnull", False)),
                _connector="OR",
            ),
            name="participation_one_actor",
            violation_error_message="Give either an expert or an organisation, and only one of them.",
        ),
    ),
    migrations.AddConstraint(
        model_name="participation",
        constraint=models.UniqueConstraint(
            fields=("event", "panel", "expert", "organisation", "role"),
            name="participation_once",
            nulls_distinct=False,
            violation_error_message="They already take part in this role.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participation",
        trigger=pgtrigger.compiler.Trigger(
            name="public_id_stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                hash="bfd40a9bed08e3b364f27de624a02dbeffc1bacc",
                operation='UPDATE OF "public_id"',
                pgid="pgtrigger_public_id_stays_82603",
                table="summits_participation",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participation",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_participationhistory" ("attendance", "billing", "created_at", "event_id", "expert_id", "id", "name_as_printed", "on_behalf_of_id", "order", "organisation_id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "role") VALUES (NEW."attendance", NEW."billing", NEW."created_at", NEW."event_id", NEW."expert_id", NEW."id", NEW."name_as_printed", NEW."on_behalf_of_id", NEW."order", NEW."organisation_id", NEW."panel_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."publication", NEW."role"); RETURN NULL;',
                hash="a8fda8da996e105798b11729eeb7d52dcd26a465",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_4d470",
                table="summits_participation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participation",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_participationhistory" ("attendance", "billing", "created_at", "event_id", "expert_id", "id", "name_as_printed", "on_behalf_of_id", "order", "organisation_id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "role") VALUES (NEW."attendance", NEW."billing", NEW."created_at", NEW."event_id", NEW."expert_id", NEW."id", NEW."name_as_printed", NEW."on_behalf_of_id", NEW."order", NEW."organisation_id", NEW."panel_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."role"); RETURN NULL;',
                hash="b2ffcd6c340bb11292e0bc941d30766cd3b9f7d3",
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
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_participationhistory" ("attendance", "billing", "created_at", "event_id", "expert_id", "id", "name_as_printed", "on_behalf_of_id", "order", "organisation_id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "role") VALUES (OLD."attendance", OLD."billing", OLD."created_at", OLD."event_id", OLD."expert_id", OLD."id", OLD."name_as_printed", OLD."on_behalf_of_id", OLD."order", OLD."organisation_id", OLD."panel_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."publication", OLD."role"); RETURN NULL;',
                hash="79a6d5a7fe07b6cce263349baed3cc0c82be5d79",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_df56d",
                table="summits_participation",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="participationcitation",
        constraint=models.UniqueConstraint(
            fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
            name="participationcitation_once",
            nulls_distinct=False,
            violation_error_message="This source is already cited at this place for this field.",
        ),
    ),
    migrations.AddConstraint(
        model_name="participationcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"),
            name="participationcitation_sentence_in_paragraph",
            violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
        ),
    ),
    migrations.AddConstraint(
        model_name="participationcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
            name="participationcitation_paragraph_from_1",
            violation_error_message="Paragraphs are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="participationcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
            name="participationcitation_sentence_from_1",
            violation_error_message="Sentences are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="participationcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"),
            name="participationcitation_value_of_field",
            violation_error_message="Say which field the stated value belongs to.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participationcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_participationcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="a5351ac6a71585cb49e0650e47d200d133f5a4c5",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_2b492",
                table="summits_participationcitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participationcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_participationcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="eed7d32309cfd63c28e95710bd890f167d4b49aa",
                operation="UPDATE",
                pgid="pgtrigger_update_update_82443",
                table="summits_participationcitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participationcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_participationcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                hash="30ed7d44c516600eb31865e52e2ee40900d20c18",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_0440e",
                table="summits_participationcitation",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="positioncitation",
        constraint=models.UniqueConstraint(
            fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
            name="positioncitation_once",
            nulls_distinct=False,
            violation_error_message="This source is already cited at this place for this field.",
        ),
    ),
    migrations.AddConstraint(
        model_name="positioncitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"),
            name="positioncitation_sentence_in_paragraph",
            violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
        ),
    ),
    migrations.AddConstraint(
        model_name="positioncitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
            name="positioncitation_paragraph_from_1",
            violation_error_message="Paragraphs are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="positioncitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
            name="positioncitation_sentence_from_1",
            violation_error_message="Sentences are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="positioncitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"),
            name="positioncitation_value_of_field",
            violation_error_message="Say which field the stated value belongs to.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positioncitation",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positioncitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="353b368edf3c0c6007888f5c2c0252149cf39055",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_02c64",
                table="summits_positioncitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positioncitation",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_positioncitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="fe3d026be496b7995756575a92e73b328789192e",
                operation="UPDATE",
                pgid="pgtrigger_update_update_b5573",
                table="summits_positioncitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positioncitation",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positioncitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                hash="27255c591e70bed7e8c2b2ea00daaf3cbf87a777",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_be14d",
                table="summits_positioncitation",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="positionendorser",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("expert__isnull", False), ("organisation__isnull", True)),
                models.Q(("expert__isnull", True), ("organisation__isnull", False)),
                _connector="OR",
            ),
            name="positionendorser_one_actor",
            violation_error_message="Give either an expert or an organisation, and only one of them.",
        ),
    ),
    migrations.AddConstraint(
        model_name="positionendorser",
        constraint=models.UniqueConstraint(
            fields=("position", "expert", "organisation"),
            name="positionendorser_once",
            nulls_distinct=False,
            violation_error_message="They already endorse this position.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positionendorser",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positionendorserhistory" ("expert_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") VALUES (NEW."expert_id", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position_id"); RETURN NULL;',
                hash="83159efb355e237cc557212155e3b567af823b22",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_6902e",
                table="summits_positionendorser",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positionendorser",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_positionendorserhistory" ("expert_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") VALUES (NEW."expert_id", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position_id"); RETURN NULL;',
                hash="d2cbb681d646897a120ca2fb9c025ffc1fb5a843",
                operation="UPDATE",
                pgid="pgtrigger_update_update_b32a3",
                table="summits_positionendorser",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positionendorser",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positionendorserhistory" ("expert_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") VALUES (OLD."expert_id", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position_id"); RETURN NULL;',
                hash="c4ac925c15f800013cb556226ac66dc1b042ec58",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_81c0c",
                table="summits_positionendorser",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddIndex(
        model_name="positionevent",
        index=models.Index(fields=["event", "position"], name="positionevent_event"),
    ),
    migrations.AddConstraint(
        model_name="positionevent",
        constraint=models.UniqueConstraint(
            fields=("position", "event"),
            name="positionevent_once",
            violation_error_message="The position is already about this event.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positionevent",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positioneventhistory" ("event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "stance") VALUES (NEW."event_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position_id", NEW."stance"); RETURN NULL;',
                hash="ea5fd8891973e9d71924f59f5a77a01d58418885",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_8a9b2",
                table="summits_positionevent",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positionevent",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_positioneventhistory" ("event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "stance") VALUES (NEW."event_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position_id", NEW."stance"); RETURN NULL;',
                hash="02c51c98787968dc0176fa055eb5a78b4d822a83",
                operation="UPDATE",
                pgid="pgtrigger_update_update_d3bbb",
                table="summits_positionevent",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positionevent",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positioneventhistory" ("event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "stance") VALUES (OLD."event_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position_id", OLD."stance"); RETURN NULL;',
                hash="603f41608067c6d27fc001050510d206b5bb498a",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_df556",
                table="summits_positionevent",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddIndex(
        model_name="positionholder",
        index=models.Index(fields=["expert", "position"], name="positionholder_expert"),
    ),
    migrations.AddIndex(
        model_name="positionholder",
        index=models.Index(fields=["organisation", "position"], name="positionholder_organisation"),
    ),
    migrations.AddConstraint(
        model_name="positionholder",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("expert__isnull", False), ("organisation__isnull", True)),
                models.Q(("expert__isnull", True), ("organisation__isnull", False)),
                _connector="OR",
            ),
            name="positionholder_one_actor",
            violation_error_message="Give either an expert or an organisation, and only one of them.",
        ),
    ),
    migrations.AddConstraint(
        model_name="positionholder",
        constraint=models.UniqueConstraint(
            fields=("position", "expert", "organisation"),
            name="positionholder_once",
            nulls_distinct=False,
            violation_error_message="They already hold this position.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positionholder",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positionholderhistory" ("expert_id", "id", "name_as_printed", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") VALUES (NEW."expert_id", NEW."id", NEW."name_as_printed", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position_id"); RETURN NULL;',
                hash="b1f553d0004404e5b6014bf87def0c66bb209636",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_d2c72",
                table="summits_positionholder",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positionholder",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_positionholderhistory" ("expert_id", "id", "name_as_printed", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") VALUES (NEW."expert_id", NEW."id", NEW."name_as_printed", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position_id"); RETURN NULL;',
                hash="57fd7cc5b18c6a42e320dff28b17b7c3c5ee0537",
                operation="UPDATE",
                pgid="pgtrigger_update_update_0cdcd",
                table="summits_positionholder",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positionholder",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positionholderhistory" ("expert_id", "id", "name_as_printed", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") VALUES (OLD."expert_id", OLD."id", OLD."name_as_printed", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position_id"); RETURN NULL;',
                hash="0a16f27e1b40c003b709733a4c0c6c126ed776c0",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_4c302",
                table="summits_positionholder",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddIndex(
        model_name="positiontopic",
        index=models.Index(fields=["topic", "stance", "position"], name="positiontopic_topic"),
    ),
    migrations.AddConstraint(
        model_name="positiontopic",
        constraint=models.UniqueConstraint(
            fields=("position", "topic"),
            name="positiontopic_once",
            violation_error_message="The position already has this topic.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positiontopic",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positiontopichistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "stance", "topic_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position_id", NEW."stance", NEW."topic_id"); RETURN NULL;',
                hash="e99402431e77e8b726bd4d07e53c160791a8842d",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_c2239",
                table="summits_positiontopic",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positiontopic",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_positiontopichistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "stance", "topic_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position_id", NEW."stance", NEW."topic_id"); RETURN NULL;',
                hash="5f6e1e50256b8ae744e3e2ee5e22f41f2754d8d1",
                operation="UPDATE",
                pgid="pgtrigger_update_update_f9c1f",
                table="summits_positiontopic",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="positiontopic",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positiontopichistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "stance", "topic_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position_id", OLD."stance", OLD."topic_id"); RETURN NULL;',
                hash="36cb7a3662924d8c1456373fdbe2a800727de0e1",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_e6188",
                table="summits_positiontopic",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddIndex(
        model_name="position",
        index=models.Index(fields=["-effective_date_earliest", "-id"], name="position_date"),
    ),
    migrations.AddIndex(
        model_name="position",
        index=models.Index(fields=["event", "order", "id"], name="position_event_order"),
    ),
    migrations.AddIndex(
        model_name="position",
        index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="position_search"),
    ),
    migrations.AddConstraint(
        model_name="position",
        constraint=models.CheckConstraint(
            condition=models.Q(("summary", ""), _negated=True),
            name="position_summary",
            violation_error_message="A position needs a summary in our own words.",
        ),
    ),
    migrations.AddConstraint(
        model_name="position",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("attribution", "verbatim"), _negated=True),
                models.Q(("quotation", ""), _negated=True),
                _connector="OR",
            ),
            name="position_verbatim_quotes",
            violation_error_message="A verbatim position needs its quotation.",
        ),
    ),
    migrations.AddConstraint(
        model_name="position",
        constraint=models.CheckConstraint(
            condition=models.Q(("panel__isnull", True), ("event__isnull", False), _connector="OR"),
            name="position_panel_has_event",
            violation_error_message="A panel belongs to an event: give the event too.",
        ),
    ),
    migrations.AddConstraint(
        model_name="position",
        constraint=models.CheckConstraint(
            condition=models.Q(("date__isnull", True), models.Q(("date", ".."), _negated=True), _connector="OR"),
            name="position_date_not_open",
            violation_error_message="“..” alone is no date of a position.",
        ),
    ),
    migrations.AddConstraint(
        model_name="position",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("in_reply_to__isnull", True), models.Q(("in_reply_to", models.F("id")), _negated=True), _connector="OR"
            ),
            name="position_no_reply_to_itself",
            violation_error_message="A position cannot reply to itself.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="position",
        trigger=pgtrigger.compiler.Trigger(
            name="public_id_stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                hash="d061c21ea73c72b9a84cbf415dbca4ff18f8f244",
                operation='UPDATE OF "public_id"',
                pgid="pgtrigger_public_id_stays_9c45b",
                table="summits_position",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="position",
        trigger=pgtrigger.compiler.Trigger(
            name="effective_date_set",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="\n            NEW.effective_date := coalesce(NEW.date, (SELECT date FROM summits_event WHERE id = NEW.event_id));\n            RETURN NEW;\n        ",
                hash="31b0f46fa952ba4a43404acc3c1c75f40c24165e",
                operation='INSERT OR UPDATE OF "date", "event_id"',
                pgid="pgtrigger_effective_date_set_d6043",
                table="summits_position",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="position",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positionhistory" ("attribution", "basis", "created_at", "date", "event_id", "id", "in_reply_to_id", "kind", "order", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "quotation", "summary", "verb") VALUES (NEW."attribution", NEW."basis", NEW."created_at", NEW."date", NEW."event_id", NEW."id", NEW."in_reply_to_id", NEW."kind", NEW."order", NEW."panel_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."publication", NEW."quotation", NEW."summary", NEW."verb"); RETURN NULL;',
                hash="e298fb68bf87f66f6b34240dcd01a1b1378f8e8f",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_4d5d9",
                table="summits_position",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="position",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."attribution" IS DISTINCT FROM (NEW."attribution") OR OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_reply_to_id" IS DISTINCT FROM (NEW."in_reply_to_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."panel_id" IS DISTINCT FROM (NEW."panel_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."quotation" IS DISTINCT FROM (NEW."quotation") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."verb" IS DISTINCT FROM (NEW."verb"))',
                func='INSERT INTO "summits_positionhistory" ("attribution", "basis", "created_at", "date", "event_id", "id", "in_reply_to_id", "kind", "order", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "quotation", "summary", "verb") VALUES (NEW."attribution", NEW."basis", NEW."created_at", NEW."date", NEW."event_id", NEW."id", NEW."in_reply_to_id", NEW."kind", NEW."order", NEW."panel_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."quotation", NEW."summary", NEW."verb"); RETURN NULL;',
                hash="338c51c912c4cbd1c005d348ed967200c19d2c64",
                operation="UPDATE",
                pgid="pgtrigger_update_update_c356f",
                table="summits_position",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="position",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_positionhistory" ("attribution", "basis", "created_at", "date", "event_id", "id", "in_reply_to_id", "kind", "order", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "quotation", "summary", "verb") VALUES (OLD."attribution", OLD."basis", OLD."created_at", OLD."date", OLD."event_id", OLD."id", OLD."in_reply_to_id", OLD."kind", OLD."order", OLD."panel_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."publication", OLD."quotation", OLD."summary", OLD."verb"); RETURN NULL;',
                hash="e4e6438d4f13458f23caafa63808d20b13512cd8",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_1b054",
                table="summits_position",
                when="AFTER",
            ),
        ),
    ),
]
