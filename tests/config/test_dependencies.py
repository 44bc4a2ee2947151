"""config/dependencies: an audit never says that all is well without knowing it; each package names its licence."""

import datetime
import json

import pytest

from config import dependencies

TODAY = datetime.date(2026, 11, 28)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with two pinned packages, and no audit kept."""
    (tmp_path / "requirements-dev.txt").write_text(
        "one==1.0 \\\n    --hash=sha256:0\ntwo[more]==2.0 ; python_version < '4'\n"
    )
    monkeypatch.setattr(dependencies, "ROOT", tmp_path)
    monkeypatch.setattr(dependencies, "KEPT", tmp_path / "audit.json")
    return tmp_path


@pytest.fixture
def index(monkeypatch):
    """A function that says what pip-audit learns; without it, nothing."""

    def tells(*found):
        def run(command, **more):
            if found:
                command[command.index("--output") + 1].write_text(json.dumps({"dependencies": found}))

        monkeypatch.setattr(dependencies.subprocess, "run", run)

    tells()
    return tells


def package(name, version, *known):
    return {"name": name, "version": version, "vulns": [{"id": one} for one in known]}


def test_what_is_not_known_is_no_success(place, index):
    with pytest.raises(SystemExit, match="cannot be learnt here.* No audit is kept"):
        dependencies.audit([], TODAY)


def test_what_the_index_told_counts_for_a_month_and_these_versions(place, index):
    index(package("one", "1.0"), package("two", "2.0"))
    assert "known against 2 packages" in dependencies.audit([], TODAY)
    index()
    assert "2026-11-28" in dependencies.audit([], TODAY + datetime.timedelta(30))
    for days in (31, -1):
        with pytest.raises(SystemExit, match="of 2026-11-28, and good for 30 days"):
            dependencies.audit([], TODAY + datetime.timedelta(days))
    with open(place / "requirements-dev.txt", "a") as pins:
        pins.write("three==3.0\n")
    with pytest.raises(SystemExit, match="other versions of three"):
        dependencies.audit([], TODAY)


def test_what_is_known_against_a_package_is_named(place, index):
    index(package("one", "1.0"), package("two", "2.0", "CVE-1", "CVE-2"))
    with pytest.raises(SystemExit, match="two: CVE-1, two: CVE-2"):
        dependencies.audit([], TODAY)
    assert not dependencies.KEPT.exists()


def test_each_package_of_the_product_names_its_licence():
    said = {name: dependencies.licence(name) for name in dependencies.pinned()}
    assert len(said) > 50 and [name for name, text in said.items() if not text] == []
    # What may be used beside MIT, and is unlike it in what it asks of who passes it on.
    asks = {name for name, text in said.items() if "GPL" in text or "MPL" in text}
    assert asks == {"psycopg", "psycopg-binary", "psycopg-pool", "certifi", "orjson"}
