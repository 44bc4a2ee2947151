"""The overview of the user's account, and its password."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordChangeView
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from accounts.forms import ChangePassword
from lib.languages import gettext, is_foreign, languages, path_in, spoken


def frame(request):
    """The context of the admin's frame, with the addresses of the page in other languages."""
    context = admin.site.each_context(request)
    if is_foreign():
        # The desk is English, and so are its menus.
        context["has_permission"] = False
    # What a form is answered with may be shown only once.
    if request.method in ("GET", "HEAD") and request.resolver_match.namespace == "account":
        path = request.get_full_path()
        context["in_other_languages"] = [
            (code, name, path_in(path, code)) for code, name in languages() if code != spoken()
        ]
    return context


def drawn(request, template, title, status=200, **context):
    """Render a page of the account with the admin's frame."""
    full = {**frame(request), "title": title, "subtitle": None, **context}
    return TemplateResponse(request, template, full, status=status)


@never_cache
@login_required
def home(request):
    """The settings of the account."""
    return drawn(request, "accounts/home.html", gettext("Your account"), here=not settings.PARLEY_OIDC)


@method_decorator([never_cache, login_required], name="dispatch")
class PasswordView(PasswordChangeView):
    """Change the password, which ends all other sessions of the account."""

    template_name = "accounts/password.html"
    form_class = ChangePassword
    success_url = reverse_lazy("account:home")
    title = gettext_lazy("Change your password")

    def get_context_data(self, **kwargs):
        """The form, with the context of the admin's frame."""
        return {**frame(self.request), **super().get_context_data(**kwargs)}

    def form_valid(self, form):
        """Change the password, with a message."""
        messages.success(self.request, gettext("Your password has been changed. Other browsers have been logged out."))
        return super().form_valid(form)
