"""Long texts and their limit."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models


def megabytes(size):
    """A size in bytes as text: “10 MB”, “10.4 MB”."""
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


def within_limit(value):
    """Validator: refuse a text of more than settings.TEXT_MAX_BYTES."""
    # A character has at most four bytes.
    if len(value) * 4 <= settings.TEXT_MAX_BYTES:
        return
    size, most = len(value.encode("utf-8", "surrogatepass")), settings.TEXT_MAX_BYTES
    if size > most:
        raise ValidationError(
            f"This text has {size / 1024 / 1024:.2f} MB; at most {megabytes(most)} are accepted. Shorten it or split it."
        )


class LongTextBox(forms.CharField):
    """The form field of a long text, whose length is checked in the page before it is sent (cards.js)."""

    def widget_attrs(self, widget):
        """The stock ones, and the limit."""
        return {**super().widget_attrs(widget), "data-most": settings.TEXT_MAX_BYTES}


class LongTextField(models.TextField):
    """A long text up to the limit. The limit is not part of the schema, so migrations see a TextField."""

    default_validators = [within_limit]

    def deconstruct(self):
        """The field as migrations see it: a TextField without a limit."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def formfield(self, **kwargs):
        """A LongTextBox with the limit."""
        return super().formfield(**{"form_class": LongTextBox, **kwargs})
