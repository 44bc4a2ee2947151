"""The second factor: codes of an app by RFC 6238 (django-otp), and recovery codes."""

import base64
import hashlib
import logging
import re
import secrets
import time

import segno
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.safestring import mark_safe
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import RecoveryCode, Scope
from accounts.throttle import Secret
from lib.languages import gettext

LOG = logging.getLogger(__name__)
CODES = 10
TOLERANCE = 1  # how many steps of 30 seconds a clock may be off


def device_of(user):
    """The device of a user's second factor, or None without one."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


# --- setting it up -----------------------------------------------------------------------------------------------


def new_key():
    """A secret for an app: 160 random bits, in hex."""
    return secrets.token_hex(20)


def readable(key):
    """The secret for typing into an app: base32 in groups of four."""
    text = base64.b32encode(bytes.fromhex(key)).decode()
    return " ".join(re.findall("....", text))


def drawing(user, key):
    """The secret as a QR code: inline SVG, dark on light in any colour scheme."""
    address = TOTPDevice(user=user, key=key).config_url
    svg = segno.make(address, error="m", micro=False).svg_inline(
        dark="#000", light="#fff", border=4, omitsize=True, svgclass="qr", title=gettext("QR code of the secret below")
    )
    return mark_safe(svg)  # noqa: S308 - made of squares only; the title is ours


def enrol(user, key, code):
    """Give a user the second factor whose secret is ``key``, if ``code`` comes from it.

    Returns the recovery codes, which are shown only once; None if the code is wrong. Raises ValueError if the user has a
    factor already.
    """
    now = TOTP(bytes.fromhex(key))
    now.time = time.time()
    text = squeezed(code)
    if not (text.isascii() and text.isdecimal() and now.verify(int(text), TOLERANCE)):
        return None
    with transaction.atomic():
        # If two browsers enrol at once, the second waits and then finds the device of the first.
        get_user_model().objects.select_for_update().get(pk=user.pk)
        if device_of(user):
            raise ValueError("This account already has a second factor.")
        TOTPDevice.objects.filter(user=user).delete()
        LOG.info("Second factor of %r set up.", user.get_username())
        # The code cannot be used for a log-in again.
        device = TOTPDevice.objects.create(
            user=user, name="app", key=key, tolerance=TOLERANCE, drift=now.drift, last_t=now.t(), confirmed=True
        )
        return _fresh_codes(device)


def _fresh_codes(device):
    texts = [base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(CODES)]
    RecoveryCode.objects.filter(device=device).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(device=device, digest=digest(text)) for text in texts)
    return ["-".join(re.findall("....", text)) for text in texts]


@transaction.atomic
def renew_codes(user):
    """New recovery codes in place of all old ones; None without a factor."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
    return _fresh_codes(device) if device else None


# --- using it ----------------------------------------------------------------------------------------------------


def squeezed(text):
    """A code normalised for comparison: without spaces and hyphens, in lower case."""
    return re.sub(r"[\s-]", "", text).lower()


def digest(code):
    """The hash of a recovery code."""
    return hashlib.sha256(squeezed(code).encode()).hexdigest()


def verify(user, code):
    """Whether a code is right: one of the app (usable once), or a recovery code, which is deleted. Raises TooMany."""
    attempt = Secret(Scope.CODE, user)
    right = _is_right(user, squeezed(code))
    if right:
        attempt.succeeded()
    return right


@transaction.atomic
def _is_right(user, text):
    # Locked, so that of two concurrent log-ins with one code only the first succeeds.
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return False
    if len(text) == device.digits and text.isascii() and text.isdecimal():
        return device.verify_token(text)
    if RecoveryCode.objects.filter(device=device, digest=digest(text)).delete()[0] == 0:
        return False
    LOG.info("A recovery code of %r was used.", user.get_username())
    return True


def remove(user):
    """Remove the second factor of a user, including recovery codes."""
    LOG.info("Second factor of %r turned off.", user.get_username())
    TOTPDevice.objects.filter(user=user).delete()
