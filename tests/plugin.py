"""Starts the database of the tests, before pytest-django reads the settings; named in pytest.ini.

The tests have a home and a cluster of their own (PARLEY_HOME/test), apart from real data. With DATABASE_URL they use that
server.
"""

import fcntl
import gc
import os
import shutil
import signal

import pytest

from lib import database

# The first renders no window, which is half of Chromium's time in these tests.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = (
    "The browser tests need Chromium. Install it (Debian: apt-get install chromium-headless-shell, or chromium), "
    "or leave them out with NO_BROWSER=1."
)


def chromium():
    """Return the path of the Chromium on this machine (or $CHROMIUM), or None."""
    given = os.environ.get("CHROMIUM")
    return given or next(filter(None, map(shutil.which, CHROMIUM)), None)


def _own_home():
    # The workers of pytest-xdist inherit the home that the first process has made its own.
    inside = "PYTEST_XDIST_WORKER" in os.environ
    home = database.home() if inside else database.home() / "test"
    os.environ["PARLEY_HOME"] = str(home)
    os.environ["PARLEY_UNSAFE_DATABASE"] = "1"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs an event loop in this thread
    home.mkdir(parents=True, exist_ok=True)
    return home


def _own_number(home):
    """Reserve the lowest number that no other run on this home uses, and return it.

    Each run has a database of its own, so that runs do not interfere.
    """
    for number in range(100):
        lock = open(home / f"run-{number}.lock", "w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return number, lock
    raise pytest.UsageError(f"A hundred test runs are under way in {home}.")


# pytest ends a run that was interrupted with its summary; SIGTERM is to do the same.
signal.signal(signal.SIGTERM, signal.default_int_handler)

try:
    HOME = _own_home()
    NUMBER, LOCK = _own_number(HOME)
    os.environ["PARLEY_TEST_RUN"] = str(NUMBER)
    database.ensure()
except database.Unavailable as error:
    raise pytest.UsageError(str(error)) from None
except OSError as error:
    raise pytest.UsageError(database.explain(error, database.home())) from None


def pytest_configure(config):
    """Refuse to leave out the browser tests where the whole suite is asked for."""
    if os.environ.get("NO_BROWSER") == "1" and os.environ.get("CI"):
        raise pytest.UsageError("NO_BROWSER is refused where CI is set: the browser tests are part of the suite.")


def pytest_collection_finish(session):
    """Keep the program and the tests, which last to the end, out of the collection of garbage: a twentieth of the time.

    What a test makes is looked through more rarely than usual: most is gone by then, without being looked at.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_collection_modifyitems(config, items):
    """Leave out browser tests with NO_BROWSER=1; without a Chromium stop before the first test.

    Files with slow tests come first: at the end of a run no process is left alone with one of them.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    browser = [item for item in items if item.get_closest_marker("browser")]
    if not browser:
        return
    if os.environ.get("NO_BROWSER") == "1":
        config.hook.pytest_deselected(items=browser)
        items[:] = [item for item in items if item not in browser]
    elif not chromium() and not hasattr(config, "workerinput"):
        # A worker of pytest-xdist cannot end the run; there the fixture `browser` fails with the same sentence.
        pytest.exit(NO_CHROMIUM, returncode=4)
