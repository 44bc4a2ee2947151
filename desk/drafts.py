"""Drafts: what a user types into the form of a record is stored while typing, and offered to them again.

A draft belongs to one opened form (by its token, see desk/sent.py), so that two open forms of a record have two. The
script desk/drafts.js sends it; saving the form deletes it.
See docs/decisions/0042-drafts-of-forms.md.
"""

import json
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desk.models import FormDraft, SentForm
from desk.models.drafts import oldest
from desk.sent import sent_token, token_box
from lib.admin.base import RecordAdmin
from lib.admin.parts import Part
from lib.history import history_of
from lib.publishing import on_desk
from lib.texts import megabytes

MOST = 100  # drafts of one person
MAX_BYTES = 2 * 1024 * 1024
MAX_BOXES = 20_000


class DraftsPart(Part):
    """Offers unsaved drafts above the form."""

    def urls(self, site):
        view = site.admin_view(require_http_methods(["GET", "POST"])(partial(draft, site)))
        return [
            path("session/", session, name="session"),
            path("drafts/<slug:kind>/<slug:token>/", view, name="draft_of_new"),
            path("drafts/<slug:kind>/<int:pk>/<slug:token>/", view, name="draft"),
        ]

    def form_context(self, admin, request, pk):
        if not (admin.has_change_permission(request) if pk else admin.has_add_permission(request)):
            return {}
        token = sent_token(request)
        name, args = ("draft", [pk]) if pk else ("draft_of_new", [])
        url = reverse(f"admin:{name}", args=[admin.opts.model_name, *args, "token"])
        context = {
            "drafts_url": url.removesuffix("token/"),
            "drafts": SimpleLazyObject(lambda: list(_offered(request.user, admin, pk, token))),
        }
        # A form with errors keeps its token.
        return {**context, "form_token": token_box(request.user, token)} if token else context


@login_not_required
@never_cache
def session(request):
    """JSON: the logged-in user and a CSRF token, for a page whose session may have ended."""
    user = request.user if on_desk(request.user) else None
    return JsonResponse({"user": user and str(user.pk), "name": user and str(user), "token": get_token(request)})


def draft(site, request, kind, token, pk=None):
    """A draft as JSON: return it (GET), or store it, or delete it if empty (POST).

    Only for users who may save the form, and only their own drafts.
    """
    admin = _admin(site, kind)
    record = admin.model._base_manager.filter(pk=pk).first() if pk else None
    if pk and record is None and not history_of(admin.model)._base_manager.filter(pgh_obj_id=pk).exists():
        raise Http404("There is no such record.")
    if not (admin.has_change_permission(request, record) if pk else admin.has_add_permission(request)):
        raise PermissionDenied
    mine = FormDraft.objects.filter(user=request.user, kind=kind, record=pk)
    if request.method == "GET":
        kept = mine.filter(token=token).first()
        if kept is None:
            raise Http404("This draft has been discarded or saved.")
        return JsonResponse({"values": kept.values})
    if request.content_type != "application/json":
        return JsonResponse({"detail": "Send JSON."}, status=415)
    if len(request.body) > MAX_BYTES or len(token) > 40:
        words = f"This is more than is kept while you type ({megabytes(MAX_BYTES)}). Save the form."
        return JsonResponse({"detail": words}, status=413)
    try:
        values, boxes, replaces, number = _read(request.body)
    except ValueError as error:
        return JsonResponse({"detail": str(error)}, status=400)
    with transaction.atomic():
        mine.filter(token__in=replaces).exclude(token=token).delete()
        if values:
            _keep(request.user, token, number, kind=kind, record=pk, values=values, boxes=boxes)
        else:
            mine.filter(token=token).delete()
    return HttpResponse(status=204)


def _admin(site, kind):
    for model, admin in site._registry.items():
        if model._meta.model_name == kind and isinstance(admin, RecordAdmin):
            return admin
    raise Http404("There is no such kind of record.")


def _offered(user, admin, pk, token):
    """The user's drafts of a record's forms, except the one with ``token``."""
    mine = FormDraft.objects.kept_by(user).filter(kind=admin.opts.model_name, record=pk)
    return mine.exclude(token=token).only("token", "boxes", "updated_at")


def _keep(user, token, number, values, **said):
    """Store a draft, unless a later one (with a higher number) has arrived before it."""
    said |= {"values": values, "sending": number, "updated_at": timezone.now()}
    kept, new = FormDraft.objects.select_for_update().get_or_create(user=user, token=token, defaults=said)
    if not new and kept.sending <= number:
        FormDraft.objects.filter(pk=kept.pk).update(**said)
    if new:
        saved = SentForm.objects.filter(user=user).exclude(token=token).values("token")
        mine = FormDraft.objects.filter(user=user)
        many = mine.order_by("-updated_at").values("pk")[MOST:]
        mine.filter(Q(updated_at__lt=oldest()) | Q(token__in=saved) | Q(pk__in=many)).delete()


def _read(body):
    """Parse what the script sends: (values, number of boxes, tokens of drafts that this one replaces, its number).

    Raises ValueError with a message for malformed data.
    """
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise ValueError("This is not JSON.") from None
    if not isinstance(said, dict) or said.keys() - {"values", "boxes", "replaces", "number"}:
        raise ValueError("Send values, boxes, replaces and number.")
    values, boxes, replaces = said.get("values"), said.get("boxes", 0), said.get("replaces", [])
    number = said.get("number", 0)
    if not isinstance(values, dict) or len(values) > MAX_BOXES or not all(map(_is_box, values.values())):
        raise ValueError("“values” is an object of lists, each of texts, or of [value, text, detail].")
    if type(boxes) is not int or not 0 <= boxes <= MAX_BOXES:
        raise ValueError(f"“boxes” is a number up to {MAX_BOXES}.")
    if type(number) is not int or not 0 <= number < 2**53:
        raise ValueError("“number” is a whole number that grows with each sending of a form.")
    if not isinstance(replaces, list) or len(replaces) > MOST or not all(isinstance(one, str) for one in replaces):
        raise ValueError("“replaces” is a list of tokens.")
    if not _is_storable(json.dumps([values, replaces], ensure_ascii=False)):
        raise ValueError("The database keeps neither NUL nor halves of letters.")
    return values, boxes, replaces, number


def _is_box(value):
    return isinstance(value, list) and all(
        isinstance(one, str) or (isinstance(one, list) and len(one) == 3 and all(isinstance(w, str) for w in one))
        for one in value
    )


def _is_storable(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    # In JSON notation; a backslash in the text is doubled.
    return "\\u0000" not in text.replace("\\\\", "")
