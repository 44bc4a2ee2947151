"""What the intake adds to the desk: bad and waiting rows among the work to do, exports of what is selected in a list."""

from django.contrib import messages

from intake.bulk import errors
from intake.bulk.exports import TooLong
from intake.bulk.views import exported
from intake.datasets import queue
from intake.records.format import KIND_OF
from lib.admin.parts import Part


def _export_as(format):
    def export(admin, request, queryset):
        kind = KIND_OF[queryset.model]
        chosen = kind.model.objects.filter(pk__in=queryset.order_by().values("pk"))
        try:
            return exported([kind], format, {kind.name: chosen})
        except TooLong as error:
            messages.error(request, str(error))
            return None

    return export


EXPORTS = [(_export_as(name), f"export_{name}", f"Export as {name.upper()}") for name in ("csv", "xlsx")]


class IntakePart(Part):
    """See intake/bulk."""

    def gaps(self, request):
        return [*errors.gaps(request), *queue.gaps(request)]

    def actions(self, admin, request):
        return EXPORTS if admin.model in KIND_OF and admin.has_view_permission(request) else []
