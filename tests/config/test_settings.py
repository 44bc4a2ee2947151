"""config/settings: what the environment may say, and what is refused."""

import pytest

from tests.processes import manage


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
