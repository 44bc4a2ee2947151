"""Topics as the API shows them."""

from lib.api.fields import Address, Text
from lib.api.serializers import Many, SQLSerializer, Stamped
from sources.serializers import citations, names, public_id
from topics.models import Topic


class TopicRef(SQLSerializer):
    """A topic in a few words."""

    url = Address("topics")
    slug = Text()
    name = Text()

    class Meta:
        model = Topic


class TopicRow(TopicRef, Stamped):
    """A topic in a list."""

    page = Address("topics", page=True)
    broader = TopicRef(allow_null=True)
    definition = Text()

    class Meta(TopicRef.Meta):
        others = True


class TopicWhole(TopicRow):
    """A topic with all that hangs on it."""

    id = public_id()
    names = names()
    narrower = Many(TopicRef(), relation="narrower", order=("name_key", "id"))
    citations = citations()
