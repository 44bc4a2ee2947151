"""The pages of organisations: what they stand in, who held which post, where they took part."""

import datetime
from urllib.parse import urlencode

from django.db.models import Case, Count, When, Window
from django.shortcuts import render
from django.urls import reverse

from experts.filters import OrganisationFilter
from experts.models import Appointment, Organisation
from experts.periods import limit, period_words
from lib.api.sql import among
from lib.languages import gettext, translated
from lib.partialdates import parse
from lib.partialdates.core import FIRST_DAY, LAST_DAY
from lib.visibility import may_see
from pages.addresses import record_page
from pages.differences import mark_differences
from pages.facets import organisation_facets
from pages.listing import Listing
from pages.loading import SHOWN
from pages.pictures.bars import Held, bars
from pages.rows import catalogued, describe_event, describe_outcome, describe_position, page_of, whole, with_passages
from pages.wholes import OrganisationPage
from sources.models import WITH_PLACE
from summits.models import Outcome, Position
from summits.models.standing import standing

# What the drawing of posts reads of each, and of how many.
OF_BARS = (
    "post", "start", "end", "start_earliest", "end_latest", "expert__slug", "expert__name", "expert__died",
    "organisation__slug", "organisation__name", "organisation__end",
)  # fmt: skip
MOST_BARS = 600


def organisations(request):
    """The list of organisations, by name."""
    rows = Organisation.objects.select_related("parent", "place")
    listing = Listing(request, OrganisationFilter, rows, ["name", "kind"])
    context = {"listing": listing, "facets": organisation_facets(listing)}
    return render(request, "pages/organisations.html", context, status=listing.status)


@record_page(lambda: Organisation.objects.select_related(*WITH_PLACE))
def organisation(request, record):
    """An organisation with its parts, posts, events, positions and outcomes: one statement of the API's rows."""
    user = request.user
    data = whole(OrganisationPage, record.pk, request)
    with_passages(data, user)
    posts, not_held = data["posts"], data["not_held"]
    kinds = [(Organisation, [data]), (Appointment, posts), (Appointment, not_held), (Outcome, data["outcomes"])]
    mark_differences([*kinds, (Position, data["positions"])], user, record)
    for post in [*posts, *not_held]:
        _describe_post(post, record)
    for part in [*data["taking_part"], *data["not_taking_part"]]:
        part["standing"] = standing(describe_event(part["event"])["status"], part["attendance"]).words
    for outcome in data["outcomes"]:
        describe_outcome(outcome)
    for position in data["positions"]:
        describe_position(position)
    for one in [*data["above"], *data["parts"], *data["successors"], *filter(None, [data["predecessor"]])]:
        one["page"] = page_of("organisations", one["slug"])
    context = {
        "organisation": record,
        "data": data,
        "identifiers": catalogued(data),
        "place": record.place if may_see(record.place, user) else None,
        "above": data["above"],
        "predecessor": data["predecessor"],
        "successors": data["successors"],
        "bars": _bars(data, user),
        "posts": posts,
        "not_held": not_held,
        "shown": SHOWN,
    }
    return render(request, "pages/organisation.html", context)


def _bars(data, user):
    """The drawing of who held which post here or in a part of it: its own posts first, then those with most holders."""
    posts = Appointment.objects.visible_to(user).held().filter(among("organisation", data["descendants"]))
    counted = posts.annotate(
        own=Case(When(organisation__slug=data["slug"], then=0), default=1),
        holders=Window(Count("id"), partition_by=["organisation", "post"]),
        total=Window(Count("id")),
    )
    ordered = counted.order_by("own", "-holders", "organisation_id", "post", "id")
    rows = list(ordered.values(*OF_BARS, "total")[:MOST_BARS])
    if rows and rows[0]["total"] > len(rows):
        # Of the last post there may be more holders than were read.
        last = (rows[-1]["organisation__slug"], rows[-1]["post"])
        rows = [row for row in rows if (row["organisation__slug"], row["post"]) != last] or rows
    today = datetime.datetime.now(datetime.UTC).date()
    left_out = rows[0]["total"] - len(rows) if rows else 0
    return bars([_held(row) for row in rows], data["slug"], today, _people_of, left_out)


def _people_of(organisation, post):
    """The list of those who held a post."""
    return f"{reverse('experts')}?{urlencode({'organisation': organisation, 'post_is': post})}"


def _held(row):
    """A post as the drawing takes it."""
    start, end = row["start"], row["end"]
    until = limit(end, row["expert__died"], row["organisation__end"])
    still = bool(end and end.is_open)
    return Held(
        expert=row["expert__slug"],
        name=row["expert__name"],
        post=row["post"],
        body=row["organisation__slug"],
        body_name=row["organisation__name"],
        first=row["start_earliest"] if start and row["start_earliest"] > FIRST_DAY else None,
        last=row["end_latest"] if end and not still and row["end_latest"] < LAST_DAY else None,
        open=still and not until.date,
        words=period_words(start, end, until) or gettext("dates unknown"),
    )


def _describe_post(post, organisation):
    """Add to a post of the API whose it is and when it was held, or why not, in words."""
    post["page"] = page_of("experts", post["expert"]["slug"])
    served = post["status"] == "served"
    end = parse(post["end"])
    until = limit(end, parse(post["expert"]["died"]), organisation.end)
    days = [
        (gettext("Appointed {date}"), post["appointed"] if served else None),
        (gettext("Arrived {date}"), post["arrived"]),
    ]
    facts = [*(f"{words.format(date=parse(day).words())}." for words, day in days if day), post["note"]]
    if served:
        when = period_words(parse(post["start"]), end, until) or gettext("dates unknown")
        attested = {parse(one["attested_on"]) for one in post["citations"] if one["attested_on"]}
        if attested:
            found = sorted(attested, key=lambda day: (day.earliest, day.text))
            when += "; " + gettext("attested {dates}").format(dates=", ".join(day.words() for day in found))
    else:
        when = translated(post["standing"]) + (f", {parse(post['appointed']).words()}" if post["appointed"] else "")
    post["when"] = ". ".join(filter(None, [when, " ".join(filter(None, facts))]))
