"""config/settings: what the environment may say, and what is refused."""

import re

import pytest

import config.settings as settings_module
from tests.processes import ROOT, manage


def setting(home, name, **more):
    """Return what the setting is in a process with this environment, or the process's complaint."""
    code = f"from django.conf import settings; print(settings.{name})"
    done = manage(
        home, "shell", "--no-imports", "-c", code, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", **more
    )
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip()


def test_debug_is_off_unless_asked_for(tmp_path):
    assert setting(tmp_path, "DEBUG") == "False"
    assert setting(tmp_path, "DEBUG", PARLEY_DEBUG="1") == "True"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARLEY_DEBUG", "yes"),
        ("PARLEY_HTTPS", "on"),
        ("PARLEY_HOSTS", "https://parley.example"),
        ("PARLEY_HOSTS", "*"),
        ("PARLEY_ORIGINS", "parley.example"),
        ("PARLEY_CORS", "*"),
        ("PARLEY_CORS", "https://timelines.example/page"),
        ("PARLEY_PROXIES", "proxy.example"),
        ("PARLEY_PROXIES", "10.1.0.7/16"),
        ("PARLEY_SECRET_KEY", "short"),
        ("PARLEY_LOG", "loud"),
        ("BIND", "localhost"),
    ],
)
def test_nonsense_is_refused_by_name(tmp_path, name, value):
    answer = setting(tmp_path, "DEBUG", **{name: value})
    assert answer.startswith(name) and "Traceback" not in answer


def test_the_secret_key_is_made_once_and_differs_between_homes(tmp_path):
    one = setting(tmp_path / "a", "SECRET_KEY")
    assert len(one) >= 50 and setting(tmp_path / "a", "SECRET_KEY") == one
    assert setting(tmp_path / "b", "SECRET_KEY") != one
    given = "of-a-deployment-" * 3
    assert setting(tmp_path / "c", "SECRET_KEY", PARLEY_SECRET_KEY=given) == given
    assert not (tmp_path / "c" / "secrets").exists()


def test_a_damaged_secret_is_not_replaced_in_silence(tmp_path):
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "django-secret-key").write_text("")
    assert "too short to be a secret" in setting(tmp_path, "DEBUG")


def test_hosts_and_https(tmp_path):
    assert "'parley.example'" in setting(tmp_path, "ALLOWED_HOSTS", PARLEY_HOSTS="parley.example, .other.example")
    assert setting(tmp_path, "SESSION_COOKIE_SECURE") == "False"
    assert setting(tmp_path, "SESSION_COOKIE_SECURE", PARLEY_HTTPS="1") == "True"


def test_which_origins_may_read_the_api(tmp_path):
    assert setting(tmp_path, "CORS_ALLOW_ALL_ORIGINS") == "True"
    assert setting(tmp_path, "CORS_ALLOW_ALL_ORIGINS", PARLEY_CLOSED="1") == "False"
    named = {"PARLEY_CORS": "https://timelines.example"}
    assert setting(tmp_path, "CORS_ALLOW_ALL_ORIGINS", **named) == "False"
    assert setting(tmp_path, "CORS_ALLOWED_ORIGINS", PARLEY_CLOSED="1", **named) == "['https://timelines.example']"


def test_one_may_ask_for_the_address_that_is_served_on(tmp_path):
    assert "'192.0.2.7'" in setting(tmp_path, "ALLOWED_HOSTS", BIND="192.0.2.7")
    assert "0.0.0.0" not in setting(tmp_path, "ALLOWED_HOSTS", BIND="0.0.0.0")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARLEY_WORKERS", "0"),
        ("PARLEY_WORKERS", "many"),
        ("PARLEY_THREADS", "65"),
        ("BIND", "0.0.0.0.0"),
        ("PORT", "http"),
    ],
)
def test_nonsense_about_the_server_is_refused_by_name(tmp_path, name, value):
    done = manage(tmp_path, "serve", **{name: value})
    assert done.returncode == 1 and done.stderr.startswith(f"{name} must be") and "Traceback" not in done.stderr


def test_the_example_names_every_variable_and_no_other():
    read = {"PORT", "BIND", "DATABASE_URL", "PARLEY_HOME"}
    for path in [*(ROOT / "config").glob("*.py"), *(ROOT / "lib" / "database").glob("*.py")]:
        read |= set(re.findall(r'"(PARLEY_[A-Z_]+)"', path.read_text()))
    # Not for people who run Parley: of `make run` itself, and of the tests.
    read -= {"PARLEY_MAKE", "PARLEY_UNSAFE_DATABASE"}
    example, compose = (ROOT / ".env.example").read_text().split("# -- for deploy/compose.yaml alone")
    for name in re.findall(r"^# ([A-Z_]+)=", compose, re.MULTILINE):
        assert f"${{{name}" in (ROOT / "deploy" / "compose.yaml").read_text()
    named = re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)
    assert sorted(named) == sorted(read)
    assert read - {"PARLEY_HOME"} <= set(re.findall(r"^([A-Z_]+) ", settings_module.__doc__, re.MULTILINE))
