"""The statements at an event, grouped by panel, by speaker, or by topic."""

from itertools import groupby

from django.utils.translation import gettext_noop

from summits.models.kinds import STANCE_SIGNS, Stance

GROUPS = {"panel": gettext_noop("by panel"), "speaker": gettext_noop("by speaker"), "topic": gettext_noop("by topic")}


def by_panel(positions, panels):
    """The event as a whole (None), then its panels: [(panel, [(the first of a turn, its statements)])], without empty ones."""
    parts = []
    for panel in [None, *panels]:
        own = [one for one in positions if (one["panel"] or {}).get("id") == (panel["id"] if panel else None)]
        turns = [list(turn) for _, turn in groupby(own, key=lambda one: one["who"])]
        if turns:
            parts.append((panel, [(turn[0], turn) for turn in turns]))
    return parts


def by_speaker(positions):
    """[(actor or None, anchor, statements)], by the first statement of each."""
    found = {}
    for position in positions:
        # A statement of several people is listed for each; its anchor is at the first.
        for number, one in enumerate(position["actors"] or [None]):
            told = position | {"repeated": number > 0}
            found.setdefault(one["slug"] if one else "", (one, []))[1].append(told)
    return [(one, f"of-{slug or 'nobody'}", said) for slug, (one, said) in found.items()]


def by_topic(positions):
    """[(topic, anchor, [(stance, sign, statement)])], the most frequent topic first, sides before others."""
    found = {}
    for position in positions:
        for row in position["topics"]:
            slug = row["topic"]["slug"]
            found.setdefault(slug, (row["topic"], []))[1].append((row["stance"], STANCE_SIGNS[row["stance"]], position))
    for _, said in found.values():
        said.sort(key=lambda one: Stance.values.index(one[0]))
    largest = sorted(found.items(), key=lambda item: -len(item[1][1]))
    return [(topic, f"on-{slug}", said) for slug, (topic, said) in largest]
