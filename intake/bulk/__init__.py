"""Exporting and importing records as tables: CSV and XLSX of every kind (docs/bulk.md)."""
