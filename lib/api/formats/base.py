"""What a format of lists is."""

from collections.abc import Callable
from dataclasses import dataclass

from rest_framework.renderers import BaseRenderer


class FileRenderer(BaseRenderer):
    """Stands for a format in the choice of formats. It renders nothing: the view streams, errors are JSON."""

    charset = "utf-8"


@dataclass(frozen=True)
class ListFormat:
    """A format of lists.

    ``renderer`` (a FileRenderer) has its name in ``format=``, which is the ending of files too unless ``ending`` says
    another, and its media type.
    ``write(resource, rows, ordering, audience, base)`` returns (ETag or "", iterator of text or bytes) for the records
    of a queryset; ``base`` is the address of the site. A format that has the list in pages has ``answer(view, request,
    filters, base)`` instead, which returns a response. ``offers(resource)`` says whether a resource has it,
    ``one`` whether a single record has it too.
    """

    renderer: type[FileRenderer]
    write: Callable | None = None
    answer: Callable | None = None
    offers: Callable = lambda resource: True
    one: bool = False
    ending: str = ""

    @property
    def name(self):
        """Its value in ``format=``."""
        return self.renderer.format

    @property
    def content_type(self):
        """The media type with the charset."""
        return f"{self.renderer.media_type}; charset={self.renderer.charset}"
