"""Identifiers: how each scheme writes them, their check digits, their addresses."""

import pytest
from django.core.exceptions import ValidationError

from experts.models import ExpertIdentifier
from sources.models import IdentifierScheme, PlaceIdentifier
from sources.models.identifiers import RULES, plain
from tests import factories as make

ADDRESSES = [
    ("wikidata", "Q9671", "http://www.wikidata.org/entity/Q9671"),
    ("viaf", "102333412", "http://viaf.org/viaf/102333412"),
    ("isni", "0000000121032683", "https://isni.org/isni/0000000121032683"),
    ("orcid", "0000-0002-1694-233X", "https://orcid.org/0000-0002-1694-233X"),
    ("ror", "03yrm5c26", "https://ror.org/03yrm5c26"),
    ("geonames", "2660646", "https://sws.geonames.org/2660646/"),
    ("doi", "10.1000/182", "https://doi.org/10.1000/182"),
    ("isbn", "9780306406157", "urn:isbn:9780306406157"),
    ("isbn", "080442957X", "urn:isbn:080442957X"),
    ("issn", "2434-561X", "https://portal.issn.org/resource/ISSN/2434-561X"),
    ("hsg", "reagan-ronald", ""),
    ("other", "https://example.org/people/7", "https://example.org/people/7"),
    ("other", "NNDB 7", ""),
]
WRITINGS = [
    ("wikidata", "https://www.wikidata.org/wiki/q9671", "Q9671"),
    ("wikidata", "wd:Q9671", "Q9671"),
    ("viaf", "https://viaf.org/viaf/102333412/", "102333412"),
    ("isni", "ISNI 0000 0001 2103 2683", "0000000121032683"),
    ("orcid", "https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
    ("orcid", "000000021694233X", "0000-0002-1694-233X"),
    ("ror", "https://ror.org/03YRM5C26", "03yrm5c26"),
    ("geonames", "https://sws.geonames.org/2660646/", "2660646"),
    ("doi", "https://doi.org/10.1002/ABC.1", "10.1002/abc.1"),
    ("doi", "doi:10.1002/abc/d", "10.1002/abc/d"),
    ("isbn", "ISBN 978-0-306-40615-7", "9780306406157"),
    ("issn", "0317 8471", "0317-8471"),
    ("hsg", "https://history.state.gov/departmenthistory/people/rice-condoleezza", "rice-condoleezza"),
    ("other", "  NNDB   7 ", "NNDB 7"),
]
MISTYPED = [
    ("wikidata", "9671", "no identifier of Wikidata: one looks like Q9671."),
    ("wikidata", "Q٩٦٧١", "one looks like"),
    ("isni", "0000000121032684", "its check digits do not agree"),
    ("orcid", "0000-0001", "one looks like 0000-0002-1825-0097."),
    ("orcid", "0000-0002-1825-0079", "its check digits do not agree"),
    ("ror", "03yrm5c27", "its check digits do not agree"),
    ("isbn", "9780306406158", "its check digits do not agree"),
    ("isbn", "0804429570", "its check digits do not agree"),
    ("issn", "0317-8472", "its check digits do not agree"),
    ("geonames", "Geneva", "one looks like"),
    ("doi", "doi.org", "one looks like"),
    ("orcid", "https://orcid.org/0000-0002-1825-0097", "Write “https://orcid.org/0000-0002-1825-0097” as ORCID does: 0000-"),
]  # fmt: skip


def test_each_scheme_has_its_rule_and_its_example_passes():
    assert set(RULES) == set(IdentifierScheme.values)
    for scheme, rule in RULES.items():
        ExpertIdentifier(scheme=scheme, value=rule.example).clean()


@pytest.mark.parametrize(("scheme", "value", "uri"), ADDRESSES)
def test_addresses_in_python_and_in_sql(db, scheme, value, uri):
    ExpertIdentifier(scheme=scheme, value=value).clean()
    row = PlaceIdentifier.objects.create(record=make.place(), scheme=scheme, value=value)
    assert (row.uri, row.link) == (uri, uri if uri.startswith("http") else "")
    assert PlaceIdentifier.objects.values_list(PlaceIdentifier.uri_expression()).get() == (uri,)


@pytest.mark.parametrize(("scheme", "text", "value"), WRITINGS)
def test_other_writings_are_read(scheme, text, value):
    assert plain(scheme, text) == value


@pytest.mark.parametrize(("scheme", "value", "says"), MISTYPED)
def test_what_is_mistyped_is_refused_with_advice(scheme, value, says):
    with pytest.raises(ValidationError) as refused:
        ExpertIdentifier(scheme=scheme, value=value).clean()
    assert says in refused.value.message_dict["value"][0]
