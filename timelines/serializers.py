"""The JSON of a timeline: the single definition of the keys of an entry.

SQL, the parsed entry, the CSV and the API's schema read them from EntrySerializer. The values are written in
timelines/sources.py; a test compares them with this declaration.
"""

from rest_framework import serializers

from lib.partialdates.core import EXAMPLES
from timelines.parameters import KINDS


def _text(**kwargs):
    return serializers.CharField(allow_null=True, allow_blank=True, **kwargs)


def _date(words=""):
    return serializers.CharField(allow_null=True, help_text=f"{words}Partial date: {EXAMPLES}. Null: unknown.")


class TimelineNamed(serializers.Serializer):
    """A record in a few words."""

    url = serializers.URLField()
    slug = serializers.CharField()
    name = serializers.CharField()


class TimelineOrganisation(TimelineNamed):
    """An organisation, with its parent where relevant."""

    parent = TimelineNamed(allow_null=True, required=False)


class TimelineEvent(TimelineNamed):
    """An event in a few words."""

    kind = serializers.CharField()
    date = _date()
    status = serializers.CharField(help_text="Whether it was held.")


class TimelinePlace(TimelineNamed):
    """A place with its city and country."""

    within = TimelineNamed(
        allow_null=True, help_text="Of what is smaller than a city: the city, else what it stands in."
    )
    country = TimelineNamed(allow_null=True)


class TimelineStance(TimelineNamed):
    """A topic or event, and the stance of the position."""

    stance = serializers.CharField(allow_null=True)


class TimelineAbout(TimelineStance):
    """An event that a position is about, and its stance."""

    status = serializers.CharField(help_text="Whether it was held.")


class TimelinePost(serializers.Serializer):
    """A post that a billing resolves to."""

    url = serializers.URLField()
    id = serializers.CharField()
    post = serializers.CharField()
    organisation = TimelineNamed()


class TimelineHolder(serializers.Serializer):
    """A holder of the position: the slug of an expert or of an organisation."""

    expert = serializers.CharField(allow_null=True)
    organisation = serializers.CharField(allow_null=True)
    name = serializers.CharField()
    name_as_printed = serializers.CharField(allow_blank=True)


class TimelineReply(serializers.Serializer):
    """The position that a position replies to."""

    url = serializers.URLField()
    id = serializers.CharField()
    page = serializers.URLField()
    summary = serializers.CharField()


class TimelineEndorser(serializers.Serializer):
    """Who agreed with the position: the slug of an expert or of an organisation."""

    expert = serializers.CharField(allow_null=True)
    organisation = serializers.CharField(allow_null=True)
    name = serializers.CharField()


class TimelineReason(serializers.Serializer):
    """Why an event or outcome is on the timeline."""

    relation = serializers.CharField(help_text="about: a position is about it; outcome of: of such an event; party.")
    id = serializers.CharField(allow_null=True, help_text="The position's id, or the event's slug.")
    stance = serializers.CharField(allow_null=True)


class TimelineSource(serializers.Serializer):
    """A source in a few words."""

    url = serializers.URLField()
    slug = serializers.CharField()
    title = serializers.CharField()


class TimelineCitation(serializers.Serializer):
    """A source and the place in it."""

    source = TimelineSource()
    paragraph = serializers.IntegerField(allow_null=True)
    sentence = serializers.IntegerField(allow_null=True)
    locator = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True, help_text="The place in the source, in words.")
    field = serializers.CharField(allow_blank=True)
    value = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    passage = _text(help_text="The cited words, where the source's text is attached.")


class EntrySerializer(serializers.Serializer):
    """An entry; keys that do not apply to its kind are null or empty."""

    kind = serializers.ChoiceField(choices=list(KINDS))
    id = serializers.CharField(help_text="The record's permanent public id.")
    slug = serializers.CharField(allow_null=True, help_text="The event's slug.")
    url = serializers.URLField(help_text="The record's address in this API.")
    page = serializers.URLField(help_text="The page for people.")
    title = serializers.CharField()
    text = _text()
    date = _date()
    start = _date("Of a post. ")
    end = _date("Of a post, as recorded; “..”: still held when it was recorded. ")
    ends_by = _date("Of a post without an end on record: the holder's death or the organisation's dissolution. ")
    ends_by_reason = _text(help_text="What ``ends_by`` is the date of: death or dissolution.")
    attested = serializers.ListField(
        child=serializers.CharField(), help_text="Partial dates on which a source shows the post as held."
    )
    appointed = _date("Of a post: the day of the appointment or nomination. ")
    arrived = _date("Of a post: the day of arrival there. ")
    commission = _text(help_text="Of a post: posts with the same words here were given together.")
    role = _text(help_text="The post; the role at the event; holder or endorser; the kind of event or outcome.")
    status = _text(
        help_text="Of an event or outcome; of a participant: attended, planned or unable; of a post: served, or how far it came."
    )
    standing = _text(
        help_text="In words, as far as is known: that the event was not held or, of a participation, they were not "
        "there; of a position or outcome, that its event was not held; of a post, that it was not held. Empty: it was, and "
        "they were; null: no event, or a post that was held."
    )
    name_as_printed = _text()
    organisation = TimelineOrganisation(allow_null=True)
    event = TimelineEvent(allow_null=True)
    journey = TimelineEvent(
        allow_null=True,
        help_text="The journey of theirs that the event of a participation is a stop of: one in which they took part "
        "themselves, or at every stop.",
    )
    place = TimelinePlace(allow_null=True)
    appointments = TimelinePost(many=True)
    topics = TimelineStance(
        many=True,
        help_text="What a position speaks of; of an event spoken about, those of its topics that these positions "
        "speak of; of a participation, the topics of its event, unless it was cancelled or they were unable to attend. "
        "Posts and outcomes have none.",
    )
    about = TimelineAbout(many=True)
    holders = TimelineHolder(many=True)
    endorsers = TimelineEndorser(many=True)
    in_reply_to = TimelineReply(allow_null=True)
    position_kind = _text()
    attribution = _text()
    basis = _text()
    verb = _text()
    quotation = _text()
    reasons = TimelineReason(many=True)
    citations = TimelineCitation(many=True)
    recorded = serializers.DateTimeField(help_text="When the record was entered.")
    draft = serializers.BooleanField(help_text="Not public yet (staff only).")

    class Meta:
        ref_name = "TimelineEntry"


class TimelineExpert(TimelineNamed):
    """Whose timeline it is."""

    page = serializers.URLField()


class TimelineJourney(TimelineEvent):
    """A journey and the entries that are its stops."""

    count = serializers.IntegerField()
    stops = serializers.ListField(child=serializers.CharField(), help_text="The ids of the entries, in their order.")


class TimelineMonth(serializers.Serializer):
    """The number of entries that begin in a month."""

    month = serializers.CharField(
        allow_null=True, help_text="e.g. 2021-06; the year, e.g. 2021, where no month is on record; null: no beginning."
    )
    count = serializers.IntegerField()


class TimelineSerializer(serializers.Serializer):
    """An expert's timeline, in the order of time; entries of unknown date come last."""

    expert = TimelineExpert()
    count = serializers.IntegerField()
    months = TimelineMonth(many=True, help_text="In the order of time; together they have all entries.")
    journeys = TimelineJourney(many=True, help_text="In the order of their first stop.")
    entries = EntrySerializer(many=True)


class TimelineSlidesSerializer(serializers.Serializer):
    """The form that TimelineJS reads (``format=timelinejs``)."""

    title = serializers.DictField()
    events = serializers.ListField(child=serializers.DictField())
