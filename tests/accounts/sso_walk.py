"""Logs people in at a simulated provider: run by test_sso.py in a process with PARLEY_OIDC.

Prints a line of JSON: what each of them met.
"""

import json
import os
import sys
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import django
import requests
from django.core.management import call_command
from requests.adapters import BaseAdapter

from lib import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
ISSUER = "https://login.example"


class Provider(BaseAdapter):
    """A simulated provider that answers Parley's requests with these ``claims``."""

    claims: dict = {}

    def send(self, request, **kwargs):
        """The answer to a request of ``requests``."""
        path = urlsplit(request.url).path
        answers = {
            "/.well-known/openid-configuration": {
                "issuer": ISSUER,
                "authorization_endpoint": f"{ISSUER}/authorize",
                "token_endpoint": f"{ISSUER}/token",
                "userinfo_endpoint": f"{ISSUER}/userinfo",
                "jwks_uri": f"{ISSUER}/keys",
            },
            "/token": {"access_token": "zz", "token_type": "bearer"},
            "/userinfo": self.claims,
        }
        answer = requests.Response()
        answer.status_code = 200 if path in answers else 404
        answer.headers["content-type"] = "application/json"
        answer.raw = BytesIO(json.dumps(answers.get(path, {})).encode())
        answer.request, answer.url = request, request.url
        return answer

    def close(self):
        """Nothing is open."""


def session(self):
    """Replaces the adapter's session: reaches only the simulated provider."""
    found = requests.Session()
    found.trust_env = False
    found.mount("https://", Provider())
    return found


def log_in(claims, start):
    """Request a page as a stranger and return from the provider with ``claims``; returns (client, final URL)."""
    from django.test import Client

    Provider.claims = claims
    client = Client()
    answer = client.get(start, follow=True)
    away = answer.redirect_chain[-1][0]
    assert away.startswith(f"{ISSUER}/authorize?"), answer.redirect_chain
    state = parse_qs(urlsplit(away).query)["state"][0]
    back = client.get("/account/sign-on/callback/", {"code": "x", "state": state})
    return client, back.headers.get("Location", back.status_code)


def walk():
    """What happens to each of them."""
    from django.contrib.auth.models import Group, User
    from django.test import Client

    known = User.objects.create_user("known", "known@example.org", "long-Enough-77")
    gone = User.objects.create_user("gone", "gone@example.org", is_active=False)
    anna = {"sub": "1", "preferred_username": "anna", "email": "anna@example.org", "groups": ["editors", "zz"]}
    told = {}
    client, told["anna"] = log_in(anna, "/admin/summits/event/")
    user = User.objects.get(username="anna")
    told["anna_may"] = [client.get("/admin/").status_code, client.get("/account/password/").status_code]
    told["anna_is"] = [user.has_usable_password(), user.is_staff, user.is_superuser, *_roles("anna")]
    user.groups.add(Group.objects.get(name="Reader"))
    log_in(anna | {"groups": "reviewers"}, "/account/login/")
    told["anna_later"] = [User.objects.filter(username__startswith="anna").count(), *_roles("anna")]
    client, told["bob"] = log_in({"sub": "2", "preferred_username": "anna"}, "/admin/")
    told["bob_may"] = [client.get("/admin/", follow=True).status_code, client.get("/account/").status_code]
    told["bob_is"] = [User.objects.get(pk=client.session["_auth_user_id"]).username != "anna"]
    told["bob_has"] = list(User.objects.get(pk=client.session["_auth_user_id"]).groups.values_list("name", flat=True))
    mail = {"email": "known@example.org"}
    client, _ = log_in({"sub": "3", **mail, "email_verified": False}, "/")
    told["unverified_is_known"] = client.session["_auth_user_id"] == str(known.pk)
    client, _ = log_in({"sub": "4", **mail, "email_verified": True}, "/")
    told["verified_is_known"] = client.session["_auth_user_id"] == str(known.pk)
    client, told["inactive"] = log_in({"sub": "5", "email": gone.email, "email_verified": True}, "/")
    told["inactive_is_in"] = "_auth_user_id" in client.session
    stranger = Client()
    form = {"username": "known", "password": "long-Enough-77"}
    told["password"] = [stranger.post(path, form).status_code for path in ("/account/login/", "/admin/login/")]
    told["password_is_in"] = "_auth_user_id" in stranger.session
    told["forged"] = stranger.get("/account/sign-on/callback/?code=x&state=zz").status_code
    told["closed"] = [stranger.get(path).status_code for path in ("/", "/account/reset/", "/account/factor/new/")]
    return told


def _roles(name):
    from django.contrib.auth.models import Group

    return sorted(Group.objects.filter(user__username=name).values_list("name", flat=True))


if __name__ == "__main__":
    database.ensure()
    django.setup()
    from django.conf import settings

    from accounts.sso import Adapter

    settings.ALLOWED_HOSTS += ["testserver", "login.example"]
    # Static files as they lie: collecting them is of no interest here.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    Adapter.get_requests_session = session
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(walk()))
