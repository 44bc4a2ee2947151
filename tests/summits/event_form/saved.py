"""What the form of an event has written."""

from django.apps import apps

from summits.models import Event


def saved():
    """The event that the form of the tests makes."""
    return Event.objects.get(name="Geneva discussion")


def rows():
    """The number of rows of history: it grows with every row that is written."""
    return {m.__name__: m.objects.count() for m in apps.get_models() if m.__name__.endswith("History")}
