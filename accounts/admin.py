"""Failed log-ins in the admin: seen, and unlocked."""

from django.contrib import admin, messages
from django.utils import timezone

from accounts import throttle
from accounts.models import FailedTries


@admin.register(FailedTries)
class FailedTriesAdmin(admin.ModelAdmin):
    """What was tried in vain of late. Nothing is entered here; to delete is to unlock."""

    list_display = ["__str__", "what", "count", "since", "refused_until"]
    list_filter = ["scope"]
    search_fields = ["name", "address"]
    ordering = ["-since"]
    actions = ["unlock"]

    def get_queryset(self, request):
        """Those of the present window: older ones mean nothing any more."""
        return super().get_queryset(request).filter(since__gt=timezone.now() - throttle.WINDOW)

    @admin.display(description="counted", ordering="scope")
    def what(self, row):
        """What the count belongs to."""
        return row.get_scope_display()

    @admin.display(description="refused until")
    def refused_until(self, row):
        """When the lock ends."""
        return row.since + throttle.WINDOW if throttle.is_locked(row) else None

    @admin.action(description="Unlock", permissions=["delete"])
    def unlock(self, request, queryset):
        """Forget what is selected."""
        number = queryset.delete()[0]
        self.message_user(request, f"{number} unlocked." if number else "Nothing was locked.", messages.SUCCESS)

    def get_actions(self, request):
        """Unlocking needs no page that asks again."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_add_permission(self, request):
        """Nobody enters failures."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nor changes them."""
        return False
