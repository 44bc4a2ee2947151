"""The OpenAPI description, from the serializers and filter sets."""

from django.conf import settings
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter

from lib.api.formats import FORMATS
from lib.api.formats.base import FileRenderer

ERROR = {
    "type": "object",
    "description": "By parameter: what is wrong with it and what is allowed; or a detail.",
    "additionalProperties": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
}

# Descriptions of files by media type.
SCHEMAS = {one.renderer.media_type: one.renderer.schema for one in FORMATS.values()}

AS_OF = "What the database said at that time: a day (its end) or a moment in UTC, e.g. 2026-11-24T10:30:00Z."


class ResourceSchema(AutoSchema):
    """Adds the filters of a resource as parameters, and its error responses."""

    def get_auth(self):
        """Authentication by a token, which is optional unless the installation is closed."""
        return [*super().get_auth(), *([] if settings.PARLEY_CLOSED else [{}])]

    def get_override_parameters(self):
        filterset = getattr(self.view, "filterset", None)
        if filterset is not None and getattr(self.view, "action", "") == "retrieve":
            return [OpenApiParameter(name="as_of", description=AS_OF)]
        if filterset is None or getattr(self.view, "action", "") != "list":
            return super().get_override_parameters()
        return [self._parameter(filterset, name, one) for name, one in filterset.base_filters.items()]

    def _parameter(self, filterset, name, one):
        schema = dict(one.schema)
        if name == "ordering":
            schema = {"type": "string", "enum": list(filterset.orderings)}
        if name == "format":
            # The browsable page is no data format.
            formats = [one.format for one in self.view.get_renderers() if one.format != "api"]
            schema = {"type": "string", "enum": formats, "default": "json"}
        longest = one.extra.get("max_length")
        if longest and schema == {"type": "string"}:
            schema["maxLength"] = longest
        if one.many:
            schema = {"type": "array", "items": schema}
        return OpenApiParameter(
            name=name,
            type=schema,
            location=OpenApiParameter.QUERY,
            description=one.words,
            style="form" if one.many else None,
            explode=False if one.many else None,
        )

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        # Tables and calendars are strings, whatever the serializer of their rows.
        for media_type, content in bodies.get("200", {}).get("content", {}).items():
            if media_type != "application/json":
                content["schema"] = SCHEMAS.get(media_type, FileRenderer.schema)
        added = getattr(self.view, "beside_serializer", None)
        if added is not None and getattr(self.view, "action", "") == "list":
            self._describe_beside(bodies["200"]["content"]["application/json"]["schema"], added)
        unchanged = {"description": "Nothing has changed since the answer with the ETag in If-None-Match."}
        bodies.setdefault("304", unchanged)
        if "{" in self.path and getattr(self.view, "key", "") == "slug":
            bodies.setdefault("301", {"description": "The record has a new address; this one leads there."})
        answers = {
            "400": "A parameter is unknown or has a bad value.",
            "401": "The token is not valid, or this installation is closed and there is none.",
        }
        if "{" in self.path:
            answers["404"] = "There is no such record."
            if getattr(self.view, "key", "slug") == "slug":
                answers["410"] = "The record has been deleted."
        for code, words in answers.items():
            content = {"application/json": {"schema": ERROR}}
            bodies.setdefault(code, {"description": words, "content": content})
        return bodies

    def _describe_beside(self, answer, serializer):
        """Add the keys that parameters of a list may add to its rows (``beside`` of its filter set)."""
        kind = ResolvedComponent.SCHEMA
        listed = self.registry[answer["$ref"].rsplit("/", 1)[1], kind].schema["properties"]["results"]
        if "anyOf" in listed["items"]:
            return
        row = self.registry[listed["items"]["$ref"].rsplit("/", 1)[1], kind].schema
        added = self._map_serializer(serializer, "response")
        whole = ResolvedComponent(
            name=serializer.__name__,
            type=kind,
            object=serializer,
            schema={
                **row,
                "description": serializer.__doc__,
                "properties": {**row["properties"], **added["properties"]},
                "required": sorted([*row["required"], *added["required"]]),
            },
        )
        self.registry.register_on_missing(whole)
        listed["items"] = {"anyOf": [listed["items"], whole.ref]}
