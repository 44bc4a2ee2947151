"""The forms of logging in and of one's own account."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from accounts.models import Scope
from accounts.throttle import LogIn, Secret


class CountedLogIn:
    """A form of name and password whose attempts are counted. Raises TooMany when it is cleaned."""

    def clean(self):
        """Count the attempt, then look at the password; what fails for any reason stays counted."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        # Without both of them Django looks nothing up.
        attempt = LogIn(self.request, name) if name and password else None
        cleaned = super().clean()
        if attempt:
            attempt.succeeded()
        return cleaned


class DeskLogIn(CountedLogIn, AdminAuthenticationForm):
    """For staff, as the admin has it."""


class AnyLogIn(CountedLogIn, AuthenticationForm):
    """For every active account."""


class CountedOldPassword:
    """A form that asks for the present password, ``old_password``, and counts the attempts."""

    def clean_old_password(self):
        """Count the attempt, then look at the password."""
        attempt = Secret(Scope.PASSWORD, self.user)
        password = super().clean_old_password()
        attempt.succeeded()
        return password


class ChangePassword(CountedOldPassword, PasswordChangeForm):
    """The present password and a new one."""
