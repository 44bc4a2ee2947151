"""`make audit` and `make sbom`: what is known against the packages that are pinned, and what of them a release carries.

    python config/dependencies.py audit    exits with 0 only when it is known that nothing is known against them
    python config/dependencies.py sbom     writes parley.cdx.json: packages, versions, licences (CycloneDX)

Where the index of packages tells of vulnerabilities, an audit asks it and keeps what it learnt in audit.json, to be
committed; where it does not, that file counts, for a month, and for what it speaks of alone.
"""

import datetime
import json
import re
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BILL = ("cyclonedx_py", "environment", "--of", "JSON", "--output-reproducible", "--pyproject", ROOT / "pyproject.toml")
KEPT = ROOT / "audit.json"
MOST_DAYS = 30
# A licence in the words of a classifier, where the package says it in no other way.
CLASSIFIER = "License :: "


def pinned(name="requirements.txt"):
    """The packages of a list: {name: version}."""
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", (ROOT / name).read_text(), re.MULTILINE))


def audit(arguments, today):
    """Ask the index, else the audit that is kept; exits with a sentence unless nothing is known against any package."""
    known = ask(arguments)
    if known is None:
        return trust_kept(today)
    faults = [f"{name}: {one['id']}" for name, found in known.items() for one in found["vulns"]]
    if faults:
        sys.exit(f"Known against packages that are pinned: {', '.join(faults)}. `make requirements ARGS=--upgrade`.")
    packages = {name: found["version"] for name, found in sorted(known.items())}
    KEPT.write_text(json.dumps({"made": today.isoformat(), "nothing is known against": packages}, indent=1) + "\n")
    return f"Nothing is known against {len(packages)} packages; {KEPT.name} says so, with today's date: commit it."


def ask(arguments):
    """What the index knows: {name: {version, vulns}}; None where it does not tell about every one of them."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        command = [sys.executable, "-m", "pip_audit", "--strict", "--require-hashes", "--disable-pip"]
        command += ["--progress-spinner", "off", "--format", "json", "--output", answer]
        subprocess.run([*command, *arguments, "-r", ROOT / "requirements-dev.txt"])
        if not answer.exists():
            return None
        return {found["name"]: found for found in json.loads(answer.read_text())["dependencies"]}


def trust_kept(today):
    """Whether the audit that is kept is young enough, and of the packages that are pinned; exits if not."""
    unknown = "Whether anything is known against the packages cannot be learnt here: pip-audit says why above."
    if not KEPT.exists():
        sys.exit(f"{unknown} No audit is kept in {KEPT.name} either: run this where the index tells.")
    kept = json.loads(KEPT.read_text())
    age = (today - datetime.date.fromisoformat(kept["made"])).days
    if not 0 <= age <= MOST_DAYS:
        sys.exit(f"{unknown} The audit in {KEPT.name} is of {kept['made']}, and good for {MOST_DAYS} days.")
    spoken_of = kept["nothing is known against"].items()
    if missing := sorted(
        name for name, version in pinned("requirements-dev.txt").items() if (name, version) not in spoken_of
    ):
        sys.exit(f"{unknown} The audit in {KEPT.name} is of other versions of {', '.join(missing)}.")
    return f"The index does not tell; on {kept['made']} nothing was known against these packages."


def licence(name):
    """The licence of an installed package as its metadata have it, "" where they have none."""
    said = metadata.metadata(name)
    # The field "License" holds whole texts at times.
    for text in (said.get("License-Expression"), said.get("License")):
        if text and len(text) < 100 and text.upper() != "UNKNOWN":
            return text
    found = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith(CLASSIFIER)]
    return " and ".join(found) or (said.get("License") or "").strip().partition("\n")[0]


def sbom():
    """Install the list of the product apart, and write what is there; exits where a package names no licence."""
    target = ROOT / "parley.cdx.json"
    with tempfile.TemporaryDirectory() as folder:
        steps = [
            ["venv", "--without-pip", folder],
            ["pip", "--python", folder, "install", "-qq", "--require-hashes", "-r", ROOT / "requirements.txt"],
            [*BILL, "--output-file", target, folder],
        ]
        for step in steps:
            if subprocess.run([sys.executable, "-m", *step]).returncode:
                sys.exit(f"{target.name} could not be written; the reason is above.")
    bill = json.loads(target.read_text())
    for part in bill["components"]:
        said = licence(part["name"])
        if not said:
            sys.exit(f"{part['name']} {part['version']} names no licence.")
        # Some of what packages say of it is none of the words that CycloneDX knows, and left out.
        part.setdefault("licenses", [{"license": {"name": said}}])
        print(part["name"], part["version"], said, sep="\t")
    target.write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n")
    return f"{target.name}: {len(bill['components'])} packages."


if __name__ == "__main__":
    what, *more = sys.argv[1:]
    print(audit(more, datetime.date.today()) if what == "audit" else sbom())
