"""Mail, where a server for it is set: the worker sends it, and tries again while the mail server is away."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import Error
from django.template.loader import render_to_string
from procrastinate import RetryStrategy

# After 4, 8, 16 … seconds, for a day and a half: what is wrong with a mail server over a weekend is told by the log.
AGAIN = RetryStrategy(max_attempts=16, exponential_wait=2, retry_exceptions=[OSError, Error])


def send(address, subject, template, context):
    """Send one mail of plain text. Raises OSError where the server does not take it (smtplib's errors are such)."""
    # A title may have a line's end, which a header must not.
    subject = " ".join(subject.split())
    text = render_to_string(template, {"site": settings.SITE, **context})
    EmailMessage(subject, text, to=[address]).send()
