"""Merges, reviews, redactions, drafts of forms, duplicates; the indexes of what awaits publication and the groups of the roles."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from desk.roles import groups
from lib.initial import InitialTables

# The desk asks on every visit what is not published yet; next to all records are.
WAITING = [
    "sources_source", "sources_place", "topics_topic", "experts_expert", "experts_organisation",
    "experts_appointment", "summits_event", "summits_panel", "summits_participation", "summits_position",
    "summits_outcome", "summits_eventlink",
]  # fmt: skip


class Migration(migrations.Migration):
    replaces = [
        ("desk", "0001_merges"),
        ("desk", "0002_reviews"),
        ("desk", "0003_roles"),
        ("desk", "0004_roles_for_accounts"),
        ("desk", "0005_review_to"),
        ("desk", "0006_roles_for_tokens"),
        ("desk", "0007_changes_after_publication"),
        ("desk", "0008_sent_forms"),
        ("desk", "0009_roles_for_identifiers"),
        ("desk", "0010_roles_after_import_runs"),
        ("desk", "0011_redactions"),
        ("desk", "0012_plain_words"),
        ("desk", "0013_form_drafts"),
        ("desk", "0014_generic_pairs"),
        ("desk", "0015_roles_after_data_sets"),
        ("desk", "0016_roles_after_proposals"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
        # All with something that the roles give permissions for.
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("accounts", "0001_squashed_0004_plain_words"),
        ("sources", "0001_squashed_0010_stamps"),
        ("topics", "0001_squashed_0006_stamps"),
        ("experts", "0001_squashed_0015_appointment_status"),
        ("summits", "0001_squashed_0019_stamps"),
        ("intake", "0001_squashed_0009_proposed_participations"),
    ]

    operations = [
        InitialTables(
            [
                migrations.CreateModel(
                    name="FormDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("token", models.CharField(help_text="Of the opened form, as in SentForm.", max_length=40)),
                        ("kind", models.CharField(help_text="Name of the record's model, e.g. event.", max_length=40)),
                        ("record", models.BigIntegerField(help_text="Its number; none for a new record.", null=True)),
                        (
                            "values",
                            models.JSONField(
                                help_text="{name of a box: [values]}; a chosen record is [value, text, detail]."
                            ),
                        ),
                        ("boxes", models.PositiveIntegerField(help_text="How many boxes a person would count.")),
                        ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-updated_at"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "token"),
                                name="form_draft_once",
                                violation_error_message="There is already a draft of this form.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("expert", "expert"),
                                    ("organisation", "organisation"),
                                    ("event", "event"),
                                    ("topic", "topic"),
                                    ("place", "place"),
                                    ("source", "source"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("survivor", models.CharField(max_length=60, verbose_name="public id of the survivor")),
                        ("absorbed", models.CharField(max_length=60, verbose_name="public id of the absorbed")),
                        ("survivor_words", models.CharField(max_length=500, verbose_name="survivor")),
                        ("absorbed_words", models.CharField(max_length=500, verbose_name="absorbed")),
                        (
                            "log",
                            models.JSONField(
                                default=dict, help_text="The steps, as desk/merge/steps.py describes them."
                            ),
                        ),
                        ("merged_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "merged_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="merges",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="merges_undone",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [models.Index(fields=["survivor"], name="merge_survivor")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("absorbed",),
                                name="merge_absorbed_once",
                                violation_error_message="This record has already been merged.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("survivor", models.F("absorbed")), _negated=True),
                                name="merge_not_itself",
                                violation_error_message="A record cannot be merged with itself.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DuplicateDismissal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("why", models.CharField(max_length=500)),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("kind", models.CharField(help_text="Name of the records' model, e.g. expert.", max_length=20)),
                        ("first", models.BigIntegerField(help_text="The lower of their numbers.")),
                        ("second", models.BigIntegerField(help_text="The higher.")),
                    ],
                    options={
                        "verbose_name": "decision “not a duplicate”",
                        "verbose_name_plural": "decisions “not a duplicate”",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True),
                                name="notduplicate_why",
                                violation_error_message="Say why they are not the same.",
                            ),
                            models.UniqueConstraint(
                                fields=("kind", "first", "second"),
                                name="duplicatedismissal_once",
                                violation_error_message="This pair is already on record.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))),
                                name="duplicatedismissal_in_order",
                                violation_error_message="Give two records, the one with the lower number first.",
                            ),
                        ],
                        "indexes": [models.Index(fields=["kind", "second"], name="duplicatedismissal_second")],
                        "db_table": "desk_notduplicate",
                    },
                ),
                migrations.CreateModel(
                    name="DuplicateSuggestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "score",
                            models.FloatField(help_text="How much speaks for one record: 0 to 1, for the order only."),
                        ),
                        (
                            "reasons",
                            models.JSONField(help_text="[{kind, words}], as desk/duplicates/finding.py writes them."),
                        ),
                        ("found_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("kind", models.CharField(help_text="Name of the records' model, e.g. expert.", max_length=20)),
                        ("first", models.BigIntegerField(help_text="The lower of their numbers.")),
                        ("second", models.BigIntegerField(help_text="The higher.")),
                    ],
                    options={
                        "verbose_name": "suspected duplicate",
                        "ordering": ["-score", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "first", "second"),
                                name="duplicatesuggestion_once",
                                violation_error_message="This pair is already on record.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))),
                                name="duplicatesuggestion_in_order",
                                violation_error_message="Give two records, the one with the lower number first.",
                            ),
                        ],
                        "indexes": [models.Index(fields=["kind", "second"], name="duplicatesuggestion_second")],
                        "db_table": "desk_suspected",
                    },
                ),
                migrations.CreateModel(
                    name="Scanned",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("record", models.BigIntegerField()),
                        ("signature", models.CharField(max_length=32)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("kind", "record"), name="scanned_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Redaction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(help_text="Name of the record's model, e.g. event.", max_length=20)),
                        ("record", models.BigIntegerField(help_text="Its number.")),
                        (
                            "what",
                            models.CharField(
                                help_text="In which fields, and whether a passage or all former texts.", max_length=200
                            ),
                        ),
                        ("why", models.CharField(max_length=500)),
                        (
                            "places",
                            models.PositiveIntegerField(help_text="How many texts of the history were changed."),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="redactions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "default_permissions": ("add",),
                        "indexes": [models.Index(fields=["kind", "record", "-id"], name="redaction_record")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True),
                                name="redaction_why",
                                violation_error_message="Say why it is redacted.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("places__gt", 0)),
                                name="redaction_somewhere",
                                violation_error_message="A redaction changes at least one text.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(help_text="Name of the record's model, e.g. event.", max_length=20)),
                        ("record", models.BigIntegerField(help_text="Its number.")),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("submitted", "submitted for review"),
                                    ("withdrawn", "taken back to draft"),
                                    ("returned", "returned"),
                                    ("published", "published"),
                                    ("approved", "changes approved"),
                                    ("taken_back", "changes taken back"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("comment", models.TextField(blank=True)),
                        (
                            "along",
                            models.PositiveIntegerField(default=0, help_text="How many other records went with it."),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reviews",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                help_text="To whom it is returned: who submitted it.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reviews_returned",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "permissions": [
                            ("enter_desk", "Can enter the desk and see drafts"),
                            ("publish_records", "Can publish and withdraw records, and review what others enter"),
                            ("take_back_changes", "Can take changes back and bring deleted records back"),
                            ("delete_public_records", "Can delete records that the public sees"),
                        ],
                        "indexes": [models.Index(fields=["kind", "record", "-id"], name="review_record")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "verdict__in",
                                        ["submitted", "withdrawn", "returned", "published", "approved", "taken_back"],
                                    )
                                ),
                                name="review_verdict",
                                violation_error_message="A review needs one of the known verdicts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "returned"), _negated=True),
                                    models.Q(("comment", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="review_return_says_why",
                                violation_error_message="Say why it is returned: what is to be done.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Change",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(help_text="Name of the record's model, e.g. event.", max_length=20)),
                        ("record", models.BigIntegerField(help_text="Its number.")),
                        ("context", models.UUIDField(help_text="The save: the context of its rows of history.")),
                        (
                            "rows",
                            models.JSONField(help_text="Its rows of history, the first of many: [[model, number]]."),
                        ),
                        ("number", models.PositiveIntegerField(help_text="How many rows of history it has in all.")),
                        ("at", models.DateTimeField()),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("approved", "changes approved"), ("taken_back", "changes taken back")],
                                max_length=12,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [
                            models.Index(condition=models.Q(("verdict", "")), fields=["at", "id"], name="change_open")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "record", "context"),
                                name="change_once",
                                violation_error_message="This change is already in the queue.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("verdict", "")),
                                    models.Q(
                                        ("decided_at__isnull", False), ("verdict__in", ["approved", "taken_back"])
                                    ),
                                    _connector="OR",
                                ),
                                name="change_decided",
                                violation_error_message="A decision needs its time, and there is no time without a decision.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChangesRead",
                    fields=[
                        (
                            "context",
                            models.UUIDField(
                                help_text="The context of its rows of history.", primary_key=True, serialize=False
                            ),
                        ),
                        ("at", models.DateTimeField(db_index=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="SentForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "token",
                            models.CharField(
                                help_text="Stands in the form, another each time that it is opened.", max_length=40
                            ),
                        ),
                        ("digest", models.CharField(help_text="Of what was sent.", max_length=64)),
                        (
                            "location",
                            models.CharField(blank=True, help_text="Where the answer led to.", max_length=2000),
                        ),
                        (
                            "popup",
                            models.TextField(
                                blank=True, help_text="What the answer in a popup told the page that opened it."
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "token"),
                                name="sent_once",
                                violation_error_message="This form has already been accepted.",
                            )
                        ],
                    },
                ),
            ],
        ),
        *(
            migrations.RunSQL(
                f"CREATE INDEX desk_waiting_{table} ON {table} (publication, id) WHERE publication <> 'published'",
                f"DROP INDEX desk_waiting_{table}",
            )
            for table in WAITING
        ),
        # The contexts of the history are looked through by their moment.
        migrations.RunSQL(
            "CREATE INDEX desk_context_created ON pghistory_context (created_at)", "DROP INDEX desk_context_created"
        ),
        # What is changed before there is this queue is no matter of it.
        migrations.RunSQL(
            "INSERT INTO desk_changesread (context, at) VALUES (gen_random_uuid(), now())",
            "DELETE FROM desk_changesread",
        ),
        # The groups of the roles, with all that there is by now.
        migrations.RunPython(groups.write, migrations.RunPython.noop),
    ]
