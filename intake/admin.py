"""Exports from the lists of the desk."""

from django.contrib import admin, messages

from intake.bulk.exports import TooLong
from intake.bulk.views import exported
from intake.records.format import KIND_OF


def _action(format):
    def export(modeladmin, request, queryset):
        kind = KIND_OF[queryset.model]
        chosen = kind.model.objects.filter(pk__in=queryset.order_by().values("pk"))
        try:
            return exported([kind], format, {kind.name: chosen})
        except TooLong as error:
            messages.error(request, str(error))
            return None

    export.__name__ = f"export_{format}"
    return admin.action(description=f"Export as {format.upper()}", permissions=["view"])(export)


# Lists of records come from several apps, all registered before this one.
for model in KIND_OF:
    page = admin.site.get_model_admin(model)
    page.actions = [*page.actions, _action("csv"), _action("xlsx")]
