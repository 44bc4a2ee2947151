"""The admin's site."""

from functools import wraps

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest
from django.db import DataError
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from lib.admin.base import RecordAdmin
from lib.digits import whole_number
from lib.publishing import may_publish, on_desk


class ChoicesView(AutocompleteJsonView):
    """What a box offers: each record with enough to tell it from others (see RecordAdmin.choice)."""

    def get_queryset(self):
        """The records that match, the best first; without a word, those entered last."""
        found = super().get_queryset()
        if not self.term.strip():
            found = found.order_by("-pk")
        for name in ("event", "expert"):
            value = whole_number(self.request.GET.get(name, ""))
            if value is not None and any(f.name == name for f in found.model._meta.fields):
                found = found.filter(**{name: value})
        return self.model_admin.choices(found) if isinstance(self.model_admin, RecordAdmin) else found

    def serialize_result(self, obj, to_field_name):
        """One choice."""
        if not isinstance(self.model_admin, RecordAdmin):  # an account
            return super().serialize_result(obj, to_field_name)
        text, detail = self.model_admin.choice(obj)
        return {"id": str(getattr(obj, to_field_name)), "text": text, "detail": detail}


class DeskSite(admin.AdminSite):
    """Parley's admin: its home page is a desk."""

    site_header = "Parley"
    site_title = "Parley"
    index_title = "Desk"
    index_template = "desk/home.html"
    empty_value_display = "–"
    enable_nav_sidebar = False  # the bar below the header leaves the width to the forms

    NAV = ["event", "position", "expert", "organisation", "appointment", "topic", "source", "place"]

    def has_permission(self, request):
        """Who may enter: see lib/publishing.py."""
        return on_desk(request.user)

    def admin_view(self, view, cacheable=False):
        """The stock wrapper, for a view whose forms are accepted once."""
        from desk.sent import accepted_once

        @wraps(view)
        def readable(request, *args, **kwargs):
            if ACTION_CHECKBOX_NAME in request.POST:
                request.POST = request.POST.copy()
                selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
                request.POST.setlist(ACTION_CHECKBOX_NAME, [pk for pk in selected if whole_number(pk) is not None])
            try:
                return accepted(request, *args, **kwargs)
            except DataError as error:
                # The stock lists ask for whatever stands in the address, NUL and unknown states included.
                if request.method not in ("GET", "HEAD"):
                    raise
                raise BadRequest("A parameter has a value that nothing on record can have.") from error

        accepted = accepted_once(self, view)
        return super().admin_view(readable, cacheable)

    def each_context(self, request):
        """The stock context, the bar of kinds, and the box that each form has one of."""
        from desk.sent import token_box

        context = super().each_context(request)
        context["form_token"] = token_box  # called, and so another, wherever a template names it
        if self.has_permission(request):
            admins = {model._meta.model_name: admin for model, admin in self._registry.items()}
            kinds = [
                (admin.opts.verbose_name_plural, f"{admin.opts.app_label}_{name}_changelist")
                for name in self.NAV
                if (admin := admins.get(name)) and admin.has_view_permission(request)
            ]
            context["desk_nav"] = [self._item(request, *item) for item in kinds]
            context["desk_tools"] = [self._item(request, *item) for item in self._tools(request.user)]
        return context

    @staticmethod
    def _item(request, name, page):
        url = reverse(f"admin:{page}")
        return {"name": name, "url": url, "here": request.path.startswith(url)}

    @staticmethod
    def _tools(user):
        """(name, page) of what is done with records of several kinds, as far as a person may."""
        from desk.duplicates import KINDS as COMPARED
        from desk.merge.kinds import KINDS

        found = []
        if any(KINDS[name].may_change(user) for name in COMPARED):
            found.append(("Duplicates", "duplicates"))
        if user.has_perm("desk.view_merge") or any(kind.may_merge(user) for kind in KINDS.values()):
            found.append(("Merges", "merge_list"))
        if may_publish(user):
            found.append(("Review", "review_queue"))
        return found

    APPS = ["summits", "experts", "topics", "sources"]

    def get_app_list(self, request, app_label=None):
        """The tables, those of events first, accounts last; put together when a page shows them, which few do."""
        listed = super().get_app_list
        order = {name: number for number, name in enumerate(self.APPS)}
        return SimpleLazyObject(
            lambda: sorted(listed(request, app_label), key=lambda app: order.get(app["app_label"], len(order)))
        )

    def index(self, request, extra_context=None):
        """What was entered last, what is in draft, what is missing; the list of tables below."""
        # Here, not above: the modules that it imports register with this site as they load.
        from desk import home

        return super().index(request, {**home.context(request, self), **(extra_context or {})})

    def opened(self, admin, request, pk):
        """For a form: what may be done with the record; of one on file (``pk``) the mark of how far its history goes."""
        from desk.history import editors
        from desk.merge.kinds import kind_of
        from desk.review import views as review

        found = review.strip(admin, request, pk)
        if pk is None:
            return found
        return {
            **found,
            "opened_at": editors.mark(admin, pk), "opened_name": editors.NAME,
            "merge_kind": kind_of(admin.model), "may_merge": self.may_merge(admin, request),
        }  # fmt: skip

    def meanwhile(self, admin, request, pk):
        """For a form that is sent: what somebody else has changed since it was opened, or nothing."""
        from desk.history import editors

        return editors.guard(admin, request, pk) or {}

    def vanished(self, admin, request, object_id):
        """The answer about a record that was merged away or deleted; None where Django's own says enough."""
        from desk.history import vanished

        return vanished.answer(admin, request, object_id)

    def state_changed(self, request, model, records, state):
        """Put on file that a person changed how far records have come, outside of a review's own pages."""
        from desk.review import steps

        steps.note(model, records, steps.VERDICTS[state], request.user)

    def publish_selected(self, admin, request, queryset):
        """The answer to “publish” with the records selected in a list."""
        from desk.review import views as review

        return review.selected(admin, request, queryset)

    def after_save(self, admin, request, record):
        """The answer to a form's buttons of review, once it is saved; None for its other buttons."""
        from desk.review import views as review

        return review.after_save(admin, request, record)

    def history_page(self, admin, request, object_id):
        """The history of a record."""
        from desk.history import views

        return views.history(admin, request, object_id)

    def close(self, admin, values):
        """What is close to a record being entered, each with its reasons; None for kinds that are not compared."""
        from desk.duplicates.close import rows

        return rows(self, admin.model, values)

    def may_merge(self, admin, request):
        """Whether this person may merge records of an admin's kind."""
        from desk.merge import views

        return views.may_merge(admin, request)

    def merge_selected(self, admin, request, queryset):
        """The answer to “merge” with the records selected in a list."""
        from desk.merge import views

        return views.merge_selected(admin, request, queryset)

    def get_urls(self):
        """The stock addresses, those of the history, of merging, of suspected duplicates and of review."""
        from desk.duplicates import views as duplicates
        from desk.history import views as history
        from desk.merge import views as merge
        from desk.review import views as review

        return [
            *history.urls(self), *merge.urls(self), *duplicates.urls(self), *review.urls(self), *super().get_urls(),
        ]  # fmt: skip

    def autocomplete_view(self, request):
        """JSON of the records that a box offers."""
        return ChoicesView.as_view(admin_site=self)(request)
