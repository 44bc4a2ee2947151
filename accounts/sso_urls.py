"""The URLs to which the provider redirects, under the names that allauth expects."""

from allauth.account.views import account_inactive
from allauth.socialaccount.providers.openid_connect import views as provider
from allauth.socialaccount.views import login_cancelled, login_error
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

to_log_in = login_not_required(RedirectView.as_view(pattern_name="account:login"))
ONE = {"provider_id": "provider"}

urlpatterns = [
    path("login/", provider.login, ONE, name="openid_connect_login"),
    path("callback/", provider.callback, ONE, name="openid_connect_callback"),
    path("cancelled/", login_not_required(login_cancelled), name="socialaccount_login_cancelled"),
    path("failed/", login_not_required(login_error), name="socialaccount_login_error"),
    path("inactive/", login_not_required(account_inactive), name="account_inactive"),
    path("again/", to_log_in, name="account_login"),
    path("new/", to_log_in, name="socialaccount_signup"),
]
