"""The importers, one module and one entry each; docs/adding.md says how another one comes in."""

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
    """The importers that take a file or folder for one of theirs."""
    return [importer for importer in IMPORTERS if importer.recognises(path)]


# Those of one publisher that tie to each other, in the order in which they are best taken in: folder → importer.
DEMO = {"travels": "hsg-travels", "visits": "hsg-visits", "pocom": "hsg-pocom"}
