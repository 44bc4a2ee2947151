"""The pages of experts: the list, and the timeline of one, drawn and with the same entries as a list."""

import datetime
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.shortcuts import render

from experts.models import Appointment, Expert
from lib import former
from lib.languages import gettext, translated
from lib.names import search_key
from lib.partialdates import parse
from pages.addresses import elsewhere, gone, moved
from pages.differences import mark_differences
from pages.facets import expert_facets
from pages.holdings import by_topic, holdings
from pages.listing import Listing, page_number
from pages.pictures.histogram import by_months, histogram, month_number
from pages.pictures.histogram import known as known_years
from pages.pictures.over_time import over_time
from pages.rows import catalogued, describe_event, page_of, whole, with_passages
from pages.wholes import ExpertPage
from sources.models import Place
from sources.models.places import SHOWN as SHOWN_OF_PLACE
from summits.filters import ActiveExpertFilter
from timelines import entries
from timelines.drawing import drawn
from timelines.formats import FORMATS
from timelines.parameters import KINDS, Filters, read_filters
from timelines.words import because, known, post_lines

# The most entries on one page, in the list and in the drawing; further ones stand on the next.
PER_PAGE = 50
# Posts in the head; people with whom somebody was on panels.
LEAD, COMPANY = 2, 20
# What the page takes from the record itself, beside the rows of the API.
OWN = ("slug", "name", "publication", "notes")


def experts(request):
    """The list of experts, by name."""
    posts = (
        Appointment.objects.visible_to(request.user)
        .held()
        .select_related("organisation")
        .order_by("-start_earliest", "id")
    )
    rows = Expert.objects.prefetch_related(Prefetch("appointments", posts))
    listing = Listing(request, ActiveExpertFilter, rows, ["name", "post", "on"])
    matched = listing.filters.matched([expert.pk for expert in listing.rows]) if listing.ok else {}
    for expert in listing.rows:
        # The posts that were asked for, or the last ones.
        expert.posts = matched.get(expert.pk) or expert.appointments.all()[:3]
    ways = _ways(listing) if listing.ok and listing.filters.value("on") else []
    context = {"listing": listing, "ways": ways, "facets": expert_facets(listing)}
    return render(request, "pages/experts.html", context, status=listing.status)


def _ways(listing):
    """Links between those who may have held a post on the day and those who certainly did: (words, query, whether here)."""
    chosen = listing.filters.value("date_match") or "possible"
    found = []
    for words, way in ((gettext("Certainly or possibly held"), "possible"), (gettext("Certainly held"), "certain")):
        query = listing.query.copy()
        query.pop("cursor", None)
        query["date_match"] = way
        found.append((words, f"?{query.urlencode()}", way == chosen))
    return found


def expert(request, address):
    """The expert's page. Data of the drawing and of the list come from one and the same load."""
    filters, errors = read_filters(request.GET, strict=False)
    if errors:
        # The whole timeline is shown with what is wrong with the parameters above it.
        filters = Filters()
    try:
        everything, timeline = _timelines(address, request.user, filters)
    except entries.UnknownTopics as error:
        errors["topic"], filters = [str(error)], Filters()
        everything, timeline = _timelines(address, request.user, filters)
    except former.RecordDeleted:
        return gone(request)
    except entries.Moved as error:
        return moved(request, error.slug)
    except Expert.DoesNotExist:
        return elsewhere(request, Expert, "slug", address)
    number = page_number(request, _last_page(len(timeline.rows)))
    first = (number - 1) * PER_PAGE
    shown = timeline.part(first, first + PER_PAGE)
    others = known(everything.entries)
    data = whole(ExpertPage, timeline.expert, request)
    with_passages(data, request.user)
    mark_differences([(Expert, [data]), (Appointment, data["appointments"])], request.user)
    held_at = {entry.place["slug"] for entry in shown.entries if entry.place}
    places = {place.slug: place for place in Place.objects.filter(slug__in=held_at).select_related(*SHOWN_OF_PLACE)}
    held = holdings(request.user, "position__holders__expert", [timeline.expert])
    context = {
        "expert": _record(timeline.expert, data),
        "data": data,
        "lead": _lead(everything),
        "stances": over_time([(name, page_of("topics", topic), rows) for topic, name, rows in by_topic(held)]),
        "company": _company(data),
        "identifiers": catalogued(data),
        "posts": [post for post in data["appointments"] if post.get("disagreements")],
        "filters": filters,
        "errors": errors,
        "asked": {name: request.GET.get(name, "") for name in ("from", "to")},
        "kinds": [(kind, translated(words), _count(everything, kind)) for kind, words in KINDS.items()],
        "topics": _topics(everything, filters),
        "overview": _overview(request, timeline),
        "timeline": shown,
        "total": len(timeline.rows),
        "undated": sum(1 for entry in shown.entries if entry.span() is None),
        "listed": [
            (entry, because(entry, others), places.get((entry.place or {}).get("slug")), _post_lines(entry, others))
            for entry in shown.entries
        ],
        "drawing": drawn(shown.entries) | {"part": len(timeline.rows) > PER_PAGE},
        "downloads": [(name, f"/api/v1/experts/{address}/timeline/?{_query(request, name)}") for name in FORMATS],
        **_pager(request, number, len(timeline.rows)),
    }
    return render(request, "pages/expert.html", context, status=400 if errors else 200)


def _record(pk, data):
    """The expert as a record, made of the row of the API."""
    dates = {name: parse(data[name]) for name in ("born", "died")}
    return Expert(pk=pk, public_id=data["id"], **{name: data[name] for name in OWN}, **dates)


def _timelines(slug, user, filters):
    """The whole timeline of an expert, and what of it is asked for; they may be the same."""
    found = entries.load_each(slug, user, [Filters(), *([filters] if filters != Filters() else [])])
    return found[0], found[-1]


def _lead(timeline):
    """The posts by which the reader knows who this is: the latest, [(post, organisation, when)]."""
    posts = [entry for entry in timeline.entries if entry.is_period]
    posts.sort(key=lambda entry: entry.span() or (datetime.date.min,) * 2, reverse=True)
    return [(entry.role, entry.organisation, entry.when) for entry in posts[:LEAD]]


def _company(data):
    """With whom the expert was on panels: [(name, page, slug, [event])], the most frequent first."""
    found = {}
    for part in data["panels"]:
        event = describe_event(part["event"])
        for row in part["panel"]["participations"]:
            other = row["expert"]
            if other and other["slug"] != data["slug"]:
                key = (other["name"], page_of("experts", other["slug"]), other["slug"])
                found.setdefault(key, {})[event["slug"]] = event
    told = ((*key, list(events.values())) for key, events in found.items())
    return sorted(told, key=lambda one: -len(one[3]))[:COMPANY]


def _post_lines(entry, others):
    return list(post_lines(entry, others)) if entry.kind == "appointment" else []


def _count(timeline, kind):
    return sum(1 for entry in timeline.entries if entry.kind == kind)


def _topics(timeline, filters):
    """The topics of the whole timeline by name, with the number of their entries: [(slug, name, count)]."""
    found = {}
    for entry in timeline.entries:
        for topic in entry.topics:
            slug, name, count = found.get(topic["slug"], (topic["slug"], topic["name"], 0))
            found[slug] = (slug, name, count + 1)
    for slug in filters.topics:
        # Asked for by a broader topic or a former slug: it stays chosen.
        found.setdefault(slug, (slug, slug, 0))
    return sorted(found.values(), key=lambda topic: search_key(topic[1]))


def _overview(request, timeline):
    """How much each year or month of a long timeline saw, posts apart; None where all of it stands on one page.

    A bar leads to all that may be of its time, as ``from`` and ``to`` filter, and counts just that.
    """
    if len(timeline.rows) <= PER_PAGE:
        return None
    dates = [entry.date for entry in timeline.entries if not entry.is_period and entry.date]
    days = [(date.earliest, date.latest) for date in dates if known_years(date.earliest.year, date.latest.year)]
    if not days:
        return None

    query = request.GET.copy()
    for name in ("page", "from", "to"):
        query.pop(name, None)
    kept = f"?{query.urlencode()}&" if query else "?"

    def by_year(first, last):
        return f"{kept}from={first:04}&to={last:04}"

    def by_month(first, last):
        month = f"{first // 12:04}-{first % 12 + 1:02}"
        return f"{kept}from={month}&to={month}"

    months = by_months([(month_number(first), month_number(last), 1) for first, last in days], by_month)
    return months or histogram([(first.year, last.year, 1) for first, last in days], by_year)


def _query(request, name):
    pairs = [(key, value) for key in ("from", "to", "kind", "topic") for value in request.GET.getlist(key) if value]
    return urlencode([("format", name), *pairs])


def _last_page(count):
    return max(1, -(-count // PER_PAGE))


def _pager(request, number, count):
    """Addresses of the neighbouring pages, and which entries this one shows."""
    last = _last_page(count)

    def address(to):
        query = request.GET.copy()
        query["page"] = to
        return f"?{query.urlencode()}"

    return {
        "first_shown": (number - 1) * PER_PAGE + 1,
        "last_shown": min(number * PER_PAGE, count),
        "pages": last,
        "previous_page": address(number - 1) if number > 1 else "",
        "next_page": address(number + 1) if number < last else "",
    }
