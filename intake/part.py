"""What the intake adds to the desk: rows and proposals among the work to do, what is proposed of an event, exports of lists."""

from django.contrib import messages

from intake.bulk import errors
from intake.bulk.downloads import exported
from intake.bulk.exports import TooLong
from intake.datasets import queue
from intake.datasets.met import views as met
from intake.models import ImportRun
from intake.records.format import KIND_OF
from lib.admin.narrowing import Narrowing
from lib.admin.parts import Part
from lib.digits import whole_number
from lib.history import history_of
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


def _of_import(records, typed):
    number = whole_number(typed)
    run = ImportRun.objects.filter(pk=number).first() if number is not None else None
    if run is None:
        raise ValueError("There is no import of this number: the page of imports lists them.")
    written = history_of(records.model).objects.filter(pgh_context=run.context)
    return records.filter(pk__in=written.values("pgh_obj_id"))


class IntakePart(Part):
    """See intake/bulk."""

    def gaps(self, request):
        return [*errors.gaps(request), *queue.gaps(request), *met.gaps(request)]

    def queues(self, request):
        return [*errors.queues(request), *queue.queues(request), *met.queues(request)]

    def narrowings(self):
        return [Narrowing("import", "import", "Number of an import", _of_import)]

    def columns(self, model):
        return {"people_proposed": met.number_proposed()} if model is Event else {}

    def form_context(self, admin, request, pk):
        return {"people_proposed_url": met.queue_of(pk)} if pk and admin.model is Event else {}

    def actions(self, admin, request):
        return EXPORTS if admin.model in KIND_OF and admin.has_view_permission(request) else []
