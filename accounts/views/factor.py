"""The second factor: the step after the password, set-up, new recovery codes, turning it off."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import factor, pending
from accounts.forms import CodeForm, PasswordForm
from accounts.views.pages import drawn
from lib.languages import gettext
from lib.publishing import on_desk

KEY = "account.key"


def is_required(user):
    """Whether this installation requires a second factor of the user."""
    return settings.PARLEY_STAFF_FACTOR and on_desk(user)


@login_not_required
@never_cache
@sensitive_post_parameters()
def code(request):
    """The second step of logging in."""
    user = pending.who(request)
    if user is None:
        messages.info(request, gettext("Please log in again: the time for entering the code has run out."))
        return redirect("account:login")
    device = factor.device_of(user)
    if device is None:
        # Removed in the meantime, or required and not set up yet.
        return redirect("account:factor-new") if is_required(user) else redirect(pending.finish(request, user))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        before = device.recovery_codes.count()
        if factor.verify(user, form.cleaned_data["code"]):
            target = pending.finish(request, user)
            if (left := device.recovery_codes.count()) < before:
                messages.warning(request, gettext("You used a recovery code: {left} left.").format(left=left))
            return redirect(target)
        form.add_error("code", gettext("This code is wrong or has already been used. Wait for the next one."))
    return drawn(request, "accounts/code.html", gettext("Second factor"), form=form)


@never_cache
@login_required
def show(request):
    """The state of the second factor, with the possible actions."""
    device = factor.device_of(request.user)
    context = {"device": device, "required": is_required(request.user)}
    if device:
        context |= {"left": device.recovery_codes.count(), "form": PasswordForm(request.user)}
    return drawn(request, "accounts/factor.html", gettext("Second factor"), **context)


@login_not_required
@never_cache
@sensitive_post_parameters()
def new(request):
    """Set it up, for a user who is logged in, or who gave the password and needs a factor."""
    waiting = None if request.user.is_authenticated else pending.who(request)
    user = waiting or request.user
    if not user.is_authenticated or (waiting and not is_required(waiting)):
        return redirect("account:login")
    if factor.device_of(user):
        return redirect("account:code" if waiting else "account:factor")
    key = request.session.setdefault(KEY, factor.new_key())
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            codes = factor.enrol(user, key, form.cleaned_data["code"])
        except ValueError:
            return redirect("account:factor")
        if codes:
            del request.session[KEY]
            target = pending.finish(request, user) if waiting else ""
            return drawn(
                request, "accounts/codes.html", gettext("Recovery codes"), codes=codes, target=target, fresh=True
            )
        form.add_error("code", gettext("This is not the code that the app shows now. Check the time of your device."))
    context = {"form": form, "drawing": factor.drawing(user, key), "key": factor.readable(key)}
    return drawn(request, "accounts/factor_new.html", gettext("Set up the second factor"), **context)


def _with_password(request, act):
    """Act if the current password is right, else show the page with the errors."""
    device = factor.device_of(request.user)
    if device is None:
        return redirect("account:factor")
    form = PasswordForm(request.user, request.POST)
    if form.is_valid():
        return act()
    context = {"device": device, "required": is_required(request.user), "left": device.recovery_codes.count()}
    return drawn(request, "accounts/factor.html", gettext("Second factor"), form=form, **context)


@require_POST
@never_cache
@sensitive_post_parameters()
@login_required
def codes(request):
    """New recovery codes in place of the old ones."""

    def act():
        fresh = factor.renew_codes(request.user)
        return drawn(request, "accounts/codes.html", gettext("Recovery codes"), codes=fresh, target="")

    return _with_password(request, act)


@require_POST
@never_cache
@sensitive_post_parameters()
@login_required
def off(request):
    """Turn the second factor of an account off (POST, with the password)."""

    def act():
        if is_required(request.user):
            messages.error(
                request,
                gettext("Everybody who may enter the desk needs a second factor here, so it cannot be turned off."),
            )
        else:
            factor.remove(request.user)
            messages.success(request, gettext("The second factor is off. Logging in asks for the password only."))
        return redirect("account:factor")

    return _with_password(request, act)
