"""All errors of a form that was refused, for the list above it."""

from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS


class Wrong(NamedTuple):
    """An error: the id of the element that it concerns, its label, the message."""

    target: str
    about: str
    message: str


def all_wrong(form, groups):
    """The errors of a record's form and of the rows of each of its ``groups`` (lib.admin.cards.Cards): [Wrong]."""
    found = list(_of(form, "", ""))
    for rows in groups:
        prefix, kind = rows.formset.prefix, str(rows.opts.verbose_name)
        found += [Wrong(f"{prefix}-group", kind, message) for message in rows.formset.non_form_errors()]
        for place, card in enumerate(rows.cards, 1):
            if card.form is not None and card.form.is_bound:
                found += _of(card.form, f"{kind} {place}", f"{prefix}-{card.number}")
    return found


def _of(form, row, row_id):
    for name, messages in form.errors.items():
        if name == NON_FIELD_ERRORS:
            target, box = row_id, ""
        else:
            target, box = form[name].id_for_label, form[name].label
        about = ", ".join(filter(None, [row, box]))
        for message in messages:
            yield Wrong(target, about[:1].upper() + about[1:], message)
