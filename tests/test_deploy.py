"""What stands in deploy/ agrees with the product that it starts."""

import re
import shutil
import subprocess

import pytest
import yaml

from tests.processes import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
VARIABLES = set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def test_every_variable_that_is_set_is_one_that_is_read(compose):
    given = set(compose["services"]["parley"]["environment"])
    for unit in UNITS:
        for line in re.findall(r"^Environment=(.*)$", unit.read_text(), re.MULTILINE):
            given |= {part.partition("=")[0] for part in line.split()}
    image = (DEPLOY / "Containerfile").read_text()
    given |= {part.partition("=")[0] for part in re.search(r"^ENV (.*)$", image, re.MULTILINE)[1].split()}
    assert {name for name in given if not name.startswith("PYTHON")} <= VARIABLES


def test_every_command_that_is_started_exists(compose):
    commands = {compose["services"]["worker"]["command"][2]}
    for text in [unit.read_text() for unit in UNITS] + [(DEPLOY / "Containerfile").read_text()]:
        commands |= set(re.findall(r'manage\.py"?,? "?(\w+)', text))
    commands |= set(re.findall(r"manage\.py (\w+)", compose["services"]["backup"]["command"][2]))
    assert commands == {"serve", "run_worker", "backup", "restore_drill"}


def test_the_proxy_takes_what_parley_takes():
    from config import connections

    text = (DEPLOY / "Caddyfile").read_text()
    assert f"max_size {connections.BODY_BYTES // 1024**2}MiB" in text
    assert f"max_header_size {connections.HEADER_BYTES // 1024}KiB" in text
    assert f"read_header {connections.HEADER_SECONDS}s" in text
    assert f"read_body {connections.BODY_SECONDS // 60}m" in text


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_run_without_rights_and_are_written_to_the_rules(unit):
    text = unit.read_text()
    for line in ("User=parley", "ProtectSystem=strict", "NoNewPrivileges=true", "CapabilityBoundingSet="):
        assert f"\n{line}\n" in text
    if program := shutil.which("systemd-analyze"):
        done = subprocess.run([program, "verify", unit], capture_output=True, text=True)
        told = [line for line in done.stderr.splitlines() if "is not executable: No such file" not in line]
        assert not [line for line in told if unit.name in line], told


def test_nothing_of_the_machine_goes_into_the_image():
    ignored = (ROOT / ".containerignore").read_text().split()
    assert {".git", ".venv", "var", ".env"} <= set(ignored)
