"""The user between password and second factor, kept in the session, which is not logged in yet."""

import time

from django.contrib.auth import get_user_model, login
from django.utils.crypto import constant_time_compare

NAME = "account.pending"
SECONDS = 600


def keep(request, user, target):
    """Remember the user who gave the right password, and where to redirect."""
    # Prevents session fixation.
    request.session.cycle_key()
    request.session[NAME] = {
        "user": user.pk,
        "backend": user.backend,
        "hash": user.get_session_auth_hash(),
        "target": target,
        "at": int(time.time()),
    }


def who(request):
    """The user who gave the right password within the last ten minutes, or None."""
    kept = request.session.get(NAME)
    if not kept or time.time() - kept["at"] > SECONDS:
        return None
    user = get_user_model().objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return user


def finish(request, user):
    """Log the user in; returns where to redirect."""
    kept = request.session.pop(NAME)
    login(request, user, backend=kept["backend"])
    request.session.clear_expired()
    return kept["target"]
