"""Two or three experts side by side: where they agree, where they differ, where somebody changed."""

from urllib.parse import urlencode

from django.db.models import Count, Prefetch
from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_noop

from experts.filters import ExpertFilter
from experts.models import Appointment, Expert
from lib.languages import gettext, translated
from pages.holdings import by_topic, consistency, holdings, side
from pages.pictures.matrix import cells
from pages.pictures.over_time import over_time
from pages.rows import page_of
from summits.models import Position, PositionHolder

MOST = 3
# The most topics of one group.
SHOWN = 60
# Experts that are offered where several are meant, or none.
OFFERED = 8


def compare(request):
    """``?expert=a&expert=b``, by address or by name: topics on which they agree, differ, or of which only one speaks."""
    user = request.user
    asked = list(
        dict.fromkeys(slug.strip() for slug in request.GET.getlist("expert") if slug.strip() and "\0" not in slug)
    )
    posts = Appointment.objects.visible_to(user).held().select_related("organisation").order_by("-start_earliest", "id")
    known = Expert.objects.visible_to(user).filter(slug__in=asked[: MOST + 1])
    found = {expert.slug: expert for expert in known.prefetch_related(Prefetch("appointments", posts))}
    # What is no address is a name: one expert of that name is taken, several are offered.
    named = {text: _named(request, text) for text in asked[: MOST + 1] if text not in found}
    taken = {text: experts[0] for text, experts in named.items() if len(experts) == 1}
    asked = list(dict.fromkeys(taken[text].slug if text in taken else text for text in asked))
    found |= {one.slug: one for one in taken.values()}
    experts = [found[slug] for slug in asked if slug in found][:MOST]
    held = holdings(user, "position__holders__expert", [one.pk for one in experts]) if len(experts) > 1 else []
    names = [one.name for one in experts]
    context = {
        "title": gettext("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
        if len(names) > 1
        else gettext("Compare experts"),
        "experts": experts,
        "choices": [
            (text, [(one, _query(asked, text, one.slug)) for one in named[text]])
            for text in asked
            if len(named.get(text, ())) > 1
        ],
        "often": [] if len(experts) > 1 else _often(user, asked, found),
        "room": len(experts) < MOST,
        "permanent": "?" + urlencode([("expert", one.slug) for one in experts]) if experts else "",
        "unknown": [text for text in asked if text not in found and not named.get(text)],
        "too_many": len(asked) > MOST,
        "groups": _groups(experts, held),
        "counts": [(one, len(_of(one, held))) for one in experts],
        "table": over_time(
            [(one.name, one.get_absolute_url(), [r for r in held if r.expert == one.slug]) for one in experts]
        ),
    }
    return render(request, "pages/compare.html", context, status=404 if context["unknown"] else 200)


def _named(request, text):
    """The experts of a name in any script, as the list of experts finds them."""
    filters = ExpertFilter(QueryDict(urlencode({"name": text})), request=request)
    if not filters.is_valid():
        return []
    ids = filters.page(OFFERED, None).ids
    experts = Expert.objects.in_bulk(ids)
    return [experts[pk] for pk in ids if pk in experts]


def _often(user, asked, found):
    """Who has most statements on record, to be chosen: [(expert, query)]."""
    rows = PositionHolder.objects.filter(position__in=Position.objects.visible_to(user), expert__isnull=False)
    said = rows.order_by().values_list("expert").annotate(number=Count("pk")).order_by("-number", "expert")
    ids = [pk for pk, _ in said[:OFFERED]]
    experts = Expert.objects.visible_to(user).in_bulk(ids)
    chosen = [text for text in asked if text in found]
    return [
        (experts[pk], _query([*chosen, ""], "", experts[pk].slug))
        for pk in ids
        if pk in experts and experts[pk].slug not in found
    ]


def _query(asked, text, slug):
    """The query with ``slug`` in the place of ``text``."""
    return "?" + urlencode([("expert", slug if one == text else one) for one in asked])


def _of(expert, held):
    return [row for row in held if row.expert == expert.slug]


def _groups(experts, held):
    """Topics by how the experts stand to each other: [(anchor, title, number, [(topic, page, [cell of each], changes)])]."""
    groups = {"differ": [], "agree": [], "changed": [], "unsided": [], "only": []}
    for slug, name, rows in by_topic(held):
        own = [[row for row in rows if row.expert == expert.slug] for expert in experts]
        changes = [
            f"{expert.name}: {translated(one.stance)} → {translated(other.stance)}"
            for expert, theirs in zip(experts, own, strict=True)
            for one, other in (consistency(theirs) or (0, 0, []))[2]
        ]
        shown = [cells([(row.stance, row.page) for row in theirs]) for theirs in own]
        line = (name, page_of("topics", slug), shown, changes)
        if changes:
            groups["changed"].append(line)
        groups[_how(own)].append(line)
    titles = {
        "differ": gettext_noop("They differ"),
        "agree": gettext_noop("They agree"),
        "changed": gettext_noop("Somebody changed"),
        "unsided": gettext_noop("No two take a side"),
        "only": gettext_noop("Only one speaks of it"),
    }
    return [(name, gettext(titles[name]), len(lines), lines[:SHOWN]) for name, lines in groups.items()]


def _how(own):
    """The group of a topic, by what each expert holds on it."""
    if sum(1 for rows in own if rows) < 2:
        return "only"
    sides = [one for one in map(side, own) if one]
    if len(sides) < 2:
        return "unsided"
    return "agree" if len(set(sides)) == 1 else "differ"
