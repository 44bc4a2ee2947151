"""Shared machinery of the admin: choosing records, rows inside forms, lists, filters, search.

The admin of each app is built from it; the site itself, its templates and scripts are in ``desk``.
"""
