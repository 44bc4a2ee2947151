"""How well a name fits what was typed, as a function: asked of every hit of every search."""

from django.db import migrations

# The numbers are those of lib/ranking.py: EXACT, START, WORDS, LIKE.
CREATE = r"""
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
    dependencies = [("lib", "0005_initials")]
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION parley_fit(text, text[])")]
