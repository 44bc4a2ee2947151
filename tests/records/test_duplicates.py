"""What the queue of suspected duplicates offers of the founding records: little, and as docs/merging.md says."""

from pathlib import Path

import pytest

from desk.duplicates import KINDS, refresh, suspicions

pytestmark = pytest.mark.django_db
DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "merging.md").read_text()
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
            ["at the same place, Geneva, on the same day: on 2021-06-16"],
        )
    ],
    "topic": [],
}


@pytest.mark.parametrize("name", KINDS)
def test_the_queue_is_not_flooded_with_nonsense(name):
    assert refresh(name) == 0
    rows = suspicions(name).select_related(f"{name}_first", f"{name}_second")
    found = [
        (
            tuple(sorted((getattr(row, f"{name}_first").name, getattr(row, f"{name}_second").name))),
            [reason["words"] for reason in row.reasons],
        )
        for row in rows
    ]
    assert found == SUSPECTED[name]
    for _, reasons in found:
        assert all(reason in DOCUMENT for reason in reasons)
