"""The URLs of relations in the API."""

from django.urls import path

from summits.relations.api import PairsView, RelationResource

api_urlpatterns = [
    path("relations/", PairsView.as_view(), name="relations-api"),
    path(
        "relations/<slug:first>/<slug:second>/",
        RelationResource.as_view({"get": "list"}, basename="relation"),
        name="relation-api",
    ),
]
