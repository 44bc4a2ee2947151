"""The generator: its rows are right by themselves, seeded, heavy-tailed, of all precisions."""

import hashlib

import pytest
from django.apps import apps
from django.db import connection

from benchmarks.base import BUSIEST
from benchmarks.copying import OneByOne, defaults
from benchmarks.generate import APPS, SIZES, fill, fingerprint

pytestmark = pytest.mark.django_db
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in APPS and not model.__name__.endswith("History")
]
SAMPLE = 25


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def digest(seed):
    copies = OneByOne()
    fill(SIZES["XS"], copies, seed)
    return hashlib.sha256(repr(copies.rows).encode()).hexdigest()


def test_the_same_seed_gives_the_same_rows_and_another_gives_others():
    assert digest(1) == digest(1) != digest(2)


def test_there_are_as_many_records_as_the_size_says(generated):
    size = SIZES["XS"]
    tables = {
        "summits_event": size.events, "experts_expert": size.experts, "experts_organisation": size.organisations,
        "topics_topic": size.topics, "experts_appointment": size.appointments, "summits_position": size.positions,
    }  # fmt: skip
    assert {name: generated[name] for name in tables} == tables
    assert size.participations * 0.8 < generated["summits_participation"] <= size.participations


def test_size_l_is_ten_times_size_s():
    small, large = SIZES["S"], SIZES["L"]
    kinds = ("events", "experts", "organisations", "topics", "appointments", "participations", "positions")
    assert [getattr(large, kind) for kind in kinds] == [10 * getattr(small, kind) for kind in kinds]
    assert [getattr(small, kind) for kind in kinds] == [5_000, 20_000, 10_000, 2_000, 60_000, 100_000, 300_000]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_sample_of_each_kind_passes_the_models_own_validation(generated, model):
    found = list(model._default_manager.order_by("pk"))
    for record in found[:: max(1, len(found) // SAMPLE)]:
        record.full_clean()


def test_what_triggers_would_derive_is_there(generated):
    assert (
        rows("""SELECT t.id FROM topics_topic t LEFT JOIN topics_topic b ON b.id = t.broader_id
        WHERE t.path <> coalesce(b.path, '/') || t.id || '/'""")
        == []
    )
    for table in ("summits_position", "summits_outcome"):
        assert (
            rows(f"""SELECT v.id FROM {table} v LEFT JOIN summits_event e ON e.id = v.event_id
            WHERE v.effective_date IS DISTINCT FROM coalesce(v.date, e.date)""")
            == []
        )


def test_dates_come_in_all_precisions(generated):
    forms = {
        "unknown": "date IS NULL", "day": r"date ~ '^\d{4}-\d\d-\d\d$'", "month": r"date ~ '^\d{4}-\d\d$'",
        "year": r"date ~ '^\d{4}$'", "about": "date LIKE '%~'", "uncertain": "date LIKE '%?'",
        "interval": r"date ~ '^\d.*/\d'", "open": "date LIKE '%/..'",
    }  # fmt: skip
    for words, condition in forms.items():
        assert rows(
            f"SELECT 1 FROM (SELECT effective_date AS date FROM summits_position) v WHERE {condition} LIMIT 1"
        ), words


def test_some_records_are_drafts_and_names_come_in_two_scripts(generated):
    ((share,),) = rows("SELECT avg((publication <> 'published')::int)::float FROM summits_position")
    assert 0.02 < share < 0.08
    assert {script for (script,) in rows("SELECT DISTINCT script FROM experts_expertname")} == {"Cyrl", "Latn"}


def test_a_few_have_much_and_most_have_little(generated):
    counts = [
        n for (n,) in rows("SELECT count(*) FROM summits_positionholder WHERE expert_id IS NOT NULL GROUP BY expert_id")
    ]
    counts.sort(reverse=True)
    assert sum(counts[: len(counts) // 5]) > 0.4 * sum(counts)


def test_the_busiest_expert_has_the_entries_that_the_size_gives(generated):
    ((number,),) = rows(f"""SELECT (SELECT count(*) FROM experts_appointment WHERE expert_id = {BUSIEST})
        + (SELECT count(*) FROM summits_participation WHERE expert_id = {BUSIEST})
        + (SELECT count(*) FROM summits_positionholder WHERE expert_id = {BUSIEST})""")
    assert number == min(5000, SIZES["XS"].positions // 60)


def test_the_fingerprint_follows_size_and_seed():
    prints = {fingerprint(SIZES["S"]), fingerprint(SIZES["L"]), fingerprint(SIZES["S"], seed=1)}
    assert len(prints) == 3 and fingerprint(SIZES["S"]) in prints


def test_a_column_that_the_generator_does_not_know_gets_its_default():
    columns = ("id", "public_id", "publication", "kind", "summary", "attribution", "basis", "event_id", "order")
    assert defaults("summits_position", columns).items() >= {"quotation": "", "verb": ""}.items()
    assert not defaults("summits_position", columns).keys() & {*columns, "date", "search", "created_at"}
