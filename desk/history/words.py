"""Values and rows of the history in words; names are read by one statement per model."""

from collections import defaultdict

from django.db.models import ForeignKey

from desk.merge.fields import is_empty, value_words
from desk.merge.steps import describe
from lib.names import SearchKeyField
from lib.partialdates.core import stored
from lib.partialdates.fields import PartialDateField
from lib.references import stored_fields
from lib.rows import title


def compared(model):
    """The fields whose differences are shown: all except primary and search keys."""
    return [f for f in stored_fields(model) if not f.primary_key and not isinstance(f, SearchKeyField)]


class Names:
    """The names of referenced records: collected first, then read together; deleted ones as they last were."""

    def __init__(self):
        self._wanted = defaultdict(set)
        self._known = {}

    def want(self, model, row):
        """Collect the records that a row (a dict by column) refers to."""
        for field in model._meta.local_concrete_fields:
            if isinstance(field, ForeignKey) and (row or {}).get(field.column) is not None:
                self._wanted[field.remote_field.model].add(row[field.column])

    def load(self):
        """Read the names: a constant number of statements per model."""
        for model, pks in list(self._wanted.items()):
            self._known[model] = describe(model, pks) if pks else {}

    def value(self, field, value):
        """A value as a page shows it."""
        if isinstance(field, ForeignKey) and not is_empty(value):
            known = self._known.get(field.remote_field.model, {}).get(value)
            return known or f"{field.remote_field.model._meta.verbose_name} no. {value} (no longer on record)"
        if isinstance(field, PartialDateField) and not is_empty(value):
            return stored(str(value)).words()
        return value_words(field, value, {})

    def row(self, model, row, besides=()):
        """A row in a few words: its title, or the records that it refers to."""
        if text := title(row):
            return text if len(text) <= 90 else text[:89].rstrip() + "…"
        said = [
            self.value(f, row[f.column])
            for f in model._meta.local_concrete_fields
            if isinstance(f, ForeignKey) and row.get(f.column) is not None and f.remote_field.model not in besides
        ]
        return ", ".join(said) or f"no. {row['id']}"


def differences(model, before, after, names):
    """The differing fields of two rows (dicts by column, or None): [{field, label, before, after, …}]."""
    found = []
    for field in compared(model):
        old, new = (before or {}).get(field.column), (after or {}).get(field.column)
        if old == new or (is_empty(old) and is_empty(new)):
            continue
        label = str(field.verbose_name)
        told = {"before": names.value(field, old), "after": names.value(field, new)}
        told |= {
            "had": not is_empty(old),
            "has": not is_empty(new),
            "named": _named(label),
            "left": _left(field, old, new),
        }
        found.append({"field": field, "label": label[:1].upper() + label[1:], **told})
    return found


def _named(label):
    """A field within a sentence: “the date”, but “from” in quotation marks."""
    return f"“{label}”" if label in _PREPOSITIONS else f"the {label}"


_PREPOSITIONS = {"from", "to", "inside", "on behalf of"}


def _left(field, old, new):
    """The first of two dates of the same year, without the year: from “16 June” to “17 June 2021”; else ""."""
    if not isinstance(field, PartialDateField) or is_empty(old) or is_empty(new):
        return ""
    before, after = stored(str(old)), stored(str(new))
    same = before.precision == after.precision == "day" and before.earliest.year == after.earliest.year
    return before.words().removesuffix(f" {before.earliest.year}") if same else ""
