"""Fixtures that several test modules use."""

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests import emptying, inflight
from tests.migrated import template
from tests.plugin import NO_CHROMIUM, chromium

# Milliseconds until a wait for a state of a page fails; enough for slow machines.
PATIENCE = 60_000
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """Copy the database of the tests from a migrated one."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = template()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Make the database of the tests, and note what the migrations wrote: it is there again after each test that commits.

    pytest-django would make none where no test has the mark `django_db`.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        emptying.remember()
        connection.close()
    yield
    with django_db_blocker.unblock():
        # Threads of the live server for abandoned requests still hold connections.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " AND usename = current_user AND pid <> pg_backend_pid()"
            )
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def browser():
    """The machine's Chromium, driven by Playwright; one for the whole run."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    if not chromium():
        pytest.fail(NO_CHROMIUM, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser, live_server):
    """A page in a fresh context on the live server.

    The test fails on an error in the page or its console, and on any request to another host.
    """
    context = browser.new_context(base_url=live_server.url)
    troubles = []
    own = urlsplit(live_server.url).netloc

    def look(request):
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != own:
            troubles.append(f"request to another host: {request.url}")

    # On the context, so that popups are included.
    context.on("request", look)
    context.on("console", lambda message: message.type == "error" and troubles.append(f"console: {message.text}"))
    context.on("weberror", lambda problem: troubles.append(f"page error: {problem.error}"))
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    found = list(troubles)
    context.set_offline(True)  # a closing page sends what was typed, to a database that is about to be emptied
    context.close()
    assert not found, "\n".join(found)


@pytest.fixture(autouse=True)
def served_to_the_end(request):
    """Empty the tables only after the live server has answered all requests."""
    live = "live_server" in request.fixturenames
    if live:
        request.getfixturevalue("transactional_db")
    yield
    if live:
        inflight.wait()
