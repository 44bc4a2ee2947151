"""The form of an upload."""

from django import forms
from django.conf import settings

from intake.datasets.register import REGISTER
from intake.records.format import KINDS

TABLES = "tables"


class UploadForm(forms.Form):
    """A file, and what it contains if that does not follow from the file itself."""

    file = forms.FileField(
        label="File",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.json,.xml,.ics,.ical,.zip"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )
    format = forms.ChoiceField(
        label="It is",
        required=False,
        choices=[
            ("", "what it looks like by what it holds"),
            (TABLES, "a table of records, as an export gives it"),
            *((name, one.title) for name, one in REGISTER.items()),
        ],
        help_text="A data set that is a folder is uploaded as ZIP.",
    )
    kind = forms.ChoiceField(
        label="A table holds",
        required=False,
        choices=[("", "as its name, sheets or columns say"), *((name, name) for name in KINDS)],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = most = settings.BULK_MAX_BYTES // (1024 * 1024)  # megabytes
        self.fields[
            "file"
        ].help_text = f"A table (CSV in UTF-8, or XLSX; at most 100,000 rows) or a data set; at most {most} MB."
        self.fields["file"].widget.attrs["data-most"] = settings.BULK_MAX_BYTES


class DecisionsForm(forms.Form):
    """A file of decisions about names that are not on record."""

    file = forms.FileField(
        label="File of decisions",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )
