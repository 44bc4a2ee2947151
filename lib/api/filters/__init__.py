"""Strict filter sets, which parse all query parameters of lists.

A filter set belongs to a resource and is shared by its API list, its exports and its
page. Unknown parameters and bad values are errors under the parameter's name. Slugs
of all parameters are looked up in one statement, together with their descendants
(narrower topics, places inside a place, parts of an organisation).
"""

from lib.api.filters.parameters import (
    AnyName,
    Choices,
    Day,
    Exact,
    Filter,
    FlagFilter,
    NumberFilter,
    PartialDateFilter,
    Setting,
    Since,
    Slugs,
    Words,
)
from lib.api.filters.references import Reference, descendants
from lib.api.filters.sets import BY_CHANGE, MATCHES, DatedFilterSet, StrictFilterSet

__all__ = [
    "BY_CHANGE",
    "MATCHES",
    "AnyName",
    "Choices",
    "DatedFilterSet",
    "Day",
    "Exact",
    "Filter",
    "FlagFilter",
    "NumberFilter",
    "PartialDateFilter",
    "Reference",
    "Setting",
    "Since",
    "Slugs",
    "StrictFilterSet",
    "Words",
    "descendants",
]
