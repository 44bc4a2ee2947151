from django.db import migrations

from desk.roles import groups


class Migration(migrations.Migration):
    """Editors enter the identifiers of events, places and sources."""

    dependencies = [
        ("desk", "0008_sent_forms"),
        ("experts", "0008_identifiers"),
        ("sources", "0004_identifiers"),
        ("summits", "0009_identifiers"),
    ]

    operations = [
        # The groups of the roles, with all that there is by now.
        migrations.RunPython(groups.write, migrations.RunPython.noop),
    ]
