"""What strangers could see and no longer can."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lib", "0006_fit"),
    ]

    operations = [
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(editable=False, help_text="The table of the record.", max_length=63)),
                ("record_id", models.BigIntegerField(editable=False)),
                ("public_id", models.CharField(editable=False, max_length=60)),
                ("slug", models.CharField(blank=True, editable=False, max_length=120)),
                ("first_public_at", models.DateTimeField(editable=False)),
                ("at", models.DateTimeField(editable=False)),
                (
                    "why",
                    models.CharField(
                        choices=[("deleted", "deleted"), ("withdrawn", "withdrawn")], editable=False, max_length=12
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["at", "id"], name="removal_at")],
                "constraints": [models.UniqueConstraint(fields=("source", "record_id"), name="removal_record")],
            },
        ),
    ]
