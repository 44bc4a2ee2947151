"""Reconciliation (Reconciliation Service API 0.2 of the W3C Entity Reconciliation Community Group), as OpenRefine asks it."""
