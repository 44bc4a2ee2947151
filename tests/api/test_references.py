"""Sources and records for reference managers, read by programs that are not ours."""

import json
from datetime import UTC, datetime

import bibtexparser
import pytest
import rispy

from config.api import RESOURCES
from lib.api.formats.references import csl_date
from tests import factories as make
from tests.api.conftest import RECORDS, body, key_of


@pytest.fixture
def world(lonely_world):
    """Tests here count what there is."""
    return lonely_world


pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    """An article with letters that mean something in each of the formats."""
    return make.source(
        slug="valdai-geneva",
        kind="news_article",
        title="What {Geneva} changed: 50 % & more_or_less #1 ~ “Лукьянов”\\end",
        author="Oleg Barabanov and others",
        publisher="Valdai Club",
        url="https://valdaiclub.com/a_b/?x={1}&y=50%25",
        published="2021-06-17",
        accessed="2021-09",
        language="en",
    )


def test_bibtex_is_read_as_it_was_meant(api, article):
    read = bibtexparser.parse_string(body(api("sources/valdai-geneva", format="bib")))
    assert not read.failed_blocks
    (entry,) = read.entries
    assert (entry.entry_type, entry.key) == ("article", "valdai-geneva")
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    assert fields["title"].startswith(r"{What \{Geneva\} changed: 50 \% \& more\_or\_less \#1 ")
    assert "Лукьянов" in fields["title"] and fields["title"].endswith(r"\textbackslash{}end}")
    assert fields["author"] == "{Oleg Barabanov and others}", "in braces, so that “and” divides nobody"
    assert (fields["journal"], fields["year"], fields["date"]) == ("Valdai Club", "2021", "2021-06-17")
    assert fields["url"] == "https://valdaiclub.com/a_b/?x=%7B1%7D&y=50%25" and fields["urldate"] == "2021-09"


def test_ris_is_read_as_it_was_meant(api, article):
    (entry,) = rispy.loads(body(api("sources/valdai-geneva", format="ris")))
    assert (entry["type_of_reference"], entry["title"]) == ("NEWS", article.title)
    assert entry["authors"] == [article.author] and entry["secondary_title"] == "Valdai Club"
    assert (entry["year"], entry["date"], entry["access_date"]) == ("2021", "2021/06/17", "2021/09/")
    assert entry["urls"] == [article.url]


def test_csl_is_the_article_itself(api, article):
    answer = api("sources/valdai-geneva", format="csl")
    assert 'filename="valdai-geneva.json"' in answer["Content-Disposition"]
    (item,) = json.loads(body(answer))
    assert item == {
        "id": "valdai-geneva",
        "type": "article-newspaper",
        "title": article.title,
        "author": [{"literal": article.author}],
        "container-title": "Valdai Club",
        "issued": {"date-parts": [[2021, 6, 17]]},
        "accessed": {"date-parts": [[2021, 9]]},
        "URL": article.url,
        "language": "en",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021-06-16", {"date-parts": [[2021, 6, 16]]}),
        ("2021-06", {"date-parts": [[2021, 6]]}),
        ("1945~", {"date-parts": [[1945]], "circa": True}),
        ("2009/2012", {"date-parts": [[2009], [2012]]}),
        ("2012/..", {"literal": "2012 to date"}),
        (None, None),
    ],
)
def test_partial_dates_stay_partial(text, found):
    assert csl_date(text) == found


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_each_kind_of_record_can_be_cited_alone_and_as_a_list(api, world, name):
    record = getattr(world, RECORDS[name][0])
    keys = {item["id"] for item in json.loads(body(api(name, format="csl")))}
    assert {key_of(getattr(world, one)) for one in RECORDS[name]} <= keys == set(api.keys(name, page_size=200))
    (item,) = json.loads(body(api(f"{name}/{key_of(record)}", format="csl")))
    assert item["title"] and item["URL"].startswith("http")
    if name != "sources":
        assert item["container-title"] == "Parley"
        assert item["accessed"]["date-parts"] == [[*datetime.now(UTC).date().timetuple()[:3]]]
    assert len(bibtexparser.parse_string(body(api(name, format="bib"))).entries) == len(keys)
    assert len(rispy.loads(body(api(name, format="ris")))) == len(keys)


def test_an_empty_list_is_an_empty_file(api, db):
    assert body(api("sources", format="bib")) == body(api("sources", format="ris")) == ""
    assert json.loads(body(api("sources", format="csl"))) == []
