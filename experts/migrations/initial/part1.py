"""Part 1 of the tables of experts as makemigrations wrote them."""

import django.core.validators
import django.db.models.functions.datetime
from django.db import migrations, models

import lib.addresses
import lib.history
import lib.names
import lib.partialdates.fields

OPERATIONS = [
    migrations.CreateModel(
        name="Appointment",
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
            ("post", models.CharField(max_length=300)),
            (
                "start",
                lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True, verbose_name="from"),
            ),
            (
                "start_earliest",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("start", "earliest"),
                    output_field=models.DateField(),
                ),
            ),
            (
                "start_by",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("start", "start_by"),
                    output_field=models.DateField(),
                ),
            ),
            (
                "end",
                lib.partialdates.fields.PartialDateField(
                    blank=True,
                    help_text="“..” if it is still held; empty if not known.",
                    max_length=32,
                    null=True,
                    verbose_name="to",
                ),
            ),
            (
                "end_from",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("end", "end_from"),
                    output_field=models.DateField(),
                ),
            ),
            (
                "end_latest",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("end", "latest"),
                    output_field=models.DateField(),
                ),
            ),
            ("note", models.CharField(blank=True, max_length=500)),
        ],
        options={
            "ordering": ["-start_earliest", "id"],
        },
    ),
    migrations.CreateModel(
        name="ExpertCitation",
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
        ],
        options={
            "ordering": ["source_id", "paragraph", "sentence", "id"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ExpertCitationHistory",
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
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ExpertHistory",
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
                "slug",
                models.SlugField(
                    db_index=False,
                    help_text="The record's address. If you change it, the old address leads here.",
                    max_length=120,
                ),
            ),
            ("name", models.CharField(help_text="The name under which the person is listed.", max_length=300)),
            ("name_key", lib.names.SearchKeyField(source="name")),
            ("born", lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True)),
            ("died", lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True)),
            ("notes", models.TextField(blank=True)),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ExpertIdentifier",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "scheme",
                models.CharField(
                    choices=[
                        ("wikidata", "Wikidata"),
                        ("viaf", "VIAF"),
                        ("orcid", "ORCID"),
                        ("hsg", "Office of the Historian"),
                        ("ror", "ROR"),
                        ("other", "other"),
                    ],
                    max_length=12,
                ),
            ),
            ("value", models.CharField(max_length=200)),
        ],
        options={
            "ordering": ["scheme", "value", "id"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ExpertIdentifierHistory",
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
                        ("orcid", "ORCID"),
                        ("hsg", "Office of the Historian"),
                        ("ror", "ROR"),
                        ("other", "other"),
                    ],
                    max_length=12,
                ),
            ),
            ("value", models.CharField(max_length=200)),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ExpertName",
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
        ],
        options={
            "ordering": ["id"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ExpertNameHistory",
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
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="FormerExpertSlug",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("slug", models.SlugField(max_length=120, unique=True)),
            ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="FormerOrganisationSlug",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("slug", models.SlugField(max_length=120, unique=True)),
            ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Organisation",
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
                        ("state", "state"),
                        ("government", "government"),
                        ("ministry", "ministry"),
                        ("international_organisation", "international organisation"),
                        ("alliance", "alliance"),
                        ("institute", "institute"),
                        ("think_tank", "think tank"),
                        ("university", "university"),
                        ("unit", "unit of an organisation"),
                        ("club", "club"),
                        ("periodical", "periodical"),
                        ("company", "company"),
                        ("party", "political party"),
                        ("other", "other"),
                    ],
                    default="institute",
                    max_length=30,
                ),
            ),
            ("name", models.CharField(max_length=300)),
            ("name_key", lib.names.SearchKeyField(source="name")),
            (
                "start",
                lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True, verbose_name="founded"),
            ),
            (
                "start_earliest",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("start", "earliest"),
                    output_field=models.DateField(),
                ),
            ),
            (
                "start_by",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("start", "start_by"),
                    output_field=models.DateField(),
                ),
            ),
            (
                "end",
                lib.partialdates.fields.PartialDateField(
                    blank=True, help_text="“..” if it exists still.", max_length=32, null=True, verbose_name="dissolved"
                ),
            ),
            (
                "end_from",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("end", "end_from"),
                    output_field=models.DateField(),
                ),
            ),
            (
                "end_latest",
                models.GeneratedField(
                    db_persist=True,
                    expression=lib.partialdates.fields.DateBound("end", "latest"),
                    output_field=models.DateField(),
                ),
            ),
            ("website", models.URLField(blank=True, max_length=1000)),
        ],
        options={
            "ordering": ["name", "id"],
        },
    ),
    migrations.CreateModel(
        name="OrganisationCitation",
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
        ],
        options={
            "ordering": ["source_id", "paragraph", "sentence", "id"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="OrganisationCitationHistory",
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
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="OrganisationHistory",
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
                        ("state", "state"),
                        ("government", "government"),
                        ("ministry", "ministry"),
                        ("international_organisation", "international organisation"),
                        ("alliance", "alliance"),
                        ("institute", "institute"),
                        ("think_tank", "think tank"),
                        ("university", "university"),
                        ("unit", "unit of an organisation"),
                        ("club", "club"),
                        ("periodical", "periodical"),
                        ("company", "company"),
                        ("party", "political party"),
                        ("other", "other"),
                    ],
                    default="institute",
                    max_length=30,
                ),
            ),
            ("name", models.CharField(max_length=300)),
            ("name_key", lib.names.SearchKeyField(source="name")),
            (
                "start",
                lib.partialdates.fields.PartialDateField(blank=True, max_length=32, null=True, verbose_name="founded"),
            ),
            (
                "end",
                lib.partialdates.fields.PartialDateField(
                    blank=True, help_text="“..” if it exists still.", max_length=32, null=True, verbose_name="dissolved"
                ),
            ),
            ("website", models.URLField(blank=True, max_length=1000)),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="OrganisationIdentifier",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "scheme",
                models.CharField(
                    choices=[
                        ("wikidata", "Wikidata"),
                        ("viaf", "VIAF"),
                        ("orcid", "ORCID"),
                        ("hsg", "Office of the Historian"),
                        ("ror", "ROR"),
                        ("other", "other"),
                    ],
                    max_length=12,
                ),
            ),
            ("value", models.CharField(max_length=200)),
        ],
        options={
            "ordering": ["scheme", "value", "id"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="OrganisationIdentifierHistory",
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
                        ("orcid", "ORCID"),
                        ("hsg", "Office of the Historian"),
                        ("ror", "ROR"),
                        ("other", "other"),
                    ],
                    max_length=12,
                ),
            ),
            ("value", models.CharField(max_length=200)),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="OrganisationName",
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
        ],
        options={
            "ordering": ["id"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="OrganisationNameHistory",
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
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="OrganisationTerritory",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "period",
                lib.partialdates.fields.PartialDateField(
                    blank=True,
                    help_text="From/to, e.g. 1922-12-30/1991-12-26 or 1991-12-26/..",
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
        ],
        options={
            "verbose_name_plural": "territories",
            "ordering": ["id"],
        },
    ),
    migrations.CreateModel(
        name="OrganisationTerritoryHistory",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("db_role", models.TextField(db_default=lib.history.SessionUser(), editable=False)),
            ("id", models.BigIntegerField()),
            (
                "period",
                lib.partialdates.fields.PartialDateField(
                    blank=True,
                    help_text="From/to, e.g. 1922-12-30/1991-12-26 or 1991-12-26/..",
                    max_length=32,
                    null=True,
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
]
