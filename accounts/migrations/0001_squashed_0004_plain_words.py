"""Failed log-ins, second factors and API tokens."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lib.initial import InitialTables


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_second_factors"),
        ("accounts", "0003_api_tokens"),
        ("accounts", "0004_plain_words"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [
        InitialTables(
            [
                migrations.CreateModel(
                    name="SecondFactor",
                    fields=[],
                    options={
                        "verbose_name": "second factor",
                        "proxy": True,
                        "default_permissions": ("view", "delete"),
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=("otp_totp.totpdevice",),
                ),
                migrations.CreateModel(
                    name="RecoveryCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "device",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recovery_codes",
                                to="otp_totp.totpdevice",
                            ),
                        ),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("device", "digest"),
                                name="accounts_recovery_code_once",
                                violation_error_message="This account already has this recovery code.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApiToken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="What it is for, e.g. the script or the computer that uses it.", max_length=60
                            ),
                        ),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        ("start", models.CharField(editable=False, max_length=16, verbose_name="begins with")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="expires")),
                        (
                            "last_used_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last used"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="api_tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "API token",
                        "verbose_name_plural": "API tokens",
                        "ordering": ["-created_at", "-pk"],
                        "default_permissions": ("view", "delete"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "name"),
                                name="accounts_token_name_once",
                                violation_error_message="You already have a token with this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FailedTries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("pair", "a name from one address"),
                                    ("name", "a name from all addresses"),
                                    ("address", "an address with all names"),
                                    ("code", "codes of the second factor"),
                                    ("password", "the own password on a page"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=150, verbose_name="user name")),
                        ("address", models.CharField(blank=True, max_length=50)),
                        ("count", models.PositiveSmallIntegerField(verbose_name="attempts")),
                        ("since", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "verbose_name": "failed log-in",
                        "verbose_name_plural": "failed log-ins",
                        "default_permissions": ("view", "delete"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scope", "name", "address"),
                                name="accounts_tries_once",
                                violation_error_message="These attempts are already counted.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
