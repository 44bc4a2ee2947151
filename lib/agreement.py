"""Whether rows that are entered again or set back from the history agree with others that they hang together with.

The database refuses what contradicts itself within a row. Rules across rows stand in ``clean()``, which is not
asked where rows are written as the history has them. A model with such a rule says in ``bound_rows(pks)`` which rows
to check when rows of it have been restored, with everything that their ``clean()`` reads.
"""

from django.core.exceptions import ValidationError

# More than this need not be listed to understand what is in the way.
SHOWN = 20


def contradictions(restored):
    """Messages about rows that contradict others now that ``restored``, {model: ids}, are back; empty if none does.

    The number of statements depends on the number of models, not of rows.
    """
    rows = {}
    for model, pks in restored.items():
        if pks and hasattr(model, "bound_rows"):
            rows |= {(type(row), row.pk): row for row in model.bound_rows(list(pks))}
    told = []
    for row in rows.values():
        try:
            row.clean()
        except ValidationError as error:
            told.append(f"The {row._meta.verbose_name} “{row}” would no longer fit: {' '.join(error.messages)}")
    return told[:SHOWN] + ([f"and {len(told) - SHOWN:,} more"] if len(told) > SHOWN else [])
