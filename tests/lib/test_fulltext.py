"""Full text: words are found however they are written, by their stems."""

import pytest
from django.test import Client

from tests import factories as make

FOUND = [
    ("Erdoğan met the press.", "Erdogan"), ("Erdogan met the press.", "Erdoğan"), ("In Zürich.", "Zurich"),
    ("In Zurich.", "Zürich"), ("Reykjavík talks", "Reykjavik"), ("Reykjavik talks", "REYKJAVÍK"),
    ("Dışişleri Bakanı", "disisleri bakani"), ("Disisleri", "Dışişleri"), ("İstanbul", "Istanbul"),
    ("O’Neill agreed", "O'Neill"), ("O'Neill agreed", "ONeill"), ("ONeill agreed", "O’Neill"),
    ("Al-Assad spoke", "al assad"), ("Al Assad spoke", "Al-Assad"), ("the EU–US summit", "EU-US"),
    ("at the Quai d’Orsay", "Orsay"), ("at the Quai d’Orsay", "d'Orsay"), ("l'Europe unie", "europe"),
    ("Biden’s plan", "Biden"), ("Congress's vote", "congress"), ("the vote of Congress", "Congress’s"),
    ("Речь шла о переговорах", "переговоры"), ("Всё о вооружениях", "вооружение"), ("Учёный совет", "ученый"),
    ("START-2 was ratified", "START 2"), ("Ground control of missiles", "“control of missiles”"),
    ("In Zu\u0308rich.", "Zürich"), ("In Zürich.", "zu\u0308rich"),
    ("Böhm agreed", "Boehm"), ("Boehm agreed", "Böhm"), ("Đorđević spoke", "Djordjevic"), ("In Zuerich.", "Zürich"),
    ("Koenig met Böhm", "König Boehm"), ("Søren Kierkegaard's", "Soeren"), ("Die Straße", "Strasse"),
    ("They don't agree", "dont agree"), ("Strategic arms were reduced", "reducing arms"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "typed"), FOUND)
def test_full_text_is_found_however_its_words_are_written(text, typed, admin_client):
    make.position(public_id="summary", summary=text)
    make.position(public_id="quoted", summary="Plain.", quotation=text)
    make.position(public_id="other", summary="Nothing of the kind.", quotation="Nothing.")
    make.event(slug="named", name=text)
    make.event(slug="told", name="Plain", summary=text)
    make.event(slug="other", name="Nothing")

    def found(kind):
        rows = Client().get(f"/api/v1/{kind}/", {"q": typed}).json()["results"]
        return {row["id"] if kind == "positions" else row["slug"] for row in rows}

    assert found("positions") == {"summary", "quoted"}
    assert "told" in found("events") and "other" not in found("events")
    page = Client().get("/search/", {"q": typed}).content.decode()
    assert "/positions/summary/" in page and "/positions/other/" not in page
    desk = admin_client.get("/admin/summits/position/", {"q": typed}).content.decode()
    assert "2 positions" in desk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("talks -Zurich", {"oslo"}), ("talks -Zürich", {"oslo"}), ("-Oslo talks", {"zurich"}),
        ('talks -"in Oslo"', {"zurich"}), ("Zürich or Oslo", {"zurich", "oslo"}), ("talks ¬Zurich", {"zurich"}),
        ("¬" * 40 + " talks", {"zurich", "oslo"}), ("-" * 40 + " talks", {"zurich", "oslo"}),
        ("talks – Zurich", {"zurich"}), ("talks -Zuerich", {"oslo"}), ('-"in Zuerich" talks', {"oslo"}),
        ("Zuerich or Oslo", {"zurich", "oslo"}), ("Zuerich -Oslo", {"zurich"}),
    ],
)  # fmt: skip
def test_not_and_or_of_full_text_hold(typed, ids):
    make.position(public_id="zurich", summary="Talks in Zürich.")
    make.position(public_id="oslo", summary="Talks in Oslo.")
    rows = Client().get("/api/v1/positions/", {"q": typed}).json()["results"]
    assert {row["id"] for row in rows} == ids


@pytest.mark.django_db
def test_the_search_finds_words_in_other_letters_in_several_places():
    make.position(public_id="p", summary="О переговорах.", holders=[make.expert(name="Lukyanov")])
    make.source(slug="s", title="Правда о встрече", author="Élise")
    page = Client().get("/search/", {"q": "Лукьянов переговоры"}).content.decode()
    assert "/positions/p/" in page
    assert "/sources/s/" in Client().get("/search/", {"q": "встрече elise"}).content.decode()
