"""How many requests the API answers: so many in a minute, by the address they come from or the account they are of."""

import time

from django.conf import settings
from django.core.cache import caches
from rest_framework.throttling import BaseThrottle

from accounts.client import counted_address

SECONDS = 60


class RequestRate(BaseThrottle):
    """PARLEY_RATE for strangers, by address; PARLEY_ACCOUNT_RATE for accounts, by session or token; 0: no limit.

    Each process of the server counts for itself, in memory: a count that all share would be a statement more in
    every request. So what is set is divided by the processes, which get about equal shares of the requests.
    """

    def allow_request(self, request, view):
        """Whether this request is one of those that its minute has room for."""
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
        except ValueError:  # dropped meanwhile, to make room for others
            return True

    def wait(self):
        """Seconds until the next minute (``Retry-After``)."""
        return SECONDS - time.time() % SECONDS
