"""Addresses of the account's pages, and the desk's form for logging in."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from accounts.views import factor, login, pages, passwords, tokens

app_name = "account"

urlpatterns = [
    path("", pages.home, name="home"),
    path("login/", login.LogInView.as_view(), name="login"),
    path("login/code/", factor.code, name="code"),
    path("logout/", LogoutView.as_view(next_page="home"), name="logout"),
    path("password/", pages.PasswordView.as_view(), name="password"),
    path("reset/", passwords.ResetView.as_view(), name="reset"),
    path("choose/<uidb64>/<token>/", passwords.ChooseView.as_view(), name="choose"),
    path("factor/", factor.show, name="factor"),
    path("factor/new/", factor.new, name="factor-new"),
    path("factor/codes/", factor.codes, name="factor-codes"),
    path("factor/off/", factor.off, name="factor-off"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="token-revoke"),
]

# Before the admin's own addresses: the form stands where it always stood, and counts the attempts.
desk_urlpatterns = [
    path("login/", login.DeskLogInView.as_view()),
    path("password_change/", pages.PasswordView.as_view()),
]
