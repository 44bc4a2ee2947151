"""The admin's site."""

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView


class ChoicesView(AutocompleteJsonView):
    """What a box offers: each record with enough to tell it from others (see RecordAdmin.choice)."""

    def get_queryset(self):
        """The records that match, the best first; without a word, those entered last."""
        found = super().get_queryset()
        if not self.term.strip():
            found = found.order_by("-pk")
        if event := self.request.GET.get("event", ""):
            if event.isdecimal() and any(f.name == "event" for f in found.model._meta.fields):
                found = found.filter(event=event)
        return self.model_admin.choices(found)

    def serialize_result(self, obj, to_field_name):
        """One choice."""
        text, detail = self.model_admin.choice(obj)
        return {"id": str(getattr(obj, to_field_name)), "text": text, "detail": detail}


class DeskSite(admin.AdminSite):
    """Parley's admin: its home page is a desk."""

    site_header = "Parley"
    site_title = "Parley"
    index_title = "Desk"
    index_template = "desk/home.html"
    empty_value_display = "–"

    def index(self, request, extra_context=None):
        """What was entered last, what is in draft, what is missing; the list of tables below."""
        # Here, not above: the modules that it imports register with this site as they load.
        from desk import home

        return super().index(request, {**home.context(request, self), **(extra_context or {})})

    def autocomplete_view(self, request):
        """JSON of the records that a box offers."""
        return ChoicesView.as_view(admin_site=self)(request)
