"""Read XML into a small tree with line numbers, without document types, entities or external files.

A document type is refused: entities can be declared only there, so neither “billion laughs” nor
external entities are possible. defusedxml enforces this.
"""

from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from intake.errors import Unreadable
from lib.jobs import JobRejected


class TooLarge(JobRejected):
    """A file is larger than what is read at once. Not an Unreadable: no other format would read it either."""


# Bytes of a file that is read into memory as a whole: as a tree it takes about ten times as much.
MOST_BYTES = 50 * 1024 * 1024


def check_size(path, name):
    """Refuse a file that would be read as a whole and is too large for that. Raises TooLarge."""
    if (size := path.stat().st_size) > MOST_BYTES:
        most = MOST_BYTES // 1024**2
        raise TooLarge(f"{name} has {size / 1024**2:.0f} MB; at most {most} MB of such a file are read. Split it.")


class Node:
    """An element: its tag, attributes, children, first line, and text with white space collapsed."""

    __slots__ = ("attributes", "children", "line", "pieces", "tag")

    def __init__(self, tag, attributes, line):
        self.tag, self.attributes, self.line = tag, attributes, line
        self.children, self.pieces = [], []

    @property
    def text(self):
        """The text in it and in all elements below it."""
        return " ".join("".join(self.pieces).split())

    def all(self, *path):
        """The elements at a path of tags below it."""
        found = [self]
        for tag in path:
            found = [child for one in found for child in one.children if child.tag == tag]
        return found

    def get(self, *path):
        """The text of the first element at a path; "" if there is none."""
        return next((one.text for one in self.all(*path)), "")

    def attribute(self, name, *path):
        """An attribute of the first element at a path; "" if there is none."""
        return next((one.attributes.get(name, "") for one in self.all(*path)), "")


class _Tree(ContentHandler):
    def __init__(self):
        super().__init__()
        self.root, self.open = None, []

    def setDocumentLocator(self, locator):
        self.locator = locator

    def startElement(self, name, attrs):
        node = Node(name, dict(attrs), self.locator.getLineNumber())
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def characters(self, content):
        for node in self.open[-1:]:
            node.pieces.append(content)

    def endElement(self, name):
        node = self.open.pop()
        if self.open:
            self.open[-1].pieces += node.pieces


def read(path, name):
    """The root of the XML file at ``path``, called ``name`` in messages. Raises Unreadable or TooLarge."""
    tree = _Tree()
    try:
        check_size(path, name)
        with path.open("rb") as file:
            defusedxml.sax.parse(file, tree, forbid_dtd=True)
    except DefusedXmlException:
        raise Unreadable(
            f"{name} has a document type or entities of its own, which are not read: they can be made to fill the memory."
        ) from None
    except SAXParseException as error:
        raise Unreadable(f"{name}, line {error.getLineNumber()}: this is not XML: {error.getMessage()}.") from None
    except (LookupError, ValueError) as error:  # of multi-byte encodings, expat knows only UTF-8 and UTF-16
        raise Unreadable(f"{name} is written in an encoding that cannot be read ({error}): save it as UTF-8.") from None
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror}.") from None
    return tree.root
