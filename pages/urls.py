"""Which public page stands at which address."""

from django.urls import path

from pages.views import (
    about,
    compare,
    events,
    experts,
    home,
    ids,
    organisations,
    places,
    positions,
    relations,
    search,
    sources,
    topics,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
    path("search/", search.everything, name="search"),
    path("compare/", compare.compare, name="compare"),
    path("id/<str:public_id>/", ids.by_id, name="by-id"),
    path("events/", events.events, name="events"),
    path("events/<slug:address>/", events.event, name="event"),
    path("experts/", experts.experts, name="experts"),
    path("experts/<slug:address>/", experts.expert, name="expert"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<slug:address>/", organisations.organisation, name="organisation"),
    path("places/", places.places, name="places"),
    path("places/<slug:address>/", places.place, name="place"),
    path("positions/", positions.positions, name="positions"),
    path("positions/<str:address>/", positions.position, name="position"),
    path("relations/", relations.relations, name="relations"),
    path("relations/<slug:first>/<slug:second>/", relations.relation, name="relation"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:address>/", sources.source, name="source"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:address>/", topics.topic, name="topic"),
]
