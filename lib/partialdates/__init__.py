"""Partial dates: value, fields, filters."""

from lib.partialdates.core import PartialDate, PartialDateError, parse

__all__ = ["PartialDate", "PartialDateError", "parse"]
