"""What the tests of related events ask."""

from pathlib import Path

from lib.visibility import Audience
from summits.models import LinkCitation
from summits.related import LIMIT, related_rows
from tests import factories as make

DOCS = Path(__file__).resolve().parents[3] / "docs" / "related.md"


def related(event, audience=Audience.PUBLIC, limit=LIMIT):
    """The related events of an event as {slug: row}, in order."""
    _, rows = related_rows(event.pk, audience, "http://testserver", limit)
    return {row["slug"]: row for row in rows}


def kinds(row):
    """The kinds of a row's reasons."""
    return [reason["kind"] for reason in row["reasons"]]


def sourced(link):
    """The same link, with a source."""
    LinkCitation.objects.create(record=link, source=make.source())
    return link
