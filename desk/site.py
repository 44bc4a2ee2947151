"""The admin's site."""

from functools import partial, wraps

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest
from django.db import DataError, IntegrityError, OperationalError
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, When
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from psycopg.errors import ProgramLimitExceeded, UniqueViolation

from desk.sent import accepted_once, token_box
from lib.admin import parts
from lib.admin.base import RecordAdmin
from lib.api.sql import among
from lib.digits import whole_number
from lib.kept import refusal
from lib.publishing import on_desk
from lib.ranking import LIKE
from summits.models import Participation


class ChoicesView(AutocompleteJsonView):
    """The choices of a box with search: each record with enough detail to identify it (see RecordAdmin.choice)."""

    def get_queryset(self):
        """The matching records, best first; without a search term, those entered last.

        Participants of the event come first, unless their names are only similar.
        """
        found = super().get_queryset()
        if not self.term.strip():
            found = found.order_by("-pk")
        found = self._participants_first(found)
        for name in ("event", "expert"):
            value = whole_number(self.request.GET.get(name, ""))
            if value is not None and any(f.name == name for f in found.model._meta.fields):
                found = found.filter(**{name: value})
        return self.model_admin.choices(found) if isinstance(self.model_admin, RecordAdmin) else found

    def _participants_first(self, found):
        """Sort by participation: ``at`` is an event on record, ``here`` the participants in the form (``expert:12,…``)."""
        name = found.model._meta.model_name
        if name not in ("expert", "organisation") or not ("at" in self.request.GET or "here" in self.request.GET):
            return found
        tokens = (token.partition(":") for token in self.request.GET.get("here", "")[:9000].split(","))
        pks = [pk for kind, _, text in tokens if kind == name and (pk := whole_number(text)) is not None]
        here, event = among("pk", pks), whole_number(self.request.GET.get("at", ""))
        if event is not None:
            here |= Q(Exists(Participation.objects.filter(event=event, **{name: OuterRef("pk")})))
        first = [When(here, then=0)]
        if "fit" in found.query.annotations:
            first.insert(0, When(fit=LIKE, then=2))
        found = found.annotate(turn=Case(*first, default=1, output_field=IntegerField()))
        return found.order_by("turn", *found.query.order_by)

    def serialize_result(self, obj, to_field_name):
        """A choice as JSON; a lower ``rank`` is a better match, null if unknown."""
        if not isinstance(self.model_admin, RecordAdmin):  # an account
            return super().serialize_result(obj, to_field_name)
        text, detail = self.model_admin.choice(obj)
        return {"id": str(getattr(obj, to_field_name)), "text": text, "detail": detail, "rank": self._rank(obj)}

    @staticmethod
    def _rank(obj):
        fit = getattr(obj, "fit", None)
        if fit is None or fit == LIKE:
            return fit and 2 * fit
        return fit + LIKE * (getattr(obj, "turn", 1) > 0)


def _odd(sent):
    """Whether submitted data contains NUL, which PostgreSQL refuses and no browser sends."""
    return any("\0" in text for _, values in sent.lists() for text in values)


class DeskSite(admin.AdminSite):
    """Parley's admin, the desk."""

    site_header = "Parley"
    site_title = "Parley"
    index_title = "Desk"
    index_template = "desk/home.html"
    empty_value_display = "–"
    enable_nav_sidebar = False  # the left column goes by work, not by tables (templates/desk/nav.html)

    NAV = ["event", "position", "expert", "organisation", "appointment", "topic", "source", "place"]

    def has_permission(self, request):
        """Whether the user may enter (lib/publishing.py)."""
        return on_desk(request.user)

    def admin_view(self, view, cacheable=False):
        """The stock wrapper, with forms that are accepted once and requests that the database refuses answered by 400."""

        @wraps(view)
        def readable(request, *args, **kwargs):
            if ACTION_CHECKBOX_NAME in request.POST:
                request.POST = request.POST.copy()
                selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
                request.POST.setlist(ACTION_CHECKBOX_NAME, [pk for pk in selected if whole_number(pk) is not None])
            try:
                try:
                    return accepted(request, *args, **kwargs)
                except IntegrityError as error:
                    if not isinstance(error.__cause__, UniqueViolation):
                        raise
                    # Somebody entered the same concurrently: the second time the form finds and reports it.
                    return accepted(request, *args, **kwargs)
            except (DataError, OperationalError) as error:
                if isinstance(error, OperationalError) and not isinstance(error.__cause__, ProgramLimitExceeded):
                    raise
                # The stock lists pass parameters of the URL to the database unchecked. Submitted data is checked by
                # forms, except for a few values that pages of the desk read themselves.
                if request.method not in ("GET", "HEAD") and not _odd(request.POST):
                    raise
                raise BadRequest("A parameter has a value that nothing on record can have.") from error

        accepted = accepted_once(self, view)
        stock = super().admin_view(readable, cacheable)

        @wraps(stock)
        def asked(request, *args, **kwargs):
            # The stock response redirects to the log-in and loses the submitted data.
            ended = request.method == "POST" and not self.has_permission(request)
            if ended and request.path != reverse("admin:logout"):
                return refusal(request, "You are logged out", ["Nothing was saved yet. Log in, then send it again."])
            return stock(request, *args, **kwargs)

        return asked

    def each_context(self, request):
        """The stock context, the left column, and the hidden token of forms."""
        context = super().each_context(request)
        # A callable, so that each use in a template gets a token of its own.
        context["form_token"] = partial(token_box, request.user)
        context["own_factor"] = not settings.PARLEY_OIDC
        if self.has_permission(request):
            admins = {model._meta.model_name: admin for model, admin in self._registry.items()}
            kinds = [
                (admin.opts.verbose_name_plural, f"{admin.opts.app_label}_{name}_changelist")
                for name in self.NAV
                if (admin := admins.get(name)) and admin.has_view_permission(request)
            ]
            context["desk_nav"] = [self._item(request, *item) for item in kinds]
            context["desk_tools"] = [self._item(request, *item) for item in parts.gathered("tools", request.user)]
            context["desk_queues"] = parts.gathered("queues", request)
        return context

    @staticmethod
    def _item(request, name, page):
        url = reverse(f"admin:{page}")
        return {"name": name, "url": url, "here": request.path.startswith(url)}

    APPS = ["summits", "experts", "topics", "sources"]
    # Captions of apps of libraries.
    CAPTIONS = {
        "procrastinate": "Work in the background",
        "otp_totp": "Second factors",
        "otp_static": "Second factors: codes",
    }

    def get_app_list(self, request, app_label=None):
        """The tables, those of events first, accounts last; lazy, since few pages show them."""
        listed = super().get_app_list
        apps = {name: number for number, name in enumerate(self.APPS)}
        kinds = {name: number for number, name in enumerate(self.NAV)}

        def ordered():
            found = listed(request, app_label)
            for app in found:
                app["name"] = self.CAPTIONS.get(app["app_label"], app["name"])
                app["models"].sort(key=lambda row: kinds.get(row["model"]._meta.model_name, len(kinds)))
            return sorted(found, key=lambda app: apps.get(app["app_label"], len(apps)))

        return SimpleLazyObject(ordered)

    def index(self, request, extra_context=None):
        """The contributions of the desk's parts, then the tables of records, then those of the administration."""
        tables = {"records": [], "administration": []}
        for app in self.get_app_list(request):
            of_records = any(isinstance(self._registry[row["model"]], RecordAdmin) for row in app["models"])
            tables["records" if of_records else "administration"].append(app)
        return super().index(request, {**tables, **parts.merged("home", request, self), **(extra_context or {})})

    def get_urls(self):
        """The stock URLs and those of the parts."""
        return [*parts.gathered("urls", self), *super().get_urls()]

    def autocomplete_view(self, request):
        """JSON of the choices of a box with search."""
        return ChoicesView.as_view(admin_site=self)(request)
