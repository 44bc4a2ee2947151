"""The look of the desk: the tokens of the site, which stand in its style sheet a second time (a colour for light and dark)."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")


def tokens(path):
    """The custom properties of a style sheet for light and for dark: ({name: value}, {name: value})."""
    text = (ROOT / path).read_text()
    dark = re.search(r"@media screen and \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", text, re.DOTALL)
    first = re.search(r":root[^{]*\{(.*?)\}", text, re.DOTALL)
    light = dict(TOKEN.findall(first[1]))
    if dark:
        return light, light | dict(TOKEN.findall(dark[1]))
    pairs = {
        name: re.fullmatch(r"light-dark\((.*), (.*)\)", value) or [None, value, value] for name, value in light.items()
    }
    return {name: one[1] for name, one in pairs.items()}, {name: one[2] for name, one in pairs.items()}


def test_the_desk_has_the_colours_and_letters_of_the_site():
    site, desk = tokens("static/parley/parley.css"), tokens("desk/static/desk/look.css")
    # Django's admin has a variable of this name for something else.
    shared = (site[0].keys() & desk[0].keys()) - {"accent"}
    assert {"serif", "sans", "page", "ink", "baize", "link", "focus", "mark", "warn"} <= shared and len(shared) >= 18
    for theme, ours, theirs in zip(("light", "dark"), site, desk, strict=True):
        assert {name: theirs[name] for name in shared} == {name: ours[name] for name in shared}, theme
