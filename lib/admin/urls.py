"""URLs of Django's admin pages."""

from django.urls import reverse


def admin_url(model, page, *args):
    """The URL of a page of a model's admin, e.g. ``changelist``, ``add``, or ``change`` with a primary key."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
