"""The initials of a name, by which an abbreviation that nobody recorded finds an organisation."""

from django.db import migrations

# Of a search key: ASCII, small letters, words parted by one blank. Little words of the languages of most names have no
# letter in an abbreviation.
CREATE = r"""
CREATE FUNCTION parley_initials(key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $body$
    SELECT regexp_replace(
        regexp_replace(key,
            '\m(of|for|the|and|on|in|at|to|by|a|an|de|du|des|et|la|le|les|l|d|der|die|das|und|fur|fuer|i|v|po|na|s|y|del|di|e)\M', '', 'g'),
        '([a-z0-9])[a-z0-9]*| +', '\1', 'g')
$body$
"""


class Migration(migrations.Migration):
    dependencies = [("lib", "0004_words")]
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION parley_initials(text)")]
