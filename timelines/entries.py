"""An expert's entries, in order: the basis of the page and of every format."""

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property

import orjson
from django.db import connection

from experts.models import Expert
from experts.periods import Limit, period_words
from lib.database.prepared import rows_of
from lib.former import present_slug
from lib.languages import gettext, here, is_foreign
from lib.partialdates.core import parse
from lib.passages import paragraphs, sentences
from lib.visibility import Audience, audience_of, passages_shown
from sources.models import place_in_words
from summits.models.standing import standing
from timelines.parameters import Filters
from timelines.sources import Scope, statement
from timelines.sql import ATTACHED, NO_PASSAGE
from timelines.words import headline, kind_words, said

EVERYTHING = Filters()


class Moved(Exception):
    """The expert has a new slug: ``slug``."""

    def __init__(self, slug):
        super().__init__(slug)
        self.slug = slug


class UnknownTopics(ValueError):
    """Unknown slugs of topics: ``slugs``."""

    def __init__(self, slugs):
        super().__init__("; ".join(gettext("There is no topic “{slug}”.").format(slug=slug) for slug in slugs))
        self.slugs = slugs


class Entry:
    """An entry of a timeline: an attribute for each key of EntrySerializer, with dates parsed.

    A point has ``date``; a post that was held has ``start`` and ``end`` and the dates on which sources attest it
    (``attested``, sorted); without an end on record also what it did not outlast (``ends_by``, experts/periods.py).
    Each may be None: unknown.
    """

    def __init__(self, row):
        """``row``: the entry as JSON text."""
        vars(self).update(orjson.loads(row))
        for key in ("date", "start", "end", "ends_by", "appointed", "arrived"):
            setattr(self, key, parse(getattr(self, key)))
        if is_foreign():
            self._translate()
        self.attested = sorted(map(parse, self.attested), key=lambda date: date.earliest)

    def _translate(self):
        """Translate links and places in sources, which are English in the row, to the reader's language."""
        self.page = here(self.page)
        if self.in_reply_to:
            self.in_reply_to["page"] = here(self.in_reply_to["page"])
        for one in self.citations:
            one["words"] = place_in_words(one["paragraph"], one["sentence"], one["locator"])

    @property
    def anchor(self):
        """The id of the entry's element on the expert's page."""
        return f"{self.kind}-{self.id}"

    @property
    def headline(self):
        """The title for use on its own."""
        return headline(self)

    @property
    def kind_words(self):
        """The kind in words."""
        return kind_words(self)

    @property
    def said(self):
        """The holders of a position, and its attribution."""
        return said(self)

    @property
    def held(self):
        """False for an event or post that is known not to have been held or attended; positions are always held."""
        return self.kind in ("position", "outcome") or not self.standing

    @property
    def about_events(self):
        """The events that a position is about, each with ``standing``: in words, that it was not held."""
        return [{**row, "standing": standing(row["status"]).words} for row in self.about]

    @property
    def calendar_status(self):
        """STATUS of iCalendar; None for entries that are no events."""
        if self.kind == "participation":
            return standing(self.event["status"], self.status).calendar
        return standing(self.status).calendar if self.kind == "event" else None

    @property
    def sources(self):
        """The distinct sources and places in them, in words."""
        cited = (", ".join(filter(None, [row["source"]["title"], row["words"]])) for row in self.citations)
        return list(dict.fromkeys(cited))

    @property
    def is_period(self):
        """Whether it is a period (a post that was held)."""
        return self.kind == "appointment" and self.held

    @property
    def when(self):
        """The date in words; "" if unknown."""
        if not self.is_period:
            return self.date.words() if self.date else ""
        if words := period_words(self.start, self.end, Limit(self.ends_by, self.ends_by_reason)):
            return words
        if self.attested:
            return gettext("attested {dates}").format(dates=", ".join(date.words() for date in self.attested))
        return ""

    @property
    def exact(self):
        """Whether the first and last day are certain."""
        if self.is_period:
            return bool(self.start and self.end and self.start.exact_day and self.end.exact_day)
        return bool(self.date and self.date.certain)

    @property
    def closing(self):
        """The limit of a post that began and has no recorded end; else None."""
        return self.ends_by if self.start else None

    def span(self):
        """The first and last known day that it may cover: (first, last), or None.

        An open or unknown side is bounded by attestations, by the limit of a post, else by the other side.
        """
        known = list(self.attested)
        if self.is_period:
            known += [date for date in (self.start, self.end, self.closing) if date]
        elif self.date:
            known.append(self.date)
        days = [day for date in known for day in date.known_days() or ()]
        return (min(days), max(days)) if days else None


@dataclass
class Timeline:
    """An expert's entries for a set of filters and an audience.

    ``expert`` is the expert's id. ``rows`` has each entry as JSON text, in order; ``entries`` parses them for formats that
    need more. ``marks`` has (month, journey as JSON text or None, id) of each row.
    """

    expert: int
    public_id: str
    slug: str
    name: str
    site: str
    filters: Filters
    rows: list
    audience: Audience = Audience.PUBLIC
    marks: list = field(default_factory=list)

    @cached_property
    def entries(self):
        """All entries, parsed."""
        return [Entry(row) for row in self.rows]

    def part(self, first, last):
        """The entries from one place to another, as a timeline."""
        found = replace(self, rows=self.rows[first:last])
        found.entries = self.entries[first:last]
        return found

    @cached_property
    def months(self):
        """The number of entries by first month (or year, if no more is known), in order; None last."""
        counts = Counter(month for month, _, _ in self.marks)
        return [
            {"month": month, "count": counts[month]}
            for month in sorted(counts, key=lambda month: (month is None, month or ""))
        ]

    @cached_property
    def journeys(self):
        """The journeys of the entries with the ids of their stops, in the order of their first stops."""
        stops = {}
        for _, journey, ident in self.marks:
            if journey:
                stops.setdefault(journey, []).append(ident)
        return [{**orjson.loads(journey), "count": len(ids), "stops": ids} for journey, ids in stops.items()]

    @property
    def page(self):
        """The URL of the expert's page."""
        return f"{self.site}/experts/{self.slug}/"

    @property
    def url(self):
        """The URL of the expert in the API."""
        return f"{self.site}/api/v1/experts/{self.slug}/"


def load(slug, user=None, filters=EVERYTHING, site=""):
    """The timeline of the expert with this slug, as ``user`` (a user, an Audience or None) may see it.

    ``site`` is scheme and host for absolute URLs, "" for relative ones. Raises
    Expert.DoesNotExist, RecordDeleted, Moved or UnknownTopics. At most three SQL statements.
    """
    return load_each(slug, user, [filters], site)[0]


def load_each(slug, user, each, site=""):
    """The expert's timelines for several filters, as by load(): one statement for each, and one for all."""
    audience = audience_of(user)
    expert, public_id, name, known = _look_up(slug, audience, [topic for filters in each for topic in filters.topics])
    found = []
    for filters in each:
        scope = Scope(audience, bool(filters.first), bool(filters.last), bool(filters.topics))
        text = statement(scope, tuple(sorted(filters.kinds)))
        topics = list({known[topic] for topic in filters.topics})
        rows, marks = [], []
        if text:
            values = {"expert": expert, "site": site, "first": filters.first, "last": filters.last, "topics": topics}
            # Statements for all kinds or a single one are prepared; those for all combinations would fill the server's memory.
            answer = rows_of(text, values, keep=len(filters.kinds) <= 1)
            rows, marks = [row[0] for row in answer], [row[1:] for row in answer]
        rows = _with_passages(rows, passages_shown(audience))
        found.append(Timeline(expert, public_id, slug, name, site, filters, rows, audience, marks))
    return found


def _look_up(slug, audience, topics):
    """Expert and wanted topics in one statement: (id, public id, name, ids of the topics by slug)."""
    seen = "" if audience is Audience.EDITORS else "AND publication = 'published'"
    sql = f"""
        SELECT x.id, x.public_id, x.name, ARRAY(
            SELECT ARRAY[t.slug, t.id::text] FROM topics_topic t WHERE t.slug = ANY (%(topics)s::text[]) {seen}
            UNION ALL
            SELECT ARRAY[f.slug, t.id::text] FROM topics_formertopicslug f JOIN topics_topic t ON t.id = f.record_id
            WHERE f.slug = ANY (%(topics)s::text[]) {seen}
        ) FROM experts_expert x WHERE x.slug = %(slug)s {seen}
    """
    # PostgreSQL refuses NUL in a text, and no slug has one.
    wanted = [topic for topic in topics if "\0" not in topic]
    row = None
    if "\0" not in slug:
        row = next(iter(rows_of(sql, {"slug": slug, "topics": wanted})), None)
    if row is None:
        _say_where(slug, audience)
    found = dict(row[3])
    if unknown := [topic for topic in topics if topic not in found]:
        raise UnknownTopics(unknown)
    return *row[:3], {topic: int(pk) for topic, pk in found.items()}


def _say_where(slug, audience):
    """Raise Moved, RecordDeleted (lib/former.py) or DoesNotExist for a slug without an expert."""
    if now := present_slug(Expert, slug, audience):
        raise Moved(now)
    raise Expert.DoesNotExist(f"There is no expert “{slug}”.")


def _with_passages(rows, shown):
    """Replace the placeholders in the rows by the cited words, or remove them unless ``shown``; one statement."""
    marked = {index: json.loads(row) for index, row in enumerate(rows) if ATTACHED in row}
    if not marked:
        return rows
    if not shown:
        return [row.replace(ATTACHED, NO_PASSAGE) for row in rows]
    waiting = [citation for row in marked.values() for citation in row["citations"] if citation["passage"]]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT slug, archived_text, first_words FROM sources_source WHERE slug = ANY (%s)",
            [sorted({citation["source"]["slug"] for citation in waiting})],
        )
        texts = {slug: paragraphs(text, first_words) for slug, text, first_words in cursor.fetchall()}
    parts = {}
    for citation in waiting:
        slug, number, sentence = citation["source"]["slug"], citation["paragraph"], citation["sentence"]
        blocks = texts.get(slug, [])
        if number > len(blocks):
            citation["passage"] = None
            continue
        if (slug, number) not in parts:
            parts[slug, number] = sentences(blocks[number - 1])
        within = parts[slug, number]
        if sentence:
            citation["passage"] = within[sentence - 1] if sentence <= len(within) else None
        else:
            citation["passage"] = blocks[number - 1]
    rows = list(rows)
    for index, row in marked.items():
        rows[index] = orjson.dumps(row).decode()
    return rows
