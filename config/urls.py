"""Which address leads where."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from accounts.urls import desk_urlpatterns, sign_on_urlpatterns
from pages.urls import one_for_all

handler400 = "config.unavailable.refused"
handler500 = "config.unavailable.failed"

urlpatterns = [
    path("api/v1/", include("config.api")),
    path("admin/bulk/", include("intake.bulk.urls")),
    path("admin/", include(desk_urlpatterns)),
    path("admin/", admin.site.urls),
    path("account/", include(sign_on_urlpatterns)),
    # Browsers ask for it whatever a page says.
    path("favicon.ico", login_not_required(RedirectView.as_view(url="/static/parley/icon.svg"))),
    path("", include(one_for_all)),
    *i18n_patterns(
        path("account/", include("accounts.urls")), path("", include("pages.urls")), prefix_default_language=False
    ),
]
