"""Entries in words, shared by page, drawing and formats."""

from lib.attribution import attributed
from lib.languages import gettext, translated


def term(value):
    """The value of an enumeration for a reader: ``press_conference`` → ``press conference``."""
    return translated(str(value or "").replace("_", " "))


def headline(entry):
    """The title for use on its own.

    It says if the expert only endorses a position, or if something was not held or not attended.
    """
    title = (
        gettext("Endorses: {title}").format(title=entry.title)
        if entry.role == "endorser" and entry.kind == "position"
        else entry.title
    )
    return title if entry.held else f"{title} ({translated(entry.standing)})"


def kind_words(entry):
    """The kind of the entry: ``Moderator at discussion (unable to attend)``, ``Outcome: treaty, signed``."""
    if entry.kind == "appointment":
        return gettext("Post") if entry.held else gettext("Post") + f" ({translated(entry.standing)})"
    if entry.kind == "outcome":
        return gettext("Outcome: {kind}, {status}").format(kind=term(entry.role), status=term(entry.status))
    if entry.kind == "position":
        words = term(entry.position_kind).capitalize()
        return gettext("{kind}, endorsed").format(kind=words) if entry.role == "endorser" else words
    words = term(entry.role).capitalize()
    if entry.kind == "participation":
        words = gettext("{role} at {event}").format(role=words, event=term(entry.event["kind"]))
    return f"{words} ({translated(entry.standing)})" if entry.standing else words


def names(rows):
    """Holders or endorsers as "A, B", each followed by a differing printed name."""
    found = []
    for row in rows:
        printed = row.get("name_as_printed")
        other = printed and printed != row["name"]
        found.append(row["name"] + (gettext(" (printed “{name}”)").format(name=printed) if other else ""))
    return ", ".join(found)


def said(entry):
    """The holders of a position and its attribution: ``Anna Ivanova said; verbatim, attribution inferred``."""
    how = translated(entry.attribution)
    if entry.basis == "inferred":
        how += ", " + gettext("attribution inferred")
    return f"{attributed(names(entry.holders), entry.verb)}; {how}"


def because(entry, known):
    """The reasons for an entry that is no action of the expert: [(words, URL, name)].

    ``known`` has entries, events by slug and others by id; other reasons have words only.
    """
    found = []
    for reason in entry.reasons:
        other = known.get(reason["id"])
        address, title = (other.page, other.title) if other else ("", "")
        if reason["relation"] == "party":
            words = gettext("a party to it")
        elif reason["relation"] == "about":
            words = gettext("spoken about ({stance})").format(stance=translated(reason["stance"]))
        else:
            # The event is named, whether or not it is an entry.
            words, title = gettext("outcome of an event spoken about"), title or entry.event["name"]
        found.append((words, address, title))
    return found


def known(entries):
    """The entries by the keys that reasons use: events by slug, others by id."""
    return {entry.slug or entry.id: entry for entry in entries}


def companions(entry, others):
    """The posts among ``others`` that were given by the same commission."""
    if not entry.commission:
        return []
    return [one for one in others.values() if one.commission == entry.commission and one.id != entry.id]


def post_lines(entry, others):
    """Yield further facts about a post: appointment, arrival, posts given with it."""
    if entry.appointed and entry.held:
        yield gettext("Appointed {date}").format(date=entry.appointed.words())
    if entry.arrived:
        yield gettext("Arrived {date}").format(date=entry.arrived.words())
    if together := companions(entry, others):
        yield gettext("One commission with: {posts}").format(posts="; ".join(one.title for one in together))


def lines(entry, others):
    """Yield the lines of an entry besides title and date; ``others`` as from known()."""
    yield kind_words(entry)
    if entry.kind == "appointment":
        yield from post_lines(entry, others)
    if entry.kind == "position":
        yield f"Held by: {said(entry)}" if entry.holders and not entry.verb else said(entry)
        if entry.endorsers:
            yield f"Endorsed by: {names(entry.endorsers)}"
        if entry.in_reply_to:
            yield f"In reply to: {entry.in_reply_to['summary']}"
    if entry.kind == "participation":
        if entry.organisation:
            yield f"For {entry.organisation['name']}"
        if entry.name_as_printed:
            yield f"Name as printed: “{entry.name_as_printed}”"
        if entry.text:
            yield f"Billing as printed: “{entry.text}”"
        for post in entry.appointments:
            yield f"{post['post']}, {post['organisation']['name']}"
    elif entry.text and entry.text != entry.title:
        yield entry.text
    if entry.quotation:
        yield f"“{entry.quotation}”"
    if entry.kind in ("position", "outcome") and entry.event:
        yield f"{'At' if entry.kind == 'position' else 'Of'} {event_words(entry)}"
    for row in entry.topics:
        yield f"{row['name']}: {row['stance']}" if row["stance"] else f"Topic: {row['name']}"
    for row in entry.about_events:
        yield f"{row['name']} (event{row['standing'] and ', ' + row['standing']}): {row['stance']}"
    for words, _, title in because(entry, others):
        yield f"{words.capitalize()}: {title}" if title else words.capitalize()
    for source in entry.sources:
        yield f"Source: {source}"


def event_words(entry):
    """The event of a position or outcome, with words if it was not held."""
    return f"{entry.event['name']} ({entry.standing})" if entry.standing else entry.event["name"]
