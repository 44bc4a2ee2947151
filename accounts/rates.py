"""Rate limits of the API, per minute, by address or account."""

import time

from django.conf import settings
from django.core.cache import caches
from rest_framework.throttling import BaseThrottle

from accounts.client import counted_address

SECONDS = 60


class RequestRate(BaseThrottle):
    """PARLEY_RATE for strangers, by address; PARLEY_ACCOUNT_RATE for accounts, by session or token; 0: no limit.

    Each process counts in its own memory, since a shared count would cost a statement per request. The limits are divided
    by the number of processes, which get about equal shares of the requests.
    """

    def allow_request(self, request, view):
        """Whether this request is within the limit of the minute."""
        if request.user.is_authenticated:
            limit, whose = settings.ACCOUNT_RATE, f"account-{request.user.pk}"
        else:
            limit, whose = settings.STRANGER_RATE, counted_address(request)
        if not limit:
            return True
        minute = int(time.time()) // SECONDS
        counts, key = caches["rates"], f"{minute}-{whose}"
        counts.add(key, 0, timeout=SECONDS)
        try:
            return counts.incr(key) <= max(1, limit // settings.PROCESSES)
        except ValueError:  # evicted in the meantime
            return True

    def wait(self):
        """Seconds until the next minute (``Retry-After``)."""
        return SECONDS - time.time() % SECONDS
