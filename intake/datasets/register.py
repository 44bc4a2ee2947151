"""The importers, one module and one entry each; docs/adding.md says how another one comes in."""

from intake.datasets import popolo
from intake.datasets.hsg import pocom, travels, visits

REGISTER = {
    importer.name: importer for importer in (travels.IMPORTER, visits.IMPORTER, pocom.IMPORTER, popolo.IMPORTER)
}

# Those of one publisher that tie to each other, in the order in which they are best taken in: folder → importer.
DEMO = {"travels": "hsg-travels", "visits": "hsg-visits", "pocom": "hsg-pocom"}
