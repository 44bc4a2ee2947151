"""Events, panels, participations, positions, outcomes and links, with what hangs on them and their histories."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import lib.addresses
import lib.fulltext
import lib.history
import lib.names
import lib.partialdates.fields
import lib.partialdates.ranges
import lib.stamps
from lib.initial import InitialTables


class Migration(migrations.Migration):
    replaces = [
        ("summits", "0001_initial"),
        ("summits", "0002_former_ids"),
        ("summits", "0003_rules"),
        ("summits", "0004_order"),
        ("summits", "0005_former_ids_stay"),
        ("summits", "0006_trees"),
        ("summits", "0007_days"),
        ("summits", "0008_events_of_experts"),
        ("summits", "0009_identifiers"),
        ("summits", "0010_keys"),
        ("summits", "0011_readable_dates"),
        ("summits", "0012_times_need_days"),
        ("summits", "0013_former_ids_found"),
        ("summits", "0014_folded_words"),
        ("summits", "0015_plain_words"),
        ("summits", "0016_journey"),
        ("summits", "0017_panel_times"),
        ("summits", "0018_outcome_words"),
        ("summits", "0019_stamps"),
    ]

    initial = True

    dependencies = [
        ("experts", "0001_squashed_0015_appointment_status"),
        ("lib", "0001_squashed_0007_stamps"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("sources", "0001_squashed_0010_stamps"),
        ("topics", "0001_squashed_0006_stamps"),
    ]

    operations = [
        InitialTables(
            [
                migrations.CreateModel(
                    name="Event",
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
                                    ("summit", "summit"),
                                    ("bilateral_meeting", "bilateral meeting"),
                                    ("multilateral_meeting", "multilateral meeting"),
                                    ("visit", "visit"),
                                    ("journey", "journey"),
                                    ("negotiation_round", "negotiation round"),
                                    ("dialogue", "dialogue"),
                                    ("conference", "conference"),
                                    ("discussion", "discussion"),
                                    ("press_conference", "press conference"),
                                    ("series", "series"),
                                    ("incident", "incident"),
                                    ("decision", "decision"),
                                    ("statement", "statement"),
                                    ("other", "other"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("name_key", lib.names.SearchKeyField(source="name")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("held", "held"),
                                    ("cancelled", "cancelled"),
                                    ("postponed", "postponed"),
                                    ("unknown", "unknown"),
                                ],
                                default="held",
                                max_length=12,
                            ),
                        ),
                        (
                            "publication",
                            models.CharField(
                                choices=[("draft", "draft"), ("submitted", "submitted"), ("published", "published")],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("date", lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True)),
                        (
                            "date_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("date", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "date_start_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("date", "start_by"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "date_end_from",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("date", "end_from"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "date_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("date", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        ("start_time", models.TimeField(blank=True, null=True)),
                        ("end_time", models.TimeField(blank=True, null=True)),
                        (
                            "timezone",
                            models.CharField(
                                blank=True,
                                help_text="Needed with a time, e.g. Europe/Zurich.",
                                max_length=64,
                                verbose_name="time zone",
                            ),
                        ),
                        ("summary", models.TextField(blank=True)),
                        ("website", models.URLField(blank=True, max_length=1000)),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="sources.place",
                            ),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                related_name="events", through="summits.EventTopic", to="topics.topic"
                            ),
                        ),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.SearchVector(
                                        lib.fulltext.WordsOf("name"), config="simple", weight="A"
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        lib.fulltext.WordsOf("summary"), config="russian", weight="B"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("simple"),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
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
                        "ordering": ["-date_earliest", "-id"],
                        "indexes": [
                            models.Index(fields=["-date_earliest", "-id"], name="event_date"),
                            models.Index(fields=["place", "-date_earliest", "-id"], name="event_place_date"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["name_key"], name="event_name_key", opclasses=["gin_trgm_ops"]
                            ),
                            django.contrib.postgres.indexes.GistIndex(
                                lib.partialdates.ranges.Days(models.F("date_earliest"), models.F("date_latest")),
                                condition=models.Q(("date__isnull", False)),
                                name="event_days",
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="event_search"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="event_name",
                                violation_error_message="An event needs a name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end_time__isnull", True), ("start_time__isnull", True)),
                                    models.Q(("timezone", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="event_time_has_zone",
                                violation_error_message="A time needs its time zone, e.g. Europe/Zurich.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("end_time__isnull", True), ("start_time__isnull", False), _connector="OR"
                                ),
                                name="event_end_time_has_start",
                                violation_error_message="An end time needs a start time.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date__isnull", True), models.Q(("date", ".."), _negated=True), _connector="OR"
                                ),
                                name="event_date_not_open",
                                violation_error_message="“..” alone is not the date of an event; write 2012/.. for one that is still going on.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["planned", "held", "cancelled", "postponed", "unknown"])
                                ),
                                name="event_status_known",
                                violation_error_message="The status of an event is one of: planned, held, cancelled, postponed, unknown.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="event_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("start_time__isnull", True),
                                    ("date__regex", "^[0-9]{4}-[0-9]{2}-[0-9]{2}[~?]?(/|$)"),
                                    _connector="OR",
                                ),
                                name="event_start_time_has_day",
                                violation_error_message="A time needs a date that is known to the day. Write the day (2021-06-16, or 2021-06-16/2021-06-17), or leave the times empty.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("end_time__isnull", True),
                                    ("date__regex", "(^|/)[0-9]{4}-[0-9]{2}-[0-9]{2}[~?]?$"),
                                    _connector="OR",
                                ),
                                name="event_end_time_has_day",
                                violation_error_message="An end time needs the day on which it ended. Write the day (2021-06-16, or 2021-06-16/2021-06-17), or leave the times empty.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("end_time__isnull", True),
                                    ("end_time__gte", models.F("start_time")),
                                    ("date_latest__gt", models.F("date_earliest")),
                                    _connector="OR",
                                ),
                                name="event_ends_after_its_start",
                                violation_error_message="It ends before it starts. If it went on past midnight, write both days: 2021-06-16/2021-06-17.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "summit",
                                            "bilateral_meeting",
                                            "multilateral_meeting",
                                            "visit",
                                            "journey",
                                            "negotiation_round",
                                            "dialogue",
                                            "conference",
                                            "discussion",
                                            "press_conference",
                                            "series",
                                            "incident",
                                            "decision",
                                            "statement",
                                            "other",
                                        ],
                                    )
                                ),
                                name="event_kind_known",
                                violation_error_message="The kind of an event is one of: summit, bilateral_meeting, multilateral_meeting, visit, journey, negotiation_round, dialogue, conference, discussion, press_conference, series, incident, decision, statement, other.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventHistory",
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
                                    ("summit", "summit"),
                                    ("bilateral_meeting", "bilateral meeting"),
                                    ("multilateral_meeting", "multilateral meeting"),
                                    ("visit", "visit"),
                                    ("journey", "journey"),
                                    ("negotiation_round", "negotiation round"),
                                    ("dialogue", "dialogue"),
                                    ("conference", "conference"),
                                    ("discussion", "discussion"),
                                    ("press_conference", "press conference"),
                                    ("series", "series"),
                                    ("incident", "incident"),
                                    ("decision", "decision"),
                                    ("statement", "statement"),
                                    ("other", "other"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("name_key", lib.names.SearchKeyField(source="name")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("held", "held"),
                                    ("cancelled", "cancelled"),
                                    ("postponed", "postponed"),
                                    ("unknown", "unknown"),
                                ],
                                default="held",
                                max_length=12,
                            ),
                        ),
                        (
                            "publication",
                            models.CharField(
                                choices=[("draft", "draft"), ("submitted", "submitted"), ("published", "published")],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("date", lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True)),
                        ("start_time", models.TimeField(blank=True, null=True)),
                        ("end_time", models.TimeField(blank=True, null=True)),
                        (
                            "timezone",
                            models.CharField(
                                blank=True,
                                help_text="Needed with a time, e.g. Europe/Zurich.",
                                max_length=64,
                                verbose_name="time zone",
                            ),
                        ),
                        ("summary", models.TextField(blank=True)),
                        ("website", models.URLField(blank=True, max_length=1000)),
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
                                to="summits.event",
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
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="eventhistory_id")],
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="event",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_eventhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "created_at", "slug", "kind", "name", "name_key", "status", "publication", "date", "start_time", "end_time", "timezone", "place_id", "summary", "website") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "created_at", "slug", "kind", "name", "name_key", "status", "publication", "date", "start_time", "end_time", "timezone", "place_id", "summary", "website" FROM "summits_event", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="0e50656ca896002dd5e150d28e25416405b4c012",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_9e5fa",
                            table="summits_event",
                            when="BEFORE",
                        ),
                    ),
                ),
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
                migrations.CreateModel(
                    name="FormerEventSlug",
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
                                to="summits.event",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EventName",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="names", to="summits.event"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "abstract": False,
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["key"], name="eventname_key", opclasses=["gin_trgm_ops"]
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "text", "language", "kind"),
                                name="eventname_once",
                                violation_error_message="This name is already on the record.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("script", ""), ("script__regex", "^[A-Z][a-z]{3}$"), _connector="OR"
                                ),
                                name="eventname_script",
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
                                name="eventname_kind_known",
                                violation_error_message="The kind of a name is one of: official, variant, transliteration, translation, as_printed, former, short, alias.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventNameHistory",
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
                                to="summits.eventname",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.event",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="eventname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_eventnamehistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "text", "language", "script", "kind", "period", "key", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "text", "language", "script", "kind", "period", "key", "record_id" FROM "summits_eventname", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="29587e2b56a1dc7ec77be8860461a29bb092a40b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_b1fc1",
                            table="summits_eventname",
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
                migrations.CreateModel(
                    name="EventTopic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="event_topics",
                                to="summits.event",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="event_topics",
                                to="topics.topic",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["topic", "event"], name="eventtopic_topic")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("event", "topic"),
                                name="eventtopic_once",
                                violation_error_message="The event already has this topic.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventTopicHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
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
                                to="summits.eventtopic",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="eventtopic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_eventtopichistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "event_id", "topic_id") SELECT NOW(), \'delete\', id, attached.context, "id", "event_id", "topic_id" FROM "summits_eventtopic", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="3083f19e69186b560ffb243aa81ebae1895aa340",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_c59a5",
                            table="summits_eventtopic",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="EventIdentifier",
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
                                to="summits.event",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["scheme", "value", "id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scheme", "value"),
                                name="eventidentifier_once",
                                violation_error_message="Another record already has this identifier: is it the same one?",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value", ""), _negated=True),
                                name="eventidentifier_value",
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
                                name="eventidentifier_scheme_known",
                                violation_error_message="The scheme of an identifier is one of: wikidata, viaf, isni, orcid, ror, geonames, doi, isbn, issn, hsg, other.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventIdentifierHistory",
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
                                to="summits.eventidentifier",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.event",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="eventidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_eventidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_id", NEW."scheme", NEW."value"); RETURN NULL;',
                            hash="b16b96ad4b2a6ba0fa07994427fd1bc1aca9a3c9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7b513",
                            table="summits_eventidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="eventidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "summits_eventidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_id", NEW."scheme", NEW."value"); RETURN NULL;',
                            hash="433689c91fad7076a12ee81cfdb81dff52c1a0bc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5f100",
                            table="summits_eventidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="eventidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_eventidentifierhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "scheme", "value") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_id", OLD."scheme", OLD."value"); RETURN NULL;',
                            hash="29456e553f2176c72a9afaba7f392b5320a207d0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_14705",
                            table="summits_eventidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="eventidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_eventidentifierhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "scheme", "value", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "scheme", "value", "record_id" FROM "summits_eventidentifier", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="ea6e805742d0e8269b5fda0379002177ef743794",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_c4487",
                            table="summits_eventidentifier",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="EventCitation",
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
                                to="summits.event",
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
                                name="eventcitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="eventcitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="eventcitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="eventcitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="eventcitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventCitationHistory",
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
                                to="summits.eventcitation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.event",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="eventcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_eventcitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id" FROM "summits_eventcitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="72c12c2f5156012da04210641e88d799eb504f88",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_5e476",
                            table="summits_eventcitation",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="Panel",
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
                        ("title", models.CharField(max_length=300)),
                        (
                            "number",
                            models.PositiveSmallIntegerField(default=1, help_text="Its place in the programme."),
                        ),
                        (
                            "date",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="Only where it differs from the event's.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        ("summary", models.TextField(blank=True)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="panels", to="summits.event"
                            ),
                        ),
                        (
                            "date_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("date", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "date_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("date", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "title_order",
                            models.GeneratedField(
                                db_persist=True, expression=lib.names.Folded("title"), output_field=models.TextField()
                            ),
                        ),
                        (
                            "end_time",
                            models.TimeField(blank=True, help_text="In the time zone of the event.", null=True),
                        ),
                        (
                            "room",
                            models.CharField(blank=True, help_text="Where in the house it is held.", max_length=200),
                        ),
                        (
                            "start_time",
                            models.TimeField(blank=True, help_text="In the time zone of the event.", null=True),
                        ),
                        (
                            "track",
                            models.CharField(
                                blank=True, help_text="The strand of the programme that it belongs to.", max_length=200
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
                        "ordering": ["event_id", "number", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="panel_title",
                                violation_error_message="A panel needs a title.",
                            ),
                            models.UniqueConstraint(
                                fields=("event", "number"),
                                name="panel_number_once",
                                violation_error_message="The event already has a panel with this number.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="panel_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("end_time__isnull", True), ("start_time__isnull", False), _connector="OR"
                                ),
                                name="panel_end_time_has_start",
                                violation_error_message="An end time needs a start time.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PanelHistory",
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
                        ("title", models.CharField(max_length=300)),
                        (
                            "number",
                            models.PositiveSmallIntegerField(default=1, help_text="Its place in the programme."),
                        ),
                        (
                            "date",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="Only where it differs from the event's.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        ("summary", models.TextField(blank=True)),
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
                                to="summits.panel",
                            ),
                        ),
                        (
                            "end_time",
                            models.TimeField(blank=True, help_text="In the time zone of the event.", null=True),
                        ),
                        (
                            "room",
                            models.CharField(blank=True, help_text="Where in the house it is held.", max_length=200),
                        ),
                        (
                            "start_time",
                            models.TimeField(blank=True, help_text="In the time zone of the event.", null=True),
                        ),
                        (
                            "track",
                            models.CharField(
                                blank=True, help_text="The strand of the programme that it belongs to.", max_length=200
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="panelhistory_id")],
                    },
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
                            func='INSERT INTO "summits_panelhistory" ("created_at", "date", "end_time", "event_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "room", "start_time", "summary", "title", "track") VALUES (NEW."created_at", NEW."date", NEW."end_time", NEW."event_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."publication", NEW."room", NEW."start_time", NEW."summary", NEW."title", NEW."track"); RETURN NULL;',
                            hash="be1033dd4d39d50ede0156dbd3506ac1fe5af0d2",
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
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."end_time" IS DISTINCT FROM (NEW."end_time") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."room" IS DISTINCT FROM (NEW."room") OR OLD."start_time" IS DISTINCT FROM (NEW."start_time") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."track" IS DISTINCT FROM (NEW."track"))',
                            func='INSERT INTO "summits_panelhistory" ("created_at", "date", "end_time", "event_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "room", "start_time", "summary", "title", "track") VALUES (NEW."created_at", NEW."date", NEW."end_time", NEW."event_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."publication", NEW."room", NEW."start_time", NEW."summary", NEW."title", NEW."track"); RETURN NULL;',
                            hash="615e71f98c348c16f8790f65a6b95e8bcb98e897",
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
                            func='INSERT INTO "summits_panelhistory" ("created_at", "date", "end_time", "event_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "publication", "room", "start_time", "summary", "title", "track") VALUES (OLD."created_at", OLD."date", OLD."end_time", OLD."event_id", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."publication", OLD."room", OLD."start_time", OLD."summary", OLD."title", OLD."track"); RETURN NULL;',
                            hash="4fbffc65dd6d9b78b368274c5b8fc624fb674a92",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7d352",
                            table="summits_panel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="panel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_panelhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "event_id", "title", "number", "date", "start_time", "end_time", "room", "track", "summary") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "event_id", "title", "number", "date", "start_time", "end_time", "room", "track", "summary" FROM "summits_panel", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="dd9e1c0823b5f0212819810269f77b4cb97bf0bb",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_58ce4",
                            table="summits_panel",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="PanelCitation",
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
                                to="summits.panel",
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
                                name="panelcitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="panelcitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="panelcitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="panelcitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="panelcitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PanelCitationHistory",
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
                                to="summits.panelcitation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.panel",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="panelcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_panelcitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id" FROM "summits_panelcitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="4166ded5d14c9c36964552bd2cfb7ec1b28d6154",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_ffdea",
                            table="summits_panelcitation",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="EventLink",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("discusses", "discusses"),
                                    ("follows", "follows"),
                                    ("prepares", "prepares"),
                                    ("parallel_to", "parallel to"),
                                    ("part_of", "part of"),
                                    ("reacts_to", "reacts to"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "from_event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_out",
                                to="summits.event",
                                verbose_name="event",
                            ),
                        ),
                        (
                            "to_event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links_in",
                                to="summits.event",
                                verbose_name="other event",
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
                        "verbose_name": "link",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("from_event", models.F("to_event")), _negated=True),
                                name="eventlink_not_itself",
                                violation_error_message="An event cannot be linked to itself.",
                            ),
                            models.UniqueConstraint(
                                fields=("from_event", "to_event", "kind"),
                                name="eventlink_once",
                                violation_error_message="This link is already on record.",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.comparison.Least("from_event", "to_event"),
                                django.db.models.functions.comparison.Greatest("from_event", "to_event"),
                                condition=models.Q(("kind", "parallel_to")),
                                name="eventlink_parallel_once",
                                violation_error_message="These events are already linked as parallel.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["discusses", "follows", "prepares", "parallel_to", "part_of", "reacts_to"],
                                    )
                                ),
                                name="eventlink_kind_known",
                                violation_error_message="The kind of a link is one of: discusses, follows, prepares, parallel_to, part_of, reacts_to.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="eventlink_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventLinkHistory",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("discusses", "discusses"),
                                    ("follows", "follows"),
                                    ("prepares", "prepares"),
                                    ("parallel_to", "parallel to"),
                                    ("part_of", "part of"),
                                    ("reacts_to", "reacts to"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "from_event",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.event",
                                verbose_name="event",
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
                                to="summits.eventlink",
                            ),
                        ),
                        (
                            "to_event",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.event",
                                verbose_name="other event",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="eventlinkhistory_id")],
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="eventlink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_eventlinkhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "from_event_id", "to_event_id", "kind", "note") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "from_event_id", "to_event_id", "kind", "note" FROM "summits_eventlink", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="4351e674c3211ad3e7d0b6d7bdf860c72a61279a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_327cf",
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
                            func="\n                    PERFORM pg_advisory_xact_lock(hashtextextended('parley parts of events', 0));\n                    IF EXISTS (\n                        WITH RECURSIVE above(id) AS (\n                            SELECT NEW.to_event_id\n                            UNION\n                            SELECT l.to_event_id FROM summits_eventlink l JOIN above ON l.from_event_id = above.id\n                            WHERE l.kind = 'part_of' AND l.id <> NEW.id\n                        ) SELECT 1 FROM above WHERE id = NEW.from_event_id\n                    ) THEN\n                        RAISE EXCEPTION 'an event would be part of itself' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="c850eb75f589b8bb84894f2522790635922d14a7",
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
                migrations.CreateModel(
                    name="FormerLinkId",
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
                                to="summits.eventlink",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LinkCitation",
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
                                to="summits.eventlink",
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
                                name="linkcitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="linkcitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="linkcitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="linkcitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="linkcitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LinkCitationHistory",
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
                                to="summits.linkcitation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.eventlink",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="linkcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_linkcitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id" FROM "summits_linkcitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="8b71a615bdd989b5146c0242cd5fa0dd8acd4959",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_2f6ac",
                            table="summits_linkcitation",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="Participation",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("principal", "principal"),
                                    ("delegate", "delegate"),
                                    ("moderator", "moderator"),
                                    ("chair", "chair"),
                                    ("speaker", "speaker"),
                                    ("panellist", "panellist"),
                                    ("discussant", "discussant"),
                                    ("host", "host"),
                                    ("organiser", "organiser"),
                                    ("party", "party"),
                                    ("observer", "observer"),
                                    ("interpreter", "interpreter"),
                                    ("attendee", "attendee"),
                                ],
                                default="speaker",
                                max_length=12,
                            ),
                        ),
                        (
                            "billing",
                            models.CharField(
                                blank=True, help_text="The post as printed in the source.", max_length=500
                            ),
                        ),
                        ("name_as_printed", models.CharField(blank=True, max_length=300)),
                        (
                            "attendance",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("attended", "attended"),
                                    ("unable", "unable to attend"),
                                ],
                                default="attended",
                                max_length=12,
                            ),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, help_text="Place in the list of participants."),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participations",
                                to="summits.event",
                            ),
                        ),
                        (
                            "expert",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to="experts.expert",
                            ),
                        ),
                        (
                            "on_behalf_of",
                            models.ForeignKey(
                                blank=True,
                                help_text="For whom they speak.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="represented_in",
                                to="experts.organisation",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to="experts.organisation",
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participations",
                                to="summits.panel",
                            ),
                        ),
                        (
                            "appointments",
                            models.ManyToManyField(
                                related_name="participations",
                                through="summits.ParticipationAppointment",
                                to="experts.appointment",
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
                        "ordering": ["event_id", "order", "id"],
                        "indexes": [
                            models.Index(fields=["event", "order", "id"], name="participation_event_order"),
                            models.Index(fields=["expert", "event"], name="participation_expert"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("expert__isnull", False), ("organisation__isnull", True)),
                                    models.Q(("expert__isnull", True), ("organisation__isnull", False)),
                                    _connector="OR",
                                ),
                                name="participation_one_actor",
                                violation_error_message="Give either an expert or an organisation, and only one of them.",
                            ),
                            models.UniqueConstraint(
                                fields=("event", "panel", "expert", "organisation", "role"),
                                name="participation_once",
                                nulls_distinct=False,
                                violation_error_message="They already take part in this role.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "principal",
                                            "delegate",
                                            "moderator",
                                            "chair",
                                            "speaker",
                                            "panellist",
                                            "discussant",
                                            "host",
                                            "organiser",
                                            "party",
                                            "observer",
                                            "interpreter",
                                            "attendee",
                                        ],
                                    )
                                ),
                                name="participation_role_known",
                                violation_error_message="A role is one of: principal, delegate, moderator, chair, speaker, panellist, discussant, host, organiser, party, observer, interpreter, attendee.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("attendance__in", ["planned", "attended", "unable"])),
                                name="participation_attendance_known",
                                violation_error_message="Attendance is one of: planned, attended, unable.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="participation_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParticipationHistory",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("principal", "principal"),
                                    ("delegate", "delegate"),
                                    ("moderator", "moderator"),
                                    ("chair", "chair"),
                                    ("speaker", "speaker"),
                                    ("panellist", "panellist"),
                                    ("discussant", "discussant"),
                                    ("host", "host"),
                                    ("organiser", "organiser"),
                                    ("party", "party"),
                                    ("observer", "observer"),
                                    ("interpreter", "interpreter"),
                                    ("attendee", "attendee"),
                                ],
                                default="speaker",
                                max_length=12,
                            ),
                        ),
                        (
                            "billing",
                            models.CharField(
                                blank=True, help_text="The post as printed in the source.", max_length=500
                            ),
                        ),
                        ("name_as_printed", models.CharField(blank=True, max_length=300)),
                        (
                            "attendance",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("attended", "attended"),
                                    ("unable", "unable to attend"),
                                ],
                                default="attended",
                                max_length=12,
                            ),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=0, help_text="Place in the list of participants."),
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
                            "on_behalf_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="For whom they speak.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="experts.organisation",
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
                                to="summits.participation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="participationhistory_id")],
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="participation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_participationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "event_id", "panel_id", "expert_id", "organisation_id", "role", "billing", "name_as_printed", "on_behalf_of_id", "attendance", "order") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "event_id", "panel_id", "expert_id", "organisation_id", "role", "billing", "name_as_printed", "on_behalf_of_id", "attendance", "order" FROM "summits_participation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="f710f0aa49a094764c061c18128153f6600e06c9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_4f279",
                            table="summits_participation",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="FormerParticipationId",
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
                                to="summits.participation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ParticipationAppointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "appointment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolved",
                                to="experts.appointment",
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="resolved",
                                to="summits.participation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participation", "appointment"),
                                name="participationappointment_once",
                                violation_error_message="The billing already resolves to this appointment.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParticipationAppointmentHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
                        (
                            "appointment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="experts.appointment",
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.participation",
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
                                to="summits.participationappointment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="participationappointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_participationappointmenthistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "participation_id", "appointment_id") SELECT NOW(), \'delete\', id, attached.context, "id", "participation_id", "appointment_id" FROM "summits_participationappointment", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="9843fcdf7adb9b699bd013fb83c8039198bb49ca",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_3268a",
                            table="summits_participationappointment",
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
                migrations.CreateModel(
                    name="ParticipationCitation",
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
                                to="summits.participation",
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
                                name="participationcitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="participationcitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="participationcitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="participationcitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="participationcitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParticipationCitationHistory",
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
                                to="summits.participationcitation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.participation",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="participationcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_participationcitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id" FROM "summits_participationcitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="3b34d46550fe509cbff849f91dbe8aa03672112a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_237ac",
                            table="summits_participationcitation",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="Position",
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
                            models.TextField(
                                blank=True, help_text="Exact words of the source, where the wording matters."
                            ),
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
                                choices=[("stated", "stated"), ("inferred", "inferred")],
                                default="stated",
                                max_length=10,
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
                                blank=True,
                                help_text="Only where it differs from the event's.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "effective_date",
                            lib.partialdates.fields.PartialDateField(
                                blank=True, editable=False, max_length=32, null=True
                            ),
                        ),
                        (
                            "effective_date_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("effective_date", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "effective_date_start_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("effective_date", "start_by"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "effective_date_end_from",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("effective_date", "end_from"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "effective_date_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("effective_date", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "order",
                            models.PositiveIntegerField(default=0, help_text="Its place in the order of the source."),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="positions",
                                to="summits.event",
                            ),
                        ),
                        (
                            "in_reply_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="replies",
                                to="summits.position",
                            ),
                        ),
                        (
                            "panel",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="positions",
                                to="summits.panel",
                            ),
                        ),
                        (
                            "about_events",
                            models.ManyToManyField(
                                related_name="positions_about", through="summits.PositionEvent", to="summits.event"
                            ),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                related_name="positions", through="summits.PositionTopic", to="topics.topic"
                            ),
                        ),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.SearchVector(
                                        lib.fulltext.WordsOf("summary"), config="russian", weight="A"
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        lib.fulltext.WordsOf("quotation"), config="russian", weight="B"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("russian"),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
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
                        "ordering": ["-effective_date_earliest", "-id"],
                        "indexes": [
                            models.Index(fields=["-effective_date_earliest", "-id"], name="position_date"),
                            models.Index(fields=["event", "order", "id"], name="position_event_order"),
                            django.contrib.postgres.indexes.GistIndex(
                                lib.partialdates.ranges.Days(
                                    models.F("effective_date_earliest"), models.F("effective_date_latest")
                                ),
                                condition=models.Q(("effective_date__isnull", False)),
                                name="position_days",
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="position_search"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("summary", ""), _negated=True),
                                name="position_summary",
                                violation_error_message="A position needs a summary in our own words.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("attribution", "verbatim"), _negated=True),
                                    models.Q(("quotation", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="position_verbatim_quotes",
                                violation_error_message="A verbatim position needs its quotation.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("panel__isnull", True), ("event__isnull", False), _connector="OR"),
                                name="position_panel_has_event",
                                violation_error_message="A panel belongs to an event: give the event too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date__isnull", True), models.Q(("date", ".."), _negated=True), _connector="OR"
                                ),
                                name="position_date_not_open",
                                violation_error_message="“..” alone is not the date of a position.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_reply_to__isnull", True),
                                    models.Q(("in_reply_to", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="position_no_reply_to_itself",
                                violation_error_message="A position cannot reply to itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["statement", "question", "proposal", "assessment"])),
                                name="position_kind_known",
                                violation_error_message="The kind of a position is one of: statement, question, proposal, assessment.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("attribution__in", ["verbatim", "paraphrase", "collective", "unattributed"])
                                ),
                                name="position_attribution_known",
                                violation_error_message="The attribution is one of: verbatim, paraphrase, collective, unattributed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis__in", ["stated", "inferred"])),
                                name="position_basis_known",
                                violation_error_message="The basis of an attribution is one of: stated, inferred.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="position_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                        ],
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
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
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
                            models.TextField(
                                blank=True, help_text="Exact words of the source, where the wording matters."
                            ),
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
                                choices=[("stated", "stated"), ("inferred", "inferred")],
                                default="stated",
                                max_length=10,
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
                                blank=True,
                                help_text="Only where it differs from the event's.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "order",
                            models.PositiveIntegerField(default=0, help_text="Its place in the order of the source."),
                        ),
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
                        "indexes": [models.Index(fields=["public_id"], name="positionhistory_id")],
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="position",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_positionhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "kind", "summary", "quotation", "attribution", "basis", "verb", "date", "event_id", "panel_id", "in_reply_to_id", "order") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "kind", "summary", "quotation", "attribution", "basis", "verb", "date", "event_id", "panel_id", "in_reply_to_id", "order" FROM "summits_position", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="44b61b4f9a03c4d0540fc5db90b3bcaa5d20527a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_99acb",
                            table="summits_position",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="PositionHolder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="holders",
                                to="summits.position",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["expert", "position"], name="positionholder_expert"),
                            models.Index(fields=["organisation", "position"], name="positionholder_organisation"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("expert__isnull", False), ("organisation__isnull", True)),
                                    models.Q(("expert__isnull", True), ("organisation__isnull", False)),
                                    _connector="OR",
                                ),
                                name="positionholder_one_actor",
                                violation_error_message="Give either an expert or an organisation, and only one of them.",
                            ),
                            models.UniqueConstraint(
                                fields=("position", "expert", "organisation"),
                                name="positionholder_once",
                                nulls_distinct=False,
                                violation_error_message="They already hold this position.",
                            ),
                        ],
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
                pgtrigger.migrations.AddTrigger(
                    model_name="positionholder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_positionholderhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "expert_id", "organisation_id", "position_id", "name_as_printed") SELECT NOW(), \'delete\', id, attached.context, "id", "expert_id", "organisation_id", "position_id", "name_as_printed" FROM "summits_positionholder", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="9988350abd20ebe4f6882678d15557587b03657a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_83c63",
                            table="summits_positionholder",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="PositionEndorser",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="endorsers",
                                to="summits.position",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("expert__isnull", False), ("organisation__isnull", True)),
                                    models.Q(("expert__isnull", True), ("organisation__isnull", False)),
                                    _connector="OR",
                                ),
                                name="positionendorser_one_actor",
                                violation_error_message="Give either an expert or an organisation, and only one of them.",
                            ),
                            models.UniqueConstraint(
                                fields=("position", "expert", "organisation"),
                                name="positionendorser_once",
                                nulls_distinct=False,
                                violation_error_message="They already endorse this position.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PositionEndorserHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
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
                                to="summits.positionendorser",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="positionendorser",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_positionendorserhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "expert_id", "organisation_id", "position_id") SELECT NOW(), \'delete\', id, attached.context, "id", "expert_id", "organisation_id", "position_id" FROM "summits_positionendorser", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="8c05e74121c1fdc93c7626faad63935fc7a877ea",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_415a1",
                            table="summits_positionendorser",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="PositionTopic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="position_topics",
                                to="summits.position",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="position_topics",
                                to="topics.topic",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["topic", "stance", "position"], name="positiontopic_topic")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("position", "topic"),
                                name="positiontopic_once",
                                violation_error_message="The position already has this topic.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stance__in", ["supports", "opposes", "mixed", "neutral", "unclear"])
                                ),
                                name="positiontopic_stance_known",
                                violation_error_message="A stance is one of: supports, opposes, mixed, neutral, unclear.",
                            ),
                        ],
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="positiontopic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_positiontopichistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "position_id", "topic_id", "stance") SELECT NOW(), \'delete\', id, attached.context, "id", "position_id", "topic_id", "stance" FROM "summits_positiontopic", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="23a826f7b9dfe288bd14e690b95fc7d04bca3d5d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_dc951",
                            table="summits_positiontopic",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="PositionEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="position_events",
                                to="summits.event",
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="position_events",
                                to="summits.position",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["event", "position"], name="positionevent_event")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("position", "event"),
                                name="positionevent_once",
                                violation_error_message="The position is already about this event.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stance__in", ["supports", "opposes", "mixed", "neutral", "unclear"])
                                ),
                                name="positionevent_stance_known",
                                violation_error_message="A stance is one of: supports, opposes, mixed, neutral, unclear.",
                            ),
                        ],
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="positionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_positioneventhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "position_id", "event_id", "stance") SELECT NOW(), \'delete\', id, attached.context, "id", "position_id", "event_id", "stance" FROM "summits_positionevent", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="a7b3dbbb167e5b96fb1b5b28a09505c656ea7b78",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_f4380",
                            table="summits_positionevent",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="PositionCitation",
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
                                to="summits.position",
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
                                name="positioncitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="positioncitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="positioncitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="positioncitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="positioncitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PositionCitationHistory",
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
                                to="summits.positioncitation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.position",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="positioncitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_positioncitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id" FROM "summits_positioncitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="f5d92b873041ef92d81b5378622e5b74e0067922",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_ccc7f",
                            table="summits_positioncitation",
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
                migrations.CreateModel(
                    name="Outcome",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("agreement", "agreement"),
                                    ("treaty", "treaty"),
                                    ("decision", "decision"),
                                    ("joint_statement", "joint statement"),
                                    ("commitment", "commitment"),
                                    ("process", "process begun"),
                                    ("no_agreement", "no agreement"),
                                    ("other", "other"),
                                ],
                                default="agreement",
                                max_length=16,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("summary", models.TextField(blank=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("in_principle", "in principle"),
                                    ("agreed", "agreed"),
                                    ("signed", "signed"),
                                    ("in_force", "in force"),
                                    ("implemented", "implemented"),
                                    ("broken", "broken"),
                                    ("lapsed", "lapsed"),
                                    ("unknown", "unknown"),
                                ],
                                default="agreed",
                                max_length=12,
                            ),
                        ),
                        (
                            "date",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="Only where it differs from the event's.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "effective_date",
                            lib.partialdates.fields.PartialDateField(
                                blank=True, editable=False, max_length=32, null=True
                            ),
                        ),
                        (
                            "effective_date_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("effective_date", "earliest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "effective_date_start_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("effective_date", "start_by"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "effective_date_end_from",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("effective_date", "end_from"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "effective_date_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=lib.partialdates.fields.DateBound("effective_date", "latest"),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="outcomes", to="summits.event"
                            ),
                        ),
                        (
                            "title_order",
                            models.GeneratedField(
                                db_persist=True, expression=lib.names.Folded("title"), output_field=models.TextField()
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
                        "ordering": ["-effective_date_earliest", "-id"],
                        "indexes": [
                            models.Index(fields=["-effective_date_earliest", "-id"], name="outcome_date"),
                            django.contrib.postgres.indexes.GistIndex(
                                lib.partialdates.ranges.Days(
                                    models.F("effective_date_earliest"), models.F("effective_date_latest")
                                ),
                                condition=models.Q(("effective_date__isnull", False)),
                                name="outcome_days",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.SearchVector(
                                        lib.fulltext.WordsOf("title"), config="russian", weight="A"
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        lib.fulltext.WordsOf("summary"), config="russian", weight="B"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("russian"),
                                ),
                                name="outcome_words",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="outcome_title",
                                violation_error_message="An outcome needs a title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date__isnull", True), models.Q(("date", ".."), _negated=True), _connector="OR"
                                ),
                                name="outcome_date_not_open",
                                violation_error_message="“..” alone is not the date of an outcome.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "agreement",
                                            "treaty",
                                            "decision",
                                            "joint_statement",
                                            "commitment",
                                            "process",
                                            "no_agreement",
                                            "other",
                                        ],
                                    )
                                ),
                                name="outcome_kind_known",
                                violation_error_message="The kind of an outcome is one of: agreement, treaty, decision, joint_statement, commitment, process, no_agreement, other.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "in_principle",
                                            "agreed",
                                            "signed",
                                            "in_force",
                                            "implemented",
                                            "broken",
                                            "lapsed",
                                            "unknown",
                                        ],
                                    )
                                ),
                                name="outcome_status_known",
                                violation_error_message="The status of an outcome is one of: in_principle, agreed, signed, in_force, implemented, broken, lapsed, unknown.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("publication__in", ["draft", "submitted", "published"])),
                                name="outcome_publication_known",
                                violation_error_message="Publication is one of: draft, submitted, published.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeHistory",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("agreement", "agreement"),
                                    ("treaty", "treaty"),
                                    ("decision", "decision"),
                                    ("joint_statement", "joint statement"),
                                    ("commitment", "commitment"),
                                    ("process", "process begun"),
                                    ("no_agreement", "no agreement"),
                                    ("other", "other"),
                                ],
                                default="agreement",
                                max_length=16,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("summary", models.TextField(blank=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("in_principle", "in principle"),
                                    ("agreed", "agreed"),
                                    ("signed", "signed"),
                                    ("in_force", "in force"),
                                    ("implemented", "implemented"),
                                    ("broken", "broken"),
                                    ("lapsed", "lapsed"),
                                    ("unknown", "unknown"),
                                ],
                                default="agreed",
                                max_length=12,
                            ),
                        ),
                        (
                            "date",
                            lib.partialdates.fields.PartialDateField(
                                blank=True,
                                help_text="Only where it differs from the event's.",
                                max_length=32,
                                null=True,
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
                                to="summits.outcome",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["public_id"], name="outcomehistory_id")],
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="outcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_outcomehistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "public_id", "publication", "created_at", "event_id", "kind", "title", "summary", "status", "date") SELECT NOW(), \'delete\', id, attached.context, "id", "public_id", "publication", "created_at", "event_id", "kind", "title", "summary", "status", "date" FROM "summits_outcome", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="cc43f262d35b821038de06a3c3c21784f4b9f686",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_b8c66",
                            table="summits_outcome",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="OutcomeParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="summits.outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "outcome parties",
                        "ordering": ["id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("expert__isnull", False), ("organisation__isnull", True)),
                                    models.Q(("expert__isnull", True), ("organisation__isnull", False)),
                                    _connector="OR",
                                ),
                                name="outcomeparty_one_actor",
                                violation_error_message="Give either an expert or an organisation, and only one of them.",
                            ),
                            models.UniqueConstraint(
                                fields=("outcome", "expert", "organisation"),
                                name="outcomeparty_once",
                                nulls_distinct=False,
                                violation_error_message="They are already a party.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomePartyHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
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
                            "outcome",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.outcome",
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
                                to="summits.outcomeparty",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="outcomeparty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_outcomepartyhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "expert_id", "organisation_id", "outcome_id") SELECT NOW(), \'delete\', id, attached.context, "id", "expert_id", "organisation_id", "outcome_id" FROM "summits_outcomeparty", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="fbddd4de2175bfb33335c30a0428deff927f5bb2",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_bad94",
                            table="summits_outcomeparty",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="OutcomeEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[("confirms", "confirms"), ("implements", "implements"), ("breaks", "breaks")],
                                max_length=12,
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcome_events",
                                to="summits.event",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="later_events",
                                to="summits.outcome",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("outcome", "event", "relation"),
                                name="outcomeevent_once",
                                violation_error_message="This is already on the record.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("relation__in", ["confirms", "implements", "breaks"])),
                                name="outcomeevent_relation_known",
                                violation_error_message="What a later event does to an outcome is one of: confirms, implements, breaks.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeEventHistory",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
                        ("id", models.BigIntegerField()),
                        (
                            "relation",
                            models.CharField(
                                choices=[("confirms", "confirms"), ("implements", "implements"), ("breaks", "breaks")],
                                max_length=12,
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
                            "outcome",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.outcome",
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
                                to="summits.outcomeevent",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="outcomeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_outcomeeventhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "outcome_id", "event_id", "relation") SELECT NOW(), \'delete\', id, attached.context, "id", "outcome_id", "event_id", "relation" FROM "summits_outcomeevent", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="90bf8820728afcf30cabce0b326628f5055228c9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_131de",
                            table="summits_outcomeevent",
                            when="BEFORE",
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
                migrations.CreateModel(
                    name="OutcomeCitation",
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
                                to="summits.outcome",
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
                                name="outcomecitation_once",
                                nulls_distinct=False,
                                violation_error_message="This source is already cited at this place for this field.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sentence__isnull", True), ("paragraph__isnull", False), _connector="OR"
                                ),
                                name="outcomecitation_sentence_in_paragraph",
                                violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paragraph__isnull", True), ("paragraph__gte", 1), _connector="OR"),
                                name="outcomecitation_paragraph_from_1",
                                violation_error_message="Paragraphs are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence__isnull", True), ("sentence__gte", 1), _connector="OR"),
                                name="outcomecitation_sentence_from_1",
                                violation_error_message="Sentences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value", ""), models.Q(("field", ""), _negated=True), _connector="OR"
                                ),
                                name="outcomecitation_value_of_field",
                                violation_error_message="Say which field the stated value belongs to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeCitationHistory",
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
                                to="summits.outcomecitation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="summits.outcome",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="outcomecitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="truncate_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "summits_outcomecitationhistory" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id") SELECT NOW(), \'delete\', id, attached.context, "id", "source_id", "paragraph", "sentence", "locator", "field", "value", "note", "record_id" FROM "summits_outcomecitation", (SELECT _pgh_attach_context() AS context) attached; RETURN NULL;',
                            hash="c7bbc20ab0270246f90ab0555a362e6916be08c1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_truncate_delete_51432",
                            table="summits_outcomecitation",
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
            ],
        ),
    ]
