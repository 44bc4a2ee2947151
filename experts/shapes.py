"""People, organisations and posts in other formats: schema.org, Popolo."""

from experts.models import AppointmentStatus, OrganisationKind
from experts.periods import period_words
from experts.serializers import AppointmentRef, AppointmentRow, ExpertRef, ExpertRow, OrganisationRow
from lib.api.formats import jsonld, popolo
from lib.api.formats.base import Shape
from lib.api.serializers import Many
from lib.partialdates import parse
from sources.serializers import identifiers, names
from sources.shapes import place_node

KINDS = {
    OrganisationKind.GOVERNMENT: "GovernmentOrganization",
    OrganisationKind.MINISTRY: "GovernmentOrganization",
    OrganisationKind.INSTITUTE: "ResearchOrganization",
    OrganisationKind.THINK_TANK: "ResearchOrganization",
    OrganisationKind.UNIVERSITY: "CollegeOrUniversity",
    OrganisationKind.COMPANY: "Corporation",
    OrganisationKind.PARTY: "PoliticalParty",
}


class ExpertShape(ExpertRow):
    """An expert with names and identifiers."""

    names = names()
    identifiers = identifiers()

    class Meta(ExpertRow.Meta):
        others = True
        left_out = ["notes"]


class HeldPost(AppointmentRef):
    """A post of an organisation with its holder."""

    expert = ExpertRef()


class OrganisationShape(OrganisationRow):
    """An organisation with names, identifiers and the holders of its posts."""

    names = names()
    identifiers = identifiers()
    appointments = Many(HeldPost(), relation="appointments", order=("start_earliest", "id"))

    class Meta(OrganisationRow.Meta):
        others = True
        left_out = ["notes"]


def _held(record):
    """The posts of a record that were held."""
    return [post for post in record.get("appointments") or () if post["status"] == AppointmentStatus.SERVED]


# -- schema.org -------------------------------------------------------------------------------


def _post(post):
    """A post as a role in its organisation."""
    return jsonld.role(
        "affiliation",
        jsonld.node("Organization", post["organisation"]),
        post["post"],
        startDate=jsonld.dated(post["start"]),
        endDate=jsonld.dated(post["end"]),
    )


def person(record, base):
    """An expert as a Person of schema.org."""
    return jsonld.node(
        "Person",
        record,
        birthDate=jsonld.dated(record["born"]),
        deathDate=jsonld.dated(record["died"]),
        affiliation=[_post(post) for post in _held(record)],
        url=record["website"],
        **jsonld.named(record),
    )


def organisation(record, base):
    """An organisation as an Organization of schema.org."""
    return jsonld.node(
        KINDS.get(record["kind"], "Organization"),
        record,
        foundingDate=jsonld.dated(record["start"]),
        dissolutionDate=jsonld.dated(record["end"]),
        parentOrganization=record["parent"] and jsonld.node("Organization", record["parent"]),
        location=record["place"] and place_node(record["place"]),
        url=record["website"],
        **jsonld.named(record),
    )


# -- Popolo -----------------------------------------------------------------------------------


def _membership(post, person, organisation):
    """A post as a membership and a post of Popolo."""
    start, _ = popolo.sides(post["start"])
    _, end = popolo.sides(post["end"])
    when = period_words(parse(post["start"]), parse(post["end"]))
    of_post = f"{organisation['slug']}/{post['post']}"
    return [
        (
            "memberships",
            {
                "id": post["id"],
                "label": f"{post['post']}, {organisation['name']}{f' ({when})' if when else ''}",
                "role": post["post"],
                "person_id": person["slug"],
                "organization_id": organisation["slug"],
                "post_id": of_post,
                **{key: day for key, day in (("start_date", start), ("end_date", end)) if day},
            },
        ),
        (
            "posts",
            {"id": of_post, "label": post["post"], "role": post["post"], "organization_id": organisation["slug"]},
        ),
    ]


def _links(record):
    """The website of a record as links of Popolo, or None."""
    return [{"url": record["website"]}] if record["website"] else None


def popolo_person(record, base):
    """An expert as a person of Popolo, with memberships, posts and their organisations."""
    born, _ = popolo.sides(record["born"])
    died, _ = popolo.sides(record["died"])
    own = popolo.thing(record, birth_date=born, death_date=died, links=_links(record), **popolo.named(record))
    found = [("persons", own)]
    for post in _held(record):
        found += [
            ("organizations", popolo.thing(post["organisation"])),
            *_membership(post, record, post["organisation"]),
        ]
    return found


def popolo_organisation(record, base):
    """An organisation of Popolo, with its posts, memberships and their people."""
    own = popolo.thing(
        record,
        classification=record["kind"],
        parent_id=record["parent"] and record["parent"]["slug"],
        founding_date=popolo.sides(record["start"])[0],
        dissolution_date=popolo.sides(record["end"])[1],
        links=_links(record),
        **popolo.named(record),
    )
    found = [("organizations", own)]
    for post in _held(record):
        found += [("persons", popolo.thing(post["expert"])), *_membership(post, post["expert"], record)]
    return found


def popolo_membership(record, base):
    """An appointment of Popolo: a membership with its person, organisation and post."""
    return [
        *_membership(record, record["expert"], record["organisation"]),
        ("persons", popolo.thing(record["expert"])),
        ("organizations", popolo.thing(record["organisation"])),
    ]


EXPERT_LINKED = Shape(ExpertShape, person)
EXPERT_POPOLO = Shape(ExpertShape, popolo_person)
ORGANISATION_LINKED = Shape(OrganisationShape, organisation)
ORGANISATION_POPOLO = Shape(OrganisationShape, popolo_organisation)
APPOINTMENT_POPOLO = Shape(AppointmentRow, popolo_membership)
