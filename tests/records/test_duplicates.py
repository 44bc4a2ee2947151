"""What the queue of suspected duplicates offers of the founding records: little, and as docs/merging.md says."""

from pathlib import Path

import pytest

from desk.duplicates import KINDS, refresh, suspicions
from desk.duplicates.sql import SEARCHES

pytestmark = pytest.mark.django_db
DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "merging.md").read_text()
ARTICLE = "Russia and the United States Must Cooperate to Achieve Their Own National Interests"
SUSPECTED = {
    "expert": [
        (
            ("George H. W. Bush", "George W. Bush"),
            ["“George Bush” and “George W. Bush” are 95% alike", "but born 1924 and 1946"],
        )
    ],
    "organisation": [],
    "event": [
        (
            (
                "Press conference of Joseph Biden after the Geneva summit",
                "Press conference of Vladimir Putin after the Geneva summit",
            ),
            [
                "at the same place, Geneva, on the same day: on 2021-06-16",
                f"for both the same place is cited: {ARTICLE}, paragraph 1, sentence 3",
            ],
        )
    ],
    "topic": [],
}


@pytest.mark.parametrize("name", KINDS)
def test_the_queue_is_not_flooded_with_nonsense(name):
    assert refresh(name) == 0
    rows = suspicions(name)
    names = dict(SEARCHES[name].model.objects.values_list("pk", "name"))
    found = [(tuple(sorted(names[pk] for pk in row.ids)), [reason["words"] for reason in row.reasons]) for row in rows]
    assert found == SUSPECTED[name]
    for _, reasons in found:
        assert all(reason in DOCUMENT for reason in reasons)
