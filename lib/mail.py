"""Mail, if a server is configured: the worker sends it, and retries while the mail server is down."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import Error
from django.template.loader import render_to_string
from procrastinate import RetryStrategy

# Retries after 4, 8, 16 … seconds, for a day and a half; longer failures are in the log.
AGAIN = RetryStrategy(max_attempts=16, exponential_wait=2, retry_exceptions=[OSError, Error])


def send(address, subject, template, context):
    """Send a plain text mail. Raises OSError (of which smtplib's errors are subclasses) if the server refuses it."""
    # A title may contain a line break, which a header must not.
    subject = " ".join(subject.split())
    text = render_to_string(template, {"site": settings.SITE, **context})
    EmailMessage(subject, text, to=[address]).send()
