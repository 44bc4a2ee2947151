"""config/venv: when packages are installed, and what is said when that is impossible."""

import re
import subprocess
import sys

import pytest

from config import pins, venv


@pytest.fixture
def calls(monkeypatch):
    """Record the commands instead of running them; each succeeds."""
    made = []

    def run(command, **options):
        made.append([str(part) for part in command])
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(venv.subprocess, "run", run)
    return made


def test_packages_are_installed_once_per_list(tmp_path, calls):
    wanted, folder = tmp_path / "requirements.txt", tmp_path / ".venv"
    wanted.write_text("one==1\n")
    (folder / "bin").mkdir(parents=True)
    venv.renew(folder, wanted)
    installs = [call for call in calls if "install" in call]
    assert len(installs) == 1 and "--require-hashes" in installs[0]
    venv.renew(folder, wanted)
    assert len([call for call in calls if "install" in call]) == 1
    wanted.write_text("one==2\n")
    venv.renew(folder, wanted)
    assert len([call for call in calls if "install" in call]) == 2


def test_a_failed_install_is_tried_again_next_time(tmp_path, monkeypatch):
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("one==1\n")
    monkeypatch.setattr(venv, "works", lambda python: True)
    monkeypatch.setattr(venv.subprocess, "run", lambda command, **more: subprocess.CompletedProcess(command, 1))
    for _ in range(2):
        with pytest.raises(SystemExit, match="could not be installed"):
            venv.renew(tmp_path, wanted)


def test_without_the_venv_package_it_names_it(tmp_path, monkeypatch):
    (tmp_path / "requirements.txt").write_text("")
    monkeypatch.setattr(venv.subprocess, "run", lambda command, **more: subprocess.CompletedProcess(command, 1))
    with pytest.raises(SystemExit, match="python3-venv"):
        venv.renew(tmp_path / ".venv", tmp_path / "requirements.txt")


def test_an_old_python_is_refused(monkeypatch):
    monkeypatch.setattr(venv.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match="3.11 or newer.* is 3.9"):
        venv.main("requirements.txt")


def test_a_broken_environment_is_noticed(tmp_path):
    assert venv.works(sys.executable)
    (tmp_path / "python").symlink_to(tmp_path / "gone")
    assert not venv.works(tmp_path / "python")


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_pins_have_hashes_and_name_no_index(name):
    text = (pins.ROOT / f"{name}.txt").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("    --hash=sha256:")]
    assert all("==" in line and line.endswith("\\") for line in lines)
    assert "://" not in text and "--index" not in text and "--find-links" not in text


def test_both_lists_pin_the_same_versions():
    def pinned(name):
        # What stands behind a semicolon says where a package is needed, which may be wider for development.
        lines = (pins.ROOT / f"{name}.txt").read_text().splitlines()
        return {line.split(";")[0].rstrip(" \\") for line in lines if "==" in line}

    assert pinned("requirements") and pinned("requirements") <= pinned("requirements-dev")


def test_every_package_says_why_it_is_there():
    for name in ("requirements.in", "requirements-dev.in"):
        lines = (pins.ROOT / name).read_text().splitlines()
        for number, line in enumerate(lines):
            if line and line[0] not in "#-":
                assert "  # " in line or lines[number - 1].startswith("#"), f"{name}: {line}"


def test_the_licence_of_every_package_that_runs_with_the_product_is_noted():
    notice = re.sub(r"[-_.]+", "-", (pins.ROOT / "NOTICE").read_text().lower())
    names = re.findall(r"^([a-z0-9._-]+)==", (pins.ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert len(names) > 20
    assert [name for name in names if not re.search(rf"(?<![a-z-]){re.escape(name)}(?![a-z-])", notice)] == []
