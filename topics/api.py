"""Topics in the API."""

from lib.api.views import Resource
from topics.filters import TopicFilter
from topics.serializers import TopicRow, TopicWhole
from topics.shapes import TOPIC_LINKED


class TopicResource(Resource):
    """Concepts in a tree."""

    filterset, list_serializer, detail_serializer = TopicFilter, TopicRow, TopicWhole
    linked = TOPIC_LINKED
