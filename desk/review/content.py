"""The content of a record for reviewers: its fields, and its rows as its form shows them."""

from desk.history.words import Names, differences
from lib.admin.forms import FormContext
from lib.admin.labels import labels_of

# Shown elsewhere on the page.
LEFT_OUT = ("publication", "public_id", "slug")


def fields(record):
    """The record's own fields: [(label, value in words)]."""
    row = {field.column: getattr(record, field.attname) for field in record._meta.concrete_fields}
    names = Names()
    names.want(type(record), row)
    names.load()
    found = differences(type(record), None, row, names)
    return [(one["label"], one["after"]) for one in found if one["field"].name not in LEFT_OUT]


def rows(site, request, record):
    """The record's rows as its form shows them: [(heading, [(title, [fact])])]."""
    admin = site.get_model_admin(type(record))
    labels, found = labels_of(request, site), []
    for inline in admin.get_inline_instances(request, record):
        made = inline.get_formset(request, record)
        formset = made(
            instance=record,
            prefix=made.get_default_prefix(),
            form_kwargs={"context": FormContext(labels, user=request.user)},
        )
        found.append((inline.verbose_name_plural, formset))
        for key, pk in formset.chosen() if formset.folded else ():
            labels.want(key.remote_field.model, pk)
    labels.load()
    told = [(heading, list(_lines(formset))) for heading, formset in found]
    return [(heading, lines) for heading, lines in told if lines]


def _lines(formset):
    if not formset.folded:
        for row in formset.get_queryset():
            yield str(row), [text for name in ("value", "note") if (text := getattr(row, name, ""))]
    for row, initial in formset.closed:
        form = formset.reader
        form.bind_instance(row, initial)
        yield form.row_title(), [*form.facts(), *form.warnings()]
