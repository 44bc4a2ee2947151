"""Events, their panels, names and topics."""

import re
import zoneinfo

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from lib.addresses import (
    FormerSlug,
    Publication,
    Record,
    SluggedRecord,
    address_triggers,
    permanent_id,
    publication_known,
)
from lib.choices import choices_constraint
from lib.fulltext import PLAIN, vector
from lib.history import with_history
from lib.languages import gettext
from lib.names import Name, SearchKeyField, name_constraints, order_of
from lib.partialdates import known
from lib.partialdates.core import from_to
from lib.partialdates.fields import PartialDateField, bound
from lib.partialdates.ranges import days_index, may_touch
from lib.texts import LongTextField
from lib.visibility import VisibleQuerySet
from sources.models import Citation, Identifier, Place
from sources.models.citations import citation_constraints
from sources.models.identifiers import identifier_constraints
from summits.models.kinds import EventKind, EventStatus
from summits.models.standing import standing
from topics.models import Topic


class DatedQuerySet(models.QuerySet):
    """Records with a partial date whose bounds are columns ``<dated>_earliest`` and so on."""

    dated = "date"

    def held_between(self, first=None, last=None, match="possible"):
        """Records that may (``possible``) or must (``certain``) touch the days first..last.

        Either day may be None: unbounded on that side. An unknown date matches as
        possible only.
        """
        low, high = ("latest", "earliest") if match == "possible" else ("end_from", "start_by")
        found = self
        if match == "certain" and (first or last):
            found = found.exclude(**{f"{self.dated}__isnull": True})
            # What must touch them may: by this condition an index finds it.
            found = found.filter(may_touch(f"{self.dated}_earliest", f"{self.dated}_latest", first, last))
        if first:
            found = found.filter(**{f"{self.dated}_{low}__gte": first})
        if last:
            found = found.filter(**{f"{self.dated}_{high}__lte": last})
        return found


# A day of a partial date, about or uncertain included.
A_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[~?]?"
TIMES_NEED_DAYS = "Write the day (2021-06-16, or 2021-06-16/2021-06-17), or leave the times empty."
PAST_MIDNIGHT = "If it went on past midnight, write both days: 2021-06-16/2021-06-17."


class EventQuerySet(VisibleQuerySet, DatedQuerySet):
    """Events."""


@with_history()
class Event(SluggedRecord):
    """Anything dated and diplomatic; a series or a larger event holds its parts by links."""

    kind = models.CharField(max_length=24, choices=EventKind)
    name = models.CharField(max_length=300)
    name_key = SearchKeyField(source="name")
    status = models.CharField(max_length=12, choices=EventStatus, default=EventStatus.HELD)
    publication = models.CharField(max_length=12, choices=Publication, default=Publication.DRAFT)
    date = PartialDateField()
    date_earliest = bound("date", "earliest")
    date_start_by = bound("date", "start_by")
    date_end_from = bound("date", "end_from")
    date_latest = bound("date", "latest")
    start_time = models.TimeField(null=True, blank=True)
    end_time = models.TimeField(null=True, blank=True)
    timezone = models.CharField(
        "time zone", max_length=64, blank=True, help_text="Needed with a time, e.g. Europe/Zurich."
    )
    # Indexed by event_place_date.
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, db_index=False, related_name="events")
    summary = LongTextField(blank=True)
    website = models.URLField(max_length=1000, blank=True)
    topics = models.ManyToManyField(Topic, through="EventTopic", related_name="events")
    # Full text for q=: the database keeps it; weights: name over summary.
    search = models.GeneratedField(
        expression=vector("name", "A", PLAIN) + vector("summary", "B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = EventQuerySet.as_manager()

    # Set by whoever writes panels together with the event, and calls check_programme() when these are known.
    programme_follows = False

    class Meta:
        ordering = ["-date_earliest", "-id"]
        indexes = [
            models.Index(fields=["-date_earliest", "-id"], name="event_date"),
            days_index("date", "event_days"),
            models.Index(fields=["place", "-date_earliest", "-id"], name="event_place_date"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="event_name_key"),
            GinIndex(fields=["search"], name="event_search"),
        ]
        constraints = [
            choices_constraint("kind", EventKind, "The kind of an event"),
            choices_constraint("status", EventStatus, "The status of an event"),
            publication_known(),
            models.CheckConstraint(
                condition=~Q(name=""), name="event_name", violation_error_message="An event needs a name."
            ),
            models.CheckConstraint(
                condition=Q(start_time__isnull=True, end_time__isnull=True) | ~Q(timezone=""),
                name="event_time_has_zone",
                violation_error_message="A time needs its time zone, e.g. Europe/Zurich.",
            ),
            models.CheckConstraint(
                condition=Q(end_time__isnull=True) | Q(start_time__isnull=False),
                name="event_end_time_has_start",
                violation_error_message="An end time needs a start time.",
            ),
            models.CheckConstraint(
                condition=Q(date__isnull=True) | ~Q(date=".."),
                name="event_date_not_open",
                violation_error_message="“..” alone is not the date of an event; write 2012/.. for one that is still going on.",
            ),
            models.CheckConstraint(
                condition=Q(start_time__isnull=True) | Q(date__regex=rf"^{A_DAY}(/|$)"),
                name="event_start_time_has_day",
                violation_error_message=f"A time needs a date that is known to the day. {TIMES_NEED_DAYS}",
            ),
            models.CheckConstraint(
                condition=Q(end_time__isnull=True) | Q(date__regex=rf"(^|/){A_DAY}$"),
                name="event_end_time_has_day",
                violation_error_message=f"An end time needs the day on which it ended. {TIMES_NEED_DAYS}",
            ),
            models.CheckConstraint(
                condition=Q(end_time__isnull=True)
                | Q(end_time__gte=F("start_time"))
                | Q(date_latest__gt=F("date_earliest")),
                name="event_ends_after_its_start",
                violation_error_message=f"It ends before it starts. {PAST_MIDNIGHT}",
            ),
        ]
        triggers = [
            *address_triggers("summits_formereventslug"),
            pgtrigger.Trigger(
                name="date_passed_on",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("date"),
                condition=pgtrigger.Q(old__date__df=pgtrigger.F("new__date")),
                func="""
                    UPDATE summits_position SET effective_date = NEW.date WHERE event_id = NEW.id AND date IS NULL;
                    UPDATE summits_outcome SET effective_date = NEW.date WHERE event_id = NEW.id AND date IS NULL;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.date})" if self.date else self.name

    def get_absolute_url(self):
        return reverse("event", args=[self.slug])

    @property
    def standing(self):
        """What is to be said of it if it was not held, in words; "" if it was."""
        return standing(self.status).words

    def clean(self):
        """The time zone exists; times have days that they belong to, and are in order."""
        super().clean()
        if self.timezone and self.timezone not in zoneinfo.available_timezones():
            raise ValidationError(
                {"timezone": f"“{self.timezone}” is not a time zone: write one such as Europe/Zurich or Europe/Moscow."}
            )
        date = known(self.date)
        first, last = date.sides() if date else ("", "")
        if self.start_time and not re.fullmatch(A_DAY, first):
            raise ValidationError({"start_time": f"A time needs a date that is known to the day. {TIMES_NEED_DAYS}"})
        if self.end_time and not re.fullmatch(A_DAY, last):
            raise ValidationError({"end_time": f"An end time needs the day on which it ended. {TIMES_NEED_DAYS}"})
        one_day = date and date.earliest == date.latest
        if one_day and self.start_time and self.end_time and self.end_time < self.start_time:
            words = f"It ends ({self.end_time:%H:%M}) before it starts ({self.start_time:%H:%M})."
            raise ValidationError({"end_time": f"{words} {PAST_MIDNIGHT}"})
        if self.pk and not self.programme_follows:
            self.check_programme(self.panels.filter(start_time__isnull=False))

    @staticmethod
    def bound_rows(pks):
        """The panels of events whose times need the event's day or time zone."""
        return Panel.objects.filter(event__in=pks, start_time__isnull=False).select_related("event")

    def check_programme(self, panels):
        """Raise ValidationError if the times of its panels no longer have a day or a time zone."""
        for panel in panels:
            panel.event = self
            try:
                panel.clean()
            except ValidationError as error:
                time = f"The panel “{panel}” has a time ({panel.start_time:%H:%M})."
                advice = (
                    "Change this event's date or time zone, or the panel's own date, or take the panel's times out."
                )
                raise ValidationError(f"{time} {' '.join(error.messages)} {advice}") from None


class FormerEventSlug(FormerSlug):
    """A slug that an event had before."""

    record = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="former_slugs")


@with_history()
class EventName(Name):
    """A further name of an event."""

    record = models.ForeignKey(Event, models.CASCADE, related_name="names")

    class Meta(Name.Meta):
        constraints = name_constraints("eventname", "record")["constraints"]
        indexes = name_constraints("eventname", "record")["indexes"]


@with_history()
class EventTopic(models.Model):
    """What an event is about."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="event_topics")
    # Indexed by eventtopic_topic.
    topic = models.ForeignKey(Topic, models.PROTECT, db_index=False, related_name="event_topics")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "topic"],
                name="eventtopic_once",
                violation_error_message="The event already has this topic.",
            )
        ]
        indexes = [models.Index(fields=["topic", "event"], name="eventtopic_topic")]

    def __str__(self):
        return str(self.topic)


@with_history()
class EventIdentifier(Identifier):
    """An identifier of an event."""

    record = models.ForeignKey(Event, models.CASCADE, related_name="identifiers")

    class Meta(Identifier.Meta):
        constraints = identifier_constraints("eventidentifier")


@with_history()
class EventCitation(Citation):
    """A source for an event."""

    record = models.ForeignKey(Event, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = citation_constraints("eventcitation")


class OnEventQuerySet(VisibleQuerySet):
    """Records that hang on an event."""

    hangs_on: tuple[str, ...] = ("event",)

    @staticmethod
    def public(prefix=""):
        """Published records of published events."""
        return Q(**{f"{prefix}publication": "published", f"{prefix}event__publication": "published"})


@with_history()
class Panel(Record):
    """A session of an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="panels")
    title = models.CharField(max_length=300)
    title_order = order_of("title")
    number = models.PositiveSmallIntegerField(default=1, help_text="Its place in the programme.")
    date = PartialDateField(help_text="Only where it differs from the event's.")
    date_earliest = bound("date", "earliest")
    date_latest = bound("date", "latest")
    start_time = models.TimeField(null=True, blank=True, help_text="In the time zone of the event.")
    end_time = models.TimeField(null=True, blank=True, help_text="In the time zone of the event.")
    room = models.CharField(max_length=200, blank=True, help_text="Where in the house it is held.")
    track = models.CharField(max_length=200, blank=True, help_text="The strand of the programme that it belongs to.")
    summary = LongTextField(blank=True)

    objects = OnEventQuerySet.as_manager()

    class Meta:
        ordering = ["event_id", "number", "id"]
        constraints = [
            publication_known(),
            models.CheckConstraint(
                condition=~Q(title=""), name="panel_title", violation_error_message="A panel needs a title."
            ),
            models.UniqueConstraint(
                fields=["event", "number"],
                name="panel_number_once",
                violation_error_message="The event already has a panel with this number.",
            ),
            models.CheckConstraint(
                condition=Q(end_time__isnull=True) | Q(start_time__isnull=False),
                name="panel_end_time_has_start",
                violation_error_message="An end time needs a start time.",
            ),
        ]
        triggers = [permanent_id()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.event.get_absolute_url()}#{self.public_id}"

    @property
    def setting(self):
        """When and where it is held and its track, in words, as far as the panel says more than its event."""
        times = [f"{time:%H:%M}" for time in (self.start_time, self.end_time) if time]
        span = from_to(*times) if len(times) > 1 else "".join(times)
        zone = f" ({self.event.timezone})" if span and self.event.timezone else ""
        room = self.room and gettext("Room: {room}").format(room=self.room)
        track = self.track and gettext("Track: {track}").format(track=self.track)
        return [words for words in (self.date.words() if self.date else "", span + zone, room, track) if words]

    def clean(self):
        super().clean()
        if self.start_time and self.event_id:
            self._check_times()

    @classmethod
    def bound_rows(cls, pks):
        """The panels themselves: their times need a day and a time zone."""
        return cls.objects.filter(pk__in=pks, start_time__isnull=False).select_related("event")

    def _check_times(self):
        """Times are those of a day, the panel's own or the event's, in the event's time zone."""
        if not self.event.timezone:
            raise ValidationError({"start_time": "A time needs the time zone of the event: enter it there first."})
        date = known(self.date) or known(self.event.date)
        if not (date and re.fullmatch(A_DAY, date.sides()[0])):
            raise ValidationError({"start_time": f"A time needs a date that is known to the day. {TIMES_NEED_DAYS}"})
        # Of an event of several days it is not said on which of them the panel was.
        one_day = date.earliest == date.latest or known(self.date) is None
        if self.end_time and self.end_time < self.start_time and one_day:
            words = f"It ends ({self.end_time:%H:%M}) before it starts ({self.start_time:%H:%M})."
            raise ValidationError({"end_time": f"{words} {PAST_MIDNIGHT}"})


@with_history()
class PanelCitation(Citation):
    """A source for a panel."""

    record = models.ForeignKey(Panel, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = citation_constraints("panelcitation")
