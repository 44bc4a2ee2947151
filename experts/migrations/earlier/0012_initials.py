"""Organisations are found by the initials of their names."""

from django.db import migrations, models

import lib.ranking


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0011_plain_words"),
        ("lib", "0005_initials"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(lib.ranking.Initials("name_key"), name="organisation_initials"),
        ),
        migrations.AddIndex(
            model_name="organisationname",
            index=models.Index(lib.ranking.Initials("key"), name="organisationname_initials"),
        ),
    ]
