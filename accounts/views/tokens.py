"""The user's API tokens: created, shown once, revoked."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.forms import TokenForm
from accounts.models import ApiToken
from accounts.views.pages import drawn
from lib.languages import gettext, translated
from lib.violations import violation_messages

LOG = logging.getLogger(__name__)


@never_cache
@login_required
def tokens(request):
    """The list, with a form for a new one. The response to the form shows the new token, only once."""
    form = TokenForm(request.POST or None)
    fresh = text = again = None
    if request.method == "POST" and form.is_valid():
        wanted = request.user, form.cleaned_data["name"], form.expires_at()
        try:
            with transaction.atomic():
                fresh, text = ApiToken.objects.make(*wanted)
        except IntegrityError as error:
            again = ApiToken.objects.make_again(*wanted)
            if again:
                fresh, text = again
            else:
                form.add_error("name", [translated(one) for one in violation_messages(error, ApiToken)])
        if fresh:
            LOG.info("API token %s… of %r made.", fresh.start, request.user.get_username())
            form = TokenForm()
    rows = request.user.api_tokens.all()
    return drawn(
        request, "accounts/tokens.html", gettext("API tokens"), form=form, rows=rows, fresh=fresh, text=text, again=again,
        site=request.build_absolute_uri("/"),
    )  # fmt: skip


@require_POST
@never_cache
@login_required
def revoke(request, pk):
    """Revoke one of the user's tokens."""
    token = get_object_or_404(request.user.api_tokens, pk=pk)
    token.delete()
    LOG.info("API token %s… of %r revoked.", token.start, request.user.get_username())
    messages.success(request, gettext("The token “{name}” has been revoked.").format(name=token.name))
    return redirect("account:tokens")
