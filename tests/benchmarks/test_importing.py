"""The import against a loop of save(): both write the same, nothing stays, and a slow import is a miss."""

import pytest

from benchmarks import importing
from intake.datasets.register import REGISTER
from intake.models import ImportRun
from summits.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(importing, "TRIPS", 12)


def test_both_write_the_same_records(few, tmp_path):
    importer, path = REGISTER["hsg-travels"], importing.travels(tmp_path)
    (_, fast), (_, slow) = importing.product(importer, path), importing.loop(importer, path, rows=12)
    # 12 events with their participations, 12 travellers, 8 countries, 12 towns, 8 states, and rows beside them.
    assert fast == slow > 100
    assert not Event.objects.exists() and not ImportRun.objects.exists()


def test_an_import_that_is_not_ten_times_as_fast_is_a_miss(monkeypatch):
    monkeypatch.setattr(importing, "product", lambda importer, path: (2.0, 1000))
    for seconds, missed in ((2.0, []), (0.9, ["4.5 times as fast < 10"])):
        monkeypatch.setattr(importing, "loop", lambda importer, path, seconds=seconds: (seconds, 100))
        result = importing.compare(None, None)
        assert result["missed"] == missed
        assert ("MISSED" in importing.line(result)) == bool(missed)
    # Of several data sets the sum is judged: here 2 seconds for 2,000 rows against 29.
    both = importing.together([result, importing.compare(None, None) | {"ms_a_row": {"product": 0, "save() loop": 20}}])
    assert (both["rows"], both["times"], both["missed"]) == (2000, 14.5, [])
