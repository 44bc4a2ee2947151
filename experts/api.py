"""Experts, organisations and appointments in the API."""

from experts.filters import AppointmentFilter, ExpertFilter, OrganisationFilter
from experts.serializers import (
    AppointmentRow,
    AppointmentWhole,
    ExpertRow,
    ExpertWhole,
    OrganisationRow,
    OrganisationWhole,
)
from lib.api.views import Resource


class ExpertResource(Resource):
    """Persons on record."""

    filterset, row, whole = ExpertFilter, ExpertRow, ExpertWhole


class OrganisationResource(Resource):
    """Institutions, ministries, states, periodicals, alliances."""

    filterset, row, whole = OrganisationFilter, OrganisationRow, OrganisationWhole


class AppointmentResource(Resource):
    """Posts that experts hold at organisations."""

    filterset, row, whole, key = AppointmentFilter, AppointmentRow, AppointmentWhole, "public_id"
