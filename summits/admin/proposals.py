"""Proposals of a participant's row for a printed billing: the person, the post, and what would be created.

Each proposal is a line in the list of the row's first box. Choosing one fills the boxes of the row; new records are
created when the event is saved (summits/admin/participants.py).
"""

from django.core.exceptions import ValidationError

from experts.admin.appointments import period
from experts.models import AppointmentCitation, Expert
from lib.names import search_key
from summits.admin import printed
from summits.admin.billings import held_by, meant

# How many proposals are listed.
MOST = 9


def proposals(site, text, date=""):
    """[{id, text, detail, fill: {box: value}, sure}] for a printed billing at an event of ``date`` (as typed).

    ``sure`` is true for the first proposal if nobody else can be meant. A value is a text, or for boxes with search a
    list of [token, text, detail].
    """
    name, billing = printed.split(text)
    if not search_key(name):
        return []
    day = _date(date)
    close = printed.people(name)
    shown = site.get_model_admin(Expert)
    records = shown.choices(Expert.objects.all()).in_bulk([pk for pk, *_ in close])
    held = held_by(records)
    ways = printed.ways(billing)
    fitting = {pk: fits(billing, held.get(pk, ()), day, ways) for pk in records}
    # Among people with equally close names, those who hold the printed post come first.
    close = sorted((one for one in close if one[0] in records), key=lambda one: (-one[2], not fitting[one[0]]))
    found = []
    for pk, known_as, likeness in close:
        label, detail = shown.choice(records[pk])
        who = {"who": [[f"expert:{pk}", label, detail]], **_as_printed(name, label, billing)}
        about = [_likeness(printed.without_title(name), known_as, likeness), detail]
        if fitting[pk]:
            words = "; ".join(f"{post.post}, {post.organisation}" for post in fitting[pk])
            found.append(
                _proposal(label, [about[0], f"post: {words}"], {**who, "posts": list(map(_post, fitting[pk]))})
            )
            continue
        found += [_with_post(label, about[:1], who, way, day) for way in ways[: 1 if found else 2]]
        if not ways:
            found.append(_proposal(label, about, who))
    new = printed.without_title(name)
    who = {"new_person": new, **_as_printed(name, new, billing)}
    known = found[: MOST - 3]
    added = [_with_post(f"New person: {new}", [], who, way, day) for way in ways[:2]]
    added = added or [_proposal(f"New person: {new}", ["no post is made of the billing"] if billing else [], who)]
    left = _proposal(
        "Leave as printed", ["nobody is chosen yet"], {"name_as_printed": name[:300], "billing": billing[:500]}
    )
    listed = [*known, *added, left]
    if close:
        best = [pk for pk, _, likeness in close if likeness == close[0][2]]
        sure = close[0][2] == 1 and (len(best) == 1 or sum(bool(fitting[pk]) for pk in best) == 1)
    else:
        sure = True
    # An organisation whose name is only similar to the printed one is not sure either.
    sure = sure and listed[0].get("likeness", 1) >= printed.ALL_WORDS
    return [{**one, "id": number, "sure": sure and not number} for number, one in enumerate(listed)]


def posts_for(expert, billing, date=""):
    """The posts of an expert that a billing refers to on the day of the event: [[token, text, detail]]."""
    held = held_by([expert])[expert]
    return list(map(_post, fits(billing, held, _date(date), printed.ways(billing))))


def fits(billing, held, day, ways=()):
    """Those of some posts that a billing refers to: it names post and organisation, and they may be held on the day.

    Empty if it is ambiguous.
    """
    said = search_key(billing)
    at = {way.organisation.pk for way in ways if way.organisation and not way.new}
    sure = {post.pk for post in meant(billing, held, both=True)}

    def means(post):
        key = search_key(post.post)
        return post.pk in sure or (
            f" {key} " in f" {said} " if post.organisation_id in at else not ways and key == said
        )

    found = [
        post
        for post in held
        if means(post) and (day is None or (post.start_earliest <= day.latest and post.end_latest >= day.earliest))
    ]
    # “Deputy Director” contains “Director” as well.
    keys = {post.pk: search_key(post.post) for post in found}
    found = [
        post
        for post in found
        if not any(
            f" {keys[post.pk]} " in f" {keys[other.pk]} " and keys[post.pk] != keys[other.pk]
            for other in found
            if other.organisation_id == post.organisation_id
        )
    ]
    places = [post.organisation_id for post in found]
    return found if len(places) == len(set(places)) else []


def _date(text):
    try:
        return AppointmentCitation._meta.get_field("attested_on").formfield().clean(text)
    except ValidationError:
        return None


def _likeness(name, known_as, likeness):
    if search_key(name) == search_key(known_as):
        return "the same name"
    return f"all of the name is in “{known_as}”" if likeness == 1 else f"“{known_as}” is {likeness:.0%} like it"


def _as_printed(name, label, billing):
    return {"billing": billing[:500], "name_as_printed": name[:300] if name != label else ""}


def _post(post):
    return [
        str(post.pk),
        f"{post.expert.name}: {post.post}",
        " · ".join(filter(None, [str(post.organisation), period(post, post.until)])),
    ]


def _proposal(text, details, fill):
    return {"text": text, "detail": " · ".join(filter(None, details)), "fill": fill}


def _with_post(label, about, who, way, day):
    """A proposal that makes a post, and its organisation where that is not on record."""
    there = way.organisation
    where, fill = str(there or way.new), {"new_post": way.post[:300]}
    if way.new:
        where = f"{way.new} (new{f', inside {there}' if there else ''})"
        fill |= {"new_organisation": way.new[:300], "new_kind": str(way.kind)}
    if there:
        fill["new_at"] = [[str(there.pk), there.name, there.get_kind_display()]]
        around = there.parent.name if there.parent_id else ""
        if not way.new:
            where += f" (in {around})" if around else ""
            where += f", {way.likeness:.0%} like what is printed" if way.likeness < 1 else ""
    start = day.sides()[0] if day else ""
    attested = start if start not in ("", "..") else ""
    if attested:
        fill["new_attested"] = attested
    words = f"new post: {way.post}, {where}"
    told = _proposal(label, [*about, words, f"attested on {attested}" if attested else ""], {**who, **fill})
    return {**told, "likeness": way.likeness}
