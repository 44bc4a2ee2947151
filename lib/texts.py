"""Long texts: how much of one is taken."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models


def megabytes(size):
    """A size in bytes, for people: “10 MB”, “10.4 MB”."""
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


def within_limit(value):
    """Refuse a text of more bytes than are taken (settings.TEXT_MAX_BYTES)."""
    # No letter has more than four bytes.
    if len(value) * 4 <= settings.TEXT_MAX_BYTES:
        return
    size, most = len(value.encode("utf-8", "surrogatepass")), settings.TEXT_MAX_BYTES
    if size > most:
        raise ValidationError(
            f"This text has {size / 1024 / 1024:.2f} MB; at most {megabytes(most)} are accepted. Shorten it or split it."
        )


class LongTextBox(forms.CharField):
    """The box of a long text; the page says that it is too long before it is sent (cards.js)."""

    def widget_attrs(self, widget):
        """The stock ones, and the limit."""
        return {**super().widget_attrs(widget), "data-most": settings.TEXT_MAX_BYTES}


class LongTextField(models.TextField):
    """A text that may be long, up to the limit. The limit is no matter of the schema, so migrations see a TextField."""

    default_validators = [within_limit]

    def deconstruct(self):
        """The field as migrations see it: a TextField without a limit."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def formfield(self, **kwargs):
        """The box of a long text, which knows the limit."""
        return super().formfield(**{"form_class": LongTextBox, **kwargs})
