"""What a format of lists is."""

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

# What XML cannot carry.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What waits for its place in a file is kept in memory up to this size (bytes), on disk above it.
KEPT = 1 << 20


def writable(text):
    """A text without what XML cannot carry."""
    return _UNWRITABLE.sub("\ufffd", text)


def page_of(url):
    """The page for people of a record that has one, from its address in the API."""
    return url.replace(f"{API_ROOT}/", "/", 1)


class FileRenderer(BaseRenderer):
    """Stands for a format in the choice of formats. It renders nothing: the view streams, errors are JSON."""

    charset: str | None = "utf-8"
    # What the API's description says of it, as JSON Schema.
    schema: ClassVar = {"type": "string"}


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
        """The media type, of a text with the charset."""
        charset = self.renderer.charset
        return f"{self.renderer.media_type}; charset={charset}" if charset else self.renderer.media_type


@dataclass(frozen=True)
class Shape:
    """How a format shows the records of a resource: what reads them, and what makes something else of each.

    ``make(record, base)`` takes a record as ``serializer`` gives it and the address of the site; what it returns is
    said by the format.
    """

    serializer: type[SQLSerializer]
    make: Callable

    def all(self, rows, ordering, audience, base):
        """What ``make`` returns for each record of a queryset, in order, one statement for a chunk of them."""
        for ids in chunks(rows, ordering):
            for record in map(orjson.loads, fetch(self.serializer, ids, audience, base)):
                yield self.make(record, base)


def waiting():
    """A file for what is made before its place in the answer has come."""
    return tempfile.SpooledTemporaryFile(max_size=KEPT)


def replayed(file, size=1 << 16):
    """What was written to such a file, in parts."""
    file.seek(0)
    while part := file.read(size):
        yield part
