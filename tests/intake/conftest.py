"""Small record files, written by hand, for a database that can be looked at as a whole."""

import pytest

from tests.intake.tables import every_row

WORLD = """\
sources:
- {slug: gazette, title: "The Gazette", kind: news_article, published: "2001-02-03"}
places:
- {slug: harbour, name: "Harbour", parent: northland, country: northland}
- {slug: northland, name: "Northland", kind: country}
topics:
- {slug: ice, name: "Ice", broader: sea}
- {slug: sea, name: "The sea"}
organisations:
- {slug: council, name: "Fishery Council", place: harbour, territories: [{place: northland, period: "1950/.."}]}
experts:
- slug: ada-berg
  name: "Ada Berg"
  names:
  - {text: "Ада Берг", language: ru, script: Cyrl, kind: translation}
  identifiers: [{scheme: orcid, value: "0000-0002-1825-0097"}]
appointments:
- {id: apt-berg, expert: ada-berg, organisation: council, post: "Secretary", start: "1999", end: ".."}
events:
- slug: fish-talks
  kind: conference
  name: "Fish talks"
  date: "2001-02"
  place: harbour
  topics: [ice, sea]
  citations:
  - {source: gazette, paragraph: 1, field: date, value: "2001-02"}
- {slug: gale, kind: incident, name: "The gale", date: "2000~"}
panels:
- {id: fish-panel, event: fish-talks, title: "Nets"}
participations:
- {id: part-berg, event: fish-talks, panel: fish-panel, expert: ada-berg, role: speaker, appointments: [apt-berg]}
positions:
- id: pos-answer
  event: fish-talks
  panel: fish-panel
  summary: "Nets should be wider."
  in_reply_to: pos-question
  holders: [{expert: ada-berg, name_as_printed: "A. Berg"}]
  endorsers: [{organisation: council}]
  topics: [{topic: sea, stance: supports}]
  about: [{event: gale, stance: neutral}]
- {id: pos-question, event: fish-talks, kind: question, summary: "How wide should nets be?", attribution: unattributed}
outcomes:
- id: out-nets
  event: fish-talks
  title: "Agreement on nets"
  parties: [{organisation: council}]
  later_events: [{event: gale, relation: breaks}]
links:
- {id: link-gale, from: fish-talks, to: gale, kind: discusses}
"""


@pytest.fixture
def world(tmp_path):
    """A file with a record of every kind and every list; returns its path."""
    path = tmp_path / "world.yaml"
    path.write_text(WORLD, encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path):
    """A function that writes a record file and returns its path."""

    def write(text, name="more.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def everything(db):
    """A function that returns every row of every table of ours, history and what was loaded included."""
    return every_row
