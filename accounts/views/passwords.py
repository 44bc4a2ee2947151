"""Passwords for users who cannot log in: after a reset request or an invitation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import Http404
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from accounts import tasks, throttle
from accounts.client import counted_address
from accounts.forms import ResetForm
from accounts.models import Scope
from accounts.views.pages import frame
from lib.languages import gettext, spoken


@method_decorator([login_not_required, never_cache], name="dispatch")
class ResetView(FormView):
    """Asks for the address to which a link is sent. The response is the same for every address."""

    template_name = "accounts/reset.html"
    form_class = ResetForm
    success_url = reverse_lazy("account:login")
    extra_context = {"title": gettext_lazy("A new password")}

    def dispatch(self, request, *args, **kwargs):
        """404 unless mail can be sent."""
        if not settings.PARLEY_MAIL:
            raise Http404("Passwords are not sent from here: an administrator gives a new one.")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """The admin's frame."""
        return {**frame(self.request), **super().get_context_data(**kwargs)}

    def form_valid(self, form):
        """Count the request and pass it to the worker, which looks up the account."""
        email = form.cleaned_data["email"]
        throttle.clear()
        throttle.count(
            (Scope.RESET, throttle.counted_name(email), ""), (Scope.RESETS, "", counted_address(self.request))
        )
        tasks.reset.defer(email=email, language=spoken())
        messages.success(
            self.request,
            gettext(
                "If there is an account with a password for {email}, an email with a link is on its way to it."
            ).format(email=email),
        )
        return super().form_valid(form)


@method_decorator([login_not_required, never_cache], name="dispatch")
class ChooseView(PasswordResetConfirmView):
    """Choose a password by a link. The second factor is unchanged."""

    template_name = "accounts/choose.html"
    success_url = reverse_lazy("account:login")
    title = gettext_lazy("Choose a password")

    def get_user(self, uidb64):
        """None if the account is inactive."""
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

    def get_context_data(self, **kwargs):
        """The admin's frame."""
        return {**frame(self.request), **super().get_context_data(**kwargs)}

    def form_valid(self, form):
        """Set the password and forget failures with the old one."""
        throttle.unlock(name=self.user.get_username())
        words = gettext("Your password is set. Log in as {name}.")
        messages.success(self.request, words.format(name=self.user.get_username()))
        return super().form_valid(form)
