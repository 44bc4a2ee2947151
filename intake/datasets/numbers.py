"""Numbers of panels within their event: a new panel never takes the number of an existing one."""

from summits.models import Panel


def free_numbers(entries, loaded):
    """Give new panels among ``entries`` the next free number of their event if theirs is taken. One statement.

    ``loaded(entry)`` says whether the panel of an entry is on record already.
    """
    panels = [one for one in entries if one.kind.model is Panel]
    if not panels:
        return
    taken = {}
    rows = Panel.objects.filter(event__slug__in={one.values["event"] for one in panels})
    for event, number in rows.values_list("event__slug", "number"):
        taken.setdefault(event, set()).add(number)
    for one in panels:
        numbers = taken.get(one.values["event"])
        if numbers and not loaded(one) and one.values["number"] in numbers:
            one.values["number"] = max(numbers) + 1
        if numbers and not loaded(one):
            numbers.add(one.values["number"])
