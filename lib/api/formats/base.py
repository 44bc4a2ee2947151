"""Base classes of formats of lists."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import orjson
from rest_framework.renderers import BaseRenderer

from lib.api.fields import API_ROOT
from lib.api.formats.chunks import chunks
from lib.api.serializers import SQLSerializer, fetch

# Characters that XML cannot represent.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Buffered output is kept in memory up to this size (bytes), beyond it on disk.
KEPT = 1 << 20


def writable(text):
    """A text without the characters that XML cannot represent."""
    return _UNWRITABLE.sub("\ufffd", text)


def page_of(url):
    """The address of a record's page on the site, from its address in the API."""
    return url.replace(f"{API_ROOT}/", "/", 1)


class FileRenderer(BaseRenderer):
    """A renderer for content negotiation only: the view streams the file, and errors are JSON."""

    charset: str | None = "utf-8"
    # The JSON Schema in the API's description.
    schema: ClassVar = {"type": "string"}


@dataclass(frozen=True)
class ListFormat:
    """A format of lists.

    ``renderer`` (a FileRenderer) has its media type and its name in ``format=``, which is also the file name extension
    unless ``ending`` is set.
    ``write(resource, rows, ordering, audience, base)`` returns (ETag or "", iterator of text or bytes) for the records
    of a queryset; ``base`` is the address of the site. A paginated format has ``answer(view, request, filters, base)``
    instead, which returns a response. ``offers(resource)`` says whether a resource has the format, ``one`` whether
    single records have it too.
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
        """The media type, with the charset for text."""
        charset = self.renderer.charset
        return f"{self.renderer.media_type}; charset={charset}" if charset else self.renderer.media_type


@dataclass(frozen=True)
class Shape:
    """How a format represents the records of a resource: a serializer to read them, and a function to convert each.

    ``make(record, base)`` takes a record as serialized by ``serializer`` and the address of the site; the format
    defines what it returns.
    """

    serializer: type[SQLSerializer]
    make: Callable

    def all(self, rows, ordering, audience, base):
        """Yield the result of ``make`` for each record of a queryset, in order; one statement for each chunk."""
        for ids in chunks(rows, ordering):
            for record in map(orjson.loads, fetch(self.serializer, ids, audience, base)):
                yield self.make(record, base)


def waiting():
    """A temporary file for output that comes later in the response."""
    return tempfile.SpooledTemporaryFile(max_size=KEPT)


def replayed(file, size=1 << 16):
    """The content of such a file, in parts."""
    file.seek(0)
    while part := file.read(size):
        yield part
