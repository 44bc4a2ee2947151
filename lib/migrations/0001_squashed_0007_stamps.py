"""The extensions and SQL functions that the tables of every app are built on, and the table of what was removed."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

# The same rules as lib/partialdates/core.py, for generated columns: whatever writes a
# row (form, bulk, COPY, raw SQL), the bounds beside a partial date are right.
PARTIAL_DATES = r"""
CREATE FUNCTION parley_date_bounds(value text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    first_day constant date := '0001-01-01';
    last_day constant date := '9999-12-31';
    sides text[];
    side text;
    found text[];
    lows date[] := ARRAY[NULL, NULL]::date[];
    highs date[] := ARRAY[NULL, NULL]::date[];
    qualified boolean[] := ARRAY[false, false];
    low date;
    high date;
    n int;
BEGIN
    IF value IS NULL THEN
        RETURN ARRAY[first_day, last_day, first_day, last_day];
    ELSIF value = '..' THEN
        RETURN ARRAY[last_day, last_day, last_day, last_day];
    END IF;
    sides := string_to_array(value, '/');
    n := coalesce(array_length(sides, 1), 0);
    IF n NOT IN (1, 2) OR value IN ('/', '../..', '../', '/..', '') THEN
        RAISE EXCEPTION 'not a partial date: %', value USING ERRCODE = 'check_violation';
    END IF;
    FOR i IN 1..n LOOP
        side := sides[i];
        IF n = 2 AND side IN ('', '..') THEN
            CONTINUE;
        END IF;
        found := regexp_match(side, '^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?]?)$');
        IF found IS NULL THEN
            RAISE EXCEPTION 'not a partial date: %', value USING ERRCODE = 'check_violation';
        END IF;
        BEGIN
            low := make_date(found[1]::int, coalesce(found[2], '01')::int, coalesce(found[3], '01')::int);
        EXCEPTION WHEN datetime_field_overflow THEN
            RAISE EXCEPTION 'not a day: %', value USING ERRCODE = 'check_violation';
        END;
        high := CASE
            WHEN found[3] IS NOT NULL THEN low
            WHEN found[2] IS NOT NULL THEN (low + interval '1 month' - interval '1 day')::date
            ELSE make_date(found[1]::int, 12, 31)
        END;
        lows[i] := low;
        highs[i] := high;
        qualified[i] := found[4] <> '';
    END LOOP;
    IF n = 1 THEN
        IF qualified[1] THEN
            RETURN ARRAY[lows[1], last_day, first_day, highs[1]];
        END IF;
        RETURN ARRAY[lows[1], highs[1], lows[1], highs[1]];
    END IF;
    IF lows[1] > highs[2] THEN
        RAISE EXCEPTION 'ends before it starts: %', value USING ERRCODE = 'check_violation';
    END IF;
    RETURN ARRAY[
        coalesce(lows[1], first_day),
        CASE
            WHEN lows[1] IS NOT NULL THEN CASE WHEN qualified[1] THEN last_day ELSE highs[1] END
            WHEN sides[1] = '..' THEN first_day
            WHEN qualified[2] THEN last_day
            ELSE highs[2]
        END,
        CASE
            WHEN lows[2] IS NOT NULL THEN CASE WHEN qualified[2] THEN first_day ELSE lows[2] END
            WHEN sides[2] = '..' THEN last_day
            WHEN qualified[1] THEN first_day
            ELSE lows[1]
        END,
        coalesce(highs[2], last_day)
    ];
END
$$;
"""

# The form in which texts other than names are compared and put in order.
# The extension is named with its schema, since a restored database fills its generated columns without a search path.
FOLDED = """
DO $do$
DECLARE
    place text := (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
        WHERE e.extname = 'unaccent');
BEGIN
    EXECUTE format($create$
        CREATE FUNCTION parley_folded(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $body$
            SELECT translate(lower(%1$s.unaccent('%1$s.unaccent'::regdictionary, value)), '-‐‑–—''’ʼʹ`', '     ')
        $body$
    $create$, place);
END
$do$;
"""

# The words of a text as they are searched for: folded, and those with an apostrophe also in their parts.
WORDS = r"""
DO $do$
DECLARE
    place text := (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
        WHERE e.extname = 'unaccent');
BEGIN
    EXECUTE replace($create$
        CREATE FUNCTION parley_words(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $body$
            SELECT translate(t, '-‐‑–—''', '     ') || coalesce(
                (SELECT ' ' || string_agg(replace(m[1], '''', ' '), ' ') FROM regexp_matches(t, '(\w+(?:''\w+)+)', 'g') m),
                '')
            FROM regexp_replace(
                lower(PLACE.unaccent('PLACE.unaccent'::regdictionary, translate(value, '’ʼʹ`', ''''''''''))),
                '(\w)''s\M', '\1', 'g') t
        $body$
    $create$, 'PLACE', place);
END
$do$;
"""

# The initials of a name, by which an abbreviation that nobody recorded finds an organisation.
# Of a search key: ASCII, small letters, words parted by one blank. Little words of the languages of most names have no
# letter in an abbreviation.
INITIALS = r"""
CREATE FUNCTION parley_initials(key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $body$
    SELECT regexp_replace(
        regexp_replace(key,
            '\m(of|for|the|and|on|in|at|to|by|a|an|de|du|des|et|la|le|les|l|d|der|die|das|und|fur|fuer|i|v|po|na|s|y|del|di|e)\M', '', 'g'),
        '([a-z0-9])[a-z0-9]*| +', '\1', 'g')
$body$
"""

# How well a name fits what was typed, asked of every hit of every search.
# The numbers are those of lib/ranking.py: EXACT, START, WORDS, LIKE.
FIT = r"""
CREATE FUNCTION parley_fit(name text, keys text[]) RETURNS integer LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $body$
DECLARE
    typed text;
    word text;
    best integer := 3;
    every boolean;
BEGIN
    IF name = ANY (keys) THEN
        RETURN 0;
    END IF;
    FOREACH typed IN ARRAY keys LOOP
        IF starts_with(name, typed) THEN
            RETURN 1;
        END IF;
        every := true;
        FOREACH word IN ARRAY string_to_array(typed, ' ') LOOP
            IF NOT starts_with(name, word) AND position(' ' || word IN name) = 0 THEN
                every := false;
                EXIT;
            END IF;
        END LOOP;
        IF every THEN
            best := 2;
        END IF;
    END LOOP;
    RETURN best;
END
$body$
"""


class Migration(migrations.Migration):
    replaces = [
        ("lib", "0001_functions"),
        ("lib", "0002_folding"),
        ("lib", "0003_digits"),
        ("lib", "0004_words"),
        ("lib", "0005_initials"),
        ("lib", "0006_fit"),
        ("lib", "0007_stamps"),
    ]

    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(PARTIAL_DATES, "DROP FUNCTION parley_date_bounds(text)"),
        migrations.RunSQL(FOLDED, "DROP FUNCTION parley_folded(text)"),
        migrations.RunSQL(WORDS, "DROP FUNCTION parley_words(text)"),
        migrations.RunSQL(INITIALS, "DROP FUNCTION parley_initials(text)"),
        migrations.RunSQL(FIT, "DROP FUNCTION parley_fit(text, text[])"),
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
