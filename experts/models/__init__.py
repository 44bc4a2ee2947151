"""Experts, organisations and appointments."""

from experts.models.appointments import Appointment, AppointmentCitation, AppointmentStatus, FormerAppointmentId
from experts.models.experts import (
    Expert,
    ExpertCitation,
    ExpertIdentifier,
    ExpertName,
    FormerExpertSlug,
)
from experts.models.organisations import (
    FormerOrganisationSlug,
    Organisation,
    OrganisationCitation,
    OrganisationIdentifier,
    OrganisationKind,
    OrganisationName,
    OrganisationTerritory,
)

__all__ = [
    "Appointment",
    "AppointmentCitation",
    "AppointmentStatus",
    "Expert",
    "ExpertCitation",
    "ExpertIdentifier",
    "ExpertName",
    "FormerAppointmentId",
    "FormerExpertSlug",
    "FormerOrganisationSlug",
    "Organisation",
    "OrganisationCitation",
    "OrganisationIdentifier",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationTerritory",
]
