"""The glossary names every member of every enumeration, and none that does not exist."""

import re
from pathlib import Path

from django.db.models import TextChoices

from lib.addresses import Publication
from lib.names import NameKind

TEXT = (Path(__file__).resolve().parent.parent / "docs" / "glossary.md").read_text()
ROOMS = ("lib", "sources", "topics", "experts", "summits")


def enumerations(base=TextChoices):
    """All enumerations of the record apps, by name."""
    found = {}
    for one in base.__subclasses__():
        if one.__module__.split(".")[0] in ROOMS:
            found[one.__name__] = one
        found |= enumerations(one)
    return found


def glossary():
    """The glossary's enumerations: {name: [values]}."""
    parts = re.split(r"^## (\w+)$", TEXT, flags=re.MULTILINE)[1:]
    return {
        name: re.findall(r"^\| `([a-z0-9_]+)` \| \S.*\|$", body, re.MULTILINE)
        for name, body in zip(parts[::2], parts[1::2], strict=True)
    }


def test_all_enumerations_are_found():
    assert enumerations()["Publication"] is Publication and enumerations()["NameKind"] is NameKind
    assert len(enumerations()) >= 18


def test_every_member_has_its_line_and_every_line_its_member():
    assert glossary() == {name: list(one.values) for name, one in enumerations().items()}
