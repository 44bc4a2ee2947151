from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_squashed_0004_plain_words")]

    operations = [
        migrations.AlterField(
            model_name="failedtries",
            name="scope",
            field=models.CharField(
                choices=[
                    ("pair", "a name from one address"),
                    ("name", "a name from all addresses"),
                    ("address", "an address with all names"),
                    ("code", "codes of the second factor"),
                    ("password", "the own password on a page"),
                    ("reset", "new passwords for a mail address"),
                    ("resets", "new passwords asked for from an address"),
                ],
                max_length=8,
            ),
        ),
    ]
