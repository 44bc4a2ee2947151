"""Base classes of the admin: autocomplete, inline rows, lists, filters, search.

The admin of each app is built from them; the site itself, its templates and scripts are in ``desk``.
"""
