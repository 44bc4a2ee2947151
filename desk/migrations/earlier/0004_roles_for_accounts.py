from django.db import migrations


class Migration(migrations.Migration):
    """Administrators look after failed log-ins and second factors."""

    dependencies = [
        ("desk", "0003_roles"),
        ("accounts", "0002_second_factors"),
    ]

    operations = []  # each writing builds the picture of all models anew: 0007 does it once for all
