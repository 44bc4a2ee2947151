"""Log-ins for the browser tests: by the session of a user, or by the form."""

from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django_otp.oath import TOTP


def log_in(page, name):
    """Put the session of a user into the browser of a page, and return the page.

    The form takes longer than most tests; tests of logging in use it (`log_in_by_form`).
    """
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    session = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    page.context.add_cookies([session | {"domain": "localhost", "path": "/", "httpOnly": True, "sameSite": "Lax"}])
    return page


def log_in_by_form(page, name, password="enter-the-record"):
    """Log in at the desk by keyboard, and return the page, which shows the desk's home."""
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Desk", exact=True).wait_for()
    return page


def stop_clock(monkeypatch):
    """Stop the clock by which codes of the second factor are checked; what an app shows then for a key, as a function."""
    now = 1_800_000_000
    for module in ("accounts.factor", "django_otp.plugins.otp_totp.models"):
        monkeypatch.setattr(f"{module}.time", SimpleNamespace(time=lambda: now))

    def code(key, drift=0):
        shown = TOTP(key, drift=drift)
        shown.time = now
        return f"{shown.token():06}"

    return code
