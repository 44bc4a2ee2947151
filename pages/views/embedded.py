"""The timeline of an expert and the matrix of an event in the pages of others: framed, and offered by oEmbed.

Which pages may frame them is said by PARLEY_EMBED; without it those of this site alone. A frame elsewhere is sent no
session, so it shows what strangers see, and of a closed installation nothing.
"""

import functools
import re
from html import escape
from urllib.parse import urlsplit

import orjson
from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language_from_path
from django.views.decorators.clickjacking import xframe_options_exempt

from experts.models import Expert
from lib import former
from lib.api.serializers import fetch
from lib.api.views import site_address
from lib.languages import gettext, speaking
from lib.visibility import audience_of
from pages.addresses import elsewhere, gone, moved, record_page
from pages.pictures.matrix import matrix
from pages.rows import describe_position, page_of
from pages.serializers import EventPage
from summits.models import Event
from timelines import entries
from timelines.drawing import drawn
from timelines.parameters import KINDS

# The most entries of a timeline that are listed below its drawing.
LISTED = 100
WIDTH, HEIGHT, NARROWEST, LOWEST = 900, 640, 240, 200
# What can be framed: name of the page → name of what stands in the frame.
FRAMED = {"event": "embedded-event", "expert": "embedded-expert"}


def framed(view):
    """Decorator: the pages of the permitted origins may show the answer in a frame."""

    @functools.wraps(view)
    def allowed(request, *args, **kwargs):
        origins = {
            "frame-ancestors": [*settings.PARLEY_EMBED]
            if "*" in settings.PARLEY_EMBED
            else [SELF, *settings.PARLEY_EMBED]
        }
        # The other header knows no origins; where both stand, browsers follow the policy.
        return csp_replace(origins)(xframe_options_exempt(view))(request, *args, **kwargs)

    return allowed


@framed
def expert(request, address):
    """The timeline of an expert."""
    try:
        timeline = entries.load(address, request.user)
    except former.RecordDeleted:
        return gone(request)
    except entries.Moved as error:
        return moved(request, error.slug)
    except Expert.DoesNotExist:
        return elsewhere(request, Expert, "slug", address)
    rows = timeline.entries
    context = {
        "title": timeline.name,
        "page": page_of("experts", timeline.slug),
        "drawing": drawn(rows),
        "kinds": [(kind, gettext(words), sum(1 for one in rows if one.kind == kind)) for kind, words in KINDS.items()],
        "entries": rows[:LISTED],
        "more": len(rows) - LISTED,
    }
    return render(request, "pages/embedded.html", context)


@framed
@record_page(lambda: Event.objects)
def event(request, record):
    """Who held what at an event: the matrix of speakers and topics."""
    data = orjson.loads(fetch(EventPage, [record.pk], audience_of(request.user), site_address(request))[0])
    page = record.get_absolute_url()
    positions = [describe_position(position) for position in data["positions"]]
    held = [
        (
            (one["slug"], one["name"], one["page"]),
            (row["topic"]["slug"], row["topic"]["name"], page_of("topics", row["topic"]["slug"])),
            row["stance"],
            f"{page}#{position['id']}",
        )
        for position in positions
        for row in position["topics"]
        for one in position["actors"]
    ]
    context = {
        "title": record.name,
        "page": page,
        "matrix": matrix(held),
        "event": record,
        "statements": len(positions),
    }
    return render(request, "pages/embedded.html", context)


def framed_address(request, name, address):
    """The address of what can be framed of a page; "" where there is nothing of the kind."""
    return f"{site_address(request)}{reverse(FRAMED[name], args=[address])}" if name in FRAMED else ""


def oembed(request):
    """What to frame for the page at ``url`` (https://oembed.com): JSON; 404 for pages of which nothing can be framed."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json is offered.", status=501, content_type="text/plain; charset=utf-8")
    try:
        address = urlsplit(request.GET.get("url", ""))
        if address.scheme not in ("http", "https") or address.netloc != request.get_host():
            raise Http404("This site does not have such a page.")
        language = get_language_from_path(address.path) or settings.LANGUAGE_CODE
        with speaking(language):
            match = resolve(address.path)
    except (ValueError, Resolver404):
        raise Http404("There is no such page.") from None
    if match.url_name not in FRAMED:
        raise Http404("Of this page nothing can be framed: events and experts can.")
    model, key = {"event": Event, "expert": Expert}[match.url_name], match.kwargs["address"]
    record = model.objects.visible_to(request.user).filter(slug=key).only("name", "slug").first()
    if record is None:
        raise Http404("There is no such record.")
    width, height = (_size(request, f"max{side}", usual) for side, usual in (("width", WIDTH), ("height", HEIGHT)))
    with speaking(language):
        frame = escape(framed_address(request, match.url_name, record.slug))
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": record.name,
            "provider_name": "Parley",
            "provider_url": f"{site_address(request)}/",
            "width": max(width, NARROWEST),
            "height": max(height, LOWEST),
            "html": f'<iframe src="{frame}" width="{max(width, NARROWEST)}" height="{max(height, LOWEST)}"'
            f' title="{escape(record.name)}" loading="lazy" style="border:0"></iframe>',
        }
    )


def _size(request, name, usual):
    """The size that is asked for at most, in pixels; what is no number counts for nothing."""
    text = request.GET.get(name, "")
    return min(int(text), usual) if re.fullmatch(r"[0-9]{1,5}", text, re.ASCII) else usual
