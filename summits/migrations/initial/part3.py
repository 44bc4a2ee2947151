"""Part 3 of the tables of summits as makemigrations wrote them."""

import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import lib.addresses
import lib.history
import lib.partialdates.fields

OPERATIONS = [
    migrations.AddField(
        model_name="position",
        name="about_events",
        field=models.ManyToManyField(
            related_name="positions_about", through="summits.PositionEvent", to="summits.event"
        ),
    ),
    migrations.CreateModel(
        name="PositionEventHistory",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
            ("id", models.BigIntegerField()),
            (
                "stance",
                models.CharField(
                    choices=[
                        ("supports", "supports"),
                        ("opposes", "opposes"),
                        ("mixed", "mixed"),
                        ("neutral", "neutral"),
                        ("unclear", "unclear"),
                    ],
                    default="unclear",
                    max_length=10,
                ),
            ),
            (
                "event",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="summits.event",
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
                    to="summits.positionevent",
                ),
            ),
            (
                "position",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="summits.position",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="PositionHistory",
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
            (
                "kind",
                models.CharField(
                    choices=[
                        ("statement", "statement"),
                        ("question", "question"),
                        ("proposal", "proposal"),
                        ("assessment", "assessment"),
                    ],
                    default="statement",
                    max_length=12,
                ),
            ),
            ("summary", models.TextField(help_text="In our own words.")),
            (
                "quotation",
                models.TextField(blank=True, help_text="Exact words of the source, where the wording matters."),
            ),
            (
                "attribution",
                models.CharField(
                    choices=[
                        ("verbatim", "verbatim"),
                        ("paraphrase", "paraphrase"),
                        ("collective", "collective"),
                        ("unattributed", "unattributed"),
                    ],
                    default="paraphrase",
                    max_length=14,
                ),
            ),
            (
                "basis",
                models.CharField(
                    choices=[("stated", "stated"), ("inferred", "inferred")], default="stated", max_length=10
                ),
            ),
            (
                "verb",
                models.CharField(
                    blank=True,
                    help_text="As printed: noted, stressed, recalled.",
                    max_length=60,
                    verbose_name="reporting verb",
                ),
            ),
            (
                "date",
                lib.partialdates.fields.PartialDateField(
                    blank=True, help_text="Only where it differs from the event's.", max_length=32, null=True
                ),
            ),
            ("order", models.PositiveIntegerField(default=0, help_text="Its place in the order of the source.")),
            (
                "event",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="summits.event",
                ),
            ),
            (
                "in_reply_to",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="summits.position",
                ),
            ),
            (
                "panel",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="summits.panel",
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
                    to="summits.position",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="PositionHolder",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("name_as_printed", models.CharField(blank=True, max_length=300)),
            (
                "expert",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="%(class)ss",
                    to="experts.expert",
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="%(class)ss",
                    to="experts.organisation",
                ),
            ),
            (
                "position",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="holders", to="summits.position"
                ),
            ),
        ],
        options={
            "ordering": ["id"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="PositionHolderHistory",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
            ("id", models.BigIntegerField()),
            ("name_as_printed", models.CharField(blank=True, max_length=300)),
            (
                "expert",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="experts.expert",
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
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
                    to="summits.positionholder",
                ),
            ),
            (
                "position",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="summits.position",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="PositionTopic",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "stance",
                models.CharField(
                    choices=[
                        ("supports", "supports"),
                        ("opposes", "opposes"),
                        ("mixed", "mixed"),
                        ("neutral", "neutral"),
                        ("unclear", "unclear"),
                    ],
                    default="unclear",
                    max_length=10,
                ),
            ),
            (
                "position",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="position_topics", to="summits.position"
                ),
            ),
            (
                "topic",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="position_topics", to="topics.topic"
                ),
            ),
        ],
        options={
            "ordering": ["id"],
        },
    ),
    migrations.AddField(
        model_name="position",
        name="topics",
        field=models.ManyToManyField(related_name="positions", through="summits.PositionTopic", to="topics.topic"),
    ),
    migrations.CreateModel(
        name="PositionTopicHistory",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
            ("id", models.BigIntegerField()),
            (
                "stance",
                models.CharField(
                    choices=[
                        ("supports", "supports"),
                        ("opposes", "opposes"),
                        ("mixed", "mixed"),
                        ("neutral", "neutral"),
                        ("unclear", "unclear"),
                    ],
                    default="unclear",
                    max_length=10,
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
                    to="summits.positiontopic",
                ),
            ),
            (
                "position",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="summits.position",
                ),
            ),
            (
                "topic",
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
    migrations.AddConstraint(
        model_name="eventcitation",
        constraint=models.UniqueConstraint(
            fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
            name="eventcitation_once",
            nulls_distinct=False,
            violation_error_message="This source is already cited at this place for this field.",
        ),
    ),
    migrations.AddConstraint(
        model_name="eventcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"),
            name="eventcitation_sentence_in_paragraph",
            violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
        ),
    ),
    migrations.AddConstraint(
        model_name="eventcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
            name="eventcitation_paragraph_from_1",
            violation_error_message="Paragraphs are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="eventcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
            name="eventcitation_sentence_from_1",
            violation_error_message="Sentences are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="eventcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"),
            name="eventcitation_value_of_field",
            violation_error_message="Say which field the stated value belongs to.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_eventcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="8a3e06bf00262a2906fe7e1ca4b2c032fecc4e51",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_e1704",
                table="summits_eventcitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_eventcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="4e97e75ddb6db0af90c19fb2a3cf8e995ef46b43",
                operation="UPDATE",
                pgid="pgtrigger_update_update_bd7db",
                table="summits_eventcitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_eventcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                hash="5b90e321901be8be42bdb563b07921cbcdbe3fe1",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_c1f77",
                table="summits_eventcitation",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="eventlink",
        constraint=models.CheckConstraint(
            condition=models.Q(("from_event", models.F("to_event")), _negated=True),
            name="eventlink_not_itself",
            violation_error_message="An event cannot be linked to itself.",
        ),
    ),
    migrations.AddConstraint(
        model_name="eventlink",
        constraint=models.UniqueConstraint(
            fields=("from_event", "to_event", "kind"),
            name="eventlink_once",
            violation_error_message="This link is already on record.",
        ),
    ),
    migrations.AddConstraint(
        model_name="eventlink",
        constraint=models.UniqueConstraint(
            django.db.models.functions.comparison.Least("from_event", "to_event"),
            django.db.models.functions.comparison.Greatest("from_event", "to_event"),
            condition=models.Q(("kind", "parallel_to")),
            name="eventlink_parallel_once",
            violation_error_message="These events are already linked as parallel.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventlink",
        trigger=pgtrigger.compiler.Trigger(
            name="public_id_stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                hash="cacc18a86c3bdce00fad4602e1b347acf829e9c4",
                operation='UPDATE OF "public_id"',
                pgid="pgtrigger_public_id_stays_5b83d",
                table="summits_eventlink",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventlink",
        trigger=pgtrigger.compiler.Trigger(
            name="part_of_acyclic",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (NEW.\"kind\" = 'part_of')",
                func="\n                    IF EXISTS (\n                        WITH RECURSIVE above(id) AS (\n                            SELECT NEW.to_event_id\n                            UNION\n                            SELECT l.to_event_id FROM summits_eventlink l JOIN above ON l.from_event_id = above.id\n                            WHERE l.kind = 'part_of' AND l.id <> NEW.id\n                        ) SELECT 1 FROM above WHERE id = NEW.from_event_id\n                    ) THEN\n                        RAISE EXCEPTION 'an event would be part of itself' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                hash="f4f404629b704418a95afacf0546d52f5767a4c0",
                operation="INSERT OR UPDATE",
                pgid="pgtrigger_part_of_acyclic_16591",
                table="summits_eventlink",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventlink",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_eventlinkhistory" ("created_at", "from_event_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "to_event_id") VALUES (NEW."created_at", NEW."from_event_id", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."publication", NEW."to_event_id"); RETURN NULL;',
                hash="50dc9473a03d10be8c48173631447617de2878ca",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_1109e",
                table="summits_eventlink",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventlink",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_eventlinkhistory" ("created_at", "from_event_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "to_event_id") VALUES (NEW."created_at", NEW."from_event_id", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."to_event_id"); RETURN NULL;',
                hash="63bc45aa512245ecc4da1f9571a748999f35b099",
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
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_eventlinkhistory" ("created_at", "from_event_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "to_event_id") VALUES (OLD."created_at", OLD."from_event_id", OLD."id", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."publication", OLD."to_event_id"); RETURN NULL;',
                hash="7985f54eea4eb549fbad4fb5ff713ca11841db80",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_9534d",
                table="summits_eventlink",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddIndex(
        model_name="eventname",
        index=django.contrib.postgres.indexes.GinIndex(
            fields=["key"], name="eventname_key", opclasses=["gin_trgm_ops"]
        ),
    ),
    migrations.AddConstraint(
        model_name="eventname",
        constraint=models.UniqueConstraint(
            fields=("record", "text", "language", "kind"),
            name="eventname_once",
            violation_error_message="This name is already on the record.",
        ),
    ),
    migrations.AddConstraint(
        model_name="eventname",
        constraint=models.CheckConstraint(
            condition=models.Q(("script", ""), ("script__regex", "^[A-Z][a-z]{3}$"), _connector="OR"),
            name="eventname_script",
            violation_error_message="A script is four letters, such as Cyrl or Latn (ISO 15924).",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventname",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_eventnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (NEW."id", NEW."key", NEW."kind", NEW."language", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."script", NEW."text"); RETURN NULL;',
                hash="64f08f56e7811c50602cb678b8e977c970232557",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_0ef55",
                table="summits_eventname",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventname",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."script" IS DISTINCT FROM (NEW."script") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                func='INSERT INTO "summits_eventnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (NEW."id", NEW."key", NEW."kind", NEW."language", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."script", NEW."text"); RETURN NULL;',
                hash="c1e21c31e83d969e4829739ea07c88b256de18ee",
                operation="UPDATE",
                pgid="pgtrigger_update_update_ad05d",
                table="summits_eventname",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventname",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_eventnamehistory" ("id", "key", "kind", "language", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "script", "text") VALUES (OLD."id", OLD."key", OLD."kind", OLD."language", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."script", OLD."text"); RETURN NULL;',
                hash="7edf2b2d02352969815917278eb946fd0adc8867",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_a6f29",
                table="summits_eventname",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddIndex(
        model_name="eventtopic",
        index=models.Index(fields=["topic", "event"], name="eventtopic_topic"),
    ),
    migrations.AddConstraint(
        model_name="eventtopic",
        constraint=models.UniqueConstraint(
            fields=("event", "topic"),
            name="eventtopic_once",
            violation_error_message="The event already has this topic.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventtopic",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_eventtopichistory" ("event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."event_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic_id"); RETURN NULL;',
                hash="67af6641678b227f44b3ce780d20c5cef397e983",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_f788a",
                table="summits_eventtopic",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventtopic",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_eventtopichistory" ("event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."event_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic_id"); RETURN NULL;',
                hash="9a6d9350b00efc097d47dacc193842b540134b2b",
                operation="UPDATE",
                pgid="pgtrigger_update_update_83443",
                table="summits_eventtopic",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eventtopic",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_eventtopichistory" ("event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (OLD."event_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic_id"); RETURN NULL;',
                hash="8b3e6fa45eba859e51a710c6a20839d7bd30ad5a",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_50c1b",
                table="summits_eventtopic",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddIndex(
        model_name="event",
        index=models.Index(fields=["-date_earliest", "-id"], name="event_date"),
    ),
    migrations.AddIndex(
        model_name="event",
        index=models.Index(fields=["place", "-date_earliest", "-id"], name="event_place_date"),
    ),
    migrations.AddIndex(
        model_name="event",
        index=django.contrib.postgres.indexes.GinIndex(
            fields=["name_key"], name="event_name_key", opclasses=["gin_trgm_ops"]
        ),
    ),
    migrations.AddIndex(
        model_name="event",
        index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="event_search"),
    ),
    migrations.AddConstraint(
        model_name="event",
        constraint=models.CheckConstraint(
            condition=models.Q(("name", ""), _negated=True),
            name="event_name",
            violation_error_message="An event needs a name.",
        ),
    ),
    migrations.AddConstraint(
        model_name="event",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("end_time__isnull", True), ("start_time__isnull", True)),
                models.Q(("timezone", ""), _negated=True),
                _connector="OR",
            ),
            name="event_time_has_zone",
            violation_error_message="A time needs its time zone, e.g. Europe/Zurich.",
        ),
    ),
    migrations.AddConstraint(
        model_name="event",
        constraint=models.CheckConstraint(
            condition=models.Q(("end_time__isnull", True), ("start_time__isnull", False), _connector="OR"),
            name="event_end_time_has_start",
            violation_error_message="An end time needs a start time.",
        ),
    ),
    migrations.AddConstraint(
        model_name="event",
        constraint=models.CheckConstraint(
            condition=models.Q(("date__isnull", True), models.Q(("date", ".."), _negated=True), _connector="OR"),
            name="event_date_not_open",
            violation_error_message="“..” alone is no date of an event; write 2012/.. for one that goes on.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="event",
        trigger=pgtrigger.compiler.Trigger(
            name="slug_free",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="\n                IF EXISTS (SELECT 1 FROM summits_formereventslug WHERE slug = NEW.slug AND record_id IS DISTINCT FROM NEW.id) THEN\n                    RAISE EXCEPTION 'the address % belongs to another record', NEW.slug\n                        USING ERRCODE = 'unique_violation';\n                END IF;\n                RETURN NEW;\n            ",
                hash="7c28162bf8779be7bb17cd58a3632f88de6d0582",
                operation='INSERT OR UPDATE OF "slug"',
                pgid="pgtrigger_slug_free_0650b",
                table="summits_event",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="event",
        trigger=pgtrigger.compiler.Trigger(
            name="slug_kept",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                func="\n                DELETE FROM summits_formereventslug WHERE slug = NEW.slug;\n                INSERT INTO summits_formereventslug (slug, record_id) VALUES (OLD.slug, NEW.id)\n                    ON CONFLICT (slug) DO UPDATE SET record_id = EXCLUDED.record_id;\n                RETURN NEW;\n            ",
                hash="2acf1d261201b8669e361cdba7eebe82740e1e8a",
                operation='UPDATE OF "slug"',
                pgid="pgtrigger_slug_kept_e211f",
                table="summits_event",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="event",
        trigger=pgtrigger.compiler.Trigger(
            name="slug_retired",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="\n                UPDATE summits_formereventslug SET record_id = NULL WHERE record_id = OLD.id;\n                INSERT INTO summits_formereventslug (slug, record_id) VALUES (OLD.slug, NULL) ON CONFLICT (slug) DO NOTHING;\n                RETURN OLD;\n            ",
                hash="1e12f7d53f182a05b1ee2b22c5ccf761ad90795f",
                operation="DELETE",
                pgid="pgtrigger_slug_retired_170ed",
                table="summits_event",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="event",
        trigger=pgtrigger.compiler.Trigger(
            name="public_id_stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                hash="5ead8b34ccff7767d727ace39221c999ff6e3eed",
                operation='UPDATE OF "public_id"',
                pgid="pgtrigger_public_id_stays_5540c",
                table="summits_event",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="event",
        trigger=pgtrigger.compiler.Trigger(
            name="date_passed_on",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."date" IS DISTINCT FROM (NEW."date"))',
                func="\n                    UPDATE summits_position SET effective_date = NEW.date WHERE event_id = NEW.id AND date IS NULL;\n                    UPDATE summits_outcome SET effective_date = NEW.date WHERE event_id = NEW.id AND date IS NULL;\n                    RETURN NEW;\n                ",
                hash="f47df8aae5b87cfd34c68debba0d756178757d80",
                operation='UPDATE OF "date"',
                pgid="pgtrigger_date_passed_on_70e52",
                table="summits_event",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="event",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_eventhistory" ("created_at", "date", "end_time", "id", "kind", "name", "name_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "publication", "slug", "start_time", "status", "summary", "timezone", "website") VALUES (NEW."created_at", NEW."date", NEW."end_time", NEW."id", NEW."kind", NEW."name", NEW."name_key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."public_id", NEW."publication", NEW."slug", NEW."start_time", NEW."status", NEW."summary", NEW."timezone", NEW."website"); RETURN NULL;',
                hash="be38c3709a133c8a17b69945cd395188f515e38d",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_29836",
                table="summits_event",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="event",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."end_time" IS DISTINCT FROM (NEW."end_time") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_key" IS DISTINCT FROM (NEW."name_key") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."start_time" IS DISTINCT FROM (NEW."start_time") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."timezone" IS DISTINCT FROM (NEW."timezone") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                func='INSERT INTO "summits_eventhistory" ("created_at", "date", "end_time", "id", "kind", "name", "name_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "publication", "slug", "start_time", "status", "summary", "timezone", "website") VALUES (NEW."created_at", NEW."date", NEW."end_time", NEW."id", NEW."kind", NEW."name", NEW."name_key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."public_id", NEW."publication", NEW."slug", NEW."start_time", NEW."status", NEW."summary", NEW."timezone", NEW."website"); RETURN NULL;',
                hash="e7cdc4150f3f7beaecede0e3abc556d77cbbdc1b",
                operation="UPDATE",
                pgid="pgtrigger_update_update_de869",
                table="summits_event",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="event",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_eventhistory" ("created_at", "date", "end_time", "id", "kind", "name", "name_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "publication", "slug", "start_time", "status", "summary", "timezone", "website") VALUES (OLD."created_at", OLD."date", OLD."end_time", OLD."id", OLD."kind", OLD."name", OLD."name_key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."public_id", OLD."publication", OLD."slug", OLD."start_time", OLD."status", OLD."summary", OLD."timezone", OLD."website"); RETURN NULL;',
                hash="6f94ed603f61fd15151ef27fe7289636b0a6fa3e",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_a5a6e",
                table="summits_event",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="linkcitation",
        constraint=models.UniqueConstraint(
            fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
            name="linkcitation_once",
            nulls_distinct=False,
            violation_error_message="This source is already cited at this place for this field.",
        ),
    ),
    migrations.AddConstraint(
        model_name="linkcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"),
            name="linkcitation_sentence_in_paragraph",
            violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
        ),
    ),
    migrations.AddConstraint(
        model_name="linkcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
            name="linkcitation_paragraph_from_1",
            violation_error_message="Paragraphs are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="linkcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
            name="linkcitation_sentence_from_1",
            violation_error_message="Sentences are counted from 1.",
        ),
    ),
    migrations.AddConstraint(
        model_name="linkcitation",
        constraint=models.CheckConstraint(
            condition=models.Q(("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"),
            name="linkcitation_value_of_field",
            violation_error_message="Say which field the stated value belongs to.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="linkcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_linkcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="815d7d687d1d569fa936dee1743365317ad0f4b4",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_84cff",
                table="summits_linkcitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="linkcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                func='INSERT INTO "summits_linkcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (NEW."field", NEW."id", NEW."locator", NEW."note", NEW."paragraph", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."sentence", NEW."source_id", NEW."value"); RETURN NULL;',
                hash="97deaf26851435a393c4a383afed21bb40897e7b",
                operation="UPDATE",
                pgid="pgtrigger_update_update_55a9a",
                table="summits_linkcitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="linkcitation",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_linkcitationhistory" ("field", "id", "locator", "note", "paragraph", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sentence", "source_id", "value") VALUES (OLD."field", OLD."id", OLD."locator", OLD."note", OLD."paragraph", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sentence", OLD."source_id", OLD."value"); RETURN NULL;',
                hash="dd2ac6bd3cdce0c9c59c24d7ab9c8cb9d2674033",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_31136",
                table="summits_linkcitation",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddIndex(
        model_name="outcome",
        index=models.Index(fields=["-effective_date_earliest", "-id"], name="outcome_date"),
    ),
    migrations.AddConstraint(
        model_name="outcome",
        constraint=models.CheckConstraint(
            condition=models.Q(("title", ""), _negated=True),
            name="outcome_title",
            violation_error_message="An outcome needs a title.",
        ),
    ),
    migrations.AddConstraint(
        model_name="outcome",
        constraint=models.CheckConstraint(
            condition=models.Q(("date__isnull", True), models.Q(("date", ".."), _negated=True), _connector="OR"),
            name="outcome_date_not_open",
            violation_error_message="“..” alone is no date of an outcome.",
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcome",
        trigger=pgtrigger.compiler.Trigger(
            name="public_id_stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                func="RAISE EXCEPTION 'a public id never changes' USING ERRCODE = 'check_violation';",
                hash="1821671674f463b138050a82a693c03642803659",
                operation='UPDATE OF "public_id"',
                pgid="pgtrigger_public_id_stays_d9212",
                table="summits_outcome",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcome",
        trigger=pgtrigger.compiler.Trigger(
            name="effective_date_set",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="\n            NEW.effective_date := coalesce(NEW.date, (SELECT date FROM summits_event WHERE id = NEW.event_id));\n            RETURN NEW;\n        ",
                hash="82863ea7b57b1de9e4b79cd0985503439a40af61",
                operation='INSERT OR UPDATE OF "date", "event_id"',
                pgid="pgtrigger_effective_date_set_ed6b7",
                table="summits_outcome",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcome",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_outcomehistory" ("created_at", "date", "event_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "status", "summary", "title") VALUES (NEW."created_at", NEW."date", NEW."event_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."publication", NEW."status", NEW."summary", NEW."title"); RETURN NULL;',
                hash="a9088a5be9eb419705a02c7cbe741c175069cb0c",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_7e9bc",
                table="summits_outcome",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcome",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                func='INSERT INTO "summits_outcomehistory" ("created_at", "date", "event_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "status", "summary", "title") VALUES (NEW."created_at", NEW."date", NEW."event_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."status", NEW."summary", NEW."title"); RETURN NULL;',
                hash="906f670646215668194bc70f526e4005ed6b6afc",
                operation="UPDATE",
                pgid="pgtrigger_update_update_c4d26",
                table="summits_outcome",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outcome",
        trigger=pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "summits_outcomehistory" ("created_at", "date", "event_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "status", "summary", "title") VALUES (OLD."created_at", OLD."date", OLD."event_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."publication", OLD."status", OLD."summary", OLD."title"); RETURN NULL;',
                hash="01ca6edd2d5cba01f6b09ce3f4f17489120a4850",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_efb0b",
                table="summits_outcome",
                when="AFTER",
            ),
        ),
    ),
    migrations.AddConstraint(
        model_name="outcomecitation",
        constraint=models.UniqueConstraint(
            fields=("record", "source", "paragraph", "sentence", "locator", "field", "value"),
            name="outcomecitation_once",
            nulls_distinct=False,
            violation_error_message="This source is already cited at this place for this field.",
        ),
    ),
]
