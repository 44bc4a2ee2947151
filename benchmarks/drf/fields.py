"""Fields of the conventional serializers."""

from rest_framework import serializers

from lib.partialdates.core import EXAMPLES


class PartialDateSerializerField(serializers.CharField):
    """A partial date as text; null if unknown."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", f"Partial date: {EXAMPLES}. Null: unknown.")
        kwargs.setdefault("allow_null", True)
        super().__init__(**kwargs)

    def to_representation(self, value):
        return str(value) if value is not None else None
