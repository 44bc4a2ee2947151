"""Downloads of records as tables."""

import tempfile

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from intake.bulk.access import on_desk
from intake.bulk.exports import FORMATS, TooLong, csv_lines, write_xlsx
from intake.records.format import KINDS
from lib.streaming import begun

IN_MEMORY = 5 * 1024 * 1024  # bytes of a file, beyond which it is on disk


def may_view(request, kind):
    """Whether the user may view the records of a kind."""
    return admin.site.get_model_admin(kind.model).has_view_permission(request)


@on_desk
@require_GET
def export(request, name, format):
    """Download all records of a kind, or of all kinds as XLSX."""
    if format not in FORMATS or (name not in KINDS and (name, format) != ("all", "xlsx")):
        raise Http404
    kinds = [KINDS[name]] if name in KINDS else [kind for kind in KINDS.values() if may_view(request, kind)]
    if not kinds or not all(may_view(request, kind) for kind in kinds):
        raise PermissionDenied
    try:
        return exported(kinds, format)
    except TooLong as error:
        messages.error(request, str(error))
        return redirect("bulk:home")


def exported(kinds, format, querysets=None):
    """A response with a file of records. Raises TooLong."""
    name = f"{kinds[0].name if len(kinds) == 1 else 'parley'}-{timezone.now():%Y-%m-%d}.{format}"
    if format == "csv":
        response = StreamingHttpResponse(
            begun(line.encode() for line in csv_lines(kinds[0], (querysets or {}).get(kinds[0].name))),
            content_type=FORMATS["csv"],
        )
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    write_xlsx(file, kinds, querysets)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=FORMATS["xlsx"])
