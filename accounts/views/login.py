"""Logging in: name and password."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode

from accounts.factor import device_of
from accounts.forms import AnyLogIn, DeskLogIn
from accounts.pending import keep
from accounts.views.factor import is_required
from accounts.views.pages import drawn, frame
from lib.languages import gettext


@method_decorator(login_not_required, name="dispatch")
class LogInView(LoginView):
    """The log-in form, in the admin's style."""

    template_name = "admin/login.html"
    form_class = AnyLogIn
    next_page = "account:home"

    def welcome(self, request):
        """Whether the user is logged in already."""
        return request.user.is_authenticated

    def get(self, request, *args, **kwargs):
        """The form, or a redirect for a user who is logged in."""
        if self.welcome(request):
            return HttpResponseRedirect(self.get_success_url())
        if settings.PARLEY_OIDC:
            return self.lead_to_provider(request)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Log in by name and password, unless single sign-on is used."""
        return self.lead_to_provider(request) if settings.PARLEY_OIDC else super().post(request, *args, **kwargs)

    def lead_to_provider(self, request):
        """Redirect to the provider and back; not for users who are logged in, which would loop."""
        if request.user.is_authenticated:
            return drawn(request, "accounts/no_role.html", gettext("No role at the desk"), status=403)
        target = self.get_redirect_url() or self.get_default_redirect_url()
        return redirect(f"{reverse('openid_connect_login')}?{urlencode({'next': target})}")

    def form_valid(self, form):
        """Log in, or ask for the second factor; also delete expired sessions."""
        user = form.get_user()
        if device_of(user) or is_required(user):
            keep(self.request, user, self.get_success_url())
            return redirect("account:code")
        response = super().form_valid(form)
        self.request.session.clear_expired()
        return response

    def get_context_data(self, **kwargs):
        """The context of the admin's template."""
        return super().get_context_data(**kwargs) | {
            **frame(self.request),
            "title": gettext("Log in"),
            "subtitle": None,
            "may_reset": settings.PARLEY_MAIL and not settings.PARLEY_OIDC,
            "app_path": self.request.get_full_path(),
            "username": self.request.user.get_username(),
            "next": self.get_redirect_url() or self.get_default_redirect_url(),
        }


class DeskLogInView(LogInView):
    """The log-in of the desk, for users who may enter it."""

    form_class = DeskLogIn
    next_page = "admin:index"

    def welcome(self, request):
        """Users who may not enter are offered to log in as somebody else."""
        return admin.site.has_permission(request)

    def get_success_url(self):
        """The home page of the desk by default, as in the stock admin."""
        return self.get_default_redirect_url() if self.request.method == "GET" else super().get_success_url()
