"""The boxes of a record itself look as Django's template draws them."""

import pytest
from django.template.loader import render_to_string
from django.test.html import parse_html

from lib.admin.fieldsets import all_drawn
from tests.desk.pages import address
from tests.lib.test_admin_drawing import HOSTILE, KINDS, busy
from tests.roles import person

TEMPLATE = "admin/includes/fieldset.html"


def both(response):
    """(the HTML as it is drawn here, as Django's template draws it) of a form's groups of boxes."""
    form = response.context["adminform"]
    more = {"heading_level": 2, "prefix": "fieldset", "id_prefix": 0}
    drawn = [render_to_string(TEMPLATE, {"fieldset": one, "id_suffix": n, **more}) for n, one in enumerate(form)]
    return all_drawn(form), "\n".join(drawn)


@pytest.mark.parametrize("role", ["Administrator", "Editor", "Reader"])
@pytest.mark.parametrize("kind", KINDS)
def test_it_looks_as_django_draws_it(client, db, role, kind):
    record = getattr(busy(), kind)
    client.force_login(person(role))
    response = client.get(address(record))
    ours, stock = both(response)
    assert parse_html(ours) == parse_html(stock)
    assert parse_html(ours) in parse_html(response.content.decode())
    assert HOSTILE not in ours


@pytest.mark.parametrize("kind", ["event", "expert", "source", "position", "appointment"])
def test_errors_stand_where_django_draws_them(client, db, kind):
    record = getattr(busy(), kind)
    client.force_login(person("Administrator"))
    new = address(type(record), "add")
    response = client.post(
        new, {"date": HOSTILE, "start_time": "x", "start": HOSTILE, "published": "never", "slug": "A b"}
    )
    assert response.status_code == 200 and response.context["adminform"].form.errors
    ours, stock = both(response)
    assert "errorlist" in ours
    assert parse_html(ours) == parse_html(stock)


def test_a_group_may_be_closed_and_have_a_description():
    from django import forms
    from django.contrib.admin.helpers import AdminForm

    from lib.admin.renderer import QUICK

    class Sample(forms.Form):
        default_renderer = QUICK
        agreed = forms.BooleanField(help_text="Help <b>in bold</b>", required=False)
        hidden = forms.CharField(widget=forms.HiddenInput, required=False)
        first = forms.CharField(label=HOSTILE)
        second = forms.CharField(widget=forms.HiddenInput, help_text="?", required=False)
        third = forms.BooleanField()

    groups = [
        (
            "Closed & more",
            {"fields": ["agreed", "hidden"], "classes": ["collapse", "wide"], "description": "<i>About</i>"},
        ),
        (None, {"fields": [("first", "second", "third")]}),
    ]
    for data in (None, {"first": ""}):
        form = AdminForm(Sample(data), groups, {})
        response = type("Response", (), {"context": {"adminform": form}})
        ours, stock = both(response)
        assert parse_html(ours) == parse_html(stock)
        assert "<details>" in ours
