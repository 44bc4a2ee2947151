"""Identifiers: how each scheme writes them, their check digits, their addresses."""

import time

import pytest
from django.core.exceptions import ValidationError

from experts.models import ExpertIdentifier
from sources.models import IdentifierScheme, PlaceIdentifier
from sources.models.identifiers import RULES, parse_identifier, plain
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
    ("other", "javascript:alert(1)", ""),
    ("other", "NNDB 7", ""),
]
WRITINGS = [
    ("wikidata", "https://www.wikidata.org/wiki/q9671", "Q9671"),
    ("wikidata", "wd:Q9671", "Q9671"),
    ("wikidata", "https://www.wikidata.org/wiki/Q9671?uselang=de#P31", "Q9671"),
    ("viaf", "https://viaf.org/viaf/102333412/#Name", "102333412"),
    ("geonames", "https://www.geonames.org/2660646/geneve.html", "2660646"),
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
    ("wikidata", "\u200eQ9671\u200b", "Q9671"),
    ("isbn", "978–0‑306‐40615–7", "9780306406157"),
    ("hsg", "https://history.state.gov/departmenthistory/people/rice-condoleezza", "rice-condoleezza"),
    ("other", "  NNDB   7 ", "NNDB 7"),
    ("wikidata", "Q٩٦٧١", "Q9671"),
    ("viaf", "１０２３３３４１２", "102333412"),
    ("isbn", "९७८-०-३०६-४०६१५-७", "9780306406157"),
    ("orcid", "https://orcid.org/۰۰۰۰-۰۰۰۲-۱۶۹۴-۲۳۳x", "0000-0002-1694-233X"),
    ("iso3166", "ｃｈ", "CH"),
    ("other", "فهرست ۷", "فهرست ۷"),
]
MISTYPED = [
    ("wikidata", "9671", "not a valid identifier of Wikidata; an example is Q9671."),
    ("wikidata", "Q٩٦٧²", "an example is"),
    ("wikidata", "Q٩٦٧١", "Write “Q٩٦٧١” as Wikidata does: Q9671"),
    ("isni", "0000000121032684", "its check digits do not match"),
    ("orcid", "0000-0001", "an example is 0000-0002-1825-0097."),
    ("orcid", "0000-0002-1825-0079", "its check digits do not match"),
    ("ror", "03yrm5c27", "its check digits do not match"),
    ("isbn", "9780306406158", "its check digits do not match"),
    ("isbn", "0804429570", "its check digits do not match"),
    ("issn", "0317-8472", "its check digits do not match"),
    ("geonames", "Geneva", "an example is"),
    ("doi", "doi.org", "an example is"),
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
    # Readers are led there over https where it is certain that the catalogue has it.
    assert (row.uri, row.link) == (uri, uri.replace("http:", "https:") if uri.startswith("http") else "")
    assert PlaceIdentifier.objects.values_list(PlaceIdentifier.uri_expression()).get() == (uri,)


@pytest.mark.parametrize(("scheme", "text", "value"), WRITINGS)
def test_other_writings_are_read(scheme, text, value):
    assert plain(scheme, text) == value


@pytest.mark.parametrize(("scheme", "value", "says"), MISTYPED)
def test_what_is_mistyped_is_refused_with_advice(scheme, value, says):
    with pytest.raises(ValidationError) as refused:
        ExpertIdentifier(scheme=scheme, value=value).clean()
    assert says in refused.value.message_dict["value"][0]


@pytest.mark.parametrize("scheme", RULES)
def test_a_text_without_end_is_refused_at_once(scheme):
    """A file may say anything."""
    long = "https://x " * 100_000
    before = time.process_time()
    assert plain(scheme, long) == long.strip()
    assert time.process_time() - before < 1


def test_an_other_address_without_https_stays_as_it_is(db):
    assert PlaceIdentifier(scheme="other", value="http://example.org/7").link == "http://example.org/7"


READ = [
    ("wikidata:Q9671", ("wikidata", "Q9671")),
    (" Wikidata : q9671 ", ("wikidata", "Q9671")),
    ("wikidata:https://www.wikidata.org/wiki/Q9671", ("wikidata", "Q9671")),
    ("https://www.wikidata.org/wiki/Q9671", ("wikidata", "Q9671")),
    ("HTTP://WWW.WIKIDATA.ORG/entity/Q9671", ("wikidata", "Q9671")),
    ("https://viaf.org/viaf/102333412/", ("viaf", "102333412")),
    ("isni:0000 0001 2103 2683", ("isni", "0000000121032683")),
    ("https://isni.org/isni/0000000121032683", ("isni", "0000000121032683")),
    ("https://orcid.org/0000-0002-1694-233x", ("orcid", "0000-0002-1694-233X")),
    ("https://ror.org/03yrm5c26", ("ror", "03yrm5c26")),
    ("https://www.geonames.org/2660646/geneve.html", ("geonames", "2660646")),
    ("https://dx.doi.org/10.1002/ABC.1", ("doi", "10.1002/abc.1")),
    ("doi:10.1002/abc,d", ("doi", "10.1002/abc,d")),
    ("isbn:0-8044-2957-x", ("isbn", "080442957X")),
    ("urn:isbn:9780306406157", ("isbn", "9780306406157")),
    ("URN:ISSN:0317-8471", ("issn", "0317-8471")),
    ("https://portal.issn.org/resource/ISSN/0317-8471", ("issn", "0317-8471")),
    ("https://history.state.gov/departmenthistory/people/rice-condoleezza", ("hsg", "rice-condoleezza")),
    ("other:NNDB 7", ("other", "NNDB 7")),
    ("https://example.org/people/7", ("other", "https://example.org/people/7")),
    ("https://notwikidata.org/Q9671", ("other", "https://notwikidata.org/Q9671")),
]
UNREADABLE = [
    ("Q9671", "give scheme:value, e.g. wikidata:Q9671. The schemes: wikidata, viaf, isni,"),
    ("lccn:n79", "The schemes: wikidata"),
    ("wikidata:", "give scheme:value"),
    (":Q9671", "give scheme:value"),
    ("wikidata:Q1\0", "The schemes: wikidata"),
    ("wikidata:Geneva", "not a valid identifier of Wikidata; an example is Q9671."),
    ("https://www.wikidata.org/wiki/Geneva", "not a valid identifier of Wikidata"),
    ("orcid:0000-0002-1825-0079", "its check digits do not match"),
]


@pytest.mark.parametrize(("text", "found"), READ)
def test_scheme_and_value_are_read_from_one_text(text, found):
    assert parse_identifier(text) == found


@pytest.mark.parametrize(("text", "says"), UNREADABLE)
def test_what_names_no_identifier_is_refused_with_the_schemes(text, says):
    with pytest.raises(ValidationError) as refused:
        parse_identifier(text)
    assert says in refused.value.messages[0]


@pytest.mark.parametrize("scheme", [name for name, rule in RULES.items() if rule.uri])
def test_the_uri_of_each_scheme_names_it(scheme):
    """What the API gives as ``uri`` is understood again."""
    row = ExpertIdentifier(scheme=scheme, value=plain(scheme, RULES[scheme].example))
    assert parse_identifier(row.uri) == (scheme, row.value) == parse_identifier(row.link or row.uri)
