"""An import that a person cancels stops soon: it looks between records and statements, not only between batches."""

import pytest

from intake.datasets.importing import import_dataset
from intake.datasets.register import REGISTER
from lib.jobs import Cancelled, Watch
from summits.models import Event
from tests.intake.datasets.conftest import president, trip

pytestmark = pytest.mark.django_db


class Stops(Watch):
    """Looks; raises at a stage, at the look with a number."""

    def __init__(self, words="", number=0):
        self.words, self.number, self.now, self.looks = words, number, "", {}

    def stage(self, words, total):
        self.now = words

    def kind(self, kind, number):
        self.now = "Writing"

    def tick(self, number):
        self.look()

    def look(self):
        self.looks[self.now] = self.looks.get(self.now, 0) + 1
        if self.now == self.words and self.looks[self.now] >= self.number:
            raise Cancelled


@pytest.mark.parametrize("words", ["Looking up what is on record", "Comparing with what is on record", "Writing"])
def test_each_stage_looks_for_each_record(travels, words):
    rows = [
        trip(number, "green-ada", "Ada Green", f"2021-06-{number:02}", f"2021-06-{number:02}", "peru", "Peru", "", "")
        for number in range(1, 21)
    ]
    folder = travels([president(46, "green-ada", "Ada Green", 1942, "2021-01-20", "")], rows, [])
    with pytest.raises(Cancelled):
        import_dataset(REGISTER["hsg-travels"], folder, watch=Stops(words, len(rows)))
    assert not Event.objects.exists()
