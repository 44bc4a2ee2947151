"""Small data sets in the formats of their publishers, written by hand."""

import pytest

from intake.datasets.importing import import_dataset
from intake.datasets.register import REGISTER


def president(number, id, name, born, took, left, died=""):
    """A row of presidents.xml."""
    return f"""<president n="{number}"><id>{id}</id><name>{name}</name><birth-year>{born}</birth-year>
      <death-year>{died}</death-year><took-office-date>{took}</took-office-date>
      {f"<left-office-date>{left}</left-office-date>" if left else '<left-office-date still-in-office="true"/>'}</president>"""


def trip(id, who, name, start, end, country, printed, locale="", remarks="Met with officials.", role="president"):
    """A row of the travels."""
    return f"""<trip role="{role}" who="{who}"><id>{id}</id><role>{role}</role><name>{name}</name>
      <start-date>{start}</start-date><end-date>{end}</end-date><country id="{country}">{printed}</country>
      <locale>{locale}</locale><remarks>{remarks}</remarks></trip>"""


GREEN = ("green-ada", "Ada Green")
TERMS = [
    president(27, "stone-john", "John Stone", 1857, "1909-03-04", "1913-03-04", 1930),
    president(46, "green-ada", "Ada Green", 1942, "2021-01-20", ""),
]
TRIPS = [
    trip(1, *GREEN, "2021-06-09", "2021-06-13", "united-kingdom", "United Kingdom", "London, Cornwall"),
    trip(2, *GREEN, "2021-06-13", "2021-06-15", "belgium", "Belgium", "Brussels"),
    trip(3, *GREEN, "2021-06-15", "2021-06-16", "switzerland", "Switzerland", "Geneva", "Met with President A. B."),
    trip(4, *GREEN, "2021-10-29", "2021-10-29", "holy-see", "Vatican City", "", "Met with the Pope."),
    trip(5, "stone-john", "John Stone", "1912-01-02", "1912-01-03", "turkiye", "Türkiye", "Ankara"),
]
ENVOYS = [
    trip(6, "gray-bo", "Bo Gray", "2021-06-15", "2021-06-17", "switzerland", "Switzerland", "Geneva", role="secretary"),
    trip(7, "gray-bo", "Bo Gray", "2021-08-01", "2021-08-02", "turkey", "Turkey", "Ankara", role="secretary"),
    # The same stop again: another last day and other remarks.
    trip(8, "gray-bo", "Bo Gray", "2021-08-01", "2021-08-03", "turkey", "Turkey", "Ankara", "Visited.", "secretary"),
]


@pytest.fixture
def travels(tmp_path):
    """A function that writes the travels, with other rows where they are given, and returns their folder."""

    def write(terms=TERMS, trips=TRIPS, envoys=ENVOYS):
        folder = tmp_path / "travels"
        for name, tag, rows in (
            ("presidents/presidents.xml", "presidents", terms),
            ("president-travels/all.xml", "trips", trips),
            ("secretary-travels/all.xml", "trips", envoys),
        ):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join([f"<{tag}>", *rows, f"</{tag}>"])
            path.write_text(text, encoding="utf-8")
        return folder

    return write


def person(id, surname, forename, born="", died="", more="", former=()):
    """A file of a person."""
    old = f"<old-ids>{''.join(f'<old-id>{one}</old-id>' for one in former)}</old-ids>" if former else ""
    return f"""<person><id>{id}</id>{old}<persName><surname>{surname}</surname><forename>{forename}</forename>{more}</persName>
      <birth>{born}</birth><death>{died}</death><career-type>career</career-type>
      <residence><state-id>va</state-id></residence></person>"""


def post(id, who, role, started="", ended="", note="", notes=None, tag="chief", to="", **dates):
    """A row of a mission or an office; ``notes`` are what its dates say, by name."""
    dates = {"appointed": "", "arrived": "", **dates, "started": started, "ended": ended}
    inside = "".join(
        f"<{name}><date>{date}</date><note>{(notes or {}).get(name, '')}</note></{name}>"
        for name, date in dates.items()
    )
    where = f"<contemporary-territory-id>{to}</contemporary-territory-id>" if to else ""
    return f"""<{tag}><id>{id}</id><person-id>{who}</person-id><role-title-id>{role}</role-title-id>{where}
      {inside}<note>{note}</note></{tag}>"""


PEOPLE = {
    "g/green-ada.xml": person("green-ada", "Green", "Ada", 1820, 1890, "<altname>A. Green</altname>", ["green-a"]),
    "g/gray-bo.xml": person("gray-bo", "Gray", "Bo", 1850, "", "<genName>Jr.</genName>"),
}
ROLE = "<role><id>envoy</id><names><singular>Envoy</singular></names></role>"
MISSION = [
    post("se-1860-gree-01", "green-ada", "envoy", "1860-05-04", "1863-02", to="sweden", appointed="1860-01-02",
         notes={"ended": "Left post on or soon after"}),
    post("se-1870-gray-01", "gray-bo", "envoy", "1870-01-01", "1875", note="Lived in Oslo.", to="sweden"),
]  # fmt: skip
NOMINEES = [post("se--gray-01", "gray-bo", "envoy", note="Nomination withdrawn.", to="sweden")]
OFFICE = [
    post("secr-1880-gree", "green-ada", "secretary", "1880-03-01", "1884-03-01", tag="principal"),
    # One id, two people.
    post("secr-1880-gree", "gray-bo", "secretary", "1884-03-02", "1885-01-01", tag="principal"),
]
ACTING = post("secr-1885-gray", "gray-bo", "secretary", note="Was Acting Secretary in 1885.", tag="principal")
TOGETHER = """<concurrent-appointments><id>1860-gree-01</id><person-id>green-ada</person-id>
  <resident-at><locale-id>new-york_usa</locale-id></resident-at>
  <chief-id>se-1860-gree-01</chief-id><chief-id>no-1860-gree-01</chief-id></concurrent-appointments>"""
NORWAY = [post("no-1860-gree-01", "green-ada", "envoy", "1860-06-01", "", to="norway")]


def mission(territory, rows, nominees=()):
    """A file of a country's mission."""
    return f"""<country-mission><territory-id>{territory}</territory-id><chiefs>{"".join(rows)}</chiefs>
      <other-nominees>{"".join(nominees)}</other-nominees></country-mission>"""


def office(id, title, rows):
    """A file of an office."""
    return f"""<principal-position><id>{id}</id><names><singular>{title}</singular></names>
      <principals>{"".join(rows)}</principals><other-appointees>{ACTING}</other-appointees></principal-position>"""


@pytest.fixture
def pocom(tmp_path):
    """A function that writes the data set, with other rows where they are given, and returns its folder."""

    def write(people=PEOPLE, sweden=MISSION, nominees=NOMINEES, principals=OFFICE, together=TOGETHER):
        files = {
            **{f"people/{name}": text for name, text in people.items()},
            "roles-country-chiefs/envoy.xml": ROLE,
            "missions-countries/sweden.xml": mission("sweden", sweden, nominees),
            "missions-countries/norway.xml": mission("norway", NORWAY),
            "positions-principals/secretary.xml": office("secretary", "Secretary of State", principals),
            "concurrent-appointments/1860-gree-01.xml": together,
        }
        for name, text in files.items():
            path = tmp_path / "pocom" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', encoding="utf-8")
        return tmp_path / "pocom"

    return write


def visit(number, visitor, start, end, country, printed, said="Working visit."):
    """A row of the visits."""
    return f"""<visit><id>{number}</id><start-date>{start}</start-date><end-date>{end}</end-date>
      <visitor>{visitor}</visitor><from id="{country}">{printed}</from><description>{said}</description></visit>"""


VISITS = [
    visit(1, "President Ada Green", "1989-05-01", "1989-05-03", "russia", "U.S.S.R."),
    visit(2, "President Bo Gray", "1993-05-01", "1993-05-01", "russia", "Russia", "Met in Washington &amp; New York."),
    # The same visit once more, with other words.
    visit(3, "President Bo Gray", "1993-05-01", "1993-05-01", "russia", "Russia", "State visit."),
    visit(4, "Prime Minister Nobody", "1920-01-01", "1920-01-02", "russia", "Russia"),
    visit(5, "Prime Minister Late", "1920-01-03", "1920-01-02", "japan", "Japan"),
]


@pytest.fixture
def visits(tmp_path):
    """A function that writes the visits and returns their folder."""

    def write(rows=VISITS):
        path = tmp_path / "visits" / "data" / "1980.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<?xml version="1.0"?>\n<visits>{"".join(rows)}</visits>', encoding="utf-8")
        return tmp_path / "visits"

    return write


@pytest.fixture
def take(db):
    """A function that imports a data set: take("hsg-travels", folder) → DatasetResult."""
    return lambda name, path, **more: import_dataset(REGISTER[name], path, publication="published", **more)
