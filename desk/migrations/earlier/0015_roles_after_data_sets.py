"""The groups of the roles once more, with the tables of data sets."""

from django.db import migrations

from desk.roles import groups


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0014_generic_pairs"),
        ("intake", "0008_doubtful_lines"),
    ]

    operations = [migrations.RunPython(groups.write, migrations.RunPython.noop)]
