"""Log-in at a provider of OpenID Connect (django-allauth). Loaded only if PARLEY_OIDC is set."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.contrib.auth.models import Group

LOG = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Suppresses the messages of allauth."""

    def add_message(self, *args, **kwargs):
        """No messages such as “Successfully signed in as …”."""


class Adapter(DefaultSocialAccountAdapter):
    """Creates accounts at the first log-in, without a role; mapped roles follow the provider's groups."""

    def pre_social_login(self, request, sociallogin):
        """Update the roles of a known user."""
        if sociallogin.is_existing:
            give_roles(sociallogin.user, sociallogin.account.extra_data)

    def save_user(self, request, sociallogin, form=None):
        """Create the account of a new user."""
        user = super().save_user(request, sociallogin, form)
        LOG.info("Account %r was made by logging in at the provider.", user.get_username())
        give_roles(user, sociallogin.account.extra_data)
        return user

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Log the reason; the page says only that it failed."""
        if error != AuthError.CANCELLED:
            LOG.warning("A log-in at the provider failed (%s): %s", error, exception or "no reason was given")


def give_roles(user, data):
    """Set the roles that PARLEY_OIDC_ROLES maps from the provider's groups; other roles are kept."""
    mapped = settings.PARLEY_OIDC["roles"]
    said = {}
    for part in ("id_token", "userinfo"):
        said |= data.get(part) or {}
    groups = said.get(settings.PARLEY_OIDC["claim"]) or []
    groups = [groups] if isinstance(groups, str) else [str(one) for one in groups]
    right = {mapped[one] for one in groups if one in mapped}
    has = set(user.groups.values_list("name", flat=True)) & set(mapped.values())
    user.groups.add(*Group.objects.filter(name__in=right - has))
    user.groups.remove(*Group.objects.filter(name__in=has - right))
    if right != has:
        LOG.info("Roles of %r by the provider: %s; before: %s.", user.get_username(), sorted(right), sorted(has))
