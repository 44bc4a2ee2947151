"""The browsable API: a short view of the response, an example record, and the form of the filters."""

import re

import orjson
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from rest_framework.renderers import BrowsableAPIRenderer

from lib.api.fields import API_ROOT

# The most characters of JSON that are shown; the rest is behind a link.
LONGEST = 30_000
# The keys that may hold a record's title; the first one present is used.
NAMES = ("name", "title", "summary", "post", "text", "billing", "note", "value")
_ADDRESS = re.compile(r"&quot;(https?://[^&\s]+)&quot;")


class BrowsableRenderer(BrowsableAPIRenderer):
    """The response as a page of the site: for a list, its records by name and the first one in full."""

    template = "api/browse.html"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        view, request, response = (renderer_context[name] for name in ("view", "request", "response"))
        data = data.parsed() if hasattr(data, "parsed") else data
        rows = data.get("results") if isinstance(data, dict) else None
        listed = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        text, cut = _shown(rows[0] if listed and rows else data, request.build_absolute_uri("/"))
        context = {
            "name": view.get_view_name(),
            "words": view.get_view_description(html=False),
            "status": f"{response.status_code} {response.status_text}",
            "code": response.status_code,
            "listed": listed,
            "rows": [(named(row), row.get("date") or "", row.get("url") or "") for row in rows] if listed else [],
            "count": data.get("count") if listed else None,
            "capped": listed and not data.get("count_exact", True),
            "next": data.get("next") if listed else None,
            "previous": data.get("previous") if listed else None,
            "text": text,
            "cut": cut,
            "formats": [] if response.exception else self._formats(view, request),
            "resource": _resource(view, request.path),
            "filters": self._filters(view),
            "address": request.build_absolute_uri(),
        }
        return render_to_string(self.template, context, request=request)

    def _formats(self, view, request):
        """Links to the other formats of the response: [(format, query)]."""
        found = []
        for one in view.get_renderers():
            if one.format and one.format != self.format:
                query = request.GET.copy()
                query["format"] = one.format
                found.append((one.format, f"?{query.urlencode()}"))
        return found

    @staticmethod
    def _filters(view):
        """The fields of a list's form, without those for position and format."""
        filters = getattr(view, "filters", None)
        if filters is None or getattr(view, "action", "") != "list":
            return None
        return [field for field in filters.form if field.name not in ("cursor", "format")]


def named(record):
    """The title of a record of the API; if it has none, made from the records that it refers to."""
    for name in NAMES:
        if isinstance(record.get(name), str) and record[name]:
            return _short(record[name])
    parts = [one for one in record.values() if isinstance(one, dict) and any(one.get(name) for name in NAMES)]
    return " · ".join(named(one) for one in parts) or _short(str(record.get("kind") or record.get("url") or "record"))


def _short(text):
    return text if len(text) <= 120 else f"{text[:119].rstrip()}…"


def _shown(data, base):
    """(JSON as HTML with the addresses of this site as links, whether it is cut)."""
    text = orjson.dumps(data, default=str, option=orjson.OPT_INDENT_2).decode()
    kept = text if len(text) <= LONGEST else text[:LONGEST].rpartition("\n")[0]

    def link(found):
        address = found[1]
        return f'&quot;<a href="{address}">{address}</a>&quot;' if address.startswith(base) else found[0]

    return mark_safe(_ADDRESS.sub(link, escape(kept))), len(kept) < len(text)  # noqa: S308 (escaped before)


def _resource(view, path):
    """The name of the resource in the API's documentation; "" for other addresses."""
    return path.removeprefix(f"{API_ROOT}/").split("/")[0] if getattr(view, "schema", None) else ""
