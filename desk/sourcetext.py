"""The attached text of a source, numbered by paragraph and sentence, for the script that shows it beside a form."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_GET

from lib.admin.parts import Part
from lib.passages import paragraphs, sentences
from sources.models import Source


class SourceTextPart(Part):
    """The URL of the text."""

    def urls(self, site):
        def text(request, pk):
            """JSON: title, and the sentences of each paragraph; empty without an attached text."""
            source = get_object_or_404(Source.objects.only("title", "archived_text", "first_words"), pk=pk)
            if not site.get_model_admin(Source).has_view_permission(request, source):
                raise PermissionDenied
            blocks = paragraphs(source.archived_text, source.first_words)
            return JsonResponse({"title": source.title, "paragraphs": [sentences(block) for block in blocks]})

        return [path("source-text/<int:pk>/", site.admin_view(require_GET(text)), name="source_text")]
