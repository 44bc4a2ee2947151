"""What is drawn without templates looks as Django's templates draw it."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from lib.admin.renderer import DRAWN, QUICK

HOSTILE = """<b> & "' </textarea> × Лукьянов"""
CHOICES = [("", "none"), ("a", HOSTILE), ("Group & more", [(1, "one"), (HOSTILE, "two")])]


class Sample(forms.Form):
    """A box of each kind that is drawn."""

    text = forms.CharField(label=HOSTILE, help_text="Help <b>in bold</b>", max_length=5)
    long = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3, "data-x": HOSTILE, "autofocus": True}), required=False
    )
    number = forms.IntegerField(min_value=0, label=gettext_lazy("Lazy"))
    address = forms.URLField(assume_scheme="https", disabled=True)
    day = forms.DateField()
    at = forms.TimeField()
    mail = forms.EmailField()
    tick = forms.BooleanField()
    hidden = forms.CharField(widget=forms.HiddenInput)
    chosen = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"data-none": None, "data-no": False}))
    several = forms.MultipleChoiceField(choices=CHOICES, widget=forms.SelectMultiple, label=mark_safe("<i>safe</i>"))


VALUES = {
    "text": HOSTILE, "long": f"\n{HOSTILE}", "number": "x<y", "address": "https://example.org/?a=1&b=2",
    "day": HOSTILE, "at": HOSTILE, "mail": HOSTILE, "tick": "on", "hidden": HOSTILE, "chosen": HOSTILE, "several": ["a", "1"],
}  # fmt: skip
FORMS = {
    "empty": {},
    "initial": {"initial": VALUES},
    "sent": {"data": {**VALUES, "chosen": "no such choice", "text": "much too long"}},
    "sent empty": {"data": {}},
}


@pytest.mark.parametrize("part", ["box", "label", "errors"])
@pytest.mark.parametrize("name", Sample.base_fields)
@pytest.mark.parametrize("given", FORMS)
def test_it_looks_as_django_draws_it(given, name, part):
    drawn = []
    for renderer in (QUICK, DjangoTemplates()):
        form = Sample(prefix="rows-0", renderer=renderer, **FORMS[given])
        bound = form[name]
        drawn.append(
            str({"box": bound, "label": bound.label_tag(attrs={"class": "inline"}), "errors": bound.errors}[part])
        )
    assert parse_html(drawn[0]) == parse_html(drawn[1])
    assert HOSTILE not in drawn[0]


def test_every_part_that_is_drawn_here_was_compared():
    seen = set()

    class Noting(DjangoTemplates):
        def render(self, template_name, context, request=None):
            seen.add(template_name)
            return super().render(template_name, context, request)

    form = Sample({}, renderer=Noting())
    for bound in form:
        str(bound), bound.label_tag(), str(bound.errors), bound.errors.as_ul()
    assert set(DRAWN) - seen == {"django/forms/widgets/input.html"}
