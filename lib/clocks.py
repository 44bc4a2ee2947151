"""Parsing times of day as people type them, in forms, record files and tables."""

import datetime
import re

from django import forms

from lib.digits import plain


def read(text):
    """The time in a text (``18:30``, ``9:05``, ``18:30:15``), in digits of any script. Raises ValueError with advice."""
    text = plain(text).strip()
    if not re.fullmatch(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?", text):
        raise ValueError(f"“{text}” is not a time: write hours and minutes, such as 18:30.")
    try:
        return datetime.time.fromisoformat(text if text[2] == ":" else f"0{text}")
    except ValueError:
        raise ValueError(f"“{text}”: there is no such time of day.") from None


class ClockFormField(forms.TimeField):
    """The form field of a time of day."""

    def to_python(self, value):
        """The time, or None. Raises ValidationError."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return read(value)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
