"""Cursors: positions in a list, for the parameter ``cursor``.

A position is the sort key and the id of a row. Both are encrypted, because ids would reveal how
many records there are, drafts included. The same position always gives the same cursor, so that a
page's ETag is stable; a cursor that was not made here is refused.
"""

import base64
import binascii
import datetime
import functools

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.utils.crypto import salted_hmac


class CursorError(ValueError):
    """The cursor parameter was not made by this API."""


@functools.cache
def _cipher(secret):
    return AESSIV(salted_hmac("lib.api.cursors", "cursor", secret, algorithm="sha512").digest())


def encode(direction, key, pk):
    """The cursor for the rows after (``direction`` ``n``) or before (``p``) the row with this key."""
    key = key.isoformat() if isinstance(key, datetime.date) else key
    sealed = _cipher(settings.SECRET_KEY).encrypt(orjson.dumps([direction, key, pk]), None)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def decode(text):
    """Read a cursor: (direction, key, id). Raises CursorError."""
    try:
        sealed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        direction, key, pk = orjson.loads(_cipher(settings.SECRET_KEY).decrypt(sealed, None))
    except (ValueError, TypeError, binascii.Error, UnicodeError, InvalidTag):
        raise CursorError from None
    return direction, key, pk
