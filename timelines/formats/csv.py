"""CSV: one row per entry, streamed; formulas are escaped."""

from lib.spreadsheets import MARK, line, listed
from timelines.serializers import EntrySerializer
from timelines.words import because, known

# The columns of keys with several or differently named columns.
INSTEAD = {
    "attested": ["attested", "when"],
    "organisation": ["organisation", "organisation_slug"],
    "event": ["event", "event_url", "event_status"],
    "place": ["place", "place_within", "place_country"],
    "about": ["about", "about_status"],
    "holders": ["holders", "holders_expert", "holders_organisation"],
    "endorsers": ["endorsers", "endorsers_expert", "endorsers_organisation"],
    "in_reply_to": ["in_reply_to", "in_reply_to_id"],
    "reasons": ["reasons", "because"],
    "citations": ["sources"],
    "recorded": [],
}
COLUMNS = [column for key in EntrySerializer().fields for column in INSTEAD.get(key, [key])]


def render(timeline):
    """Yield the lines as bytes, the head first."""
    yield (MARK + line(COLUMNS)).encode()
    others = known(timeline.entries)
    for entry in timeline.entries:
        yield line(cells(entry, others)).encode()


def cells(entry, others):
    """The values of an entry, in the order of COLUMNS; lists by ``listed()``. ``others`` as words.known() gives them."""
    more = {
        "attested": listed(map(str, entry.attested)),
        "when": entry.when,
        "organisation": _name(entry.organisation),
        "event": _name(entry.event),
        "event_url": entry.event["url"] if entry.event else "",
        "event_status": entry.event["status"] if entry.event else "",
        "journey": _name(entry.journey),
        "place": _name(entry.place),
        "place_within": _name(entry.place and entry.place["within"]),
        "place_country": _name(entry.place and entry.place["country"]),
        "appointments": listed(f"{post['post']}, {_name(post['organisation'])}" for post in entry.appointments),
        "topics": listed(map(_with_stance, entry.topics)),
        "about": listed(map(_with_stance, entry.about)),
        "about_status": listed(row["status"] for row in entry.about),
        "holders": listed(holder["name"] for holder in entry.holders),
        "organisation_slug": entry.organisation["slug"] if entry.organisation else "",
        "holders_expert": _keys(entry.holders, "expert"),
        "holders_organisation": _keys(entry.holders, "organisation"),
        "endorsers_expert": _keys(entry.endorsers, "expert"),
        "endorsers_organisation": _keys(entry.endorsers, "organisation"),
        "endorsers": listed(endorser["name"] for endorser in entry.endorsers),
        "in_reply_to": entry.in_reply_to["summary"] if entry.in_reply_to else "",
        "in_reply_to_id": entry.in_reply_to["id"] if entry.in_reply_to else "",
        "because": listed(f"{words}: {title}" if title else words for words, _, title in because(entry, others)),
        "reasons": listed(filter(None, map(_reason, entry.reasons))),
        "sources": listed(entry.sources),
        "draft": "draft" if entry.draft else "",
    }
    return [more[column] if column in more else getattr(entry, column) for column in COLUMNS]


def _keys(rows, kind):
    """The slugs of the experts (or organisations) in some rows, in the positions of their names."""
    return listed(row[kind] or "" for row in rows)


def _name(record):
    return record["name"] if record else ""


def _with_stance(row):
    return f"{row['slug']} ({row['stance']})" if row["stance"] else row["slug"]


def _reason(reason):
    return " ".join(filter(None, [reason["relation"], reason["id"], reason["stance"] and f"({reason['stance']})"]))
