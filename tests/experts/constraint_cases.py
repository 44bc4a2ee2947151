"""A record that breaks each constraint of experts, organisations and appointments."""

from experts import models as e
from tests import factories as make
from tests.lib.constraint_cases import (
    BLANK,
    Case,
    changed,
    citation_cases,
    identifier_cases,
    member_cases,
    name_cases,
    twice,
)

CASES = {
    "expert_name": Case(lambda: e.Expert(slug="e", name=""), "name", BLANK),
    "expert_lifetime": Case(
        lambda: e.Expert(slug="e", name="E", born="1967", died="1966"),
        "died",
        "The date of death (1966) is before the date of birth (1967).",
    ),
    "organisation_name": Case(lambda: e.Organisation(slug="o", name=""), "name", BLANK),
    "organisation_period": Case(
        lambda: e.Organisation(slug="o", name="O", start="1991-12-26", end="1922"),
        "end",
        "It ends (1922) before it starts (1991-12-26).",
    ),
    "organisation_start_not_open": Case(lambda: changed(make.organisation(), start="..")),
    "appointment_post": Case(lambda: changed(make.appointment(), post=""), "post", BLANK),
    "appointment_period": Case(
        lambda: changed(make.appointment(), start="2012-05", end="2011~"),
        "end",
        "It ends (2011~) before it starts (2012-05).",
    ),
    "appointment_start_single": Case(lambda: changed(make.appointment(), start="2009/2012")),
    "appointment_end_single": Case(lambda: changed(make.appointment(), end="2012/..")),
    "appointment_appointed_single": Case(lambda: changed(make.appointment(), appointed="2009/2012")),
    "appointment_arrived_single": Case(lambda: changed(make.appointment(), arrived="..")),
    "appointment_held": Case(lambda: changed(make.appointment(), status="declined", start="1999")),
    # Without dates too: two unknown dates count as equal.
    "appointment_once": twice(e.Appointment, expert=make.expert, organisation=make.organisation, post="Fellow"),
    "organisationterritory_once": twice(e.OrganisationTerritory, organisation=make.organisation, place=make.country),
    **member_cases(make.expert, e.Expert, "publication"),
    **member_cases(make.organisation, e.Organisation, "kind", "publication"),
    **member_cases(make.appointment, e.Appointment, "publication", "status"),
    **identifier_cases(e.ExpertIdentifier, make.expert),
    **identifier_cases(e.OrganisationIdentifier, make.organisation),
    **name_cases(e.ExpertName, make.expert),
    **name_cases(e.OrganisationName, make.organisation),
    **citation_cases(e.ExpertCitation, make.expert),
    **citation_cases(e.OrganisationCitation, make.organisation),
    **citation_cases(e.AppointmentCitation, make.appointment),
}
