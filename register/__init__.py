"""The register of the kinds of record: see register/kinds.py."""
