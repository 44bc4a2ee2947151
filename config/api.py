"""The resources of the API, version 1, and where its description stands."""

from django.urls import include, path, re_path
from rest_framework.exceptions import NotFound
from rest_framework.routers import DefaultRouter

from config.docs import ConsoleView, DocsView, SchemaView
from intake.package.views import PackageView
from lib.api.browsable import BrowsableRenderer
from lib.api.renderers import JsonRenderer
from lib.api.views import ReadOnlyView
from register.kinds import LISTED
from register.removals import RemovalResource
from summits.api.search import SearchView
from summits.relations.urls import api_urlpatterns as relations
from timelines.urls import api_urlpatterns as timelines

RESOURCES = {kind.name: kind.resource for kind in LISTED}


class NothingHere(ReadOnlyView):
    """All other addresses below /api/v1/: a 404 in the API's own formats."""

    schema = None

    def get(self, request, *args, **kwargs):
        raise NotFound("There is nothing at this address; /api/v1/ lists what there is.")


class Root(DefaultRouter.APIRootView):
    """The resources of Parley. Each list can be filtered; the description of all parameters stands at /api/v1/docs/."""

    renderer_classes = [JsonRenderer, BrowsableRenderer]

    def get_view_name(self):
        """What its page is called."""
        return "API"


class Router(DefaultRouter):
    """The usual router without format suffixes: the format is a parameter."""

    APIRootView = Root
    include_format_suffixes = False

    def get_api_root_view(self, api_urls=None):
        """The page that lists the resources, and beside the kinds of record what has gone."""
        lists = {prefix: f"{basename}-list" for prefix, _, basename in self.registry}
        return self.APIRootView.as_view(
            api_root_dict={**lists, "removals": "removals-list", "datapackage": "datapackage", "reconcile": "reconcile"}
        )


router = Router()
for name, resource in RESOURCES.items():
    router.register(name, resource, basename=name)

urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="api-docs"),
    path("docs/console/", ConsoleView.as_view(url_name="schema"), name="api-console"),
    path("docs/<slug:name>/", DocsView.as_view(), name="api-docs-of"),
    path("search/", SearchView.as_view(), name="api-search"),
    path("datapackage/", PackageView.as_view(), name="datapackage"),
    path("removals/", RemovalResource.as_view({"get": "list"}, basename="removals"), name="removals-list"),
    path("", include("register.reconcile.urls")),
    path("", include(timelines)),
    path("", include(relations)),
    path("", include(router.urls)),
    # With a slash at the end only: an address without one is first sent to the one with it. A line's end is a sign too.
    re_path(r"^[\s\S]+/$", NothingHere.as_view()),
]
