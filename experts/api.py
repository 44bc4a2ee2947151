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

    filterset, list_serializer, detail_serializer = ExpertFilter, ExpertRow, ExpertWhole


class OrganisationResource(Resource):
    """Institutions, ministries, states, periodicals, alliances."""

    filterset, list_serializer, detail_serializer = OrganisationFilter, OrganisationRow, OrganisationWhole


class AppointmentResource(Resource):
    """Posts that experts hold at organisations."""

    filterset, list_serializer, detail_serializer, key = (
        AppointmentFilter,
        AppointmentRow,
        AppointmentWhole,
        "public_id",
    )
