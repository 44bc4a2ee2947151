"""Database sessions that are extended by use."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

# Not at each request, since each extension is a write.
EVERY = timedelta(hours=1)


class SessionStore(DatabaseStore):
    """The stock store; a session that was last written more than an hour ago is saved again, which extends it."""

    def _get_session_from_db(self):
        found = super()._get_session_from_db()
        if found and found.expire_date - timezone.now() < timedelta(seconds=self.get_session_cookie_age()) - EVERY:
            self.modified = True
        return found
