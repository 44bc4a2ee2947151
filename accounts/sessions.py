"""Sessions in the database that slide with use: whoever works every week is never logged out."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

# Not with each request: each time is a write.
EVERY = timedelta(hours=1)


class SessionStore(DatabaseStore):
    """The stock store; a session that was last written more than an hour ago is written again, to end later."""

    def _get_session_from_db(self):
        found = super()._get_session_from_db()
        if found and found.expire_date - timezone.now() < timedelta(seconds=self.get_session_cookie_age()) - EVERY:
            self.modified = True
        return found
