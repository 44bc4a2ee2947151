"""What strangers could see and no longer can, in the API: every kind of record, deleted, withdrawn or merged."""

from django.db.models import Case, JSONField, TextField, Value, When
from django.db.models.expressions import RawSQL
from drf_spectacular.utils import extend_schema_field

from lib import withheld
from lib.api.fields import API_ROOT, BASE, Choice, Moment, Text
from lib.api.filters import Choices, Since, StrictFilterSet
from lib.api.formats import atom
from lib.api.serializers import SQLSerializer
from lib.api.views import Resource
from lib.models import Removal, RemovalKind
from register.kinds import LISTED

KINDS = {kind.name: kind.model._meta.db_table for kind in LISTED}
NAME = Case(*(When(source=table, then=Value(name)) for name, table in KINDS.items()), output_field=TextField())


class KindName(Choice):
    """The name of the kind, as in the addresses of the API."""

    def expression(self, prefix):
        return NAME


class FormerAddress(Text):
    """The address in the API at which it last stood."""

    def expression(self, prefix):
        return RawSQL(
            f"%s || '{API_ROOT}/' || ({_name_sql()}) || '/' || coalesce(nullif(slug, ''), public_id) || '/'", [BASE]
        )


def _name_sql():
    cases = " ".join(f"WHEN '{table}' THEN '{name}'" for name, table in KINDS.items())
    return f"CASE source {cases} END"


def _merges():
    """Who became part of whom, as SQL of (absorbed, survivor), public ids."""
    parts = [f"SELECT absorbed, survivor FROM ({withheld.merged}) log"]
    for kind in LISTED:
        if former := kind.beside("former_ids"):
            parts.append(
                f"SELECT f.public_id, t.public_id FROM {former._meta.db_table} f"
                f" JOIN {kind.model._meta.db_table} t ON t.id = f.record_id"
            )
    return " UNION ALL ".join(parts)


def _public():
    """What is public now, as SQL of (kind, public_id, key)."""
    return " UNION ALL ".join(
        f"SELECT '{kind.name}', t.public_id, t.{kind.key} FROM {kind.model._meta.db_table} t"
        f" WHERE t.id IN ({withheld.public_now(kind.model)})"
        for kind in LISTED
    )


@extend_schema_field(
    {
        "type": "object",
        "properties": {
            "kind": {"type": "string"},
            "id": {"type": "string"},
            "url": {"type": "string", "format": "uri"},
        },
        "required": ["kind", "id", "url"],
    }
)
class Survivor(Text):
    """The record that it became part of, over however many merges, if that is public."""

    def expression(self, prefix):
        return RawSQL(
            f"""(WITH RECURSIVE merges(absorbed, survivor) AS ({_merges()}), chain(public_id) AS (
                SELECT m.survivor FROM merges m WHERE m.absorbed = lib_removal.public_id
                UNION SELECT m.survivor FROM merges m JOIN chain ON m.absorbed = chain.public_id
            ) SELECT json_build_object('kind', p.kind, 'id', p.public_id,
                'url', %s || '{API_ROOT}/' || p.kind || '/' || p.key || '/')
            FROM chain JOIN ({_public()}) p(kind, public_id, key) ON p.public_id = chain.public_id LIMIT 1)""",
            [BASE],
            output_field=JSONField(),
        )


class RemovalRow(SQLSerializer):
    """A record that was public and is not any more."""

    kind = KindName(choices=[(name, name) for name in KINDS])
    id = Text(source="public_id")
    slug = Text(allow_null=True, help_text="Its last address, of kinds that have slugs.")
    url = FormerAddress(help_text="Where it last stood in this API.")
    change = Choice(
        choices=RemovalKind, source="why", help_text="Whether it was deleted, or withdrawn from the public."
    )
    at = Moment(help_text="When.")
    merged_into = Survivor(allow_null=True, help_text="The record that it became part of, where that is public.")

    class Meta:
        model = Removal


class RemovalFilter(StrictFilterSet):
    """Parameters of the list of removals."""

    orderings = {"-at": "-at", "at": "at"}
    kind = Choices([(name, name) for name in KINDS], method="filter_kind", help_text="Only these kinds of record.")
    change = Choices(RemovalKind, field_name="why", help_text="Only deleted, or only withdrawn ones.")
    since = Since("at", "Gone at or after this moment")

    class Meta:
        model = Removal
        fields = []

    def filter_kind(self, queryset, name, value):
        return queryset.filter(source__in=[KINDS[one] for one in value])


class RemovalResource(Resource):
    """What was public and is not any more: deleted, withdrawn, or merged into another record.

    What was never public is not here; what is public again is not here any more.
    """

    filterset, list_serializer, detail_serializer, key = RemovalFilter, RemovalRow, RemovalRow, "public_id"
    changed = "at"
    entry = staticmethod(atom.removal)
