"""Settles the fields of the two records: the choices and the resulting values."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, TextField

from lib.addresses import Publication
from lib.fields import content_fields
from lib.names import search_key
from lib.references import companions

SURVIVOR, ABSORBED, BOTH = "survivor", "absorbed", "both"


@dataclass
class FieldChoice:
    """A field in which the two records differ.

    ``mine`` and ``theirs`` are the column values of survivor and absorbed, ``words`` the text for each possible choice;
    ``filled``: the survivor's field is empty.
    """

    field: object
    mine: object
    theirs: object
    chosen: str
    filled: bool
    words: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)

    @property
    def name(self):
        """The field's name."""
        return self.field.name

    @property
    def label(self):
        """The field's name in words."""
        return str(self.field.verbose_name)

    @property
    def value(self):
        """The chosen column value."""
        if self.chosen == BOTH:
            return f"{self.mine}\n\n{self.theirs}"
        return self.mine if self.chosen == SURVIVOR else self.theirs


def is_empty(value):
    """Whether a column is empty."""
    return value is None or value == ""


def differences(kind, mine, theirs, choices):
    """The FieldChoices of two rows ({column: value}), as chosen (``choices``: {name: choice}) or by default.

    By default the survivor's value is kept, or the other's if it is empty; for publication, published. A reference
    between the two counts as empty. Raises ValidationError for an invalid choice.
    """
    pair = {mine["id"], theirs["id"]}
    found = []
    for one in content_fields(kind.model):
        inside = isinstance(one, ForeignKey) and one.remote_field.model is kind.model
        a, b = (None if inside and row[one.column] in pair else row[one.column] for row in (mine, theirs))
        if a == b or (is_empty(a) and is_empty(b)):
            continue
        filled = is_empty(a)
        open_choices = [SURVIVOR, ABSORBED]
        if isinstance(one, TextField) and not filled and not is_empty(b):
            open_choices.append(BOTH)
        # Nothing that readers see disappears by default.
        hidden = one.name == "publication" and b == Publication.PUBLISHED
        chosen = choices.get(one.name) or (ABSORBED if filled or hidden else SURVIVOR)
        if chosen not in open_choices:
            raise ValidationError({one.name: f"“{chosen}” is not one of the choices: {', '.join(open_choices)}."})
        choice = FieldChoice(one, a, b, chosen, filled, dict.fromkeys(open_choices, ""))
        found.append(choice)
    _describe(found)
    return found


def _describe(choices):
    """Fill in the words of all values; one statement per referenced model."""
    wanted = {}
    for choice in choices:
        if isinstance(choice.field, ForeignKey):
            target = choice.field.remote_field.model
            wanted.setdefault(target, set()).update({choice.mine, choice.theirs} - {None})
    known = {target: target._base_manager.in_bulk(pks) for target, pks in wanted.items()}
    for choice in choices:
        for name in choice.words:
            if name == BOTH:
                choice.words[name] = "both texts, one after the other"
                continue
            value = choice.mine if name == SURVIVOR else choice.theirs
            choice.words[name] = value_words(choice.field, value, known)


def value_words(field, value, known):
    """A column's value as a page shows it; ``known``: {model: {pk: record}} for foreign keys."""
    if is_empty(value):
        return "(nothing)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, ForeignKey):
        return str(known.get(field.remote_field.model, {}).get(value, f"number {value}"))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def new_values(kind, mine, choices):
    """What changes on the survivor: ({column: before}, {column: after}).

    A reference of the survivor to the absorbed record is removed.
    """
    after = {}
    for choice in choices:
        after[choice.field.column] = choice.value
        for column in companions(kind.model, choice.field):
            after[column] = search_key(choice.value)
    return {c: mine[c] for c in after if after[c] != mine[c]}, {c: v for c, v in after.items() if v != mine[c]}


def cleared_self_references(kind, mine, theirs, choices):
    """Columns of the survivor that refer to the absorbed record and get no other value: {column: None}."""
    chosen = {choice.field.column for choice in choices}
    return {
        f.column: None
        for f in content_fields(kind.model)
        if isinstance(f, ForeignKey) and f.remote_field.model is kind.model
        and f.column not in chosen and mine[f.column] in (mine["id"], theirs["id"])
    }  # fmt: skip


def check(kind, survivor_id, after):
    """Validate the survivor with its new values ({column: value}); raises ValidationError keyed by field."""
    record = kind.model._base_manager.get(pk=survivor_id)
    for one in content_fields(kind.model):
        if one.column in after:
            setattr(record, one.attname, one.to_python(after[one.column]))
    record.full_clean(exclude=["slug", "public_id"])
