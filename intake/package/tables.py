"""The tables of a data package: one for each kind of record, one for each list beside it. From the format of record files."""

from dataclasses import dataclass

from django.db.models import Q

from intake.records.format import CITED, KINDS, PUBLICATION, FileKind, FileList
from intake.records.state import plain
from lib.visibility import Audience

CHUNK = 2000
NUMBER = "row"
_TYPES = {"number": "integer", "decimal": "number", "flag": "boolean", "time": "time"}
_WORDS = {
    "date": "Partial date, e.g. 2021-06-16, 2021-06, 2021~ (about), 2021? (uncertain), 2009/2012, 2012/.. (goes on)."
}
# What citations call the record's fields in files, by kind and the model's name.
_CITED = {(kind, name): key for (kind, key), name in CITED.items()}


@dataclass(frozen=True)
class Table:
    """A table: of the records of a kind, or (``rows``) of a list beside them, whose column ``record`` names the record."""

    kind: FileKind
    rows: FileList | None = None
    drafts: bool = False

    @property
    def name(self):
        """Its name, and that of its file."""
        words = [self.kind.name, self.rows.name] if self.rows else [self.kind.name]
        return "-".join(words).replace("_", "-")

    @property
    def path(self):
        """Where it stands in the package."""
        return f"data/{self.name}.csv"

    @property
    def keys(self):
        """What its columns hold, behind those that say which row it is: {name: FileKey}."""
        if self.rows:
            return self.rows.keys
        return {name: key for name, key in self.kind.keys.items() if self.drafts or name != PUBLICATION}

    @property
    def headings(self):
        """The names of all its columns."""
        return [*(("record", NUMBER) if self.rows else (self.kind.id_key,)), *self.keys]

    def schema(self):
        """The description of its columns and keys, as a Table Schema."""
        own = {"type": "string", "constraints": {"required": True}}
        if self.rows:
            fields = [{"name": "record", **own}, {"name": NUMBER, "type": "integer", "constraints": {"required": True}}]
            foreign = [_foreign("record", self.kind)]
            primary = ["record", NUMBER]
        else:
            fields = [{"name": self.kind.id_key, **own, "constraints": {"required": True, "unique": True}}]
            foreign, primary = [], [self.kind.id_key]
        for name, key in self.keys.items():
            fields.append(_field(name, key))
            if key.holds == "reference":
                foreign.append(_foreign(name, key.refers, own=not self.rows and key.refers is self.kind))
        found = {"fields": fields, "missingValues": [""], "primaryKey": primary}
        return {**found, "foreignKeys": foreign} if foreign else found

    def content(self, seen):
        """Its rows as lists of texts. ``seen`` gives the addresses of the records in the package by kind, None for all."""
        references = {name: key.refers.name for name, key in self.keys.items() if key.holds == "reference"}
        keys = list(self.keys.values())
        number, last = 0, None
        for first, *values in self._read(keys):
            said = dict(zip(self.keys, map(plain, values), strict=True))
            if seen is not None:
                hidden = [n for n, kind in references.items() if said[n] is not None and said[n] not in seen[kind]]
                if any(self.keys[name].required for name in hidden):
                    continue
                said.update(dict.fromkeys(hidden))
            if self.rows:
                number, last = (number + 1 if first == last else 1), first
                if self.rows.name == "citations":
                    said["field"] = cited_name(self.kind, said["field"])
                yield [first, str(number), *(_text(self.keys[name], value) for name, value in said.items())]
            else:
                yield [first, *(_text(self.keys[name], value) for name, value in said.items())]

    def _read(self, keys):
        columns = [key.column for key in keys]
        audience = Audience.EDITORS if self.drafts else Audience.PUBLIC
        records = self.kind.model.objects.visible_to(audience)
        if not self.rows:
            found = records.order_by("pk").values_list(self.kind.address, *columns)
        else:
            found = self.rows.model.objects.filter(**{f"{self.rows.owner}__in": records.order_by().values("pk")})
            public = getattr(found, "public", None)
            if public and not self.drafts:
                found = found.filter(public() or Q())
            owner = f"{self.rows.owner}__{self.kind.address}"
            found = found.order_by(f"{self.rows.owner}_id", "pk").values_list(owner, *columns)
        return found.iterator(chunk_size=CHUNK)


def tables(drafts=False):
    """All tables, those first that others refer to."""
    return [
        table
        for kind in KINDS.values()
        for table in (Table(kind, None, drafts), *(Table(kind, rows, drafts) for rows in kind.rows.values()))
    ]


def addresses(drafts):
    """The addresses of the records that the public sees, by kind; None where drafts are in the package as well."""
    if drafts:
        return None
    return {
        kind.name: set(kind.model.objects.visible_to(Audience.PUBLIC).values_list(kind.address, flat=True))
        for kind in KINDS.values()
    }


def cited_name(kind, field):
    """What files call the field that a citation names."""
    named = next((name for name, key in kind.keys.items() if key.field.name == field), field)
    return _CITED.get((kind.name, named), named)


def _foreign(column, kind, own=False):
    return {"fields": [column], "reference": {"resource": "" if own else kind.name, "fields": [kind.id_key]}}


def _field(name, key):
    found = {"name": name, "type": _TYPES.get(key.holds, "string")}
    words = " ".join(filter(None, [str(key.field.help_text or ""), _WORDS.get(key.holds, "")]))
    if words:
        found["description"] = words
    constraints = {"required": True} if key.required else {}
    if key.holds == "choice":
        constraints["enum"] = key.allowed
    return {**found, "constraints": constraints} if constraints else found


def _text(key, value):
    if value is None:
        return ""
    if key.holds == "flag":
        return "true" if value else "false"
    if key.holds == "time":
        return value if value.count(":") == 2 else f"{value}:00"
    return str(value)
