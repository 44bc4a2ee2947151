"""Numbers of panels within their event: a new one never takes the number of one that is there."""

from summits.models import Panel


def free_numbers(entries, loaded):
    """Give new panels among ``entries`` the next free number of their event, where theirs is taken. One statement.

    ``loaded`` says of an entry whether its panel is on record already.
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
