"""The start page and the search over everything."""

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import F, FloatField, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.shortcuts import render

from experts.models import Expert, Organisation
from lib.names import any_name, search_key
from sources.models import Place
from summits.models import Event, Position
from summits.views.loading import positions_shown
from topics.models import Topic

FOUND = 12
LONGEST = 200


def home(request):
    """What Parley holds, and what was entered last."""
    user = request.user
    events, topics = Event.objects.visible_to(user).select_related("place__country"), Topic.objects.visible_to(user)
    context = {
        "newest": events.order_by("-created_at", "-id")[:8],
        "latest": events.filter(date__isnull=False).order_by("-date_earliest", "-id")[:8],
        # A topic below one that the reader may not see stands at the top for them.
        "topics": topics.exclude(broader__in=topics.values("pk")).order_by("name_key")[:40],
        "positions": positions_shown(user).order_by("-created_at", "-id")[:5],
    }
    return render(request, "summits/home.html", context)


def search(request):
    """One search over events, experts, organisations, topics, places and positions."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    groups = []
    if text:
        user = request.user
        groups = [
            ("Experts", "experts", named(Expert.objects.visible_to(user), text)),
            ("Events", "events", _events(user, text)),
            ("Organisations", "organisations", named(Organisation.objects.visible_to(user), text)),
            ("Topics", "topics", named(Topic.objects.visible_to(user), text)),
            ("Places", "places", named(Place.objects.visible_to(user), text)),
            ("Positions", "positions", _positions(user, text)),
        ]
        groups = [(title, name, list(rows[:FOUND])) for title, name, rows in groups]
    context = {"q": text, "groups": groups, "found": any(rows for _, _, rows in groups)}
    return render(request, "summits/search.html", context)


def named(rows, text):
    """Records with a name like ``text``, in any script, with typing errors allowed, the best first.

    Word similarity needs four letters; a shorter text must occur in a name as it is.
    """
    key = search_key(text)
    if not key:
        return rows.none()
    names = rows.model._meta.get_field("names").related_model.objects
    way = "contains" if len(key.replace(" ", "")) < 4 else "trigram_word_similar"
    like = any_name(rows.model, [(way, key)])
    best = (
        names.filter(record=OuterRef("pk"))
        .order_by()
        .values("record")
        .annotate(best=Max(TrigramWordSimilarity(key, "key")))
        .values("best")
    )
    nothing = Value(0.0, output_field=FloatField())
    own = TrigramWordSimilarity(key, "name_key")
    return (
        rows.filter(like)
        .annotate(likeness=Greatest(own, Coalesce(Subquery(best), nothing), output_field=FloatField()))
        .order_by("-likeness", "name_key", "id")
    )


def _events(user, text):
    """Events by name (any script, errors allowed) or by words of name and summary."""
    rows = Event.objects.visible_to(user)
    words = SearchQuery(text, config="english", search_type="websearch") | SearchQuery(
        text, config="simple", search_type="websearch"
    )
    by_name = named(rows, text).order_by().values("pk")
    return (
        rows.filter(Q(search=words) | Q(pk__in=by_name))
        .select_related("place__country")
        .annotate(rank=SearchRank(F("search"), words), likeness=TrigramWordSimilarity(search_key(text), "name_key"))
        .order_by("-rank", "-likeness", "-date_earliest", "-id")
    )


def _positions(user, text):
    """Positions by words of summary or quotation."""
    words = SearchQuery(text, config="english", search_type="websearch")
    rows = Position.objects.visible_to(user).filter(search=words)
    return positions_shown(user, rows).annotate(rank=SearchRank(F("search"), words)).order_by("-rank", "-id")
