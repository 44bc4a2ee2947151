"""Partial dates: value, fields, filters."""

from lib.partialdates.core import PartialDate, PartialDateError, known, parse

__all__ = ["PartialDate", "PartialDateError", "known", "parse"]
