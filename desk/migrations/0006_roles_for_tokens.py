from django.db import migrations

from desk.roles import groups


class Migration(migrations.Migration):
    """Administrators look after API tokens."""

    dependencies = [
        ("desk", "0005_review_to"),
        ("accounts", "0003_api_tokens"),
    ]

    operations = [migrations.RunPython(groups.write, migrations.RunPython.noop)]
