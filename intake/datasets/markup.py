"""XML as a small tree with line numbers, read without document types, entities and other files.

A document type is refused as such: only in one can entities be declared, so neither a
“billion laughs” nor a look into other files is possible. defusedxml keeps watch over that.
"""

from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from lib.jobs import JobRejected


class Unreadable(JobRejected):
    """A file that cannot be read; the message says why, with its name."""


class Node:
    """An element: its tag, attributes, children, the line it begins on, and all its text with blanks as one."""

    __slots__ = ("attributes", "children", "line", "pieces", "tag")

    def __init__(self, tag, attributes, line):
        self.tag, self.attributes, self.line = tag, attributes, line
        self.children, self.pieces = [], []

    @property
    def text(self):
        """The text in it and in what it holds."""
        return " ".join("".join(self.pieces).split())

    def all(self, *path):
        """The elements at a path of tags below it."""
        found = [self]
        for tag in path:
            found = [child for one in found for child in one.children if child.tag == tag]
        return found

    def get(self, *path):
        """The text of the first element at a path; "" where there is none."""
        return next((one.text for one in self.all(*path)), "")

    def attribute(self, name, *path):
        """An attribute of the first element at a path; "" where there is none."""
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
    """The root of the XML file at a path; ``name`` is how messages call it. Raises Unreadable."""
    tree = _Tree()
    try:
        with path.open("rb") as file:
            defusedxml.sax.parse(file, tree, forbid_dtd=True)
    except DefusedXmlException:
        raise Unreadable(
            f"{name} has a document type or entities of its own, which are not read: they can be made to fill the memory."
        ) from None
    except SAXParseException as error:
        raise Unreadable(f"{name}, line {error.getLineNumber()}: this is not XML: {error.getMessage()}.") from None
    except (LookupError, ValueError) as error:  # expat knows no encodings of several bytes but UTF-8 and UTF-16
        raise Unreadable(f"{name} is written in an encoding that cannot be read ({error}): save it as UTF-8.") from None
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror}.") from None
    return tree.root
