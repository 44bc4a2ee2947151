"""The importers, one module and one entry each; docs/adding.md says how another one comes in."""

from intake.datasets.hsg import travels

REGISTER = {importer.name: importer for importer in (travels.IMPORTER,)}
