"""Records in tables: CSV and XLSX of every kind, out and back in (docs/bulk.md)."""
