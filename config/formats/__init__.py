"""Formats of days and times (FORMAT_MODULE_PATH)."""
