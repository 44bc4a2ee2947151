"""What the public reads is byte for byte the same before and after drafts of every kind are added everywhere.

The addresses are made from the product: each list with each of its parameters alone and in
pairs, all formats, all details, timelines and pages. The drafts are copies of a whole world: of
each record, and of each row that ties two of them together, with a draft at one end or at both.
"""

import itertools

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from config.api import RESOURCES
from experts.models import Appointment, AppointmentCitation, ExpertIdentifier, Organisation, OrganisationIdentifier
from lib.api.filters import Choices, Day, FlagFilter, NumberFilter, PartialDateFilter, Since, Slugs, StrictFilterSet
from lib.api.formats import formats_of
from lib.history import tracked_tables
from lib.visibility import Audience
from sources.filters import Identifiers, WithinBox
from sources.models import Place, PlaceIdentifier, SourceIdentifier
from summits import models as s
from tests import factories as make
from tests.api.conftest import RECORDS, body, key_of
from topics.models import Topic

pytestmark = pytest.mark.slow

# What a copy must say otherwise, so that it may stand beside its pattern; several values: the first that may.
OTHERWISE = {
    s.Panel: {"number": range(2, 60)},
    Appointment: {"post": [f"Markpost {n}" for n in range(60)]},
    s.EventLink: {"kind": s.LinkKind.values},
    s.Participation: {"role": s.Role.values},
    s.PositionTopic: {"stance": ["opposes"]},
    s.PositionEvent: {"stance": ["opposes"]},
    s.OutcomeEvent: {"relation": s.OutcomeRelation.values},
    AppointmentCitation: {"attested_on": ["2005-05-05"]},
    ExpertIdentifier: {"value": [f"9{n}" for n in range(60)]},
    PlaceIdentifier: {"value": [f"9{n}" for n in range(60)]},
    SourceIdentifier: {"value": [f"10.1000/9{n}" for n in range(60)]},
    s.EventIdentifier: {"value": [f"Q9{n}" for n in range(60)]},
    OrganisationIdentifier: {"value": [f"Q9{n}" for n in range(60)]},
}
# Records of trees by which more is reached, and those in the middle of them.
WIDE = ("mark-land", "mark-city", "mark-broad", "mark-topic", "mark-parent", "mark-organisation")
WORDS = "mark"
DAYS = {"date_from": "2021-06-01", "date_to": "2021-12", "on": "2005-05-05"}


@pytest.fixture
def world(db):
    """The world of factories.py and, beside it, published records that so far stand in no other."""
    made = make.world()
    place, topic = make.place(slug="lone-place", name="Lone place"), make.topic(slug="lone-topic", name="Lone topic")
    organisation = make.organisation(slug="lone-organisation", name="Lone organisation", place=place)
    event = make.on_topics(make.event(slug="lone-event", name="Lone event", place=place), topic)
    person = make.expert(slug="lone-expert", name="Lone Expert")
    post = make.appointment(public_id="lone-post", expert=person, organisation=organisation)
    make.participation(public_id="lone-guest", event=event, expert=person, appointments=[post])
    make.participation(public_id="lone-host", event=event, organisation=organisation, role="host")
    make.position(public_id="lone-position", event=event, holders=[person, organisation], topics=[topic])
    make.outcome(public_id="lone-outcome", event=event, parties=[organisation])
    # A post that no source attests so far, with nothing known of its time.
    bare = make.expert(slug="bare-expert", name="Bare Expert")
    make.appointment(public_id="bare-post", expert=bare, organisation=made.organisation, post="Bare post")
    return made


# --- drafts of everything ---------------------------------------------------------------------------------


def tables():
    """The models of all tracked tables: (those with a publication, those without)."""
    models = [model for model, _ in tracked_tables().values()]
    records = [model for model in models if hasattr(model, "publication")]
    return records, [model for model in models if model not in records]


def is_public(record):
    """Whether the public sees a record."""
    return type(record).objects.visible_to(Audience.PUBLIC).filter(pk=record.pk).exists()


def keys_to_records(model):
    """The foreign keys of a model that lead to records which may be drafts."""
    return [f for f in model._meta.concrete_fields if f.many_to_one and hasattr(f.related_model, "publication")]


def copy(row, **fields):
    """A copy of a row with other values, in the database; None if no such row may stand there."""
    model = type(row)
    kept = {
        f.attname: getattr(row, f.attname)
        for f in model._meta.concrete_fields
        if not f.primary_key
        and not getattr(f, "generated", False)
        and f.name not in ("public_id", "created_at", "path", "first_public_at", "modified_at")
    }
    if "slug" in kept:
        kept["slug"] = f"draft-{make.number()}"
    for values in itertools.product(*(OTHERWISE.get(model, {}).values())):
        try:
            with transaction.atomic():
                return model.objects.create(**kept | fields | dict(zip(OTHERWISE.get(model, {}), values, strict=True)))
        except DatabaseError:
            continue
    return None


def add_drafts():
    """Add drafts of every record, and hang them on and between all that is public. Returns how many rows were made."""
    records, rows = tables()
    drafts, made = {}, 0
    for model in records:
        for number, record in enumerate(list(model.objects.order_by("pk"))):
            if one := copy(record, publication=("draft", "submitted")[number % 2]):
                drafts[record] = one
                made += 1
    # Published in themselves, but hanging on a draft.
    for record in list(drafts):
        for key in keys_to_records(type(record)):
            one = drafts.get(getattr(record, key.name))
            if one is None:
                continue
            with transaction.atomic():
                hung = copy(record, **{key.attname: one.pk}, publication="published")
                if hung is None:
                    continue
                if is_public(hung):  # what it names is not what it hangs on
                    type(hung).objects.filter(pk=hung.pk).update(publication="draft")
                made += 1
    # Rows that tie two records: a draft at the one end, at the other, at both.
    for model in rows:
        for row in list(model.objects.order_by("pk")):
            keys = [key for key in keys_to_records(model) if getattr(row, key.name) in drafts]
            for size in range(1, len(keys) + 1):
                for some in itertools.combinations(keys, size):
                    ends = {key.attname: drafts[getattr(row, key.name)].pk for key in some}
                    made += copy(row, **ends) is not None
    # What stood in no other record now stands in a draft, which stands in a public one.
    for model, name, columns in (
        (Topic, "mark-topic", ["broader"]), (Place, "mark-city", ["parent"]), (Organisation, "mark-organisation", ["parent"]),
    ):  # fmt: skip
        between = drafts[model.objects.get(slug=name)]
        assert between.publication != "published" and getattr(between, columns[0]).publication == "published"
        word = model._meta.model_name
        assert model.objects.filter(slug=f"lone-{word}").update(**dict.fromkeys(columns, between)) == 1
    # Of these nothing else says that they are on a topic below a public one.
    narrow = drafts[Topic.objects.get(slug="mark-narrow")]
    s.EventTopic.objects.create(event=s.Event.objects.get(slug="lone-event"), topic=narrow)
    lone = s.Position.objects.get(public_id="lone-position")
    s.PositionTopic.objects.create(position=lone, topic=narrow, stance="opposes")
    # A draft source attests a post of which nothing else tells the time; a draft is what others reply to or speak for.
    source = drafts[next(one for one in drafts if one._meta.model_name == "source")]
    post = Appointment.objects.get(public_id="bare-post")
    AppointmentCitation.objects.create(record=post, source=source, attested_on="2005-05-05")
    question = next(drafts[one] for one in drafts if isinstance(one, s.Position))
    s.Position.objects.filter(public_id="lone-position").update(in_reply_to=question)
    unit = drafts[Organisation.objects.get(slug="mark-unit")]
    s.Participation.objects.filter(public_id="lone-guest").update(on_behalf_of=unit)
    return made


# --- addresses --------------------------------------------------------------------------------------------


def values_of(name, one, model):
    """Values that a parameter of a model's list is tried with, alone: the first two are tried in pairs with others."""
    if isinstance(one, Slugs):
        rows = one.record.objects.visible_to(Audience.PUBLIC).order_by("pk")
        keys = list(rows.values_list(one.key, flat=True))
        return sorted(keys, key=lambda key: (key not in WIDE, key))
    if isinstance(one, Identifiers):
        # Of what is on record, and beside that all that drafts will have.
        rows = model._meta.get_field("identifiers").related_model
        own = rows.objects.earliest("pk")
        drafts = [str(rows(scheme=own.scheme, value=value)) for value in OTHERWISE[rows]["value"][:10]]
        return [str(own), ",".join([str(own), *drafts])]
    if isinstance(one, (Choices, FlagFilter)):
        return sorted(
            one.schema["enum"], key=lambda value: (value not in ("opposes", "mixed", "speaker", "discusses"), value)
        )
    if isinstance(one, NumberFilter):
        return ["1", "2"]
    if isinstance(one, PartialDateFilter):
        return ["2021-06-16", "2012"]
    if isinstance(one, Day) or name in DAYS:
        return [DAYS[name], "2021-06-16"]
    if isinstance(one, Since):
        return ["2000-01-01", "2999-01-01T00:00:00Z"]
    if isinstance(one, WithinBox):
        return ["-180,-90,180,90", "170,-90,-170,90"]
    if name == "date_match":
        return ["certain"]
    return [WORDS, "lone"]


def lists():
    """Every list of the API: (address, format or None)."""
    for name, resource in RESOURCES.items():
        filters = resource.filterset.base_filters
        model = resource.filterset._meta.model
        asked = {p: values_of(p, one, model) for p, one in filters.items() if p not in StrictFilterSet.base_filters}
        root = f"/api/v1/{name}/?"
        formats = ["csv", *(["ics"] if resource.calendar else [])]
        yield f"{root}count=exact&page_size=1"
        for order in resource.filterset.orderings:
            yield f"{root}ordering={order}"
        others = [one.name for one in formats_of(resource, "list") if one.name in ("jsonld", "popolo", "gexf")]
        for form in [*formats, *others]:
            yield f"{root}format={form}"
        for one, values in asked.items():
            for value in values:
                yield f"{root}{one}={value}"
            for form in formats:
                yield f"{root}{one}={values[0]}&format={form}"
        for one, other in itertools.combinations(asked, 2):
            # The wide values find most; each stands once with the first of every other parameter.
            yield f"{root}{one}={asked[one][0]}&{other}={asked[other][0]}"
            if {one, other} & {"stance", "topic", "on", "organisation"}:
                yield f"{root}{one}={asked[one][-1]}&{other}={asked[other][0]}"


def details(world):
    """Every detail in the API, what is related, timelines in all formats; every page."""
    pages = {"events", "experts", "organisations", "topics", "places", "sources", "positions"}
    yield from ("/", "/search/?q=mark", "/search/?q=lone", "/search/?q=mark+director")
    for page in pages:
        yield f"/{page}/"
        filterset = RESOURCES[page].filterset
        for name, one in filterset.base_filters.items():
            if name not in StrictFilterSet.base_filters:
                yield f"/{page}/?{name}={values_of(name, one, filterset._meta.model)[0]}"
    lone = {
        "events": "event",
        "experts": "expert",
        "organisations": "organisation",
        "topics": "topic",
        "places": "place",
    }
    for name, attributes in RECORDS.items():
        keys = [key_of(getattr(world, attribute)) for attribute in attributes]
        keys += [f"lone-{lone[name]}"] if name in lone else []
        for key in keys:
            yield f"/api/v1/{name}/{key}/"
            yield f"/api/v1/{name}/{key}/?as_of=2999-01-01"
            if name in pages:
                yield f"/{name}/{key}/"
            if name == "events":
                yield f"/api/v1/events/{key}/related/"
            if name == "experts":
                for query in (
                    "",
                    "topic=mark-broad",
                    "topic=mark-topic&kind=position",
                    "format=csv",
                    "format=ics",
                    "format=timelinejs",
                ):
                    yield f"/api/v1/experts/{key}/timeline/?{query}"
                yield f"/experts/{key}/?topic=mark-broad"


def crawl(addresses):
    """The answers to addresses: {address: (status, body)}."""
    reader = Client()
    found = {}
    for address in addresses:
        response = reader.get(address)
        found[address] = response.status_code, body(response) if response.streaming else response.content.decode()
    return found


def test_the_public_reads_the_same_before_and_after_drafts(world):
    addresses = list(dict.fromkeys([*lists(), *details(world)]))
    assert len(addresses) > 1000
    before = crawl(addresses)
    wrong = [address for address, (status, _) in before.items() if status != 200]
    assert not wrong, wrong[:5]
    made = add_drafts()
    records, _ = tables()
    assert made > 150
    assert all(model.objects.exclude(pk__in=model.objects.visible_to(Audience.PUBLIC)).exists() for model in records)
    after = crawl(addresses)
    differ = [address for address in addresses if before[address] != after[address]]
    assert not differ, f"{len(differ)} answers changed, such as {differ[:12]}"
