"""The overview of the user's account, and its password."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordChangeView
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts.forms import ChangePassword
from lib.admin.pages import desk_page


def drawn(request, template, title, status=200, **context):
    """Render a page of the account with the admin's frame."""
    return desk_page(admin.site, request, template, title, status, **context)


@never_cache
@login_required
def home(request):
    """The settings of the account."""
    return drawn(request, "accounts/home.html", "Your account", here=not settings.PARLEY_OIDC)


@method_decorator([never_cache, login_required], name="dispatch")
class PasswordView(PasswordChangeView):
    """Change the password, which ends all other sessions of the account."""

    template_name = "accounts/password.html"
    form_class = ChangePassword
    success_url = reverse_lazy("account:home")
    title = "Change your password"

    def get_context_data(self, **kwargs):
        """The form, with the context of the admin's frame."""
        return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}

    def form_valid(self, form):
        """Change the password, with a message."""
        messages.success(self.request, "Your password has been changed. Other browsers have been logged out.")
        return super().form_valid(form)
