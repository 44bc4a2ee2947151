from django.db import migrations


class Migration(migrations.Migration):
    """Administrators look after API tokens."""

    dependencies = [
        ("desk", "0005_review_to"),
        ("accounts", "0003_api_tokens"),
    ]

    operations = []  # each writing builds the picture of all models anew: 0007 does it once for all
