from django.db import migrations

from desk.roles import groups


class Migration(migrations.Migration):
    """Administrators look after failed log-ins and second factors."""

    dependencies = [
        ("desk", "0003_roles"),
        ("accounts", "0002_second_factors"),
    ]

    operations = [migrations.RunPython(groups.write, migrations.RunPython.noop)]
