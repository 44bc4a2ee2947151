"""Errors raised while saving, shown at the fields of the form that they concern."""

from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError
from django.db.models import ProtectedError

from lib.violations import explain, still_used


class SaveRejected(Exception):
    """Saving was refused: the prefix of the form and its errors, {field: [message]}."""

    def __init__(self, prefix, errors):
        super().__init__(errors)
        self.prefix = prefix
        self.errors = errors


@contextmanager
def refusing(form, field=None):
    """Context manager: turn errors of models and database into SaveRejected for ``form``.

    ``field`` names the form field that gets all messages.
    """
    try:
        yield
    except ValidationError as error:
        errors = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        if field:
            errors = {field: [message for messages in errors.values() for message in messages]}
        raise SaveRejected(form.prefix, errors) from error
    except ProtectedError as error:
        raise SaveRejected(form.prefix, {field or NON_FIELD_ERRORS: [still_used(error)]}) from error
    except DatabaseError as error:
        errors = explain(error, type(form.instance))
        if field:
            errors = {field: [message for messages in errors.values() for message in messages]}
        raise SaveRejected(form.prefix, errors) from error
