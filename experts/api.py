"""Organisations and appointments in the API; experts stand in summits/api, with the parameters about events."""

from experts.filters import AppointmentFilter, OrganisationFilter
from experts.models import AppointmentStatus
from experts.serializers import (
    AppointmentHeld,
    AppointmentRow,
    AppointmentWhole,
    OrganisationRow,
    OrganisationWhole,
)
from experts.shapes import APPOINTMENT_POPOLO, ORGANISATION_LINKED, ORGANISATION_POPOLO
from lib.api.views import Resource


class OrganisationResource(Resource):
    """Institutions, ministries, states, periodicals, alliances."""

    filterset, list_serializer, detail_serializer = OrganisationFilter, OrganisationRow, OrganisationWhole
    linked, popolo = ORGANISATION_LINKED, ORGANISATION_POPOLO


class AppointmentResource(Resource):
    """Posts that experts hold at organisations."""

    filterset, list_serializer, detail_serializer, key = (
        AppointmentFilter,
        AppointmentRow,
        AppointmentWhole,
        "public_id",
    )
    popolo = APPOINTMENT_POPOLO
    beside_serializer = AppointmentHeld

    @staticmethod
    def standing(row):
        """In words, that the post was not held."""
        status = AppointmentStatus(row["status"])
        return "" if status == AppointmentStatus.SERVED else status.label
