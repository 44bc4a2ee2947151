"""Part 1 of the tables of summits as makemigrations wrote them."""

import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import lib.addresses
import lib.history
import lib.names
import lib.partialdates.fields

OPERATIONS = [
    migrations.CreateModel(
        name="Event",
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
            ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
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
                "search",
                models.GeneratedField(
                    db_persist=True,
                    expression=django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.SearchVector("name", config="simple", weight="A"),
                        "||",
                        django.contrib.postgres.search.SearchVector("summary", config="english", weight="B"),
                        django.contrib.postgres.search.SearchConfig("simple"),
                    ),
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
            ),
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
        ],
        options={
            "ordering": ["-date_earliest", "-id"],
        },
    ),
    migrations.CreateModel(
        name="EventCitation",
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
                    on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="summits.event"
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
        name="EventCitationHistory",
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
            ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
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
        },
    ),
    migrations.CreateModel(
        name="EventLink",
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
        ],
        options={
            "verbose_name": "link",
            "ordering": ["id"],
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
            ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
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
        },
    ),
    migrations.CreateModel(
        name="EventName",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("text", models.CharField(max_length=300, verbose_name="name")),
            ("language", models.CharField(blank=True, help_text="BCP 47, e.g. ru, en, de-CH.", max_length=35)),
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
                    blank=True, help_text="When it was in use, as far as known: 1922/1991.", max_length=32, null=True
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
            ("language", models.CharField(blank=True, help_text="BCP 47, e.g. ru, en, de-CH.", max_length=35)),
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
                    blank=True, help_text="When it was in use, as far as known: 1922/1991.", max_length=32, null=True
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
    migrations.CreateModel(
        name="EventTopic",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="event_topics", to="summits.event"
                ),
            ),
            (
                "topic",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="event_topics", to="topics.topic"
                ),
            ),
        ],
        options={
            "ordering": ["id"],
        },
    ),
    migrations.AddField(
        model_name="event",
        name="topics",
        field=models.ManyToManyField(related_name="events", through="summits.EventTopic", to="topics.topic"),
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
    migrations.CreateModel(
        name="FormerEventSlug",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
        name="LinkCitation",
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
                    on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="summits.eventlink"
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
        name="LinkCitationHistory",
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
    migrations.CreateModel(
        name="Outcome",
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
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="outcomes", to="summits.event"
                ),
            ),
        ],
        options={
            "ordering": ["-effective_date_earliest", "-id"],
        },
    ),
    migrations.CreateModel(
        name="OutcomeCitation",
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
                    on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="summits.outcome"
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
        name="OutcomeCitationHistory",
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
    migrations.CreateModel(
        name="OutcomeEvent",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    on_delete=django.db.models.deletion.PROTECT, related_name="outcome_events", to="summits.event"
                ),
            ),
            (
                "outcome",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="later_events", to="summits.outcome"
                ),
            ),
        ],
        options={
            "ordering": ["id"],
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
            ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
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
                    blank=True, help_text="Only where it differs from the event's.", max_length=32, null=True
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
        },
    ),
]
