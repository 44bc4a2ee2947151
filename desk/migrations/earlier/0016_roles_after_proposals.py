"""The groups of the roles once more, with the table of proposed participations."""

from django.db import migrations

from desk.roles import groups


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0015_roles_after_data_sets"),
        ("intake", "0009_proposed_participations"),
        ("experts", "0015_appointment_status"),
    ]

    operations = [migrations.RunPython(groups.write, migrations.RunPython.noop)]
