"""How answers are written: JSON straight from the database, the browsable API. Files: see lib/api/formats."""

import orjson
from django.template.loader import render_to_string
from rest_framework.renderers import BrowsableAPIRenderer, JSONRenderer


class RawJson:
    """JSON that is already written (bytes)."""

    def __init__(self, data):
        self.data = data

    def parsed(self):
        """The same as Python objects."""
        return orjson.loads(self.data)


class JsonRenderer(JSONRenderer):
    """JSON by orjson; what the database wrote goes through untouched."""

    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        if data is None:
            return b""
        indent = self.get_indent(accepted_media_type or "", renderer_context or {})
        if isinstance(data, RawJson):
            if not indent:
                return data.data
            data = data.parsed()
        return orjson.dumps(data, default=str, option=orjson.OPT_INDENT_2 if indent else None)


class BrowsableRenderer(BrowsableAPIRenderer):
    """The API for people in a browser, with its filter form."""

    template = "api/browse.html"
    # The framework's template sets this style on two elements; its class says the same
    # and the content policy allows it.
    _STYLE = 'style="float: right; margin-right: 10px"'

    def render(self, data, accepted_media_type=None, renderer_context=None):
        page = super().render(data, accepted_media_type, renderer_context)
        # The page names the method, and HEAD has the headers (so the length) of GET.
        page = page.replace("<b>HEAD</b>", "<b>GET</b>", 1)
        for kind in ("dropdown", "btn btn-default"):
            page = page.replace(f'class="{kind}" {self._STYLE}', f'class="{kind} pull-right"')
        start = page.find(f"<button {self._STYLE}")
        if start >= 0:
            page = page[:start] + page[start:].replace(f"<button {self._STYLE}", "<button", 1).replace(
                'class="btn btn-default"', 'class="btn btn-default pull-right"', 1
            )
        return page

    def get_context(self, data, accepted_media_type, renderer_context):
        # Where Pygments is installed, the framework would write its colours into the page.
        return super().get_context(data, accepted_media_type, renderer_context) | {"code_style": None}

    def get_filter_form(self, data, view, request):
        filters = getattr(view, "filters", None)
        if filters is None or getattr(view, "action", "") != "list":
            return None
        return render_to_string("api/filter_form.html", {"form": filters.form, "filters": filters}, request=request)

    def show_form_for_method(self, view, method, request, obj):
        # The API is read-only: no forms to send data.
        return False

    def get_rendered_html_form(self, data, view, method, request):
        return None

    def get_raw_data_form(self, data, view, method, request):
        return None
