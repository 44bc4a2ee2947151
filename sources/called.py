"""Finding sources by what a person types in a box that narrows."""

from django.db.models import Q

from sources.models import Source


def sources_called(typed):
    """The sources at an address, or with these words in their title. Raises ValueError where there is none."""
    slug = typed.rstrip("/").rpartition("/")[2]
    found = Source.objects.filter(Q(slug=slug) | Q(title__icontains=typed))
    if not found.exists():
        raise ValueError("No source is called so.")
    return found
