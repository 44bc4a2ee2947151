"""The home page of the admin: the user's last work, the last records, drafts, and incomplete records."""

from dataclasses import replace
from functools import partial

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Subquery, Value
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode

from desk import resume
from experts.admin import completeness as expert_completeness
from experts.models import Appointment, Expert
from lib.addresses import Publication
from lib.admin import narrowing, parts
from lib.admin.narrowing import Narrowing, asked, link, narrowed
from lib.admin.parts import Part
from lib.admin.urls import admin_url
from lib.admin.work import Gap, Queue, numbers_of
from lib.history import entered_by, history_of
from lib.publishing import may
from register.kinds import ALONE, LISTED
from sources.called import sources_called
from summits.admin import completeness
from summits.models import Event, EventLink, Outcome, Participation, Position

LAST = 12
OF_ONE_KIND = 4  # so that an import of links does not hide other kinds


# (words, words for one, model, value of ?lacks=, condition)
GAPS = [
    (
        "positions without a source",
        "position without a source",
        Position,
        "source",
        completeness.positions_without_source,
    ),
    ("events without a source", "event without a source", Event, "source", completeness.events_without_source),
    (
        "participations without a source",
        "participation without a source",
        Participation,
        "source",
        completeness.participations_without_source,
    ),
    (
        "appointments without a source",
        "appointment without a source",
        Appointment,
        "source",
        expert_completeness.appointments_without_source,
    ),
    ("outcomes without a source", "outcome without a source", Outcome, "source", completeness.outcomes_without_source),
    ("links without a source", "link without a source", EventLink, "source", completeness.links_without_source),
    (
        "billings that match no post",
        "billing that matches no post",
        Participation,
        "post",
        completeness.billings_unresolved,
    ),
    (
        "participants without a post on the day",
        "participant without a post on the day",
        Participation,
        "day",
        completeness.without_post_on_the_day,
    ),
    (
        "experts without a current post",
        "expert without a current post",
        Expert,
        "post",
        expert_completeness.without_post,
    ),
]
HOME = [kind for kind in LISTED if kind.on_home]


def missing(kinds, request):
    """The numbers of incomplete records of ``kinds``, and the gaps of parts of the desk; one statement, zeros last."""
    within = asked(request)
    found = [replace(gap, url=link(gap.url, request)) for gap in parts.gathered("gaps", request)]
    for words, one, model, value, condition in GAPS:
        if model not in kinds:
            continue
        rows = narrowed(condition(model.objects.all()), request)
        found.append(
            Gap(words, one, rows, admin_url(model, "changelist") + "?" + urlencode({"lacks": value, **within}))
        )
    counted = zip(found, numbers_of([gap.rows for gap in found]), strict=True)
    return sorted((replace(gap, count=number) for gap, number in counted), key=lambda gap: gap.count == 0)


def entered_last(kinds):
    """The latest records of ``kinds``: {(model, pk): (when, who)}, last first; two statements.

    Who entered it is read from the history; a record without a user came from a command or raw SQL.
    """
    newest = []
    for number, model in enumerate(kinds):
        inserted = history_of(model).objects.filter(pgh_obj_id=OuterRef("pk"), pgh_label="insert").order_by("pgh_id")
        found = model.objects.values_list(
            Value(number),
            "pk",
            "created_at",
            Subquery(inserted.values("pgh_context__metadata__user")[:1]),
            Subquery(inserted.values("pgh_context__metadata__command")[:1]),
        )
        # The newest have the highest keys, so that nothing needs sorting.
        newest.append(found.order_by("-pk")[:OF_ONE_KIND])
    rows = sorted(_together(newest), key=lambda row: row[2], reverse=True)[:LAST]
    users = get_user_model().objects.in_bulk([user for *_, user, _ in rows if isinstance(user, int)])
    return {
        (kinds[number], pk): (at, str(users[user]) if user in users else command or "")
        for number, pk, at, user, command in rows
    }


def _together(querysets):
    """The rows of querysets with the same columns; one statement."""
    first, *others = querysets or [Event.objects.none()]
    return first.union(*others, all=True) if others else first


def drafts(kinds, request):
    """Unpublished records: the newest events, and counts of all kinds, narrowed like the gaps; two statements."""
    within = asked(request)

    def waiting(model):
        return narrowed(model.objects.filter(publication__in=[Publication.DRAFT, Publication.SUBMITTED]), request)

    events = [
        {"record": event, "url": admin_url(Event, "change", event.pk), "state": event.publication}
        for event in (waiting(Event).order_by("-pk")[:8] if Event in kinds else ())
    ]
    by_state = [
        waiting(model).order_by().values_list(Value(number), "publication").annotate(Count("pk"))
        for number, model in enumerate(kinds)
    ]
    counts = []
    for kind, state, number in sorted(_together(by_state)):
        model = kinds[kind]
        name = model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural
        url = admin_url(model, "changelist") + "?" + urlencode({"publication__exact": state, **within})
        counts.append({"words": f"{number:,} {name} {state}", "url": url})
    return {"events": events, "counts": counts}


def context(request, site):
    """The context of the home page, with the kinds that the user may see."""
    kinds = [kind.model for kind in HOME if site.get_model_admin(kind.model).has_view_permission(request)]
    last = entered_last(kinds)
    typed, changed = resume.stopped(request, site)
    records = resume.on_record({*last, *typed, *changed})
    return {
        "kinds": [
            {"name": m._meta.verbose_name, "url": admin_url(m, "add")}
            for m in (kind.model for kind in ALONE)
            if site.get_model_admin(m).has_add_permission(request)
        ],
        "resume": resume.context(typed, changed, records),
        "last": [
            {
                "record": records[key],
                "kind": key[0]._meta.verbose_name,
                "url": admin_url(key[0], "change", key[1]),
                "at": at,
                "who": who,
            }
            for key, (at, who) in last.items()
            if key in records
        ],
        "drafts": drafts(kinds, request),
        "gaps": missing(kinds, request),
        **narrowing.context(request),
        "started": bool(last),
    }


def go_on(site, request):
    """Redirect to the form that the user typed in last, else the record that they changed last, else the home page."""
    typed, changed = resume.stopped(request, site)
    found = resume.context(typed, changed, resume.on_record({*typed, *changed}))
    return redirect(next((row["url"] for row in [*found["drafts"], *found["changed"]]), reverse("admin:index")))


def numbers(request):
    """JSON of the numbers in the left column, narrowed like lists: {URL: number as shown}."""
    return JsonResponse({link(queue.url, request): queue.number for queue in parts.gathered("queues", request)})


def _of_person(records, typed):
    user = get_user_model().objects.filter(username__iexact=typed).first()
    if user is None:
        raise ValueError("No account has this name.")
    return entered_by(records, user)


def _of_source(records, typed):
    if not hasattr(records.model, "citations"):
        raise ValueError("These records have no sources of their own.")
    cited = records.model._base_manager.filter(citations__source__in=sources_called(typed))
    return records.filter(pk__in=cited.values("pk"))


class HomePart(Part):
    """The records on the home page, and their narrowings."""

    def urls(self, site):
        return [
            path("go-on/", site.admin_view(partial(go_on, site)), name="go_on"),
            path("queues/", site.admin_view(numbers), name="queues"),
        ]

    def queues(self, request):
        if not (may(request.user, Event, "view") or may(request.user, Event, "change")):
            return []

        def count():
            drafts = narrowed(Event.objects.filter(publication=Publication.DRAFT), request)
            return numbers_of([drafts])[0]

        return [Queue("Events in draft", admin_url(Event, "changelist") + "?publication__exact=draft", count)]

    def narrowings(self):
        return [
            Narrowing("by", "person who entered it", "Name of an account", _of_person),
            Narrowing("source", "source", "Its address here, or words of its title", _of_source),
        ]

    def home(self, request, site):
        return context(request, site)
