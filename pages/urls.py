"""URLs of the public pages."""

from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.urls import path

from pages.sitemaps import SITEMAPS
from pages.views import (
    about,
    calendar,
    compare,
    embedded,
    events,
    experts,
    found,
    home,
    ids,
    maps,
    networks,
    organisations,
    places,
    positions,
    relations,
    search,
    sources,
    topics,
)

# Without a language.
one_for_all = [
    path("robots.txt", found.robots, name="robots"),
    path("opensearch.xml", found.opensearch, name="opensearch"),
    path("sitemap.xml", sitemap_index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemaps"),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("pictures/parley.png", found.own_picture, name="own-picture"),
    path("pictures/<slug:kind>/<str:address>.png", found.picture, name="picture"),
    path("oembed/", embedded.oembed, name="oembed"),
    path("id/<str:public_id>/", ids.by_id, name="by-id"),
]

# In every language (config/urls.py).
urlpatterns = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
    path("search/", search.everything, name="search"),
    path("embed/events/<slug:address>/", embedded.event, name="embedded-event"),
    path("embed/experts/<slug:address>/", embedded.expert, name="embedded-expert"),
    path("calendar/", calendar.calendar_of_events, name="calendar"),
    path("map/", maps.map_of_events, name="map"),
    path("network/", networks.network_of_events, name="network"),
    path("compare/", compare.compare, name="compare"),
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
