"""Forms for logging in and for one's own account."""

from datetime import UTC, datetime, time, timedelta

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import ApiToken, Scope
from accounts.throttle import LogIn, Secret
from lib.languages import gettext
from lib.publishing import on_desk


class CountedLogIn:
    """A log-in form whose attempts are counted. Cleaning it raises TooMany."""

    def clean(self):
        """Count the attempt, then check the password; a failure for any reason stays counted."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        # Without both of them Django does not authenticate.
        attempt = LogIn(self.request, name) if name and password else None
        cleaned = super().clean()
        if attempt:
            attempt.succeeded()
        return cleaned


class DeskLogIn(CountedLogIn, AdminAuthenticationForm):
    """For users who may enter the desk: a role is enough, staff status is not needed."""

    def confirm_login_allowed(self, user):
        """Refuse users with neither a role nor staff status."""
        AuthenticationForm.confirm_login_allowed(self, user)
        if not on_desk(user):
            raise ValidationError(
                gettext("This account has no role at the desk: an administrator can give it one."),
                code="invalid_login",
            )


class AnyLogIn(CountedLogIn, AuthenticationForm):
    """For every active account."""


class CountedOldPassword:
    """A form that asks for the current password, ``old_password``, and counts the attempts."""

    def clean_old_password(self):
        """Count the attempt, then look at the password."""
        attempt = Secret(Scope.PASSWORD, self.user)
        password = super().clean_old_password()
        attempt.succeeded()
        return password


class ChangePassword(CountedOldPassword, PasswordChangeForm):
    """The current password and a new one."""


class ResetForm(forms.Form):
    """The mail address of a user who has forgotten the password."""

    email = forms.EmailField(
        label=gettext_lazy("Mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class CodeForm(forms.Form):
    """A code of the second factor."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false", "autofocus": True}
        ),
    )


class PasswordForm(forms.Form):
    """The current password, required before weakening the account."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user, *args, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self):
        """Count the attempt, then look at the password."""
        attempt = Secret(Scope.PASSWORD, self.user)
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(gettext("This is not your password."))
        attempt.succeeded()
        return self.cleaned_data["password"]


class TokenForm(forms.ModelForm):
    """A new API token: its name and the last day of its validity."""

    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("It works until the end of this day (UTC); if empty, until it is revoked."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = ApiToken
        fields = ["name"]
        labels = {"name": pgettext_lazy("of a token", "Name")}
        help_texts = {"name": gettext_lazy("What it is for, e.g. the script or the computer that uses it.")}

    def clean_last_day(self):
        """Refuse a last day in the past."""
        day = self.cleaned_data["last_day"]
        if day and day < timezone.now().date():
            raise ValidationError(gettext("This day has passed, so the token would never work."))
        if day and day.year > 9998:
            raise ValidationError(
                gettext("This day is too far in the future: leave the box empty for a token that does not expire.")
            )
        return day

    def expires_at(self):
        """The moment at which it expires, or None."""
        day = self.cleaned_data["last_day"]
        return datetime.combine(day + timedelta(days=1), time(), UTC) if day else None
