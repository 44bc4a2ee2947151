"""The members of an enumeration as a rule of the database."""

from django.db.models import CheckConstraint, Q


def choices_constraint(field, members, words):
    """A constraint: ``field`` holds a value of ``members``, an enumeration; ``words`` name the field.

    A form and full_clean() say it first, by the field's choices; this holds for bulk paths and SQL.
    """
    return CheckConstraint(
        condition=Q(**{f"{field}__in": members.values}),
        name=f"%(class)s_{field}_known",
        violation_error_message=f"{words} is one of: {', '.join(members.values)}.",
    )
