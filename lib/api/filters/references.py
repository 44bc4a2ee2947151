"""Look up the records named in parameters, with their descendants, in one statement for all parameters."""

from dataclasses import dataclass
from functools import cache

from lib.addresses import former_slugs_of
from lib.api.sql import fixed
from lib.database.prepared import rows_of
from lib.trees import descendants_sql
from lib.visibility import Audience, VisibleQuerySet


@dataclass
class Reference:
    """A record named by a parameter: its slug (or public id), id, and the ids of its descendants.

    The latter stay the text of a PostgreSQL array, since they are only sent back: a topic may have a
    thousand descendants.
    """

    name: str
    pk: int
    descendants: str = "{}"


def descendants(references):
    """The ids of all descendants of some references, as the text of an array."""
    texts = [reference.descendants for reference in references if reference.descendants != "{}"]
    return texts[0] if len(texts) == 1 else f"{{{','.join(text[1:-1] for text in texts)}}}"


@cache
def _seen(record, audience):
    """SQL condition: the audience may see the row ``t``."""
    rows = record._default_manager.all()
    if audience is not Audience.PUBLIC:
        return ""
    if rows.public is VisibleQuerySet.public:
        return " AND t.publication = 'published'"
    # The records that it depends on must be public too.
    return f" AND t.id IN ({fixed(*rows.visible_to(audience).order_by().values('pk').query.sql_with_params(), {})})"


def look_up(asked, audience):
    """The records named by present or former slugs: {parameter: {slug: Reference}}.

    ``asked`` is {parameter: (model, column of the slugs, slugs)}. Records hidden from the audience are not found.
    """
    if not asked:
        return {}
    parts = []
    for name, (model, key, _) in asked.items():
        table = model._meta.db_table
        seen, ids = _seen(model, audience), descendants_sql(model, audience)
        given = f"%({name})s::text[]"
        parts.append(f"SELECT '{name}', t.{key}, t.id, {ids}::text FROM {table} t WHERE t.{key} = ANY({given}){seen}")
        if key == "slug":
            former = former_slugs_of(model)._meta.db_table
            parts.append(
                f"SELECT '{name}', f.slug, t.id, {ids}::text FROM {former} f JOIN {table} t ON t.id = f.record_id"
                f" WHERE f.slug = ANY({given}){seen}"
            )
    found = {name: {} for name in asked}
    for name, slug, pk, ids in rows_of(" UNION ALL ".join(parts), {name: slugs for name, (*_, slugs) in asked.items()}):
        found[name][slug] = Reference(slug, pk, ids)
    return found
