"""The importers, one module and one entry each; docs/adding.md says how to add one."""

from intake.datasets import colt, datapackage, icalendars, popolo, schedule
from intake.datasets.hsg import pocom, travels, visits

IMPORTERS = (
    travels.IMPORTER,
    visits.IMPORTER,
    pocom.IMPORTER,
    colt.IMPORTER,
    popolo.IMPORTER,
    schedule.IMPORTER,
    icalendars.IMPORTER,
    datapackage.IMPORTER,
)
REGISTER = {importer.name: importer for importer in IMPORTERS}


def recognised(path):
    """The importers that recognise a file or folder."""
    return [importer for importer in IMPORTERS if importer.recognises(path)]


# Data sets of one publisher that refer to each other, in the best order to import them: folder → importer.
DEMO = {"travels": "hsg-travels", "visits": "hsg-visits", "pocom": "hsg-pocom"}
