"""Data sets of others, taken in whole: an importer each, one way through for all (docs/importing.md)."""
