"""SQL conditions that Django's lookups do not have."""

from django.db.models import BooleanField, F, Func, Q, Value
from psycopg.sql import Literal


class IsAmong(Func):
    """``column = ANY(ids)``: one array parameter, however many ids."""

    template = "%(expressions)s"
    arg_joiner = " = ANY "
    type = "bigint"
    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler, connection, **extra):
        (column, values), (ids, more) = (compiler.compile(one) for one in self.source_expressions)
        return f"{column} = ANY({ids}::{self.type}[])", [*values, *more]


class IsAmongTexts(IsAmong):
    """The same of texts."""

    type = "text"


def among(column, ids):
    """The condition (Q) that ``column`` is one of ``ids``: a list of ids, an array's text or a placeholder for one."""
    # The cast gives the type; an ArrayField would go through each of the ids in Python.
    return Q(IsAmong(F(column), Value(ids if isinstance(ids, str) else list(ids))))


def among_texts(column, texts):
    """The condition (Q) that ``column`` is one of many texts; ``__in`` takes seconds for tens of thousands."""
    return Q(IsAmongTexts(F(column), Value(list(texts))))


class IsBeside(Func):
    """``pk IN (SELECT owner FROM rows WHERE column = ANY(values) AND ...)``: rows beside a record."""

    template = "%(expressions)s"
    output_field = BooleanField()
    conditional = True

    def __init__(self, pk, model=None, owner=None, columns=None, public=None, **extra):
        super().__init__(pk, **extra)
        self.model, self.owner, self.columns, self.public = model, owner, columns, public

    def as_sql(self, compiler, connection, **extra):
        pk, params = compiler.compile(self.source_expressions[0])
        get, quote = self.model._meta.get_field, connection.ops.quote_name
        tests = [
            f"r.{quote(get(name).column)} = ANY(%s::{'bigint' if get(name).remote_field else 'text'}[])"
            for name in self.columns
        ]
        if self.public:
            named = quote(get(self.public).related_model._meta.db_table)
            tests.append(
                f"r.{quote(get(self.public).column)} IN (SELECT n.id FROM {named} n WHERE n.publication = 'published')"
            )
        owner, table = quote(get(self.owner).column), quote(self.model._meta.db_table)
        sql = f"{pk} IN (SELECT r.{owner} FROM {table} r WHERE {' AND '.join(tests)})"
        return sql, [*params, *self.columns.values()]


def beside(model, owner, public=None, **columns):
    """The condition (Q) that a row of ``model`` names the record as its ``owner``, with these values.

    ``columns`` gives for each foreign key a list of ids or an array's text, for each text column a
    list of texts. ``public`` names a foreign key whose record must be published (for a reader who
    did not name that record, and may not learn of a draft). It says what a subquery by ``filter``
    and ``values`` says, put together in a fifth of the time.
    """
    return Q(IsBeside(F("pk"), model, owner, columns, public))


class RowCompare(Func):
    """``(key, id) < (value, id)`` (or ``>``): the rows behind a place in the order."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, *expressions, operator, **extra):
        super().__init__(*expressions, **extra)
        self.operator = operator

    def as_sql(self, compiler, connection, **extra):
        parts, params = [], []
        for expression in self.source_expressions:
            sql, values = compiler.compile(expression)
            parts.append(sql)
            params.extend(values)
        half = len(parts) // 2
        return f"({', '.join(parts[:half])}) {self.operator} ({', '.join(parts[half:])})", params


def fixed(sql, params, holes):
    """A compiled statement with its values written into the text, so that it can be prepared.

    ``holes`` says what stands for the values that only a request knows: {the
    parameter that marks it: ``"%(name)s::type"``}.
    """
    parts = [holes.get(p) if isinstance(p, str) else None for p in params]
    texts = [part or Literal(p).as_string().replace("%", "%%") for part, p in zip(parts, params, strict=True)]
    return sql.replace("%%", "%%%%") % tuple(texts)


def sql_of(rows, *columns):
    """A query of these columns as (SQL, values)."""
    sql, values = rows.order_by().values_list(*columns).query.sql_with_params()
    return sql, list(values)
