"""What a start does before it serves."""

import threading

import pytest
from django.conf import settings

from config import serve


@pytest.fixture
def steps(monkeypatch, tmp_path):
    """The steps of the preparation, each of which only notes that it was taken."""
    taken = []
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path))
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    for name in ("keep_uploads_private", "migrate", "load_founding_records", "collect_static", "create_administrator"):
        monkeypatch.setattr(serve, name, lambda name=name: taken.append(name))
    return taken


@pytest.mark.parametrize("homes", [("one", "one"), ("one", "other")], ids=["one home", "one database"])
def test_of_two_first_starts_one_waits(steps, monkeypatch, tmp_path, homes):
    waits = threading.Event()
    monkeypatch.setattr(serve, "say", lambda text: waits.set() if "waiting" in text else None)
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path / homes[0]))
    with serve.one_at_a_time():
        monkeypatch.setenv("PARLEY_HOME", str(tmp_path / homes[1]))
        second = threading.Thread(target=serve.prepare)
        second.start()
        assert waits.wait(120), "it says that it waits"
        assert steps == []
    second.join(120)
    assert len(steps) == 5


def test_uploads_are_closed_to_others_whatever_the_home_is(tmp_path, monkeypatch):
    tmp_path.chmod(0o755)
    uploads = tmp_path / "uploads"
    uploads.mkdir(mode=0o755)
    monkeypatch.setattr(settings, "MEDIA_ROOT", uploads)
    serve.keep_uploads_private()
    assert uploads.stat().st_mode & 0o777 == 0o700


def test_an_upload_is_for_its_owner_alone(tmp_path):
    from django.core.files.base import ContentFile
    from django.core.files.storage import FileSystemStorage

    storage = FileSystemStorage(location=tmp_path / "uploads")
    name = storage.save("bulk/names.csv", ContentFile(b"name"))
    file = tmp_path / "uploads" / name
    assert file.stat().st_mode & 0o777 == 0o600
    assert {one.stat().st_mode & 0o777 for one in (file.parent, file.parent.parent)} == {0o700}
