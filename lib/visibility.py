"""Visibility: the public sees published records only, users of the desk see drafts as well."""

import enum

from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.publishing import on_desk


class Audience(enum.Enum):
    """Who reads: statements are compiled once per audience."""

    PUBLIC = "public"
    EDITORS = "staff"


def audience_of(user):
    """The audience of a user; accepts an Audience, a user, or None (public)."""
    if isinstance(user, Audience):
        return user
    return Audience.EDITORS if on_desk(user) else Audience.PUBLIC


def passages_shown(user):
    """Whether the passages of attached texts are shown to ``user`` (a user, an Audience or None).

    An attached text is an editor's working copy, which strangers do not see unless the installation allows it.
    """
    return settings.PARLEY_PASSAGES or audience_of(user) is Audience.EDITORS


class VisibleQuerySet(models.QuerySet):
    """Records of which the public sees a part, as defined by ``public``.

    ``hangs_on`` has the foreign keys whose records, if any, must be published too. Statements
    about the past of deleted records use it (lib/withheld.py); a test compares the two.
    """

    hangs_on: tuple[str, ...] = ()

    @staticmethod
    def public(prefix=""):
        """The condition (Q) under which a record is public; ``prefix`` leads to it, e.g. ``"event__"``."""
        return Q(**{f"{prefix}publication": "published"})

    def visible_to(self, user):
        """The records that ``user`` (a user, an Audience or None) may see."""
        return self if audience_of(user) is Audience.EDITORS else self.filter(self.public())


def may_see(record, user):
    """Whether ``record`` is not None and ``user`` may see it, by its own publication alone."""
    return record is not None and (audience_of(user) is Audience.EDITORS or record.publication == "published")
