"""The page about Parley, and what every page takes from here: its style sheet and its letters, with their licence."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured

from config.environment import licence
from tests.page_reader import check, get


def test_about_says_how_records_are_made_and_cited(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = get(client, "/about/")
    check(page)
    assert {"method", "words", "licence", "cite"} <= set(page.ids)
    assert "A post is not a position." in page.text and "stated no licence" in page.text


def test_the_licence_of_the_data_is_a_setting(db, client, settings):
    settings.PARLEY_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    page = get(client, "/about/")
    assert "may be used under CC BY 4.0." in page.text and "stated no licence" not in page.text
    assert "https://creativecommons.org/licenses/by/4.0/" in page.links


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ("", "")),
        ("CC0", ("CC0", "")),
        (" CC BY 4.0 https://a.example/by/ ", ("CC BY 4.0", "https://a.example/by/")),
        ("https://a.example/terms", ("https://a.example/terms", "https://a.example/terms")),
    ],
)
def test_a_licence_is_words_and_an_address(monkeypatch, value, expected):
    monkeypatch.setenv("PARLEY_LICENCE", value)
    assert licence("PARLEY_LICENCE") == expected


def test_a_licence_with_two_addresses_is_refused(monkeypatch):
    monkeypatch.setenv("PARLEY_LICENCE", "https://a.example/ or https://b.example/")
    with pytest.raises(ImproperlyConfigured, match="PARLEY_LICENCE"):
        licence("PARLEY_LICENCE")


def test_the_site_leads_to_licence_and_citation(db, client):
    assert {"/about/", "/about/#cite", "/about/#licence"} <= set(get(client, "/nothing/", 404).links)


def test_letters_come_from_here_with_their_licence():
    with open(finders.find("parley/parley.css"), encoding="utf-8") as file:
        sheet = file.read()
    named = re.findall(r'url\("?([^")]+)"?\)', sheet)
    files = [name for name in named if not name.startswith("#")]
    assert files and all(finders.find(f"parley/{name}") for name in files)
    for family in {
        name.split("/")[1].rsplit("-", 3)[0].removesuffix("-latin").removesuffix("-cyrillic") for name in files
    }:
        with open(finders.find(f"parley/fonts/{family}.LICENSE.txt"), encoding="utf-8") as file:
            assert "SIL Open Font License" in file.read(), family


def test_no_colour_stands_outside_the_tokens():
    """A colour of its own would stay light in the dark."""
    with open(finders.find("parley/parley.css"), encoding="utf-8") as file:
        sheet = file.read()
    rules = sheet[sheet.index("/* 2 base") : sheet.index("/* 11 print")]
    with open(finders.find("parley/pictures.css"), encoding="utf-8") as file:
        rules += file.read()
    assert re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)", rules) == []


MOTION = r"transition|animation|@keyframes|scroll-behavior|behavior: *[\"']smooth"
WITH_MOTION = re.compile(r"@media \(prefers-reduced-motion: no-preference\) \{(?:[^{}]*\{[^{}]*\})*\s*\}")


def test_nothing_moves_for_those_who_asked_for_less_motion():
    """All that moves stands below ``prefers-reduced-motion: no-preference``; d3's own zoom asks for it in timeline.js."""
    base = Path(settings.BASE_DIR)
    folders = [base / "static", *(folder for folder in base.glob("*/static") if folder.parent.name != "var")]
    own = [path for folder in folders for kind in ("css", "js") for path in folder.rglob(f"*.{kind}")]
    own = [path for path in own if path.name != "d3.js"]
    assert {"parley.css", "desk.css", "timeline.css", "timeline.js", "pick.js"} <= {path.name for path in own}
    moving = {
        path.name: found
        for path in own
        if (found := re.findall(MOTION, WITH_MOTION.sub("", path.read_text(encoding="utf-8"))))
    }
    assert not moving
    assert "prefers-reduced-motion" in (base / "timelines/static/timelines/timeline.js").read_text(encoding="utf-8")
