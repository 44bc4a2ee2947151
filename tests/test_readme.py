"""What the README tells a new user to do works."""

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from intake.records import load
from tests import factories as make

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
RESEARCH = (ROOT / "docs" / "research.md").read_text()


def commands():
    """The addresses of the curl commands of the README's examples, each with the comment above it."""
    block = re.search(r"runs these -->\n```sh\n(.*?)```", README, re.DOTALL).group(1)
    lines = block.strip().splitlines()
    return [(lines[i], shlex.split(lines[i + 1])[1]) for i in range(0, len(lines), 2)]


def test_there_are_examples():
    assert len(commands()) >= 8
    assert all(comment.startswith("# ") for comment, _ in commands())


@pytest.mark.django_db
def test_each_example_answers_with_something():
    load([ROOT / "records"])
    # One that was called off is none of the summits that certainly took place.
    make.event(slug="called-off", kind="summit", status="cancelled", date="2021-05-05")
    client = Client(headers={"host": "127.0.0.1:8000"})
    for comment, address in commands():
        parts = urlsplit(address)
        assert parts.netloc == "127.0.0.1:8000"
        response = client.get(f"{parts.path}?{parts.query}")
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code == 200, (comment, body)
        if "json" in response["Content-Type"]:
            assert response.json()["count"] > 0, comment
        elif "csv" in response["Content-Type"]:
            assert b"geneva-summit-2021" in body and b"called-off" not in body, comment
        else:
            assert b"BEGIN:VEVENT" in body, comment


@pytest.mark.django_db
def test_each_question_of_the_guide_to_research_has_an_answer():
    load([ROOT / "records"])
    client = Client(headers={"host": "127.0.0.1:8000"})
    blocks = re.findall(r"```sh\n(.*?)```", RESEARCH, re.DOTALL)
    lines = "".join(blocks).strip().splitlines()
    assert len(blocks) >= 3 and len(lines) >= 20
    for comment, command in zip(lines[::2], lines[1::2], strict=True):
        assert comment.startswith("# ")
        parts = urlsplit(shlex.split(command)[1])
        response = client.get(f"{parts.path}?{parts.query}")
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code == 200, (comment, body)
        if response["Content-Type"] == "application/json" and not response.streaming:
            assert response.json()["results"], comment
        elif "spreadsheet" in response["Content-Type"] or "json" in response["Content-Type"]:
            assert len(body) > 1000, comment
        else:
            assert body.count(b"\n") > 30, comment


def test_each_link_leads_to_a_file():
    links = re.findall(r"\]\(((?!http)[^)#]+)", README)
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize(
    "target", sorted({one or two for one, two in re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)`", README, re.MULTILINE)})
)
def test_each_make_target_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
