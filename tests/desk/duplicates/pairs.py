"""What the tests of suspected duplicates ask."""

from desk.duplicates import refresh, suspicions


def found(name):
    """{(id, id): [words]} of what is suspected now."""
    assert refresh(name) == 0
    return {row.ids: [reason["words"] for reason in row.reasons] for row in suspicions(name)}


def pair(one, other):
    return min(one.pk, other.pk), max(one.pk, other.pk)
