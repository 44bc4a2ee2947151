"""Who may see what: the public sees published records only, who may enter the desk sees drafts as well."""

import enum

from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.publishing import on_desk


class Audience(enum.Enum):
    """For whom something is read. Queries are compiled once per audience."""

    PUBLIC = "public"
    EDITORS = "staff"


def audience_of(user):
    """The audience that a request's user is; accepts a Audience, a user, or None (public)."""
    if isinstance(user, Audience):
        return user
    return Audience.EDITORS if on_desk(user) else Audience.PUBLIC


def passages_shown(user):
    """Whether the passages of attached texts are shown to ``user`` (a user, a Audience or None).

    An attached text is an editor's working copy: strangers see none of it unless the installation says so.
    """
    return settings.PARLEY_PASSAGES or audience_of(user) is Audience.EDITORS


class VisibleQuerySet(models.QuerySet):
    """Records of which the public sees a part; ``public`` is the one place that says which.

    ``hangs_on`` names the foreign keys whose record, where there is one, must be published too.
    A statement about the past of deleted records asks for these (lib/withheld.py); a test holds
    the two together.
    """

    hangs_on: tuple[str, ...] = ()

    @staticmethod
    def public(prefix=""):
        """The condition (Q) under which a record is public; ``prefix`` leads to it, e.g. ``"event__"``."""
        return Q(**{f"{prefix}publication": "published"})

    def visible_to(self, user):
        """The records that ``user`` (a user, a Audience or None) may see."""
        return self if audience_of(user) is Audience.EDITORS else self.filter(self.public())


def may_see(record, user):
    """Whether there is a record and ``user`` may see it (by its own publication)."""
    return record is not None and (audience_of(user) is Audience.EDITORS or record.publication == "published")
