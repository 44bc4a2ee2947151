"""The package as a download."""

from django.http import StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from intake.package.writing import stream, version_of
from lib.api.views import ReadOnlyView, check_parameters
from lib.streaming import begun


class PackageView(ReadOnlyView):
    """All public records as one Frictionless data package (ZIP), the same for everybody who may read."""

    schema = None

    def get(self, request):
        """The package as a streamed file; 304 for a client that has this version."""
        check_parameters(request, {"format"})
        version = version_of()
        tag = quote_etag(version)
        response = get_conditional_response(request, etag=tag)
        if response is None:
            response = StreamingHttpResponse(begun(stream()), content_type="application/zip")
            response["Content-Disposition"] = f'attachment; filename="parley-{version[:15]}.zip"'
        response["ETag"] = tag
        return response
