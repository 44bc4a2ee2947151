"""Links for choosing a password."""

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode


def path_to_choose(user):
    """The path of the page; valid once, within PASSWORD_RESET_TIMEOUT."""
    number = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("account:choose", args=[number, default_token_generator.make_token(user)])
