"""Views of bulk import and export on the desk."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, TextField, Value
from django.db.models.functions import Concat
from django.http import Http404, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intake import narrowing
from intake.bulk import decisions, jobs, undo
from intake.bulk.access import may_import, on_desk, sees_all
from intake.bulk.downloads import may_view
from intake.bulk.errors import bad_rows
from intake.bulk.exports import FORMATS
from intake.bulk.forms import DecisionsForm, UploadForm
from intake.bulk.proposals import CREATE, USE, Rules
from intake.datasets.register import REGISTER
from intake.models import BulkImport, BulkLine, BulkState, Deleted, ImportRun
from intake.records.deleted import in_words
from intake.records.format import KINDS
from lib.admin.narrowing import context as narrowing_context
from lib.admin.pages import desk_page
from lib.jobs import cancel as cancel_step
from lib.publishing import TAKE_BACK
from lib.revive import NotPossible
from lib.worker import worker_lives

PER_PAGE = 50
# The number of decisions listed on the page; the file has all of them.
MOST_DECIDED = 100
WRITTEN = (BulkLine.What.CREATED, BulkLine.What.CHANGED, BulkLine.What.BACK)


def _own(request, pk):
    """The import, if it is the person's own or they may see all. Raises Http404."""
    bulk = get_object_or_404(BulkImport.objects.select_related("user", "run"), pk=pk)
    if bulk.user_id != request.user.pk and not sees_all(request.user):
        raise Http404
    if not may_import(request.user):
        raise PermissionDenied
    return bulk


@on_desk
@require_http_methods(["GET", "POST"])
def home(request):
    """The form for an upload, the imports so far, and exports."""
    allowed = may_import(request.user)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST":
        if not allowed:
            raise PermissionDenied
        if form.is_valid():
            try:
                bulk = jobs.upload(request.user, *map(form.cleaned_data.get, ("file", "kind", "format")))
                return redirect("bulk:import", bulk.pk)
            except jobs.ImportRejected as refused:
                form.add_error("file", str(refused))
    imports = BulkImport.objects.select_related("user", "run").defer("proposals", "choices", "close")
    if not sees_all(request.user):
        imports = imports.filter(user=request.user)
    kinds = [kind for kind in KINDS.values() if may_view(request, kind)]
    return desk_page(
        admin.site,
        request,
        "bulk/home.html",
        "Import and export",
        form=form,
        allowed=allowed,
        imports=imports[:20] if allowed else [],
        runs=ImportRun.objects.select_related("user")[:20] if request.user.has_perm(TAKE_BACK) else [],
        kinds=[kind.name for kind in kinds],
    )


@on_desk
@require_GET
def show(request, pk):
    """The page of an import: its progress and its result."""
    bulk = _own(request, pk)
    # A row may have several faults.
    row = Concat("file", Value(":"), "line", output_field=TextField())
    found = list(bulk.lines.order_by().values_list("what").annotate(lines=Count("pk"), rows=Count(row, distinct=True)))
    counts, rows = ({what: numbers[place] for what, *numbers in found} for place in (0, 1))
    tabs = [
        {"what": what, "words": _words(what, bulk, counts[what]), "count": counts[what]}
        for what in BulkLine.What
        if counts.get(what)
    ]
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in counts else (tabs[0]["what"] if tabs else "")
    page = Paginator(bulk.lines.filter(what=chosen), PER_PAGE).get_page(request.GET.get("page"))
    lines = list(page)
    _link(request, bulk, lines)
    unchanged = sum(row.get("unchanged", 0) for row in bulk.counts.values())
    names = Paginator(bulk.proposals, PER_PAGE).get_page(request.GET.get("names"))
    for proposal in names:
        proposal["choice"] = bulk.choices.get(f"{proposal['kind']}:{proposal['key']}", "")
    open_keys = {f"{proposal['kind']}:{proposal['key']}" for proposal in bulk.proposals}
    one = sum(len(_exact(proposal)) == 1 for proposal in bulk.proposals)
    several = sum(len(_exact(proposal)) > 1 for proposal in bulk.proposals)
    close = sum(bool(proposal["closest"]) and not _exact(proposal) for proposal in bulk.proposals)
    return desk_page(
        admin.site,
        request,
        "bulk/import.html",
        bulk.name,
        bulk=bulk,
        tabs=tabs,
        chosen=chosen,
        page=page,
        lines=lines,
        stage=bulk.now,
        unchanged=unchanged,
        bad=rows.get(BulkLine.What.BAD, 0),
        waiting=counts.get(BulkLine.What.WAITING, 0),
        formats=UploadForm.base_fields["format"].choices,
        format_words=REGISTER[bulk.format].title if bulk.format in REGISTER else "",
        to_write=_to_write(bulk, counts),
        deleted=in_words(*bulk.left_deleted),
        run=getattr(bulk, "run", None),
        may_undo=request.user.has_perm(TAKE_BACK),
        may_bring_back=request.user.has_perm(TAKE_BACK),
        decided=[
            (*key.split(":", 1), "a draft" if choice == CREATE else choice.removeprefix(USE))
            for key, choice in list(bulk.choices.items())[:MOST_DECIDED]
        ],
        kept=len(open_keys & set(bulk.choices)),
        without_worker=bulk.under_way and not worker_lives(),
        proposals=names,
        sums={"one": one, "several": several, "close": close, "others": len(bulk.proposals) - one - several - close},
    )


def _to_write(bulk, counts):
    if BulkLine.What.BACK not in counts:
        return sum(counts.get(what, 0) for what in WRITTEN)
    # What is brought back may be changed as well.
    return bulk.lines.filter(what__in=WRITTEN).order_by().values("kind", "key").distinct().count()


def _words(what, bulk, number):
    """The words after the number of an import's lines of one kind."""
    done = bulk.state == BulkState.DONE
    return {
        BulkLine.What.BAD: "fault" if number == 1 else "faults",
        BulkLine.What.WAITING: "row that waits" if number == 1 else "rows that wait",
        BulkLine.What.CREATED: "created" if done else "to be created",
        BulkLine.What.CHANGED: "changed" if done else "to be changed",
        BulkLine.What.KEPT: "left as they are here",
        BulkLine.What.DOUBT: "doubtful",
        BulkLine.What.BACK: "brought back" if done else "to be brought back",
    }[what]


def _link(request, bulk, lines):
    """Set the admin URL of each line's record, if it has one. One statement per kind."""
    keys = {}
    for line in lines:
        if line.kind in KINDS:
            keys.setdefault(line.kind, set()).add(line.key)
    pks = {}
    for name, wanted in keys.items():
        kind = KINDS[name]
        if may_view(request, kind):
            found = kind.model.objects.filter(**{f"{kind.address}__in": wanted}).values_list(kind.address, "pk")
            pks.update(((name, key), pk) for key, pk in found)
    for line in lines:
        pk = pks.get((line.kind, line.key))
        if pk:
            opts = KINDS[line.kind].model._meta
            line.url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])


@on_desk
@require_GET
def bad(request):
    """The queue of bad rows that nobody has dealt with."""
    if not may_import(request.user):
        raise PermissionDenied
    everybodys = sees_all(request.user)
    rows = (
        narrowing.bad(bad_rows(request.user, everybodys), request)
        .select_related("bulk__user")
        .defer("bulk__proposals", "bulk__choices", "bulk__close")
    )
    page, found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), narrowing_context(request)
    return desk_page(
        admin.site, request, "bulk/bad.html", "Bad rows", page=page, lines=list(page), everybodys=everybodys, **found
    )


@on_desk
@require_GET
def state(request, pk):
    """The progress of an import as JSON, for the script of its page."""
    bulk = _own(request, pk)
    return JsonResponse({"state": bulk.state, **bulk.progress()})


def _act(request, pk, act, done=""):
    bulk = _own(request, pk)
    try:
        act(bulk)
        if done:
            messages.success(request, done)
    except jobs.ImportRejected as refused:
        messages.error(request, str(refused))
    return bulk


@on_desk
@require_POST
def choose(request, pk):
    """Save decisions about names that are not on record, then check again or go on to the next page."""

    def act(bulk):
        if "forget" in request.POST:
            return jobs.check_again(bulk, {})
        if "format" in request.POST:
            return jobs.read_again(bulk, request.POST["format"])
        if request.POST.get("deleted") in Deleted.values:
            return jobs.check_again(bulk, bulk.choices, request.POST["deleted"])
        known = {f"{proposal['kind']}:{proposal['key']}": proposal for proposal in bulk.proposals}
        choices = bulk.choices | _chosen(request.POST, known)
        choices = {key: choice for key, choice in choices.items() if choice}
        for key, proposal in known.items():
            exact = _exact(proposal)
            if "exact" in request.POST and len(exact) == 1:
                choices.setdefault(key, USE + exact[0])
            rules = Rules(create_unknown="others" in request.POST, create_close="close" in request.POST)
            if rules.create(exact, proposal["closest"]):
                choices.setdefault(key, CREATE)
        return (jobs.keep_choices if "keep" in request.POST else jobs.check_again)(bulk, choices)

    bulk = _act(request, pk, act)
    following = request.POST.get("keep", "")
    address = reverse("bulk:import", args=[bulk.pk])
    return redirect(f"{address}?names={following}#proposals" if following.isdecimal() else address)


def _exact(proposal):
    # Checks by earlier versions did not store it.
    return proposal.get("exact", [])


def _chosen(post, known):
    """The choices sent from a page of proposals: {choice_key: choice}, "" to withdraw one."""
    choices = {}
    for name, key in post.items():
        # The form sends the name with each choice, since the page may be older than the last check.
        number, proposal = name.removeprefix("name-"), known.get(key)
        choice = post.get(f"choice-{number}")
        if name == number or proposal is None or choice is None:
            continue
        if choice in ("", CREATE) or choice in [USE + slug for slug, _ in proposal["closest"]]:
            choices[key] = choice
    return choices


@on_desk
@require_http_methods(["GET", "POST"])
def decided(request, pk):
    """Download the decisions about names that are not on record (GET); upload such a table and check again (POST)."""
    if request.method == "GET":
        bulk = _own(request, pk)
        lines = decisions.lines(bulk.choices, bulk.proposals, bulk.close)
        response = StreamingHttpResponse((line.encode() for line in lines), content_type=FORMATS["csv"])
        response["Content-Disposition"] = f'attachment; filename="decisions-{timezone.now():%Y-%m-%d}.csv"'
        return response

    def act(bulk):
        form = DecisionsForm(request.POST, request.FILES)
        if not form.is_valid():
            raise jobs.ImportRejected(form.errors["file"][0])
        jobs.take_decisions(bulk, form.cleaned_data["file"])

    return redirect("bulk:import", _act(request, pk, act).pk)


@on_desk
@require_POST
def begin(request, pk):
    """Queue the import of a checked file."""
    return redirect("bulk:import", _act(request, pk, jobs.begin_import).pk)


@on_desk
@require_POST
def cancel(request, pk):
    """Stop a check or an import."""
    return redirect("bulk:import", _act(request, pk, cancel_step).pk)


@on_desk
@require_POST
def remove(request, pk):
    """Delete an upload; what was imported stays."""
    bulk = _own(request, pk)
    try:
        jobs.remove(bulk)
    except jobs.ImportRejected as refused:
        messages.error(request, str(refused))
        return redirect("bulk:import", bulk.pk)
    messages.success(request, f"{bulk.name} was removed from the list; what was imported stays.")
    return redirect("bulk:home")


# -- undoing ----------------------------------------------------------------------------------


@on_desk
@require_http_methods(["GET", "POST"])
def run(request, pk):
    """Show what undoing an import would do (GET), or undo it (POST)."""
    found = get_object_or_404(ImportRun.objects.select_related("user", "undone_by"), pk=pk)
    if not request.user.has_perm(TAKE_BACK):
        raise PermissionDenied
    refused = []
    if request.method == "POST":
        try:
            undo.undo(pk, request.user, keep="keep" in request.POST, expected=request.POST.get("mark", ""))
        except NotPossible as error:
            refused = error.messages
        else:
            messages.success(request, f"The import of {found.files} was undone.")
            return redirect("bulk:run", pk)
    context = {"run": found, "refused": refused}
    if not found.undone_at:
        made = undo.look(found, request.user)
        told = undo.describe(made)
        context["refused"] = refused or undo.forbidden(request.user, made)
        context |= {
            "told": told, "empty": made.empty, "mark": made.mark(),
            "parts": [("Deleted again", told.going), ("Set back", told.back), ("Entered again", told.returning)],
        }  # fmt: skip
    return desk_page(admin.site, request, "bulk/run.html", f"Undo import no. {pk}", 409 if refused else 200, **context)
