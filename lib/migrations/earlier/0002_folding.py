"""The form in which texts other than names are compared and put in order."""

from django.db import migrations

# The extension is named with its schema, since a restored database fills its generated columns without a search path.
CREATE = """
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


class Migration(migrations.Migration):
    dependencies = [("lib", "0001_functions")]
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION parley_folded(text)")]
