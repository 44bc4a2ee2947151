"""Names: one is found however it is written, and lists stand in the order that readers expect."""

import re

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.db.models import CharField, TextField
from django.http import QueryDict
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pghistory.models import Events

from desk.duplicates.likeness import persons, words
from experts.models import Expert, ExpertName, Organisation
from lib.admin.base import RecordAdmin
from lib.admin.search import namesakes
from lib.keys import write_again
from lib.names import last_name, same_letters, says_no_more, search_key, search_keys, spellings, spelt
from sources.models import Place, Source
from summits.models import Event
from tests import factories as make
from topics.models import Topic


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Böhm", "Boehm"), ("Boehm", "Böhm"), ("König", "Koenig"), ("Müller-Ötker", "Mueller Oetker"),
        ("Đorđević", "Djordjevic"), ("Djordjević", "Đorđević"), ("Jørgensen", "Joergensen"), ("Åberg", "Aaberg"),
        ("Michael Krämer", "Michael Kraemer"), ("Boehm-Israel", "Böhm-Israel"), ("Böhm-Israel", "Boehm-Israel"),
        ("Raphael Jörg", "Raphael Joerg"), ("Böhm-Mueller", "Boehm-Müller"), ("Manuel Høeg", "Manuel Hoeeg"),
        ("Bo\u0308hm", "Boehm"),  # the dots as a character of their own
        ("Chatham & Sons", "Chatham and Sons"), ("War and Peace", "War & Peace"),
        ("Centre for Defence", "Center for Defense"), ("Peace Organization", "Peace Organisation"),
    ],
)  # fmt: skip
def test_two_ways_to_write_a_name_share_a_key(written, typed):
    assert search_key(written) in search_keys(typed) or search_key(typed) in search_keys(written)
    assert search_key(written) in spellings(typed)


@pytest.mark.parametrize("text", ["", None, "&&", "…", "-" * 40])
def test_what_has_no_letters_has_few_keys(text):
    assert set(search_keys(text)) <= {"and and"}


@pytest.mark.parametrize(
    ("name", "typed"), [("Michael Krämer", "Michael Kraemer"), ("Rafael Böhm-Israel", "boehm-israel"), ("Ae Öz", "ae oez")]
)  # fmt: skip
@pytest.mark.django_db
def test_a_name_is_found_where_only_some_pairs_are_umlauts(admin_client, name, typed):
    make.expert(slug="wanted", name=name)
    make.organisation(slug="wanted", name=name)
    make.event(slug="wanted", name=name)
    for path, query in (("experts", "name"), ("organisations", "name"), ("events", "name"), ("events", "q")):
        rows = Client().get(f"/api/v1/{path}/", {query: typed}).json()["results"]
        assert [row["slug"] for row in rows] == ["wanted"], (path, query)
    assert "/experts/wanted/" in Client().get("/search/", {"q": typed}).content.decode()
    assert name in admin_client.get("/admin/experts/expert/", {"q": typed}).content.decode()
    assert [text for _, text, _ in namesakes(Expert.objects.all(), typed, 3)] == [name]


@pytest.mark.parametrize("typed", ["Boehm", "Böhm", "boehm otto"])
@pytest.mark.django_db
def test_a_person_is_found_however_the_name_is_written(typed):
    expert = make.expert(slug="b", name="Otto Böhm")
    make.expert(slug="other", name="Anna Keller")
    rows = Client().get("/api/v1/experts/", {"name": typed}).json()["results"]
    assert [row["slug"] for row in rows] == [expert.slug]
    assert "/experts/b/" in Client().get("/search/", {"q": typed}).content.decode()


@pytest.mark.django_db
def test_the_best_match_counts_whichever_way_it_is_written():
    make.expert(slug="longer", name="Boehmert")
    make.expert(slug="b", name="Böhm")
    rows = Client().get("/api/v1/experts/", {"name": "Boehm"}).json()["results"]
    assert [row["slug"] for row in rows] == ["b", "longer"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["Center for Peace", "centre for peace", "Dialogue & Research", "dialogue and research"]
)
def test_an_organisation_is_found_however_its_name_is_written(typed):
    make.organisation(slug="c", name="Centre for Peace, Dialogue & Research")
    rows = Client().get("/api/v1/organisations/", {"name": typed}).json()["results"]
    assert [row["slug"] for row in rows] == ["c"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["organisations", "topics", "places", "events"])
def test_words_of_a_name_or_a_further_name_are_found_in_any_order(path):
    kind = path.removesuffix("s")
    record = getattr(make, kind)(slug="wanted", name="Institut für Großraum & Peace")
    record.names.create(text="Институт мира")
    getattr(make, kind)(slug="other", name="Institut für Kleinraum")
    for typed in ("großraum institut", "peace grossr", "mira institut", "Института мира", "Grossraum und Institut"):
        rows = Client().get(f"/api/v1/{path}/", {"name": typed}).json()["results"]
        wanted = ["wanted"] if typed not in ("Института мира", "Grossraum und Institut") else []
        assert [row["slug"] for row in rows] == wanted, typed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Otto Böhm", "Otto Boehm"),
        ("Novak Đoković", "Novak Djokovic"),
        ("Michael Krämer", "Michael Kraemer"),
        ("Otto Böhm-Israel", "Otto Boehm-Israel"),
    ],
)
def test_two_ways_to_write_a_name_are_suspected(one, other):
    assert persons(words(search_key(one)), words(search_key(other))) > 0.9


# -- texts other than names -----------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("post", "typed"),
    [
        ("Président du Conseil", "president du conseil"), ("Vice-President", "vice president"),
        ("Vice President", "Vice-President"), ("Dışişleri Bakanı", "disisleri bakani"),
        ("People’s Commissar", "peoples commissar"), ("Peoples Commissar", "People's"), ("Депутат", "депутат"),
    ],
)  # fmt: skip
def test_words_of_a_post_are_found_with_and_without_accents(post, typed):
    appointment = make.appointment(post=post)
    for path in ("appointments", "experts"):
        rows = Client().get(f"/api/v1/{path}/", {"post": typed}).json()["results"]
        assert [row.get("slug") or row["id"] for row in rows] == [
            appointment.expert.slug if path == "experts" else appointment.public_id
        ]
    assert not Client().get("/api/v1/appointments/", {"post": f"{typed} x"}).json()["results"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("post", "typed"),
    [
        ("Secretary of State", "state secretary"),
        ("Editor-in-Chief", "editor chief"),
        ("Editor-in-Chief", "chief editor"),
        ("Director, Center for Research", "research  director"),
        ("Attaché d’ambassade", "d'ambassade attache"),
        ("Государственный секретарь", "секретарь государственный"),
    ],
)
def test_words_of_a_post_are_found_in_any_order(post, typed):
    appointment = make.appointment(post=post)
    make.appointment(post="Research Secretary to the Chief")
    for path, wanted in (("appointments", appointment.public_id), ("experts", appointment.expert.slug)):
        rows = Client().get(f"/api/v1/{path}/", {"post": typed}).json()["results"]
        assert [row.get("slug") or row["id"] for row in rows] == [wanted]
        assert not Client().get(f"/api/v1/{path}/", {"post": f"{typed} x"}).json()["results"]


@pytest.mark.django_db
def test_words_of_titles_are_found_in_any_order_by_strangers_and_at_the_desk(admin_client):
    event = make.event()
    make.outcome(event=event, title="Joint statement on arms control")
    make.panel(event=event, title="Arms control and trade")
    make.source(title="The arms that nobody could control")
    for path in ("outcomes", "panels", "sources"):
        for query, found in (("control arms", 1), ("arms peace", 0)):
            assert Client().get(f"/api/v1/{path}/", {"q": query}).json()["count"] == found, (path, query)
    for path in ("outcome", "panel"):
        page = admin_client.get(f"/admin/summits/{path}/", {"q": "control arms"}).content.decode()
        assert re.search(r"Joint statement|Arms control and trade", page), path


@pytest.mark.django_db
def test_other_texts_are_folded_too():
    make.source(slug="s", title="Écho de l’Est", author="José Ramón")
    for query in ({"title": "echo de lest"}, {"author": "jose ramon"}, {"q": "ÉCHO"}):
        rows = Client().get("/api/v1/sources/", query).json()["results"]
        assert [row["slug"] for row in rows] == ["s"]


# -- order ----------------------------------------------------------------------------------------

IN_ORDER = ["Ada Zorn", "Élise Mann", "Emil Nolde", "de Gaulle", "Özil", "Pahr", "Łukasz", "Żak"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["experts", "organisations", "topics", "places", "events"])
def test_lists_by_name_are_in_the_order_of_the_letters(kind):
    maker = {"experts": make.expert, "organisations": make.organisation, "topics": make.topic, "places": make.place,
             "events": make.event}[kind]  # fmt: skip
    for number, name in enumerate(IN_ORDER):
        maker(slug=f"r{number}", name=name)
    expected = sorted(IN_ORDER, key=search_key)
    assert expected.index("Élise Mann") < expected.index("Emil Nolde") < expected.index("Özil") < expected.index("Pahr")
    names, cursor = [], None
    while True:
        query = {"ordering": "name", "page_size": 3} | ({"cursor": cursor} if cursor else {})
        answer = Client().get(f"/api/v1/{kind}/", query).json()
        names += [row["name"] for row in answer["results"]]
        if not answer["next"]:
            break
        cursor = answer["next"].partition("cursor=")[2].partition("&")[0]
    assert [name for name in names if name in IN_ORDER] == expected
    model = {"experts": Expert, "organisations": Organisation, "topics": Topic, "places": Place, "events": Event}[kind]
    if kind != "events":  # which stand by date
        assert [name for name in model.objects.values_list("name", flat=True) if name in IN_ORDER] == expected


@pytest.mark.django_db
def test_sources_and_posts_are_in_the_order_of_the_letters():
    for number, text in enumerate(["Zeit", "Écho", "Echte", "alpha"]):
        make.source(slug=f"s{number}", title=text)
        make.appointment(post=text)
    expected = ["alpha", "Écho", "Echte", "Zeit"]
    assert list(Source.objects.filter(title__in=expected).values_list("title", flat=True)) == expected
    rows = Client().get("/api/v1/appointments/", {"ordering": "post"}).json()["results"]
    assert [row["post"] for row in rows] == expected


@pytest.mark.django_db
def test_the_keys_of_names_with_an_ampersand_are_written_again_and_history_says_nothing():
    expert = make.expert(slug="x", name="Bell & Howell")
    ExpertName.objects.create(record=expert, text="B & H")
    Expert.objects.filter(pk=expert.pk).update(name_key="bell howell")
    before = Events.objects.tracks(expert).count()
    write_again("experts", Expert="name", ExpertName="text")(apps, None)
    expert.refresh_from_db()
    assert expert.name_key == "bell and howell" and expert.names.get().key == "b and h"
    assert Events.objects.tracks(expert).count() == before


@pytest.mark.django_db
def test_titles_of_panels_and_outcomes_are_in_the_order_of_the_letters():
    for text in ("Zeit", "Écho", "Echte", "alpha"):
        make.panel(title=text)
        make.outcome(title=text)
    for kind in ("panels", "outcomes"):
        rows = Client().get(f"/api/v1/{kind}/", {"ordering": "title"}).json()["results"]
        assert [row["title"] for row in rows] == ["alpha", "Écho", "Echte", "Zeit"], kind
        rows = Client().get(f"/api/v1/{kind}/", {"ordering": "-title"}).json()["results"]
        assert [row["title"] for row in rows] == ["Zeit", "Echte", "Écho", "alpha"], kind


@pytest.mark.django_db
@pytest.mark.parametrize("model", [one for one in site._registry if isinstance(site._registry[one], RecordAdmin)])
def test_columns_of_text_in_the_lists_of_the_desk_are_sorted_by_letters(model):
    """Each column of text of each list: what the statement sorts by is a key or a folded text."""
    shown = site._registry[model]
    request = RequestFactory().get("/", {})
    request.user = User(is_staff=True, is_active=True, is_superuser=True)
    for number, column in enumerate(shown.get_list_display(request), start=1):
        field = next((field for field in model._meta.fields if field.name == column), None)
        if not isinstance(field, (CharField, TextField)) or field.choices:
            continue
        request.GET = QueryDict(f"o={number}")
        sql = str(shown.get_changelist_instance(request).get_queryset(request).query)
        first = sql.rpartition("ORDER BY ")[2].split(",")[0]
        assert "_key" in first or "_order" in first or "parley_folded" in first, (column, first)


@pytest.mark.django_db
def test_a_click_on_the_head_of_a_column_sorts_by_letters(admin_client):
    for number, name in enumerate(["Zorn", "Élise", "Emil", "anna"]):
        make.source(slug=f"s{number}", title=f"Title {name}", publisher=name)
    for column in (1, 3):
        page = admin_client.get("/admin/sources/source/", {"o": column}).content.decode()
        places = [page.index(f"Title {name}<") for name in ("anna", "Élise", "Emil", "Zorn")]
        assert places == sorted(places), column


@pytest.mark.parametrize(
    ("text", "name", "same"),
    [
        ("fyodor  LUKYANOV", "Fyodor Lukyanov", True), ("Jean Pierre", "Jean-Pierre", True), ("R&D Fund", "R and D Fund", True),
        ("Elise", "Élise", True), ("Élise", "Elise", False), ("É́lise", "Élise", False), ("Федоров", "Фёдоров", True),
        ("Сергей Лавров", "Sergei Lavrov", False), ("Sergei Lavrov", "Сергей Лавров", False),
        ("Boehm", "Böhm", False), ("Lukyanov", "Lukianov", False), ("习近平", "習近平", False),
    ],
)  # fmt: skip
def test_a_text_that_adds_nothing_to_a_name(text, name, same):
    assert says_no_more(text, name) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Editor-in-chief", "editor in  Chief", True), ("Rédacteur", "REDACTEUR", True), ("Vice-Chef", "vice chef", True),
        ("Editor", "Editors", False), ("Директор", "Direktor", False), ("№ 1", "№ 2", False),
        ("मंत्री", "मंत्र", False), ("U.S. envoy", "US Envoy", True), ("pp. 1–2", "pp. 12", False), ("pp. 1–2", "pp. 1-2", True),
    ],
)  # fmt: skip
def test_texts_of_the_same_letters(one, other, same):
    assert same_letters(one, other) is same


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stored", "asked", "found"),
    [
        ("Düsseldorf's Vice-Attaché", "duesseldorf's viceattache", True),
        ("Düsseldorf's Vice-Attaché", "dusseldorfs vice attache", True),
        ("Düsseldorf's Vice-Attaché", "Düsseldorf's Vice‑Attaché", True),
        ("Duesseldorfs Viceattache", "Düsseldorf's vice-attaché", True),
        ("Envoy of Đakovo", "djakovo", True),
        ("Düsseldorf Poet", "Duesseldorf poet", True),
        ("Poet of the Köln Museum", "poet of the koeln museum", True),
        ("Envoy to Israel", "israel", True),
        ("Envoy to Israel", "toisrael", False),
        ("Vice attaché", "viceattache", False),
    ],
)
def test_texts_are_found_however_umlauts_and_hyphens_are_written(client, stored, asked, found):
    make.appointment(post=stored)
    for path in ("appointments", "experts"):
        rows = client.get(f"/api/v1/{path}/", {"post": asked}).json()["results"]
        assert bool(rows) == found, path


_PAIRS = st.sampled_from([("ö", "oe"), ("oe", "oe"), ("ü", "ue"), ("ue", "ue"), ("ä", "ae"), ("Đ", "Dj"), ("aa", "aa")])


@given(st.lists(_PAIRS, max_size=3))
def test_of_few_pairs_each_may_be_an_umlaut_or_not(pairs):
    stored, typed = ("t ".join(text) + "t" for text in ([one for one, _ in pairs], [other for _, other in pairs]))
    assert search_key(stored) in map(search_key, spelt(typed))


_BOTH = st.sampled_from([("ö", "oe"), ("oe", "ö"), ("oe", "oe"), ("ü", "ü"), ("ae", "ä"), ("Đ", "Dj"), ("Å", "aa")])


@given(st.lists(_BOTH, max_size=3))
def test_of_few_pairs_and_umlauts_each_is_found_the_other_way(pairs):
    stored, typed = ("t ".join(text) + "t" for text in ([one for one, _ in pairs], [other for _, other in pairs]))
    if pairs:
        assert search_key(stored) in search_keys(typed)


@given(st.lists(st.one_of(_PAIRS, _BOTH), max_size=60))
def test_a_name_has_a_dozen_keys_at_most(pairs):
    assert len(search_keys(" centre ".join(other for _, other in pairs))) <= 12


@given(st.lists(_PAIRS, max_size=60))
def test_a_text_isspelt_in_a_dozen_ways_at_most(pairs):
    assert len(spelt("t".join(other for _, other in pairs))) <= 12


@pytest.mark.parametrize(
    ("name", "last"),
    [("Thomas Alfred Shannon Jr.", "Shannon"), ("Adlai Stevenson, II", "Stevenson"), ("Анна Иванова", "Иванова"),
     ("Hirohito", "Hirohito"), ("Jr.", "Jr."), ("", "")],
)  # fmt: skip
def test_the_last_name_is_not_what_stands_behind_it(name, last):
    assert last_name(name) == last
