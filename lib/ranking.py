"""Ranking of records by how well they match a typed text: for autocomplete, lists of the desk and the site's search."""

from django.db.models import Case, F, Func, IntegerField, Min, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Least
from django.db.models.lookups import Exact

from lib.names import names_of, own_or_further, search_keys

# A name equals the text, begins with it, has words that begin with each of its words (in any order), or is only similar.
# parley_fit() in the database returns which of these applies.
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
    """An expression: how well the best of a record's names fits one of ``keys``, EXACT to LIKE.

    ``exact``, ``start`` and ``words`` (Q) are other conditions with that rank. Further names are read
    for hits only.
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
    """The initials of the words of a search key, without short function words: ``iiss``."""

    function = "parley_initials"
    arity = 1
    output_field = TextField()


def abbreviated(model, text):
    """Condition: ``text`` consists of the initials of a name of the record; None unless it has two to ten letters."""
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
