"""Forms of the desk are accepted once, even if sent again by a double click or after going back."""

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
# Fields that the user did not type.
OWN = {NAME, WHO, "csrfmiddlewaretoken"}
SOMEBODY = (
    "You are not logged in as the person who opened this form, so nothing was saved. "
    "Log in as that person, or open the form as yourself and enter it there."
)


def token_box(user, token=None):
    """The hidden boxes of a form: its token (new unless given), and the user for whom it was opened."""
    box = '<input type="hidden" name="{}" value="{}">'
    return format_html(box + box, NAME, token or secrets.token_urlsafe(16), WHO, user.pk or "")


def sent_token(request):
    """The token of a submitted form; "" if missing or malformed."""
    token = request.POST.get(NAME, "") if request.method == "POST" else ""
    return token if re.fullmatch(r"[\w-]{1,40}", token, re.ASCII) else ""


def accepted_once(site, view):
    """Wrap a view of the desk so that it receives each accepted form only once.

    The token is claimed in the transaction that saves, so that concurrent requests wait for each other. A form that is
    refused, or that fails, releases its token.
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
    """(the SentForm of the token, whether it is new). Waits for a concurrent request with the token."""
    oldest = timezone.now() - datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    SentForm.objects.filter(user=user, at__lt=oldest).delete()
    try:
        with transaction.atomic():
            return SentForm.objects.create(user=user, token=token, digest=digest), True
    except IntegrityError:
        return SentForm.objects.get(user=user, token=token), False


def _keep(claim, response):
    """Store the response to an accepted form; False if the form is shown again."""
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
    """The response to a form that was accepted before: the first one, or a page with the data if it differs."""
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
    """A digest of the submitted data, files by name and size."""
    said = [(name, values) for name, values in sorted(request.POST.lists()) if name not in OWN]
    files = [(name, [(file.name, file.size) for file in request.FILES.getlist(name)]) for name in sorted(request.FILES)]
    return hashlib.sha256(repr((request.get_full_path(), said, files)).encode("utf-8", "surrogatepass")).hexdigest()
