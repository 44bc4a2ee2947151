"""manage.py timeline."""

import json

import pytest
from django.core.management import CommandError, call_command

from experts.models import Expert


def run(capsys, *arguments):
    call_command("timeline", *arguments)
    return capsys.readouterr()


def test_to_standard_output(world, capsys):
    assert json.loads(run(capsys, "anna").out)["count"] == 7


def test_filters_and_site(world, capsys):
    out = run(capsys, "anna", "--kind", "event", "--kind", "position", "--topic", "arms", "--site", "http://h/").out
    entries = json.loads(out)["entries"]
    assert [entry["kind"] for entry in entries] == ["event", "position"]
    assert entries[0]["page"] == "http://h/events/summit/"
    assert json.loads(run(capsys, "anna", "--from", "2022").out)["count"] == 2
    assert json.loads(run(capsys, "anna", "--to", "2011").out)["count"] == 1


@pytest.mark.parametrize("name", ["csv", "ics", "timelinejs"])
def test_to_a_file(world, capsys, tmp_path, name):
    path = tmp_path / "out"
    done = run(capsys, "anna", "--format", name, "--output", str(path))
    assert done.out == "" and "7 entries of Anna Ivanova" in done.err
    assert b"pos-1" in path.read_bytes()


def test_a_file_that_cannot_be_written(world, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("timeline", "anna", "--output", str(tmp_path / "none" / "out"))


def test_an_unknown_expert_gets_suggestions(world):
    with pytest.raises(CommandError, match="no expert “ana-ivanova”. Did you mean: anna"):
        call_command("timeline", "ana-ivanova")
    with pytest.raises(CommandError, match=r"no expert “zzzz”\.$"):
        call_command("timeline", "zzzz")


def test_drafts_are_neither_written_nor_suggested(world):
    Expert.objects.filter(slug="anna").update(publication="draft")
    with pytest.raises(CommandError, match=r"no expert “anna”\.$"):
        call_command("timeline", "anna")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--kind", "meal"], "--kind: .*not one of"),
        (["--topic", "nothing"], "--topic: There is no topic"),
        (["--from", "soon"], "--from: "),
    ],
)
def test_bad_filters(world, arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("timeline", "anna", *arguments)


def test_moved_and_deleted(world):
    world.anna.slug = "anna-ivanova"
    world.anna.save()
    with pytest.raises(CommandError, match="“anna-ivanova” now"):
        call_command("timeline", "anna")
    Expert.objects.create(slug="carl", name="Carl").delete()
    with pytest.raises(CommandError, match="was deleted"):
        call_command("timeline", "carl")
