"""The importers, one module and one entry each; docs/adding.md says how another one comes in."""

from intake.datasets.hsg import pocom, travels

REGISTER = {importer.name: importer for importer in (travels.IMPORTER, pocom.IMPORTER)}

# Those of one publisher that tie to each other, in the order in which they are best taken in: folder → importer.
DEMO = {"travels": "hsg-travels", "pocom": "hsg-pocom"}
