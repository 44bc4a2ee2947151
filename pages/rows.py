"""Preparing rows of the API for templates: actors, words, certainty, places in sources."""

import functools

import orjson
from django.urls import reverse

from lib.api.serializers import fetch
from lib.api.views import site_address
from lib.attribution import attributed, nobody, stands_before
from lib.languages import gettext, spoken, translated
from lib.partialdates import parse
from lib.visibility import audience_of, passages_shown
from sources.models import PlaceIdentifier, Source
from sources.models.citations import place_in_words
from summits.models.kinds import STANCE_SIGNS, Stance
from summits.models.standing import standing

# The CSS class of a statement whose attribution is not the usual one.
RULES = ("verbatim", "collective", "unattributed")


@functools.cache
def _list(name, language):
    return reverse(name)


def whole(serializer, pk, request):
    """A record as its page shows it: the row of a serializer of pages/wholes.py."""
    [text] = fetch(serializer, [pk], audience_of(request.user), site_address(request))
    return orjson.loads(text)


def page_of(name, key):
    """The address of a record's page; ``name`` is that of the list: events, experts, topics."""
    return f"{_list(name, spoken())}{key}/"


def actor(row):
    """The actor of a row of the API: {"name", "slug", "page", "printed"}."""
    one, name = (row["expert"], "experts") if row["expert"] else (row["organisation"], "organisations")
    printed = row.get("name_as_printed", "")
    page = page_of(name, one["slug"])
    return {
        "name": one["name"],
        "slug": one["slug"],
        "page": page,
        "printed": printed if printed != one["name"] else "",
    }


def overall(stances):
    """One stance for several: opposite sides are mixed, and a side outweighs taking none."""
    found = set(stances)
    if {Stance.SUPPORTS, Stance.OPPOSES} <= found or Stance.MIXED in found:
        return Stance.MIXED.value
    for stance in (Stance.SUPPORTS, Stance.OPPOSES, Stance.UNCLEAR):
        if stance in found:
            return stance.value
    return Stance.NEUTRAL.value


def grouped_stances(rows, key, name):
    """Rows grouped by stance: [(stance, sign, [(words, page, note)])], sides first."""
    found = {}
    for row in rows:
        other = row[key]
        # Events are marked as such, with their status.
        note = ""
        if key == "event":
            note = ", ".join(filter(None, [gettext("event"), translated(standing(other["status"]).words)]))
        found.setdefault(row["stance"], []).append((other["name"], page_of(name, other["slug"]), note))
    return [(stance, STANCE_SIGNS[stance], found[stance]) for stance in Stance.values if stance in found]


def describe_event(event):
    """Add to an event of the API its page, and whether it was held in words; and give it back."""
    event["page"], event["standing"] = page_of("events", event["slug"]), standing(event["status"]).words
    return event


def describe_outcome(outcome):
    """Add to an outcome of the API its parties and what became of it, as its page says it, and give it back."""
    outcome["parties"] = [actor(row) for row in outcome["parties"]]
    for row in outcome["later_events"]:
        describe_event(row["event"])
    if "event" in outcome:
        outcome["page"] = f"{describe_event(outcome['event'])['page']}#{outcome['id']}"
    return outcome


def catalogued(row):
    """The identifiers of a row of the API as model instances, which have labels and URLs."""
    return [PlaceIdentifier(scheme=one["scheme"], value=one["value"]) for one in row["identifiers"]]


def describe_holders(position):
    """Add to a position of the API who holds it, and how the source says so; and give it back."""
    position["actors"] = [actor(row) for row in position["holders"]]
    position["who"] = ", ".join(one["name"] for one in position["actors"]) or nobody()
    position["before"] = stands_before(position["verb"])
    position["told"] = attributed(position["who"], position["verb"])
    return position


def describe_position(position):
    """Add to a position of the API what its page says of it, and give it back."""
    describe_holders(position)
    position["endorsed"] = [actor(row) for row in position.get("endorsers", ())]
    position["page"] = page_of("positions", position["id"])
    position["inferred"] = position["basis"] == "inferred"
    fallback = "inferred" if position["inferred"] else ""
    position["rule"] = position["attribution"] if position["attribution"] in RULES else fallback
    if "topics" in position:
        position["on"] = grouped_stances(position["topics"], "topic", "topics")
        position["of"] = grouped_stances(position["about"], "event", "events")
        position["stance"] = overall(row["stance"] for row in [*position["topics"], *position["about"]])
        reply = position["in_reply_to"]
        position["reply_page"] = reply and page_of("positions", reply["id"])
    if position.get("event"):
        describe_event(position["event"])
    return position


def cited_in(value):
    """Every citation below a value of the API's JSON."""
    if isinstance(value, dict):
        yield from value.get("citations", ())
        for key, below in value.items():
            if key != "citations":
                yield from cited_in(below)
    elif isinstance(value, list):
        for below in value:
            yield from cited_in(below)


def with_passages(value, user):
    """Add to every citation below ``value`` its place in words, its source's page, and its passage if visible.

    One statement; none if the user sees no passages.
    """
    citations = list(cited_in(value))
    shown = passages_shown(user)
    slugs = {citation["source"]["slug"] for citation in citations if citation["paragraph"] and shown}
    texts = Source.objects.visible_to(user).filter(slug__in=slugs).exclude(archived_text="")
    sources = {source.slug: source for source in texts.only("slug", "archived_text", "first_words", "language")}
    for citation in citations:
        source = sources.get(citation["source"]["slug"])
        citation["place"] = place_in_words(citation["paragraph"], citation["sentence"], citation["locator"])
        citation["page"] = page_of("sources", citation["source"]["slug"])
        citation["passage"] = source.passage(citation["paragraph"], citation["sentence"]) if source else ""
        citation["language"] = source.language if source else ""
    return citations


def one_source(rows):
    """The only source cited by these rows; None if there are several or none."""
    found = {citation["source"]["slug"]: citation for row in rows for citation in row["citations"]}
    return next(iter(found.values())) if len(found) == 1 else None


def earliest(row):
    """The first possible day of a row's date, for sorting; None if unknown."""
    date = parse(row["date"])
    return date.earliest if date else None
