"""Mail about accounts. The worker creates the links, so that no secret is stored in the queue."""

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import User
from procrastinate.contrib.django import app

from accounts.links import path_to_choose
from lib import mail
from lib.languages import gettext, speaking
from lib.worker import fresh


@app.task(name="accounts.reset", retry=mail.AGAIN)
def reset(*, email, language=settings.LANGUAGE_CODE):
    """Find the account of an address for which a password reset was requested, in a language, if there is one."""
    fresh()
    for user in PasswordResetForm().get_users(email):
        send_link.defer(user=user.pk, template="reset", language=language)


@app.task(name="accounts.link", retry=mail.AGAIN)
def send_link(*, user, template, language=settings.LANGUAGE_CODE):
    """Send the link for choosing a password, after a reset request or an invitation."""
    fresh()
    found = User.objects.filter(pk=user, is_active=True).exclude(email="").first()
    if found:
        with speaking(language):
            subject = {"reset": gettext("A new password for Parley"), "invitation": "Your account at Parley"}[template]
            context = {"user": found, "path": path_to_choose(found)}
            mail.send(found.email, subject, f"accounts/mail/{template}.txt", context)
