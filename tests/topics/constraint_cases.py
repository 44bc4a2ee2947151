"""A record that breaks each constraint of topics."""

from tests import factories as make
from tests.lib.constraint_cases import BLANK, Case, citation_cases, member_cases, name_cases
from topics.models import Topic, TopicCitation, TopicName

CASES = {
    "topic_name": Case(lambda: Topic(slug="t", name=""), "name", BLANK),
    **member_cases(make.topic, Topic, "publication"),
    **name_cases(TopicName, make.topic),
    **citation_cases(TopicCitation, make.topic),
}
