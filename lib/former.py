"""Resolving addresses that no record has now: to the record that had them, or to a deleted one."""

from lib.addresses import former_slugs_of
from lib.withheld import gone, survivors


class RecordDeleted(LookupError):
    """The record at this address was deleted while it was public."""


def present_slug(model, slug, viewer):
    """The present slug of the record that had this slug before; None if the viewer may not see such a record.

    ``viewer`` is passed to ``visible_to()``. Raises RecordDeleted. Only for slugs that no record has now.
    """
    if "\0" in slug:
        return None  # PostgreSQL does not accept NUL in texts
    former = former_slugs_of(model).objects.filter(slug=slug)
    old = former.select_related("record").first()
    if old is None:
        return None
    if old.record is None:
        if gone(model, "slug", slug):
            raise RecordDeleted(slug)
        return None
    return old.record.slug if model.objects.visible_to(viewer).filter(pk=old.record_id).exists() else None


def survivor(model, public_id, viewer):
    """The record into which the one with this public id was merged, if the viewer may see it, else None."""
    visible = model.objects.visible_to(viewer)
    if hasattr(model, "former_ids"):
        return visible.filter(former_ids__public_id=public_id).first()
    return visible.filter(public_id__in=survivors(public_id)).first()
