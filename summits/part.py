"""Adds the number of events to the admin's lists of experts and places."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from experts.models import Expert
from lib.admin.parts import Part
from lib.admin.search import number_of
from sources.models import Place
from summits.models import Event, Participation


class EventsPart(Part):
    """``event_count`` of experts and places."""

    def counts(self, model):
        if model is Place:
            return {"event_count": number_of(Event, "place")}
        if model is Expert:
            named = Participation._base_manager.filter(expert=OuterRef("pk")).order_by().values("expert")
            number = named.annotate(n=Count("event", distinct=True)).values("n")
            return {"event_count": Coalesce(Subquery(number), 0)}
        return {}
