"""Publication in the admin: actions of lists, and permissions to change and delete."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from lib.addresses import Publication
from lib.admin import parts
from lib.publishing import DELETE_PUBLIC, has_publication, may_publish

DONE = {"draft": "made draft", "submitted": "submitted"}


class Publishing:
    """Mixin of RecordAdmin for publication."""

    def has_delete_permission(self, request, obj=None):
        """Whether the record may be deleted; a public one requires a permission of its own."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or request.user.has_perm(DELETE_PUBLIC) or not self._is_public(request, obj)

    def _is_public(self, request, record):
        if getattr(record, "publication", None) != Publication.PUBLISHED:
            return False
        # Rows of an event are public with it; cached per event, since a deletion checks each row.
        field = self._on_event(type(record))
        key = getattr(record, field.attname) if field else None
        if key is None:
            return True
        self.know_events(request, [record])
        return request.desk_states[key] == Publication.PUBLISHED

    @staticmethod
    def _on_event(model):
        return next((f for f in model._meta.concrete_fields if f.name in ("event", "from_event")), None)

    def know_events(self, request, records):
        """Read in one statement whether the events of records are public, which decides who may delete them."""
        field = self._on_event(self.model)
        known = request.__dict__.setdefault("desk_states", {})
        wanted = {getattr(record, field.attname) for record in records} - {None, *known} if field else set()
        if wanted:
            events = field.remote_field.model._base_manager.filter(pk__in=wanted)
            known.update(dict.fromkeys(wanted))
            known.update(events.values_list("pk", "publication"))

    @admin.action(description="Submit for review", permissions=["change"])
    def submit(self, request, queryset):
        """Submit the selected records for review."""
        self._set_publication(request, queryset, Publication.SUBMITTED)

    @admin.action(description="Back to draft (the public no longer sees it)", permissions=["change"])
    def withdraw(self, request, queryset):
        """Make the selected records drafts again."""
        self._set_publication(request, queryset, Publication.DRAFT)

    def _set_publication(self, request, queryset, state):
        with transaction.atomic():
            rows = self.model._default_manager.select_for_update(of=("self",)).filter(pk__in=queryset.values("pk"))
            records = list(rows.exclude(publication=state))
            if not may_publish(request.user):
                public = [r for r in records if r.publication == Publication.PUBLISHED]
                records = [r for r in records if r.publication != Publication.PUBLISHED]
                if public:
                    number = f"{len(public)} {self._named(public)}"
                    words = f"{number} left unchanged: only a reviewer can withdraw what is published."
                    self.message_user(request, words, messages.WARNING)
                    if not records:
                        return
            self.model._default_manager.filter(pk__in=[r.pk for r in records]).update(publication=state)
            if records:
                parts.answers("publication_changed", self.model, records, state, request.user)
                change = [{"changed": {"fields": ["Publication"]}}]
                LogEntry.objects.log_actions(request.user.pk, records, CHANGE, change_message=change)
        if records:
            words = f"{len(records)} {self._named(records)} {DONE[state]}."
            self.message_user(request, words, messages.SUCCESS)
        else:
            self.message_user(request, f"All of them were already {state}: nothing changed.", messages.INFO)

    def _named(self, records):
        return self.opts.verbose_name if len(records) == 1 else self.opts.verbose_name_plural

    def get_actions(self, request):
        """The actions of a list; those of publication only if the records have that field."""
        actions = super().get_actions(request)
        if not has_publication(self.model):
            for name in ("submit", "withdraw"):
                actions.pop(name, None)
        return actions
