"""Errors of the API, with messages that say what is wrong and what is allowed."""

from rest_framework import status
from rest_framework.exceptions import APIException


class BadParameters(APIException):
    """400: unknown query parameters or bad values, by name."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, errors):
        super().__init__(detail={name: [str(text) for text in texts] for name, texts in errors.items()})


class Gone(APIException):
    """410: the address belonged to a record that has been deleted."""

    status_code = status.HTTP_410_GONE
    default_detail = "The record at this address has been deleted."
    default_code = "gone"
