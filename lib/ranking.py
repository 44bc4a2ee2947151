"""How well a record fits what somebody typed: the same in boxes, in lists of the desk and in the search of the site."""

from django.db.models import Case, F, Func, IntegerField, Min, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Least
from django.db.models.lookups import Exact

from lib.names import names_of, own_or_further, search_keys

# A name is what was typed, begins with it, has words that begin with each of its words (in any order), or is merely like
# it. parley_fit() in the database says which of these a name is.
EXACT, START, WORDS, LIKE = range(4)


def words_begin(keys, column):
    """Condition: words of the search key in ``column`` begin with the words of one of ``keys``, in any order."""
    ways = Q()
    for key in keys:
        words = Q()
        for word in key.split():
            words &= Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})
        ways |= words
    return ways


def fit(model, keys, *, exact=None, start=None, words=None):
    """How well the best of a record's names fits one of ``keys``, EXACT to LIKE.

    ``exact``, ``start`` and ``words`` (Q) say by what else than its names a record fits so well. The
    further names are asked for hits only, by their records.
    """

    def of(column):
        return Func(F(column), Value(list(keys)), function="parley_fit", output_field=IntegerField())

    names = names_of(model)._base_manager.filter(record=OuterRef("pk")).order_by()
    further = names.values("record").annotate(fit=Min(of("key"))).values("fit")
    ways = [of("name_key"), Coalesce(Subquery(further), LIKE)]
    if also := [When(way, then=grade) for way, grade in ((exact, EXACT), (start, START), (words, WORDS)) if way]:
        ways.append(Case(*also, default=LIKE, output_field=IntegerField()))
    return Least(*ways, output_field=IntegerField())


class Initials(Func):
    """The first letters of the words of a search key, without the little words: ``iiss``."""

    function = "parley_initials"
    arity = 1
    output_field = TextField()


def abbreviated(model, text):
    """Condition: ``text`` is made of the initials of a name of the record; None unless it has two to ten letters."""
    keys = [key.replace(" ", "") for key in search_keys(text) if " " not in key or max(map(len, key.split())) == 1]
    keys = [key for key in dict.fromkeys(keys) if 2 <= len(key) <= 10]
    if not keys:
        return None
    found = Q()
    further = Q()
    for key in keys:
        found |= Q(Exact(Initials(F("name_key")), Value(key)))
        further |= Q(Exact(Initials(F("key")), Value(key)))
    return own_or_further(model, found, further)
