"""Whom travellers met: the parser of remarks, the resolving of surnames, the figures, the command."""

import csv
import datetime
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from intake.datasets.hsg import measuring
from intake.datasets.hsg.meetings import Met, resolve
from intake.datasets.hsg.remarks import Counterpart, counterparts
from tests.intake.datasets.conftest import president, trip

ANNOTATED = Path(__file__).with_name("annotated.csv")


@pytest.mark.parametrize(
    ("remarks", "country", "met"),
    [
        (
            "Met with President Guy Alba and Foreign Minister Bo Brava. Attended a summit with Russian President Vlad Red.",
            "switzerland",
            ["President Guy Alba, switzerland", "Foreign Minister Bo Brava, switzerland", "President Vlad Red, russia"],
        ),
        ("Accompanied President Green.", "romania", []),
        ("Accompanied President Green to a meeting with Soviet President Red.", "finland", ["President Red, russia"]),
        ("Accompanied British Foreign Secretary Field.", "kenya", ["Foreign Secretary Field, united-kingdom"]),
        ("Joined Vice President Green.", "japan", []),
        ("Joined Foreign Minister Petr Novak in Pilsen.", "czechia", ["Foreign Minister Petr Novak, czech-republic"]),
        ("With Treasury Secretary A. B. Lake, attended a dialogue.", "china", []),
        ("With Secretary of Defense Lake, met with Prime Minister Kan.", "japan", ["Prime Minister Kan, japan"]),
        ("Took part in the U.S. delegation led by Vice President Ada Green.", "germany", []),
        ("Attended the funeral of former President Vaclav Stone.", "czechia", []),
        ("Attended memorial services for former Prime Minister Stone; met with Emperor Hiro.", "japan", ["Emperor Hiro, japan"]),
        (
            "Offered condolences on the death of former Prime Minister Abe and met with Prime Minister Fumio Kan.",
            "japan",
            ["Prime Minister Fumio Kan, japan"],
        ),
        ("Met with the Foreign Ministers of the Baltic States.", "lithuania", []),
        ("Attended NATO Foreign Ministers Meeting.", "belgium", []),
        ("Met with Presidents Alba of Peru and Brava of Chile.", "panama", ["President Alba, peru", "President Brava, chile"]),
        ("Met with Prime Ministers Rabin and Peres.", "israel", ["Prime Minister Rabin, israel", "Prime Minister Peres, israel"]),
        (
            "Met with Palestinian Authority President Mahmoud Abu and King Abdullah II.",
            "jordan",
            ["President Mahmoud Abu, palestinian-authority", "King Abdullah II, jordan"],
        ),
        (
            "Met with Palestinian Authority President Abu and Prime Minister Fay, and Saudi Foreign Minister Prince Saud.",
            "egypt",
            [
                "President Abu, palestinian-authority",
                "Prime Minister Fay, palestinian-authority",
                "Foreign Minister Prince Saud, saudi-arabia",
            ],
        ),
        ("Met with UN Secretary-General Annan.", "spain", ["UN Secretary-General Annan, "]),
        ("Met with UN Special Envoy for Syria Steffan de Mist.", "austria", ["UN Special Envoy for Syria Steffan de Mist, "]),
        (
            "Met with Minister of Foreign Affairs and Trade Ana de la Rocha.",
            "bolivia",
            ["Minister of Foreign Affairs and Trade Ana de la Rocha, bolivia"],
        ),
        (
            "Met with EU High Representative for Security Policy and European Commission Vice President Jo Bo.",
            "belgium",
            ["European Commission Vice President Jo Bo, "],
        ),
        ("Discussed peace with President Giscard d'Estaing.", "france", ["President Giscard d'Estaing, france"]),
        ("Met with King Salman bin Abdulaziz al-Saud.", "saudi-arabia", ["King Salman bin Abdulaziz al-Saud, saudi-arabia"]),
        ("Met with Emir al-Sabah of Kuwait.", "saudi-arabia", ["Emir al-Sabah, kuwait"]),
        ("Met with Prime Minister Bill English.", "new-zealand", ["Prime Minister Bill English, new-zealand"]),
        ("Met with Nelson Mand.", "south-africa", [" Nelson Mand, south-africa"]),
        ("Met with President Hassan Sheikh Alba.", "somalia", ["President Hassan Sheikh Alba, somalia"]),
        ("Met with Prime Minister Macken King.", "canada", ["Prime Minister Macken King, canada"]),
        (
            "Met with presidential candidates Ab Do and Jo Bo.",
            "kenya",
            ["presidential candidate Ab Do, kenya", "presidential candidate Jo Bo, kenya"],
        ),
        ("Met with chief negotiator Ab Do.", "kenya", ["chief negotiator Ab Do, kenya"]),
        ("Met with Prime MInister Alba.", "israel", ["Prime MInister Alba, israel"]),
        ("Met with Foreign Minster Alba.", "israel", ["Foreign Minster Alba, israel"]),
        ("Met with Prime MinisterAlba.", "thailand", ["Prime Minister Alba, thailand"]),
        ("Met with Russian Federation President Red.", "switzerland", ["President Red, russia"]),
        ("Met with Syrian Opposition Coalition President Alba.", "jordan", ["President Alba, syria"]),
        ("Met with Secretary of State Cardinal Bo Alba.", "holy-see", ["Secretary of State Cardinal Bo Alba, holy-see"]),
        ("Attended the wedding of Spokesman Ab Do.", "italy", []),
        (
            "Met with President Asif Alba, Prime Minister Bo Brava, National Security Adviser Ab Do.",
            "pakistan",
            ["President Asif Alba, pakistan", "Prime Minister Bo Brava, pakistan", "National Security Adviser Ab Do, pakistan"],
        ),
        ("Met with President Alba and Special Envoy Lake.", "egypt", ["President Alba, egypt"]),
        ("Met with President Mahmoud Abu.", "west-bank", ["President Mahmoud Abu, palestinian-authority"]),
        ("Met with Foreign Minister Dr. S. Alba.", "india", ["Foreign Minister S. Alba, india"]),
        ("Met with Saudi Foreign Ministe Adel al-Alba.", "united-kingdom", ["Foreign Ministe Adel al-Alba, saudi-arabia"]),
        ("Met with Heir Apparent Tamim bin Alba.", "qatar", ["Heir Apparent Tamim bin Alba, qatar"]),
        ("Met with AU Chair-Designate Zana Alba-Zuma.", "south-africa", ["AU Chair-Designate Zana Alba-Zuma, "]),
        ("Addressed the Leaders Engaged in New Democracies Network.", "mongolia", []),
        ("Met with European Community Foreign Ministers and senior Soviet officials.", "russia", []),
        ("", "japan", []),
    ],
)  # fmt: skip
def test_names_behind_offices_are_found(remarks, country, met):
    assert [f"{who.office} {who.name}, {who.country}" for who in counterparts(remarks, country)] == met


def test_the_travellers_own_side_is_left_out_where_it_is_named():
    found = counterparts("Attended a meeting of Presidents Green and Red.", "iceland", own={"Green"})
    assert [who.name for who in found] == ["Red"]


def test_each_has_the_sentence_that_names_them_once():
    found = counterparts("Met with President Alba. Signed a treaty with President Alba; visited a dam.", "peru")
    assert [who.passage for who in found] == ["Met with President Alba."]


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Alba", False),
        ("de la Rocha", False),
        ("Prince Saud", False),
        ("Abdullah II", False),
        ("De Mita", False),
        ("Adel al-Jubeir", True),
        ("J. Alba", True),
        ("Prince Faisal bin Farhan", True),
    ],
)
def test_what_is_a_full_name(name, full):
    assert Counterpart(name, "President", "peru", "").full is full


def met(place, day, name, office="President", country="peru"):
    return Met(place, datetime.date.fromisoformat(day), Counterpart(name, office, country, ""))


def resolved(*mets):
    return {one.place: (one.name, one.told_by) for one in resolve(mets)}


def test_a_surname_is_his_who_had_the_office_in_these_years():
    found = resolved(
        met("trip 1", "2001-05-05", "Alba"),
        met("trip 2", "2002-05-05", "Ana Alba"),
        met("trip 3", "2012-05-05", "Alba"),  # too long after
        met("trip 4", "2002-05-05", "Alba", country="chile"),
        met("trip 5", "2002-05-05", "Alba", office="Foreign Minister"),
    )
    assert found == {
        "trip 1": ("Ana Alba", "trip 2"),
        "trip 2": ("Ana Alba", ""),
        "trip 3": ("", ""),
        "trip 4": ("", ""),
        "trip 5": ("", ""),
    }


def test_a_surname_of_two_stays_as_printed_and_spellings_are_one_person():
    two = [met("trip 2", "2002-05-05", "Ana Alba"), met("trip 3", "2003-05-05", "Bo Alba")]
    assert resolved(met("trip 1", "2001-05-05", "Alba"), *two)["trip 1"] == ("", "")
    one = [met("trip 2", "2002-05-05", "Serge Alba"), met("trip 3", "2003-05-05", "Sergei V. Alba")]
    assert resolved(met("trip 1", "2001-05-05", "Alba"), *one)["trip 1"][0] in ("Serge Alba", "Sergei V. Alba")


def test_where_the_family_name_stands_first_it_is_the_surname():
    found = resolved(
        met("trip 1", "2001-05-05", "Hu", country="china"), met("trip 2", "2002-05-05", "Hu Jin", country="china")
    )
    assert found["trip 1"] == ("Hu Jin", "trip 2")
    assert resolved(met("trip 1", "2001-05-05", "Ana"), met("trip 2", "2002-05-05", "Ana Alba"))["trip 1"] == ("", "")


def parsed(half):
    """The annotation of a half with what the parser finds in its remarks."""
    with ANNOTATED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    mets = [
        Met(f"trip {row['trip']}", datetime.date(2000, 1, 1), who)
        for row in rows
        for who in counterparts(row["remarks"], row["country"])
    ]
    return measuring.measure([row for row in measuring.read(ANNOTATED) if row[0] == half], mets)


@pytest.mark.parametrize(
    ("half", "remarks"),
    [
        *[("develop", 100), ("measure", 100), ("later-1", 60), ("later-2", 60), ("later-3", 60)],
        *[("later-4", 100), ("later-5", 80), ("later-6", 100)],
    ],
)
def test_the_figures_on_remarks_annotated_by_hand(half, remarks):
    made = parsed(half)
    assert made.remarks == remarks and made.there["full"] + made.there["surname"] > 45
    for sort in ("full", "surname"):
        assert made.right[sort] / made.found[sort] >= 0.95, made.faults
        assert made.met[sort] / made.there[sort] >= 0.85, made.faults


def test_figures_fall_with_what_is_wrong_or_missing():
    people = [("Ana Alba", "full", "peru", ""), ("Brava", "surname", "chile", "Bo Brava")]
    found = resolve(
        [met("trip 1", "2001-01-01", "Eve Else"), met("trip 1", "2001-01-01", "Brava", country="chile")],
        [met("visit 1", "2001-01-01", "Zoe Brava", country="chile")],
    )
    made = measuring.measure([("measure", "trip 1", people)], found)
    assert list(made.lines()) == [
        "full names: precision 0.000 (0 of 1), recall 0.000 (0 of 1)",
        "surnames: precision 1.000 (1 of 1), recall 1.000 (1 of 1)",
        "resolved surnames: precision 0.000 (0 of 1)",
    ]
    assert len(made.faults) == 3


VISIT = """<visits><visit><id>7</id><start-date>2022-01-01</start-date><end-date>2022-01-01</end-date>
<visitor>President Ana Alba</visitor><from id="peru">Peru</from><description>Working visit.</description></visit></visits>"""


@pytest.fixture
def data(travels, tmp_path):
    """Travels with remarks, and a visit."""
    terms = [president(46, "green-ada", "Ada Green", 1942, "2021-01-20", "")]
    remarks = "Attended a meeting of Presidents Green and Alba. Met with Foreign Minister Bo Brava."
    folder = travels(
        terms, [trip(3, "green-ada", "Ada Green", "2021-06-15", "2021-06-16", "peru", "Peru", "", remarks)], []
    )
    visits = tmp_path / "visits" / "data"
    visits.mkdir(parents=True)
    (visits / "2020.xml").write_text(VISIT, encoding="utf-8")
    return str(folder), str(tmp_path / "visits")


def test_the_command_lists_proposals_with_their_passages(data):
    travels, visits = data
    out = io.StringIO()
    call_command("counterparts", travels, "--visits", visits, stdout=out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [(row["trip"], row["name as printed"], row["name"], row["told by"]) for row in rows] == [
        ("trip 3", "Alba", "Ana Alba", "visit 7"),
        ("trip 3", "Bo Brava", "Bo Brava", ""),
    ]
    assert {row["state"] for row in rows} == {"proposed, not confirmed"}
    assert rows[0]["passage"] == "Attended a meeting of Presidents Green and Alba."


def test_the_command_prints_the_figures_of_an_annotation(data, tmp_path):
    file = tmp_path / "annotated.csv"
    file.write_text(
        "half,trip,country,remarks,people\nmeasure,3,peru,…,Alba|surname|peru|Ana Alba; Bo Brava|full|peru\n"
    )
    out = io.StringIO()
    call_command("counterparts", data[0], "--visits", data[1], "--measure", str(file), stdout=out)
    assert out.getvalue().splitlines() == [
        "1 remark (measure)",
        "full names: precision 1.000 (1 of 1), recall 1.000 (1 of 1)",
        "surnames: precision 1.000 (1 of 1), recall 1.000 (1 of 1)",
        "resolved surnames: precision 1.000 (1 of 1)",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [("trip,people\n3,x\n", "is not an annotation"), ("half,trip,country,remarks,people\n", "no remarks")],
)
def test_a_file_that_is_no_annotation_is_refused(data, tmp_path, text, words):
    file = tmp_path / "annotated.csv"
    file.write_text(text)
    with pytest.raises(CommandError, match=words):
        call_command("counterparts", data[0], "--measure", str(file))


def test_a_table_is_written_to_a_file(data, tmp_path, capsys):
    call_command("counterparts", data[0], "--output", str(tmp_path / "table.csv"))
    assert (tmp_path / "table.csv").read_text(encoding="utf-8-sig").startswith("trip,day,name as printed")
    assert "2 names in 1 trip: 1 in full, 0 surnames resolved, 1 as printed." in capsys.readouterr().err
