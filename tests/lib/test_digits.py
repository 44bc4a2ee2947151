"""Digits of other scripts: read as 0–9 or refused with advice, and no stored date stops a page."""

import json
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.test import Client

from intake.bulk.reading import read_tables
from intake.datasets import datapackage
from intake.records import load
from lib.clocks import read
from lib.digits import plain
from lib.jobs import Watch
from lib.partialdates import parse
from lib.partialdates.core import FIRST_DAY, LAST_DAY, PartialDateError, stored
from lib.partialdates.fields import PartialDateFormField
from lib.partialdates.repair import repair
from sources.models import Place
from summits.models import Event, Panel
from tests import factories as make
from tests.desk.pages import FormPage, address

WRITTEN = [
    "２０２１-０６-１６",
    "２０２１－０６－１６",
    "٢٠٢١-٠٦-١٦",
    "۲۰۲۱-۰۶-۱۶",
    "२०२१-०६-१६",
    "\u200e2021-06-16\u200f",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_date_in_other_digits_is_that_date(text):
    assert parse(text) == parse("2021-06-16") and str(parse(text)) == "2021-06-16"
    assert str(PartialDateFormField(required=False).clean(text)) == "2021-06-16"


def test_other_forms_and_numbers():
    assert str(parse("２０２１～")) == "2021~" and str(parse("２０２０／２０２１")) == "2020/2021"
    assert plain("१८:३०") == "18:30" and plain("Ⅷ") == "VIII"
    assert plain("1²") == "1²" and plain("٣①") == "3①" and plain("e\u0301²") == "é²"
    for noted in ("2021-03-1²", "2021-03-0①", "2021₆"):
        with pytest.raises(PartialDateError):
            parse(noted)
    assert plain("½") == "1⁄2"  # no number, and so refused by whoever reads one


@pytest.mark.parametrize("text", ["²⁰²¹x", "MMXXI", "二〇二一", "2021年", "①②"])
def test_what_is_no_digit_is_refused_with_the_usual_advice(text):
    with pytest.raises(ValidationError, match="Year first, then month and day"):
        PartialDateFormField(required=False).clean(text)


@pytest.mark.django_db
@pytest.mark.parametrize("text", WRITTEN)
def test_a_panel_is_entered_in_other_digits_and_all_pages_stand(admin_client, text):
    world = make.world()
    page = FormPage(admin_client, address(world.panel)).set(date=text)
    page.save()
    world.panel.refresh_from_db()
    assert str(world.panel.date) == "2021-06-16" and world.panel.date_earliest.isoformat() == "2021-06-16"
    for path in (f"/experts/{world.expert.slug}/", f"/api/v1/experts/{world.expert.slug}/timeline/"):
        assert Client().get(path).status_code == 200


@pytest.mark.django_db
def test_a_time_is_read_in_the_form_as_in_files(admin_client):
    event = make.event(date="2021-06-16", timezone="Europe/Oslo")
    for typed in ("１８:３０", "١٨:٣٠", "18：30", " 18:30 ", "18:30"):
        FormPage(admin_client, address(event)).set(start_time=typed).save()
        event.refresh_from_db()
        assert event.start_time.isoformat() == "18:30:00", typed
        type(event).objects.update(start_time=None)
    refused = {
        "6 pm": "“6 pm” is not a time: write hours and minutes, such as 18:30.",
        "18:30:00.5": "“18:30:00.5” is not a time: write hours and minutes, such as 18:30.",
        "24:00": "“24:00”: there is no such time of day.",
    }
    for typed, words in refused.items():
        answer = FormPage(admin_client, address(event)).set(start_time=typed).send()
        assert words in answer.content.decode(), typed
        with pytest.raises(ValueError, match=words):
            read(typed)
    assert read("9:05").isoformat() == "09:05:00"


@pytest.mark.django_db
def test_files_and_filters_read_them_too(tmp_path):
    path = tmp_path / "e.yaml"
    path.write_text(
        "events:\n- {slug: a, kind: visit, name: A, date: '２０２１-０６-１６', start_time: '１８:３０', timezone: Europe/Oslo}\n"
        "panels:\n- {id: p, event: a, title: P, number: '２', date: '٢٠٢١-٠٦-١٦'}\n"
        "places:\n- {slug: g, name: G, kind: city, latitude: '４６.２', longitude: '٦', identifiers: "
        "[{scheme: geonames, value: '۲۶۶۰۶۴۶'}]}\n"
    )
    load([path])
    event, panel = Event.objects.get(), Panel.objects.get()
    assert (str(event.date), event.start_time.isoformat(), panel.number) == ("2021-06-16", "18:30:00", 2)
    assert str(panel.date) == "2021-06-16"
    place = Place.objects.get()
    assert (place.latitude, place.longitude, place.identifiers.get().value) == (46.2, 6.0, "2660646")
    Event.objects.update(publication="published")
    rows = Client().get("/api/v1/events/", {"date_from": "٢٠٢١-٠٦-١٦", "date_to": "２０２１-０６"}).json()["results"]
    assert [row["slug"] for row in rows] == ["a"]
    found = Client().get("/api/v1/places/", {"identifier": "geonames:२६६०६४६"}).json()["results"]
    assert [row["slug"] for row in found] == ["g"]
    assert Client().get("/api/v1/positions/", {"order": "٢"}).status_code == 400
    page = Client().get("/calendar/", {"year": "٢٠٢١", "month": "٠٦"})
    assert page.status_code == 200 and page.context["whole_year"]


@pytest.mark.django_db
@pytest.mark.parametrize(("maker", "column"), [(make.panel, "date"), (make.source, "accessed"), (make.event, "date")])
def test_the_tables_refuse_what_cannot_be_read(maker, column):
    record = maker()
    for text in ("２０２１-０６-１６", "soon", "2021-02-30"):
        with pytest.raises((IntegrityError, DataError)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {record._meta.db_table} SET {column} = %s WHERE id = %s", [text, record.pk])


@pytest.mark.parametrize("text", ["soon", "２０２１", "2021-02-30", "2021/2020"])
def test_a_stored_text_that_cannot_be_read_stays_as_it_is(text):
    date = stored(text)
    assert (str(date), date.earliest, date.latest) == (text, FIRST_DAY, LAST_DAY)
    assert date.words() and not date.certain
    assert date.precision in ("unreadable", "interval", "day", "year")


@pytest.mark.django_db
def test_dates_of_before_are_mended_and_nothing_written_is_lost(capsys):
    panels = [make.panel(summary="Old."), make.panel(), make.panel(date="2021")]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE summits_panel DROP COLUMN date_earliest, DROP COLUMN date_latest")
        for panel, text in zip(panels, ["next week", "２０２１-０６-１６", "2021"], strict=True):
            cursor.execute("UPDATE summits_panel SET date = %s WHERE id = %s", [text, panel.pk])
        repair("summits", "Panel", "date", "summary")(
            apps, SimpleNamespace(connection=connection, quote_name=connection.ops.quote_name)
        )
        cursor.execute("SELECT date, summary FROM summits_panel ORDER BY id")
        assert cursor.fetchall() == [
            (None, "Old.\n\nDate as it was entered: next week"), ("2021-06-16", ""), ("2021", ""),
        ]  # fmt: skip
    said = capsys.readouterr().out
    assert "“next week” cannot be read" in said and "is written 2021-06-16 now" in said


def test_tables_and_packages_read_identifiers_as_forms_do(tmp_path):
    path = tmp_path / "experts.csv"
    path.write_text('slug,name,identifiers\nada,Ada,"wikidata, value=https://www.wikidata.org/wiki/Q٤٢"\n')
    (entry,), problems = read_tables([(path, path.name)])
    assert (entry.values["identifiers"], problems) == ([{"scheme": "wikidata", "value": "Q42"}], [])
    tables = {
        "experts": "slug,name,born\nada,Ada,１９６７\n",
        "experts-identifiers": "record,row,scheme,value\nada,１,viaf,۷۷\n",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text)
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "p", "resources": resources}))
    (entry,) = datapackage.propose(tmp_path, Watch()).entries.values()
    assert entry.values["born"] == "1967" and entry.values["identifiers"] == [{"scheme": "viaf", "value": "77"}]
