"""Importing whole data sets of others: one importer each, the same process for all (docs/importing.md)."""
