"""Families of kinds of event, each with a shape: five can be told apart by eye, fifteen kinds cannot."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from summits.models.kinds import EventKind as K


@dataclass(frozen=True)
class Family:
    """Kinds of event that share a shape and a colour; ``path`` draws the shape around 0, 0."""

    name: str
    words: str
    path: str
    kinds: tuple


FAMILIES = [
    Family("summit", gettext_noop("Summits"), "M0-7.5 7.5 0 0 7.5-7.5 0Z", (K.SUMMIT,)),
    Family(
        "meeting",
        gettext_noop("Meetings and visits"),
        "M6 0A6 6 0 1 1-6 0 6 6 0 1 1 6 0Z",
        (K.BILATERAL_MEETING, K.MULTILATERAL_MEETING, K.VISIT, K.JOURNEY),
    ),
    Family("talks", gettext_noop("Talks"), "M-5.5-5.5h11v11h-11Z", (K.NEGOTIATION_ROUND, K.DIALOGUE, K.SERIES)),
    Family(
        "words",
        gettext_noop("Discussions and words"),
        "M0-7 7.5 6h-15Z",
        (K.CONFERENCE, K.DISCUSSION, K.PRESS_CONFERENCE, K.STATEMENT),
    ),
]
FAMILIES.append(
    Family(
        "act",
        gettext_noop("Decisions and incidents"),
        "M-2.5-7h5v4.5h4.5v5h-4.5v4.5h-5v-4.5h-4.5v-5h4.5Z",
        # All others, so that a new kind has a family at once.
        tuple(kind for kind in K if all(kind not in family.kinds for family in FAMILIES)),
    )
)
FAMILY = {kind.value: family for family in FAMILIES for kind in family.kinds}
