"""The format of record files: its kinds, their keys, and the columns behind them.

What a key holds (text, number, partial date, time, one of a list, a reference) follows
from the model's field, so the format cannot say anything else than the model.
docs/records.md describes it for people; a test holds the two together.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db import models

from experts.models import Appointment, Expert, Organisation
from lib.partialdates.fields import PartialDateField
from sources.models import Place, Source
from summits.models import Event, EventLink, Outcome, Panel, Participation, Position
from topics.models import Topic

PUBLISHED = "published"


@dataclass(frozen=True)
class Key:
    """One key of a record or of a row below it."""

    name: str
    field: models.Field

    @cached_property
    def holds(self):
        """``reference``, ``date``, ``time``, ``number``, ``choice`` or ``text``."""
        if isinstance(self.field, models.ForeignKey):
            return "reference"
        if isinstance(self.field, PartialDateField):
            return "date"
        if isinstance(self.field, models.TimeField):
            return "time"
        if isinstance(self.field, models.IntegerField):
            return "number"
        return "choice" if self.field.choices else "text"

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
        if self.name == "publication":
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
class Rows:
    """A list below a record: its names, citations, topics. In comparisons it counts as one field."""

    name: str
    model: type
    owner: str  # the foreign key to the record
    keys: dict
    plain: bool  # entries are slugs or ids, not mappings


class Kind:
    """A kind of record: its model, how it is addressed, its keys and its lists."""

    def __init__(self, name, model, address, keys, rows=(), citations=True):
        self.name = name
        self.model = model
        self.address = address
        self.id_key = "slug" if address == "slug" else "id"
        self.keys = {key.name: key for key in _keys(model, keys + " publication")}
        if citations:
            rows = [*rows, CITATIONS]
        self.rows = {row.name: row for row in (_rows(model, *row) for row in rows)}

    def __repr__(self):
        return f"<Kind {self.name}>"

    @cached_property
    def former(self):
        """The table of former slugs, or None."""
        return self.model._meta.get_field("former_slugs").related_model if self.address == "slug" else None

    def order(self):
        """All keys that a record of this kind may have, in the order of the documentation."""
        return [self.id_key, *self.keys, *self.rows]

    def cited_field(self, key):
        """The model's name of a field that a citation names as the files do (``from`` → ``from_event``)."""
        if key in self.keys:
            return self.keys[key].field.name
        return RENAMED.get((self.name, key), key)


# Lists: name in the file, relation of the model, keys; plain lists hold slugs or ids.
NAMES = ("names", "names", "text language script kind period")
IDENTIFIERS = ("identifiers", "identifiers", "scheme value")
CITATIONS = ("citations", "citations", "source paragraph sentence locator field value note attested_on")
# What the files call otherwise than the models' many-to-many fields.
RENAMED = {("positions", "about"): "about_events"}


def _keys(model, names):
    """Keys from words such as ``name`` or ``from=from_event``; an optional one that the model lacks is left out."""
    for word in names.split():
        name, _, field = word.partition("=")
        if name == "attested_on" and not hasattr(model, name):
            continue
        yield Key(name, model._meta.get_field(field or name))


def _rows(owner, name, relation, keys, plain=False):
    relation = owner._meta.get_field(relation)
    model = relation.related_model
    return Rows(name, model, relation.field.name, {key.name: key for key in _keys(model, keys)}, plain)


# In the order of writing: what a record refers to stands above it or in its own kind.
KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "sources",
            Source,
            "slug",
            "kind title author publisher url published accessed language licence first_words notes",
            [IDENTIFIERS],
            citations=False,
        ),
        Kind("places", Place, "slug", "kind name parent country address", [NAMES, IDENTIFIERS]),
        Kind("topics", Topic, "slug", "name broader definition", [NAMES]),
        Kind(
            "organisations",
            Organisation,
            "slug",
            "kind name parent start end place website",
            [("territories", "territories", "place period"), NAMES, IDENTIFIERS],
        ),
        Kind("experts", Expert, "slug", "name born died notes", [NAMES, IDENTIFIERS]),
        Kind("appointments", Appointment, "public_id", "expert organisation post start end note"),
        Kind(
            "events",
            Event,
            "slug",
            "kind name status date start_time end_time timezone place summary website",
            [("topics", "event_topics", "topic", True), NAMES, IDENTIFIERS],
        ),
        Kind("panels", Panel, "public_id", "event title number date summary"),
        Kind(
            "participations",
            Participation,
            "public_id",
            "event panel expert organisation role billing name_as_printed on_behalf_of attendance order",
            [("appointments", "resolved", "appointment", True)],
        ),
        Kind(
            "positions",
            Position,
            "public_id",
            "event panel kind summary quotation attribution basis verb date order in_reply_to",
            [
                ("holders", "holders", "expert organisation name_as_printed"),
                ("endorsers", "endorsers", "expert organisation"),
                ("topics", "position_topics", "topic stance"),
                ("about", "position_events", "event stance"),
            ],
        ),
        Kind(
            "outcomes",
            Outcome,
            "public_id",
            "event kind title summary status date",
            [
                ("parties", "parties", "expert organisation"),
                ("later_events", "later_events", "event relation"),
            ],
        ),
        Kind("links", EventLink, "public_id", "from=from_event to=to_event kind note"),
    )
}
KIND_OF = {kind.model: kind for kind in KINDS.values()}
