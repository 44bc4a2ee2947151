"""Extensions and SQL functions that the tables of every app are built on."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

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
        found := regexp_match(side, '^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?]?)$');
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


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(PARTIAL_DATES, "DROP FUNCTION parley_date_bounds(text)"),
    ]
