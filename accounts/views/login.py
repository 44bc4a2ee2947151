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
from accounts.views.pages import drawn


@method_decorator(login_not_required, name="dispatch")
class LogInView(LoginView):
    """The form of name and password, drawn as the admin's."""

    template_name = "admin/login.html"
    form_class = AnyLogIn
    next_page = "account:home"

    def welcome(self, request):
        """Whether the person is logged in already and needs no form."""
        return request.user.is_authenticated

    def get(self, request, *args, **kwargs):
        """The form, or where the person wants to go."""
        if self.welcome(request):
            return HttpResponseRedirect(self.get_success_url())
        if settings.PARLEY_OIDC:
            return self.lead_to_provider(request)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Name and password, where they are asked for here."""
        return self.lead_to_provider(request) if settings.PARLEY_OIDC else super().post(request, *args, **kwargs)

    def lead_to_provider(self, request):
        """Off to log in there, and back to where the person wants to go; who is logged in would come back for ever."""
        if request.user.is_authenticated:
            return drawn(request, "accounts/no_role.html", "No role at the desk", status=403)
        target = self.get_redirect_url() or self.get_default_redirect_url()
        return redirect(f"{reverse('openid_connect_login')}?{urlencode({'next': target})}")

    def form_valid(self, form):
        """Log in, or ask for the second factor; sessions that ran out are cleared away on this occasion."""
        user = form.get_user()
        if device_of(user) or is_required(user):
            keep(self.request, user, self.get_success_url())
            return redirect("account:code")
        response = super().form_valid(form)
        self.request.session.clear_expired()
        return response

    def get_context_data(self, **kwargs):
        """What the admin's template wants to know."""
        return super().get_context_data(**kwargs) | {
            **admin.site.each_context(self.request),
            "title": "Log in",
            "subtitle": None,
            "may_reset": settings.PARLEY_MAIL and not settings.PARLEY_OIDC,
            "app_path": self.request.get_full_path(),
            "username": self.request.user.get_username(),
            "next": self.get_redirect_url() or self.get_default_redirect_url(),
        }


class DeskLogInView(LogInView):
    """The same for the desk: for those who may enter it."""

    form_class = DeskLogIn
    next_page = "admin:index"

    def welcome(self, request):
        """Somebody logged in who may not enter is offered to log in as somebody else."""
        return admin.site.has_permission(request)

    def get_success_url(self):
        """Who opens the form while logged in goes to the desk, as in the stock admin."""
        return self.get_default_redirect_url() if self.request.method == "GET" else super().get_success_url()
