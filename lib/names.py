"""Names by language, script and kind, and search keys that match them in any script."""

import functools
import itertools
import operator
import re
import unicodedata

from anyascii import anyascii
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import F, FloatField, Func, Q, Value
from django.db.models.functions import Cast, Greatest
from django.db.models.lookups import Contains, Regex
from django.utils.translation import gettext_noop

from lib.choices import choices_constraint
from lib.partialdates.fields import PartialDateField, bound

# The maximum length of a name. One character can become many letters (﷽ becomes 28), and a search compares all.
LONGEST_KEY = 300


def search_key(text):
    """The form in which names are compared and sorted: ASCII, lower case, words only.

    ``Лукьянов`` and ``Lukyanov`` both give ``lukyanov``. Apostrophes (including the soft sign)
    are removed, ``&`` becomes “and”, and other characters become a single space. It is at most as
    long as a name may be.
    """
    plain = re.sub(r"['’ʼ`]", "", anyascii(text or "").lower()).replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()[:LONGEST_KEY].rstrip()


def slug_of(name):
    """The slug for a name; "" if it has no letter or digit."""
    return search_key(name).replace(" ", "-")[:120].strip("-")


def says_no_more(text, name):
    """Whether ``text`` equals ``name`` apart from case, blanks and punctuation, or is the same without accents.

    It is not symmetric: “Élise” adds a spelling to “Elise”. Another script is always an addition.
    """
    return search_key(text) == search_key(name) and _letters(text) in (_letters(name), _letters(_unaccented(name)))


def same_letters(one, other):
    """Whether two texts are equal apart from case, blanks, punctuation and accents."""
    return _letters(_unaccented(one)) == _letters(_unaccented(other))


def _letters(text):
    plain = unicodedata.normalize("NFKC", text).replace("&", "and").casefold()
    # Combining marks are kept, since vowels of many scripts are marks. Between digits, punctuation separates numbers.
    parts = re.split(r"(?<=\d)\W+(?=\d)", plain)
    return " ".join("".join(sign for sign in part if unicodedata.category(sign)[0] in "LMN") for part in parts)


def _unaccented(text):
    return re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))


# Letters that may be written as two: Böhm is Boehm, Đorđević is Djordjevic.
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa", "Đ": "Dj"}
)
# Letters after which “ue” is not an ü: Bauer, Neuer, Queen.
_WRITTEN = re.compile("ae|oe|(?<![aeq])ue|aa|dj")
_LETTERS = re.compile(f"[{''.join(map(chr, _WRITTEN_OUT))}]")
# The number of such pairs in a text that are read both ways independently, which gives eight spellings.
_MOST_PAIRS = 3
# British and American spellings of words in the names of organisations.
_BRITISH = {
    "centre": "center", "defence": "defense", "labour": "labor", "organisation": "organization",
    "programme": "program", "theatre": "theater",
}  # fmt: skip
_OTHER_SPELLING = _BRITISH | {american: british for british, american in _BRITISH.items()}


def _other_way(letters):
    """Umlauts written out, and pairs as single letters."""
    return letters[0] if len(letters) == 2 else letters.translate(_WRITTEN_OUT)


def spelt(text):
    """The spellings of a text: as it is, with umlauts written out, and with possible pairs as single letters.

    First all together, then the first few independently: in “Duesseldorf poet” one pair is an umlaut, the other is not;
    “Böhm-Mueller” may be on record as “Boehm-Müller”.
    """
    text = unicodedata.normalize("NFC", text)
    written_out = text.translate(_WRITTEN_OUT)
    single = _WRITTEN.sub(lambda match: match[0][0], text.lower())
    parts = re.split(f"({_WRITTEN.pattern}|{_LETTERS.pattern})", text.lower(), maxsplit=_MOST_PAIRS)
    ways = ((part, _other_way(part)) if place % 2 else (part,) for place, part in enumerate(parts))
    return text, written_out, single, *map("".join, itertools.product(*ways))


def search_keys(text):
    """The search keys of the spellings of a name, its own first."""
    key = search_key(text)
    american = " ".join(_OTHER_SPELLING.get(word, word) for word in key.split())
    # In other scripts, pairs only come from the transliteration: Михаэль is mikhael.
    keys = [key, american, _WRITTEN.sub(lambda match: match[0][0], key), *map(search_key, spelt(text or ""))]
    return [one for one in dict.fromkeys(keys) if one]


# Words after a surname that are not part of it.
_BEHIND = {"jr", "sr", "ii", "iii", "iv"}


def last_name(name):
    """The last word of a person's name, for lack of space: ``Shannon`` of Thomas A. Shannon Jr."""
    words = name.split()
    return next((word.rstrip(",") for word in reversed(words) if word.strip(".,").lower() not in _BEHIND), name)


def in_any_order(key):
    """The search key of a person's name with its words in any order, its own first: ``lavrov sergei``, ``sergei lavrov``.

    With more than four words, only rotations are returned, as when the surname comes first.
    """
    words = key.split()
    if len(words) <= 4:
        return list(dict.fromkeys(map(" ".join, itertools.permutations(words))))
    return list(dict.fromkeys(" ".join(words[place:] + words[:place]) for place in range(len(words))))


# Interchangeable pairs in transliterations: Lukyanov, Lukianov, Lukjanov.
_ALIKE = [("ya", "ia"), ("yu", "iu"), ("ya", "ja"), ("yu", "ju"), ("ye", "ie"), ("u", "ou"), ("kh", "h"), ("ks", "x")]


def spellings(text):
    """The search keys of a name and its usual transliterations, at most a dozen, its own first.

    Trigrams alone miss many: in a short name one such pair changes half of them.
    """
    found = search_keys(text)
    for key in tuple(found):
        for one, other in _ALIKE:
            found += [key.replace(other, one), key.replace(one, other)]
    return list(dict.fromkeys(found))[:12]


def is_short(key):
    """Whether a search key is so short (fewer than four letters) that nearly any name would be similar to it."""
    return len(key.replace(" ", "")) < 4


def names_of(model):
    """The model of further names of a kind of record."""
    return model._meta.get_field("names").related_model


def any_name(model, ways, path="pk"):
    """Condition (Q): the name of the record of ``model`` at ``path``, or a further name, matches one of ``ways``.

    ``ways`` are lookups with values, ``[("contains", "key")]``.
    """
    own, further = Q(), Q()
    for way, value in ways:
        own |= Q(**{f"name_key__{way}": value})
        further |= Q(**{f"key__{way}": value})
    return own_or_further(model, own, further, path)


def own_or_further(model, own, further, path="pk"):
    """Condition (Q): the record of ``model`` at ``path`` meets ``own``, or one of its further names meets ``further``.

    The ids are combined by UNION ALL, so that each table's index is used; an OR across tables
    would use neither.
    """
    ids = model._base_manager.filter(own).order_by().values("pk")
    named = names_of(model)._base_manager.filter(further).order_by().values("record_id")
    return Q(**{f"{path}__in": ids.union(named, all=True)})


def named_exactly(records, keys, *fields):
    """Rows (key, value of each of ``fields``) for each name of ``records`` (a queryset) with one of these search keys.

    Main names come first, then further names, each sorted by the id of the record. Two
    statements, however many keys.
    """
    own = records.filter(name_key__in=keys).order_by("pk").values_list("name_key", *fields)
    further = records.filter(names__key__in=keys).order_by("pk", "names__pk").values_list("names__key", *fields)
    return [*own, *further]


class Folded(models.Func):
    """A text in lower case without accents and apostrophes, with hyphens as blanks, for comparing other texts than names."""

    function = "parley_folded"
    arity = 1
    output_field = models.TextField()


# The characters that parley_folded() replaces by blanks.
_HYPHENS = re.compile("[-‐‑–—]")


def occurs(field, text, joined=True):
    """Condition: ``text`` occurs in ``field``, both folded, in any spelling of umlauts, with or without hyphens.

    ``joined=False`` does not try the field without hyphens, so that an index of its folded text can be used.
    """
    every = [way for one in (text, _HYPHENS.sub("", text)) for way in spelt(one)]
    ways = [way for way in dict.fromkeys(every) if way]

    def among(column):
        return functools.reduce(
            operator.or_, (Q(Contains(column, Folded(Value(way, models.TextField())))) for way in ways)
        )

    found = among(Folded(F(field)))
    if joined:
        # Only texts with a hyphen are folded a second time.
        hyphened = Q(Regex(Cast(F(field), models.TextField()), Value(_HYPHENS.pattern)))
        plain = Func(F(field), Value(_HYPHENS.pattern), Value(""), Value("g"), function="regexp_replace")
        found |= hyphened & among(Folded(Cast(plain, models.TextField())))
    return found


# A text with more words is searched for as a whole, since each word is a condition.
_MOST_WORDS = 12


def words_occur(field, text):
    """Condition: each word of ``text`` occurs in ``field`` as in occurs(), in any order."""
    words = list(dict.fromkeys(text.split()))
    if not 0 < len(words) <= _MOST_WORDS:
        return Q(occurs(field, text))
    return functools.reduce(operator.and_, (Q(occurs(field, word)) for word in words))


def order_of(field):
    """A generated column for sorting rows by the text in ``field``."""
    return models.GeneratedField(expression=Folded(field), output_field=models.TextField(), db_persist=True)


def by_letters(model, name):
    """The column by which rows of ``model`` are sorted so that a text field is in alphabetical order, not by code points.

    This is its search key or generated column, if the model has one, else the field itself.
    """
    fields = {field.name: field for field in model._meta.fields}
    if not isinstance(fields.get(name), (models.CharField, models.TextField)) or fields[name].choices:
        return name
    return next((kept for kept in (f"{name}_key", f"{name}_order") if kept in fields), Folded(name))


def likeness(text, field):
    """An expression: the similarity, 0 to 1, of the search key in ``field`` to the most similar spelling of ``text``."""
    ways = [TrigramWordSimilarity(key, field) for key in search_keys(text)]
    return ways[0] if len(ways) == 1 else Greatest(*ways, output_field=FloatField())


class SearchKeyField(models.TextField):
    """The search key of another field, set when the row is saved (also by bulk_create and bulk_update)."""

    def __init__(self, *args, source="text", **kwargs):
        self.source = source
        kwargs.update(editable=False, blank=True, default="")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for key in ("editable", "blank", "default"):
            kwargs.pop(key, None)
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        key = search_key(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, key)
        return key


class NameKind(models.TextChoices):
    """What a further name of a record is."""

    OFFICIAL = "official", gettext_noop("official name")
    VARIANT = "variant", gettext_noop("variant")
    TRANSLITERATION = "transliteration", gettext_noop("transliteration")
    TRANSLATION = "translation", gettext_noop("translation or original script")
    AS_PRINTED = "as_printed", gettext_noop("as printed in a source")
    FORMER = "former", gettext_noop("former name")
    SHORT = "short", gettext_noop("short form")
    ALIAS = "alias", gettext_noop("alias")


class Name(models.Model):
    """A further name of a record, besides the main one."""

    text = models.CharField("name", max_length=300)
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47, e.g. ru, en, de-CH.")
    script = models.CharField(max_length=4, blank=True, help_text="ISO 15924, e.g. Cyrl, Latn.")
    kind = models.CharField(max_length=20, choices=NameKind, default=NameKind.VARIANT)
    period = PartialDateField(help_text="When it was in use, as far as known: 1922/1991.")
    period_earliest = bound("period", "earliest")
    period_latest = bound("period", "latest")
    key = SearchKeyField(source="text")

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self):
        return self.text


def name_constraints(model, owner):
    """Constraints and the search index of a concrete model of names."""
    return {
        "constraints": [
            models.UniqueConstraint(
                fields=[owner, "text", "language", "kind"],
                name=f"{model}_once",
                violation_error_message="This name is already on the record.",
            ),
            models.CheckConstraint(
                condition=models.Q(script="") | models.Q(script__regex=r"^[A-Z][a-z]{3}$"),
                name=f"{model}_script",
                violation_error_message="A script is four letters, such as Cyrl or Latn (ISO 15924).",
            ),
            choices_constraint("kind", NameKind, "The kind of a name"),
        ],
        "indexes": [GinIndex(fields=["key"], opclasses=["gin_trgm_ops"], name=f"{model}_key")],
    }
