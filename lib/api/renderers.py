"""How answers are written: JSON straight from the database. Pages: lib/api/browsable.py, files: lib/api/formats."""

import orjson
from rest_framework.renderers import JSONRenderer


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
