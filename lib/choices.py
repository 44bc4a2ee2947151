"""Enumerations as database constraints."""

from django.db.models import CheckConstraint, Q


def choices_constraint(field, members, words):
    """A constraint: ``field`` has a value of the enumeration ``members``; messages call it ``words``.

    Forms and full_clean() check the field's choices before; this is for bulk operations and SQL.
    """
    return CheckConstraint(
        condition=Q(**{f"{field}__in": members.values}),
        name=f"%(class)s_{field}_known",
        violation_error_message=f"{words} is one of: {', '.join(members.values)}.",
    )
