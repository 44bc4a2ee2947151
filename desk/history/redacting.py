"""The form for a redaction of the history."""

from django import forms

from desk.history.redact import fields


class RedactForm(forms.Form):
    """A passage, a field, or a passage in a field; and the reason, which is stored."""

    passage = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text="Exactly as it is written in the history. If empty, all that the chosen field said before.",
    )
    field = forms.ChoiceField(required=False, label="Only in this field")
    why = forms.CharField(
        max_length=500,
        widget=forms.TextInput(attrs={"size": 80}),
        help_text="This is kept on file, with your name and the time. Do not repeat the passage.",
    )

    def __init__(self, admin, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [
            (name, f"{model._meta.verbose_name}: {one.verbose_name}") for name, (model, one) in fields(admin).items()
        ]
        self.fields["field"].choices = [("", "any text"), *offered]

    def clean(self):
        given = super().clean()
        if not given.get("passage") and not given.get("field"):
            self.add_error("passage", "Give the passage, or choose the field whose former texts are all to be removed.")
        if given.get("passage") and given["passage"] in given.get("why", ""):
            self.add_error("why", "This repeats the passage, and would keep it on file: say it in other words.")
        return given
