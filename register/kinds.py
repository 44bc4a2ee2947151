"""The kinds of record, an entry each: what the API, record files and tables, the desk and the pages know of them.

An entry says what does not follow from the model. What follows, stands below: that a record with a
slug stands by itself, is reviewed as a whole and can be merged; the tables of its names, identifiers,
citations and former addresses; its page (``get_absolute_url``). Fields are read from the model
(``lib.fields.content_fields``), so that a new one needs no entry here.
"""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import FieldDoesNotExist

from experts.api import AppointmentResource, OrganisationResource
from sources.api import PlaceResource, SourceResource
from summits.api import (
    EventResource,
    ExpertResource,
    LinkResource,
    OutcomeResource,
    PanelResource,
    ParticipationResource,
    PositionResource,
)
from topics.api import TopicResource


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of record.

    ``name`` stands in the addresses of the API, in record files and tables; ``resource`` has its
    filters and serializers. ``title`` is the field that a record is called by (of some: none), ``parent``
    the one that leads up its tree, ``further`` those that may not lead back to the record either.
    ``owners`` are the foreign keys to what it hangs on: it is entered and submitted with the first;
    with a second it hangs between the two.

    Of record files: ``keys`` gives their order, ``key=field`` where a key is called otherwise than
    its field, ``*`` for all others in the order of the model; ``lists`` are the relations to rows
    beside it, in the same way; ``not_in_files`` are fields that they do not have.

    Of the desk's home page: ``on_home``, whether it is listed there, and ``words_need``, the
    foreign keys that are read with a record so that it can be named.
    """

    name: str
    resource: type
    title: str = "name"
    parent: str = ""
    further: tuple = ()
    owners: tuple = ()
    keys: str = "*"
    lists: str = ""
    not_in_files: tuple = ()
    on_home: bool = True
    words_need: tuple = ()

    def __repr__(self):
        return f"<Kind {self.name}>"

    @cached_property
    def model(self):
        """The model of its records."""
        return self.resource.list_serializer.Meta.model

    @property
    def key(self):
        """The field in its addresses: ``slug`` or ``public_id``."""
        return self.resource.key

    @property
    def alone(self):
        """Whether its records stand by themselves: they have slugs, are reviewed as a whole and can be merged."""
        return self.key == "slug"

    @property
    def owner(self):
        """The foreign key to what it is entered under; None if it stands by itself."""
        return self.model._meta.get_field(self.owners[0]) if self.owners else None

    def beside(self, relation):
        """The table of rows beside its records, e.g. ``citations``, ``names``, ``former_slugs``; None if it has none."""
        try:
            return self.model._meta.get_field(relation).related_model
        except FieldDoesNotExist:
            return None


SOURCE = Kind("sources", SourceResource, title="title", not_in_files=("archived_text",))
PLACE = Kind("places", PlaceResource, parent="parent", words_need=("country",))
TOPIC = Kind("topics", TopicResource, parent="broader")
ORGANISATION = Kind(
    "organisations", OrganisationResource, parent="parent", further=("predecessor",), lists="territories"
)
EXPERT = Kind("experts", ExpertResource)
APPOINTMENT = Kind(
    "appointments",
    AppointmentResource,
    title="post",
    owners=("expert", "organisation"),
    words_need=("organisation",),
)
EVENT = Kind("events", EventResource, lists="topics=event_topics")
PANEL = Kind("panels", PanelResource, title="title", owners=("event",), on_home=False)
PARTICIPATION = Kind(
    "participations",
    ParticipationResource,
    title="",
    owners=("event",),
    lists="appointments=resolved",
    words_need=("expert", "organisation"),
)
POSITION = Kind(
    "positions",
    PositionResource,
    title="summary",
    owners=("event",),
    keys="event panel * order in_reply_to",
    lists="holders endorsers topics=position_topics about=position_events",
)
OUTCOME = Kind("outcomes", OutcomeResource, title="title", owners=("event",), lists="parties later_events")
LINK = Kind(
    "links",
    LinkResource,
    title="",
    owners=("from_event", "to_event"),
    keys="from=from_event to=to_event *",
    words_need=("from_event", "to_event"),
)

# In the order of writing: what a record refers to stands above it or is of its own kind.
KINDS = {
    kind.name: kind
    for kind in (
        SOURCE,
        PLACE,
        TOPIC,
        ORGANISATION,
        EXPERT,
        APPOINTMENT,
        EVENT,
        PANEL,
        PARTICIPATION,
        POSITION,
        OUTCOME,
        LINK,
    )
}
# In the order in which they are listed for people.
LISTED = (
    EVENT,
    PANEL,
    PARTICIPATION,
    EXPERT,
    ORGANISATION,
    APPOINTMENT,
    TOPIC,
    POSITION,
    OUTCOME,
    LINK,
    SOURCE,
    PLACE,
)
ALONE = tuple(kind for kind in LISTED if kind.alone)


def kind_of(model):
    """The kind of a model; None where it is no kind of record."""
    return next((kind for kind in LISTED if kind.model is model), None)
