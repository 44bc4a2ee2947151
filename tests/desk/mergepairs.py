"""The kinds that are merged, and two people to merge."""

from desk.kinds import KINDS
from tests import factories as make

EXPERT, EVENT, TOPIC, PLACE, SOURCE = (KINDS[name] for name in ("expert", "event", "topic", "place", "source"))
ORGANISATION = KINDS["organisation"]


def two(name="Fyodor Lukyanov", other="Fedor Lukianov", **fields):
    """Two experts of like names, ``lukyanov`` and ``lukianov``."""
    return make.expert(name=name, slug="lukyanov", **fields), make.expert(name=other, slug="lukianov")
