"""The public pages: events, positions, and the records below them, with what hangs on events; home and search."""

from summits.views.events import event, events
from summits.views.home import home
from summits.views.ids import by_id
from summits.views.organisations import organisation
from summits.views.positions import position, positions
from summits.views.search import search
from summits.views.sources import place, source
from summits.views.topics import topic

__all__ = [
    "by_id", "event", "events", "home", "organisation", "place", "position", "positions", "search", "source", "topic",
]  # fmt: skip
