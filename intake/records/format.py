"""The format of record files: its kinds, their keys, and the columns behind them.

Kinds, and what they call otherwise than their models, stand in register/kinds.py. The keys are the
fields of the model, and what a key holds (text, number, partial date, time, one of a list, a
reference) follows from its field, so the format cannot say anything else than the model.
docs/records.md describes it for people; a test holds the two together.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db import models

from lib.fields import content_fields, holds
from register import kinds as register

PUBLICATION, PUBLISHED = "publication", "published"


@dataclass(frozen=True)
class FileKey:
    """One key of a record or of a row below it."""

    name: str
    field: models.Field

    @cached_property
    def holds(self):
        """``reference``, ``date``, ``time``, ``number``, ``decimal``, ``flag``, ``choice`` or ``text``."""
        return holds(self.field).removeprefix("long ")

    @cached_property
    def refers(self):
        """The kind of record that a reference names."""
        return KIND_OF[self.field.related_model]

    @cached_property
    def allowed(self):
        """The values of a choice."""
        return [value for value, _ in self.field.choices]

    @cached_property
    def required(self):
        """Whether a record is nothing without it."""
        return not (self.field.blank or self.field.null or self.field.has_default())

    @cached_property
    def left_out(self):
        """The value where the file does not have the key."""
        if self.name == PUBLICATION:
            return PUBLISHED
        if self.field.has_default():
            default = self.field.get_default()
            return str(default) if self.holds == "choice" else default
        return "" if self.holds in ("text", "choice") else None

    @cached_property
    def column(self):
        """The look-up that gives the value in the database; of a reference, the target's slug or id."""
        return f"{self.field.name}__{self.refers.address}" if self.holds == "reference" else self.field.name


@dataclass(frozen=True)
class FileList:
    """A list below a record: its names, citations, topics. In comparisons it counts as one field."""

    name: str
    model: type
    owner: str  # the foreign key to the record
    keys: dict

    @property
    def plain(self):
        """Whether its entries are slugs or ids, not mappings: there is nothing else to say."""
        return [key.holds for key in self.keys.values()] == ["reference"]


class FileKind:
    """A kind of record as files have it: how it is addressed, its keys and its lists; from its entry in the register."""

    def __init__(self, kind):
        self.name = kind.name
        self.model = kind.model
        self.address = kind.key
        self.id_key = "slug" if kind.alone else "id"
        self.title = kind.title
        self.keys = _keys(kind.model, kind.keys, {*kind.not_in_files, PUBLICATION})
        self.keys[PUBLICATION] = FileKey(PUBLICATION, kind.model._meta.get_field(PUBLICATION))
        lists = [*kind.lists.split(), *filter(kind.beside, ("names", "identifiers", "citations"))]
        self.rows = {rows.name: rows for rows in (_rows(kind.model, word) for word in lists)}
        self.former = kind.beside("former_slugs")

    def __repr__(self):
        return f"<FileKind {self.name}>"

    def order(self):
        """All keys that a record of this kind may have, in the order of the documentation."""
        return [self.id_key, *self.keys, *self.rows]

    def cited_field(self, key):
        """The model's name of a field that a citation names as the files do (``from`` → ``from_event``)."""
        if key in self.keys:
            return self.keys[key].field.name
        return CITED.get((self.name, key), key)

    def stored(self, rows, row):
        """A row of a list as it is stored: an identifier as its scheme writes it, a citation's field by its model's name."""
        if rows.name == "identifiers":
            return row | {"value": rows.model.plain(row["scheme"], row["value"])}
        return row | {"field": self.cited_field(row["field"])} if rows.name == "citations" else row


# What citations call otherwise than the files do their lists.
CITED = {("positions", "about"): "about_events"}


def _keys(model, order, without):
    """The keys of a model, {name: FileKey}: all fields that say something but ``without``, in an order such as ``"a b=c *"``."""
    fields = {field.name: field for field in content_fields(model) if field.name not in without}
    words = [_called(word) for word in order.split()]
    others = fields.keys() - {field for _, field in words}
    found = {}
    for name, field in words:
        pairs = [(other, other) for other in fields if other in others] if field == "*" else [(name, field)]
        found.update((key, FileKey(key, fields[own])) for key, own in pairs)
    return found


def _rows(owner, word):
    """The list that a word names: ``names``, or ``topics=event_topics`` where it is called otherwise than the relation."""
    name, relation = _called(word)
    relation = owner._meta.get_field(relation)
    model, key = relation.related_model, relation.field.name
    return FileList(name, model, key, _keys(model, "*", {key}))


def _called(word):
    """(name in files, name in the model) of a word such as ``date`` or ``from=from_event``."""
    name, _, of_model = word.rpartition("=")
    return name or of_model, of_model


KINDS = {name: FileKind(kind) for name, kind in register.KINDS.items()}
KIND_OF = {kind.model: kind for kind in KINDS.values()}
