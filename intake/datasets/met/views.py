"""The desk's queue of people met: proposals with their passages, and the decisions on those that are selected."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods

from intake import narrowing
from intake.bulk.access import may_import, on_desk
from intake.datasets.met import deciding
from intake.datasets.met.deciding import MOST, NEW, PRINTED, Refused
from intake.datasets.met.proposing import meant, role, why
from intake.models import Decision, ProposedParticipation
from lib.addresses import former_slugs_of
from lib.admin.narrowing import asked as within
from lib.admin.narrowing import context as narrowing_context
from lib.admin.pages import desk_page
from lib.admin.work import Gap, Queue, numbers_of
from lib.counts import counted
from lib.digits import whole_number
from lib.spreadsheets import MARK, line
from summits.models import Event

PER_PAGE = 50
SORTS = {
    "full": ("printed in full", ~Q(name="") & Q(told_by="")),
    "told": ("surname, told by another row", ~Q(told_by="")),
    "surname": ("surname only", Q(name="")),
}


def _rows(request):
    return narrowing.met(ProposedParticipation.objects.filter(decision=Decision.OPEN), request)


def _number(request):
    return numbers_of([_rows(request)])[0]


def gaps(request):
    """For the desk's home page."""
    if not may_import(request.user):
        return []
    return [Gap("people met, proposed", "person met, proposed", _rows(request), reverse("bulk:met"))]


def queues(request):
    """The queue in the left column of the desk."""
    return [Queue("People met", reverse("bulk:met"), partial(_number, request))] if may_import(request.user) else []


def number_proposed():
    """An expression over events: the number of open proposals of people met there."""
    open_ones = ProposedParticipation.objects.filter(_of_event(OuterRef(OuterRef("pk"))), decision=Decision.OPEN)
    number = open_ones.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number), 0)


def queue_of(pk):
    """The URL of the queue for one event."""
    return f"{reverse('bulk:met')}?{urlencode({'event': pk})}"


def _of_event(pk):
    """The condition that a proposal belongs to an event (id or expression), by its present or former slugs."""
    former = former_slugs_of(Event)
    return Q(event__in=Event.objects.filter(pk=pk).values("slug")) | Q(
        event__in=former.objects.filter(record=pk).values("slug")
    )


class Asked:
    """The parameters of the queue: ``decision``, ``sort``, ``event`` (its id) and ``q`` (words)."""

    def __init__(self, request):
        query, self.request = request.GET, request
        self.decision = query.get("decision", "")
        if self.decision not in Decision.values:
            self.decision = Decision.OPEN.value
        self.sort = query.get("sort", "") if query.get("sort") in SORTS else ""
        self.words = query.get("q", "").replace("\0", "").strip()[:200]
        self.event = whole_number(query.get("event"))

    def rows(self):
        """The proposals that match, in order of time."""
        rows = narrowing.met(ProposedParticipation.objects.filter(decision=self.decision), self.request)
        if self.sort:
            rows = rows.filter(SORTS[self.sort][1])
        if self.event:
            rows = rows.filter(_of_event(self.event))
        if self.words:
            rows = rows.filter(
                Q(passage__icontains=self.words) | Q(name__icontains=self.words) | Q(place__iexact=self.words)
            )
        return rows

    @property
    def others(self):
        """The parameters besides import, source and person."""
        said = {"decision": self.decision, "sort": self.sort, "event": self.event, "q": self.words}
        return {name: value for name, value in said.items() if value}

    @property
    def query(self):
        """The parameters as a query string."""
        said = {**self.others, **within(self.request)}
        return urlencode({name: value for name, value in said.items() if value})


@on_desk
@require_http_methods(["GET", "POST"])
def queue(request):
    """The list of proposals (GET); previewing, accepting, rejecting or reopening some of them (POST)."""
    if not may_import(request.user):
        raise PermissionDenied
    asked = Asked(request)
    if request.method == "POST":
        return _act(request, asked)
    page = Paginator(asked.rows(), PER_PAGE).get_page(request.GET.get("page"))
    found = meant(page.object_list)
    rows = [
        {
            "proposal": one,
            "event": found[one.pk].event,
            "why": why(one, found[one.pk].people),
            "role": role(one, found[one.pk].state).label,
            "choices": _choices(one, found[one.pk]),
            "first": deciding.first_choice(one, found[one.pk].people),
        }
        for one in page
    ]
    return desk_page(
        admin.site,
        request, "datasets/met.html", "People met, as remarks say", page=page, rows=rows, asked=asked,
        query=f"{asked.query}&", sorts=[(name, words) for name, (words, _) in SORTS.items()],
        decisions=Decision.choices, most=MOST, **narrowing_context(request),
        others=urlencode(asked.others) + "&", other_values=asked.others.items(),
    )  # fmt: skip


def _choices(proposal, found):
    """The ways to accept a proposal: [(choice, words)]."""
    made = [(one.slug, f"{one.name}{f', born {one.born}' if one.born else ''}, on record") for one in found.people]
    if proposal.name:
        made.append((NEW, f"{proposal.name}, a new draft"))
    if found.state:
        made.append((PRINTED, f"{found.state}, with the name as printed"))
    return made


def _act(request, asked):
    back = f"{reverse('bulk:met')}?{asked.query}"
    pks = _chosen(request, asked)
    if not pks:
        messages.error(request, "Nothing was chosen: tick the rows that you mean.")
        return redirect(back)
    act = request.POST.get("act", "")
    if act == "reject":
        messages.success(request, f"{counted(deciding.reject(pks, request.user), 'proposal')} rejected.")
    elif act == "reopen":
        messages.success(request, f"{counted(deciding.open_again(pks), 'proposal')} proposed again.")
    elif act == "accept":
        return _accept(request, asked, pks, back)
    else:
        return _preview(request, asked, pks)
    return redirect(back)


def _chosen(request, asked):
    """The ids of the selected proposals, or of all in the list; at most MOST."""
    if "every" in request.POST:
        return list(asked.rows().values_list("pk", flat=True)[:MOST])
    pks = [pk for text in request.POST.getlist("row") if (pk := whole_number(text)) is not None]
    return list(ProposedParticipation.objects.filter(pk__in=pks[:MOST]).values_list("pk", flat=True))


def _said(request, pks):
    """The choices in the form: {id: choice}."""
    return {pk: choice for pk in pks if (choice := request.POST.get(f"as-{pk}", "").replace("\0", "")[:120])}


def _preview(request, asked, pks, refused="", status=200):
    proposals = list(ProposedParticipation.objects.filter(pk__in=pks))
    lines = deciding.look(proposals, _said(request, pks), request.user)
    good = [line for line in lines if not line.fault]
    return desk_page(
        admin.site, request, "datasets/met_preview.html", "Accept people met", status, lines=good, asked=asked,
        faulty=[line for line in lines if line.fault], mark=deciding.mark(lines), refused=refused,
        new=len({line.new for line in good if line.new}), there=sum(line.there for line in good),
    )  # fmt: skip


def _accept(request, asked, pks, back):
    try:
        run, lines = deciding.accept(pks, _said(request, pks), request.user, request.POST.get("mark", ""))
    except Refused as refused:
        return _preview(request, asked, pks, str(refused), status=409)
    taken = sum(not line.fault for line in lines)
    words = counted(taken, "participation")
    if run is None:
        messages.success(request, f"{words} accepted.")
    else:
        undo = reverse("bulk:run", args=[run.pk])
        messages.success(request, format_html('{} accepted. <a href="{}">Undo as one step</a>', words, undo))
    return redirect(back)


@on_desk
@require_GET
def decisions(request):
    """Download the decisions as the table that “manage.py counterparts --decisions” reads."""
    if not may_import(request.user):
        raise PermissionDenied
    lines = (line(row) for row in deciding.rows())
    response = StreamingHttpResponse((text.encode() for text in (MARK, *lines)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="people-met-{timezone.now():%Y-%m-%d}.csv"'
    return response
