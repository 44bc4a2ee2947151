"""A restore drill says what is wrong with the last backup: by its error, its note, and mail."""

import datetime
import os

import pytest
from django.contrib.auth import get_user_model

from config.metrics import Drill
from lib.backup import drill
from lib.backup.archive import BackupError


@pytest.fixture
def backups(tmp_path, monkeypatch, settings):
    """A folder of two backups, the newer one by date first in the alphabet; what they hold is not looked at."""
    made = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=2)
    monkeypatch.setattr(drill, "unpack", lambda file, folder: {"created": made.isoformat(), "tables": {}})
    monkeypatch.setattr(drill, "prove", lambda dump, tables: None)
    monkeypatch.setattr(drill.database, "home", lambda: tmp_path)
    settings.MEDIA_ROOT = tmp_path / "uploads"
    folder = tmp_path / "backups"
    folder.mkdir()
    for age, name in enumerate(("a.tar", "b.tar")):
        (folder / name).touch()
        os.utime(folder / name, (1000 - age, 1000 - age))
    return folder


def told():
    """What Prometheus is told of the drill: {name: value}."""
    return {family.name: family.samples[0].value for family in Drill().collect()}


def test_the_newest_is_tried_and_told(backups):
    assert told() == {}
    file, _ = drill.drill(backups, hours=3)
    assert file.name == "a.tar"
    said = told()
    assert said["parley_restore_drill_success"] == 1
    assert 7000 < said["parley_restore_drill_seconds"] - said["parley_backup_seconds"] < 7400


@pytest.mark.django_db
def test_what_is_wrong_is_noted_and_sent_to_administrators(backups, monkeypatch, settings, mailoutbox):
    settings.PARLEY_MAIL = "smtp://127.0.0.1"
    for name, superuser, email in (("ann", True, "ann@a.example"), ("bob", False, "bob@a.example"), ("cyd", True, "")):
        get_user_model().objects.create_user(name, email, is_superuser=superuser)
    drill.drill(backups, hours=3)
    with pytest.raises(BackupError, match="none was made in 1 hours"):
        drill.drill(backups, hours=1)

    def differs(dump, tables):
        raise BackupError("The backup does not restore: experts_expert has 1 rows & not 2.")

    monkeypatch.setattr(drill, "prove", differs)
    with pytest.raises(BackupError, match="has 1 rows"):
        drill.drill(backups, hours=3)
    assert [mail.to for mail in mailoutbox] == [["ann@a.example"]] * 2
    assert "has 1 rows & not 2." in mailoutbox[1].body
    said = told()
    assert said["parley_restore_drill_success"] == 0 and said["parley_backup_seconds"] > 0


@pytest.mark.django_db
def test_a_folder_without_a_backup_is_a_failure(backups):
    for file in backups.iterdir():
        file.unlink()
    with pytest.raises(BackupError, match="There is no backup"):
        drill.drill(backups, hours=3)
    assert told() == {
        "parley_restore_drill_seconds": pytest.approx(drill.noted()["at"]),
        "parley_restore_drill_success": 0,
    }
