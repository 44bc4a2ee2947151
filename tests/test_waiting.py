"""Browser tests wait for what a page shows, instead of asserting what it shows at one instant."""

import ast
from pathlib import Path

import pytest

from tests.test_architecture import ROOT, tracked

# What Playwright reads at one instant. A moment later the page may show something else.
INSTANT = {
    "all_inner_texts", "all_text_contents", "bounding_box", "content", "count", "evaluate", "evaluate_all",
    "get_attribute", "inner_html", "inner_text", "input_value", "is_checked", "is_disabled", "is_editable",
    "is_enabled", "is_hidden", "is_visible", "text_content",
}  # fmt: skip


def reads(node):
    """Whether code reads the state of a page at once. What stands in a lambda is read until it is as it should be."""
    if isinstance(node, ast.Lambda):
        return False
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(called, ast.Attribute) and called.attr in INSTANT:
        # Counting in the database, or in a text, is something else.
        return called.attr != "count" or not (node.args or ".objects" in ast.unparse(called))
    address = isinstance(node, ast.Attribute) and node.attr == "url"
    return address or any(map(reads, ast.iter_child_nodes(node)))


def hasty(text):
    """The lines on which a Python text asserts what a page shows at one instant.

    It may be read in the assert, by a function of the file, or into a name of the same function before.
    """
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    returns = {f.name for f in functions for node in ast.walk(f) if isinstance(node, ast.Return) and reads(node)}
    for function in functions:
        parts = list(ast.walk(function))
        read = [node for node in parts if isinstance(node, ast.Assign | ast.NamedExpr) and reads(node.value)]
        known = returns.union(
            *(ast.unparse(getattr(node, "targets", None) or node.target).split(", ") for node in read)
        )
        for node in parts:
            if isinstance(node, ast.Assert):
                names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
                if reads(node) or names & known:
                    yield node.lineno


def test_browser_tests_wait_for_what_a_page_shows():
    files = [path for path in tracked("tests/*.py") if "mark.browser" in path.read_text() and path != Path(__file__)]
    assert len(files) > 20, "the browser tests were not found"
    # `expect` of Playwright waits; for what it has no words for, wait_until of tests/browser/states.py.
    faults = {str(path.relative_to(ROOT)): found for path in files if (found := list(hasty(path.read_text())))}
    assert faults == {}


@pytest.mark.parametrize(
    "lines",
    [
        "assert page.locator('li').count() == 5",
        "assert not button.is_visible()",
        "assert page.url.endswith('/events/')",
        "width = page.evaluate('innerWidth')\n    assert width == 5",
        "assert shown(page) == 5",
    ],
)
def test_an_assert_on_an_instant_is_seen(lines):
    assert list(hasty(f"def shown(page):\n    return page.locator('b').inner_text()\ndef test(page):\n    {lines}"))


@pytest.mark.parametrize(
    "lines",
    [
        "assert Event.objects.count() == 5 and text.count('<') == 1",
        "wait_until(lambda: page.locator('b').inner_text(), '5')",
        "name = page.locator('b').inner_text()\n    found = client.get(name)\n    assert found.status_code == 200",
    ],
)
def test_what_waits_or_asks_the_database_is_no_assert_on_an_instant(lines):
    assert not list(hasty(f"def test(page, client):\n    {lines}"))
