"""What operating.md says of settings exists, and what exists is said."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_each_variable_of_the_settings_is_explained():
    named = set(re.findall(r"^(PARLEY_\w+) ", (ROOT / "config" / "settings.py").read_text(), re.MULTILINE))
    read = set(re.findall(r'"(PARLEY_\w+)"', (ROOT / "config" / "settings.py").read_text()))
    assert read - named == set() and "PARLEY_PROXIES" in named
    text = (ROOT / "docs" / "operating.md").read_text()
    for name in ("PARLEY_PROXIES", "PARLEY_STAFF_FACTOR", "PARLEY_CLOSED"):
        assert f"`{name}`" in text
