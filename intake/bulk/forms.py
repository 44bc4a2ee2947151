"""The form of an upload."""

from django import forms
from django.conf import settings

from intake.records.format import KINDS


class UploadForm(forms.Form):
    """A file, and what it holds where it does not say so itself."""

    file = forms.FileField(
        label="CSV or XLSX file",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )
    kind = forms.ChoiceField(
        label="It holds",
        required=False,
        choices=[("", "as its name, sheets or columns say"), *((name, name) for name in KINDS)],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = settings.BULK_MAX_BYTES // (1024 * 1024)
        self.fields["file"].help_text = f"UTF-8, with commas or semicolons; at most {most} MB and 100,000 rows."
        self.fields["file"].widget.attrs["data-most"] = settings.BULK_MAX_BYTES


class DecisionsForm(forms.Form):
    """A file of decisions on what is not on record."""

    file = forms.FileField(
        label="File of decisions",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )
