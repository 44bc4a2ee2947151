import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from desk.roles import groups


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0010_roles_after_import_runs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(help_text="Name of the record's model, e.g. event.", max_length=20)),
                ("record", models.BigIntegerField(help_text="Its number.")),
                (
                    "what",
                    models.CharField(
                        help_text="In which fields, and whether a passage or all former texts.", max_length=200
                    ),
                ),
                ("why", models.CharField(max_length=500)),
                ("places", models.PositiveIntegerField(help_text="How many texts of the history were changed.")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="redactions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "default_permissions": ("add",),
                "indexes": [models.Index(fields=["kind", "record", "-id"], name="redaction_record")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True),
                        name="redaction_why",
                        violation_error_message="Say why it is redacted.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__gt", 0)),
                        name="redaction_somewhere",
                        violation_error_message="A redaction changes at least one text.",
                    ),
                ],
            },
        ),
        # The groups of the roles, with all that there is by now.
        migrations.RunPython(groups.write, migrations.RunPython.noop),
    ]
