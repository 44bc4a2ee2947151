"""The pages of sources: the list, and what one supports, paragraph by paragraph."""

from django.shortcuts import render

from lib.languages import gettext
from lib.visibility import passages_shown
from pages.addresses import record_page
from pages.cited import KINDS, MOST, SourcePage, describe_citing
from pages.listing import Listing
from pages.rows import catalogued, whole
from sources.filters import SourceFilter
from sources.models import Source
from sources.models.citations import place_in_words


def sources(request):
    """The list of sources, by title."""
    listing = Listing(request, SourceFilter, Source.objects.defer("archived_text"), ["q", "kind"])
    return render(request, "pages/sources.html", {"listing": listing}, status=listing.status)


@record_page(lambda: Source.objects)
def source(request, record):
    """A source and every kind of record that cites it: by its paragraphs, then by kind what is cited in another way."""
    data = whole(SourcePage, record.pk, request)
    passages = passages_shown(request.user)
    paragraphs, others, counts = {}, [], []
    for kind, word, title in KINDS:
        rows = data[kind][:MOST]
        for row in rows:
            row["words"], row["page"] = describe_citing(kind, row["record"])
            row["kind"] = word
        apart = [row for row in rows if not row["paragraph"]]
        for row in rows:
            if row["paragraph"]:
                row["place"] = place_in_words(None, row["sentence"], row["locator"])
                row["passage"] = passages and record.passage(row["paragraph"], row["sentence"])
                paragraphs.setdefault(row["paragraph"], []).append(row)
        for row in apart:
            row["place"] = row["locator"]
        if apart:
            others.append((gettext(title), apart))
        if rows:
            counts.append((gettext(title), len(rows), len(data[kind]) > MOST))
    for rows in paragraphs.values():
        rows.sort(key=lambda row: row["sentence"] or 0)
    context = {
        "source": record,
        "identifiers": catalogued(data),
        "paragraphs": sorted(paragraphs.items()),
        "others": others,
        "counts": counts,
        "passages": passages,
    }
    return render(request, "pages/source.html", context)
