"""Waits for states of a page that Playwright's `expect` does not cover."""

import time

from playwright.sync_api import expect

from tests.conftest import PATIENCE

# Every control that can be seen or tabbed to needs a name for those who do not see it.
NAMELESS = """() => [...document.querySelectorAll('input, select, textarea, button')]
    .filter(e => e.type !== 'hidden' && !e.hidden && !e.closest('.empty-form'))
    .filter(e => !(e.labels && [...e.labels].some(l => l.textContent.trim())) && !e.getAttribute('aria-label')
        && !e.getAttribute('aria-labelledby') && !['submit', 'button'].includes(e.type)
        || (['submit', 'button'].includes(e.type)
            && !(e.value || e.textContent.trim() || e.getAttribute('aria-label'))))
    .map(e => e.closest('div').outerHTML.slice(0, 420))"""


def wait_until(read, wanted):
    """Read repeatedly until the value is as wanted (a value, or a test of it), and return it.

    For geometry, colours, several elements together, and the database behind a page.
    """
    deadline = time.monotonic() + PATIENCE / 1000
    while True:
        found = read()
        if wanted(found) if callable(wanted) else found == wanted:
            return found
        assert time.monotonic() < deadline, f"It stays {found!r}."
        time.sleep(0.02)


def fits(page):
    """Wait until the page needs no horizontal scrolling."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    wait_until(lambda: page.evaluate(wide), 0)


def all_named(page):
    """Wait until every control of the page has a name."""
    wait_until(lambda: page.evaluate(NAMELESS), [])


def painted(page):
    """Wait until the page has been painted for the first time: before that, Chromium may drop keys."""
    wait_until(lambda: page.evaluate("performance.getEntriesByType('paint').length"), bool)
    return page


def has_values(scope, values):
    """Wait until the boxes with these labels contain these values."""
    for label, value in values.items():
        expect(scope.get_by_label(label, exact=True)).to_have_value(value)
