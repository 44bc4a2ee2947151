"""URLs of bulk import and export, below the desk."""

from django.urls import path

from intake.bulk import downloads, views
from intake.datasets import queue
from intake.datasets.met import views as met

app_name = "bulk"

urlpatterns = [
    path("", views.home, name="home"),
    path("bad/", views.bad, name="bad"),
    path("waiting/", queue.waiting, name="waiting"),
    path("met/", met.queue, name="met"),
    path("met/decisions.csv", met.decisions, name="met-decisions"),
    path("<int:pk>/", views.show, name="import"),
    path("runs/<int:pk>/", views.run, name="run"),
    path("<int:pk>/state/", views.state, name="state"),
    path("<int:pk>/choose/", views.choose, name="choose"),
    path("<int:pk>/decisions/", views.decided, name="decisions"),
    path("<int:pk>/begin/", views.begin, name="begin"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/remove/", views.remove, name="remove"),
    path("export/<slug:name>.<slug:format>", downloads.export, name="export"),
]
