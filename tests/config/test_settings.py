"""config/settings: what the environment may say, and what is refused."""

import os
import re
import runpy
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured

import config.settings as settings_module
from tests.processes import ROOT, environment, manage


def read(home, module="settings", **more):
    """Return what a module of config/ has by name in a process with this environment; raises as it would there."""
    with mock.patch.dict(os.environ, environment(home, **more), clear=True):
        return runpy.run_path(str(ROOT / "config" / f"{module}.py"))


def test_debug_is_off_unless_asked_for(tmp_path):
    assert read(tmp_path)["DEBUG"] is False
    assert read(tmp_path, PARLEY_DEBUG="1")["DEBUG"] is True


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        ("settings", "PARLEY_DEBUG", "yes"),
        ("settings", "PARLEY_HTTPS", "on"),
        ("settings", "PARLEY_HOSTS", "https://parley.example"),
        ("settings", "PARLEY_HOSTS", "*"),
        ("settings", "PARLEY_ORIGINS", "parley.example"),
        ("settings", "PARLEY_CORS", "*"),
        ("settings", "PARLEY_EMBED", "journal.example"),
        ("settings", "PARLEY_EMBED", "https://journal.example; script-src *"),
        ("settings", "PARLEY_CORS", "https://timelines.example/page"),
        ("settings", "PARLEY_CORS", "https://timelines.example:70000"),
        ("settings", "PARLEY_CORS", "https://bücher.example"),
        ("settings", "PARLEY_EMBED", "https://me@journal.example"),
        ("settings", "PARLEY_PROXIES", "proxy.example"),
        ("settings", "PARLEY_PROXIES", "10.1.0.7/16"),
        ("settings", "PARLEY_SECRET_KEY", "short"),
        ("settings", "PARLEY_LOG", "loud"),
        ("settings", "BIND", "localhost"),
        ("settings", "PARLEY_MAIL", "mail.example"),
        ("settings", "PARLEY_MAIL", "smtps://mail.example"),
        ("settings", "PARLEY_MAIL_FROM", "parley@parley.example"),
        ("settings", "PARLEY_READ_LAG", "0"),
        ("settings", "DATABASE_READ_URL", "db.example"),
        ("settings", "DATABASE_READ_URL", "postgresql://db.example/parley"),
        ("settings", "PARLEY_OIDC", "http://login.example"),
        ("settings", "PARLEY_OIDC_ROLES", "editors"),
        ("server", "PARLEY_WORKERS", "0"),
        ("server", "PARLEY_WORKERS", "many"),
        ("server", "PARLEY_THREADS", "65"),
        ("server", "BIND", "0.0.0.0.0"),
        *(("server", "PORT", port) for port in ("0", "65536", "http", "-1", "80 80", "٨٠٠٠")),
        ("settings", "PARLEY_METRICS", "metrics.example:9109"),
        ("server", "PARLEY_METRICS", "127.0.0.1:0"),
    ],
)
def test_nonsense_is_refused_by_name(tmp_path, module, name, value):
    with pytest.raises(ImproperlyConfigured, match=f"^{name}( must|:)|^PARLEY_MAIL(_FROM)? must be set too"):
        read(tmp_path, module, **{name: value})


@pytest.mark.parametrize(("command", "name"), [("migrate", "PARLEY_LOG"), ("serve", "PORT")])
def test_a_command_says_what_is_refused_in_a_sentence(tmp_path, command, name):
    done = manage(tmp_path, command, **{"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", name: "nonsense"})
    assert done.returncode == 1 and done.stderr.startswith(f"{name} must be") and "Traceback" not in done.stderr
    assert not (tmp_path / "database").exists()


def test_the_secret_key_is_made_once_and_differs_between_homes(tmp_path):
    one = read(tmp_path / "a")["SECRET_KEY"]
    assert len(one) >= 50 and read(tmp_path / "a")["SECRET_KEY"] == one
    assert read(tmp_path / "b")["SECRET_KEY"] != one
    given = "of-a-deployment-" * 3
    assert read(tmp_path / "c", PARLEY_SECRET_KEY=given)["SECRET_KEY"] == given
    assert not (tmp_path / "c" / "secrets").exists()


def test_a_damaged_secret_is_not_replaced_in_silence(tmp_path):
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "django-secret-key").write_text("")
    with pytest.raises(ImproperlyConfigured, match="too short to be a secret"):
        read(tmp_path)


def test_hosts_and_https(tmp_path):
    assert "parley.example" in read(tmp_path, PARLEY_HOSTS="parley.example, .other.example")["ALLOWED_HOSTS"]
    assert read(tmp_path)["SESSION_COOKIE_SECURE"] is False
    assert read(tmp_path, PARLEY_HTTPS="1")["SESSION_COOKIE_SECURE"] is True


def test_which_origins_may_read_the_api(tmp_path):
    assert read(tmp_path)["CORS_ALLOW_ALL_ORIGINS"] is True
    assert read(tmp_path, PARLEY_CLOSED="1")["CORS_ALLOW_ALL_ORIGINS"] is False
    named = {"PARLEY_CORS": "https://timelines.example"}
    assert read(tmp_path, **named)["CORS_ALLOW_ALL_ORIGINS"] is False
    assert read(tmp_path, PARLEY_CLOSED="1", **named)["CORS_ALLOWED_ORIGINS"] == ["https://timelines.example"]


def test_one_may_ask_for_the_address_that_is_served_on(tmp_path):
    assert "192.0.2.7" in read(tmp_path, BIND="192.0.2.7")["ALLOWED_HOSTS"]
    assert "0.0.0.0" not in read(tmp_path, BIND="0.0.0.0")["ALLOWED_HOSTS"]


def test_the_example_names_every_variable_and_no_other():
    known = {"PORT", "BIND", "DATABASE_URL", "DATABASE_READ_URL", "PARLEY_HOME"}
    for path in [*(ROOT / "config").glob("*.py"), *(ROOT / "lib" / "database").glob("*.py")]:
        known |= set(re.findall(r'"(PARLEY_[A-Z_]+)"', path.read_text()))
    # Not for people who run Parley: of `make run` itself, and of the tests.
    known -= {"PARLEY_MAKE", "PARLEY_UNSAFE_DATABASE"}
    example, compose = (ROOT / ".env.example").read_text().split("# -- for deploy/compose.yaml alone")
    for name in re.findall(r"^# ([A-Z_]+)=", compose, re.MULTILINE):
        assert f"${{{name}" in (ROOT / "deploy" / "compose.yaml").read_text()
    named = re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)
    assert sorted(named) == sorted(known)
    assert known - {"PARLEY_HOME"} <= set(re.findall(r"^([A-Z_]+) ", settings_module.__doc__, re.MULTILINE))


def test_origins_are_kept_as_browsers_send_them(tmp_path):
    given = "HTTPS://Timelines.Example:443, http://a.example:80,https://a.example:8443,http://b.example:443"
    wanted = ["https://timelines.example", "http://a.example", "https://a.example:8443", "http://b.example:443"]
    found = read(tmp_path, PARLEY_CORS=given, PARLEY_EMBED=f"*,{given}", PARLEY_ORIGINS=given)
    assert found["CORS_ALLOWED_ORIGINS"] == found["CSRF_TRUSTED_ORIGINS"] == wanted
    assert found["PARLEY_EMBED"] == ["*", *wanted]


def test_mail_needs_a_sender_a_site_and_a_password_that_nobody_reads(tmp_path):
    def sent(**more):
        given = {"PARLEY_MAIL_FROM": "Parley <parley@parley.example>", "PARLEY_ORIGINS": "https://parley.example"}
        return read(tmp_path, **given | more)

    found = sent(PARLEY_MAIL="smtp+tls://parley:p%40ss@mail.example")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"]) == ("mail.example", 587, "p@ss")
    assert found["EMAIL_USE_TLS"] and not found["EMAIL_USE_SSL"] and found["SITE"] == "https://parley.example"
    assert read(tmp_path)["PARLEY_MAIL"] is False
    for words, more in (
        ("readably", {"PARLEY_MAIL": "smtp://parley:pass@mail.example"}),
        ("PARLEY_ORIGINS", {"PARLEY_MAIL": "smtps://mail.example", "PARLEY_ORIGINS": ""}),
        ("PARLEY_MAIL_FROM must be a mail", {"PARLEY_MAIL": "smtps://mail.example", "PARLEY_MAIL_FROM": "parley"}),
    ):
        with pytest.raises(ImproperlyConfigured, match=words) as refusal:
            sent(**more)
        assert "pass" not in str(refusal.value).replace("password", "")


def test_a_provider_needs_its_client_and_roles_that_exist(tmp_path):
    given = {"PARLEY_OIDC": "https://login.example/", "PARLEY_OIDC_CLIENT": "parley", "PARLEY_OIDC_SECRET": "zz"}
    found = read(tmp_path, **given, PARLEY_OIDC_ROLES="a b=Editor, c=Reviewer")["PARLEY_OIDC"]
    assert found["issuer"] == "https://login.example" and found["roles"] == {"a b": "Editor", "c": "Reviewer"}
    assert found["claim"] == "groups"
    for name, more in (
        ("PARLEY_OIDC_SECRET", {"PARLEY_OIDC_SECRET": ""}),
        ("PARLEY_OIDC_ROLES", {"PARLEY_OIDC_ROLES": "a=Emperor"}),
        ("PARLEY_STAFF_FACTOR", {"PARLEY_STAFF_FACTOR": "1"}),
    ):
        with pytest.raises(ImproperlyConfigured, match=f"^{name}( must|:)"):
            read(tmp_path, **given | more)
