"""Finding records by name, in any script, with typing errors allowed."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q

from lib.names import search_key


def named(queryset, text, prefix="name_key"):
    """Records of ``queryset`` whose name or a further name (table ``names``) is like ``text``, best first.

    ``<%`` (word similarity) uses the trigram indexes; below four letters it would match
    nearly anything, so a short text must occur in the name as it is.
    """
    key = search_key(text)
    if not key:
        return queryset.none()
    return queryset.filter(like(queryset.model, key)).order_by(
        TrigramWordSimilarity(key, prefix).desc(), "name", "pk"
    )


def like(model, key, path=""):
    """Condition: the record at ``path`` (of kind ``model``) has a name like the search key ``key``."""
    names = model.names.rel.related_model._base_manager
    if len(key.replace(" ", "")) < 4:
        own, further = Q(name_key__contains=key), names.filter(key__contains=key)
    else:
        own = Q(name_key__contains=key) | Q(name_key__trigram_word_similar=key)
        further = names.filter(Q(key__contains=key) | Q(key__trigram_word_similar=key))
    found = own | Q(pk__in=further.values("record_id"))
    if not path:
        return found
    return Q(**{f"{path}__in": model._base_manager.filter(found).values("pk")})
