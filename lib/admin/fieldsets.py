"""The boxes of a record itself, drawn without templates, as Django's ``admin/includes/fieldset.html`` draws them.

Some twenty conditions for each box take the template longer than the box. A test holds both to the
same HTML.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from lib.admin.renderer import escaped


def drawn(fieldset, number):
    """The HTML of one of a form's groups of boxes, the ``number``-th from 0."""
    lines = mark_safe("".join(map(_line, fieldset)))
    mark = f"fieldset-0-{number}-heading"
    heading = labelled = about = mark_safe("")
    if fieldset.name:
        heading = format_html('<h2 id="{}" class="fieldset-heading">{}</h2>', mark, fieldset.name)
        labelled = format_html(' aria-labelledby="{}"', mark)
    if fieldset.description:
        about = format_html('<div class="description">{}</div>', mark_safe(fieldset.description))
    if fieldset.name and fieldset.is_collapsible:
        start, end = format_html("<details><summary>{}</summary>", heading), mark_safe("</details>")
    else:
        start, end = heading, mark_safe("")
    return format_html(
        '<fieldset class="module aligned {}"{}>{}{}{}{}</fieldset>',
        fieldset.classes,
        labelled,
        start,
        about,
        lines,
        end,
    )


def _name(field):
    """The name of a box, as a class; what is only read has a mapping instead of a box."""
    name = field.field["name"] if field.is_readonly else field.field.name
    return f" field-{escaped(name)}" if name else ""


def _line(line):
    alone = len(line.fields) == 1
    fields = list(line)
    errors = line.errors()
    classes = " errors" if alone and errors else ""
    classes += "" if line.has_visible_field else " hidden"
    inside = "".join(_field(field, alone) for field in fields)
    if not alone:
        inside = f'<div class="flex-container form-multiline">{inside}</div>'
    return f'<div class="form-row{classes}{"".join(map(_name, fields))}">{errors if alone else ""}{inside}</div>'


def _field(field, alone):
    if field.is_readonly:
        box, about, mark = field.field, field.field["help_text"], ""
        hidden, errors = box["is_hidden"], ""
        shown = f'{field.label_tag()}<div class="readonly">{escaped(field.contents())}</div>'
    else:
        box = field.field
        about, mark = box.help_text, box.id_for_label
        hidden, errors = box.is_hidden, field.errors()
        shown = f"{box}{field.label_tag()}" if field.is_checkbox else f"{field.label_tag()}{box}"
    classes = "" if alone else f" fieldBox{_name(field)}{' errors' if errors else ''}{' hidden' if hidden else ''}"
    classes += " checkbox-row" if field.is_checkbox else ""
    if about:
        # Help is text of the models, which may hold marks of its own.
        mark = f' id="{mark}_helptext"' if mark else ""
        about = f'<div class="help{" hidden" if hidden else ""}"{mark}><div>{about}</div></div>'
    return f'<div>{"" if alone else errors}<div class="flex-container{classes}">{shown}</div>{about or ""}</div>'


def all_drawn(adminform):
    """The HTML of all groups of boxes of a form (Django's ``AdminForm``)."""
    return format_html_join("\n", "{}", ((drawn(fieldset, number),) for number, fieldset in enumerate(adminform)))
