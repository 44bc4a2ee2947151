"""What the intake adds to the desk: rows and proposals among the work to do, what is proposed of an event, exports of lists."""

from django.contrib import messages

from intake.bulk import errors
from intake.bulk.exports import TooLong
from intake.bulk.views import exported
from intake.datasets import queue
from intake.datasets.met import views as met
from intake.records.format import KIND_OF
from lib.admin.parts import Part
from summits.models import Event


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
        return [*errors.gaps(request), *queue.gaps(request), *met.gaps(request)]

    def columns(self, model):
        return {"people_proposed": met.number_proposed()} if model is Event else {}

    def form_context(self, admin, request, pk):
        return {"people_proposed_url": met.queue_of(pk)} if pk and admin.model is Event else {}

    def actions(self, admin, request):
        return EXPORTS if admin.model in KIND_OF and admin.has_view_permission(request) else []
