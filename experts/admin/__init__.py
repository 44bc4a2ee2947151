"""Experts, organisations and appointments in the admin."""

from experts.admin.appointments import AppointmentAdmin
from experts.admin.experts import ExpertAdmin
from experts.admin.organisations import OrganisationAdmin

__all__ = ["AppointmentAdmin", "ExpertAdmin", "OrganisationAdmin"]
