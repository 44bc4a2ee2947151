"""Finds fields on which the sources of a record disagree with each other or with the record.

One mechanism for all kinds of record and all fields that a citation can support. It compares the meaning of the values
(sources/stated.py): a date or place inside another agrees with it. Values that cannot be compared never disagree.
"""

import functools
from dataclasses import dataclass
from itertools import combinations

from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models

from lib.names import names_of, search_key
from lib.partialdates.fields import PartialDateField
from lib.visibility import Audience, audience_of, may_see
from sources import stated

# Foreign keys to the record that contains a record.
UPWARDS = ("parent", "broader", "country")
# Names for fields whose label is no noun.
NOUNS = {
    "start": "start",
    "end": "end",
    "born": "birth",
    "died": "death",
    "parent": "wider whole",
    "broader": "broader topic",
}


@dataclass(frozen=True)
class Disagreement:
    """A field and the record's own value in words, the citations that disagree, and whether with each other."""

    field: str
    own: str
    citations: list
    among_sources: bool


def mark_disagreements(records, user):
    """Give each record ``disagreements``: a list of Disagreement, empty where all agree.

    Citations and further names must be prefetched. Only citations for foreign keys need statements, a fixed number.
    """
    marked = [(record, _by_field(record)) for record in records]
    others = _Others(marked, user)
    for record, by_field in marked:
        found = (_compare(record, field, cited, others) for field, cited in by_field.items())
        record.disagreements = [one for one in found if one]


def _by_field(record):
    """The citations with comparable values: {field of the record: [citations]}."""
    found = {}
    for citation in record.citations.all():
        if citation.field and citation.value:
            try:
                field = record._meta.get_field(citation.field)
            except FieldDoesNotExist:
                continue
            if _comparison(field):
                found.setdefault(field, []).append(citation)
    return found


def _comparison(field):
    """The comparison for a field; None for prose, URLs and lists."""
    if not field.concrete or not field.editable or field.many_to_many:
        return None
    if field.is_relation:
        return _Records if hasattr(field.related_model, "name_key") else None
    if isinstance(field, PartialDateField):
        return _Dates
    if field.choices or isinstance(field, models.TimeField | models.IntegerField):
        return _Same
    if not isinstance(field, models.CharField) or isinstance(field, models.URLField | models.SlugField):
        return None
    return None if field.name in ("timezone", "language", "publication") else _Words


def _compare(record, field, cited, others):
    own = others.own(record, field)
    how = _comparison(field)(record, field, own, others)
    mine = how.read(own) if own not in (None, "") else None
    read = [(citation, value) for citation in cited if (value := how.read(citation.value)) is not None]
    against = [] if mine is None else [citation for citation, value in read if not how.agree(value, mine)]
    apart = []
    for (one, value), (other, its) in combinations(read, 2):
        # Parts of the record's value: two days of an interval, two halls of one city.
        parts = how.has_parts and mine is not None and one not in against and other not in against
        if one.source_id != other.source_id and not parts and not how.agree(value, its):
            apart += [one, other]
    differing = [citation for citation in cited if citation in against or citation in apart]
    if not differing:
        return None
    noun = NOUNS.get(field.name, str(field.verbose_name))
    return Disagreement(noun, _in_words(record, field, own), differing, bool(apart))


def _in_words(record, field, own):
    if hasattr(own, "words"):
        return own.words()
    if field.choices:
        return record._get_FIELD_display(field)
    if isinstance(own, models.Model):
        return own.name
    return own.strftime("%H:%M") if hasattr(own, "strftime") else own


class _Dates:
    """Partial dates, and dates in a source's words."""

    agree = staticmethod(stated.spans_agree)

    def __init__(self, record, field, own, others):
        self.own = own
        self.has_parts = bool(own) and own.is_interval

    def read(self, value):
        return stated.spans(value, self.own)


class _Same:
    """Times, numbers and members of enumerations, compared for equality."""

    has_parts = False

    def __init__(self, record, field, own, others):
        self.field = field

    def read(self, value):
        if self.field.choices:
            return stated.choice(value, self.field.choices)
        return stated.clock(value) if isinstance(self.field, models.TimeField) else stated.number(value)

    @staticmethod
    def agree(one, other):
        return one == other


class _Words:
    """Short texts: names, posts, billings, addresses. Any name of the record counts as its name."""

    has_parts = False
    agree = staticmethod(stated.words_agree)

    def __init__(self, record, field, own, others):
        named = own and field.name == "name" and hasattr(record, "names")
        self.own, self.called = own, [name.text for name in record.names.all()] if named else []

    def read(self, value):
        if any(stated.words_agree(value, name) for name in self.called):
            return self.own
        return value if search_key(value) else None


@dataclass(frozen=True)
class _Named:
    """All names of a record, and those of the records that contain it."""

    names: list
    above: list = ()


class _Records:
    """Named records: the same, or one inside the other."""

    has_parts = True

    def __init__(self, record, field, own, others):
        self.model, self.others = field.related_model, others

    def read(self, value):
        if isinstance(value, models.Model):
            return self.others.named(value)
        # “An undisclosed location” names no place.
        return self.others.found(self.model, value) if value != value.lower() else None

    @classmethod
    def agree(cls, one, other):
        alike = any(stated.much_in_common(mine, its) for mine in one.names for its in other.names)
        ways = ((one, other), (other, one))
        return alike or any(cls._inside(*way) or cls._the_same_there(*way) for way in ways)

    @staticmethod
    def _inside(one, other):
        leading = [set(stated.words(stated.leading(name))) for name in other.names]
        return any(set(stated.words(above)) <= names for above in one.above for names in leading)

    @staticmethod
    def _the_same_there(one, other):
        """Whether ``other`` is a short name of ``one`` with its location: “Palace, Minsk” for the Palace of Nations in Minsk."""
        above = [set(stated.words(name)) for name in one.above]
        for first, within in map(stated.named_within, other.names):
            there = within and all(set(stated.words(part)) in above for part in within)
            if there and any(stated.much_in_common(first, name) for name in one.names):
                return True
        return False


@functools.cache
def _named_sql(model, audience):
    """SQL for records of a model by ids or name keys, each with the records that contain it.

    Rows of (start, id, name, publication, further names, own name's key, further names' keys): each matching record and
    those above it, up to the first hidden one; the keys are those that matched.
    """
    table, names = model._meta.db_table, names_of(model)._meta.db_table
    columns = [f"t.{field.column}" for field in model._meta.concrete_fields if field.name in UPWARDS]
    seen = "" if audience is Audience.EDITORS else "AND {}.publication = 'published'"
    up = (
        f"""UNION SELECT above.start, u.id FROM above JOIN {table} t ON t.id = above.id
        JOIN {table} u ON u.id IN ({", ".join(columns)}) {seen.format("u")}"""
        if columns
        else ""
    )
    return f"""WITH RECURSIVE called(id, key, own) AS (
            SELECT t.id, t.name_key, true FROM {table} t WHERE t.name_key = ANY(%(keys)s::text[]) {seen.format("t")}
            UNION ALL
            SELECT n.record_id, n.key, false FROM {names} n JOIN {table} t ON t.id = n.record_id
            WHERE n.key = ANY(%(keys)s::text[]) {seen.format("t")}
        ), above(start, id) AS (
            SELECT id, id FROM (SELECT unnest(%(pks)s::bigint[]) AS id UNION SELECT id FROM called) start {up}
        )
        SELECT a.start, t.id, t.name, t.publication, ARRAY(SELECT n.text FROM {names} n WHERE n.record_id = t.id ORDER BY n.id),
            ARRAY(SELECT c.key FROM called c WHERE c.id = a.start AND c.own),
            ARRAY(SELECT c.key FROM called c WHERE c.id = a.start AND NOT c.own)
        FROM above a JOIN {table} t ON t.id = a.id ORDER BY a.start, t.id"""


class _Others:
    """The records behind cited foreign keys, with their names and those above them, read together."""

    def __init__(self, marked, user):
        self.user, self._records, self._named, self._found = user, {}, {}, {}
        wanted = {}
        for record, by_field in marked:
            for field, cited in by_field.items():
                if field.is_relation:
                    pks, texts = wanted.setdefault(field.related_model, (set(), set()))
                    pks.add(getattr(record, field.attname))
                    texts.update(citation.value for citation in cited)
        for model, (pks, texts) in wanted.items():
            self._read(model, pks - {None}, texts)

    def _read(self, model, pks, texts):
        """Read all needed records of a model in one statement, by id or name."""
        keys = {search_key(text) for text in texts} | {search_key(stated.leading(text)) for text in texts}
        values = {"pks": list(pks), "keys": sorted(keys - {""})}
        with connection.cursor() as cursor:
            cursor.execute(_named_sql(model, audience_of(self.user)), values)
            rows = cursor.fetchall()
        called = {pk: [name, *further] for _, pk, name, _, further, _, _ in rows}
        # The first of several records with a name counts; main names take precedence over further names.
        above, by_own, by_further = {}, {}, {}
        for start, pk, name, publication, _, own, further in rows:
            above.setdefault(start, []).extend([] if pk == start else called[pk])
            if pk == start:
                self._records[model, pk] = model(pk=pk, name=name, publication=publication)
                by_own = dict.fromkeys(own, pk) | by_own
                by_further = dict.fromkeys(further, pk) | by_further
        for start, names in above.items():
            self._named[model, start] = _Named(called[start], names)
        self._found |= {(model, key): self._named[model, pk] for key, pk in (by_further | by_own).items()}

    def own(self, record, field):
        """The record's effective value of a field; None for another record that the reader may not see."""
        if field.is_relation:
            other = self._records.get((field.related_model, getattr(record, field.attname)))
            return other if may_see(other, self.user) else None
        own = getattr(record, field.name)
        return getattr(record, "effective_date", None) if own is None and field.name == "date" else own

    def named(self, record):
        """All names of a record, with those of the records that contain it."""
        return self._named[type(record), record.pk]

    def found(self, model, text):
        """The record that a text names, else the text itself."""
        for words in (text, stated.leading(text)):
            if named := self._found.get((model, search_key(words))):
                return _Named([text, *named.names], named.above)
        return _Named([text])
