"""What is refused while saving, brought back to the field of the form that it concerns."""

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
    """Turn what models and database refuse inside into SaveRejected for ``form``.

    ``field`` names the field of the form that all messages belong to.
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
