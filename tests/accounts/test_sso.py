"""Logging in at a provider of OpenID Connect, where one is named."""

import json
import subprocess
import sys

import pytest
from django.conf import settings as configured

from tests.migrated import migrated
from tests.processes import ROOT, environment

OIDC = {
    "PARLEY_OIDC": "https://login.example",
    "PARLEY_OIDC_CLIENT": "parley",
    "PARLEY_OIDC_SECRET": "zz",
    "PARLEY_OIDC_ROLES": "editors=Editor,reviewers=Reviewer",
}


def test_nothing_of_it_is_loaded_unless_it_is_chosen():
    assert configured.PARLEY_OIDC is None
    listed = [configured.INSTALLED_APPS, configured.MIDDLEWARE, configured.AUTHENTICATION_BACKENDS]
    assert not [name for names in listed for name in names if "allauth" in name]


@pytest.mark.slow
def test_people_log_in_at_the_provider_of_a_closed_installation(tmp_path):
    home = migrated(tmp_path / "home")
    done = subprocess.run(
        [sys.executable, "-m", "tests.accounts.sso_walk"],
        cwd=ROOT,
        env=environment(home, PARLEY_CLOSED="1", **OIDC),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    # Who comes for the first time gets an account, and of roles those alone that are mapped.
    assert told["anna"] == "/admin/summits/event/" and told["anna_may"] == [200, 404]
    assert told["anna_is"] == [False, False, False, "Editor"]
    # The next log-in takes and gives what is mapped, and leaves what an administrator gave.
    assert told["anna_later"] == [1, "Reader", "Reviewer"]
    # Another person of the same name is another account, without a role.
    assert told["bob_is"] == [True] and told["bob_has"] == [] and told["bob_may"] == [403, 200]
    # An account from before belongs to its address, if the provider has looked that it is theirs.
    assert (told["unverified_is_known"], told["verified_is_known"]) == (False, True)
    assert told["inactive"] == "/account/sign-on/inactive/" and not told["inactive_is_in"]
    # No password opens anything, and nobody comes in without having asked.
    assert told["password"] == [302, 302] and not told["password_is_in"] and told["forged"] == 401
    assert told["closed"] == [302, 404, 404]
