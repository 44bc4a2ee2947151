"""Where an address leads that is no record's now: to the record that had it, or to what was deleted."""

from lib.addresses import former_slugs_of
from lib.withheld import gone, survivors


class Gone(LookupError):
    """The record at this address was deleted while it was public."""


def present_slug(model, slug, viewer):
    """The present slug of the record that had this one before; None if the viewer may see no such record.

    ``viewer`` is what ``visible_to()`` takes. Raises Gone. For slugs that are no record's now.
    """
    if "\0" in slug:
        return None  # PostgreSQL takes no NUL in a text
    former = former_slugs_of(model).objects.filter(slug=slug)
    old = former.select_related("record").first()
    if old is None:
        return None
    if old.record is None:
        if gone(model, "slug", slug):
            raise Gone(slug)
        return None
    return old.record.slug if model.objects.visible_to(viewer).filter(pk=old.record_id).exists() else None


def survivor(model, public_id, viewer):
    """The record that the one with this public id became part of, as far as the viewer may see it; else None."""
    visible = model.objects.visible_to(viewer)
    if hasattr(model, "former_ids"):
        return visible.filter(former_ids__public_id=public_id).first()
    return visible.filter(public_id__in=survivors(public_id)).first()
