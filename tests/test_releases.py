"""Databases of earlier states of Parley are upgraded to this one, with every record as it was."""

import lzma

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from experts.models import Appointment, Expert, FormerExpertSlug
from lib.backup.scratch import drop_database
from lib.backup.tools import connect, run
from lib.history import history_of
from summits.models import Event, EventLink, Position, PositionTopic
from tests.migrated import using
from tests.processes import ROOT

pytestmark = pytest.mark.slow
STATES = sorted((ROOT / "tests" / "releases").glob("*.sql.xz"))
COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable, column_default, is_generated
    FROM information_schema.columns WHERE table_schema = 'public'"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname FROM pg_constraint -- a condition is written differently after a restore
    WHERE connamespace = 'public'::regnamespace AND contype <> 'n'"""
TRIGGERS = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"


def schema(name=None):
    """What a database is made of: columns, constraints, triggers."""
    with connect(name) as there:
        return [set(there.execute(query).fetchall()) for query in (COLUMNS, CONSTRAINTS, TRIGGERS)]


def said(rows):
    """Rows as plain values, dates as they were entered."""
    return sorted((tuple(getattr(value, "text", value) for value in row) for row in rows), key=str)


def records():
    """What was entered in each of these states, by the models of this one."""
    position, talks = Position.objects.get(), Event.objects.get(slug="fish-talks")
    return {
        "experts": sorted(Expert.objects.values_list("slug", "name", "names__text")),
        "former": FormerExpertSlug.objects.values_list("slug", "record__slug").get(),
        "history": sorted(history_of(Expert).objects.filter(slug__endswith="lind").values_list("pgh_label", "slug")),
        "post": said(Appointment.objects.values_list("expert__slug", "organisation__slug", "post", "start", "end")),
        "events": said(
            Event.objects.values_list("slug", "kind", "date", "place__slug", "participations__expert__slug")
        ),
        "topics": sorted(talks.topics.values_list("slug", "broader__slug")),
        "position": [position.summary, position.panel.title, position.holders.get().expert.slug],
        "stances": list(PositionTopic.objects.values_list("topic__slug", "stance")),
        "link": EventLink.objects.values_list("from_event__slug", "to_event__slug", "kind").get(),
    }


ENTERED = {
    "experts": [("ada-berg", "Ada Berg", "Ада Берг"), ("b-lind", "Bo Lind", None)],
    "former": ("bo-lind", "b-lind"),
    "history": [("insert", "bo-lind"), ("update", "b-lind")],
    "post": [("ada-berg", "council", "Secretary", "1999", "..")],
    "events": [
        ("fish-talks", "conference", "2001-02", "harbour", "ada-berg"),
        ("gale", "incident", "2000~", None, None),
    ],
    "topics": [("ice", "sea"), ("sea", None)],
    "position": ["Nets should be wider.", "Nets", "ada-berg"],
    "stances": [("sea", "supports")],
    "link": ("fish-talks", "gale", "discusses"),
}


@pytest.mark.parametrize("state", STATES, ids=lambda path: path.name.removesuffix(".sql.xz"))
@pytest.mark.django_db(transaction=True)
def test_an_earlier_state_is_upgraded_with_all_that_is_in_it(state, tmp_path):
    dump = tmp_path / "dump.sql"
    dump.write_bytes(lzma.decompress(state.read_bytes()))
    name = "parley_of_a_release"
    with connect("postgres") as server:
        drop_database(server, name)
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            run(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--output=/dev/null",
                f"--file={dump}",
                name=name,
            )
            with using(name):
                call_command("migrate", verbosity=0)
                assert records() == ENTERED
            differences = [here ^ there for here, there in zip(schema(name), schema(), strict=True)]
            assert differences == [set(), set(), set()]
        finally:
            # Its content types have other numbers than those of the tests' database.
            ContentType.objects.clear_cache()
            drop_database(server, name)


def test_there_are_states_to_upgrade():
    assert len(STATES) >= 2
