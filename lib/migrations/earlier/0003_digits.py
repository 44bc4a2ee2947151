"""The digits of a partial date are 0–9: ``\\d`` has those of every script in some locales."""

from importlib import import_module

from django.db import migrations

FUNCTION = import_module("lib.migrations.0001_functions").PARTIAL_DATES.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
assert r"\d" in FUNCTION


class Migration(migrations.Migration):
    dependencies = [("lib", "0002_folding")]
    operations = [migrations.RunSQL(FUNCTION.replace(r"\d", "[0-9]"), FUNCTION)]
