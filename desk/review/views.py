"""The pages of review: the queue, a record's review with its preview, publishing several at once."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html

from desk.history.views import TAKE_BACK
from desk.many import steps as many
from desk.many.views import planned
from desk.models import Act, Review
from desk.paging import page_number, page_of
from desk.review import changes, content, publishing, queue, steps
from desk.review.dependents import KINDS
from desk.routes import bind
from lib.addresses import Publication
from lib.admin import narrowing
from lib.admin.pages import desk_page
from lib.admin.urls import admin_url
from lib.counts import counted
from lib.digits import whole_number
from lib.publishing import may_change, may_publish

STEPS = 20  # steps of a record that its page shows


def urls(site):
    """The routes, within the admin."""
    bound = bind(site)
    return [
        path("review/", bound(waiting), name="review_queue"),
        path("review/changes/", bound(changed), name="review_changes"),
        path("review/changes/approve/", bound(approve), name="review_approve"),
        path("review/changes/<int:pk>/take-back/", bound(undo), name="review_undo"),
        path("review/publish/", bound(several), name="review_publish"),
        path("review/<str:kind>/<int:pk>/", bound(one), name="review"),
        path("review/<str:kind>/<int:pk>/submit/", bound(submit), name="review_submit"),
        path("review/<str:kind>/<int:pk>/take-back/", bound(take_back), name="review_take_back"),
        path("review/<str:kind>/<int:pk>/return/", bound(give_back), name="review_return"),
    ]


def may_review(user, model):
    """Whether a user may publish, return and approve records of a kind."""
    return may_publish(user) and may_change(user, model)


def _model(kind):
    if kind not in KINDS:
        raise Http404(f"There is no review of “{kind}”.")
    return KINDS[kind]


def waiting(site, request):
    """The reviewer's queue: what is submitted, oldest first."""
    if not may_publish(request.user):
        raise PermissionDenied
    page = queue.waiting(queue.kinds_for(request.user), page_number(request), request)
    return desk_page(
        site,
        request,
        "desk/review/queue.html",
        "Waiting for review",
        waiting=page.rows,
        page=page,
        **narrowing.context(request),
    )


def one(site, request, kind, pk, refused=None):
    """The review of one record: its steps so far, what publishing it would do, and the buttons."""
    model = _model(kind)
    admin = site.get_model_admin(model)
    record = model._base_manager.filter(pk=pk).first()
    if record is None:
        raise Http404
    if not admin.has_view_or_change_permission(request):
        raise PermissionDenied
    plan = None
    try:
        plan = publishing.prepare([(model, pk)])
    except steps.ReviewRejected as error:
        refused = refused or str(error)
    done = list(Review.objects.filter(kind=kind, record=pk).select_related("by").order_by("-pk")[:STEPS])
    submitted = record.publication == Publication.SUBMITTED or _added(plan, Publication.SUBMITTED)
    return desk_page(site, request, "desk/review/one.html", f"Review: {record}", 409 if refused else 200,
        record=record, opts=model._meta, kind=kind, plan=plan, steps=done, refused=refused,
        may_change=may_change(request.user, model), may_review=may_review(request.user, model),
        submitted=submitted, units=[f"{kind}:{pk}"],
        said=content.fields(record), rows=content.rows(site, request, record),
        can_submit=record.publication == Publication.DRAFT
        or (record.publication == Publication.PUBLISHED and _added(plan, Publication.DRAFT)),
    )  # fmt: skip


def _added(plan, state):
    """Whether rows in a state hang on the record of a plan."""
    return plan is not None and any(row["state"] == state for group in plan.groups for row in group.rows)


def selected(admin, request, queryset):
    """The answer to “publish” with the records selected in a list: the preview of all of them."""
    site, model = admin.admin_site, admin.model
    if not may_review(request.user, model):
        raise PermissionDenied
    units = [(model, pk) for pk in queryset.order_by("pk").values_list("pk", flat=True)[: many.FEW + 1]]
    if len(units) > many.FEW:
        return planned(admin, request, Act.PUBLISH, queryset)
    return _preview(site, request, units, publishing.prepare(units))


def _preview(site, request, units, plan, refused=None):
    return desk_page(site, request, "desk/review/publish.html", "Publish", 409 if refused else 200, plan=plan, refused=refused,
        units=[f"{model._meta.model_name}:{pk}" for model, pk in units], back=_back(units),
    )  # fmt: skip


def several(site, request):
    """Publish records, one or several: what will become public, then doing it."""
    named = dict.fromkeys((request.POST if request.method == "POST" else request.GET).getlist("unit"))
    units = [publishing.read_key(text) for text in named]
    if None in units:
        raise Http404("Name a record by its kind and number, e.g. event:7.")
    if not units or not all(may_review(request.user, model) for model, _ in units):
        if not units and may_publish(request.user):
            messages.warning(request, "Nothing was chosen: tick the records to be published.")
            return HttpResponseRedirect(reverse("admin:review_queue"))
        raise PermissionDenied
    if len(units) > many.FEW:
        messages.warning(request, f"At most {many.FEW:,} are published at once here: tick fewer.")
        return HttpResponseRedirect(reverse("admin:review_queue"))
    refused, along = None, None
    if request.method == "POST":
        along = {key for text in request.POST.getlist("along") if (key := publishing.read_key(text))}
        if "_again" not in request.POST:
            try:
                done = publishing.publish(units, request.user, along, request.POST.get("fingerprint", ""))
            except steps.ReviewRejected as error:
                refused = str(error)
            else:
                became = f"{counted(done.number, 'record')} became public"
                messages.success(request, f"Published: {done.units[0][2]}{_more(done)}. {became}.")
                back = reverse("admin:review_queue")
                return HttpResponseRedirect(back if len(units) > 1 else admin_url(units[0][0], "change", units[0][1]))
    try:
        plan = publishing.prepare(units, along)
    except steps.ReviewRejected as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:review_queue"))
    return _preview(site, request, units, plan, refused)


def _more(plan):
    others = len(plan.units) - 1
    return f" and {others} other{'' if others == 1 else 's'}" if others else ""


def _back(units):
    return admin_url(units[0][0], "change", units[0][1]) if len(units) == 1 else reverse("admin:review_queue")


def _step(site, request, kind, pk, demand, act, done):
    model = _model(kind)
    if not demand(request.user, model):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        act(model)
    except steps.ReviewRejected as error:
        return one(site, request, kind, pk, refused=str(error))
    messages.success(request, done)
    return HttpResponseRedirect(reverse("admin:review", args=[kind, pk]))


def submit(site, request, kind, pk):
    """Submit a draft, or what was added to a published record."""
    return _step(site, request, kind, pk, may_change, lambda m: steps.submit(m, pk, request.user), SUBMITTED)


SUBMITTED = "Submitted: a reviewer will look at it."


def take_back(site, request, kind, pk):
    """Make what was submitted a draft again."""
    return _step(
        site, request, kind, pk, may_change, lambda m: steps.take_back(m, pk, request.user), "It is a draft again."
    )


def give_back(site, request, kind, pk):
    """Return what was submitted, with a comment."""
    return _step(
        site, request, kind, pk, may_review,
        lambda m: steps.give_back(m, pk, request.user, request.POST.get("comment", "")[:5000]),
        "Returned with your comment.",
    )  # fmt: skip


# -- changes to what is published ---------------------------------------------------------------


def _reviewed(request):
    """The kinds of which a person decides on changes. Raises PermissionDenied where there is none."""
    kinds = queue.kinds_for(request.user) if may_publish(request.user) else []
    if not kinds:
        raise PermissionDenied
    return kinds


def changed(site, request, refused=None, about=None):
    """What was changed about published records by those who may not publish, with the differences."""
    kinds = _reviewed(request)
    changes.refresh()
    page = page_of(changes.open_changes(kinds, request).select_related("by"), page_number(request), changes.PAGE)
    found = changes.describe_changes(page.rows)
    return desk_page(site, request, "desk/review/changes.html", "Changed after publication", 409 if refused else 200,
        changed=found, page=page, refused=refused, about=about,
        may_take_back=request.user.has_perm(TAKE_BACK), saves=_saves(found, kinds), **narrowing.context(request),
    )  # fmt: skip


def _saves(found, kinds):
    """How many records wait of saves that changed more than one: {context: number}; one statement."""
    contexts = {one.context for one in found}
    rows = changes.open_changes(kinds).filter(context__in=contexts).order_by().values_list("context")
    numbers = {context: number for context, number in rows.annotate(Count("pk")) if number > 1}
    seen = set()
    for one in found:
        # Offered once for each save.
        one.together = 0 if one.context in seen else numbers.get(one.context, 0)
        seen.add(one.context)
    return numbers


def approve(site, request):
    """Approve the changes that are marked, or all of one save."""
    kinds = _reviewed(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    chosen = changes.open_changes(kinds)
    if context := request.POST.get("save"):
        try:
            chosen = chosen.filter(context=uuid.UUID(context))
        except ValueError:
            raise Http404("Name a save by its context.") from None
    else:
        pks = [pk for text in request.POST.getlist("change") if (pk := whole_number(text)) is not None]
        chosen = chosen.filter(pk__in=pks)
    number = changes.approve(chosen.values("pk"), request.user)
    if number:
        messages.success(request, f"{number} change{'' if number == 1 else 's'} approved.")
    else:
        messages.warning(request, "Nothing was approved: tick what you have looked at.")
    return HttpResponseRedirect(reverse("admin:review_changes"))


def undo(site, request, pk):
    """Take a change to a published record back (POST)."""
    kinds = _reviewed(request)
    if not request.user.has_perm(TAKE_BACK):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not changes.open_changes(kinds).filter(pk=pk).exists():
        raise Http404("There is no such change, or it has already been decided on.")
    try:
        changes.take_back(pk, request.user, request.POST.get("comment", "").strip()[:5000])
    except steps.ReviewRejected as error:
        return changed(site, request, refused=str(error), about=pk)
    messages.success(request, "Taken back: readers now see what was there before.")
    return HttpResponseRedirect(reverse("admin:review_changes"))


def strip(admin, request, pk):
    """What the form of a record says of its review: its state, the last step, what may be done next."""
    model, kind = admin.model, admin.opts.model_name
    if kind not in KINDS:
        return {}
    return {
        "review_changed": pk and changes.wait(kind, pk),
        "review_kind": kind, "review_last": pk and steps.last(model, pk),
        "review_may_change": may_change(request.user, model), "review_may_publish": may_review(request.user, model),
    }  # fmt: skip


def after_save(admin, request, record):
    """Where a form's own buttons of review lead once the form is saved; None for other buttons."""
    kind = admin.opts.model_name
    if kind not in KINDS:
        return None
    if "_submit_review" in request.POST:
        try:
            steps.submit(admin.model, record.pk, request.user)
            messages.success(request, f"Saved. {SUBMITTED}")
        except steps.ReviewRejected as error:
            messages.warning(request, f"Saved. {error}")
        return HttpResponseRedirect(admin.address(record))
    if not may_review(request.user, admin.model):
        return None
    preview = f"{reverse('admin:review_publish')}?unit={kind}:{record.pk}"
    if "_publish_review" in request.POST:
        return HttpResponseRedirect(preview)
    if record.publication == Publication.PUBLISHED and (number := steps.unpublished_on(admin.model, record.pk)):
        words = "1 row that belongs to it is" if number == 1 else f"{number:,} rows that belong to it are"
        messages.warning(request, format_html('{} not public: <a href="{}">publish …</a>', words, preview))
    return None
