"""Imports: what was loaded, files that wait, runs, rows and participations that await a decision."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from lib.initial import InitialTables


class Migration(migrations.Migration):
    replaces = [
        ("intake", "0001_initial"),
        ("intake", "0002_bulk"),
        ("intake", "0003_deleted"),
        ("intake", "0004_runs"),
        ("intake", "0005_plain_words"),
        ("intake", "0006_datasets"),
        ("intake", "0007_close_names"),
        ("intake", "0008_doubtful_lines"),
        ("intake", "0009_proposed_participations"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("lib", "0001_squashed_0007_stamps"),
    ]

    operations = [
        InitialTables(
            [
                migrations.CreateModel(
                    name="BulkImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("file", models.FileField(upload_to="bulk/")),
                        ("name", models.CharField(help_text="Of the file, as the person calls it.", max_length=255)),
                        (
                            "kind",
                            models.CharField(
                                blank=True, help_text="Of the records; empty: as the file says.", max_length=20
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("checking", "being checked"),
                                    ("checked", "checked"),
                                    ("importing", "being imported"),
                                    ("done", "imported"),
                                    ("cancelled", "cancelled"),
                                    ("failed", "failed"),
                                ],
                                default="checking",
                                max_length=12,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "started_at",
                            models.DateTimeField(
                                blank=True, help_text="When the worker took the present step up.", null=True
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, help_text="When the last step ended.", null=True),
                        ),
                        (
                            "checked_at",
                            models.DateTimeField(
                                blank=True, help_text="The moment of what the check compared with.", null=True
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True, help_text="What the worker is doing, in words.", max_length=200
                            ),
                        ),
                        ("rows_done", models.PositiveIntegerField(default=0)),
                        ("rows_total", models.PositiveIntegerField(default=0)),
                        (
                            "stop",
                            models.BooleanField(default=False, help_text="A person asked to cancel the present step."),
                        ),
                        (
                            "counts",
                            models.JSONField(
                                default=dict, help_text="By kind: how many are created, updated and so on."
                            ),
                        ),
                        (
                            "proposals",
                            models.JSONField(
                                default=list, help_text="References to what is not on record, with what is close."
                            ),
                        ),
                        (
                            "choices",
                            models.JSONField(
                                default=dict, help_text="What a person decided on them: “kind:reference” → choice."
                            ),
                        ),
                        ("error", models.TextField(blank=True, help_text="Why it failed, for the person.")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bulk_imports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "deleted",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("leave", "stay deleted"),
                                    ("bring_back", "are brought back"),
                                    ("create", "are created again"),
                                ],
                                help_text="What is done about records that were deleted here.",
                                max_length=10,
                            ),
                        ),
                        (
                            "close",
                            models.JSONField(
                                default=dict, help_text="What came close to them, in words: “kind:reference” → text."
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["checking", "checked", "importing", "done", "cancelled", "failed"])
                                ),
                                name="bulkimport_state",
                                violation_error_message="An import is in one of the known states.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BulkLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("bad", "bad row"),
                                    ("created", "created"),
                                    ("changed", "changed"),
                                    ("kept", "left as it is"),
                                    ("back", "brought back"),
                                    ("doubt", "doubtful"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("file", models.CharField(max_length=300)),
                        ("line", models.PositiveIntegerField(default=0)),
                        ("kind", models.CharField(blank=True, max_length=20)),
                        ("key", models.CharField(blank=True, help_text="The slug or id.", max_length=300)),
                        (
                            "text",
                            models.TextField(blank=True, help_text="Its name, or why the row is bad or left alone."),
                        ),
                        ("changes", models.JSONField(default=list, help_text="[field, old, new] in words.")),
                        (
                            "bulk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="intake.bulkimport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["bulk", "what", "id"], name="bulkline_of_bulk")],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("context", models.UUIDField(help_text="Of its rows of history.", unique=True)),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("files", models.TextField(help_text="Their names.")),
                        (
                            "counts",
                            models.JSONField(
                                default=dict, help_text="By kind: how many were created, updated and so on."
                            ),
                        ),
                        (
                            "freed",
                            models.JSONField(
                                default=dict,
                                help_text="By kind: addresses of deleted records that new ones were given.",
                            ),
                        ),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "bulk",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="run",
                                to="intake.bulkimport",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: by command.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dataset",
                            models.CharField(
                                blank=True, help_text="The data set that was imported, if it was one.", max_length=40
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="LoadedRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(help_text="As in record files: events, experts ...", max_length=20)),
                        ("key", models.CharField(help_text="The slug or id that the file gives.", max_length=120)),
                        (
                            "public_id",
                            models.CharField(
                                help_text="Of the record; it never changes, as a slug may.", max_length=60
                            ),
                        ),
                        ("values", models.JSONField(help_text="By key of the file, as loaded.")),
                        ("file", models.CharField(help_text="Name of the file.", max_length=255)),
                        ("loaded_at", models.DateTimeField(auto_now=True)),
                        (
                            "borrowed",
                            models.BooleanField(
                                default=False,
                                help_text="The record came from elsewhere: the data set adds to it and never overwrites.",
                            ),
                        ),
                        (
                            "dataset",
                            models.CharField(
                                blank=True,
                                help_text="The data set that it came from; empty: record files.",
                                max_length=40,
                            ),
                        ),
                        (
                            "earlier",
                            models.JSONField(
                                blank=True,
                                help_text="Its values before that import; empty: there were none.",
                                null=True,
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                blank=True,
                                help_text="The import of a data set that noted it last.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="loaded",
                                to="intake.importrun",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["dataset", "kind", "key"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("dataset", "kind", "key"),
                                name="loadedrecord_once",
                                violation_error_message="This record is already noted as loaded.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposedParticipation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dataset", models.CharField(help_text="Its name, e.g. hsg-travels.", max_length=40)),
                        ("place", models.CharField(help_text="The row, as citations name it.", max_length=200)),
                        (
                            "event",
                            models.CharField(
                                help_text="The slug that the event was given by the import.", max_length=120
                            ),
                        ),
                        ("day", models.DateField()),
                        ("name_as_printed", models.CharField(max_length=300)),
                        ("office", models.CharField(blank=True, max_length=500)),
                        (
                            "country",
                            models.CharField(blank=True, help_text="The data set's id of the country.", max_length=80),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True, help_text="In full, printed here or told by another row.", max_length=300
                            ),
                        ),
                        (
                            "told_by",
                            models.CharField(
                                blank=True, help_text="The row that prints the full name.", max_length=200
                            ),
                        ),
                        ("passage", models.TextField()),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("open", "proposed, not confirmed"),
                                    ("accepted", "accepted"),
                                    ("rejected", "rejected"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "person",
                            models.CharField(
                                blank=True, help_text="Who was accepted: a slug; empty: as printed.", max_length=120
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="accepted",
                                to="intake.importrun",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["day", "id"],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["decision", "day", "id"], name="proposed_open"),
                            models.Index(fields=["event"], name="proposed_event"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("decision__in", ["open", "accepted", "rejected"])),
                                name="proposedparticipation_decision_known",
                                violation_error_message="A decision is one of: open, accepted, rejected.",
                            ),
                            models.UniqueConstraint(
                                fields=("dataset", "place", "name_as_printed", "country"),
                                name="proposedparticipation_once",
                                violation_error_message="This participation is already proposed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QueuedRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dataset", models.CharField(help_text="Its name, e.g. hsg-pocom.", max_length=40)),
                        (
                            "place",
                            models.CharField(
                                help_text="The place in the data set, as citations name it.", max_length=200
                            ),
                        ),
                        ("file", models.CharField(max_length=300)),
                        ("line", models.PositiveIntegerField(default=0)),
                        ("reason", models.TextField()),
                        ("passage", models.TextField(blank=True, help_text="What the row says.")),
                        (
                            "since",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                help_text="When an import first left it here.",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["dataset", "id"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("dataset", "place", "file", "line"),
                                name="queuedrow_once",
                                violation_error_message="This row already waits.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
