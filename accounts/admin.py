"""Accounts in the admin: unlocking log-ins, removing second factors, revoking API tokens."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import Count, ManyToManyField
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import tasks, throttle
from accounts.links import path_to_choose
from accounts.models import ApiToken, FailedTries, SecondFactor
from accounts.views.pages import drawn
from lib.names import Folded


class Watched(admin.ModelAdmin):
    """Rows that are created by other pages: they can be viewed and deleted here."""

    def has_add_permission(self, request):
        """Nobody: other pages create these rows."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False


@admin.register(FailedTries)
class FailedTriesAdmin(Watched):
    """Recent failed attempts. Deleting one unlocks the log-in."""

    list_display = ["__str__", "what", "count", "since", "refused_until"]
    list_filter = ["scope"]
    search_fields = ["name", "address"]
    ordering = ["-since"]
    actions = ["unlock"]

    def get_queryset(self, request):
        """Those of the current window: older ones no longer count."""
        return super().get_queryset(request).filter(since__gt=timezone.now() - throttle.WINDOW)

    @admin.display(description="counted", ordering="scope")
    def what(self, row):
        """What the count belongs to, in words."""
        return row.get_scope_display()

    @admin.display(description="refused until")
    def refused_until(self, row):
        """When the lock ends."""
        return row.since + throttle.WINDOW if throttle.is_locked(row) else None

    @admin.action(description="Unlock", permissions=["delete"])
    def unlock(self, request, queryset):
        """Unlock the selected log-ins: their failures are forgotten."""
        number = queryset.delete()[0]
        self.message_user(request, f"{number} unlocked." if number else "Nothing was locked.", messages.SUCCESS)

    def get_actions(self, request):
        """No deletion with confirmation: unlocking replaces it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


# Check boxes: the stock widget with two lists fails axe-core, and nobody can use it without a mouse.
TICKED = {ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}

admin.site.unregister([Group, User])


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Django's admin of groups, with permissions as check boxes."""

    formfield_overrides = TICKED


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Django's admin of accounts, sorted by name; the times of the log-in are only shown."""

    formfield_overrides = TICKED
    readonly_fields = ["last_login", "date_joined"]
    ordering = [Folded("username")]
    add_form_template = "accounts/user_add.html"
    change_form_template = "accounts/user_change.html"

    def get_urls(self):
        """The stock URLs, and that of the invitation."""
        invite = self.admin_site.admin_view(self.invite)
        return [path("<int:pk>/invite/", invite, name="auth_user_invite"), *super().get_urls()]

    def invite(self, request, pk):
        """Let a new user choose a password, by mail or by a link shown to the inviting administrator."""
        user = get_object_or_404(User, pk=pk)
        if settings.PARLEY_OIDC:
            raise Http404("Who has an account at the provider needs no invitation.")
        if not self.has_change_permission(request, user) or (user.is_superuser and not request.user.is_superuser):
            raise PermissionDenied
        context = {"invited": user, "mailed": bool(settings.PARLEY_MAIL and user.email)}
        if not user.is_active or user.last_login:
            context["reason"] = f"{user} has logged in before, or the account is not active: nobody is invited to it."
        elif request.method == "POST":
            self.log_change(request, user, "Invited.")
            if context["mailed"]:
                tasks.send_link.defer(user=user.pk, template="invitation")
                self.message_user(request, f"An invitation is on its way to {user.email}.", messages.SUCCESS)
                return redirect("admin:auth_user_change", user.pk)
            context["link"] = request.build_absolute_uri(path_to_choose(user))
        context["why_shown"] = "the account has no email address." if settings.PARLEY_MAIL else "no mail is sent."
        return drawn(request, "accounts/invite.html", f"Invite {user}", **context)


# The stock admin of devices shows everybody's secret.
admin.site.unregister(TOTPDevice)


@admin.register(SecondFactor)
class SecondFactorAdmin(Watched):
    """Second factors. Deleting one helps a user who lost the device and the recovery codes."""

    list_display = ["user", "created_at", "last_used_at", "codes_left"]
    search_fields = ["user__username"]
    ordering = [Folded("user__username")]
    fields = ["user", "created_at", "last_used_at", "codes_left"]
    list_select_related = ["user"]

    def get_queryset(self, request):
        """With the number of recovery codes, in the same statement."""
        return super().get_queryset(request).annotate(codes=Count("recovery_codes"))

    @admin.display(description="recovery codes left")
    def codes_left(self, device):
        """The number of unused codes."""
        return device.codes


@admin.register(ApiToken)
class ApiTokenAdmin(Watched):
    """Everybody's API tokens. Deleting one revokes it."""

    list_display = ["name", "user", "start", "created_at", "last_used_at", "expires_at"]
    search_fields = ["name", "user__username", "start"]
    ordering = [Folded("user__username"), Folded("name")]
    fields = ["user", "name", "start", "created_at", "last_used_at", "expires_at"]
    list_select_related = ["user"]
