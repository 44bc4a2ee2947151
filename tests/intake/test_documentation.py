"""docs/records.md and the format say the same, and its example can be loaded."""

import re

import pytest
from django.conf import settings

from intake.records import load
from intake.records.format import KINDS
from tests.test_glossary import glossary

TEXT = (settings.BASE_DIR / "docs" / "records.md").read_text(encoding="utf-8")
GLOSSARY = {name.lower(): values for name, values in glossary().items()}
# Lists whose heading is longer than their name.
HEADINGS = {("positions", "topics"): "topics of a position"}


def sections():
    """{heading: {key: (bold, text)}} of the tables under each ### heading."""
    found = {}
    for block in re.split(r"^### ", TEXT, flags=re.MULTILINE)[1:]:
        heading, _, body = block.partition("\n")
        body = re.split(r"^## ", body, flags=re.MULTILINE)[0]
        rows = re.findall(r"^\| (\*\*)?([a-z_]+)(?:\*\*)? \| (.*) \|$", body, flags=re.MULTILINE)
        found[heading] = {key: (bool(bold), text) for bold, key, text in rows if (key, text) != ("key", "holds")}
    return found


def lists():
    """Every list of the format that has entries with keys: (heading, keys)."""
    for kind in KINDS.values():
        for rows in kind.rows.values():
            if not rows.plain:
                yield HEADINGS.get((kind.name, rows.name), rows.name), rows.keys


def check_holds(key, bold, text):
    assert bold == key.required, f"{key.name}: bold means that it must be there"
    if key.name == "publication":
        return
    if key.holds == "choice" and (enumeration := re.search(r"\(glossary\.md#([a-z]+)\)", text)):
        # The glossary has all members (tests/test_glossary.py).
        assert key.required and key.allowed == GLOSSARY[enumeration[1]], key.name
    elif key.holds == "choice":
        assert re.findall(r"`([a-z0-9_]+)`", text) == key.allowed, key.name
        assert re.findall(r"\*\*`([a-z0-9_]+)`\*\*", text) == ([] if key.required else [key.left_out]), key.name
    elif key.holds == "flag":
        assert re.match(r"\*\*yes\*\* or no" if key.left_out else r"yes or \*\*no\*\*", text), key.name
    elif key.holds == "reference":
        assert text.startswith(f"→ {key.refers.name}"), key.name
    elif key.holds in ("date", "time"):
        assert re.search(rf"\b{key.holds}\b|\binterval\b", text), key.name


def test_every_kind_and_list_has_a_section_and_every_section_is_one():
    assert set(sections()) == set(KINDS) | {heading for heading, _ in lists()}


@pytest.mark.parametrize("name", KINDS)
def test_every_key_of_a_kind_is_named_and_every_named_key_exists(name):
    kind, documented = KINDS[name], sections()[name]
    assert list(documented) == kind.order()
    assert documented[kind.id_key][0]
    for key in kind.keys.values():
        check_holds(key, *documented[key.name])
    for rows in kind.rows.values():
        assert documented[rows.name][1].startswith("list of → " if rows.plain else "list")


def test_every_key_of_a_list_is_named_and_every_named_key_exists():
    for heading, keys in lists():
        documented = dict(sections()[heading])
        if heading == "citations" and "attested_on" not in keys:
            assert documented.pop("attested_on")[1].startswith("for appointments:")
        assert list(documented) == list(keys), heading
        for key in keys.values():
            check_holds(key, *documented[key.name])


def test_links_within_the_page_lead_somewhere():
    anchors = {
        re.sub(r"[^a-z0-9_ -]", "", line.lower()).replace(" ", "-")
        for line in re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
    }
    assert set(re.findall(r"\(#([a-z0-9_-]+)\)", TEXT)) <= anchors


@pytest.mark.django_db
def test_the_example_is_a_whole_file_with_every_kind(file):
    (example,) = re.findall(r"```yaml\n(.*?)```", TEXT, flags=re.DOTALL)
    report = load([file(example)])
    assert set(report.counts) == set(KINDS)
    assert load([file(example)]).total("unchanged") == report.total("created")
