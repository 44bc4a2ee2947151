"""URLs of the account's pages, in every language (config/urls.py), and of the desk's log-in."""

import functools

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.http import Http404
from django.urls import include, path

from accounts.views import factor, login, pages, passwords, tokens

app_name = "account"


def here(view):
    """A view of passwords or second factors, which is 404 with single sign-on."""

    @functools.wraps(view)
    def look(request, *args, **kwargs):
        if settings.PARLEY_OIDC:
            raise Http404("Passwords and second factors are those of the provider at which you log in.")
        return view(request, *args, **kwargs)

    return look


urlpatterns = [
    path("", pages.home, name="home"),
    path("login/", login.LogInView.as_view(), name="login"),
    path("login/code/", here(factor.code), name="code"),
    path("logout/", LogoutView.as_view(next_page="home"), name="logout"),
    path("password/", here(pages.PasswordView.as_view()), name="password"),
    path("reset/", here(passwords.ResetView.as_view()), name="reset"),
    path("choose/<uidb64>/<token>/", here(passwords.ChooseView.as_view()), name="choose"),
    path("factor/", here(factor.show), name="factor"),
    path("factor/new/", here(factor.new), name="factor-new"),
    path("factor/codes/", here(factor.codes), name="factor-codes"),
    path("factor/off/", here(factor.off), name="factor-off"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="token-revoke"),
]

# Before the admin's own URLs, so that this form, which counts attempts, replaces the stock one.
desk_urlpatterns = [
    path("login/", login.DeskLogInView.as_view()),
    path("password_change/", here(pages.PasswordView.as_view())),
]

# With PARLEY_OIDC: allauth expects its names without a namespace.
sign_on_urlpatterns = [path("sign-on/", include("accounts.sso_urls"))] if settings.PARLEY_OIDC else []
