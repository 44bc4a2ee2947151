"""Finds sources by the text in a filter box of the desk."""

from django.db.models import Q

from sources.models import Source


def sources_called(typed):
    """The sources with this slug, or with these words in their title. Raises ValueError if there are none."""
    slug = typed.rstrip("/").rpartition("/")[2]
    found = Source.objects.filter(Q(slug=slug) | Q(title__icontains=typed))
    if not found.exists():
        raise ValueError("No source is called so.")
    return found
