"""Places are found by words of their addresses."""

import django.contrib.postgres.indexes
from django.db import migrations

import lib.names


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0008_plain_words"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="place",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(lib.names.Folded("address"), name="gin_trgm_ops"),
                name="place_address",
            ),
        ),
    ]
