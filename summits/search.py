"""The search over everything: what is found of each kind of record, the best first.

A record whose name is what was typed comes first, then names that begin with it, then those
that have all its words, then what is merely like it. The words of a search may stand in
different places of one record: a year is one of its date, a name one of who took part in an
event or holds a position.
"""

import datetime
import functools
import operator
import re
from typing import NamedTuple

from django.contrib.postgres.search import SearchRank
from django.db.models import (
    Case,
    F,
    FloatField,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from experts.models import Expert, Organisation
from lib.fulltext import PLAIN, worded
from lib.names import Folded, any_name, likeness, occurs, search_key, search_keys
from lib.partialdates.ranges import may_touch
from lib.partialdates.typed import date_in
from lib.ranking import EXACT, LIKE, START, WORDS, abbreviated, fit
from sources.models import WITH_PLACE, Place, Source, found_by_address
from sources.models.identifiers import RULES, IdentifierScheme, plain
from summits.models import Event, Participation, Position, PositionHolder
from topics.models import Topic

LONGEST = 200
MOST_WORDS = 8
# Words that say nothing of which record is meant.
EMPTY = frozenset("a an and at by for from in of on or the to with".split())
YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")


class Group(NamedTuple):
    """What was found of one kind: ``rows`` have their ``fit`` (lib/ranking.py), the best first."""

    title: str
    name: str
    rows: QuerySet


def groups(user, text):
    """The Groups of a search, as far as ``user`` may see what is found."""
    text = text[:LONGEST]
    words = _words(text)
    if not words:
        return []
    return [
        Group("Experts", "experts", _named(Expert.objects.visible_to(user), text, words)),
        Group("Events", "events", _events(user, text, words)),
        Group(
            "Organisations",
            "organisations",
            _named(Organisation.objects.visible_to(user), text, words, start=abbreviated(Organisation, text)),
        ),
        Group("Topics", "topics", _named(Topic.objects.visible_to(user), text, words)),
        Group("Places", "places", _named(Place.objects.visible_to(user), text, words, words=found_by_address(text))),
        Group("Positions", "positions", _positions(user, text, words)),
        Group("Sources", "sources", _sources(user, text, words)),
    ]


def _words(text):
    """The words of a search that say which record is meant."""
    typed = re.split(r"[\W_]+", re.sub("['’ʼ`]", "", text))
    return [word for word in typed if search_key(word) and search_key(word) not in EMPTY][:MOST_WORDS]


def _all(conditions):
    return functools.reduce(operator.and_, conditions)


def _any(conditions):
    return functools.reduce(operator.or_, conditions)


def _like(model, text):
    """Condition: a name of the record is like ``text``; below four letters it must occur in one as it is."""
    keys = search_keys(text)
    return any_name(
        model, [("contains" if len(key.replace(" ", "")) < 4 else "trigram_word_similar", key) for key in keys]
    )


def _has(model, word):
    """Condition: a name of the record has the word in it."""
    return any_name(model, [("contains", key) for key in search_keys(word)])


def _fit(model, text, typed, **also):
    """How well a record fits, EXACT to LIKE; ``also``: by what else than its names (see lib/ranking.py)."""
    exact = _identified(model, text) if hasattr(model, "identifiers") else None
    keys = [*search_keys(text), *search_keys(" ".join(typed))]
    return fit(model, list(dict.fromkeys(keys)), exact=exact, **also)


def _likeness(model, text):
    """How like ``text`` the name of a record is that is most like it, 0 to 1."""
    names = model._meta.get_field("names").related_model.objects.filter(record=OuterRef("pk")).order_by()
    best = names.values("record").annotate(best=Max(likeness(text, "key"))).values("best")
    nothing = Value(0.0, output_field=FloatField())
    return Greatest(likeness(text, "name_key"), Coalesce(Subquery(best), nothing), output_field=FloatField())


def _named(rows, text, typed, **also):
    """Records with a name like ``text``, or with all its words in their names; ``also``: what else finds one (Q)."""
    model = rows.model
    found = [_like(model, text), _all(_has(model, word) for word in typed), *filter(None, also.values())]
    if hasattr(model, "identifiers"):
        found.append(_identified(model, text))
    return (
        rows.filter(_any(found))
        .annotate(fit=_fit(model, text, typed, **also), likeness=_likeness(model, text))
        .order_by("fit", "-likeness", "name_key", "id")
    )


def _worded(text):
    """The text as a query of full text, by stems and as it is."""
    return worded(text) | worded(text, PLAIN)


def _in_year(word, date):
    """Condition: the word is a year that the partial date may touch; one that is not known is in no year."""
    year = search_key(word)
    if not YEAR.fullmatch(year):
        return Q(pk__in=())
    first, last = datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31)
    return Q(**{f"{date}__isnull": False, f"{date}_earliest__lte": last, f"{date}_latest__gte": first})


def _identified(model, text):
    """Condition: the text is an identifier of the record, alone, with its scheme, or as an address."""
    rows = model._meta.get_field("identifiers").related_model.objects
    pairs = Q(scheme=IdentifierScheme.OTHER, value=text)
    for scheme, rule in RULES.items():
        value = plain(scheme, text)
        if scheme != IdentifierScheme.OTHER and re.fullmatch(rule.pattern, value):
            pairs |= Q(scheme=scheme, value=value)
    return Q(pk__in=rows.filter(pairs).values("record"))


def _people(user, word):
    """The ids of experts and organisations with the word in a name."""
    return tuple(
        model.objects.visible_to(user).filter(_has(model, word)).values("pk") for model in (Expert, Organisation)
    )


def _events(user, text, words):
    """Events whose name, summary, date and participants have all the words, or whose name is like the text.

    A month or day among the words (``16 June 2021``) is one of the event's date.
    """

    def there(word):
        experts, organisations = _people(user, word)
        rows = Participation.objects.visible_to(user)
        who = rows.filter(Q(expert__in=experts) | Q(organisation__in=organisations)).values("event")
        return Q(search=_worded(word)) | _has(Event, word) | _in_year(word, "date") | Q(pk__in=who)

    found = Q(search=_worded(text)) | _like(Event, text) | _all(map(there, words)) | _identified(Event, text)
    date, undated = date_in(text)
    then = None
    if date:
        then = may_touch("date_earliest", "date_latest", date.earliest, date.latest) & Q(date__isnull=False)
        then &= _all([Q(), *map(there, _words(undated))])
        found |= then
    return (
        Event.objects.visible_to(user)
        .filter(found)
        .select_related(*WITH_PLACE)
        .annotate(
            fit=_fit(Event, text, words, words=then),
            all_words=Case(When(_all(map(there, words)), then=0), default=1, output_field=IntegerField()),
            rank=SearchRank(F("search"), _worded(text)),
            likeness=likeness(text, "name_key"),
        )
        .order_by("fit", "all_words", "-rank", "-likeness", "-date_earliest", "-id")
    )


def _positions(user, text, words):
    """Positions whose summary, quotation, holders and date have all the words."""

    def said(word):
        experts, organisations = _people(user, word)
        rows = PositionHolder.objects.visible_to(user)
        who = rows.filter(Q(expert__in=experts) | Q(organisation__in=organisations)).values("position")
        return Q(search=worded(word)) | Q(pk__in=who) | _in_year(word, "effective_date")

    whole = worded(text)
    fit = Case(When(search=whole, then=WORDS), default=LIKE, output_field=IntegerField())
    return (
        Position.objects.visible_to(user)
        .filter(Q(search=whole) | _all(map(said, words)))
        .annotate(fit=fit, rank=SearchRank(F("search"), whole))
        .order_by("fit", "-rank", "-effective_date_earliest", "-id")
    )


def _sources(user, text, words):
    """Sources whose title, author, publisher, address and date have all the words."""

    def printed(word):
        texts = [Q(occurs(name, word)) for name in ("title", "author", "publisher", "url")]
        return _any(texts) | _in_year(word, "published")

    folded = Folded(Value(text))
    fit = Case(
        When(Q(title_order=folded) | _identified(Source, text), then=EXACT),
        When(Q(title_order__startswith=folded), then=START),
        When(occurs("title", text), then=WORDS),
        default=LIKE,
        output_field=IntegerField(),
    )
    return (
        Source.objects.visible_to(user)
        .filter(_all(map(printed, words)) | Q(occurs("title", text)) | _identified(Source, text))
        .annotate(fit=fit)
        .order_by("fit", "title_order", "id")
    )
