"""The page that describes the API, drawn by Swagger UI from our own static files."""

from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularSwaggerSplitView


# Swagger UI sets styles on its elements as it draws; nothing else is loosened, and only here.
@method_decorator(csp_update({"style-src": ["'unsafe-inline'"]}), name="dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI with its script in a file of its own, as the content policy asks."""

    template_name = "api/docs.html"
