"""What search engines, browsers and those who share a page ask for: where not to look, how to search, a picture."""

from hashlib import blake2b

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from lib.api.views import site_address
from lib.attribution import NOBODY
from lib.languages import languages, path_in
from lib.visibility import may_see
from pages.cards import date_of, titled
from pages.pictures.sharing import sharing
from pages.sitemaps import RECORDS
from register.kinds import KINDS

# To be raised when the same words are drawn otherwise.
DRAWING = 1
SHARED = {name: KINDS[name] for name in RECORDS}

# Forms and data: what stands there, stands on the pages too.
NOT_FOR_ROBOTS = ("/admin/", "/api/")
# The same, in every language.
NOT_FOR_ROBOTS += tuple(path_in(path, code) for path in ("/account/", "/search/") for code, _ in languages())


@login_not_required
def robots(request):
    """``robots.txt``: the pages, and where their map is; nothing of a closed installation."""
    if settings.PARLEY_CLOSED:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS), ""]
        lines.append(f"Sitemap: {site_address(request)}/sitemap.xml")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def opensearch(request):
    """The search as browsers take it into their own (OpenSearch 1.1)."""
    context = {"base": site_address(request)}
    return render(
        request, "pages/opensearch.xml", context, content_type="application/opensearchdescription+xml; charset=utf-8"
    )


def picture(request, kind, address):
    """The picture of a record's page, for those who share it; drawn only for a client that does not have it."""
    known = SHARED.get(kind)
    if known is None or "\0" in address:
        raise Http404("There is no such picture.")
    rows = known.model.objects.visible_to(request.user).filter(**{known.key: address})
    record = (rows.select_related("place") if kind == "events" else rows).first()
    if record is None:
        raise Http404("There is no such record.")
    return _drawn(request, _kind(record), titled(record), _facts(record, request.user))


def own_picture(request):
    """The picture of all other pages."""
    return _drawn(request, "Parley", "Who met, who said what, and what came of it", "")


def _drawn(request, *words):
    words = (*words, request.get_host())
    tag = quote_etag(blake2b(repr((DRAWING, words)).encode(), digest_size=16).hexdigest())
    unchanged = get_conditional_response(request, etag=tag)
    response = unchanged or HttpResponse(sharing(*words), content_type="image/png")
    response["ETag"] = tag
    return response


def _kind(record):
    kind = record.get_kind_display() if hasattr(record, "kind") else str(record._meta.verbose_name)
    return kind[:1].upper() + kind[1:]


def _facts(record, user):
    """What stands below the title: who said it, when and where it was, who published it."""
    facts = []
    if hasattr(record, "holders"):
        shown = record.holders.visible_to(user).select_related("expert", "organisation")
        facts.append(", ".join(row.actor.name for row in shown) or NOBODY)
    facts += [getattr(record, name, "") for name in ("author", "publisher")]
    if date := date_of(record):
        facts.append(date.words())
    if hasattr(record, "timezone") and may_see(record.place, user):
        facts.append(record.place.name)
    return " · ".join(fact for fact in facts if fact)
