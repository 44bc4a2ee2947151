"""Rendering JSON from the database unchanged. HTML is in lib/api/browsable.py, files in lib/api/formats."""

import orjson
from rest_framework.renderers import JSONRenderer


class RawJson:
    """Serialized JSON (bytes)."""

    def __init__(self, data):
        self.data = data

    def parsed(self):
        """The data as Python objects."""
        return orjson.loads(self.data)


class JsonRenderer(JSONRenderer):
    """JSON by orjson; RawJson is not changed."""

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
