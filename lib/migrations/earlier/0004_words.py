"""The words of a text as they are searched for: folded, and those with an apostrophe also in their parts."""

from django.db import migrations

# The extension is named with its schema, since a restored database fills its generated columns without a search path.
CREATE = r"""
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


class Migration(migrations.Migration):
    dependencies = [("lib", "0003_digits")]
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION parley_words(text)")]
