"""iCalendar: for resources that have a ``calendar``."""

from lib.api.formats.base import FileRenderer, ListFormat


class CalendarRenderer(FileRenderer):
    """iCalendar of a whole filtered list, or of one record."""

    media_type = "text/calendar"
    format = "ics"


def write(resource, rows, ordering, audience, base):
    """The calendar made by the resource: (ETag, iterator of bytes)."""
    return resource.calendar(rows, ordering, audience, base)


FORMAT = ListFormat(CalendarRenderer, write, offers=lambda resource: resource.calendar is not None, one=True)
