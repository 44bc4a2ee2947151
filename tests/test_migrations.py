"""The squashed migrations lead where the chain that they replace leads (docs/decisions/0058)."""

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import MigrationQuestioner

from tests.processes import ROOT


def test_squashed_migrations_replace_the_whole_chain_and_nothing_else():
    earlier = sorted((path.parts[-4], path.stem) for path in ROOT.glob("*/migrations/earlier/*.py"))
    loader = MigrationLoader(None)
    squashed = [one for one in loader.disk_migrations.values() if one.replaces and "_squashed_" in one.name]
    own = [replaced for one in squashed if (ROOT / one.app_label).is_dir() for replaced in one.replaces]
    assert earlier and sorted(own) == earlier


def test_both_ways_give_the_same_models():
    squashed = MigrationLoader(None)
    chain = MigrationLoader(None, load=False)
    chain.replace_migrations = False
    chain.build_graph()
    found = MigrationAutodetector(chain.project_state(), squashed.project_state(), MigrationQuestioner())
    assert found.changes(squashed.graph) == {}
