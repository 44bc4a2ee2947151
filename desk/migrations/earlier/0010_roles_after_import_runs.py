from django.db import migrations

from desk.roles import groups


class Migration(migrations.Migration):
    """The groups of the roles, with all that there is by now."""

    dependencies = [
        ("desk", "0009_roles_for_identifiers"),
        ("intake", "0004_runs"),
    ]

    operations = [migrations.RunPython(groups.write, migrations.RunPython.noop)]
