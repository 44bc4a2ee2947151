"""A form of the desk is accepted once, however often it is sent: a double click, “send again” after going back."""

import datetime
import functools
import hashlib
import re
import secrets

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.utils import timezone
from django.utils.html import format_html

from desk.history.deleted import typed
from desk.models import FormDraft, SentForm
from lib.kept import refusal

NAME = "_form"
WHO = "_opened_for"
POPUP = "admin/popup_response.html"
# What is no part of what a person typed.
OWN = {NAME, WHO, "csrfmiddlewaretoken"}
SOMEBODY = (
    "You are not logged in as the person who opened this form, so nothing was saved. "
    "Log in as that person, or open the form as yourself and enter it there."
)


def token_box(user, token=None):
    """The hidden boxes of an opened form: its token, a new one or ``token``, and the person it was opened for."""
    box = '<input type="hidden" name="{}" value="{}">'
    return format_html(box + box, NAME, token or secrets.token_urlsafe(16), WHO, user.pk or "")


def sent_token(request):
    """The token of the form that was sent; "" if it is missing or not ours."""
    token = request.POST.get(NAME, "") if request.method == "POST" else ""
    return token if re.fullmatch(r"[\w-]{1,40}", token, re.ASCII) else ""


def accepted_once(site, view):
    """Wrap a view of the desk: a form that it has accepted is not given to it a second time.

    The token is claimed in the transaction that saves, so two requests at the same moment wait
    for each other. A form that is refused, or that fails, gives its token back.
    """

    @functools.wraps(view)
    def inner(request, *args, **kwargs):
        token = sent_token(request)
        if not token or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.POST.get(WHO, str(request.user.pk)) != str(request.user.pk):
            return refusal(request, "Not saved: this form was opened by somebody else", [SOMEBODY], final=True)
        digest = _digest(request)
        with transaction.atomic():
            claim, first = _claim(request.user, token, digest)
            if not first:
                return _again(site, view, request, claim, digest)
            response = view(request, *args, **kwargs)
            if _keep(claim, response):
                FormDraft.objects.filter(user=request.user, token=token).delete()
            else:
                claim.delete()
        return response

    return inner


def _claim(user, token, digest):
    """(the SentForm of the token, whether it was claimed now). Waits for another request that is saving it."""
    oldest = timezone.now() - datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    SentForm.objects.filter(user=user, at__lt=oldest).delete()
    try:
        with transaction.atomic():
            return SentForm.objects.create(user=user, token=token, digest=digest), True
    except IntegrityError:
        return SentForm.objects.get(user=user, token=token), False


def _keep(claim, response):
    """Put the answer to an accepted form on file; False for one that shows the form again."""
    if isinstance(response, HttpResponseRedirect):
        claim.location = response.url
    elif POPUP in _templates(response):
        claim.popup = response.context_data["popup_response_data"]
    else:
        return False
    claim.save(update_fields=["location", "popup"])
    return True


def _templates(response):
    names = getattr(response, "template_name", ())
    return [names] if isinstance(names, str) else names or ()


def _again(site, view, request, claim, digest):
    """The answer to a form that was accepted before: the first one, or what was typed since."""
    if claim.digest != digest:
        admin = getattr(view, "__self__", None)
        context = {
            **site.each_context(request),
            "title": "This form has already been saved",
            "first": claim.location,
            "groups": typed(admin, request, request.POST) if isinstance(admin, ModelAdmin) else [],
            "values": [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values],
        }
        return TemplateResponse(request, "desk/sent.html", context, status=409)
    if claim.popup:
        return SimpleTemplateResponse(POPUP, {"popup_response_data": claim.popup})
    messages.info(request, "The form was sent more than once; it was saved once.")
    return HttpResponseRedirect(claim.location)


def _digest(request):
    """A digest of what a form says, files by their names and sizes."""
    said = [(name, values) for name, values in sorted(request.POST.lists()) if name not in OWN]
    files = [(name, [(file.name, file.size) for file in request.FILES.getlist(name)]) for name in sorted(request.FILES)]
    return hashlib.sha256(repr((request.get_full_path(), said, files)).encode("utf-8", "surrogatepass")).hexdigest()
