"""Rendering of form fields, labels and errors without templates.

The page that is opened most, an event with fifty positions, has over a thousand fields; rendering them by
templates takes most of a second. Whatever is not rendered here is rendered by Django.
"""

from html import escape

from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe


def escaped(text):
    """Django's ``conditional_escape`` without support for lazy texts, which takes most of its time."""
    return text.__html__() if hasattr(text, "__html__") else escape(str(text))


def attributes(attrs):
    """The attributes of a tag as in Django: True gives the bare name, False nothing."""
    drawn = []
    for name, value in attrs.items():
        if value is True:
            drawn.append(f" {name}")
        elif value is not False:
            drawn.append(f' {name}="{escaped(value)}"')
    return "".join(drawn)


def _input(context):
    widget = context["widget"]
    value = widget["value"]
    given = f' value="{escaped(value)}"' if value is not None and value != "" else ""
    return f'<input type="{widget["type"]}" name="{escaped(widget["name"])}"{given}{attributes(widget["attrs"])}>'


def _textarea(context):
    widget = context["widget"]
    text = escaped(widget["value"] or "")
    return f'<textarea name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>\n{text}</textarea>'


def _option(option):
    value, label = escaped(option["value"]), escaped(option["label"])
    return f'<option value="{value}"{attributes(option["attrs"])}>{label}</option>'


def _select(context):
    widget = context["widget"]
    drawn = []
    for group, options, _ in widget["optgroups"]:
        inside = "".join(map(_option, options))
        drawn.append(f'<optgroup label="{escaped(group)}">{inside}</optgroup>' if group else inside)
    return f'<select name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>{"".join(drawn)}</select>'


def _label(context):
    tag, label = context["tag"], escaped(context["label"])
    return f"<{tag}{attributes(context['attrs'])}>{label}</{tag}>" if context["use_tag"] else label


def _errors(context):
    errors = context["errors"]
    if not errors:
        return ""
    mark = f' id="{errors.field_id}_error"' if errors.field_id else ""
    items = "".join(f"<li>{escaped(error)}</li>" for error in errors)
    return f'<ul class="{escaped(context["error_class"])}"{mark}>{items}</ul>'


LINES = [
    f"django/forms/widgets/{name}.html"
    for name in ("text", "number", "hidden", "url", "input", "date", "time", "email")
]
DRAWN = {
    **dict.fromkeys([*LINES, "django/forms/widgets/checkbox.html"], _input),
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/label.html": _label,
    **dict.fromkeys([f"django/forms/errors/list/{name}.html" for name in ("default", "ul")], _errors),
}


class QuickRenderer(DjangoTemplates):
    """Django's renderer, with simple widgets rendered directly."""

    def render(self, template_name, context, request=None):
        """The HTML of a widget or a part of a form."""
        draw = DRAWN.get(template_name)
        return mark_safe(draw(context)) if draw else super().render(template_name, context, request)


QUICK = QuickRenderer()
