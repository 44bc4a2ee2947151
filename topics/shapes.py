"""Topics in schema.org."""

from lib.api.formats import jsonld
from lib.api.formats.base import Shape
from sources.serializers import names
from topics.serializers import TopicRow


class TopicShape(TopicRow):
    """A topic with its names."""

    names = names()

    class Meta(TopicRow.Meta):
        others = True


def term(record, base):
    """A topic as a DefinedTerm of schema.org."""
    return jsonld.node("DefinedTerm", record, description=record["definition"], **jsonld.named(record))


TOPIC_LINKED = Shape(TopicShape, term)
