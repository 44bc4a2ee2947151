"""Part 2 of the tables of summits as makemigrations wrote them."""

import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import lib.addresses
import lib.history
import lib.partialdates.fields

OPERATIONS = [
    migrations.CreateModel(
        name="OutcomeParty",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="summits.outcome"
                ),
            ),
        ],
        options={
            "verbose_name_plural": "outcome parties",
            "ordering": ["id"],
            "abstract": False,
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
    migrations.CreateModel(
        name="Panel",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ("title", models.CharField(max_length=300)),
            ("number", models.PositiveSmallIntegerField(default=1, help_text="Its place in the programme.")),
            (
                "date",
                lib.partialdates.fields.PartialDateField(
                    blank=True, help_text="Only where it differs from the event's.", max_length=32, null=True
                ),
            ),
            ("summary", models.TextField(blank=True)),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="panels", to="summits.event"
                ),
            ),
        ],
        options={
            "ordering": ["event_id", "number", "id"],
        },
    ),
    migrations.CreateModel(
        name="PanelCitation",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("paragraph", models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True)),
            (
                "sentence",
                models.PositiveSmallIntegerField(blank=True, help_text="Within the paragraph, from 1.", null=True),
            ),
            (
                "locator",
                models.CharField(blank=True, help_text="Any other place: a page, a record id.", max_length=200),
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
                    on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="summits.panel"
                ),
            ),
            (
                "source",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="sources.source"
                ),
            ),
        ],
        options={
            "ordering": ["source_id", "paragraph", "sentence", "id"],
            "abstract": False,
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
            ("paragraph", models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True)),
            (
                "sentence",
                models.PositiveSmallIntegerField(blank=True, help_text="Within the paragraph, from 1.", null=True),
            ),
            (
                "locator",
                models.CharField(blank=True, help_text="Any other place: a page, a record id.", max_length=200),
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
            ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ("title", models.CharField(max_length=300)),
            ("number", models.PositiveSmallIntegerField(default=1, help_text="Its place in the programme.")),
            (
                "date",
                lib.partialdates.fields.PartialDateField(
                    blank=True, help_text="Only where it differs from the event's.", max_length=32, null=True
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
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Participation",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
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
            ("billing", models.CharField(blank=True, help_text="The post as printed in the source.", max_length=500)),
            ("name_as_printed", models.CharField(blank=True, max_length=300)),
            (
                "attendance",
                models.CharField(
                    choices=[("planned", "planned"), ("attended", "attended"), ("unable", "unable to attend")],
                    default="attended",
                    max_length=12,
                ),
            ),
            ("order", models.PositiveSmallIntegerField(default=0, help_text="Place in the list of participants.")),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="participations", to="summits.event"
                ),
            ),
            (
                "expert",
                models.ForeignKey(
                    blank=True,
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
        ],
        options={
            "ordering": ["event_id", "order", "id"],
        },
    ),
    migrations.CreateModel(
        name="ParticipationAppointment",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "appointment",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="resolved", to="experts.appointment"
                ),
            ),
            (
                "participation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="resolved", to="summits.participation"
                ),
            ),
        ],
        options={
            "ordering": ["id"],
        },
    ),
    migrations.AddField(
        model_name="participation",
        name="appointments",
        field=models.ManyToManyField(
            related_name="participations", through="summits.ParticipationAppointment", to="experts.appointment"
        ),
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
    migrations.CreateModel(
        name="ParticipationCitation",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("paragraph", models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True)),
            (
                "sentence",
                models.PositiveSmallIntegerField(blank=True, help_text="Within the paragraph, from 1.", null=True),
            ),
            (
                "locator",
                models.CharField(blank=True, help_text="Any other place: a page, a record id.", max_length=200),
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
                    on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="summits.participation"
                ),
            ),
            (
                "source",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="sources.source"
                ),
            ),
        ],
        options={
            "ordering": ["source_id", "paragraph", "sentence", "id"],
            "abstract": False,
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
            ("paragraph", models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True)),
            (
                "sentence",
                models.PositiveSmallIntegerField(blank=True, help_text="Within the paragraph, from 1.", null=True),
            ),
            (
                "locator",
                models.CharField(blank=True, help_text="Any other place: a page, a record id.", max_length=200),
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
            ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
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
            ("billing", models.CharField(blank=True, help_text="The post as printed in the source.", max_length=500)),
            ("name_as_printed", models.CharField(blank=True, max_length=300)),
            (
                "attendance",
                models.CharField(
                    choices=[("planned", "planned"), ("attended", "attended"), ("unable", "unable to attend")],
                    default="attended",
                    max_length=12,
                ),
            ),
            ("order", models.PositiveSmallIntegerField(default=0, help_text="Place in the list of participants.")),
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
        },
    ),
    migrations.CreateModel(
        name="Position",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            (
                "effective_date",
                lib.partialdates.fields.PartialDateField(blank=True, editable=False, max_length=32, null=True),
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
            ("order", models.PositiveIntegerField(default=0, help_text="Its place in the order of the source.")),
            (
                "search",
                models.GeneratedField(
                    db_persist=True,
                    expression=django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.SearchVector("summary", config="english", weight="A"),
                        "||",
                        django.contrib.postgres.search.SearchVector("quotation", config="english", weight="B"),
                        django.contrib.postgres.search.SearchConfig("english"),
                    ),
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
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
        ],
        options={
            "ordering": ["-effective_date_earliest", "-id"],
        },
    ),
    migrations.CreateModel(
        name="PositionCitation",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("paragraph", models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True)),
            (
                "sentence",
                models.PositiveSmallIntegerField(blank=True, help_text="Within the paragraph, from 1.", null=True),
            ),
            (
                "locator",
                models.CharField(blank=True, help_text="Any other place: a page, a record id.", max_length=200),
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
                    on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="summits.position"
                ),
            ),
            (
                "source",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="sources.source"
                ),
            ),
        ],
        options={
            "ordering": ["source_id", "paragraph", "sentence", "id"],
            "abstract": False,
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
            ("paragraph", models.PositiveSmallIntegerField(blank=True, help_text="Counted from 1.", null=True)),
            (
                "sentence",
                models.PositiveSmallIntegerField(blank=True, help_text="Within the paragraph, from 1.", null=True),
            ),
            (
                "locator",
                models.CharField(blank=True, help_text="Any other place: a page, a record id.", max_length=200),
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
    migrations.CreateModel(
        name="PositionEndorser",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    on_delete=django.db.models.deletion.CASCADE, related_name="endorsers", to="summits.position"
                ),
            ),
        ],
        options={
            "ordering": ["id"],
            "abstract": False,
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
    migrations.CreateModel(
        name="PositionEvent",
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
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="position_events", to="summits.event"
                ),
            ),
            (
                "position",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="position_events", to="summits.position"
                ),
            ),
        ],
        options={
            "ordering": ["id"],
        },
    ),
]
